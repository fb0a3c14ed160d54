//! How the terms of a zaak move when it takes longer or has waited.

use catalogi::Zaaktype;
use jiff::ToSpan;
use jiff::civil::Date;
use values::Duur;

use crate::{Opschorting, Verlenging, Zaak, ZakenError};

/// Most characters of a reason. Rule: the standard's `maxLength`.
const REDEN_MAX: usize = 200;

/// Makes a zaak take so many days longer.
///
/// # Errors
/// [`ZakenError::Invalid`] that names `reden` or `duur`, or `verlenging-not-allowed`.
pub fn verleng(zaak: &mut Zaak, zaaktype: &Zaaktype, dagen: i32, reden: &str) -> Result<(), ZakenError> {
    let Some(most) = verlenging_max(zaak, zaaktype) else {
        let reason = "Deze zaak kan niet worden verlengd.";
        return Err(ZakenError::invalid_whole("verlenging-not-allowed", reason));
    };
    if !(1..=most).contains(&dagen) {
        let reason = format!("Verleng de zaak met minstens 1 en hoogstens {most} dagen.");
        return Err(ZakenError::invalid("duur", "invalid", reason));
    }
    let reden = judge_reden(reden)?;
    let duur = Duur::days(dagen);
    move_terms(zaak, dagen);
    zaak.bijzonderheden.verlenging = Some(Verlenging { reden, duur });
    Ok(())
}

/// Returns the most days that this zaak may take longer; none when it may not: once is all, and not while it waits.
pub fn verlenging_max(zaak: &Zaak, zaaktype: &Zaaktype) -> Option<i32> {
    let more = &zaak.bijzonderheden;
    let is_possible = zaak.einddatum.is_none() && more.verlenging.is_none() && !more.opschorting.indicatie;
    let end = zaak.uiterlijke_einddatum_afdoening.filter(|_| is_possible)?;
    Some((zaaktype.verlengingstermijn?.after(end)? - end).get_days()).filter(|days| *days > 0)
}

fn move_terms(zaak: &mut Zaak, dagen: i32) {
    let later = |date: Date| date.saturating_add(dagen.days());
    zaak.uiterlijke_einddatum_afdoening = zaak.uiterlijke_einddatum_afdoening.map(later);
    zaak.einddatum_gepland = zaak.einddatum_gepland.map(later);
}

/// Lets a zaak wait from this day.
///
/// # Errors
/// [`ZakenError::Invalid`] that names `reden`, or `opschorting-not-allowed`.
pub fn schort_op(zaak: &mut Zaak, zaaktype: &Zaaktype, reden: &str, today: Date) -> Result<(), ZakenError> {
    if !can_schort_op(zaak, zaaktype) {
        let reason = "Deze zaak kan niet worden opgeschort.";
        return Err(ZakenError::invalid_whole("opschorting-not-allowed", reason));
    }
    let reden = judge_reden(reden)?;
    let eerder = zaak.bijzonderheden.opschorting.eerder;
    zaak.bijzonderheden.opschorting = Opschorting { indicatie: true, eerder, reden, sinds: Some(today) };
    Ok(())
}

/// Decides whether staff may let this zaak wait.
pub fn can_schort_op(zaak: &Zaak, zaaktype: &Zaaktype) -> bool {
    let waits = zaak.bijzonderheden.opschorting.indicatie;
    zaaktype.opschorting_en_aanhouding_mogelijk && zaak.einddatum.is_none() && !waits
}

/// Lets a zaak go on. One whose wait began elsewhere, on a day that is not known, keeps its terms.
///
/// # Errors
/// [`ZakenError::Invalid`]: `not-opgeschort`.
pub fn hervat(zaak: &mut Zaak, today: Date) -> Result<(), ZakenError> {
    if !zaak.bijzonderheden.opschorting.indicatie || zaak.einddatum.is_some() {
        return Err(ZakenError::invalid_whole("not-opgeschort", "Deze zaak is niet opgeschort."));
    }
    end_wait(zaak, today);
    Ok(())
}

/// Ends the waiting of a zaak on this day: its terms move by the days that it waited.
pub fn end_wait(zaak: &mut Zaak, day: Date) {
    let opschorting = &mut zaak.bijzonderheden.opschorting;
    let waited = opschorting.sinds.map_or(0, |since| (day - since).get_days()).max(0);
    *opschorting = Opschorting { indicatie: false, eerder: true, reden: String::new(), sinds: None };
    move_terms(zaak, waited);
}

fn judge_reden(reden: &str) -> Result<String, ZakenError> {
    let reden = reden.trim();
    if reden.is_empty() {
        return Err(ZakenError::invalid("reden", "required", "Vul in waarom."));
    }
    if reden.chars().count() > REDEN_MAX {
        let reason = format!("Maak de reden korter: hoogstens {REDEN_MAX} tekens.");
        return Err(ZakenError::invalid("reden", "max_length", reason));
    }
    Ok(reden.to_owned())
}
