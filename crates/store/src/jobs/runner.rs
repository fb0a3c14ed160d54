//! Does the jobs that are due: each pool of hands goes on by itself, whatever the others wait for.
//!
//! *Inside* kinds share one pool, for they only wait for this database. Each *outside* kind has a pool of its own: a mail server that
//! hangs holds up mails, and nothing else. A hand that is free takes the next job at once.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::work::{self, Outcome};
use super::{Handler, Handlers};
use crate::{Db, Result, Sql, sql_pair};

/// Jobs of one kind that are looked up at a time.
const LOOK_MAX: i64 = 32;
/// Jobs of all inside kinds done at the same time per database.
const INSIDE_HANDS: usize = 8;
/// Jobs of one outside kind done at the same time per database.
const OUTSIDE_HANDS: usize = 8;
/// How long an outside job is ours without a sign of life: it is extended while it is done.
const LEASE: Duration = Duration::from_secs(120);
/// How often to look for work that no bell announced: another node's, or a timer that became due.
const LOOK_EVERY: Duration = Duration::from_millis(500);

// A job waits while an earlier one of its lane is still to be done. Each kind is looked up by itself: however many jobs of one kind are
// due, those of another are found at once.
static FIND_DUE: Sql = sql_pair(
    "jobs.find_due",
    "SELECT job.id, job.kind FROM json_each($2) kinds CROSS JOIN job
     WHERE job.id IN (SELECT due.id FROM job due
                      WHERE due.kind = kinds.value AND due.is_dead = FALSE AND due.due_at <= $1
                        AND (due.locked_until IS NULL OR due.locked_until < $1)
                        AND NOT EXISTS (SELECT 1 FROM job earlier
                                        WHERE earlier.lane = due.lane AND earlier.is_dead = FALSE AND earlier.id < due.id)
                      ORDER BY due.due_at, due.id LIMIT $3)
     ORDER BY job.due_at, job.id",
    "SELECT job.id, job.kind FROM jsonb_array_elements_text($2::TEXT::JSONB) kinds(value) CROSS JOIN LATERAL
         (SELECT due.id, due.kind, due.due_at FROM job due
          WHERE due.kind = kinds.value AND due.is_dead = FALSE AND due.due_at <= $1
            AND (due.locked_until IS NULL OR due.locked_until < $1)
            AND NOT EXISTS (SELECT 1 FROM job earlier
                            WHERE earlier.lane = due.lane AND earlier.is_dead = FALSE AND earlier.id < due.id)
          ORDER BY due.due_at, due.id LIMIT $3) job
     ORDER BY job.due_at, job.id",
);

pub(super) const STATEMENTS: &[&Sql] = &[&FIND_DUE];

/// Does the jobs of one database until it is told to stop.
#[derive(Clone)]
pub struct JobRunner {
    db: Db,
    handlers: Arc<Handlers>,
    lease: Duration,
}

impl JobRunner {
    /// Returns a runner with these handlers.
    pub fn new(db: Db, handlers: Arc<Handlers>) -> Self {
        Self { db, handlers, lease: LEASE }
    }

    /// Says how long an outside job is ours without a sign of life. Three times in that time it is extended.
    pub fn with_lease(self, lease: Duration) -> Self {
        Self { lease, ..self }
    }

    /// Works until `stop` becomes true; what is being done then is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut round = Round::new(&self.handlers);
        let mut looks = true;
        while !*stop.borrow() {
            if looks && let Err(error) = round.look(&self).await {
                tracing::error!(%error, "Jobs can't be read; trying again");
            }
            round.take_up(&self);
            tokio::select! {
                // A job that was done may have held up others of its lane. One that another node holds is no reason to look again.
                Some(worked) = round.finished() => looks = worked,
                () = self.db.work().notified() => looks = true,
                () = tokio::time::sleep(LOOK_EVERY) => looks = true,
                _ = stop.changed() => {}
            }
        }
        while round.finished().await.is_some() {}
    }

    /// Looks once, does what it found to the end, and returns how many jobs it tried. Tests call this until it returns zero.
    ///
    /// # Errors
    /// When the list of jobs can't be read.
    pub async fn run_due(&self) -> Result<usize> {
        let mut round = Round::new(&self.handlers);
        round.look(self).await?;
        round.take_up(self);
        let mut count = 0;
        while let Some(worked) = round.finished().await {
            count += usize::from(worked);
            round.take_up(self);
        }
        Ok(count)
    }

    async fn run_one(self, id: Uuid, kind: &'static str) -> Outcome {
        let done = match &self.handlers.0[kind] {
            Handler::Inside(handler) => work::inside(&self.db, handler, id).await,
            Handler::Outside(handler) => work::outside(&self.db, handler, id, self.lease).await,
        };
        done.unwrap_or_else(|error| {
            tracing::error!(%error, job.id = %id, job.kind = %kind, "A job could not be recorded");
            Outcome::NotOurs
        })
    }
}

