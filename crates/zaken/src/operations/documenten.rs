//! Putting documents in a zaak.

use std::sync::Arc;

use ::store::{Actie, Event, Tx};
use autorisaties::handlers::Urls;
use catalogi::{Informatieobjecttype, Zaaktype};
use documenten::{Document, ObjectSoort, Stuk};
use jiff::Timestamp;
use uuid::Uuid;
use values::{Actor, Id};

use super::{Also, Change, finish, kenmerken, open};
use crate::{Relatie, Status, Zaak, ZakenError, store, views};

/// What a document is in a zaak, besides the document itself.
#[derive(Debug, Clone, Default)]
pub struct RelatieGegevens {
    /// What it is called there.
    pub titel: String,
    /// What it is about there.
    pub beschrijving: String,
    /// When it is destroyed.
    pub vernietigingsdatum: Option<Timestamp>,
    /// The status that it belongs to.
    pub status: Option<Id<Status>>,
}

/// Puts a document in a zaak under its own title and returns the id of the relation.
///
/// # Errors
/// As [`put_document`].
pub async fn link_document(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: &Document,
) -> Result<Uuid, ZakenError> {
    let (titel, beschrijving) = (&document.titel, &document.beschrijving);
    Ok(link_document_as(tx, actor, zaak, document, titel, beschrijving).await?.uuid.uuid())
}

/// Tells who applied that there is a document for her. Not of every document: what a form or a process makes has a message of its own.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or when the database fails.
pub async fn tell_document(tx: &mut Tx, zaak: Id<Zaak>, relatie: Uuid) -> Result<(), ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    tx.emit(Event {
        kanaal: "loket.berichten",
        resource: "document",
        actie: Actie::Create,
        hoofd_object: zaak.uuid.uuid(),
        resource_id: relatie,
        kenmerken: kenmerken(&zaak, &zaaktype),
    });
    Ok(())
}

/// Puts a document in a zaak under a title of its own there.
///
/// # Errors
/// As [`put_document`].
pub async fn link_document_as(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: &Document,
    titel: &str,
    beschrijving: &str,
) -> Result<Relatie, ZakenError> {
    let gegevens = RelatieGegevens {
        titel: titel.to_owned(),
        beschrijving: beschrijving.to_owned(),
        ..RelatieGegevens::default()
    };
    put_document(tx, actor, zaak, document, gegevens).await
}

/// Puts a document in a zaak.
///
/// Rules: zrc-003 (informatieobject), zrc-004 (relatieinformatie), zrc-017 (informatieobjecttype belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `missing-zaaktype-informatieobjecttype-relation`, or `unique` when it is in the zaak already.
pub async fn put_document(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: impl Into<Stuk>,
    new: RelatieGegevens,
) -> Result<Relatie, ZakenError> {
    let stuk = document.into();
    let Gelegd { zaak, zaaktype, relatie } = lay(tx, actor, zaak, &stuk, new).await?;
    // Rule: zrc-005 (synchroniseren relaties).
    documenten::relate(tx, relatie.uuid.uuid(), stuk.uuid, ObjectSoort::Zaak, zaak.uuid.uuid()).await?;
    finish(tx, &zaak, &zaaktype, created(&relatie, &stuk)).await?;
    Ok(relatie)
}

/// Puts a document of another register in a zaak, before it is mirrored there: nobody is told yet. [`confirm_document`] or
/// [`withdraw_document`] must follow.
///
/// # Errors
/// As [`put_document`].
pub async fn lay_document(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    stuk: &Stuk,
    new: RelatieGegevens,
) -> Result<Relatie, ZakenError> {
    let Gelegd { relatie, .. } = lay(tx, actor, zaak, stuk, new).await?;
    if let Some(object) = &stuk.elders {
        diensten::hold(tx, object).await?;
    }
    Ok(relatie)
}

/// Tells that a document of another register is in a zaak, now that the register has the mirror, at this URL.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] when the zaak was removed in the meantime; the mirror is removed as well.
pub async fn confirm_document(tx: &mut Tx, relatie: &Relatie, stuk: &Stuk, mirror: &str) -> Result<(), ZakenError> {
    diensten::keep_mirror(tx, relatie.uuid.uuid(), relatie.zaak.uuid(), mirror).await?;
    let Some(zaak) = store::lock_zaak(tx, relatie.zaak).await? else {
        diensten::mirror_gone(tx, relatie.uuid.uuid()).await?;
        return Ok(());
    };
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    finish(tx, &zaak, &zaaktype, created(relatie, stuk)).await
}

