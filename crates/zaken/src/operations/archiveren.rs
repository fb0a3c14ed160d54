//! How long a zaak is kept: decided when it ends, and again when a fact comes that it waited for. Rule: zrc-021
//! (archiveringsparameters).

use ::store::{Actie, Tx};
use autorisaties::extern_id;
use autorisaties::handlers::Urls;
use catalogi::{Afleidingswijze, Resultaattype, Zaaktype};
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;
use values::Id;

use super::{Change, finish, write_change};
use crate::rules::archiveren::{Archief, ArchiefFacts, archief, latest_of_objects};
use crate::rules::termijnen::end_wait;
use crate::{Zaak, Zaakbesluit, ZakenError, store, views};

/// Ends a zaak, and its waiting. Deelzaken that are kept as long as it is follow.
pub(super) async fn close(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, einddatum: Date) -> Result<(), ZakenError> {
    let resultaat = store::read_resultaat(tx, zaak.uuid).await?;
    let resultaattype = resultaat
        .and_then(|resultaat| zaaktype.resultaattype_by_id(resultaat.resultaattype))
        .ok_or(ZakenError::ZaakNotFound)?;
    let facts = list_facts(tx, zaak, resultaattype, einddatum).await?;
    let archief = archief(resultaattype, &facts)?;
    if zaak.bijzonderheden.opschorting.indicatie {
        let mut ended = Zaak { laatst_gemuteerd: tx.now(), ..Zaak::clone(zaak) };
        end_wait(&mut ended, einddatum);
        write_change(tx, zaak, &ended, zaaktype).await?;
    }
    store::close_zaak(tx, zaak.uuid, einddatum, &archief).await?;
    if zaak.hoofdzaak.is_none() {
        for deelzaak in store::list_deelzaken(tx, zaak.uuid).await? {
            let zaaktype = catalogi::read_zaaktype(tx, deelzaak.zaaktype).await?;
            recalculate(tx, &deelzaak, &zaaktype).await?;
        }
    }
    Ok(())
}

/// Lets a zaak run again. Deelzaken that were kept as long as it was wait again.
pub(super) async fn reopen(tx: &mut Tx, zaak: &Zaak) -> Result<(), ZakenError> {
    store::reopen_zaak(tx, zaak.uuid).await?;
    if zaak.hoofdzaak.is_some() {
        return Ok(());
    }
    for deelzaak in store::list_deelzaken(tx, zaak.uuid).await? {
        let zaaktype = catalogi::read_zaaktype(tx, deelzaak.zaaktype).await?;
        let Some(resultaattype) = find_resultaattype(tx, &deelzaak, &zaaktype).await? else { continue };
        if deelzaak.einddatum.is_some() && resultaattype.brondatum.afleidingswijze == Afleidingswijze::Hoofdzaak {
            let nominatie = deelzaak.archiefnominatie.clone().unwrap_or_else(|| resultaattype.archiefnominatie.clone());
            let archief = Archief { nominatie, actiedatum: None, startdatum_bewaartermijn: None };
            store::set_archief(tx, deelzaak.uuid, &archief).await?;
        }
    }
    Ok(())
}

/// Decides again how long a zaak that ended is kept, when it waited for a fact or follows one that may change.
pub(super) async fn recalculate(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype) -> Result<(), ZakenError> {
    recalculate_from(tx, zaak, zaaktype, None).await
}

/// The same, when the eigenschap of this name changed that was this day: a term that counts from that day counts from the new one.
pub(super) async fn recalculate_from(
    tx: &mut Tx,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    changed: Option<(&str, Date)>,
) -> Result<(), ZakenError> {
    let Some(einddatum) = zaak.einddatum else { return Ok(()) };
    let Some(resultaattype) = find_resultaattype(tx, zaak, zaaktype).await? else { return Ok(()) };
    let brondatum = &resultaattype.brondatum;
    let follows = match brondatum.afleidingswijze {
        Afleidingswijze::IngangsdatumBesluit | Afleidingswijze::VervaldatumBesluit => true,
        Afleidingswijze::Eigenschap => changed
            .is_some_and(|(naam, was)| brondatum.datumkenmerk == naam && zaak.startdatum_bewaartermijn == Some(was)),
        _ => false,
    };
    if zaak.archiefactiedatum.is_some() && !follows {
        return Ok(());
    }
    let mut facts = list_facts(tx, zaak, resultaattype, einddatum).await?;
    facts.archiefactiedatum = None;
    if follows {
        facts.startdatum_bewaartermijn = None;
    }
    // The fact may still be missing, or be no day: then the zaak keeps what it has, unless that came from such a fact that is no more.
    if let Ok(archief) = archief(resultaattype, &facts)
        && (archief.actiedatum.is_some() || follows && is_derived(zaak, resultaattype))
        && archief.actiedatum != zaak.archiefactiedatum
    {
        store::set_archief(tx, zaak.uuid, &archief).await?;
    }
    Ok(())
}

