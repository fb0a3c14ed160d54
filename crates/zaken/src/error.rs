//! How the Zaken module can refuse or fail.

use std::borrow::Cow;

use ::store::StoreError;
use catalogi::CatalogiError;
use documenten::DocumentenError;

/// A field that breaks a rule of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// The field, in the words of the API; `nonFieldErrors` for the whole.
    pub name: Cow<'static, str>,
    /// The code of the standard.
    pub code: &'static str,
    /// The reason, in Dutch, beside its code.
    pub reason: String,
}

impl InvalidField {
    /// Says what is wrong with a field.
    pub fn new(name: impl Into<Cow<'static, str>>, code: &'static str, reason: impl Into<String>) -> Self {
        Self { name: name.into(), code, reason: reason.into() }
    }

    /// Says what is wrong with the whole.
    pub fn whole(code: &'static str, reason: impl Into<String>) -> Self {
        Self::new("nonFieldErrors", code, reason)
    }
}

/// Every way in which the Zaken module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum ZakenError {
    /// There is no such zaak here, or none that this resident may see.
    #[error("zaak not found")]
    ZaakNotFound,
    /// The caller is known but may not do this to this zaak.
    #[error("the right `{0}` is missing")]
    Forbidden(&'static str),
    /// One or more fields break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// The types could not be read.
    #[error("reading the catalogus failed: {0}")]
    Catalogi(#[from] CatalogiError),
    /// The documents could not be read or written.
    #[error("documents failed: {0}")]
    Documenten(#[from] DocumentenError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl ZakenError {
    /// Makes the error for one field.
    pub fn invalid(name: impl Into<Cow<'static, str>>, code: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid(vec![InvalidField::new(name, code, reason)])
    }

    /// Makes the error for the whole.
    pub fn invalid_whole(code: &'static str, reason: impl Into<String>) -> Self {
        Self::Invalid(vec![InvalidField::whole(code, reason)])
    }
}
