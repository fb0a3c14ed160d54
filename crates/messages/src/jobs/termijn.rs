//! A zaak takes longer than its applicant was told, or waits.

use ::store::Tx;
use ::store::jobs::Job;
use jiff::civil::Date;
use values::Id;
use zaken::Zaak;

use super::{told_id, uuid_of};
use crate::delivery::{self, Melding};
use crate::dossier;
use crate::{FindMandaat, MessagesError, Scenario};

/// Tells what holds now: a zaak that waited and went on before this job ran only has a later term.
pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    let Some((scenario, day, reden)) = news(&dossier.zaak) else { return Ok(()) };
    let melding = Melding {
        scenario,
        // The same day for the same reason is told once.
        bron: told_id(zaak.uuid(), number_of(day) ^ number_of_text(reden)),
        statustype: dossier.statustype.as_ref(),
        values: delivery::zaak_values(tx, &dossier),
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}

/// Returns what there is to tell, with the day that it is about (since when it waits, or the new term) and why it waits. An ended zaak does neither, and without
/// a day there is nothing to tell.
fn news(zaak: &Zaak) -> Option<(Scenario, Date, &str)> {
    let opschorting = &zaak.bijzonderheden.opschorting;
    match zaak.einddatum {
        Some(_) => None,
        None if opschorting.indicatie => Some((Scenario::Opgeschort, opschorting.sinds?, &opschorting.reden)),
        None => Some((Scenario::Vertraging, zaak.uiterlijke_einddatum_afdoening?, "")),
    }
}

/// A number for each day of more than a century.
fn number_of(day: Date) -> u16 {
    let number = day.year().wrapping_mul(400).wrapping_add(day.day_of_year());
    u16::from_be_bytes(number.to_be_bytes())
}

/// A number that tells one reason from another, nought for none.
fn number_of_text(text: &str) -> u16 {
    text.bytes().fold(0, |number: u16, byte| number.wrapping_mul(31).wrapping_add(byte.into()))
}