/// Decides whether the archive date is the day from which the term counts with the term, and not one that somebody chose.
fn is_derived(zaak: &Zaak, resultaattype: &Resultaattype) -> bool {
    let (day, termijn) = (zaak.startdatum_bewaartermijn, resultaattype.archiefactietermijn);
    day.zip(termijn).and_then(|(day, termijn)| termijn.after(day)) == zaak.archiefactiedatum
}

/// Tells that a decision was taken in a zaak, changed or taken back, as the Besluiten API mirrors it in the zaak. Who may do so is decided
/// there.
///
/// Rule: brc-006 (zaken).
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or when the database fails.
pub async fn mirror_besluit(tx: &mut Tx, zaak: Id<Zaak>, besluit: Uuid, actie: Actie) -> Result<(), ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let one = Zaakbesluit { uuid: besluit, besluit };
    let state = views::kept(&views::besluit(zaak.uuid, one, &Urls::paths()));
    match actie {
        Actie::Create => finish(tx, &zaak, &zaaktype, Change::create("zaakbesluit", besluit, "", state)).await?,
        Actie::Destroy => {
            finish(tx, &zaak, &zaaktype, Change::of(actie, "zaakbesluit", besluit, "").from(state)).await?;
        }
        // The relation itself stays the same.
        Actie::Update | Actie::PartialUpdate => {}
    }
    recalculate(tx, &zaak, &zaaktype).await
}

async fn find_resultaattype<'a>(
    tx: &mut Tx,
    zaak: &Zaak,
    zaaktype: &'a Zaaktype,
) -> Result<Option<&'a Resultaattype>, ZakenError> {
    let resultaat = store::read_resultaat(tx, zaak.uuid).await?;
    Ok(resultaat.and_then(|resultaat| zaaktype.resultaattype_by_id(resultaat.resultaattype)))
}

/// Looks up what the afleidingswijze of the resultaattype looks at, and nothing else.
async fn list_facts(
    tx: &mut Tx,
    zaak: &Zaak,
    resultaattype: &Resultaattype,
    einddatum: Date,
) -> Result<ArchiefFacts, ZakenError> {
    let brondatum = &resultaattype.brondatum;
    let mut facts = ArchiefFacts {
        einddatum,
        archiefnominatie: zaak.archiefnominatie.clone(),
        archiefactiedatum: zaak.archiefactiedatum,
        startdatum_bewaartermijn: zaak.startdatum_bewaartermijn,
        has_hoofdzaak: zaak.hoofdzaak.is_some(),
        ..ArchiefFacts::default()
    };
    match brondatum.afleidingswijze {
        Afleidingswijze::Afgehandeld | Afleidingswijze::AnderDatumkenmerk | Afleidingswijze::Termijn => {}
        Afleidingswijze::Eigenschap => {
            facts.eigenschap = store::find_eigenschap_waarde(tx, zaak.uuid, &brondatum.datumkenmerk).await?;
        }
        Afleidingswijze::Hoofdzaak => {
            if let Some(hoofdzaak) = zaak.hoofdzaak {
                facts.day = store::find_zaak(tx, hoofdzaak).await?.and_then(|hoofdzaak| hoofdzaak.einddatum);
            }
        }
        Afleidingswijze::GerelateerdeZaak => facts.day = store::latest_relevant_einddatum(tx, zaak.uuid).await?,
        Afleidingswijze::IngangsdatumBesluit => facts.day = store::latest_ingangsdatum(tx, zaak.uuid).await?,
        Afleidingswijze::VervaldatumBesluit => facts.day = store::latest_vervaldatum(tx, zaak.uuid).await?,
        Afleidingswijze::Zaakobject => {
            let mut objects = store::list_object_identificaties(tx, zaak.uuid, &brondatum.objecttype).await?;
            // What other systems said of theirs when they were asked last.
            let urls = store::list_object_urls(tx, zaak.uuid, &brondatum.objecttype).await?;
            if !urls.is_empty() {
                let ids: Vec<Uuid> = urls.iter().map(|url| extern_id(url)).collect();
                let elders = diensten::list_objects(tx, &ids).await?;
                objects.extend(elders.into_iter().map(|object| Value::Object(object.inhoud)));
            }
            facts.day = latest_of_objects(&objects, &brondatum.datumkenmerk);
        }
    }
    Ok(facts)
}
