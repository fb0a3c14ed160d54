//! A zaak got a status.

use ::store::Tx;
use ::store::jobs::Job;
use values::Id;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::rules::scenario;
use crate::{MessagesError, dossier};

pub(super) async fn handle(tx: &mut Tx, job: &Job) -> Result<(), MessagesError> {
    let status = Id::new(uuid_of(job, "status")?);
    // A status or zaak that is gone has nothing to tell.
    let Some(status) = zaken::find_status(tx, status).await? else { return Ok(()) };
    let Some(dossier) = dossier::load(tx, status.zaak).await? else { return Ok(()) };
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
    delivery::deliver(tx, &dossier, &melding).await
}
