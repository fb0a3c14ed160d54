//! The HTTP border of the Documenten API.

pub(crate) mod audittrail;
pub(crate) mod bestandsdelen;
pub(crate) mod documenten;
mod expand;
mod filter;
pub(crate) mod gebruiksrechten;
pub(crate) mod import;
mod inhoud;
mod invoer;
pub(crate) mod locken;
pub mod nieuw;
pub(crate) mod objectinformatieobjecten;
pub(crate) mod reserveren;
mod scanner;
mod stuk;
pub(crate) mod verzendingen;
pub(crate) mod wijzigen;
pub(crate) mod zoek;

use autorisaties::handlers::{Caller, Fields, Urls};
use uuid::Uuid;
use values::Id;
use values::actor::Component;
use web::{InvalidParam, Problem, Tenant};

use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::{DocumentenError, paths};

pub use expand::EXPANDABLE;
pub use stuk::{find_stuk, find_stuk_at, plaats_of_stuk, stuk_elders};

impl From<DocumentenError> for Problem {
    fn from(error: DocumentenError) -> Self {
        match error {
            DocumentenError::DocumentNotFound | DocumentenError::NotFound => Self::not_found(),
            DocumentenError::Forbidden(_) => Caller::refusal(),
            DocumentenError::Invalid(fields) => Self::invalid(fields.into_iter().map(InvalidParam::from).collect()),
            DocumentenError::Typesetting(_) | DocumentenError::Joining(_) | DocumentenError::Store(_) => {
                Self::internal(&error)
            }
        }
    }
}

/// What may be null in the body of a document or of what lies below it.
pub const NULLABLE: &[&str] = &[
    "bestandsomvang",
    "binnenlandsCorrespondentieadres",
    "buitenlandsCorrespondentieadres",
    "correspondentiePostadres",
    "einddatum",
    "emailadres",
    "faxnummer",
    "indicatieGebruiksrecht",
    "inhoud",
    "inhoudIsVervallen",
    "integriteit",
    "isGereedVoorPublicatie",
    "ondertekening",
    "ontvangstdatum",
    "telefoonnummer",
    "verzenddatum",
];

/// Refuses an application that has the scope on no document at all.
fn require(caller: &Caller, scope: Scope) -> Result<(), Problem> {
    caller.require_any(&[(Component::Drc, scope.as_str())])
}

/// Refuses an application that may change no document at all.
fn require_change(caller: &Caller) -> Result<(), Problem> {
    caller.require_any(&access::CHANGE.map(|scope| (Component::Drc, scope.as_str())))
}

/// Finds the document that a body names, and refuses who may not do this to it, before anything else is judged.
async fn find_main(
    caller: &Caller,
    tenant: &Tenant,
    urls: &Urls,
    fields: &mut Fields,
    scope: Scope,
) -> Result<Option<DocumentRegel>, Problem> {
    let path = paths::ENKELVOUDIGINFORMATIEOBJECTEN;
    let Some(uuid) = fields.own_reference("informatieobject", urls, path) else { return Ok(None) };
    let found = register::find(&mut tenant.db.reader(), Id::new(uuid)).await?;
    match &found {
        Some(regel) => access::require_for(&caller.0, scope, regel)?,
        None => fields.fault("informatieobject", "object-does-not-exist", "Het informatieobject bestaat niet."),
    }
    Ok(found)
}

/// Refuses another document than the one that something belongs to.
fn same_document(fields: &mut Fields, urls: &Urls, current: Uuid) {
    let path = paths::ENKELVOUDIGINFORMATIEOBJECTEN;
    if fields.reference("informatieobject", urls, path).is_some_and(|named| named != current) {
        fields.fault("informatieobject", "wijzigen-niet-toegelaten", "Dit veld kan niet worden gewijzigd.");
    }
}
