//! How a kanaal, an abonnement or a message can be refused.

use ::store::StoreError;
use autorisaties::InvalidField;

/// Every way in which the Notificaties module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum NotificatiesError {
    /// There is no such resource.
    #[error("not found")]
    NotFound,
    /// The abonnement belongs to another client.
    #[error("the abonnement belongs to another client")]
    Forbidden,
    /// One or more fields break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// What proves us to the subscriber can't be read: the key of the data folder is not the one that sealed it.
    #[error("the authorisation of an abonnement can't be unsealed")]
    Sealed,
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
