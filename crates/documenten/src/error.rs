//! How the Documenten module can refuse or fail.

use ::store::StoreError;

/// Every way in which the Documenten module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum DocumentenError {
    /// There is no such document here.
    #[error("document not found")]
    DocumentNotFound,
    /// A template could not be made into a PDF.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
    /// The database or the object store refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
