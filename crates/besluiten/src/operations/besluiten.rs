//! Decisions themselves.

use ::store::{Actie, Numbered, Tx};
use autorisaties::handlers::Urls;
use catalogi::Besluittype;
use serde_json::Value;
use values::{Actor, Id};

use super::{Change, Opened, kept, open, tell};
use crate::access::{self, Scope};
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
    access::require(actor, Scope::Aanmaken, besluittype.uuid)?;
    let is_taken = match &new.identificatie {
        Some(own) => store::has_identificatie(tx, own, new.verantwoordelijke_organisatie.as_str()).await?,
        None => false,
    };
    let zaak = judge_zaak(tx, &new, None, &besluittype).await?;
    let facts = BesluitFacts { besluittype: &besluittype, current: None, is_taken, zaak, today: tx.today() };
    refuse_faults(&new, &facts)?;

    let identificatie = new.identificatie.clone().unwrap_or_default();
    let besluit = new.into_besluit(tx.new_id(), besluittype.uuid, identificatie);
    add(tx, Opened { besluit, besluittype }).await
}

/// Keeps a new decision, tells of it and mirrors it in its zaak. One without a number gets one.
async fn add(tx: &mut Tx, mut opened: Opened) -> Result<Opened, BesluitenError> {
    let besluit = &mut opened.besluit;
    let is_given = !besluit.identificatie.is_empty();
    loop {
        if !is_given {
            besluit.identificatie = next_identificatie(tx).await?;
        }
        if store::insert_besluit(tx, besluit).await? {
            break;
        }
        // Without a number of its own: another system chose a number of our form for a decision of theirs.
        if is_given {
            return Err(BesluitenError::Invalid(vec![rules::identificatie_not_unique()]));
        }
    }
    let nieuw = kept(&view::besluit(&opened.besluit, &Urls::paths()));
    let zaak = opened.besluit.zaak;
    tell(tx, &opened, change_of(&opened, Actie::Create, zaak, Value::Null, nieuw));
    if let Some(zaak) = zaak {
        // Rule: brc-006 (zaken). An archive date that waited for this decision is filled in.
        zaken::operations::mirror_besluit(tx, zaak, opened.besluit.uuid.uuid(), Actie::Create).await?;
    }
    Ok(opened)
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
    current: &Opened,
    new: BesluitGegevens,
    actie: Actie,
) -> Result<Besluit, BesluitenError> {
    let Opened { besluit: before, besluittype } = current;
    let zaak = judge_zaak(tx, &new, Some(before), besluittype).await?;
    let facts = BesluitFacts { besluittype, current: Some(before), is_taken: false, zaak, today: tx.today() };
    refuse_faults(&new, &facts)?;

    let besluit = new.into_besluit(before.uuid, before.besluittype, before.identificatie.clone());
    store::update_besluit(tx, &besluit).await?;
    let oud = kept(&view::besluit(before, &Urls::paths()));
    let nieuw = kept(&view::besluit(&besluit, &Urls::paths()));
    tell(tx, current, change_of(current, actie, besluit.zaak.or(before.zaak), oud, nieuw));
    mirror_change(tx, before, &besluit, actie).await?;
    Ok(besluit)
}

/// Tells the zaak what changed for it. Rule: brc-006 (zaken).
async fn mirror_change(tx: &mut Tx, before: &Besluit, after: &Besluit, actie: Actie) -> Result<(), BesluitenError> {
    let uuid = after.uuid.uuid();
    let dates = |besluit: &Besluit| (besluit.ingangsdatum, besluit.vervaldatum);
    match (before.zaak, after.zaak) {
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
    store::delete_besluit(tx, uuid).await?;
    documenten::forget_object(tx, uuid.uuid()).await?;
    diensten::drop_mirrors(tx, uuid.uuid()).await?;
    let zaak = opened.besluit.zaak;
    tell(tx, &opened, change_of(&opened, Actie::Destroy, zaak, Value::Null, Value::Null));
    if let Some(zaak) = zaak {
        zaken::operations::mirror_besluit(tx, zaak, uuid.uuid(), Actie::Destroy).await?;
    }
    tx.remove_traces(uuid.uuid()).await?;
    Ok(())
}

fn change_of(opened: &Opened, actie: Actie, zaak: Option<Id<zaken::Zaak>>, oud: Value, nieuw: Value) -> Change {
    let resource_id = opened.besluit.uuid.uuid();
    let weergave = opened.besluittype.omschrijving.clone();
    Change { actie, resource: BESLUIT, resource_id, weergave, zaak, oud, nieuw }
}

/// Looks up the zaak that is named, unless it is the one that the decision was taken in already, and keeps others from changing it.
async fn judge_zaak(
    tx: &mut Tx,
    new: &BesluitGegevens,
    current: Option<&Besluit>,
    besluittype: &Besluittype,
) -> Result<NamedZaak, BesluitenError> {
    let Some(uuid) = new.zaak.filter(|zaak| current.is_none_or(|current| current.zaak != Some(*zaak))) else {
        return Ok(NamedZaak::Settled);
    };
    let Some(zaak) = zaken::operations::lock_zaak(tx, uuid).await? else { return Ok(NamedZaak::Unknown) };
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    Ok(NamedZaak::Found { allows_besluittype: zaaktype.allows_besluittype(besluittype) })
}

fn refuse_faults(new: &BesluitGegevens, facts: &BesluitFacts<'_>) -> Result<(), BesluitenError> {
    let faults = rules::faults(new, facts);
    if faults.is_empty() { Ok(()) } else { Err(BesluitenError::Invalid(faults)) }
}
