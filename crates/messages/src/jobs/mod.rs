//! From event to message: which job follows, and what the jobs do.

mod besluit;
mod document;
mod send;
mod status;
mod taak;
mod termijn;
mod uitnodiging;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use ::store::jobs::{Handlers, Job, JobError};
use ::store::{Actie, Event, NewJob, Reaction, Reader, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;
use values::Bsn;

use crate::mail::Sender;
use crate::{MailTransport, MessagesError};

const JOB_STATUS: &str = "messages.status";
const JOB_TAAK: &str = "messages.taak";
const JOB_TAAK_GEDAAN: &str = "messages.taak_gedaan";
const JOB_TAAK_VERVALLEN: &str = "messages.taak_vervallen";
const JOB_HERINNERING: &str = "messages.herinnering";
const JOB_TERMIJN: &str = "messages.termijn";
const JOB_DOCUMENT: &str = "messages.document";
const JOB_UITNODIGING: &str = "messages.uitnodiging";
const JOB_BESLUIT: &str = "messages.besluit";
const JOB_BESLUIT_GEWIJZIGD: &str = "messages.besluit_gewijzigd";
pub(crate) const JOB_SEND: &str = "messages.send";

/// What [`IsTaskOpen`] returns.
pub type TaskOpenFuture<'a> = Pin<Box<dyn Future<Output = Result<bool, JobError>> + Send + 'a>>;

/// Decides whether a task still has to be done. Plugged in, because tasks are not known here.
pub type IsTaskOpen = for<'a> fn(&'a mut Reader, Uuid) -> TaskOpenFuture<'a>;

/// What is known of a mandate where mandates are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mandaat {
    /// It holds.
    Geldig,
    /// It is over, or never was.
    Voorbij,
    /// It is kept by another: the login vouched for it then, and nobody can be asked now.
    Elders,
}

/// Whether one person may act for another.
#[derive(Debug, Clone)]
pub struct MandaatVraag {
    /// Who acts; none when the zaak does not say it by BSN.
    pub gemachtigde: Option<Bsn>,
    /// For whom.
    pub machtiginggever: Bsn,
    /// In zaken of what zaaktype, by its identificatie.
    pub zaaktype: String,
}

/// What [`FindMandaat`] returns.
pub type MandaatFuture<'a> = Pin<Box<dyn Future<Output = Result<Mandaat, StoreError>> + Send + 'a>>;

/// Says what is known of a mandate. Plugged in, because mandates are not known here.
pub type FindMandaat = for<'a> fn(&'a mut Reader, MandaatVraag) -> MandaatFuture<'a>;

/// What this module asks of others.
#[derive(Clone, Copy)]
pub struct Plugins {
    /// Whether a task still has to be done.
    pub is_task_open: IsTaskOpen,
    /// Whether who acts for another still may.
    pub find_mandaat: FindMandaat,
}

/// Returns what follows from events: one job for each status, each task for a resident and each that was done or lapsed, each zaak that takes
/// longer or waits, each invitation, each document of a decision and each change of one.
pub fn reactions() -> Vec<Reaction> {
    vec![
        after_status,
        after_taak,
        after_taak_einde,
        after_termijn,
        after_uitnodiging,
        after_document,
        after_besluit_document,
        after_besluit,
    ]
}

/// Returns the job that follows from an event: once for its resource, and in order with what else follows from its main object.
fn job_of(event: &Event, kind: &'static str, payload: Value) -> NewJob {
    NewJob {
        kind,
        key: Some(event.resource_id.to_string()),
        lane: Some(event.hoofd_object.to_string()),
        due: None,
        payload,
    }
}

/// The same for what happens to a decision: in order with what follows from its zaak, so that nobody reads a decision before the receipt.
fn job_of_besluit(event: &Event, kind: &'static str, payload: Value) -> NewJob {
    let job = job_of(event, kind, payload);
    let zaak = event.kenmerken.get("zaak").and_then(Value::as_str).map(str::to_owned);
    NewJob { lane: zaak.or(job.lane), ..job }
}

fn after_status(event: &Event) -> Option<NewJob> {
    let is_mine = event.kanaal == "zaken" && event.resource == "status" && event.actie == Actie::Create;
    is_mine.then(|| job_of(event, JOB_STATUS, json!({ "status": event.resource_id.to_string() })))
}

fn after_taak(event: &Event) -> Option<NewJob> {
    let is_mine = is_klanttaak(event) && event.actie == Actie::Create;
    is_mine.then(|| taak_job(event, JOB_TAAK))
}

fn after_taak_einde(event: &Event) -> Option<NewJob> {
    let kind = match kenmerk(event, "status") {
        "afgerond" => JOB_TAAK_GEDAAN,
        "gesloten" => JOB_TAAK_VERVALLEN,
        _ => return None,
    };
    let is_mine = is_klanttaak(event) && event.actie == Actie::PartialUpdate;
    is_mine.then(|| taak_job(event, kind))
}

