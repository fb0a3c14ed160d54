//! How the Documenten module can refuse or fail.

use ::store::StoreError;
use autorisaties::InvalidField;

/// Every way in which the Documenten module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum DocumentenError {
    /// There is no such document here.
    #[error("document not found")]
    DocumentNotFound,
    /// The caller is known but may not do this to this document.
    #[error("the right `{0}` is missing")]
    Forbidden(&'static str),
    /// One or more fields break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// There is no such thing below a document here.
    #[error("not found below a document")]
    NotFound,
    /// A template could not be made into a PDF.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
    /// The parts of a file could not be joined.
    #[error("joining the parts of a file failed: {0}")]
    Joining(String),
    /// The database or the object store refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl DocumentenError {
    /// Makes the error for one field.
    pub fn invalid(name: &'static str, code: &'static str, reason: &'static str) -> Self {
        Self::Invalid(vec![InvalidField { name: name.into(), code, reason }])
    }

    /// Makes the error for the whole body.
    pub fn invalid_whole(code: &'static str, reason: &'static str) -> Self {
        Self::invalid("nonFieldErrors", code, reason)
    }
}
