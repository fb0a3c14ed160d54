//! FEEL, the expression language of DMN, which our BPMN models use too.
//!
//! ```
//! let variables = serde_json::json!({ "aanvrager": { "geboortedatum": "2009-03-01" } });
//! let scope = feel::Scope { variables: variables.as_object().unwrap(), now: "2026-01-01T12:00:00Z".parse().unwrap() };
//! let minor = feel::parse("aanvrager.geboortedatum > today() - duration(\"P18Y\")").unwrap();
//! assert!(minor.is_true(&scope).unwrap());
//! ```
//!
//! Values come from JSON and go back to it. JSON has no dates, so text that meets a date is read as a date, and a date goes
//! back as ISO 8601 text. Days are those of the Netherlands. What goes wrong inside an expression gives null, as the
//! standard asks; a missing variable is null. This crate knows no clock: `now()` is the moment that the caller gives.
//! Expressions may come from anyone, so length, depth and work are bounded.
//!
//! It is our own because the `dsntk` crates, which pass the whole test kit, read the system clock for `now()`, bring an HTTP
//! client and a C library for their external functions and decimals, and hold some three hundred `unwrap`s. Numbers are
//! decimals of 28 digits. Left out: functions of your own, named arguments, regular expressions (`matches`, `replace`).
//! A name may hold spaces; one that holds a keyword or an operator (`prijs in euro`, `e-mail`) goes between backticks.
//!
//! Start reading at `syntax`, then `evaluate` and `functions`.

mod error;
mod evaluate;
mod functions;
mod lexer;
mod operate;
mod parser;
mod syntax;
mod temporal;
mod unary;
mod value;

use serde_json::{Map, Value};

pub use error::FeelError;
pub use unary::{UnaryTests, parse_unary_tests};

use evaluate::Evaluator;
use syntax::Node;
use value::Data;

/// What an expression can see.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The variables by name.
    pub variables: &'a Map<String, Value>,
    /// The moment that `now()` and `today()` give.
    pub now: jiff::Timestamp,
}

/// A parsed expression.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    root: Node,
}

/// Reads an expression, without the leading `=` that BPMN writes.
///
/// # Errors
/// * [`FeelError::Syntax`] when the text is not FEEL
/// * [`FeelError::TooLarge`] when it is too long or too deep
pub fn parse(text: &str) -> Result<Expression, FeelError> {
    let root = parser::parse_expression(text)?;
    Ok(Expression { text: text.trim().to_owned(), root })
}

impl Expression {
    /// Returns the value of the expression.
    ///
    /// # Errors
    /// * [`FeelError::TooMuchWork`] when the evaluation takes too long
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, FeelError> {
        self.data(scope).map(Data::into_json)
    }

    /// Returns whether the condition is true; null is not.
    ///
    /// # Errors
    /// * [`FeelError::NotBoolean`] when it is neither true, false nor null
    /// * [`FeelError::TooMuchWork`] when the evaluation takes too long
    pub fn is_true(&self, scope: &Scope<'_>) -> Result<bool, FeelError> {
        match self.data(scope)? {
            Data::Boolean(boolean) => Ok(boolean),
            Data::Null => Ok(false),
            other => Err(FeelError::NotBoolean(other.type_name().to_owned())),
        }
    }

    /// Returns the text of the expression.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn data(&self, scope: &Scope<'_>) -> Result<Data, FeelError> {
        Evaluator::new(scope, None).evaluate(&self.root)
    }
}
