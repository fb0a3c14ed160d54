//! A resident got a task, the reminders of its deadline, and that it was done or lapsed.

use ::store::jobs::Job;
use ::store::{NewJob, Tx};
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;

use super::{JOB_HERINNERING, told_id, uuid_of};
use crate::delivery::{self, Melding};
use crate::dossier::{self, Dossier};
use crate::personalisation::Personalisation;
use crate::{FindMandaat, MessagesError, Scenario};

/// What the payload says of the task.
struct Taak<'a> {
    uuid: Uuid,
    titel: &'a str,
    verloopt_op: Option<Timestamp>,
}

fn taak_of(job: &Job) -> Result<Taak<'_>, MessagesError> {
    let text = |field: &str| job.payload.get(field).and_then(Value::as_str);
    Ok(Taak {
        uuid: uuid_of(job, "taak")?,
        titel: text("titel").ok_or(MessagesError::Broken("the payload lacks the title of the task"))?,
        verloopt_op: text("verloopt_op").and_then(|moment| moment.parse().ok()),
    })
}

pub(super) async fn handle(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let taak = taak_of(job)?;
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    if let Some(verloopt_op) = taak.verloopt_op {
        ask_reminders(tx, job, verloopt_op, &dossier.teksten.herinner_dagen());
    }
    let values = taak_values(tx, &dossier, &taak);
    tell(tx, &dossier, Scenario::Taak, taak.uuid, values).await
}

/// Confirms that a task was done: who sends something wants to know that it came in.
pub(super) async fn done(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    tell_end(tx, job, Scenario::TaakGedaan, mandaat).await
}

/// Says that a task need not be done any more: she was asked to, and may have begun.
pub(super) async fn lapsed(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    tell_end(tx, job, Scenario::TaakVervallen, mandaat).await
}

async fn tell_end(tx: &mut Tx, job: &Job, scenario: Scenario, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let taak = taak_of(job)?;
    let Some(dossier) = dossier::load(tx, Id::new(uuid_of(job, "zaak")?), mandaat).await? else { return Ok(()) };
    let values = taak_values(tx, &dossier, &taak);
    tell(tx, &dossier, scenario, taak.uuid, values).await
}

/// Asks for a job some days before the deadline. Without a lane: in one, it would hold up everything else of the zaak until then.
fn ask_reminders(tx: &mut Tx, job: &Job, verloopt_op: Timestamp, days_before: &[i64]) {
    for days in days_before {
        let due = verloopt_op.checked_sub((days * 24).hours()).ok().filter(|due| *due > tx.now());
        let Some(due) = due else { continue };
        let mut payload = job.payload.clone();
        payload["dagen"] = json!(days);
        let key = format!("{}/{days}", job.payload["taak"].as_str().unwrap_or_default());
        tx.enqueue(NewJob { kind: JOB_HERINNERING, key: Some(key), lane: None, due: Some(due), payload });
    }
}

/// Reminds of a task that is still open.
pub(super) async fn remind(tx: &mut Tx, job: &Job, mandaat: FindMandaat) -> Result<(), MessagesError> {
    let taak = taak_of(job)?;
    let zaak = Id::new(uuid_of(job, "zaak")?);
    let days = job.payload["dagen"].as_i64().ok_or(MessagesError::Broken("the payload lacks the days"))?;
    // After a long standstill the deadline may be past.
    if taak.verloopt_op.is_none_or(|verloopt_op| verloopt_op <= tx.now()) {
        return Ok(());
    }
    let Some(dossier) = dossier::load(tx, zaak, mandaat).await? else { return Ok(()) };
    let mut values = taak_values(tx, &dossier, &taak);
    values.set("taak.dagen", &days.to_string());
    values.set_flag("taak.een_dag", days == 1);
    values.set_flag("taak.meer_dagen", days != 1);
    // Each reminder is a message of its own.
    let bron = told_id(taak.uuid, u8::try_from(days).unwrap_or_default().into());
    tell(tx, &dossier, Scenario::TaakHerinnering, bron, values).await
}

/// Tells something about a task. Not in the inbox: the task itself is in Mijn taken.
async fn tell(
    tx: &mut Tx,
    dossier: &Dossier,
    scenario: Scenario,
    bron: Uuid,
    values: Personalisation,
) -> Result<(), MessagesError> {
    let melding = Melding { scenario, bron, statustype: dossier.statustype.as_ref(), values, in_inbox: false };
    delivery::deliver(tx, dossier, &melding).await
}

fn taak_values(tx: &Tx, dossier: &Dossier, taak: &Taak<'_>) -> Personalisation {
    let mut values = delivery::zaak_values(tx, dossier);
    values.set("taak.record.data.title", taak.titel);
    values.set_flag("taak.heeft_verloopdatum", taak.verloopt_op.is_some());
    if let Some(verloopt_op) = taak.verloopt_op {
        values.set("taak.verloopdatum", &dossier.teksten.day_in_words(values::local_date(verloopt_op)));
    }
    values
}
