//! A zaak takes longer than its applicant was told.

use ::store::Tx;
use ::store::jobs::Job;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::dossier;
use crate::{FindMandaat, MessagesError, Scenario};

pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    // Without a day there is nothing to tell, and an ended zaak takes no longer.
    let term = dossier.zaak.uiterlijke_einddatum_afdoening.filter(|_| dossier.zaak.einddatum.is_none());
    let Some(term) = term else { return Ok(()) };
    let melding = Melding {
        scenario: Scenario::Vertraging,
        bron: told_id(zaak.uuid(), term),
        statustype: dossier.statustype.as_ref(),
        values: delivery::zaak_values(tx, &dossier),
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}

/// Returns an id that is the same at each attempt: that of the zaak with the day in its last bytes. The same day is told once.
fn told_id(zaak: Uuid, term: Date) -> Uuid {
    let mut bytes = *zaak.as_bytes();
    let days = term.year().wrapping_mul(400).wrapping_add(term.day_of_year()).to_be_bytes();
    bytes[14] ^= days[0];
    bytes[15] ^= days[1];
    Uuid::from_bytes(bytes)
}
