//! A zaak takes longer than its applicant was told.

use ::store::Tx;
use ::store::jobs::Job;
use jiff::civil::Date;
use values::Id;

use super::{told_id, uuid_of};
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
        // The same day is told once.
        bron: told_id(zaak.uuid(), number_of(term)),
        statustype: dossier.statustype.as_ref(),
        values: delivery::zaak_values(tx, &dossier),
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}

/// A number for each day of more than a century.
fn number_of(day: Date) -> u16 {
    let number = day.year().wrapping_mul(400).wrapping_add(day.day_of_year());
    u16::from_be_bytes(number.to_be_bytes())
}
