//! The HTTP border of the Besluiten API.

pub(crate) mod audittrail;
mod besluit_input;
pub(crate) mod besluiten;
pub(crate) mod besluitinformatieobjecten;
mod expand;
pub(crate) mod verwerken;
mod zaak_elders;

pub use expand::EXPANDABLE;

use autorisaties::handlers::Caller;
use values::actor::Component;
use web::{InvalidParam, Problem};

use crate::BesluitenError;
use crate::access::Scope;

impl From<BesluitenError> for Problem {
    fn from(error: BesluitenError) -> Self {
        match error {
            BesluitenError::BesluitNotFound => Self::not_found(),
            BesluitenError::Forbidden(_) => Caller::refusal(),
            BesluitenError::UnknownBesluittype(_) => {
                let reason = "Het besluittype hoort niet bij het zaaktype van de zaak.";
                Self::invalid(vec![InvalidParam::whole("zaaktype-mismatch", reason)])
            }
            BesluitenError::Invalid(fields) => Self::invalid(fields.into_iter().map(InvalidParam::from).collect()),
            BesluitenError::Zaken(error) => error.into(),
            BesluitenError::Catalogi(error) => error.into(),
            BesluitenError::Documenten(error) => error.into(),
            BesluitenError::Store(_) => Self::internal(&error),
        }
    }
}

/// What may be null in a body, as the standard has it.
const NULLABLE: &[&str] = &["publicatiedatum", "uiterlijkeReactiedatum", "vervaldatum", "verzenddatum"];

/// Refuses an application that has the scope on no decision at all.
fn require(caller: &Caller, scope: Scope) -> Result<(), Problem> {
    caller.require_any(&[(Component::Brc, scope.as_str())])
}