/// Hands for some kinds of jobs.
struct Pool {
    kinds: Vec<&'static str>,
    hands: usize,
    /// What is being done.
    taken: HashSet<Uuid>,
    /// What was found due and waits for a hand.
    found: VecDeque<(Uuid, &'static str)>,
}

impl Pool {
    fn new(kinds: Vec<&'static str>, hands: usize) -> Self {
        Self { kinds, hands, taken: HashSet::new(), found: VecDeque::new() }
    }

    fn is_idle(&self) -> bool {
        self.found.is_empty() && self.taken.len() < self.hands
    }
}

/// All pools, and what their hands do.
struct Round {
    pools: Vec<Pool>,
    tasks: JoinSet<(usize, Uuid, Outcome)>,
}

impl Round {
    fn new(handlers: &Handlers) -> Self {
        let (mut inside, mut outside) = (Vec::new(), Vec::new());
        for (kind, handler) in &handlers.0 {
            match handler {
                Handler::Inside(_) => inside.push(*kind),
                Handler::Outside(_) => outside.push(*kind),
            }
        }
        let mut pools = vec![Pool::new(inside, INSIDE_HANDS)];
        pools.extend(outside.into_iter().map(|kind| Pool::new(vec![kind], OUTSIDE_HANDS)));
        Self { pools, tasks: JoinSet::new() }
    }

    /// Looks for jobs of the pools that have a free hand and nothing for it to do. Jobs of a kind that nobody here knows are a newer node's.
    async fn look(&mut self, runner: &JobRunner) -> Result<()> {
        let kinds: Vec<&str> =
            self.pools.iter().filter(|pool| pool.is_idle()).flat_map(|pool| pool.kinds.clone()).collect();
        if kinds.is_empty() {
            return Ok(());
        }
        let now = runner.db.clock().now();
        let kinds = serde_json::Value::from(kinds).to_string();
        let due: Vec<(Uuid, String)> = runner
            .db
            .reader()
            .query(&FIND_DUE, &[now.into(), kinds.into(), LOOK_MAX.into()], |row| Ok((row.get(0)?, row.get(1)?)))
            .await?;
        for (id, kind) in due {
            for pool in &mut self.pools {
                if let Some(kind) = pool.kinds.iter().find(|known| **known == kind)
                    && !pool.taken.contains(&id)
                {
                    pool.found.push_back((id, kind));
                }
            }
        }
        Ok(())
    }

    /// Gives each free hand a job.
    fn take_up(&mut self, runner: &JobRunner) {
        for (number, pool) in self.pools.iter_mut().enumerate() {
            while pool.taken.len() < pool.hands
                && let Some((id, kind)) = pool.found.pop_front()
            {
                pool.taken.insert(id);
                let runner = runner.clone();
                self.tasks.spawn(async move { (number, id, runner.run_one(id, kind).await) });
            }
        }
    }

    /// Waits until a hand is free, and returns whether it did its job; none when no hand has any.
    async fn finished(&mut self) -> Option<bool> {
        let joined = self.tasks.join_next().await?;
        // A handler that panics is caught, and no task is aborted.
        let (number, id, outcome) = joined.expect("the task of a job ends by itself");
        self.pools[number].taken.remove(&id);
        Some(outcome == Outcome::Worked)
    }
}
