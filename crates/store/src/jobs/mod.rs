//! Things to do after a commit: at least once, retried with backoff, visible when given up.
//!
//! There are two kinds of handler. An *inside* handler changes only this database: its changes and the removal of the job are one
//! transaction, so it takes effect exactly once. An *outside* handler calls the world (mail, webhook, PDF to the object store): the
//! job is leased for a while, done, and removed afterwards; the lease is extended while it is done. If the program dies in between, it
//! is done again, so the handler must give the world the same key each time (a message id, a notification id).

mod admin;
mod runner;
mod work;

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub use admin::{DeadJob, cancel, count_dead, count_due, count_waiting, dead_jobs, retry, retry_all};
pub use runner::JobRunner;

use crate::{Db, Sql, StoreError, Tx};

/// A job that is being done.
#[derive(Debug, Clone)]
pub struct Job {
    /// Stays the same over all attempts.
    pub id: Uuid,
    /// Which handler does it.
    pub kind: String,
    /// What the asker wanted the handler to know.
    pub payload: Value,
    /// How often it was tried before.
    pub attempts: u32,
    /// When it was asked.
    pub created_at: Timestamp,
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// May work later: tried again with growing pauses, then given up.
    #[error("{0}")]
    Retry(String),
    /// Will never work: given up at once, for a person to look at.
    #[error("{0}")]
    GiveUp(String),
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::Retry(error.to_string())
    }
}

/// What a handler returns.
pub type JobFuture<'a> = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send + 'a>>;

type InsideFn = dyn for<'a> Fn(&'a mut Tx, &'a Job) -> JobFuture<'a> + Send + Sync;
type OutsideFn = dyn for<'a> Fn(&'a Db, &'a Job) -> JobFuture<'a> + Send + Sync;

/// Does jobs of one kind.
pub enum Handler {
    /// Changes only this database, in the transaction that removes the job.
    Inside(Box<InsideFn>),
    /// Calls the world.
    Outside(Box<OutsideFn>),
}

/// All handlers, by kind.
#[derive(Default)]
pub struct Handlers(HashMap<&'static str, Handler>);

impl Handlers {
    /// Plugs in a handler that changes only this database.
    pub fn inside(
        &mut self,
        kind: &'static str,
        handler: impl for<'a> Fn(&'a mut Tx, &'a Job) -> JobFuture<'a> + Send + Sync + 'static,
    ) {
        self.add(kind, Handler::Inside(Box::new(handler)));
    }

    /// Plugs in a handler that calls the world.
    pub fn outside(
        &mut self,
        kind: &'static str,
        handler: impl for<'a> Fn(&'a Db, &'a Job) -> JobFuture<'a> + Send + Sync + 'static,
    ) {
        self.add(kind, Handler::Outside(Box::new(handler)));
    }

    fn add(&mut self, kind: &'static str, handler: Handler) {
        let earlier = self.0.insert(kind, handler);
        assert!(earlier.is_none(), "two handlers for jobs of kind {kind}");
    }
}

/// Attempts before a job is given up: spread over some eight hours.
pub const ATTEMPTS_MAX: u32 = 8;

/// Returns the pause after this many attempts, with jitter from `random` so that a crowd does not come back at once.
fn pause(attempts: u32, random: u64) -> Duration {
    const SECONDS: [u64; 7] = [1, 10, 60, 300, 900, 3600, 21_600];
    let index = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(SECONDS.len() - 1);
    let milliseconds = SECONDS[index] * 1000;
    // Between 80 % and 120 %.
    Duration::from_millis(milliseconds * 4 / 5 + random % (milliseconds * 2 / 5))
}

/// Every statement about jobs.
pub const STATEMENTS: &[&[&Sql]] = &[runner::STATEMENTS, work::STATEMENTS, admin::STATEMENTS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_jitter_stays_within_a_fifth() {
        let cases = [(1, 1), (2, 10), (3, 60), (7, 21_600), (99, 21_600)];
        for (attempts, seconds) in cases {
            for random in [0, 12_345, u64::MAX] {
                let pause = pause(attempts, random).as_millis();
                assert!((seconds * 800..=seconds * 1200).contains(&pause), "{attempts}: {pause} ms");
            }
        }
    }
}
