//! One job: makes it ours, does it, and writes down how it went.
//!
//! Nobody removes or fails a job that is no longer his. An inside job is held by the lock on its row. An outside job is leased for a
//! while, counted from the moment at which it is taken up, and the lease is extended while the handler runs; its last moment is the
//! proof that it is still ours.

use std::time::Duration;

use futures_util::FutureExt;
use jiff::Timestamp;
use uuid::Uuid;
use values::Actor;

use super::{ATTEMPTS_MAX, InsideFn, Job, JobError, JobFuture, OutsideFn, pause};
use crate::{Db, Result, Row, Sql, Tx, sql, sql_pair};

static LOCK: Sql = sql_pair(
    "jobs.lock",
    "SELECT id, kind, payload, attempts, created_at FROM job
     WHERE id = $1 AND is_dead = FALSE AND due_at <= $2 AND (locked_until IS NULL OR locked_until < $2)",
    "SELECT id, kind, payload, attempts, created_at FROM job
     WHERE id = $1 AND is_dead = FALSE AND due_at <= $2 AND (locked_until IS NULL OR locked_until < $2)
     FOR UPDATE SKIP LOCKED",
);
static LEASE: Sql = sql("jobs.lease", "UPDATE job SET locked_until = $2 WHERE id = $1");
static EXTEND: Sql = sql("jobs.extend", "UPDATE job SET locked_until = $2 WHERE id = $1 AND locked_until = $3");
static DELETE: Sql = sql("jobs.delete", "DELETE FROM job WHERE id = $1");
static DELETE_LEASED: Sql = sql("jobs.delete_leased", "DELETE FROM job WHERE id = $1 AND locked_until = $2");
static FAIL: Sql = sql(
    "jobs.fail",
    "UPDATE job SET attempts = attempts + 1, due_at = $2, locked_until = NULL, last_error = $3, is_dead = $4
     WHERE id = $1 AND is_dead = FALSE AND attempts = $5 AND locked_until IS NOT DISTINCT FROM $6",
);

pub(super) const STATEMENTS: &[&Sql] = &[&LOCK, &LEASE, &EXTEND, &DELETE, &DELETE_LEASED, &FAIL];

/// What came of taking up a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was done, or failed and is written down as that.
    Worked,
    /// Somebody else has it or had it, or it can't be written down now.
    NotOurs,
}

/// Does a job in the transaction that removes it.
pub(super) async fn inside(db: &Db, handler: &InsideFn, id: Uuid) -> Result<Outcome> {
    let mut tx = begin(db).await?;
    let Some(job) = lock(&mut tx, id).await? else { return Ok(Outcome::NotOurs) };
    let failure = match guarded(handler(&mut tx, &job)).await {
        Ok(()) => {
            tx.execute(&DELETE, &[id.into()]).await?;
            tx.commit().await?;
            return Ok(Outcome::Worked);
        }
        Err(failure) => failure,
    };
    drop(tx);
    fail(db, &job, None, &failure).await
}

/// Leases a job, does it, and removes it when it is still ours.
pub(super) async fn outside(db: &Db, handler: &OutsideFn, id: Uuid, lease: Duration) -> Result<Outcome> {
    let mut tx = begin(db).await?;
    let Some(job) = lock(&mut tx, id).await? else { return Ok(Outcome::NotOurs) };
    let mut until = later(tx.now(), lease);
    tx.execute(&LEASE, &[id.into(), until.into()]).await?;
    tx.commit().await?;

    let mut work = guarded(handler(db, &job)).boxed();
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(lease / 3) => match extend(db, id, until, lease).await {
                Ok(Some(extended)) => until = extended,
                Ok(None) => {
                    tracing::warn!(job.id = %id, job.kind = %job.kind, "Somebody else took over a job; it is left to them");
                    return Ok(Outcome::NotOurs);
                }
                // It stays ours until the lease is over, and the next look may go well.
                Err(error) => tracing::warn!(%error, job.id = %id, "The lease of a job could not be extended"),
            },
        }
    };
    match done {
        Ok(()) => {
            let mut tx = begin(db).await?;
            let is_ours = tx.execute(&DELETE_LEASED, &[id.into(), until.into()]).await? == 1;
            tx.commit().await?;
            Ok(written(&job, is_ours))
        }
        Err(failure) => fail(db, &job, Some(until), &failure).await,
    }
}

/// Makes the lease longer, and returns its new end; none when the job is no longer ours.
async fn extend(db: &Db, id: Uuid, until: Timestamp, lease: Duration) -> Result<Option<Timestamp>> {
    let mut tx = begin(db).await?;
    // Not the same moment, also when the clock of a test stands still: two leases are never mistaken for each other.
    let extended = later(tx.now(), lease).max(later(until, Duration::from_micros(1)));
    let is_ours = tx.execute(&EXTEND, &[id.into(), extended.into(), until.into()]).await? == 1;
    tx.commit().await?;
    Ok(is_ours.then_some(extended))
}

async fn fail(db: &Db, job: &Job, until: Option<Timestamp>, error: &JobError) -> Result<Outcome> {
    let attempts = job.attempts + 1;
    let is_dead = attempts >= ATTEMPTS_MAX || matches!(error, JobError::GiveUp(_));
    let mut tx = begin(db).await?;
    let due = later(tx.now(), pause(attempts, tx.random()));
    let message: String = error.to_string().chars().take(2000).collect();
    let before = i64::from(job.attempts);
    let values = [job.id.into(), due.into(), message.into(), is_dead.into(), before.into(), until.into()];
    let is_ours = tx.execute(&FAIL, &values).await? == 1;
    tx.commit().await?;
    if is_ours && is_dead {
        tracing::error!(%error, job.id = %job.id, job.kind = %job.kind, attempts, "Gave up a job");
    } else if is_ours {
        tracing::warn!(%error, job.id = %job.id, job.kind = %job.kind, attempts, "A job failed, it is tried again");
    }
    Ok(written(job, is_ours))
}

fn written(job: &Job, is_ours: bool) -> Outcome {
    if is_ours {
        return Outcome::Worked;
    }
    tracing::warn!(job.id = %job.id, job.kind = %job.kind, "Somebody else took over a job while it was done here");
    Outcome::NotOurs
}

async fn begin(db: &Db) -> Result<Tx> {
    db.begin(&Actor::Systeem("taken")).await
}

/// Turns a panic of a handler into a failed job: one bad job must not stop the others.
async fn guarded(job: JobFuture<'_>) -> Result<(), JobError> {
    match std::panic::AssertUnwindSafe(job).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(_) => Err(JobError::Retry("the handler panicked; the log has the place".into())),
    }
}

fn later(moment: Timestamp, by: Duration) -> Timestamp {
    moment.checked_add(by).unwrap_or(Timestamp::MAX)
}

async fn lock(tx: &mut Tx, id: Uuid) -> Result<Option<Job>> {
    let now = tx.now();
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
