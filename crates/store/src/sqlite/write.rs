//! The one writer, with group commit.
//!
//! A logical transaction is a savepoint inside an outer `BEGIN IMMEDIATE`. When it ends while others queue, it leaves the outer
//! transaction open for them and waits; whoever finds the queue empty commits for all. A *flusher* task stands in the queue behind
//! everyone who was there when the batch started: it commits if nobody did, so that a batch always ends, also when every request
//! in the queue is cancelled, and never grows without bound.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::{Result, Row, Sql, StoreError, Value};

/// Hands out the writing connection, first come first served.
#[derive(Clone)]
pub(crate) struct Writer {
    state: Arc<Mutex<State>>,
    queue: Arc<AtomicUsize>,
}

struct State {
    connection: Connection,
    /// Who waits for the outer transaction that is open now; none when none is open.
    batch: Option<Batch>,
}

#[derive(Default)]
struct Batch {
    waiters: Vec<oneshot::Sender<Result<(), String>>>,
    has_flusher: bool,
}

/// A logical transaction. Dropping it undoes its savepoint.
pub(crate) struct SqliteTx {
    /// Taken by the commit.
    state: Option<OwnedMutexGuard<State>>,
    writer: Writer,
}

/// Counts one place in the queue for as long as it lives.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(queue: &'a AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::AcqRel);
        Self(queue)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Writer {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { state: Arc::new(Mutex::new(State { connection, batch: None })), queue: Arc::default() }
    }

    pub(crate) async fn begin(&self) -> Result<SqliteTx> {
        let place = Place::take(&self.queue);
        let mut state = Arc::clone(&self.state).lock_owned().await;
        drop(place);
        if state.batch.is_none() {
            state.run("BEGIN IMMEDIATE")?;
            state.batch = Some(Batch::default());
        }
        state.run("SAVEPOINT logical")?;
        Ok(SqliteTx { state: Some(state), writer: self.clone() })
    }

    /// Commits what is open, after everybody who queues now had a turn.
    async fn flush(self) {
        // Everyone who waits was told; nobody waits for the flusher itself.
        let _ = commit_elsewhere(self.state.lock_owned().await).await;
    }
}

/// Commits on a thread that may wait for the disk, so that the threads that serve requests go on. A request that is cancelled
/// meanwhile changes nothing: the commit ends and only then the next transaction begins.
async fn commit_elsewhere(mut state: OwnedMutexGuard<State>) -> Result<(), String> {
    let outcome = tokio::task::spawn_blocking(move || state.commit()).await;
    outcome.unwrap_or_else(|error| Err(error.to_string()))
}

impl State {
    fn run(&self, text: &'static str) -> Result<()> {
        let run = || self.connection.prepare_cached(text)?.execute(());
        run().map(drop).map_err(|source| StoreError::Sqlite { statement: text, source })
    }

    /// Commits the outer transaction, if one is open, and tells everyone who waits for it.
    fn commit(&mut self) -> Result<(), String> {
        let Some(batch) = self.batch.take() else { return Ok(()) };
        let outcome = self.run("COMMIT").map_err(|error| error.to_string());
        if outcome.is_err()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "Rollback after a failed commit failed as well");
        }
        for waiter in batch.waiters {
            // A request that was cancelled no longer listens; its work stands all the same.
            let _ = waiter.send(outcome.clone());
        }
        outcome
    }

    /// Sees to it that the open batch is committed after the queue has passed.
    fn ensure_flusher(&mut self, writer: &Writer) {
        let Some(batch) = &mut self.batch else { return };
        if batch.has_flusher {
            return;
        }
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                batch.has_flusher = true;
                runtime.spawn(writer.clone().flush());
            }
            // The program is ending: nobody will pass by any more.
            Err(_) => drop(self.commit()),
        }
    }
}

impl SqliteTx {
    fn connection(&self) -> &Connection {
        &self.state.as_ref().expect("the state is taken only by commit and drop").connection
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: &mut dyn FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        super::query(self.connection(), sql, params, map)
    }

    pub(crate) fn execute(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
        let failed = |source| StoreError::Sqlite { statement: sql.name, source };
        let mut statement = self.connection().prepare_cached(sql.for_sqlite()).map_err(failed)?;
        let changed = statement.execute(rusqlite::params_from_iter(params)).map_err(failed)?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<()> {
        let failed = |source| StoreError::Sqlite { statement: "batch", source };
        self.connection().execute_batch(text).map_err(failed)
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        let mut state = self.state.take().expect("the state is taken only by commit and drop");
        if let Err(error) = state.run("RELEASE logical") {
            undo(state, &self.writer);
            return Err(error);
        }
        if self.writer.queue.load(Ordering::Acquire) == 0 {
            return commit_elsewhere(state).await.map_err(StoreError::Commit);
        }
        let (sender, receiver) = oneshot::channel();
        if let Some(batch) = &mut state.batch {
            batch.waiters.push(sender);
        }
        state.ensure_flusher(&self.writer);
        drop(state);
        match receiver.await {
            Ok(outcome) => outcome.map_err(StoreError::Commit),
            Err(_) => Err(StoreError::Commit("the writer ended".into())),
        }
    }
}

/// Undoes the logical transaction; what others did in the same batch stays.
fn undo(mut state: OwnedMutexGuard<State>, writer: &Writer) {
    if let Err(error) = state.connection.execute_batch("ROLLBACK TO logical; RELEASE logical") {
        tracing::error!(%error, "A transaction could not be undone; the batch it was in is given up");
        let _ = state.connection.execute_batch("ROLLBACK");
        if let Some(batch) = state.batch.take() {
            for waiter in batch.waiters {
                let _ = waiter.send(Err("another transaction of the batch broke it".into()));
            }
        }
        return;
    }
    state.ensure_flusher(writer);
}

impl Drop for SqliteTx {
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            undo(state, &self.writer);
        }
    }
}
