//! Handing a mail to the mail server. At least once; the Message-ID is the same each time.

use ::store::Db;
use ::store::jobs::{ATTEMPTS_MAX, Job, JobError};
use uuid::Uuid;
use values::Actor;

use super::uuid_of;
use crate::mail::{SendFault, Sender};
use crate::rules::reach::Reason;
use crate::{MessagesError, UitState, store};

const BERICHTEN: Actor = Actor::Systeem("berichten");

pub(super) async fn handle(db: &Db, job: &Job, sender: &Sender) -> Result<(), JobError> {
    let uuid = uuid_of(job, "bericht")?;
    // The row goes with its zaak; then nobody has to hear of it any more.
    let Some(mail) = store::find_mail(&mut db.reader(), uuid).await? else { return Ok(()) };
    if mail.state == UitState::Sent {
        return Ok(());
    }
    let gemeente = db.find_gemeente().ok_or_else(|| JobError::Retry("the municipality is not set up yet".into()))?;
    match sender.send(&gemeente.afzender, &mail).await {
        Ok(()) => {
            let mut tx = db.begin(&BERICHTEN).await?;
            store::set_sent(&mut tx, uuid).await?;
            tx.commit().await?;
            tracing::info!(bericht.uuid = %uuid, "Sent a mail");
            Ok(())
        }
        Err(SendFault::Permanent { reason, told }) => {
            fail(db, uuid, &told).await?;
            Err(JobError::GiveUp(reason))
        }
        Err(SendFault::Temporary { reason, told }) => {
            // Staff sees that it did not arrive once nobody tries any more.
            if job.attempts + 1 >= ATTEMPTS_MAX {
                fail(db, uuid, &told).await?;
            }
            Err(JobError::Retry(reason))
        }
    }
}

async fn fail(db: &Db, uuid: Uuid, told: &Reason) -> Result<(), MessagesError> {
    let mut tx = db.begin(&BERICHTEN).await?;
    store::set_failed(&mut tx, uuid, told).await?;
    Ok(tx.commit().await?)
}
