//! A zaak takes longer than its applicant was told, waits, or goes on.

use ::store::Tx;
use ::store::jobs::Job;
use jiff::civil::Date;
use serde_json::Value;
use values::Id;
use zaken::Zaak;

use super::{told_id, uuid_of};
use crate::delivery::{self, Melding};
use crate::dossier;
use crate::{FindMandaat, MessagesError, Scenario};

/// Tells what happened, as far as it still holds.
pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let wat = job.payload.get("wat").and_then(Value::as_str).unwrap_or_default();
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    let Some((scenario, day, reden)) = news(&dossier.zaak, wat, tx.today()) else { return Ok(()) };
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

/// Returns what there is to tell, with the day that it is about (since when it waits, on which it went on, or the new term) and what tells it
/// from other news of that day. An ended zaak has no such news; one that waits has no other than that it does.
fn news<'a>(zaak: &'a Zaak, wat: &str, today: Date) -> Option<(Scenario, Date, &'a str)> {
    let opschorting = &zaak.bijzonderheden.opschorting;
    match wat {
        _ if zaak.einddatum.is_some() => None,
        _ if opschorting.indicatie => Some((Scenario::Opgeschort, opschorting.sinds?, &opschorting.reden)),
        "hervat" => Some((Scenario::Hervat, today, "hervat")),
        "verlengd" => Some((Scenario::Vertraging, zaak.uiterlijke_einddatum_afdoening?, "")),
        _ => None,
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
