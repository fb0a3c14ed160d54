//! How the Besluiten module can refuse or fail.

use ::store::StoreError;
use zaken::ZakenError;

/// Every way in which the Besluiten module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum BesluitenError {
    /// There is no such decision here.
    #[error("besluit not found")]
    BesluitNotFound,
    /// The caller is known but may not do this to this decision.
    #[error("the right `{0}` is missing")]
    Forbidden(&'static str),
    /// The besluittype can't be taken in zaken of this type.
    #[error("besluittype `{0}` does not belong to the zaaktype")]
    UnknownBesluittype(String),
    /// The zaak refuses.
    #[error("the zaak refused: {0}")]
    Zaken(#[from] ZakenError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
