//! Reading, inside or outside a transaction.

use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use uuid::Uuid;

use crate::db::Backend;
use crate::memo::MemoView;
use crate::postgres::{self, PostgresTx};
use crate::sqlite::SqliteTx;
use crate::{Db, Result, Row, Sql, StoreError, Value, counts, stats};

/// What operations read from: the committed state, or the state inside a transaction ([`crate::Tx`] gives its own by `&mut tx`).
pub struct Reader {
    db: Db,
    pub(crate) source: Source,
    /// Rows that the transaction inserted or locked, see [`crate::Tx::keep_row`].
    pub(crate) kept: HashMap<Uuid, Arc<dyn Any + Send + Sync>>,
    /// See [`crate::Tx::change_memo`].
    pub(crate) changes_memo: bool,
    /// A statement of the transaction failed, and was not undone to a mark.
    pub(crate) is_broken: bool,
}

pub(crate) enum Source {
    /// Each statement sees what was last committed.
    Committed,
    /// Statements see what the transaction did.
    Sqlite(SqliteTx),
    /// Statements see what the transaction did.
    Postgres(Box<PostgresTx>),
}

impl Reader {
    pub(crate) fn new(db: Db, source: Source) -> Self {
        Self { db, source, kept: HashMap::new(), changes_memo: false, is_broken: false }
    }

    /// Returns the database that is read.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Returns the memory of things of this database that hardly ever change.
    pub fn memo(&self) -> MemoView<'_> {
        MemoView((!self.changes_memo).then(|| self.db.memo()))
    }

    /// Runs a statement and maps each row.
    ///
    /// # Errors
    /// When the statement fails or `map` does.
    pub async fn query<T: Send>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T> + Send,
    ) -> Result<Vec<T>> {
        self.enter(sql);
        let outcome = match &mut self.source {
            Source::Sqlite(tx) => tx.query(sql, params, &mut map),
            Source::Postgres(tx) => tx.query(sql, params, &mut map).await,
            Source::Committed => match self.db.backend() {
                Backend::Sqlite(sqlite) => sqlite.query(sql, params, &mut map),
                Backend::Postgres(server) => {
                    let client = server.client().await?;
                    postgres::query(&client, sql, params, &mut map).await
                }
            },
        };
        self.note(outcome)
    }

    /// Counts a statement that is about to run, and forgets the rows that it may change.
    pub(crate) fn enter(&mut self, sql: &'static Sql) {
        stats::record(sql.name);
        if sql.is_change_in_place() {
            self.kept.clear();
        }
    }

    /// Remembers that a statement failed: what comes after it in the transaction may not become durable without it.
    pub(crate) fn note<T>(&mut self, outcome: Result<T>) -> Result<T> {
        self.is_broken |=
            matches!(outcome, Err(StoreError::Sqlite { .. } | StoreError::Postgres { .. } | StoreError::Sent { .. }));
        outcome
    }

    /// Runs a statement that gives at most one row.
    ///
    /// # Errors
    /// When the statement fails or `map` does.
    pub async fn query_opt<T: Send>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T> + Send,
    ) -> Result<Option<T>> {
        Ok(self.query(sql, params, map).await?.into_iter().next())
    }

    /// Runs a statement that always gives a row, such as a count.
    ///
    /// # Errors
    /// [`StoreError::NoRow`] when it did not, or when the statement or `map` fails.
    pub async fn query_one<T: Send>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T> + Send,
    ) -> Result<T> {
        self.query_opt(sql, params, map).await?.ok_or(StoreError::NoRow(sql.name))
    }

    /// Runs a statement that counts rows for a list. A count of ten thousand or more may be up to twenty times as old as it took to
    /// make, and at most ten seconds; inside a transaction it is always made anew.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn count(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
        let is_committed = matches!(self.source, Source::Committed);
        let key = counts::key(sql, params);
        if is_committed && let Some(count) = self.db.counts().find(key) {
            return Ok(u64::try_from(count).unwrap_or(0));
        }
        let started = Instant::now();
        let count: i64 = self.query_one(sql, params, |row| row.get(0)).await?;
        if is_committed {
            self.db.counts().keep(key, count, started.elapsed());
        }
        Ok(u64::try_from(count).unwrap_or(0))
    }
}
