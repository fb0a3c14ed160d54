//! Decisions themselves.

use ::store::{Actie, Numbered, Tx};
use autorisaties::handlers::Urls;
use autorisaties::{InvalidField, is_extern};
use catalogi::Besluittype;
use serde_json::Value;
use values::{Actor, Id};

use super::{Change, Opened, kept, open, tell};
use crate::access::{self, Scope};
use crate::domain::ZaakElders;
use crate::rules::{self, BesluitFacts, NamedZaak};
use crate::{Besluit, BesluitGegevens, BesluitenError, NewBesluit, store, view};

const BESLUIT: &str = "besluit";

/// Takes a decision in a zaak. It is sent today; a resident may react until the reactietermijn of its type has passed.
///
/// # Errors
/// [`BesluitenError::UnknownBesluittype`], or when the actor may not change the zaak.
pub async fn create_besluit(tx: &mut Tx, actor: &Actor, new: &NewBesluit<'_>) -> Result<Besluit, BesluitenError> {
    let zaaktype = catalogi::read_zaaktype(tx, new.zaak.zaaktype).await?;
    zaken::access::require(actor, zaken::access::Scope::Bijwerken, &zaaktype, new.zaak)?;
    let named = zaaktype
        .besluittype(new.besluittype)
        .ok_or_else(|| BesluitenError::UnknownBesluittype(new.besluittype.to_owned()))?;
    let today = tx.today();
    // The zaaktype names a kind of decision; what is taken today is of the version that holds today.
    let valid = if named.is_valid(today) { None } else { catalogi::find_valid_besluittype(tx, named, today).await? };
    let besluittype = valid.unwrap_or_else(|| named.clone());

    let besluit = Besluit {
        uuid: tx.new_id(),
        identificatie: String::new(),
        verantwoordelijke_organisatie: new.zaak.verantwoordelijke_organisatie.clone(),
        besluittype: besluittype.uuid,
        zaak: Some(new.zaak.uuid),
        datum: today,
        toelichting: new.toelichting.to_owned(),
        bestuursorgaan: zaaktype.verantwoordelijke.clone(),
        ingangsdatum: new.ingangsdatum,
        vervaldatum: new.vervaldatum,
        vervalreden: String::new(),
        publicatiedatum: None,
        verzenddatum: Some(today),
        uiterlijke_reactiedatum: besluittype.reactietermijn.and_then(|term| term.after(today)),
    };
    Ok(add(tx, Opened { besluit, besluittype }).await?.besluit)
}

/// Registers a decision that another system took.
///
/// Rules: brc-001 (valideren besluittype), brc-002 (uniciteit identificatie), brc-006 (zaken), brc-007 (besluittype bij zaaktype).
///
/// # Errors
/// [`BesluitenError::Forbidden`], or [`BesluitenError::Invalid`] with every fault.
pub(crate) async fn register_besluit(
    tx: &mut Tx,
    actor: &Actor,
    besluittype: Besluittype,
    new: BesluitGegevens,
) -> Result<Opened, BesluitenError> {
    let opened = judge_new(tx, actor, besluittype, new, None).await?;
    add(tx, opened).await
}

/// Registers a decision that names something of another register, before it is mirrored there: nobody is told yet. [`confirm_besluit`] or
/// [`withdraw_besluit`] must follow.
///
/// # Errors
/// As [`register_besluit`].
pub(crate) async fn lay_besluit(
    tx: &mut Tx,
    actor: &Actor,
    besluittype: Besluittype,
    new: BesluitGegevens,
    zaak: Option<&ZaakElders>,
) -> Result<Opened, BesluitenError> {
    let mut opened = judge_new(tx, actor, besluittype, new, zaak).await?;
    insert(tx, &mut opened.besluit).await?;
    if let Some(zaak) = zaak {
        diensten::hold(tx, &zaak.object).await?;
    }
    Ok(opened)
}

/// Tells of a decision in a zaak of another register, now that the register has the mirror, at this URL.
///
/// # Errors
/// When the database fails. A decision that was removed in the meantime takes the mirror with it.
pub(crate) async fn confirm_besluit(tx: &mut Tx, opened: &Opened, mirror: &str) -> Result<(), BesluitenError> {
    if keep_mirror(tx, &opened.besluit, mirror).await? {
        tell_created(tx, opened);
    }
    Ok(())
}

