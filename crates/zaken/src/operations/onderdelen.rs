//! What zaken are about, contacts, notes and steps within a status.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use jiff::Timestamp;
use uuid::Uuid;
use values::{Actor, Id};

use super::archiveren::recalculate;
use super::{Also, Change, finish, open, refuse_archived, require_status};
use crate::rules::toekomst::is_future;
use crate::store::onderdelen::{self as rows, Koppelingen};
use crate::views::Koppelsoort;
use crate::{Klantcontact, Koppeling, Status, Substatus, Zaak, Zaaknotitie, Zaakobject, ZakenError, store, views};

/// Says what a zaak is about. The id of `new` is made here.
///
/// # Errors
/// [`ZakenError::Forbidden`], or `zaaktype-mismatch` when zaken of its type are not about such objects.
pub async fn add_zaakobject(tx: &mut Tx, actor: &Actor, new: Zaakobject) -> Result<Zaakobject, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, new.zaak, Also::Aanmaken).await?;
    require_zaakobjecttype(tx, &zaak, new.zaakobjecttype).await?;
    let one = Zaakobject { uuid: tx.new_id(), ..new };
    rows::insert_zaakobject(tx, &one).await?;
    let nieuw = views::kept(&views::zaakobject(&one, &Urls::paths()));
    let change = Change::create("zaakobject", one.uuid.uuid(), &one.object_type, nieuw);
    finish(tx, &zaak, &zaaktype, change).await?;
    recalculate(tx, &zaak, &zaaktype).await?;
    Ok(one)
}

/// Refuses a kind of object that does not belong to the zaaktype of the zaak.
async fn require_zaakobjecttype(tx: &mut Tx, zaak: &Zaak, named: Option<Uuid>) -> Result<(), ZakenError> {
    let Some(named) = named else { return Ok(()) };
    match catalogi::find_zaaktype_of_zaakobjecttype(tx, named).await? {
        Some(zaaktype) if zaaktype == zaak.zaaktype => Ok(()),
        Some(_) => {
            let reason = "Het zaakobjecttype hoort niet bij het zaaktype van de zaak.";
            Err(ZakenError::invalid_whole("zaaktype-mismatch", reason))
        }
        None => Err(ZakenError::invalid("zaakobjecttype", "bad-url", "Het zaakobjecttype bestaat niet.")),
    }
}

