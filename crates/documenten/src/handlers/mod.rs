//! The HTTP border of the Documenten API.

pub(crate) mod audittrail;
pub(crate) mod documenten;
mod inhoud;
mod scanner;
mod view;

use autorisaties::handlers::Caller;
use web::{InvalidParam, Problem};

use crate::DocumentenError;

impl From<DocumentenError> for Problem {
    fn from(error: DocumentenError) -> Self {
        match error {
            DocumentenError::DocumentNotFound => Self::not_found(),
            DocumentenError::Forbidden(_) => Caller::refusal(),
            DocumentenError::Invalid(fields) => {
                let params = fields.into_iter().map(|field| InvalidParam::new(field.name, field.code, field.reason));
                Self::invalid(params.collect())
            }
            DocumentenError::Typesetting(_) | DocumentenError::Store(_) => Self::internal(&error),
        }
    }
}