/// A zaak takes longer, waits, or goes on. Without a key: it may do so again before the job runs.
fn after_termijn(event: &Event) -> Option<NewJob> {
    let is_mine = event.kanaal == "loket.berichten" && event.resource == "termijn";
    let payload = || json!({ "zaak": event.hoofd_object.to_string(), "wat": kenmerk(event, "wat") });
    is_mine.then(|| NewJob { key: None, ..job_of(event, JOB_TERMIJN, payload()) })
}

fn is_klanttaak(event: &Event) -> bool {
    event.kanaal == "loket.taken" && event.resource == "taak" && kenmerk(event, "soort") == "klant"
}

fn kenmerk<'a>(event: &'a Event, name: &str) -> &'a str {
    event.kenmerken.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn taak_job(event: &Event, kind: &'static str) -> NewJob {
    let payload = json!({
        "zaak": event.hoofd_object.to_string(),
        "taak": event.resource_id.to_string(),
        "titel": event.kenmerken.get("titel"),
        "verloopt_op": event.kenmerken.get("verloopt_op"),
    });
    job_of(event, kind, payload)
}

fn after_uitnodiging(event: &Event) -> Option<NewJob> {
    let is_mine = event.kanaal == "loket.berichten" && event.resource == "uitnodiging" && event.actie == Actie::Create;
    let payload = || {
        json!({
            "zaak": event.hoofd_object.to_string(),
            "uitnodiging": event.resource_id.to_string(),
            "afspraak": event.kenmerken,
        })
    };
    is_mine.then(|| job_of(event, JOB_UITNODIGING, payload()))
}

fn after_document(event: &Event) -> Option<NewJob> {
    let is_mine = event.kanaal == "loket.berichten" && event.resource == "document" && event.actie == Actie::Create;
    let payload = || {
        json!({
            "zaak": event.hoofd_object.to_string(),
            "zaakinformatieobject": event.resource_id.to_string(),
        })
    };
    is_mine.then(|| job_of(event, JOB_DOCUMENT, payload()))
}

fn after_besluit_document(event: &Event) -> Option<NewJob> {
    let is_mine =
        event.kanaal == "besluiten" && event.resource == "besluitinformatieobject" && event.actie == Actie::Create;
    let payload = || json!({ "besluitinformatieobject": event.resource_id.to_string() });
    is_mine.then(|| job_of_besluit(event, JOB_BESLUIT, payload()))
}

/// Another system may say only later that a decision was sent. Without a key: a change that comes while the job of the one before runs is
/// not the same.
fn after_besluit(event: &Event) -> Option<NewJob> {
    let is_change = matches!(event.actie, Actie::Update | Actie::PartialUpdate);
    let is_mine = event.kanaal == "besluiten" && event.resource == "besluit" && is_change;
    let payload = || json!({ "besluit": event.resource_id.to_string() });
    is_mine.then(|| NewJob { key: None, ..job_of_besluit(event, JOB_BESLUIT_GEWIJZIGD, payload()) })
}

/// Plugs the jobs of this module in.
pub fn register_jobs(handlers: &mut Handlers, mail: MailTransport, plugins: Plugins) {
    let sender = Arc::new(Sender::new(mail));
    let Plugins { is_task_open, find_mandaat: mandaat } = plugins;
    handlers.inside(JOB_STATUS, move |tx, job| Box::pin(async move { Ok(status::handle(tx, job, mandaat).await?) }));
    handlers.inside(JOB_TAAK, move |tx, job| Box::pin(async move { Ok(taak::handle(tx, job, mandaat).await?) }));
    handlers.inside(JOB_TAAK_GEDAAN, move |tx, job| Box::pin(async move { Ok(taak::done(tx, job, mandaat).await?) }));
    handlers
        .inside(JOB_TAAK_VERVALLEN, move |tx, job| Box::pin(async move { Ok(taak::lapsed(tx, job, mandaat).await?) }));
    handlers.inside(JOB_TERMIJN, move |tx, job| Box::pin(async move { Ok(termijn::handle(tx, job, mandaat).await?) }));
    handlers.inside(JOB_BESLUIT, move |tx, job| Box::pin(async move { Ok(besluit::handle(tx, job, mandaat).await?) }));
    handlers.inside(JOB_BESLUIT_GEWIJZIGD, move |tx, job| {
        Box::pin(async move { Ok(besluit::handle_change(tx, job, mandaat).await?) })
    });
    handlers.inside(JOB_UITNODIGING, move |tx, job| {
        Box::pin(async move { Ok(uitnodiging::handle(tx, job, mandaat).await?) })
    });
    handlers
        .inside(JOB_DOCUMENT, move |tx, job| Box::pin(async move { Ok(document::handle(tx, job, mandaat).await?) }));
    handlers.inside(JOB_HERINNERING, move |tx, job| {
        Box::pin(async move {
            let taak = uuid_of(job, "taak")?;
            if is_task_open(tx, taak).await? { Ok(taak::remind(tx, job, mandaat).await?) } else { Ok(()) }
        })
    });
    handlers.outside(JOB_SEND, move |db, job| {
        let sender = Arc::clone(&sender);
        Box::pin(async move { send::handle(db, job, &sender).await })
    });
}

