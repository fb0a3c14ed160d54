//! What belongs to a document: rights of use, dispatches, and the mirror of the objects that it is in.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use autorisaties::is_extern;
use diensten::ExternObject;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;
use values::{Actor, Id};

use super::wijzigen::catalogus_of;
use super::{Change, tell};
use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::store::{gebruiksrechten, relaties, verzendingen};
use crate::{
    Document, DocumentenError, Gebruiksrechten, ObjectInformatieObject, ObjectSoort, Verzending, VerzendingGegevens,
    store, views,
};

pub(super) const RECHTEN: &str = "gebruiksrechten";
pub(super) const VERZENDING: &str = "verzending";
const RELATIE: &str = "objectinformatieobject";

/// Reads the document that something belongs to, and refuses who may not do this to it.
async fn open(
    tx: &mut Tx,
    actor: &Actor,
    scope: Scope,
    document: Id<Document>,
) -> Result<(DocumentRegel, Uuid), DocumentenError> {
    store::lock_document(tx, document).await?;
    let regel = register::find(tx, document).await?.ok_or(DocumentenError::DocumentNotFound)?;
    access::require(actor, scope, regel.newest_type, regel.newest_level)?;
    let catalogus = catalogus_of(tx, &regel.document).await?;
    Ok((regel, catalogus))
}

fn rechten_kept(one: &Gebruiksrechten) -> Value {
    views::kept(&views::gebruiksrechten(one, &Urls::paths()))
}

fn verzending_kept(one: &Verzending) -> Value {
    views::kept(&views::verzending(one, &Urls::paths()))
}

/// Adds rights of use; the document says from then on that its use is limited. Rule: drc-006 (gebruiksrechten).
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn add_gebruiksrechten(
    tx: &mut Tx,
    actor: &Actor,
    document: Id<Document>,
    (startdatum, einddatum): (Timestamp, Option<Timestamp>),
    voorwaarden: &str,
) -> Result<Gebruiksrechten, DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Aanmaken, document).await?;
    let omschrijving_voorwaarden = voorwaarden.to_owned();
    let one = Gebruiksrechten {
        uuid: tx.new_id(),
        informatieobject: document,
        startdatum,
        einddatum,
        omschrijving_voorwaarden,
    };
    gebruiksrechten::insert(tx, &one).await?;
    if regel.document.indicatie_gebruiksrecht != Some(true) {
        store::set_gebruiksrecht(tx, &regel.document, Some(true)).await?;
    }
    let (resource_id, nieuw) = (one.uuid.uuid(), rechten_kept(&one));
    let change = Change { actie: Actie::Create, resource: RECHTEN, resource_id, oud: Value::Null, nieuw };
    tell(tx, &regel.document, catalogus, change);
    Ok(one)
}

/// Changes rights of use.
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn change_gebruiksrechten(
    tx: &mut Tx,
    actor: &Actor,
    current: &Gebruiksrechten,
    new: &Gebruiksrechten,
    actie: Actie,
) -> Result<(), DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Bijwerken, current.informatieobject).await?;
    gebruiksrechten::update(tx, new).await?;
    let (oud, nieuw) = (rechten_kept(current), rechten_kept(new));
    let change = Change { actie, resource: RECHTEN, resource_id: current.uuid.uuid(), oud, nieuw };
    tell(tx, &regel.document, catalogus, change);
    Ok(())
}

/// Removes rights of use; with the last ones nothing is known any more about its use. Rule: drc-006 (gebruiksrechten).
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn remove_gebruiksrechten(
    tx: &mut Tx,
    actor: &Actor,
    current: &Gebruiksrechten,
) -> Result<(), DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Verwijderen, current.informatieobject).await?;
    gebruiksrechten::delete(tx, current.uuid).await?;
    if !gebruiksrechten::has(tx, current.informatieobject).await? {
        store::set_gebruiksrecht(tx, &regel.document, None).await?;
    }
    let (resource_id, oud) = (current.uuid.uuid(), rechten_kept(current));
    let change = Change { actie: Actie::Destroy, resource: RECHTEN, resource_id, oud, nieuw: Value::Null };
    tell(tx, &regel.document, catalogus, change);
    Ok(())
}

/// Adds a dispatch.
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn add_verzending(
    tx: &mut Tx,
    actor: &Actor,
    document: Id<Document>,
    gegevens: VerzendingGegevens,
) -> Result<Verzending, DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Aanmaken, document).await?;
    let one = Verzending { uuid: tx.new_id(), informatieobject: document, gegevens };
    verzendingen::insert(tx, &one).await?;
    let (resource_id, nieuw) = (one.uuid.uuid(), verzending_kept(&one));
    let change = Change { actie: Actie::Create, resource: VERZENDING, resource_id, oud: Value::Null, nieuw };
    tell(tx, &regel.document, catalogus, change);
    Ok(one)
}

