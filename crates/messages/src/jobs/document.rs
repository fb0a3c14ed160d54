//! Staff added a document for the applicant.

use ::store::Tx;
use ::store::jobs::Job;
use values::Id;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::{FindMandaat, MessagesError, Scenario, dossier};

pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let Some(dossier) = dossier::load(tx, Id::new(uuid_of(job, "zaak")?), mandaat).await? else { return Ok(()) };
    let melding = Melding {
        scenario: Scenario::DocumentToegevoegd,
        bron: uuid_of(job, "zaakinformatieobject")?,
        statustype: dossier.statustype.as_ref(),
        values: delivery::zaak_values(tx, &dossier),
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}
