//! How a package can be refused.

use ::store::StoreError;
use catalogi::CatalogiError;
use forms::FormsError;
use messages::MessagesError;
use process::ProcessError;

/// Every way in which a package can be refused.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The package breaks its format. Holds one line for each fault, each starting with the file.
    #[error("the package is not valid:\n  {}", .0.join("\n  "))]
    Invalid(Vec<String>),
    /// The files could not be read.
    #[error("reading {path} failed: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// The system's own error.
        source: std::io::Error,
    },
    /// The zaaktype was refused.
    #[error("zaaktype.json: {0}")]
    Catalogi(#[from] CatalogiError),
    /// A process or decision was refused.
    #[error("processen: {0}")]
    Process(#[from] ProcessError),
    /// A form was refused.
    #[error("formulieren: {0}")]
    Forms(#[from] FormsError),
    /// A message was refused.
    #[error("berichten: {0}")]
    Messages(#[from] MessagesError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