/// Changes a dispatch.
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn change_verzending(
    tx: &mut Tx,
    actor: &Actor,
    current: &Verzending,
    new: &Verzending,
    actie: Actie,
) -> Result<(), DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Bijwerken, current.informatieobject).await?;
    verzendingen::update(tx, new).await?;
    let (oud, nieuw) = (verzending_kept(current), verzending_kept(new));
    let change = Change { actie, resource: VERZENDING, resource_id: current.uuid.uuid(), oud, nieuw };
    tell(tx, &regel.document, catalogus, change);
    Ok(())
}

/// Removes a dispatch.
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn remove_verzending(tx: &mut Tx, actor: &Actor, current: &Verzending) -> Result<(), DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Verwijderen, current.informatieobject).await?;
    verzendingen::delete(tx, current.uuid).await?;
    let (resource_id, oud) = (current.uuid.uuid(), verzending_kept(current));
    let change = Change { actie: Actie::Destroy, resource: VERZENDING, resource_id, oud, nieuw: Value::Null };
    tell(tx, &regel.document, catalogus, change);
    Ok(())
}

/// Mirrors that a document is in an object: for the module of the object, in the transaction that puts it there. `uuid` is the id of the
/// relation at the object. Rules: zrc-005, brc-005 (synchroniseren relaties).
///
/// # Errors
/// When the database fails.
pub async fn relate(
    tx: &mut Tx,
    uuid: Uuid,
    document: Id<Document>,
    object_soort: ObjectSoort,
    object: Uuid,
) -> Result<(), DocumentenError> {
    let relatie = ObjectInformatieObject { uuid: Id::new(uuid), informatieobject: document, object_soort, object };
    Ok(relaties::insert(tx, &relatie).await?)
}

/// Mirrors that a document is in an object of another register.
///
/// # Errors
/// [`DocumentenError::Forbidden`], or `unique` when it is mirrored already.
pub async fn relate_elsewhere(
    tx: &mut Tx,
    actor: &Actor,
    document: Id<Document>,
    object_soort: ObjectSoort,
    object: &ExternObject,
) -> Result<ObjectInformatieObject, DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Aanmaken, document).await?;
    if relaties::find_pair(tx, object.uuid, document).await?.is_some() {
        return Err(DocumentenError::invalid_whole("unique", "Deze relatie is al vastgelegd."));
    }
    diensten::hold(tx, object).await?;
    let relatie =
        ObjectInformatieObject { uuid: tx.new_id(), informatieobject: document, object_soort, object: object.uuid };
    relaties::insert(tx, &relatie).await?;
    let (resource_id, nieuw) = (relatie.uuid.uuid(), relatie_kept(&relatie));
    let change = Change { actie: Actie::Create, resource: RELATIE, resource_id, oud: Value::Null, nieuw };
    tell(tx, &regel.document, catalogus, change);
    Ok(relatie)
}

/// Removes the mirror of a relation that another register has no more.
///
/// # Errors
/// [`DocumentenError::Forbidden`].
pub async fn unrelate_elsewhere(
    tx: &mut Tx,
    actor: &Actor,
    current: &ObjectInformatieObject,
) -> Result<(), DocumentenError> {
    let (regel, catalogus) = open(tx, actor, Scope::Verwijderen, current.informatieobject).await?;
    relaties::delete(tx, current.uuid).await?;
    let (resource_id, oud) = (current.uuid.uuid(), relatie_kept(current));
    let change = Change { actie: Actie::Destroy, resource: RELATIE, resource_id, oud, nieuw: Value::Null };
    tell(tx, &regel.document, catalogus, change);
    Ok(())
}

fn relatie_kept(one: &ObjectInformatieObject) -> Value {
    views::kept(&views::relatie(one, &Urls::paths()))
}

/// Mirrors that documents are in objects, many at once: see [`relate`].
///
/// # Errors
/// When the database fails.
pub async fn relate_each(tx: &mut Tx, all: &[ObjectInformatieObject]) -> Result<(), DocumentenError> {
    // Those of documents of another register are there.
    let own: Vec<_> = all.iter().filter(|one| !is_extern(one.informatieobject.uuid())).cloned().collect();
    Ok(relaties::insert_each(tx, &own).await?)
}

/// Removes the mirror of a relation that is no more.
///
/// # Errors
/// When the database fails.
pub async fn unrelate(tx: &mut Tx, uuid: Uuid) -> Result<(), DocumentenError> {
    Ok(relaties::delete(tx, Id::new(uuid)).await?)
}

/// Removes the mirror of all relations of an object that is no more.
///
/// # Errors
/// When the database fails.
pub async fn forget_object(tx: &mut Tx, object: Uuid) -> Result<(), DocumentenError> {
    Ok(relaties::delete_of_object(tx, object).await?)
}
