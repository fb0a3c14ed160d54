use feel::FeelError;

/// Every way in which an evaluation can fail. The numbers of rules count from 1, as the editor shows them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DmnError {
    /// An expression takes too much work.
    #[error("decision `{decision}`, {place}: {source}")]
    Feel {
        /// The id of the decision.
        decision: String,
        /// Which expression it is.
        place: String,
        /// What went wrong.
        source: FeelError,
    },
    /// More than one rule matched where only one may.
    #[error("decision `{decision}`: rules {rules:?} match at once, but the hit policy is UNIQUE")]
    NotUnique {
        /// The id of the decision.
        decision: String,
        /// The rules that matched.
        rules: Vec<usize>,
    },
    /// The matching rules give different results where they must be equal.
    #[error("decision `{decision}`: rules {rules:?} match with different results, but the hit policy is ANY")]
    NotEqual {
        /// The id of the decision.
        decision: String,
        /// The rules that matched.
        rules: Vec<usize>,
    },
    /// An input has a value that the table does not allow.
    #[error("decision `{decision}`: input `{input}` can't be {value}")]
    InputNotAllowed {
        /// The id of the decision.
        decision: String,
        /// The label of the input, or else its expression.
        input: String,
        /// The value.
        value: String,
    },
}
