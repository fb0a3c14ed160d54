//! Text into tokens. FEEL names may hold spaces, so words stay words here; the parser joins them.

use rust_decimal::Decimal;

use crate::FeelError;

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub kind: TokenKind,
    /// In characters from the start.
    pub position: usize,
    /// Whether white space stands before it.
    pub spaced: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    Word(String),
    /// A name between backticks, which is never a keyword.
    QuotedName(String),
    Number(Decimal),
    Text(String),
    Symbol(&'static str),
    End,
}

/// Longest first, so that `<=` is not read as `<`.
const SYMBOLS: &[&str] = &[
    "**", "..", "->", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ":", ".",
    "?", "@",
];

/// Reads all tokens; the last one is [`TokenKind::End`].
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, FeelError> {
    let characters: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { characters: &characters, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let spaced = lexer.skip_space()?;
        let position = lexer.at;
        let kind = lexer.next_kind()?;
        let is_end = kind == TokenKind::End;
        tokens.push(Token { kind, position, spaced });
        if is_end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    characters: &'a [char],
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn error(&self, message: &str) -> FeelError {
        FeelError::Syntax { position: self.at, message: message.to_owned() }
    }

    /// Skips white space and comments; returns whether there was any.
    fn skip_space(&mut self) -> Result<bool, FeelError> {
        let start = self.at;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some(space), _) if space.is_whitespace() => self.at += 1,
                (Some('/'), Some('/')) => {
                    while self.peek(0).is_some_and(|character| character != '\n') {
                        self.at += 1;
                    }
                }
                (Some('/'), Some('*')) => {
                    self.at += 2;
                    while (self.peek(0), self.peek(1)) != (Some('*'), Some('/')) {
                        if self.peek(0).is_none() {
                            return Err(self.error("the comment has no end"));
                        }
                        self.at += 1;
                    }
                    self.at += 2;
                }
                _ => return Ok(self.at > start),
            }
        }
    }

    fn next_kind(&mut self) -> Result<TokenKind, FeelError> {
        let Some(first) = self.peek(0) else { return Ok(TokenKind::End) };
        let starts_number =
            first.is_ascii_digit() || (first == '.' && self.peek(1).is_some_and(|next| next.is_ascii_digit()));
        if starts_number {
            return self.number();
        }
        if first.is_alphabetic() || first == '_' || first == '$' {
            return Ok(TokenKind::Word(self.word()));
        }
        match first {
            '"' => self.text(),
            '`' => self.quoted_name(),
            _ => self.symbol(),
        }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(character) = self.peek(0).filter(|&c| c.is_alphanumeric() || c == '_' || c == '$') {
            word.push(character);
            self.at += 1;
        }
        word
    }

    fn number(&mut self) -> Result<TokenKind, FeelError> {
        let mut digits = String::new();
        self.take_digits(&mut digits);
        // In `[1..5]` the dots are the range's.
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            digits.push('.');
            self.at += 1;
            self.take_digits(&mut digits);
        }
        let sign = usize::from(matches!(self.peek(1), Some('+' | '-')));
        let has_exponent =
            matches!(self.peek(0), Some('e' | 'E')) && self.peek(1 + sign).is_some_and(|digit| digit.is_ascii_digit());
        let parsed = if has_exponent {
            digits.extend(&self.characters[self.at..=self.at + sign]);
            self.at += 1 + sign;
            self.take_digits(&mut digits);
            Decimal::from_scientific(&digits)
        } else {
            digits.parse()
        };
        parsed.map(TokenKind::Number).map_err(|_| self.error("the number is too large"))
    }

    fn take_digits(&mut self, digits: &mut String) {
        while let Some(digit) = self.peek(0).filter(char::is_ascii_digit) {
            digits.push(digit);
            self.at += 1;
        }
    }

    fn text(&mut self) -> Result<TokenKind, FeelError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(character) = self.peek(0) else { return Err(self.error("the text has no closing quote")) };
            self.at += 1;
            match character {
                '"' => return Ok(TokenKind::Text(text)),
                '\\' => text.push(self.escaped()?),
                other => text.push(other),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, FeelError> {
        let Some(kind) = self.peek(0) else { return Err(self.error("the text has no closing quote")) };
        self.at += 1;
        let digits = match kind {
            'n' => return Ok('\n'),
            't' => return Ok('\t'),
            'r' => return Ok('\r'),
            '"' | '\\' | '\'' | '/' => return Ok(kind),
            'u' => 4,
            'U' => 6,
            _ => return Err(self.error("unknown escape in the text")),
        };
        let hex: String = self.characters.iter().skip(self.at).take(digits).collect();
        let code = u32::from_str_radix(&hex, 16).ok().filter(|_| hex.len() == digits);
        self.at += digits;
        code.and_then(char::from_u32).ok_or_else(|| self.error("unknown escape in the text"))
    }

    fn quoted_name(&mut self) -> Result<TokenKind, FeelError> {
        self.at += 1;
        let rest = &self.characters[self.at..];
        let Some(length) = rest.iter().position(|&character| character == '`') else {
            return Err(self.error("the name has no closing backtick"));
        };
        let name = rest[..length].iter().collect();
        self.at += length + 1;
        Ok(TokenKind::QuotedName(name))
    }

    fn symbol(&mut self) -> Result<TokenKind, FeelError> {
        let rest = &self.characters[self.at..];
        let found = SYMBOLS.iter().find(|symbol| {
            let mut rest = rest.iter();
            symbol.chars().all(|character| rest.next() == Some(&character))
        });
        let Some(symbol) = found else {
            let message = match rest.first() {
                Some('&' | '|') => "FEEL writes `and` and `or`".to_owned(),
                Some('\'') => "FEEL writes text between double quotes".to_owned(),
                Some(other) => format!("`{other}` has no meaning here"),
                None => "the expression ends too early".to_owned(),
            };
            return Err(self.error(&message));
        };
        self.at += symbol.len();
        Ok(TokenKind::Symbol(symbol))
    }
}
