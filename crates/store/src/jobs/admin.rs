//! What an administrator sees of jobs, and the "try again" button.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Reader, Result, Sql, Tx, sql, sql_pair};

static FIND_DEAD: Sql = sql(
    "jobs.find_dead",
    "SELECT id, kind, attempts, created_at, last_error FROM job WHERE is_dead = TRUE ORDER BY created_at DESC LIMIT 200",
);
static COUNT_DEAD: Sql = sql("jobs.count_dead", "SELECT count(*) FROM job WHERE is_dead = TRUE");
static COUNT_WAITING: Sql = sql("jobs.count_waiting", "SELECT count(*) FROM job WHERE is_dead = FALSE");
static COUNT_DUE: Sql = sql("jobs.count_due", "SELECT count(*) FROM job WHERE is_dead = FALSE AND due_at <= $1");
static RETRY: Sql = sql(
    "jobs.retry",
    "UPDATE job SET is_dead = FALSE, attempts = 0, due_at = $2, locked_until = NULL WHERE id = $1 AND is_dead = TRUE",
);
static RETRY_ALL: Sql = sql(
    "jobs.retry_all",
    "UPDATE job SET is_dead = FALSE, attempts = 0, due_at = $1, locked_until = NULL WHERE is_dead = TRUE",
);

// A job that is being done at this moment holds its row, and may wait for what the caller holds: it finds out by itself that it came too late.
static CANCEL: Sql = sql_pair(
    "jobs.cancel",
    "DELETE FROM job WHERE kind = $1 AND key = $2",
    "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE kind = $1 AND key = $2 FOR UPDATE SKIP LOCKED)",
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&CANCEL, &FIND_DEAD, &COUNT_DEAD, &COUNT_WAITING, &COUNT_DUE, &RETRY, &RETRY_ALL];

/// A job that was given up.
#[derive(Debug, Clone)]
pub struct DeadJob {
    /// The id to try it again by.
    pub id: Uuid,
    /// Which handler failed.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was asked.
    pub created_at: Timestamp,
    /// What the last attempt said.
    pub last_error: String,
}

/// Returns the jobs that were given up, newest first, at most 200.
///
/// # Errors
/// When the database fails.
pub async fn dead_jobs(db: &mut Reader) -> Result<Vec<DeadJob>> {
    db.query(&FIND_DEAD, &[], |row| {
        Ok(DeadJob {
            id: row.get(0)?,
            kind: row.get(1)?,
            attempts: row.get(2)?,
            created_at: row.get(3)?,
            last_error: row.get::<Option<String>>(4)?.unwrap_or_default(),
        })
    })
    .await
}

/// Returns how many jobs were given up.
///
/// # Errors
/// When the database fails.
pub async fn count_dead(db: &mut Reader) -> Result<i64> {
    db.query_one(&COUNT_DEAD, &[], |row| row.get(0)).await
}

/// Returns how many jobs could be done now: timers that are set for later do not count.
///
/// # Errors
/// When the database fails.
pub async fn count_due(db: &mut Reader) -> Result<i64> {
    let now = db.db().clock().now();
    db.query_one(&COUNT_DUE, &[now.into()], |row| row.get(0)).await
}

/// Returns how many jobs are still to be done.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(db: &mut Reader) -> Result<i64> {
    db.query_one(&COUNT_WAITING, &[], |row| row.get(0)).await
}

/// Has a job that was given up done again; returns whether there was such a job.
///
/// # Errors
/// When the database fails.
pub async fn retry(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let now = tx.now();
    Ok(tx.execute(&RETRY, &[id.into(), now.into()]).await? == 1)
}

/// Has all jobs that were given up done again; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn retry_all(tx: &mut Tx) -> Result<u64> {
    let now = tx.now();
    tx.execute(&RETRY_ALL, &[now.into()]).await
}

/// Takes back a job that is not done yet; a job that is gone already, or that is being done now, is no error.
///
/// # Errors
/// When the database fails.
pub async fn cancel(tx: &mut Tx, kind: &str, key: &str) -> Result<()> {
    tx.execute(&CANCEL, &[kind.into(), key.into()]).await?;
    Ok(())
}
