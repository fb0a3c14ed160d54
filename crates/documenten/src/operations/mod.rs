//! What the product does with documents.

pub(crate) mod import;
mod locken;
mod onderdelen;
mod wijzigen;

use ::store::{Actie, AuditLine, Db, Event, NewJob, Numbered, Reader, Tx};
use autorisaties::handlers::Urls;
use serde_json::{Value, json};
use values::{Actor, Id};

use crate::register::DocumentRegel;
use crate::{Content, Document, DocumentenError, JOB_OPMAKEN, NewDocument, Stuk, access, opmaak, store, views};

pub(crate) use locken::judge_deel;
pub use locken::{join_delen, lock, put_deel, unlock};
pub use onderdelen::{
    add_gebruiksrechten, add_verzending, change_gebruiksrechten, change_verzending, forget_object, relate, relate_each,
    relate_elsewhere, remove_gebruiksrechten, remove_verzending, unrelate, unrelate_elsewhere,
};
pub use wijzigen::{change_document, destroy_document, register_document};
pub(crate) use wijzigen::{list_change_faults, list_faults};

/// The resource of a document, in audit lines and events.
const EIO: &str = "enkelvoudiginformatieobject";

/// Adds a document. Its bytes are there already, or are typeset after the commit.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut Tx, new: &NewDocument<'_>) -> Result<Document, DocumentenError> {
    let uuid: Id<Document> = tx.new_id();
    let identificatie = next_identificatie(tx).await?;
    let (inhoud, bestandsomvang) = match new.content {
        Content::Stored(stored) => (Some(stored.hash.clone()), i64::try_from(stored.size).ok()),
        Content::Opmaak { .. } => (None, None),
    };
    let document = Document {
        uuid,
        identificatie,
        bronorganisatie: new.bronorganisatie.as_str().to_owned(),
        informatieobjecttype: new.informatieobjecttype.uuid,
        versie: 1,
        begin_registratie: tx.now(),
        creatiedatum: tx.today(),
        titel: new.titel.chars().take(200).collect(),
        vertrouwelijkheidaanduiding: new
            .vertrouwelijkheidaanduiding
            .unwrap_or(new.informatieobjecttype.vertrouwelijkheidaanduiding),
        auteur: new.auteur.chars().take(200).collect(),
        status: new.status.as_str().to_owned(),
        formaat: new.formaat.to_owned(),
        taal: "nld".to_owned(),
        bestandsnaam: new.bestandsnaam.to_owned(),
        bestandsomvang,
        inhoud,
        beschrijving: new.beschrijving.chars().take(1000).collect(),
        ontvangstdatum: new.ontvangstdatum,
        verzenddatum: new.verzenddatum,
        is_gereed_voor_publicatie: None,
        tonen_aan_initiator: false,
        inhoud_is_vervallen: None,
        link: String::new(),
        // What Loket makes or takes in itself has no limits of its own. Rule: drc-006 (gebruiksrechten).
        indicatie_gebruiksrecht: Some(false),
        verschijningsvorm: String::new(),
        ondertekening: None,
        integriteit: None,
        trefwoorden: Vec::new(),
    };
    store::insert_document(tx, &document, None).await?;
    if let Content::Opmaak { sjabloon, gegevens } = new.content {
        store::insert_opmaak(tx, &document, sjabloon, gegevens).await?;
        tx.enqueue(NewJob {
            kind: JOB_OPMAKEN,
            key: Some(uuid.to_string()),
            lane: None,
            due: None,
            payload: json!({ "informatieobject": uuid.to_string() }),
        });
    }
    let nieuw = kept(&DocumentRegel::new(document.clone()));
    let resource_id = uuid.uuid();
    let change = Change { actie: Actie::Create, resource: EIO, resource_id, oud: Value::Null, nieuw };
    tell(tx, &document, new.informatieobjecttype.catalogus.uuid(), change);
    Ok(document)
}

/// Returns a number that no document of this municipality has or will get by itself.
///
/// # Errors
/// When the database fails.
pub async fn next_identificatie(tx: &mut Tx) -> Result<String, DocumentenError> {
    Ok(format!("DOCUMENT-{}-{:010}", tx.today().year(), tx.next_number(Numbered::Document).await?))
}

/// Writes the audit line of a change of a document or below it, and its event when subscribers are told of such a change.
fn tell(tx: &mut Tx, document: &Document, catalogus: uuid::Uuid, change: Change) {
    emit(tx, document, catalogus, &change);
    note(tx, document, change);
}