/// Takes back that a document of another register is in a zaak: that register does not want to know.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_document(tx: &mut Tx, relatie: &Relatie) -> Result<(), ZakenError> {
    Ok(store::delete_zaakinformatieobject(tx, relatie.uuid).await?)
}

fn created(relatie: &Relatie, stuk: &Stuk) -> Change {
    let nieuw = views::kept(&views::relatie(relatie, &Urls::paths()));
    Change::create("zaakinformatieobject", relatie.uuid.uuid(), &stuk.titel, nieuw)
}

/// A document that was put in a zaak.
struct Gelegd {
    zaak: Arc<Zaak>,
    zaaktype: Arc<Zaaktype>,
    relatie: Relatie,
}

/// Judges whether the document can be in the zaak, and writes that it is.
async fn lay(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    stuk: &Stuk,
    new: RelatieGegevens,
) -> Result<Gelegd, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Aanmaken).await?;
    if !documenten::may_relate(tx, actor, stuk, &[zaak.uuid.uuid()]).await? {
        return Err(ZakenError::invalid("informatieobject", "bad-url", "Het informatieobject bestaat niet."));
    }
    if !allows(tx, &zaaktype, stuk.informatieobjecttype).await? {
        let reason = "Het informatieobjecttype hoort niet bij het zaaktype van de zaak.";
        return Err(ZakenError::invalid_whole("missing-zaaktype-informatieobjecttype-relation", reason));
    }
    require_own_status(tx, &zaak, new.status).await?;

    let relatie = Relatie {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        informatieobject: stuk.uuid,
        titel: new.titel,
        beschrijving: new.beschrijving,
        registratiedatum: tx.now(),
        vernietigingsdatum: new.vernietigingsdatum,
        status: new.status,
    };
    if !store::insert_zaakinformatieobject(tx, &relatie).await? {
        return Err(ZakenError::invalid_whole("unique", "Het document zit al in deze zaak."));
    }
    Ok(Gelegd { zaak, zaaktype, relatie })
}

/// Decides whether documents of this kind can be in zaken of the type. Only a version that the zaaktype does not name is looked up.
async fn allows(tx: &mut Tx, zaaktype: &Zaaktype, soort: Id<Informatieobjecttype>) -> Result<bool, ZakenError> {
    if zaaktype.informatieobjecttypen.iter().any(|relation| relation.informatieobjecttype.uuid == soort) {
        return Ok(true);
    }
    let found = catalogi::find_informatieobjecttype(tx, soort).await?;
    Ok(found.is_some_and(|soort| zaaktype.allows_informatieobjecttype(&soort)))
}

/// Changes what a document is in a zaak.
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`].
pub async fn change_document(
    tx: &mut Tx,
    actor: &Actor,
    current: &Relatie,
    new: RelatieGegevens,
    actie: Actie,
) -> Result<Relatie, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    require_own_status(tx, &zaak, new.status).await?;
    let relatie = Relatie {
        titel: new.titel,
        beschrijving: new.beschrijving,
        vernietigingsdatum: new.vernietigingsdatum,
        status: new.status,
        ..current.clone()
    };
    store::update_zaakinformatieobject(tx, &relatie).await?;
    let change = Change::of(actie, "zaakinformatieobject", relatie.uuid.uuid(), &relatie.titel)
        .from(views::kept(&views::relatie(current, &Urls::paths())))
        .to(views::kept(&views::relatie(&relatie, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(relatie)
}

/// Takes a document out of a zaak. The document itself stays.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn unlink_document(tx: &mut Tx, actor: &Actor, current: &Relatie) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Verwijderen).await?;
    store::delete_zaakinformatieobject(tx, current.uuid).await?;
    documenten::unrelate(tx, current.uuid.uuid()).await?;
    diensten::mirror_gone(tx, current.uuid.uuid()).await?;
    let change = Change::of(Actie::Destroy, "zaakinformatieobject", current.uuid.uuid(), &current.titel)
        .from(views::kept(&views::relatie(current, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await
}

async fn require_own_status(tx: &mut Tx, zaak: &Zaak, status: Option<Id<Status>>) -> Result<(), ZakenError> {
    let Some(status) = status else { return Ok(()) };
    match store::find_status(tx, status).await? {
        Some(status) if status.zaak == zaak.uuid => Ok(()),
        Some(_) => Err(ZakenError::invalid("status", "invalid", "De status hoort niet bij deze zaak.")),
        None => Err(ZakenError::invalid("status", "object-does-not-exist", "De status bestaat niet.")),
    }
}