/// Says otherwise what a zaak is about.
///
/// # Errors
/// As [`add_zaakobject`].
pub async fn change_zaakobject(
    tx: &mut Tx,
    actor: &Actor,
    current: &Zaakobject,
    new: Zaakobject,
    actie: Actie,
) -> Result<Zaakobject, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    require_zaakobjecttype(tx, &zaak, new.zaakobjecttype).await?;
    rows::update_zaakobject(tx, &new).await?;
    let change = Change::of(actie, "zaakobject", new.uuid.uuid(), &new.object_type)
        .from(views::kept(&views::zaakobject(current, &Urls::paths())))
        .to(views::kept(&views::zaakobject(&new, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await?;
    recalculate(tx, &zaak, &zaaktype).await?;
    Ok(new)
}

/// Says that a zaak is not about something.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn remove_zaakobject(tx: &mut Tx, actor: &Actor, current: &Zaakobject) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Verwijderen).await?;
    rows::delete_zaakobject(tx, current.uuid).await?;
    let change = Change::of(Actie::Destroy, "zaakobject", current.uuid.uuid(), &current.object_type)
        .from(views::kept(&views::zaakobject(current, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await
}

/// Says that a zaak is about something that another system keeps; saying it twice is the same as once.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] or [`ZakenError::Forbidden`].
pub async fn link_object(tx: &mut Tx, actor: &Actor, new: Zaakobject) -> Result<(), ZakenError> {
    open(tx, actor, new.zaak, Also::Aanmaken).await?;
    let known = rows::list_same_object(tx, new.zaak, &new.object).await?;
    if known.iter().any(|one| one.object_type == new.object_type) {
        return Ok(());
    }
    add_zaakobject(tx, actor, new).await.map(|_| ())
}

/// Says that a zaak is no longer about what another system keeps at this URL.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] or [`ZakenError::Forbidden`].
pub async fn unlink_object(tx: &mut Tx, actor: &Actor, zaak: Id<Zaak>, object: &str) -> Result<(), ZakenError> {
    open(tx, actor, zaak, Also::Verwijderen).await?;
    for one in rows::list_same_object(tx, zaak, object).await? {
        remove_zaakobject(tx, actor, &one).await?;
    }
    Ok(())
}

/// Keeps that somebody was in touch. One without a number gets one.
///
/// # Errors
/// [`ZakenError::Forbidden`], `future_not_allowed`, or `unique` when the number is taken.
pub async fn add_klantcontact(tx: &mut Tx, actor: &Actor, new: Klantcontact) -> Result<Klantcontact, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, new.zaak, Also::Nothing).await?;
    if is_future(new.datumtijd, tx.now()) {
        return Err(ZakenError::invalid("datumtijd", "future_not_allowed", "Het tijdstip ligt in de toekomst."));
    }
    let mut one = Klantcontact { uuid: tx.new_id(), ..new };
    let is_given = !one.identificatie.is_empty();
    loop {
        if !is_given {
            one.identificatie = format!("{:014}", tx.random() % 100_000_000_000_000);
        }
        if rows::insert_klantcontact(tx, &one).await? {
            break;
        }
        if is_given {
            return Err(ZakenError::invalid("identificatie", "unique", "Deze identificatie bestaat al."));
        }
    }
    let nieuw = views::kept(&views::klantcontact(&one, &Urls::paths()));
    let change = Change::create("klantcontact", one.uuid.uuid(), &one.identificatie, nieuw);
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(one)
}

/// Names a contactmoment or verzoek that is kept elsewhere, before it is mirrored there: nobody is told yet. [`confirm_koppeling`] or
/// [`withdraw_koppeling`] must follow.
///
/// Rules: zrc-024 (verzoeken), zrc-025 (contactmomenten).
///
/// # Errors
/// [`ZakenError::Forbidden`], or `unique`.
pub(crate) async fn lay_koppeling(
    tx: &mut Tx,
    actor: &Actor,
    rows: &'static Koppelingen,
    (zaak, url): (Id<Zaak>, String),
) -> Result<Koppeling, ZakenError> {
    let (zaak, _) = open(tx, actor, zaak, Also::Nothing).await?;
    let one = Koppeling { uuid: tx.new_id(), zaak: zaak.uuid, url };
    if !rows.insert(tx, &one).await? {
        return Err(ZakenError::invalid_whole("unique", "Deze relatie bestaat al."));
    }
    Ok(one)
}

/// Tells that a zaak has what is kept elsewhere, now that the other side has the mirror, at this URL.
///
/// # Errors
/// When the database fails.
pub(crate) async fn confirm_koppeling(
    tx: &mut Tx,
    soort: Koppelsoort,
    one: &Koppeling,
    mirror: &str,
) -> Result<(), ZakenError> {
    diensten::keep_mirror(tx, one.uuid.uuid(), one.zaak.uuid(), mirror).await?;
    let Some(zaak) = store::lock_zaak(tx, one.zaak).await? else {
        diensten::mirror_gone(tx, one.uuid.uuid()).await?;
        return Ok(());
    };
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let nieuw = views::kept(&views::koppeling(soort, one, &Urls::paths()));
    finish(tx, &zaak, &zaaktype, Change::create(soort.resource, one.uuid.uuid(), &one.url, nieuw)).await
}

/// Takes back that a zaak has what is kept elsewhere: the other side does not want to know.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdraw_koppeling(
    tx: &mut Tx,
    rows: &'static Koppelingen,
    one: &Koppeling,
) -> Result<(), ZakenError> {
    Ok(rows.delete(tx, one.uuid).await?)
}

/// Forgets a contactmoment or verzoek.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] when there is none, or [`ZakenError::Forbidden`].
pub(crate) async fn remove_koppeling(
    tx: &mut Tx,
    actor: &Actor,
    soort: Koppelsoort,
    rows: &'static Koppelingen,
    uuid: Uuid,
) -> Result<(), ZakenError> {
    let one = rows.find(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    let (zaak, zaaktype) = open(tx, actor, one.zaak, Also::Nothing).await?;
    rows.delete(tx, one.uuid).await?;
    diensten::mirror_gone(tx, uuid).await?;
    let change = Change::of(Actie::Destroy, soort.resource, uuid, &one.url).from(views::kept(&views::koppeling(
        soort,
        &one,
        &Urls::paths(),
    )));
    finish(tx, &zaak, &zaaktype, change).await
}

/// Writes a note about a zaak. Its id and moments are made here.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn add_notitie(tx: &mut Tx, actor: &Actor, new: Zaaknotitie) -> Result<Zaaknotitie, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, new.zaak, Also::Nothing).await?;
    let one = Zaaknotitie { uuid: tx.new_id(), aanmaakdatum: tx.now(), wijzigingsdatum: tx.now(), ..new };
    rows::insert_notitie(tx, &one).await?;
    let nieuw = views::kept(&views::notitie(&one, &Urls::paths()));
    let change = Change::create("zaaknotitie", one.uuid.uuid(), &one.onderwerp, nieuw).unpublished();
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(one)
}

/// Rewrites a note. Only a concept changes.
///
/// # Errors
/// [`ZakenError::Forbidden`], or `wijzigen-niet-toegelaten`.
pub async fn change_notitie(
    tx: &mut Tx,
    actor: &Actor,
    current: &Zaaknotitie,
    new: Zaaknotitie,
    actie: Actie,
) -> Result<Zaaknotitie, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    require_concept(tx, current, "Een definitieve notitie kan niet worden gewijzigd.").await?;
    let one = Zaaknotitie { wijzigingsdatum: tx.now(), ..new };
    rows::update_notitie(tx, &one).await?;
    let change = Change::of(actie, "zaaknotitie", one.uuid.uuid(), &one.onderwerp)
        .from(views::kept(&views::notitie(current, &Urls::paths())))
        .to(views::kept(&views::notitie(&one, &Urls::paths())))
        .unpublished();
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(one)
}

