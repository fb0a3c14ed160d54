//! A zaak takes longer than its applicant was told, waits, or goes on.

use ::store::Tx;
use ::store::jobs::Job;
use serde_json::Value;
use values::Id;
use zaken::Zaak;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::dossier;
use crate::{FindMandaat, MessagesError, Scenario};

/// Tells what happened, when it still holds.
pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    let Some(scenario) = news(&dossier.zaak, job.payload.get("wat").and_then(Value::as_str)) else { return Ok(()) };
    let melding = Melding {
        scenario,
        // Each change is news of its own, also the second of a day.
        bron: job.id,
        statustype: dossier.statustype.as_ref(),
        values: delivery::zaak_values(tx, &dossier),
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}

/// Returns what there is to tell. An ended zaak has no such news; what was undone before this job ran is told by the job of what undid it.
/// Jobs of a program before this one don't say what happened: they tell what holds.
fn news(zaak: &Zaak, wat: Option<&str>) -> Option<Scenario> {
    if zaak.einddatum.is_some() {
        return None;
    }
    match (wat, zaak.bijzonderheden.opschorting.indicatie) {
        (Some("opgeschort") | None, true) => Some(Scenario::Opgeschort),
        (Some("hervat"), false) => Some(Scenario::Hervat),
        (Some("verlengd") | None, false) if zaak.uiterlijke_einddatum_afdoening.is_some() => Some(Scenario::Vertraging),
        _ => None,
    }
}
