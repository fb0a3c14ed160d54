//! Documents of decisions.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use catalogi::Informatieobjecttype;
use documenten::{Document, ObjectSoort};
use serde_json::Value;
use values::{Actor, Id};
use zaken::Zaak;

use super::{Change, Opened, kept, open, read_besluittype, tell};
use crate::access::Scope;
use crate::{Besluit, BesluitInformatieobject, BesluitenError, store, view};

const RELATIE: &str = "besluitinformatieobject";

/// Adds a document to a decision; the document belongs to the zaak as well.
///
/// # Errors
/// When the zaak refuses the document.
pub async fn link_document(
    tx: &mut Tx,
    actor: &Actor,
    besluit: &Besluit,
    zaak: &Zaak,
    document: &Document,
) -> Result<(), BesluitenError> {
    zaken::operations::link_document(tx, actor, zaak.uuid, document).await?;
    let besluittype = read_besluittype(tx, besluit.besluittype).await?;
    add(tx, &Opened { besluit: besluit.clone(), besluittype }, document).await?;
    Ok(())
}

/// Says that a document records a decision.
///
/// Rules: brc-003 (informatieobject), brc-005 (synchroniseren relaties), brc-008 (informatieobjecttype bij besluittype).
///
/// # Errors
/// [`BesluitenError::Forbidden`], `missing-besluittype-informatieobjecttype-relation`, or `unique` when it is so already.
pub(crate) async fn put_document(
    tx: &mut Tx,
    actor: &Actor,
    besluit: Id<Besluit>,
    document: &Document,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let opened = open(tx, actor, Scope::Aanmaken, besluit).await?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    add_allowed(tx, &opened, &allowed, document).await
}

/// Adds a document of one of these kinds, and refuses another.
pub(super) async fn add_allowed(
    tx: &mut Tx,
    opened: &Opened,
    allowed: &[Id<Informatieobjecttype>],
    document: &Document,
) -> Result<BesluitInformatieobject, BesluitenError> {
    if !allowed.contains(&document.informatieobjecttype) {
        let reason = "Het informatieobjecttype hoort niet bij het besluittype van het besluit.";
        return Err(BesluitenError::invalid_whole("missing-besluittype-informatieobjecttype-relation", reason));
    }
    add(tx, opened, document).await
}

async fn add(tx: &mut Tx, opened: &Opened, document: &Document) -> Result<BesluitInformatieobject, BesluitenError> {
    let besluit = opened.besluit.uuid;
    let relatie = BesluitInformatieobject { uuid: tx.new_id(), besluit, informatieobject: document.uuid };
    if !store::insert_besluitinformatieobject(tx, &relatie).await? {
        return Err(BesluitenError::invalid_whole("unique", "Het document hoort al bij dit besluit."));
    }
    // Rule: brc-005 (synchroniseren relaties).
    documenten::relate(tx, relatie.uuid.uuid(), document.uuid, ObjectSoort::Besluit, besluit.uuid()).await?;
    let nieuw = kept(&view::relatie(&relatie, &Urls::paths()));
    tell(tx, opened, change_of(opened, &relatie, Actie::Create, &document.titel, (Value::Null, nieuw)));
    Ok(relatie)
}

/// Says that a document does not record a decision any more. The document itself stays.
///
/// # Errors
/// [`BesluitenError::Forbidden`].
pub(crate) async fn remove_document(
    tx: &mut Tx,
    actor: &Actor,
    current: &BesluitInformatieobject,
) -> Result<(), BesluitenError> {
    let opened = open(tx, actor, Scope::Verwijderen, current.besluit).await?;
    let document = documenten::find(tx, current.informatieobject).await?;
    store::delete_besluitinformatieobject(tx, current.uuid).await?;
    documenten::unrelate(tx, current.uuid.uuid()).await?;
    let oud = kept(&view::relatie(current, &Urls::paths()));
    let titel = document.map(|document| document.titel).unwrap_or_default();
    tell(tx, &opened, change_of(&opened, current, Actie::Destroy, &titel, (oud, Value::Null)));
    Ok(())
}

fn change_of(
    opened: &Opened,
    relatie: &BesluitInformatieobject,
    actie: Actie,
    titel: &str,
    (oud, nieuw): (Value, Value),
) -> Change {
    let resource_id = relatie.uuid.uuid();
    Change { actie, resource: RELATIE, resource_id, weergave: titel.to_owned(), zaak: opened.besluit.zaak, oud, nieuw }
}
