//! How the Catalogi module can refuse or fail.

use ::store::StoreError;
use uuid::Uuid;

/// Every way in which the Catalogi module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum CatalogiError {
    /// There is no such zaaktype here.
    #[error("zaaktype {0} not found")]
    ZaaktypeNotFound(Uuid),
    /// A packaged zaaktype breaks a rule of the standard. Holds one line for each fault.
    #[error("the zaaktype is not valid: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
