//! A zaak with documents of other registers: those look at it before they agree to be in it, so its rows are there before anybody hears of it.
//!
//! It is told when all agreed, and taken back when one does not, or when the program dies in between: nobody was answered yet. What somebody
//! else made use of meanwhile stays, and is told.

use ::store::jobs::{Handlers, JobError, cancel};
use ::store::{Actie, Held, NewJob, Tx, audit_trail};
use jiff::ToSpan;
use serde_json::json;
use values::Id;

use super::samengesteld::{Geregistreerd, Mirrors};
use super::zaken::forget;
use super::{announce, confirm_document, publish, withdraw_document};
use crate::{Zaak, ZakenError, store};

/// The job that ends what a program that died began.
const JOB_VOORLOPIG: &str = "zaken.voorlopig";
/// Longer than other registers are waited for.
const WAIT_MINUTES: i64 = 30;
/// Enough audit lines to see whether there was a second moment.
const LINES: i64 = 200;

/// Plugs the jobs of this module in.
pub(crate) fn register_jobs(handlers: &mut Handlers) {
    handlers.inside(JOB_VOORLOPIG, |tx, job| {
        Box::pin(async move {
            let zaak = job.payload["zaak"].as_str().and_then(|text| text.parse().ok());
            let zaak = zaak.ok_or_else(|| JobError::GiveUp("the payload names no zaak".into()))?;
            end(tx, zaak).await.map_err(|error| JobError::Retry(error.to_string()))
        })
    });
}

/// Holds back what a new zaak would tell: [`confirm_registratie`] or [`withdraw_registratie`] must follow.
pub fn hold_registratie(tx: &mut Tx, made: &Geregistreerd) -> Held {
    let held = tx.hold_back();
    tx.enqueue(NewJob {
        kind: JOB_VOORLOPIG,
        key: Some(made.zaak.to_string()),
        lane: None,
        due: tx.now().checked_add(WAIT_MINUTES.minutes()).ok(),
        payload: json!({ "zaak": made.zaak.to_string() }),
    });
    held
}

/// Tells of a zaak with documents of other registers, now that those have the mirrors.
///
/// # Errors
/// When the database fails. A zaak that was removed in the meantime takes the mirrors with it.
pub async fn confirm_registratie(
    tx: &mut Tx,
    made: &Geregistreerd,
    held: Held,
    mirrors: &Mirrors,
) -> Result<(), ZakenError> {
    cancel(tx, JOB_VOORLOPIG, &made.zaak.to_string()).await?;
    if store::lock_zaak(tx, made.zaak).await?.is_some() {
        tx.tell_held(held);
    }
    for (index, url) in mirrors {
        if let Some((relatie, stuk)) = made.documenten.get(*index) {
            confirm_document(tx, relatie, stuk, url).await?;
        }
    }
    Ok(())
}

/// Takes a zaak back of which a register does not want to know. The mirrors that others made go. One that somebody else made use of meanwhile
/// stays, without the documents that have no mirror.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_registratie(
    tx: &mut Tx,
    made: &Geregistreerd,
    held: Held,
    mirrors: &Mirrors,
) -> Result<(), ZakenError> {
    store::lock_to_remove(tx, made.zaak).await?;
    if is_used(tx, made.zaak).await? {
        for (index, (relatie, stuk)) in made.documenten.iter().enumerate() {
            if stuk.elders.is_some() && mirrors.iter().all(|(mirrored, _)| *mirrored != index) {
                withdraw_document(tx, relatie).await?;
            }
        }
        return confirm_registratie(tx, made, held, mirrors).await;
    }
    cancel(tx, JOB_VOORLOPIG, &made.zaak.to_string()).await?;
    for (index, url) in mirrors {
        if let Some((relatie, _)) = made.documenten.get(*index) {
            diensten::keep_mirror(tx, relatie.uuid.uuid(), made.zaak.uuid(), url).await?;
        }
    }
    remove(tx, made.zaak).await
}

/// Ends what nobody ended: the program died while other registers were asked.
async fn end(tx: &mut Tx, uuid: Id<Zaak>) -> Result<(), ZakenError> {
    store::lock_to_remove(tx, uuid).await?;
    let Some(zaak) = store::lock_zaak(tx, uuid).await? else { return Ok(()) };
    if !is_used(tx, uuid).await? {
        return remove(tx, uuid).await;
    }
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    publish(tx, &zaak, &zaaktype, Actie::Create, ("zaak", uuid.uuid()));
    if let Some(status) = zaak.status {
        publish(tx, &zaak, &zaaktype, Actie::Create, ("status", status.uuid()));
    }
    announce(tx, &zaak, &zaaktype, "zaak-geregistreerd");
    Ok(())
}

/// Decides whether there is more than what came with the zaak itself, of which all audit lines have one moment.
async fn is_used(tx: &mut Tx, zaak: Id<Zaak>) -> Result<bool, ZakenError> {
    let lines = audit_trail(tx, zaak.uuid(), LINES).await?;
    let has_later = lines.first().zip(lines.last()).is_some_and(|(newest, oldest)| newest.at != oldest.at);
    Ok(has_later || store::has_besluiten(tx, zaak).await? || !store::list_below(tx, zaak).await?.is_empty())
}

async fn remove(tx: &mut Tx, zaak: Id<Zaak>) -> Result<(), ZakenError> {
    store::delete_zaak(tx, zaak).await?;
    forget(tx, zaak).await
}