/// Takes a decision back: the register of its zaak does not want to know.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdraw_besluit(tx: &mut Tx, opened: &Opened) -> Result<(), BesluitenError> {
    remove(tx, opened.besluit.uuid).await?;
    Ok(tx.remove_traces(opened.besluit.uuid.uuid()).await?)
}

/// Keeps where the mirror of a decision is in the register of its zaak, unless the decision was removed or left the zaak in the meantime: then
/// the mirror goes.
async fn keep_mirror(tx: &mut Tx, besluit: &Besluit, mirror: &str) -> Result<bool, BesluitenError> {
    let uuid = besluit.uuid.uuid();
    diensten::keep_mirror(tx, uuid, uuid, mirror).await?;
    let is_kept = store::lock_besluit(tx, besluit.uuid).await?.is_some_and(|now| now.zaak == besluit.zaak);
    if !is_kept {
        diensten::mirror_gone(tx, uuid).await?;
    }
    Ok(is_kept)
}

/// Judges a new decision. It has its number only when one was given.
async fn judge_new(
    tx: &mut Tx,
    actor: &Actor,
    besluittype: Besluittype,
    new: BesluitGegevens,
    elders: Option<&ZaakElders>,
) -> Result<Opened, BesluitenError> {
    access::require(actor, Scope::Aanmaken, besluittype.uuid)?;
    refuse_faults(list_faults(tx, actor, (&new, None), &besluittype, elders).await?)?;

    let identificatie = new.identificatie.clone().unwrap_or_default();
    let besluit = new.into_besluit(tx.new_id(), besluittype.uuid, identificatie);
    Ok(Opened { besluit, besluittype })
}

/// Keeps a new decision, tells of it and mirrors it in its zaak. One without a number gets one.
async fn add(tx: &mut Tx, mut opened: Opened) -> Result<Opened, BesluitenError> {
    insert(tx, &mut opened.besluit).await?;
    tell_created(tx, &opened);
    if let Some(zaak) = opened.besluit.own_zaak() {
        // Rule: brc-006 (zaken). An archive date that waited for this decision is filled in.
        zaken::operations::mirror_besluit(tx, zaak, opened.besluit.uuid.uuid(), Actie::Create).await?;
    }
    Ok(opened)
}

pub(super) fn tell_created(tx: &mut Tx, opened: &Opened) {
    let nieuw = kept(&view::besluit(&opened.besluit, &Urls::paths()));
    tell(tx, opened, change_of(opened, Actie::Create, opened.besluit.own_zaak(), Value::Null, nieuw));
}

async fn insert(tx: &mut Tx, besluit: &mut Besluit) -> Result<(), BesluitenError> {
    let is_given = !besluit.identificatie.is_empty();
    loop {
        if !is_given {
            besluit.identificatie = next_identificatie(tx).await?;
        }
        if store::insert_besluit(tx, besluit).await? {
            return Ok(());
        }
        // Without a number of its own: another system chose a number of our form for a decision of theirs.
        if is_given {
            return Err(BesluitenError::Invalid(vec![rules::identificatie_not_unique()]));
        }
    }
}

async fn next_identificatie(tx: &mut Tx) -> Result<String, BesluitenError> {
    Ok(format!("BESLUIT-{}-{:010}", tx.today().year(), tx.next_number(Numbered::Besluit).await?))
}

/// Replaces the facts of a decision. The caller opened it in this transaction.
///
/// Rules: as [`register_besluit`]; besluittype, identificatie and verantwoordelijkeOrganisatie don't change.
///
/// # Errors
/// [`BesluitenError::Invalid`] with every fault.
pub(crate) async fn change_besluit(
    tx: &mut Tx,
    actor: &Actor,
    current: &Opened,
    new: BesluitGegevens,
    actie: Actie,
) -> Result<Besluit, BesluitenError> {
    let besluit = write_change(tx, actor, current, new, None).await?;
    tell_changed(tx, current, &besluit, actie);
    mirror_change(tx, &current.besluit, &besluit, actie).await?;
    Ok(besluit)
}

