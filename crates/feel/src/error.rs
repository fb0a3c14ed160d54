/// Every way in which an expression can be refused, or stopped while it is evaluated.
///
/// What goes wrong *inside* an expression (a missing variable, text minus a number) is not an error but null, as FEEL asks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeelError {
    /// The text is not FEEL. `position` counts characters from zero.
    #[error("position {position}: {message}")]
    Syntax {
        /// Where in the text it went wrong, in characters from the start.
        position: usize,
        /// What was expected there.
        message: String,
    },
    /// The text is longer, or nested deeper, than we are willing to read.
    #[error("the expression is too large")]
    TooLarge,
    /// The evaluation took more steps than one expression may take.
    #[error("the expression takes too much work")]
    TooMuchWork,
    /// A condition gave something else than true, false or null.
    #[error("the condition gave {0} instead of true or false")]
    NotBoolean(String),
}
