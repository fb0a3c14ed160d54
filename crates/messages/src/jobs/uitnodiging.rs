//! An appointment was made with a resident.

use ::store::Tx;
use ::store::jobs::Job;
use jiff::civil::Date;
use values::Id;

use super::uuid_of;
use crate::delivery::{self, Melding};
use crate::{FindMandaat, MessagesError, Scenario, dossier};

pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let Some(dossier) = dossier::load(tx, Id::new(uuid_of(job, "zaak")?), mandaat).await? else { return Ok(()) };
    let text = |field: &str| job.payload["afspraak"][field].as_str().unwrap_or_default();
    let mut values = delivery::zaak_values(tx, &dossier);
    let day: Option<Date> = text("datum").parse().ok();
    let day = day.map_or_else(|| text("datum").to_owned(), |day| dossier.teksten.day_in_words(day));
    values.set("afspraak.datum", &day);
    values.set("afspraak.tijd", text("tijd"));
    values.set("afspraak.plaats", text("plaats"));
    let melding = Melding {
        scenario: Scenario::Uitnodiging,
        bron: uuid_of(job, "uitnodiging")?,
        statustype: dossier.statustype.as_ref(),
        values,
        in_inbox: true,
    };
    delivery::deliver(tx, &dossier, &melding).await
}
