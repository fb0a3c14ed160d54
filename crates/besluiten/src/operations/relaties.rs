//! Documents of decisions.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use catalogi::Informatieobjecttype;
use documenten::{Document, ObjectSoort, Stuk};
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
    add(tx, actor, &Opened { besluit: besluit.clone(), besluittype }, None, &Stuk::from(document)).await?;
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
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let opened = open(tx, actor, Scope::Aanmaken, besluit).await?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    add_allowed(tx, actor, &opened, &allowed, stuk).await
}

/// Says that a document of another register records a decision, before it is mirrored there: nobody is told yet. [`confirm_document`] or
/// [`withdraw_document`] must follow.
///
/// # Errors
/// As [`put_document`].
pub(crate) async fn lay_document(
    tx: &mut Tx,
    actor: &Actor,
    besluit: Id<Besluit>,
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let opened = open(tx, actor, Scope::Aanmaken, besluit).await?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    let relatie = insert(tx, actor, &opened, Some(&allowed), stuk).await?;
    if let Some(object) = &stuk.elders {
        diensten::hold(tx, object).await?;
    }
    Ok(relatie)
}

/// Tells that a document of another register records a decision, now that the register has the mirror, at this URL.
///
/// # Errors
/// When the database fails. A decision that was removed in the meantime takes the mirror with it.
pub(crate) async fn confirm_document(
    tx: &mut Tx,
    relatie: &BesluitInformatieobject,
    stuk: &Stuk,
    mirror: &str,
) -> Result<(), BesluitenError> {
    diensten::keep_mirror(tx, relatie.uuid.uuid(), relatie.besluit.uuid(), mirror).await?;
    let Some(besluit) = store::lock_besluit(tx, relatie.besluit).await? else {
        diensten::mirror_gone(tx, relatie.uuid.uuid()).await?;
        return Ok(());
    };
    let besluittype = read_besluittype(tx, besluit.besluittype).await?;
    tell_created(tx, &Opened { besluit, besluittype }, relatie, &stuk.titel);
    Ok(())
}

/// Takes back that a document of another register records a decision: that register does not want to know.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdraw_document(tx: &mut Tx, relatie: &BesluitInformatieobject) -> Result<(), BesluitenError> {
    Ok(store::delete_besluitinformatieobject(tx, relatie.uuid).await?)
}

/// Adds a document of one of these kinds, and refuses another.
pub(super) async fn add_allowed(
    tx: &mut Tx,
    actor: &Actor,
    opened: &Opened,
    allowed: &[Id<Informatieobjecttype>],
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    add(tx, actor, opened, Some(allowed), stuk).await
}

/// Says that a document of one of these kinds records a decision that nobody was told of yet, and refuses another. [`tell_created`] or the
/// removal of the decision must follow.
pub(super) async fn lay_allowed(
    tx: &mut Tx,
    actor: &Actor,
    opened: &Opened,
    allowed: &[Id<Informatieobjecttype>],
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let relatie = insert(tx, actor, opened, Some(allowed), stuk).await?;
    match &stuk.elders {
        Some(object) => diensten::hold(tx, object).await?,
        None => relate(tx, opened, &relatie, stuk).await?,
    }
    Ok(relatie)
}

fn require_allowed(allowed: &[Id<Informatieobjecttype>], stuk: &Stuk) -> Result<(), BesluitenError> {
    if !allowed.contains(&stuk.informatieobjecttype) {
        let reason = "Het informatieobjecttype hoort niet bij het besluittype van het besluit.";
        return Err(BesluitenError::invalid_whole("missing-besluittype-informatieobjecttype-relation", reason));
    }
    Ok(())
}

async fn add(
    tx: &mut Tx,
    actor: &Actor,
    opened: &Opened,
    allowed: Option<&[Id<Informatieobjecttype>]>,
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let relatie = insert(tx, actor, opened, allowed, stuk).await?;
    relate(tx, opened, &relatie, stuk).await?;
    tell_created(tx, opened, &relatie, &stuk.titel);
    Ok(relatie)
}

/// Writes the mirror of a document of ours. Rule: brc-005 (synchroniseren relaties).
async fn relate(
    tx: &mut Tx,
    opened: &Opened,
    relatie: &BesluitInformatieobject,
    stuk: &Stuk,
) -> Result<(), BesluitenError> {
    let besluit = opened.besluit.uuid.uuid();
    Ok(documenten::relate(tx, relatie.uuid.uuid(), stuk.uuid, ObjectSoort::Besluit, besluit).await?)
}

/// Writes that a document records a decision. `allowed` are the kinds that it may be of, when that is not known to be so: they are judged
/// after whether it exists for the actor at all.
async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    opened: &Opened,
    allowed: Option<&[Id<Informatieobjecttype>]>,
    stuk: &Stuk,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let besluit = opened.besluit.uuid;
    let among: Vec<_> = [besluit.uuid()].into_iter().chain(opened.besluit.zaak.map(|zaak| zaak.uuid())).collect();
    if !documenten::may_relate(tx, actor, stuk, &among).await? {
        return Err(BesluitenError::invalid("informatieobject", "bad-url", "Het informatieobject bestaat niet."));
    }
    if let Some(allowed) = allowed {
        require_allowed(allowed, stuk)?;
    }
    let relatie = BesluitInformatieobject { uuid: tx.new_id(), besluit, informatieobject: stuk.uuid };
    if !store::insert_besluitinformatieobject(tx, &relatie).await? {
        return Err(BesluitenError::invalid_whole("unique", "Het document hoort al bij dit besluit."));
    }
    Ok(relatie)
}

pub(super) fn tell_created(tx: &mut Tx, opened: &Opened, relatie: &BesluitInformatieobject, titel: &str) {
    let nieuw = kept(&view::relatie(relatie, &Urls::paths()));
    tell(tx, opened, change_of(opened, relatie, Actie::Create, titel, (Value::Null, nieuw)));
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
    diensten::mirror_gone(tx, current.uuid.uuid()).await?;
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
    Change {
        actie,
        resource: RELATIE,
        resource_id,
        weergave: titel.to_owned(),
        zaak: opened.besluit.own_zaak(),
        oud,
        nieuw,
    }
}