async fn require_concept(tx: &mut Tx, notitie: &Zaaknotitie, reason: &'static str) -> Result<(), ZakenError> {
    // Read after the lock: another may have made it final since the caller looked.
    let status = rows::find_notitie_status(tx, notitie.uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    if status == "concept" { Ok(()) } else { Err(ZakenError::invalid("status", "wijzigen-niet-toegelaten", reason)) }
}

/// Throws a note away. Only a concept goes: the standard says that no other may be modified, and one that goes is no longer what it was.
///
/// # Errors
/// [`ZakenError::Forbidden`], or `wijzigen-niet-toegelaten`.
pub async fn remove_notitie(tx: &mut Tx, actor: &Actor, current: &Zaaknotitie) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    require_concept(tx, current, "Een definitieve notitie kan niet worden verwijderd.").await?;
    rows::delete_notitie(tx, current.uuid).await?;
    let change = Change::of(Actie::Destroy, "zaaknotitie", current.uuid.uuid(), &current.onderwerp)
        .from(views::kept(&views::notitie(current, &Urls::paths())))
        .unpublished();
    finish(tx, &zaak, &zaaktype, change).await
}

/// A step within a status, to be kept.
#[derive(Debug)]
pub struct NewSubstatus {
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The status; the newest one when there is none.
    pub status: Option<Id<Status>>,
    /// What it says.
    pub omschrijving: String,
    /// Since when; now when there is none.
    pub tijdstip: Option<Timestamp>,
    /// `betrokkenen` or `intern`.
    pub doelgroep: String,
}

/// Keeps a step within a status.
///
/// # Errors
/// [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] when the zaak has no such status.
pub async fn add_substatus(tx: &mut Tx, actor: &Actor, new: NewSubstatus) -> Result<Substatus, ZakenError> {
    let zaak = store::lock_zaak(tx, new.zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    require_status(actor, &zaaktype, &zaak)?;
    if zaak.einddatum.is_some() {
        super::access::require_change(actor, &zaaktype, &zaak, &[])?;
    }
    refuse_archived(&zaak)?;
    let tijdstip = new.tijdstip.unwrap_or(tx.now());
    if is_future(tijdstip, tx.now()) {
        return Err(ZakenError::invalid("tijdstip", "future_not_allowed", "Het tijdstip ligt in de toekomst."));
    }
    let status = new.status.or(zaak.status);
    let own = match status {
        Some(status) => store::find_status(tx, status).await?.filter(|status| status.zaak == zaak.uuid),
        None => None,
    };
    let Some(own) = own else {
        return Err(ZakenError::invalid("status", "object-does-not-exist", "De zaak heeft deze status niet."));
    };
    let one = Substatus {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        status: own.uuid,
        omschrijving: new.omschrijving,
        tijdstip,
        doelgroep: new.doelgroep,
    };
    rows::insert_substatus(tx, &one).await?;
    let nieuw = views::kept(&views::substatus(&one, &Urls::paths()));
    finish(tx, &zaak, &zaaktype, Change::create("substatus", one.uuid.uuid(), &one.omschrijving, nieuw)).await?;
    Ok(one)
}
