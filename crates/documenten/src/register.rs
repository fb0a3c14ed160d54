//! What applications see of documents: those of the kinds and levels that they are authorised for. Rule: zrc-006 (data filteren).
//!
//! What belongs to a document may be seen by who may see the document.

use std::fmt;

use ::store::Reader;
use autorisaties::{Found, Window};
use catalogi::Informatieobjecttype;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use values::{Actor, Id, Vertrouwelijkheidaanduiding};

use crate::access::{self, Scope, Zicht};
use crate::store::{delen, gebruiksrechten, register as store, relaties, verzendingen};
use crate::{
    Bestandsdeel, Document, DocumentenError, Gebruiksrechten, ObjectInformatieObject, ObjectSoort, Verzending,
};

/// A version of a document, with what the register knows beside it.
#[derive(Debug, Clone)]
pub struct DocumentRegel {
    /// The version.
    pub document: Document,
    /// The kind of the newest version: it decides who may do what.
    pub newest_type: Id<Informatieobjecttype>,
    /// The level of the newest version.
    pub newest_level: Vertrouwelijkheidaanduiding,
    /// Whether the newest version is ready to be published.
    pub newest_gereed: Option<bool>,
    /// Whether this is the newest version.
    pub is_newest: bool,
    /// The lock of a client that is changing it.
    pub lock: Option<String>,
    /// The parts of a file that still comes in.
    pub delen: Vec<Bestandsdeel>,
}

impl DocumentRegel {
    /// A new document, that nobody changes.
    pub(crate) fn new(document: Document) -> Self {
        Self {
            newest_type: document.informatieobjecttype,
            newest_level: document.vertrouwelijkheidaanduiding,
            newest_gereed: document.is_gereed_voor_publicatie,
            is_newest: true,
            lock: None,
            delen: Vec::new(),
            document,
        }
    }
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field that its name says")]
pub enum Ordering {
    Auteur,
    Bestandsomvang,
    Creatiedatum,
    Formaat,
    Status,
    Titel,
    Vertrouwelijkheidaanduiding,
}

/// One order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: Ordering,
    /// From high to low.
    pub is_down: bool,
}

impl Order {
    /// Returns the order of this word of the standard.
    pub fn find(text: &str) -> Option<Self> {
        let (is_down, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let by = match name {
            "auteur" => Ordering::Auteur,
            "bestandsomvang" => Ordering::Bestandsomvang,
            "creatiedatum" => Ordering::Creatiedatum,
            "formaat" => Ordering::Formaat,
            "status" => Ordering::Status,
            "titel" => Ordering::Titel,
            "vertrouwelijkheidaanduiding" => Ordering::Vertrouwelijkheidaanduiding,
            _ => return None,
        };
        Some(Self { by, is_down })
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_down { "-" } else { "" })?;
        f.write_str(match self.by {
            Ordering::Auteur => "auteur",
            Ordering::Bestandsomvang => "bestandsomvang",
            Ordering::Creatiedatum => "creatiedatum",
            Ordering::Formaat => "formaat",
            Ordering::Status => "status",
            Ordering::Titel => "titel",
            Ordering::Vertrouwelijkheidaanduiding => "vertrouwelijkheidaanduiding",
        })
    }
}

/// Orders that one list can have.
pub const ORDERS_MAX: usize = 3;

/// Which documents a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Those with these ids.
    pub uuids: Option<Vec<Uuid>>,
    /// With this number.
    pub identificatie: Option<String>,
    /// Of this organisation.
    pub bronorganisatie: Option<String>,
    /// Of this kind.
    pub informatieobjecttype: Option<Uuid>,
    /// Of this level.
    pub vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    /// Locked for a change, or not.
    pub locked: Option<bool>,
    /// With this in the title.
    pub titel: Option<String>,
    /// With this in the name of the author.
    pub auteur: Option<String>,
    /// With this in the description.
    pub beschrijving: Option<String>,
    /// Made on this day or later.
    pub creatiedatum_gte: Option<Date>,
    /// Made on this day or earlier.
    pub creatiedatum_lte: Option<Date>,
    /// With all of these words.
    pub trefwoorden: Option<Vec<String>>,
    /// With any of these words.
    pub trefwoorden_overlap: Option<Vec<String>>,
    /// In this object.
    pub object: Option<Uuid>,
    /// In an object of this kind.
    pub object_type: Option<ObjectSoort>,
    /// The order; newest first when nothing is said. At most [`ORDERS_MAX`].
    pub ordering: Vec<Order>,
}

/// Which version of a document is asked for; the newest when nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Versie {
    /// The one with this number.
    pub nummer: Option<i64>,
    /// The one that stood at this moment.
    pub registratie_op: Option<Timestamp>,
}

/// A stretch of time that moments are in.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "the operators of the standard")]
pub struct Periode {
    pub lt: Option<Timestamp>,
    pub lte: Option<Timestamp>,
    pub gt: Option<Timestamp>,
    pub gte: Option<Timestamp>,
}

/// Which rights of use a list shows.
#[derive(Debug, Clone, Default)]
pub struct GebruiksrechtenFilter {
    /// Of this document.
    pub informatieobject: Option<Id<Document>>,
    /// That start in this time.
    pub startdatum: Periode,
    /// That end in this time.
    pub einddatum: Periode,
}

