//! How the messages module can refuse or fail.

use ::store::StoreError;
use ::store::jobs::JobError;
use besluiten::BesluitenError;
use catalogi::CatalogiError;
use zaken::ZakenError;

/// Every way in which the messages module can refuse or fail. None of them holds a BSN, a name or an address.
#[derive(Debug, thiserror::Error)]
pub enum MessagesError {
    /// Templates can't be installed. Holds one line for each fault, in Dutch, for the administrator.
    #[error("the templates are not valid: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// What was given is no e-mail address.
    #[error("this is no e-mail address")]
    InvalidAddress,
    /// A job or a row holds something that it can't.
    #[error("{0}")]
    Broken(&'static str),
    /// The zaak could not be read.
    #[error("reading the zaak failed: {0}")]
    Zaken(#[from] ZakenError),
    /// The types could not be read.
    #[error("reading the catalogus failed: {0}")]
    Catalogi(#[from] CatalogiError),
    /// The decisions could not be read.
    #[error("reading the decisions failed: {0}")]
    Besluiten(#[from] BesluitenError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl From<MessagesError> for JobError {
    fn from(error: MessagesError) -> Self {
        match error {
            MessagesError::Broken(_) | MessagesError::Invalid(_) | MessagesError::InvalidAddress => {
                Self::GiveUp(error.to_string())
            }
            error => Self::Retry(error.to_string()),
        }
    }
}