/// Writes the audit line of a change of a document or below it.
fn note(tx: &mut Tx, document: &Document, change: Change) {
    tx.audit(AuditLine {
        bron: "drc",
        actie: change.actie,
        resource: change.resource,
        resource_id: change.resource_id,
        hoofd_object: document.uuid.uuid(),
        weergave: document.titel.clone(),
        oud: change.oud,
        nieuw: change.nieuw,
    });
}

/// Tells subscribers of a change of a document or below it, when they are told of such a change.
fn emit(tx: &mut Tx, document: &Document, catalogus: uuid::Uuid, change: &Change) {
    // Subscribers hear of a relation from the object that it is with.
    if change.resource == "objectinformatieobject" {
        return;
    }
    let kenmerken = json!({
        "bronorganisatie": document.bronorganisatie,
        "informatieobjecttype": document.informatieobjecttype.to_string(),
        "informatieobjecttype.catalogus": catalogus.to_string(),
        "vertrouwelijkheidaanduiding": document.vertrouwelijkheidaanduiding.as_str(),
    });
    tx.emit(Event {
        kanaal: "documenten",
        resource: change.resource,
        actie: change.actie,
        hoofd_object: document.uuid.uuid(),
        resource_id: change.resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}

/// What changed.
struct Change {
    actie: Actie,
    resource: &'static str,
    resource_id: uuid::Uuid,
    oud: Value,
    nieuw: Value,
}

/// The document as the API shows it, for the audit trail.
fn kept(regel: &DocumentRegel) -> Value {
    views::kept(&views::document(regel, &Urls::paths()))
}

/// Returns the newest version of a document.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &mut Reader, uuid: Id<Document>) -> Result<Option<Document>, DocumentenError> {
    Ok(store::find_document(db, uuid).await?)
}

/// Decides whether the actor may put a document in an object. An application puts one that it may not read only in what that is in already
/// (`among`: the object, and what it lies in), or when it is in nothing yet, as what it just made: it does not hand on what is somebody else's.
/// For an application one of ours is locked until the transaction ends, so that it is not removed meanwhile; one that is gone can't be put
/// anywhere. Others put in what they just made.
///
/// # Errors
/// When the database fails.
pub async fn may_relate(
    tx: &mut Tx,
    actor: &Actor,
    stuk: &Stuk,
    among: &[uuid::Uuid],
) -> Result<bool, DocumentenError> {
    let Actor::Applicatie(_) = actor else { return Ok(true) };
    if stuk.elders.is_none() && !store::lock_document(tx, stuk.uuid).await? {
        return Ok(false);
    }
    if may_hand_on_all(actor) {
        return Ok(true);
    }
    // One of another register is judged by what that lets us see.
    let Some(document) = find(tx, stuk.uuid).await? else { return Ok(true) };
    may_hand_on(tx, actor, &DocumentRegel::new(document), among).await
}

/// The same without the lock, of a document that was read: for who only reads what a body names.
///
/// # Errors
/// When the database fails.
pub async fn may_hand_on(
    db: &mut Reader,
    actor: &Actor,
    regel: &DocumentRegel,
    among: &[uuid::Uuid],
) -> Result<bool, DocumentenError> {
    if may_hand_on_all(actor) || access::require_read(actor, regel).is_ok() {
        return Ok(true);
    }
    Ok(store::relaties::list_objects(db, regel.document.uuid).await?.iter().all(|object| among.contains(object)))
}

fn may_hand_on_all(actor: &Actor) -> bool {
    match actor {
        Actor::Applicatie(applicatie) => applicatie.rechten.alle && !applicatie.rechten.alleen_gereed_voor_publicatie,
        _ => true,
    }
}

/// Returns the newest version of a document, with its bytes in the object store. What still had to be typeset is typeset now.
///
/// # Errors
/// [`DocumentenError::DocumentNotFound`], also when there are no bytes, or when typesetting or the object store fails.
pub async fn prepare(db: &Db, uuid: Id<Document>) -> Result<Document, DocumentenError> {
    let mut document = find(&mut db.reader(), uuid).await?.ok_or(DocumentenError::DocumentNotFound)?;
    if document.inhoud.is_none() {
        opmaak::typeset(db, uuid).await?;
        document = find(&mut db.reader(), uuid).await?.ok_or(DocumentenError::DocumentNotFound)?;
    }
    if document.inhoud.is_none() { Err(DocumentenError::DocumentNotFound) } else { Ok(document) }
}
