//! Claims jobs that are due and does them.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt, stream};
use jiff::Timestamp;
use tokio::sync::watch;
use uuid::Uuid;
use values::Actor;

use super::{ATTEMPTS_MAX, Handler, Handlers, Job, JobError, pause};
use crate::{Db, Result, Row, Sql, Tx, sql, sql_pair};

/// Jobs looked up at a time.
const CLAIM_MAX: i64 = 64;
/// Jobs done at the same time per database.
const CONCURRENT: usize = 8;
/// How long an outside job is ours. Must be longer than the longest call to the world.
const LEASE: Duration = Duration::from_secs(120);
/// How often to look for work that no bell announced: another node's, or a timer that became due.
const LOOK_EVERY: Duration = Duration::from_millis(500);

// A job waits while an earlier one of its lane is still to be done.
static FIND_DUE: Sql = sql(
    "jobs.find_due",
    "SELECT job.id, job.kind FROM job
     WHERE job.is_dead = FALSE AND job.due_at <= $1 AND (job.locked_until IS NULL OR job.locked_until < $1)
       AND NOT EXISTS (SELECT 1 FROM job earlier
                       WHERE earlier.lane = job.lane AND earlier.is_dead = FALSE AND earlier.id < job.id)
     ORDER BY job.due_at, job.id LIMIT $2",
);
static LOCK: Sql = sql_pair(
    "jobs.lock",
    "SELECT id, kind, payload, attempts, created_at FROM job
     WHERE id = $1 AND is_dead = FALSE AND due_at <= $2 AND (locked_until IS NULL OR locked_until < $2)",
    "SELECT id, kind, payload, attempts, created_at FROM job
     WHERE id = $1 AND is_dead = FALSE AND due_at <= $2 AND (locked_until IS NULL OR locked_until < $2)
     FOR UPDATE SKIP LOCKED",
);
static LEASE_JOB: Sql = sql("jobs.lease", "UPDATE job SET locked_until = $2 WHERE id = $1");
static DELETE: Sql = sql("jobs.delete", "DELETE FROM job WHERE id = $1");
static FAIL: Sql = sql(
    "jobs.fail",
    "UPDATE job SET attempts = attempts + 1, due_at = $2, locked_until = NULL, last_error = $3, is_dead = $4 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Sql] = &[&FIND_DUE, &LOCK, &LEASE_JOB, &DELETE, &FAIL];

/// Does the jobs of one database until it is told to stop.
#[derive(Clone)]
pub struct JobRunner {
    db: Db,
    handlers: Arc<Handlers>,
}

impl JobRunner {
    /// Returns a runner with these handlers.
    pub fn new(db: Db, handlers: Arc<Handlers>) -> Self {
        Self { db, handlers }
    }

    /// Works until `stop` becomes true; what is being done then is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let worked = match self.run_due().await {
                Ok(count) => count > 0,
                Err(error) => {
                    tracing::error!(%error, "Jobs can't be read; trying again");
                    tokio::time::sleep(LOOK_EVERY).await;
                    false
                }
            };
            if !worked {
                tokio::select! {
                    () = self.db.work().notified() => {}
                    () = tokio::time::sleep(LOOK_EVERY) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    /// Does the jobs that are due now and returns how many it tried. Tests call this until it returns zero.
    ///
    /// # Errors
    /// When the list of jobs can't be read.
    pub async fn run_due(&self) -> Result<usize> {
        let now = self.db.clock().now();
        let due: Vec<(Uuid, String)> = self
            .db
            .reader()
            .query(&FIND_DUE, &[now.into(), CLAIM_MAX.into()], |row| Ok((row.get(0)?, row.get(1)?)))
            .await?;
        let count = due.len();
        stream::iter(due)
            .for_each_concurrent(CONCURRENT, |(id, kind)| async move {
                if let Err(error) = self.run_one(id, &kind, now).await {
                    tracing::error!(%error, job.id = %id, job.kind = %kind, "A job could not be recorded");
                }
            })
            .await;
        Ok(count)
    }

    async fn run_one(&self, id: Uuid, kind: &str, now: Timestamp) -> Result<()> {
        match self.handlers.0.get(kind) {
            Some(Handler::Inside(handler)) => {
                let mut tx = self.begin().await?;
                let Some(job) = lock(&mut tx, id, now).await? else { return Ok(()) };
                match guarded(handler(&mut tx, &job)).await {
                    Ok(()) => {
                        tx.execute(&DELETE, &[id.into()]).await?;
                        tx.commit().await
                    }
                    Err(error) => {
                        drop(tx);
                        self.fail(&job, &error).await
                    }
                }
            }
            Some(Handler::Outside(handler)) => {
                let mut tx = self.begin().await?;
                let Some(job) = lock(&mut tx, id, now).await? else { return Ok(()) };
                let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
                tx.execute(&LEASE_JOB, &[id.into(), until.into()]).await?;
                tx.commit().await?;
                match guarded(handler(&self.db, &job)).await {
                    Ok(()) => {
                        let mut tx = self.begin().await?;
                        tx.execute(&DELETE, &[id.into()]).await?;
                        tx.commit().await
                    }
                    Err(error) => self.fail(&job, &error).await,
                }
            }
            None => {
                // A newer node asked for it; this one leaves it to those that know how.
                tracing::warn!(job.id = %id, job.kind = %kind, "No handler for a job");
                tokio::time::sleep(LOOK_EVERY).await;
                Ok(())
            }
        }
    }

    async fn fail(&self, job: &Job, error: &JobError) -> Result<()> {
        let attempts = job.attempts + 1;
        let is_dead = attempts >= ATTEMPTS_MAX || matches!(error, JobError::GiveUp(_));
        if is_dead {
            tracing::error!(%error, job.id = %job.id, job.kind = %job.kind, attempts, "Gave up a job");
        } else {
            tracing::warn!(%error, job.id = %job.id, job.kind = %job.kind, attempts, "A job failed, it is tried again");
        }
        let mut tx = self.begin().await?;
        let due = tx.now().checked_add(pause(attempts, tx.random())).unwrap_or(Timestamp::MAX);
        let message: String = error.to_string().chars().take(2000).collect();
        tx.execute(&FAIL, &[job.id.into(), due.into(), message.into(), is_dead.into()]).await?;
        tx.commit().await
    }

    async fn begin(&self) -> Result<Tx> {
        self.db.begin(&Actor::Systeem("taken")).await
    }
}

/// Turns a panic of a handler into a failed job: one bad job must not stop the others.
async fn guarded(job: super::JobFuture<'_>) -> Result<(), JobError> {
    match std::panic::AssertUnwindSafe(job).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(_) => Err(JobError::Retry("the handler panicked; the log has the place".into())),
    }
}

async fn lock(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<Option<Job>> {
    tx.query_opt(&LOCK, &[id.into(), now.into()], read_job).await
}

fn read_job(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        attempts: u32::try_from(row.get::<i64>(3)?).unwrap_or(u32::MAX),
        created_at: row.get(4)?,
    })
}
