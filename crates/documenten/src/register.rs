//! What applications see of documents: those of the kinds and levels that they are authorised for. Rule: zrc-006 (data filteren).

use ::store::Reader;
use autorisaties::{Bereik, Found, Window};
use jiff::Timestamp;
use values::actor::Component;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::store::register as store;
use crate::{Document, DocumentenError};

/// A version of a document, with what the register knows beside it.
#[derive(Debug, Clone)]
pub struct DocumentRegel {
    /// The version.
    pub document: Document,
    /// Whether somebody has it locked for a change.
    pub is_locked: bool,
}

/// Which documents a list shows.
#[derive(Debug, Clone, Default)]
pub struct DocumentFilter {
    /// With this number.
    pub identificatie: Option<String>,
    /// Of this organisation.
    pub bronorganisatie: Option<String>,
}

/// Which version of a document is asked for; the newest when nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Versie {
    /// The one with this number.
    pub nummer: Option<i64>,
    /// The one that stood at this moment.
    pub registratie_op: Option<Timestamp>,
}

/// Returns the newest versions of documents that this actor may read, newest document first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    actor: &Actor,
    filter: &DocumentFilter,
    window: Window,
) -> Result<Found<DocumentRegel>, DocumentenError> {
    let bereik = Bereik::of(actor, Component::Drc, Scope::Lezen.as_str());
    let mut rows = store::list(db, &bereik, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(store::count(db, &bereik, filter).await?).unwrap_or(0),
    };
    Ok(Found { count, rows })
}

/// Returns a version of a document.
///
/// # Errors
/// [`DocumentenError::DocumentNotFound`], or [`DocumentenError::Forbidden`] when this actor may not read it.
pub async fn read(
    db: &mut Reader,
    actor: &Actor,
    uuid: Id<Document>,
    versie: Versie,
) -> Result<DocumentRegel, DocumentenError> {
    let found = store::find(db, uuid, versie).await?.ok_or(DocumentenError::DocumentNotFound)?;
    let document = &found.document;
    access::require(actor, Scope::Lezen, document.informatieobjecttype, document.vertrouwelijkheidaanduiding)?;
    Ok(found)
}

/// Returns the newest version of a document, whoever asks.
pub(crate) async fn find(db: &mut Reader, uuid: Id<Document>) -> Result<Option<DocumentRegel>, DocumentenError> {
    Ok(store::find(db, uuid, Versie::default()).await?)
}
