//! Tokens into a tree.

mod primary;

use crate::FeelError;
use crate::lexer::{Token, TokenKind, tokens};
use crate::syntax::{Comparison, Kind, Node, Operator, Test};

/// How many characters we are willing to read.
const LENGTH_MAX: usize = 16_384;
/// How deep brackets may be nested. The parser uses the stack.
const NESTING_MAX: u16 = 40;
/// What `instance of` knows, longest first.
const TYPES: &[&str] = &[
    "years and months duration",
    "days and time duration",
    "date and time",
    "date",
    "time",
    "number",
    "string",
    "boolean",
    "list",
    "context",
    "range",
    "null",
    "Any",
];

pub(crate) struct Parser {
    tokens: Vec<Token>,
    at: usize,
    nesting: u16,
}

/// Reads one whole expression.
pub(crate) fn parse_expression(text: &str) -> Result<Node, FeelError> {
    let mut parser = Parser::new(text)?;
    let node = parser.expression()?;
    parser.expect_end()?;
    Ok(node)
}

impl Parser {
    pub(crate) fn new(text: &str) -> Result<Self, FeelError> {
        if text.len() > LENGTH_MAX {
            return Err(FeelError::TooLarge);
        }
        Ok(Self { tokens: tokens(text)?, at: 0, nesting: 0 })
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn go_back(&mut self, at: usize) {
        self.at = at;
    }

    fn token(&self) -> &Token {
        self.ahead(0)
    }

    /// Returns a later token; after the last one comes the last one.
    fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.at + count).unwrap_or(&self.tokens[self.tokens.len() - 1])
    }

    fn advance(&mut self) {
        self.at = (self.at + 1).min(self.tokens.len() - 1);
    }

    fn error<T>(&self, message: impl Into<String>) -> Result<T, FeelError> {
        Err(FeelError::Syntax { position: self.token().position, message: message.into() })
    }

    pub(crate) fn is_end(&self) -> bool {
        self.token().kind == TokenKind::End
    }

    pub(crate) fn expect_end(&self) -> Result<(), FeelError> {
        if self.is_end() { Ok(()) } else { self.error(format!("{} was not expected here", self.describe())) }
    }

    fn describe(&self) -> String {
        match &self.token().kind {
            TokenKind::Word(word) | TokenKind::QuotedName(word) => format!("`{word}`"),
            TokenKind::Number(number) => format!("`{number}`"),
            TokenKind::Text(text) => format!("\"{text}\""),
            TokenKind::Symbol(symbol) => format!("`{symbol}`"),
            TokenKind::End => "the end".to_owned(),
        }
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.token().kind, TokenKind::Symbol(found) if found == symbol)
    }

    pub(crate) fn take_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    fn expect_symbol(&mut self, symbol: &str) -> Result<(), FeelError> {
        if self.take_symbol(symbol) {
            return Ok(());
        }
        self.error(format!("expected `{symbol}` instead of {}", self.describe()))
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.token().kind, TokenKind::Word(found) if found == word)
    }

    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.advance();
        }
        found
    }

    fn expect_word(&mut self, word: &str) -> Result<(), FeelError> {
        if self.take_word(word) {
            return Ok(());
        }
        self.error(format!("expected `{word}` instead of {}", self.describe()))
    }

    pub(crate) fn expression(&mut self) -> Result<Node, FeelError> {
        self.nested(|parser| parser.binary(1))
    }

    /// Reads something that may hold itself.
    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Node, FeelError>) -> Result<Node, FeelError> {
        if self.nesting >= NESTING_MAX {
            return Err(FeelError::TooLarge);
        }
        self.nesting += 1;
        let node = read(self);
        self.nesting -= 1;
        node
    }

    /// Reads operators that bind at least as strongly as `level`.
    fn binary(&mut self, level: u8) -> Result<Node, FeelError> {
        let mut left = self.unary()?;
        loop {
            if level <= 3 && self.take_word("between") {
                let low = self.binary(4)?;
                self.expect_word("and")?;
                let high = self.binary(4)?;
                left = Node::new(Kind::Between { value: left, low, high })?;
            } else if level <= 3 && self.take_word("in") {
                let tests = self.in_tests()?;
                left = Node::new(Kind::In { value: left, tests })?;
            } else if level <= 6 && self.take_word("instance") {
                self.expect_word("of")?;
                left = Node::new(Kind::InstanceOf { value: left, type_name: self.type_name()? })?;
            } else {
                let Some((operator, strength)) = self.operator().filter(|&(_, strength)| strength >= level) else {
                    return Ok(left);
                };
                self.advance();
                let right = self.binary(strength + 1)?;
                left = Node::new(Kind::Binary(operator, left, right))?;
            }
        }
    }

    fn operator(&self) -> Option<(Operator, u8)> {
        match &self.token().kind {
            TokenKind::Word(word) if word == "or" => Some((Operator::Or, 1)),
            TokenKind::Word(word) if word == "and" => Some((Operator::And, 2)),
            TokenKind::Symbol(symbol) => match *symbol {
                "+" => Some((Operator::Add, 4)),
                "-" => Some((Operator::Subtract, 4)),
                "*" => Some((Operator::Multiply, 5)),
                "/" => Some((Operator::Divide, 5)),
                "**" => Some((Operator::Power, 6)),
                symbol => comparison(symbol).map(|comparison| (Operator::Compare(comparison), 3)),
            },
            _ => None,
        }
    }

    /// Reads what stands after `in`: one test, or several between brackets.
    fn in_tests(&mut self) -> Result<Vec<Test>, FeelError> {
        let start = self.at;
        if self.take_symbol("(") {
            let tests = self.tests(4)?;
            if self.take_symbol(")") {
                return Ok(tests);
            }
            // It was the range `(1..5)`.
            self.at = start;
        }
        Ok(vec![self.test(4)?])
    }

    /// Reads tests with commas between them.
    pub(crate) fn tests(&mut self, level: u8) -> Result<Vec<Test>, FeelError> {
        let mut tests = vec![self.test(level)?];
        while self.take_symbol(",") {
            tests.push(self.test(level)?);
        }
        Ok(tests)
    }

    fn test(&mut self, level: u8) -> Result<Test, FeelError> {
        if let TokenKind::Symbol(symbol) = self.token().kind
            && let Some(comparison) = comparison(symbol)
        {
            self.advance();
            return Ok(Test::Compare(comparison, self.nested(|parser| parser.binary(4))?));
        }
        let node = self.nested(|parser| parser.binary(level))?;
        let is_condition = node.kind.uses_input();
        Ok(Test::Value { node, is_condition })
    }

    fn type_name(&mut self) -> Result<String, FeelError> {
        for name in TYPES {
            let words: Vec<&str> = name.split(' ').collect();
            if self.are_words(&words) {
                self.at += words.len();
                return Ok((*name).to_owned());
            }
        }
        self.error("expected the name of a type")
    }

    /// Returns whether these words come next.
    fn are_words(&self, words: &[&str]) -> bool {
        let mut ahead = words.iter().enumerate();
        ahead.all(|(index, word)| matches!(&self.ahead(index).kind, TokenKind::Word(found) if found == word))
    }

    fn unary(&mut self) -> Result<Node, FeelError> {
        if self.take_symbol("-") {
            let of = self.nested(Self::unary)?;
            return Node::new(Kind::Negate(of));
        }
        let node = self.primary()?;
        self.postfix(node)
    }

    /// Reads `.part` and `[filter]`.
    fn postfix(&mut self, mut node: Node) -> Result<Node, FeelError> {
        loop {
            if self.take_symbol(".") {
                let name = self.name(true)?;
                node = Node::new(Kind::Property { of: node, name })?;
            } else if self.is_symbol("[") && !self.is_open_end() {
                self.advance();
                let by = self.expression()?;
                self.expect_symbol("]")?;
                node = Node::new(Kind::Filter { of: node, by })?;
            } else {
                return Ok(node);
            }
        }
    }

    /// Returns whether this `[` closes a range, as in `]1..5[`.
    fn is_open_end(&self) -> bool {
        match &self.ahead(1).kind {
            TokenKind::End => true,
            TokenKind::Symbol(symbol) => matches!(*symbol, "," | ")" | "]" | "}"),
            TokenKind::Word(word) => matches!(word.as_str(), "and" | "or" | "then" | "else" | "return" | "satisfies"),
            _ => false,
        }
    }
}

fn comparison(symbol: &str) -> Option<Comparison> {
    match symbol {
        "=" => Some(Comparison::Equal),
        "!=" => Some(Comparison::NotEqual),
        "<" => Some(Comparison::Less),
        "<=" => Some(Comparison::LessOrEqual),
        ">" => Some(Comparison::Greater),
        ">=" => Some(Comparison::GreaterOrEqual),
        _ => None,
    }
}
