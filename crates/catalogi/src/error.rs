//! How the Catalogi module can refuse or fail.

use ::store::StoreError;
use uuid::Uuid;

/// A field that breaks a rule of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// The field, in the words of the API; `nonFieldErrors` for the whole.
    pub name: &'static str,
    /// The code of the standard.
    pub code: &'static str,
    /// The reason, in Dutch, beside its code.
    pub reason: &'static str,
}

impl InvalidField {
    /// Says what is wrong with a field.
    pub(crate) const fn new(name: &'static str, code: &'static str, reason: &'static str) -> Self {
        Self { name, code, reason }
    }

    /// Says what is wrong with the whole.
    pub(crate) const fn whole(code: &'static str, reason: &'static str) -> Self {
        Self { name: "nonFieldErrors", code, reason }
    }
}

/// Every way in which the Catalogi module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum CatalogiError {
    /// There is no such zaaktype here.
    #[error("zaaktype {0} not found")]
    ZaaktypeNotFound(Uuid),
    /// There is no such besluittype here, though a row names it.
    #[error("besluittype {0} not found")]
    BesluittypeNotFound(Uuid),
    /// A packaged zaaktype breaks a rule of the standard. Holds one line for each fault.
    #[error("the zaaktype is not valid: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// One or more fields of a type break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    InvalidFields(Vec<InvalidField>),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
