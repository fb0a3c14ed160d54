//! The HTTP border of the Besluiten API.

pub(crate) mod audittrail;
pub(crate) mod besluiten;
pub(crate) mod besluitinformatieobjecten;
mod expand;

pub use expand::EXPANDABLE;

use autorisaties::handlers::Caller;
use values::actor::Component;
use web::{InvalidParam, Problem};

use crate::BesluitenError;
use crate::register::LEZEN;

impl From<BesluitenError> for Problem {
    fn from(error: BesluitenError) -> Self {
        match error {
            BesluitenError::BesluitNotFound => Self::not_found(),
            BesluitenError::Forbidden(_) => Caller::refusal(),
            BesluitenError::UnknownBesluittype(_) => {
                let reason = "Het besluittype hoort niet bij het zaaktype van de zaak.";
                Self::invalid(vec![InvalidParam::whole("zaaktype-mismatch", reason)])
            }
            BesluitenError::Zaken(error) => error.into(),
            BesluitenError::Store(_) => Self::internal(&error),
        }
    }
}

fn require_lezen(caller: &Caller) -> Result<(), Problem> {
    caller.require_any(&[(Component::Brc, LEZEN)])
}
