//! What operators stand between: literals, names, brackets, calls, conditions and loops.

use super::Parser;
use crate::FeelError;
use crate::functions;
use crate::lexer::TokenKind;
use crate::syntax::{Kind, LoopForm, Node};
use crate::temporal;
use crate::value::Data;

/// How many lists one loop may walk at once.
const LOOP_NAMES_MAX: usize = 10;

/// Words that end a name; they can be used as one between backticks.
const KEYWORDS: &[&str] = &[
    "and",
    "between",
    "else",
    "every",
    "false",
    "for",
    "function",
    "if",
    "in",
    "instance",
    "null",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
];

/// Built-in functions whose names hold a keyword.
const KEYWORD_FUNCTIONS: &[&[&str]] =
    &[&["date", "and", "time"], &["years", "and", "months", "duration"], &["get", "or", "else"]];

impl Parser {
    pub(super) fn primary(&mut self) -> Result<Node, FeelError> {
        match self.token().kind.clone() {
            TokenKind::Number(number) => self.literal(Data::Number(number)),
            TokenKind::Text(text) => self.literal(Data::Text(text)),
            TokenKind::QuotedName(name) => {
                self.advance();
                Node::new(Kind::Name(name))
            }
            TokenKind::Word(word) => self.word(&word),
            TokenKind::Symbol(symbol) => self.bracket(symbol),
            TokenKind::End => self.error("the expression ends too early"),
        }
    }

    fn literal(&mut self, data: Data) -> Result<Node, FeelError> {
        self.advance();
        Node::new(Kind::Literal(data))
    }

    fn bracket(&mut self, symbol: &'static str) -> Result<Node, FeelError> {
        self.advance();
        match symbol {
            "(" => {
                let node = self.expression()?;
                if self.take_symbol("..") {
                    return self.range_end(Some(node), false);
                }
                self.expect_symbol(")")?;
                Ok(node)
            }
            "]" => {
                let start = self.expression()?;
                self.expect_symbol("..")?;
                self.range_end(Some(start), false)
            }
            "[" => self.list_or_range(),
            "{" => self.context(),
            "?" => Node::new(Kind::Input),
            "@" => match self.token().kind.clone() {
                TokenKind::Text(text) => match temporal::read_any(&text) {
                    Some(data) => self.literal(data),
                    None => self.error(format!("`{text}` is not a date, time or duration")),
                },
                _ => self.error("expected text after `@`"),
            },
            _ => {
                self.at -= 1;
                self.error(format!("{} was not expected here", self.describe()))
            }
        }
    }

    fn list_or_range(&mut self) -> Result<Node, FeelError> {
        let mut items = Vec::new();
        if self.take_symbol("]") {
            return Node::new(Kind::List(items));
        }
        items.push(self.expression()?);
        if self.take_symbol("..") {
            return self.range_end(items.pop(), true);
        }
        while self.take_symbol(",") {
            items.push(self.expression()?);
        }
        self.expect_symbol("]")?;
        Node::new(Kind::List(items))
    }

    fn range_end(&mut self, start: Option<Node>, start_included: bool) -> Result<Node, FeelError> {
        let end = Some(self.expression()?);
        let end_included = self.take_symbol("]");
        if !end_included && !self.take_symbol(")") && !self.take_symbol("[") {
            return self.error("the range has no end");
        }
        Node::new(Kind::Range { start, start_included, end, end_included })
    }

    fn context(&mut self) -> Result<Node, FeelError> {
        let mut entries = Vec::new();
        if self.take_symbol("}") {
            return Node::new(Kind::Context(entries));
        }
        loop {
            let key = match self.token().kind.clone() {
                TokenKind::Text(text) => {
                    self.advance();
                    text
                }
                _ => self.name(true)?,
            };
            self.expect_symbol(":")?;
            entries.push((key, self.expression()?));
            if !self.take_symbol(",") {
                self.expect_symbol("}")?;
                return Node::new(Kind::Context(entries));
            }
        }
    }

    fn word(&mut self, word: &str) -> Result<Node, FeelError> {
        match word {
            "true" => self.literal(Data::Boolean(true)),
            "false" => self.literal(Data::Boolean(false)),
            "null" => self.literal(Data::Null),
            "if" => self.condition(),
            "for" => self.repeat(LoopForm::For, "return"),
            "some" => self.repeat(LoopForm::Some, "satisfies"),
            "every" => self.repeat(LoopForm::Every, "satisfies"),
            "function" => self.error("functions of your own are not supported yet"),
            _ => {
                let name = self.name(false)?;
                if self.is_symbol("(") { self.call(&name) } else { Node::new(Kind::Name(name)) }
            }
        }
    }

    /// Reads a name of one or more words. After a dot, or as a key, the first word may be a keyword.
    pub(super) fn name(&mut self, any_first: bool) -> Result<String, FeelError> {
        if let Some(name) = self.keyword_function() {
            return Ok(name);
        }
        let mut name = match &self.token().kind {
            TokenKind::QuotedName(name) => name.clone(),
            TokenKind::Word(word) if any_first || !KEYWORDS.contains(&word.as_str()) => word.clone(),
            _ => return self.error(format!("expected a name instead of {}", self.describe())),
        };
        self.advance();
        while let TokenKind::Word(word) = &self.token().kind {
            if KEYWORDS.contains(&word.as_str()) {
                break;
            }
            name = format!("{name} {word}");
            self.advance();
        }
        Ok(name)
    }

    fn keyword_function(&mut self) -> Option<String> {
        let is_next =
            |words: &&&[&str]| self.are_words(words) && self.ahead(words.len()).kind == TokenKind::Symbol("(");
        let words = KEYWORD_FUNCTIONS.iter().find(is_next)?;
        self.at += words.len();
        Some(words.join(" "))
    }

    fn call(&mut self, name: &str) -> Result<Node, FeelError> {
        let Some(function) = functions::find(name) else {
            self.at -= 1;
            return self.error(format!("there is no function `{name}`"));
        };
        self.advance();
        let mut arguments = Vec::new();
        if !self.take_symbol(")") {
            arguments.push(self.expression()?);
            while self.take_symbol(",") {
                arguments.push(self.expression()?);
            }
            self.expect_symbol(")")?;
        }
        if !function.takes.contains(&arguments.len()) {
            return self.error(format!("`{name}` does not take {} argument(s)", arguments.len()));
        }
        Node::new(Kind::Call { function, arguments })
    }

    fn condition(&mut self) -> Result<Node, FeelError> {
        self.advance();
        let condition = self.expression()?;
        self.expect_word("then")?;
        let then = self.expression()?;
        self.expect_word("else")?;
        let otherwise = self.expression()?;
        Node::new(Kind::If { condition, then, otherwise })
    }

    fn repeat(&mut self, form: LoopForm, before_body: &str) -> Result<Node, FeelError> {
        self.advance();
        let mut over = Vec::new();
        loop {
            let name = self.name(false)?;
            self.expect_word("in")?;
            let mut list = self.expression()?;
            if self.take_symbol("..") {
                let end = Some(self.expression()?);
                list = Node::new(Kind::Range { start: Some(list), start_included: true, end, end_included: true })?;
            }
            over.push((name, list));
            if over.len() > LOOP_NAMES_MAX {
                return Err(FeelError::TooLarge);
            }
            if !self.take_symbol(",") {
                break;
            }
        }
        self.expect_word(before_body)?;
        let body = self.expression()?;
        Node::new(Kind::Loop { form, over, body })
    }
}