/// Replaces the facts of a decision that gets a zaak of another register, before it is mirrored there: nobody is told yet.
/// [`confirm_change`] or [`withdraw_change`] must follow.
///
/// # Errors
/// As [`change_besluit`].
pub(crate) async fn lay_change(
    tx: &mut Tx,
    actor: &Actor,
    current: &Opened,
    new: BesluitGegevens,
    zaak: &ZaakElders,
) -> Result<Besluit, BesluitenError> {
    let besluit = write_change(tx, actor, current, new, Some(zaak)).await?;
    diensten::hold(tx, &zaak.object).await?;
    Ok(besluit)
}

/// Tells of a decision that got a zaak of another register, now that the register has the mirror, at this URL.
///
/// # Errors
/// When the database fails.
pub(crate) async fn confirm_change(
    tx: &mut Tx,
    before: &Opened,
    after: &Besluit,
    actie: Actie,
    mirror: &str,
) -> Result<(), BesluitenError> {
    if keep_mirror(tx, after, mirror).await? {
        tell_changed(tx, before, after, actie);
    }
    Ok(())
}

/// Takes the change of a decision back: the register of the zaak does not want to know. What others changed in the meantime stays, but
/// for the zaak.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdraw_change(tx: &mut Tx, before: &Besluit, after: &Besluit) -> Result<(), BesluitenError> {
    let Some(now) = store::lock_besluit(tx, after.uuid).await? else { return Ok(()) };
    let besluit = if now == *after { before.clone() } else { Besluit { zaak: None, ..now } };
    Ok(store::update_besluit(tx, &besluit).await?)
}

async fn write_change(
    tx: &mut Tx,
    actor: &Actor,
    current: &Opened,
    new: BesluitGegevens,
    elders: Option<&ZaakElders>,
) -> Result<Besluit, BesluitenError> {
    let Opened { besluit: before, besluittype } = current;
    refuse_faults(list_faults(tx, actor, (&new, Some(before)), besluittype, elders).await?)?;

    let besluit = new.into_besluit(before.uuid, before.besluittype, before.identificatie.clone());
    store::update_besluit(tx, &besluit).await?;
    Ok(besluit)
}

fn tell_changed(tx: &mut Tx, before: &Opened, after: &Besluit, actie: Actie) {
    let oud = kept(&view::besluit(&before.besluit, &Urls::paths()));
    let nieuw = kept(&view::besluit(after, &Urls::paths()));
    let zaak = after.own_zaak().or(before.besluit.own_zaak());
    tell(tx, before, change_of(before, actie, zaak, oud, nieuw));
}

