//! How the Besluiten module can refuse or fail.

use ::store::StoreError;
use autorisaties::InvalidField;
use catalogi::CatalogiError;
use documenten::DocumentenError;
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
    /// One or more fields break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// The zaak refuses.
    #[error("the zaak refused: {0}")]
    Zaken(#[from] ZakenError),
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

impl BesluitenError {
    /// Makes the error for one field.
    pub(crate) fn invalid(name: &str, code: &'static str, reason: &'static str) -> Self {
        Self::Invalid(vec![InvalidField { name: name.to_owned(), code, reason }])
    }

    /// Makes the error for the whole.
    pub(crate) fn invalid_whole(code: &'static str, reason: &'static str) -> Self {
        Self::invalid("nonFieldErrors", code, reason)
    }

    /// Says that it is about what lies below a field of a larger body.
    pub(crate) fn within(self, name: &str) -> Self {
        match self {
            Self::Invalid(mut fields) => {
                for field in &mut fields {
                    field.name = format!("{name}.{}", field.name);
                }
                Self::Invalid(fields)
            }
            other => other,
        }
    }
}
