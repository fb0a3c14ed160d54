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

/// What is wrong with the parts of a change, told at once: each fault is named by the part that it is in.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<InvalidField>);

impl Faults {
    /// Returns what became of a part, none when it broke a rule.
    ///
    /// # Errors
    /// What is no fault of a field.
    pub(crate) fn of<T>(&mut self, part: &str, outcome: Result<T, ZakenError>) -> Result<Option<T>, ZakenError> {
        match outcome {
            Ok(done) => Ok(Some(done)),
            Err(ZakenError::Invalid(fields)) => {
                for field in fields {
                    self.add(InvalidField { name: format!("{part}.{}", field.name).into(), ..field });
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Adds a fault that has its full name.
    pub(crate) fn add(&mut self, field: InvalidField) {
        self.0.push(field);
    }

    /// Refuses when something is wrong.
    pub(crate) fn finish(self) -> Result<(), ZakenError> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }

    /// Tells the faults.
    pub(crate) fn into_error(self) -> ZakenError {
        ZakenError::Invalid(self.0)
    }
}
