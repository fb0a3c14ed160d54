//! What processes do later: timers that become due, messages to other processes of the zaak.

use ::store::Tx;
use ::store::jobs::{Handlers, Job, JobError};
use bpmn::{Command, Rejection, TimerId};
use serde_json::{Map, Value};
use values::{Actor, Id};
use zaken::Zaak;

use crate::{Instantie, ProcessError, run, store};

pub(crate) const JOB_TIMER: &str = "process.timer";
pub(crate) const JOB_MESSAGE: &str = "process.message";

const TIMER: Actor = Actor::Systeem("klok");

/// One job per timer, so that cancelling finds it.
pub(crate) fn timer_key(instantie: Id<Instantie>, timer: TimerId) -> String {
    format!("{instantie}/{timer}")
}

/// Plugs the jobs of this module in.
pub fn register_jobs(handlers: &mut Handlers) {
    handlers.inside(JOB_TIMER, |tx, job| Box::pin(async move { fire_timer(tx, job).await.map_err(fault) }));
    handlers.inside(JOB_MESSAGE, |tx, job| Box::pin(async move { deliver(tx, job).await.map_err(fault) }));
}

fn fault(error: ProcessError) -> JobError {
    match error {
        ProcessError::Store(error) => JobError::Retry(error.to_string()),
        error => JobError::GiveUp(error.to_string()),
    }
}

async fn fire_timer(tx: &mut Tx, job: &Job) -> Result<(), ProcessError> {
    let broken = || ProcessError::Broken("the payload names no timer".into());
    let instantie: Id<Instantie> =
        job.payload["instantie"].as_str().and_then(|text| text.parse().ok()).ok_or_else(broken)?;
    let timer: TimerId = serde_json::from_value(job.payload["timer"].clone()).map_err(|_| broken())?;
    let Some(mut instantie) = store::lock_instantie(tx, instantie).await? else { return Ok(()) };
    let proces = run::load_proces(tx, instantie.model).await?;
    // A repeating timer asks for its next job under the same key.
    ::store::jobs::cancel(tx, JOB_TIMER, &timer_key(instantie.uuid, timer)).await?;
    match run::execute(tx, &TIMER, &proces, &mut instantie, Command::FireTimer { timer }).await {
        // What the timer watched was done in the meantime.
        Err(ProcessError::Rejected(Rejection::UnknownTimer(_) | Rejection::Ended)) => Ok(()),
        outcome => outcome,
    }
}

async fn deliver(tx: &mut Tx, job: &Job) -> Result<(), ProcessError> {
    let broken = || ProcessError::Broken("the payload names no message".into());
    let zaak: Id<Zaak> = job.payload["zaak"].as_str().and_then(|text| text.parse().ok()).ok_or_else(broken)?;
    let name = job.payload["name"].as_str().ok_or_else(broken)?;
    let variables: Map<String, Value> = job.payload["variables"].as_object().cloned().unwrap_or_default();
    run::correlate_message(tx, &TIMER, zaak, name, &variables).await.map(|_| ())
}
