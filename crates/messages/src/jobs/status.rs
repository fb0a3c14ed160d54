//! A zaak got a status.

use ::store::Tx;
use ::store::jobs::Job;
use catalogi::Statustype;
use jiff::SignedDuration;
use values::Id;
use zaken::Status;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::dossier::{self, Dossier};
use crate::rules::reach::Reason;
use crate::rules::scenario;
use crate::{FindMandaat, MessagesError, Scenario};

/// A status that comes this soon after another takes its place, where the texts say so.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(60);

pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let status = Id::new(uuid_of(job, "status")?);
    // A status or zaak that is gone has nothing to tell.
    let Some(status) = zaken::find_status(tx, status).await? else { return Ok(()) };
    let Some(dossier) = dossier::load(tx, status.zaak, mandaat).await? else { return Ok(()) };
    let Some(statustype) = dossier.zaaktype.statustype_by_id(status.statustype) else { return Ok(()) };

    let mut values = delivery::zaak_values(tx, &dossier);
    values.set("status.omschrijving", statustype.publieke_naam());
    if let Some(text) = dossier.teksten.wat_kunt_u_doen(&statustype.omschrijving) {
        values.set("wat_kunt_u_doen", text);
    }
    let melding = Melding {
        scenario: scenario::of_status(statustype.volgnummer, dossier.zaaktype.is_eindstatus(statustype.uuid)),
        bron: status.uuid.uuid(),
        statustype: Some(statustype),
        values,
        in_inbox: true,
    };
    // That it was received is told in any case.
    if melding.scenario == Scenario::StatusGewijzigd && is_overtaken(tx, &dossier, &status).await? {
        return delivery::refuse(tx, &dossier, &melding, Reason::NewerStatus).await;
    }
    delivery::deliver(tx, &dossier, &melding).await
}

/// Decides whether the zaak got another status so soon that only that one is told.
async fn is_overtaken(tx: &mut Tx, dossier: &Dossier, status: &Status) -> Result<bool, MessagesError> {
    let Some(newest) = dossier.zaak.status.filter(|newest| *newest != status.uuid) else { return Ok(false) };
    if !dossier.teksten.only_newest_status() {
        return Ok(false);
    }
    let Some(newest) = zaken::find_status(tx, newest).await? else { return Ok(false) };
    // One of which nobody is told takes no place.
    let is_told = |statustype: &Statustype| statustype.informeren && statustype.toon_in_portaal;
    let is_told = dossier.zaaktype.statustype_by_id(newest.statustype).is_some_and(is_told);
    let later = newest.datum_status_gezet.duration_since(status.datum_status_gezet);
    Ok(is_told && !later.is_negative() && later <= AT_ONCE)
}