/// Returns an id that is the same at each attempt: that of the object with a number in its last two bytes, for what is told of it more than
/// once.
fn told_id(object: Uuid, number: u16) -> Uuid {
    let mut bytes = *object.as_bytes();
    let [high, low] = number.to_be_bytes();
    bytes[14] ^= high;
    bytes[15] ^= low;
    Uuid::from_bytes(bytes)
}

fn uuid_of(job: &Job, field: &str) -> Result<Uuid, MessagesError> {
    job.payload
        .get(field)
        .and_then(Value::as_str)
        .and_then(|text| text.parse().ok())
        .ok_or(MessagesError::Broken("the payload lacks an id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_a_decision_waits_for_what_is_told_of_its_zaak() {
        let (besluit, zaak) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(3).to_string());
        for (kenmerken, lane) in [(json!({ "zaak": zaak }), zaak), (json!({ "zaak": null }), besluit)] {
            for (resource, actie) in [("besluitinformatieobject", Actie::Create), ("besluit", Actie::Update)] {
                let event = Event {
                    kanaal: "besluiten",
                    resource,
                    actie,
                    hoofd_object: Uuid::from_u128(1),
                    resource_id: Uuid::from_u128(2),
                    kenmerken: kenmerken.as_object().cloned().unwrap(),
                };
                let jobs: Vec<NewJob> = reactions().iter().filter_map(|reaction| reaction(&event)).collect();
                assert_eq!(jobs.iter().map(|job| job.lane.clone()).collect::<Vec<_>>(), [Some(lane.clone())]);
            }
        }
    }

    #[test]
    fn only_what_concerns_a_resident_leads_to_a_job() {
        // kanaal, resource, actie, soort and status, expected job
        let cases = [
            ("zaken", "status", Actie::Create, "", Some(JOB_STATUS)),
            ("zaken", "status", Actie::Destroy, "", None),
            ("zaken", "zaak", Actie::Create, "", None),
            ("loket.taken", "taak", Actie::Create, "klant", Some(JOB_TAAK)),
            ("loket.taken", "taak", Actie::Create, "medewerker", None),
            ("loket.taken", "taak", Actie::PartialUpdate, "klant open", None),
            ("loket.taken", "taak", Actie::PartialUpdate, "klant afgerond", Some(JOB_TAAK_GEDAAN)),
            ("loket.taken", "taak", Actie::PartialUpdate, "klant gesloten", Some(JOB_TAAK_VERVALLEN)),
            ("loket.taken", "taak", Actie::PartialUpdate, "medewerker afgerond", None),
            ("loket.taken", "taak", Actie::PartialUpdate, "medewerker gesloten", None),
            ("loket.taken", "taak", Actie::PartialUpdate, "klant verwerkt", None),
            ("besluiten", "besluitinformatieobject", Actie::Create, "", Some(JOB_BESLUIT)),
            ("loket.berichten", "uitnodiging", Actie::Create, "", Some(JOB_UITNODIGING)),
            ("loket.berichten", "document", Actie::Create, "", Some(JOB_DOCUMENT)),
            ("loket.berichten", "termijn", Actie::PartialUpdate, "", Some(JOB_TERMIJN)),
            ("loket.zaken", "zaak-opgeschort", Actie::PartialUpdate, "", None),
            ("besluiten", "besluit", Actie::Create, "", None),
            ("besluiten", "besluit", Actie::PartialUpdate, "", Some(JOB_BESLUIT_GEWIJZIGD)),
            ("besluiten", "besluit", Actie::Destroy, "", None),
            ("test", "status", Actie::Create, "klant", None),
        ];
        for (kanaal, resource, actie, words, expected) in cases {
            let (soort, status) = words.split_once(' ').unwrap_or((words, "open"));
            let event = Event {
                kanaal,
                resource,
                actie,
                hoofd_object: Uuid::from_u128(1),
                resource_id: Uuid::from_u128(2),
                kenmerken: json!({ "soort": soort, "status": status }).as_object().cloned().unwrap(),
            };
            let jobs: Vec<NewJob> = reactions().iter().filter_map(|reaction| reaction(&event)).collect();
            assert_eq!(jobs.iter().map(|job| job.kind).next(), expected, "{kanaal} {resource} {actie:?}");
            assert!(jobs.len() <= 1);
            let has_key = |job: &NewJob| !matches!(job.kind, JOB_BESLUIT_GEWIJZIGD | JOB_TERMIJN);
            let key = |job: &NewJob| has_key(job).then(|| Uuid::from_u128(2).to_string());
            assert!(jobs.iter().all(|job| job.key == key(job)));
        }
    }
}
