//! A value in a model that is either literal text or FEEL.

use feel::{Expression, Scope};
use serde_json::Value;

/// The text of an attribute or parameter: FEEL when it starts with `=`, literal otherwise.
#[derive(Debug, Clone)]
pub(crate) enum Text {
    Literal(String),
    Feel(Expression),
}

impl Text {
    /// Reads the text of a model.
    ///
    /// # Errors
    /// Returns the text of the finding: JUEL, or FEEL that can't be read.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        refuse_juel(text)?;
        match text.strip_prefix('=') {
            Some(expression) => read_feel(expression).map(Self::Feel),
            None => Ok(Self::Literal(text.to_owned())),
        }
    }

    /// Returns the value.
    ///
    /// # Errors
    /// Returns the text of the incident.
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, String> {
        match self {
            Self::Literal(text) => Ok(Value::String(text.clone())),
            Self::Feel(expression) => {
                expression.evaluate(scope).map_err(|error| format!("`{}`: {error}", expression.text()))
            }
        }
    }

    /// Returns the text when it is literal.
    pub(crate) fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Feel(_) => None,
        }
    }
}

/// Reads a condition or script: always FEEL, with or without `=` in front.
pub(crate) fn read_expression(text: &str) -> Result<Expression, String> {
    let text = text.trim();
    refuse_juel(text)?;
    read_feel(text.strip_prefix('=').unwrap_or(text))
}

fn refuse_juel(text: &str) -> Result<(), String> {
    if text.contains("${") || text.contains("#{") {
        return Err("JUEL is not supported yet, write it in FEEL".to_owned());
    }
    Ok(())
}

fn read_feel(text: &str) -> Result<Expression, String> {
    let text = text.trim();
    feel::parse(text).map_err(|error| format!("`{text}` is not FEEL: {error}"))
}
