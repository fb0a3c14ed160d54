//! How a dienst can be refused, and why there is nothing at a URL.

use ::store::StoreError;
use autorisaties::InvalidField;
use web::InvalidParam;

/// The reason of a `bad-url` that is one by its form, where nothing could be fetched.
pub const NOT_FETCHED: &str = "De URL kan niet worden opgehaald.";

/// Every way in which managing diensten can fail.
#[derive(Debug, thiserror::Error)]
pub enum DienstenError {
    /// One or more facts can't be right.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// There is no such dienst.
    #[error("dienst not found")]
    NotFound,
    /// Somebody else changed it since it was shown.
    #[error("it was changed since it was shown")]
    Changed,
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

/// Why a URL of another system leads to nothing that can be named here.
#[derive(Debug, thiserror::Error)]
pub enum ElderFault {
    /// It belongs to no dienst.
    #[error("the URL belongs to no dienst")]
    UnknownService,
    /// It can't be fetched, or what answers is no success. The text says why.
    #[error("the URL can't be fetched: {0}")]
    BadUrl(String),
    /// The other system says that there is nothing.
    #[error("there is nothing at the URL")]
    Gone,
    /// It answers, but with something else than was asked for.
    #[error("what is at the URL is something else")]
    InvalidResource,
    /// The secret of the dienst can't be read: the key is not the one that sealed it.
    #[error("the secret of the dienst can't be unsealed")]
    Sealed,
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl ElderFault {
    /// Returns the fault as it is told of this field, none when it is ours.
    pub fn param(&self, name: &str) -> Option<InvalidParam> {
        let (code, reason) = match self {
            Self::UnknownService => {
                ("unknown-service", "Deze dienst is hier niet bekend. De beheerder kan hem toevoegen.")
            }
            Self::BadUrl(_) | Self::Gone => ("bad-url", NOT_FETCHED),
            Self::InvalidResource => ("invalid-resource", "De URL is van een ander soort object."),
            Self::Sealed | Self::Store(_) => return None,
        };
        Some(InvalidParam::new(name, code, reason))
    }
}
