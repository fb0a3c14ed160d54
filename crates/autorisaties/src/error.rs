//! How an application can be refused.

use ::store::StoreError;

/// A field that breaks a rule of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    /// The field, in the words of the API.
    pub name: String,
    /// The code of the standard.
    pub code: &'static str,
    /// The reason, in Dutch, beside its code.
    pub reason: &'static str,
}

/// Every way in which the Autorisaties module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum AutorisatiesError {
    /// One or more fields break a rule of the standard.
    #[error("{} invalid field(s): {}", .0.len(), .0.iter().map(|field| field.code).collect::<Vec<_>>().join(", "))]
    Invalid(Vec<InvalidField>),
    /// There is no such application here.
    #[error("applicatie not found")]
    ApplicatieNotFound,
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

/// Why a token is not accepted. Each has the code that clients of Open Zaak know (zgw.md section 3).
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// It is no JWT.
    #[error("the token is no JWT")]
    NotAJwt,
    /// It names no client.
    #[error("the token has no client_id")]
    NoClient,
    /// There is no such client here.
    #[error("the client is unknown")]
    UnknownClient,
    /// It is signed in another way than HS256, or not at all.
    #[error("the algorithm is not HS256")]
    Algorithm,
    /// It was not signed with the secret of the client.
    #[error("the signature is wrong")]
    Signature,
    /// It does not say when it was made.
    #[error("the token has no iat")]
    NoIat,
    /// It says something else than a moment.
    #[error("a moment in the token is no number")]
    NoMoment,
    /// It was made too long ago.
    #[error("the token is too old")]
    TooOld,
    /// Its own end has passed.
    #[error("the exp of the token has passed")]
    Ended,
    /// Its own start is still to come.
    #[error("the nbf of the token is still to come")]
    NotYet,
    /// The stored secret can't be read: the key of the data folder is not the one that sealed it.
    #[error("the secret of the client can't be unsealed")]
    Sealed,
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

impl AuthError {
    /// Returns the code for the client, or none when the fault is ours.
    pub fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotAJwt => "jwt-decode-error",
            Self::NoClient => "missing-client-identifier",
            Self::UnknownClient => "invalid-client-identifier",
            Self::Algorithm => "jwt-invalidalgorithmerror",
            Self::Signature => "invalid-jwt-signature",
            Self::NoIat => "jwt-missing-iat-claim",
            Self::NoMoment => "jwt-decodeerror",
            Self::TooOld => "jwt-expired",
            Self::Ended => "jwt-expiredsignatureerror",
            Self::NotYet => "jwt-immaturesignatureerror",
            Self::Sealed | Self::Store(_) => return None,
        })
    }

    /// Returns the sentence for the client, in Dutch.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NotAJwt => "Het JWT kon niet worden gelezen. Is het volledig gekopieerd?",
            Self::NoClient => "`client_id` ontbreekt in het JWT.",
            Self::UnknownClient => "De client is hier niet bekend.",
            Self::Algorithm => "Het JWT moet met HS256 zijn ondertekend.",
            Self::Signature => "De handtekening van het JWT klopt niet.",
            Self::NoIat => "`iat` ontbreekt in het JWT.",
            Self::NoMoment => "`iat`, `exp` of `nbf` in het JWT is geen getal.",
            Self::TooOld => "Het JWT is verlopen: maak voor elke aanroep een nieuw.",
            Self::Ended => "De `exp` van het JWT is voorbij.",
            Self::NotYet => "De `nbf` van het JWT is nog niet aangebroken.",
            Self::Sealed | Self::Store(_) => "Er is een serverfout opgetreden.",
        }
    }
}
