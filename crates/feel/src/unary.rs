use serde_json::Value;

use crate::evaluate::Evaluator;
use crate::parser::Parser;
use crate::syntax::Test;
use crate::value::Data;
use crate::{FeelError, Scope};

/// The tests in one input cell of a decision table.
#[derive(Debug, Clone)]
pub struct UnaryTests {
    text: String,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    /// `-` or nothing: everything matches.
    Any,
    /// One of these must hold.
    OneOf(Vec<Test>),
    /// None of these may hold.
    NoneOf(Vec<Test>),
}

/// Reads the tests of a cell, such as `"a","b"`, `> 20`, `[1..5]`, `not("a")`, `contains(?, "a")` or `-`.
///
/// # Errors
/// * [`FeelError::Syntax`] when the text is not FEEL
/// * [`FeelError::TooLarge`] when it is too long or too deep
pub fn parse_unary_tests(text: &str) -> Result<UnaryTests, FeelError> {
    let trimmed = text.trim();
    let form = if trimmed.is_empty() || trimmed == "-" { Form::Any } else { parse_form(text)? };
    Ok(UnaryTests { text: trimmed.to_owned(), form })
}

fn parse_form(text: &str) -> Result<Form, FeelError> {
    let mut parser = Parser::new(text)?;
    let start = parser.at();
    if parser.take_word("not") && parser.take_symbol("(") {
        let tests = parser.tests(1)?;
        if parser.take_symbol(")") && parser.is_end() {
            return Ok(Form::NoneOf(tests));
        }
        // It was a condition such as `not(a) and b`.
        parser.go_back(start);
    }
    parser.go_back(start);
    let tests = parser.tests(1)?;
    parser.expect_end()?;
    Ok(Form::OneOf(tests))
}

impl UnaryTests {
    /// Returns whether the input meets the tests.
    ///
    /// # Errors
    /// * [`FeelError::TooMuchWork`] when the evaluation takes too long
    pub fn matches(&self, input: &Value, scope: &Scope<'_>) -> Result<bool, FeelError> {
        let input = Data::from_json(input);
        match &self.form {
            Form::Any => Ok(true),
            Form::OneOf(tests) => Evaluator::new(scope, Some(&input)).any_test(&input, tests),
            Form::NoneOf(tests) => Ok(!Evaluator::new(scope, Some(&input)).any_test(&input, tests)?),
        }
    }

    /// Returns the text of the cell.
    pub fn text(&self) -> &str {
        &self.text
    }
}