/// Which dispatches a list shows.
#[derive(Debug, Clone, Default)]
pub struct VerzendingFilter {
    /// Of this document.
    pub informatieobject: Option<Id<Document>>,
    /// From or to this party.
    pub betrokkene: Option<String>,
    /// `afzender` or `geadresseerde`.
    pub aard_relatie: Option<String>,
}

/// Returns the newest versions of documents that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    actor: &Actor,
    filter: &DocumentFilter,
    window: Window,
) -> Result<Found<DocumentRegel>, DocumentenError> {
    let zicht = Zicht::of(actor);
    let mut rows = store::list(db, &zicht, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(store::count(db, &zicht, filter).await?).unwrap_or(0),
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
    access::require_read(actor, &found)?;
    Ok(found)
}

/// Returns the newest version of a document, whoever asks.
pub(crate) async fn find(db: &mut Reader, uuid: Id<Document>) -> Result<Option<DocumentRegel>, DocumentenError> {
    Ok(store::find(db, uuid, Versie::default()).await?)
}

/// Returns the newest versions of these documents, as far as this actor may read them.
///
/// # Errors
/// When the database fails.
pub async fn list_by_ids(db: &mut Reader, actor: &Actor, ids: &[Uuid]) -> Result<Vec<DocumentRegel>, DocumentenError> {
    let filter = DocumentFilter { uuids: Some(ids.to_vec()), ..DocumentFilter::default() };
    let window = Window { limit: ids.len() as u64, offset: 0 };
    Ok(store::list(db, &Zicht::of(actor), &filter, window).await?)
}

/// Returns rights of use of documents that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list_gebruiksrechten(
    db: &mut Reader,
    actor: &Actor,
    filter: &GebruiksrechtenFilter,
) -> Result<Vec<Gebruiksrechten>, DocumentenError> {
    Ok(gebruiksrechten::list(db, &Zicht::of(actor), filter).await?)
}

/// Returns that documents are in objects, for documents that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list_relaties(
    db: &mut Reader,
    actor: &Actor,
    object: Option<Uuid>,
    document: Option<Id<Document>>,
) -> Result<Vec<ObjectInformatieObject>, DocumentenError> {
    Ok(relaties::list(db, &Zicht::of(actor), object, document).await?)
}

/// Returns dispatches of documents that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list_verzendingen(
    db: &mut Reader,
    actor: &Actor,
    filter: &VerzendingFilter,
    window: Window,
) -> Result<Found<Verzending>, DocumentenError> {
    let zicht = Zicht::of(actor);
    let mut rows = verzendingen::list(db, &zicht, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(verzendingen::count(db, &zicht, filter).await?).unwrap_or(0),
    };
    Ok(Found { count, rows })
}

/// Returns a part of a file with the document that it belongs to, whoever asks.
///
/// # Errors
/// [`DocumentenError::NotFound`].
pub(crate) async fn find_deel(db: &mut Reader, uuid: Uuid) -> Result<(Bestandsdeel, DocumentRegel), DocumentenError> {
    let deel = delen::find(db, Id::new(uuid)).await?.ok_or(DocumentenError::NotFound)?;
    let regel = find(db, deel.informatieobject).await?.ok_or(DocumentenError::DocumentNotFound)?;
    Ok((deel, regel))
}

/// Refuses who may not do this to what belongs to this document.
async fn require(db: &mut Reader, actor: &Actor, scope: Scope, document: Id<Document>) -> Result<(), DocumentenError> {
    let regel = find(db, document).await?.ok_or(DocumentenError::DocumentNotFound)?;
    access::require_for(actor, scope, &regel)
}

/// Returns rights of use by their id, for who may do this to their document.
pub(crate) async fn find_gebruiksrechten(
    db: &mut Reader,
    actor: &Actor,
    scope: Scope,
    uuid: Uuid,
) -> Result<Gebruiksrechten, DocumentenError> {
    let one = gebruiksrechten::find(db, Id::new(uuid)).await?.ok_or(DocumentenError::NotFound)?;
    require(db, actor, scope, one.informatieobject).await?;
    Ok(one)
}

/// Returns that a document is in an object, for who may do this to the document.
pub(crate) async fn find_relatie(
    db: &mut Reader,
    actor: &Actor,
    scope: Scope,
    uuid: Uuid,
) -> Result<ObjectInformatieObject, DocumentenError> {
    let one = relaties::find(db, Id::new(uuid)).await?.ok_or(DocumentenError::NotFound)?;
    require(db, actor, scope, one.informatieobject).await?;
    Ok(one)
}

/// Returns a dispatch, for who may do this to its document.
pub(crate) async fn find_verzending(
    db: &mut Reader,
    actor: &Actor,
    scope: Scope,
    uuid: Uuid,
) -> Result<Verzending, DocumentenError> {
    let one = verzendingen::find(db, Id::new(uuid)).await?.ok_or(DocumentenError::NotFound)?;
    require(db, actor, scope, one.informatieobject).await?;
    Ok(one)
}