/// Tells the zaak what changed for it. Rule: brc-006 (zaken).
async fn mirror_change(tx: &mut Tx, before: &Besluit, after: &Besluit, actie: Actie) -> Result<(), BesluitenError> {
    let uuid = after.uuid.uuid();
    let dates = |besluit: &Besluit| (besluit.ingangsdatum, besluit.vervaldatum);
    if before.zaak.is_some() && after.zaak.is_none() {
        diensten::mirror_gone(tx, uuid).await?;
    }
    match (before.own_zaak(), after.own_zaak()) {
        (None, Some(zaak)) => zaken::operations::mirror_besluit(tx, zaak, uuid, Actie::Create).await?,
        (Some(zaak), None) => zaken::operations::mirror_besluit(tx, zaak, uuid, Actie::Destroy).await?,
        // An archive date may follow these days: zrc-021 (archiveringsparameters).
        (_, Some(zaak)) if dates(before) != dates(after) => {
            zaken::operations::mirror_besluit(tx, zaak, uuid, actie).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Removes a decision with its relations, on both sides, and its audit trail. The documents themselves stay.
///
/// Rule: brc-009 (vernietigen).
///
/// # Errors
/// [`BesluitenError::BesluitNotFound`] or [`BesluitenError::Forbidden`].
pub(crate) async fn destroy_besluit(tx: &mut Tx, actor: &Actor, uuid: Id<Besluit>) -> Result<(), BesluitenError> {
    let opened = open(tx, actor, Scope::Verwijderen, uuid).await?;
    remove(tx, uuid).await?;
    let zaak = opened.besluit.own_zaak();
    tell(tx, &opened, change_of(&opened, Actie::Destroy, zaak, Value::Null, Value::Null));
    if let Some(zaak) = zaak {
        zaken::operations::mirror_besluit(tx, zaak, uuid.uuid(), Actie::Destroy).await?;
    }
    tx.remove_traces(uuid.uuid()).await?;
    Ok(())
}

/// Removes a decision with its relations, on both sides.
async fn remove(tx: &mut Tx, uuid: Id<Besluit>) -> Result<(), BesluitenError> {
    store::delete_besluit(tx, uuid).await?;
    documenten::forget_object(tx, uuid.uuid()).await?;
    diensten::drop_mirrors(tx, uuid.uuid()).await?;
    Ok(())
}

fn change_of(opened: &Opened, actie: Actie, zaak: Option<Id<zaken::Zaak>>, oud: Value, nieuw: Value) -> Change {
    let resource_id = opened.besluit.uuid.uuid();
    let weergave = opened.besluittype.omschrijving.clone();
    Change { actie, resource: BESLUIT, resource_id, weergave, zaak, oud, nieuw }
}

/// Looks up the zaak that is named, unless it is the one that the decision was taken in already, and keeps others from changing it.
///
/// To an application, a zaak that it may not read is one that does not exist. In a zaak that ended it takes decisions with the right to change
/// such zaken, as for all else below a zaak. Rule: zrc-007 (afsluiten zaak).
async fn judge_zaak(
    tx: &mut Tx,
    actor: &Actor,
    (new, current): (&BesluitGegevens, Option<&Besluit>),
    besluittype: &Besluittype,
    elders: Option<&ZaakElders>,
) -> Result<NamedZaak, BesluitenError> {
    let Some(uuid) = new.zaak.filter(|zaak| current.is_none_or(|current| current.zaak != Some(*zaak))) else {
        return Ok(NamedZaak::Settled);
    };
    if let Some(elders) = elders.filter(|elders| elders.object.uuid == uuid.uuid()) {
        return Ok(NamedZaak::Found { allows_besluittype: elders.allows_besluittype });
    }
    // From the zaak that it has to another one it never goes, wherever that is: that is fault enough.
    if is_extern(uuid.uuid()) && current.is_some_and(|current| current.zaak.is_some()) {
        return Ok(NamedZaak::Settled);
    }
    let Some(zaak) = zaken::operations::lock_zaak(tx, uuid).await? else { return Ok(NamedZaak::Unknown) };
    if matches!(actor, Actor::Applicatie(_)) {
        use zaken::access::{Scope, is_reached};
        if !is_reached(actor, Scope::Lezen, &zaak) {
            return Ok(NamedZaak::Unknown);
        }
        if zaak.einddatum.is_some() && !is_reached(actor, Scope::GeforceerdBijwerken, &zaak) {
            return Err(BesluitenError::Forbidden(Scope::GeforceerdBijwerken.as_str()));
        }
        if zaak.is_archived() {
            return Ok(NamedZaak::Archived);
        }
    }
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    Ok(NamedZaak::Found { allows_besluittype: zaaktype.allows_besluittype(besluittype) })
}

/// Looks up what the rules need to know and returns every fault.
pub(crate) async fn list_faults(
    tx: &mut Tx,
    actor: &Actor,
    (new, current): (&BesluitGegevens, Option<&Besluit>),
    besluittype: &Besluittype,
    elders: Option<&ZaakElders>,
) -> Result<Vec<InvalidField>, BesluitenError> {
    let is_taken = match &new.identificatie {
        Some(own) if current.is_none() => {
            store::has_identificatie(tx, own, new.verantwoordelijke_organisatie.as_str()).await?
        }
        _ => false,
    };
    let zaak = judge_zaak(tx, actor, (new, current), besluittype, elders).await?;
    Ok(rules::faults(new, &BesluitFacts { besluittype, current, is_taken, zaak, today: tx.today() }))
}

fn refuse_faults(faults: Vec<InvalidField>) -> Result<(), BesluitenError> {
    if faults.is_empty() { Ok(()) } else { Err(BesluitenError::Invalid(faults)) }
}
