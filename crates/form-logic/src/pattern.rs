//! The patterns of Form.io: JavaScript regular expressions, matched with bounded cost.
//!
//! The crate `regress` knows the whole language but backtracks without a limit, and what it matches here was typed by a stranger:
//! one careless pattern of a designer would stop the server. This engine knows the part that forms use (no references back to a
//! group, no lookbehind) and remembers where it failed, so that the cost is at most pattern length times text length.

mod compile;
mod matching;
mod syntax;

/// A pattern that is ready to match.
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Vec<compile::Instruction>,
}

/// Why a pattern can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression.
    #[error("the pattern is not valid: {0}")]
    Syntax(&'static str),
    /// It uses a part of the language that has no bounded cost.
    #[error("the pattern uses {0}, which is not supported")]
    Unsupported(&'static str),
    /// It is too large when its repetitions are written out.
    #[error("the pattern is too large")]
    TooLarge,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Refuses what is no pattern, what has no bounded cost and what is too large.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        Ok(Self { program: compile::compile(&syntax::parse(text)?)? })
    }

    /// Returns whether the pattern matches the whole text, also without `^` and `$` of its own.
    pub fn matches(&self, text: &str) -> bool {
        matching::matches(&self.program, text)
    }
}

#[cfg(test)]
mod tests;
