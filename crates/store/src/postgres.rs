//! PostgreSQL: a pool of connections, each transaction on its own.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures_util::{TryFutureExt, TryStreamExt};
use tokio_postgres::Statement;

use crate::row::RowSource;
use crate::{Result, Row, Sql, StoreError, Value, server_url};

/// Taken before tables, schemas and sequences are made: `IF NOT EXISTS` does not help two nodes that start together. Held until the transaction ends.
pub(crate) const DDL_LOCK: &str = "SELECT 1 FROM pg_advisory_xact_lock(7165327)";

/// How many statements are sent with the commit behind them, before the first answer came. All of them are polled, and so sent, before
/// the commit is: true of so few.
const SENT_WITH_COMMIT_MAX: usize = 16;

/// One database or schema of a server.
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects to the server. `schema` keeps several municipalities apart in one database.
    pub(crate) async fn open(url: &str, schema: Option<&str>, connections_max: usize) -> Result<Self> {
        let unreachable = |error: &dyn std::fmt::Display| StoreError::Unreachable(error.to_string());
        let (mut config, tls) = server_url::read(url)?;
        let mut options = config.get_options().map(str::to_owned).unwrap_or_default();
        options.push_str(" -c synchronous_commit=on -c jit=off -c timezone=UTC");
        if let Some(schema) = schema {
            assert!(schema.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
            options.push_str(&format!(" -c search_path={schema}"));
        }
        config.options(options.trim());
        config.application_name("loket");
        // A connection that broke is found out by the statement that uses it; a ping before each would cost a round trip.
        let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager).max_size(connections_max).build().map_err(|error| unreachable(&error))?;
        let client = pool.get().await.map_err(|error| unreachable(&error))?;
        if let Some(schema) = schema {
            let failed = |source| StoreError::Postgres { statement: "create schema", source };
            let found = client.query_opt("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&schema]).await;
            if found.map_err(failed)?.is_none() {
                // Sent as one text, these are one transaction.
                let make = format!("{DDL_LOCK}; CREATE SCHEMA IF NOT EXISTS {schema}");
                client.batch_execute(&make).await.map_err(failed)?;
            }
        }
        Ok(Self { pool })
    }

    pub(crate) async fn client(&self) -> Result<Object> {
        self.pool.get().await.map_err(|error| StoreError::Unreachable(error.to_string()))
    }

    /// Prepares a statement and returns what the database has against it.
    pub(crate) async fn check(&self, sql: &'static Sql) -> Result<Option<String>> {
        let client = self.client().await?;
        let prepared = client.prepare(sql.for_postgres()).await;
        Ok(prepared.err().map(|source| StoreError::Postgres { statement: sql.name, source }.to_string()))
    }

    pub(crate) async fn begin(&self) -> Result<PostgresTx> {
        Ok(PostgresTx { client: Some(self.client().await?), has_begun: false })
    }
}

/// A transaction. Dropping it undoes it.
pub(crate) struct PostgresTx {
    /// Taken at the end.
    client: Option<Object>,
    /// `BEGIN` goes with the first statement, without a wait of its own.
    has_begun: bool,
}

impl PostgresTx {
    fn client(&self) -> &Object {
        self.client.as_ref().expect("the client is taken only by commit and drop")
    }

    /// Waits for what runs on the connection, with `BEGIN` before it when that was not sent yet: the driver sends in the order in which
    /// futures are polled first.
    async fn within<'a, T, F>(&'a mut self, run: impl FnOnce(&'a Object) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>> + 'a,
    {
        // Undone when dropped from here on: a request that is cancelled while it waits for the answer has a transaction all the same.
        let has_begun = std::mem::replace(&mut self.has_begun, true);
        let client = self.client();
        if has_begun {
            return run(client).await;
        }
        let (_, outcome) = futures_util::future::try_join(simple(client, "BEGIN"), run(client)).await?;
        Ok(outcome)
    }

    pub(crate) async fn query<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: &mut (dyn FnMut(&Row<'_>) -> Result<T> + Send),
    ) -> Result<Vec<T>> {
        self.within(|client| query(client, sql, params, map)).await
    }

    pub(crate) async fn execute(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
        self.within(|client| execute(client, sql, params)).await
    }

    pub(crate) async fn execute_each(&mut self, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<Vec<u64>> {
        self.within(|client| execute_each(client, sql, rows)).await
    }

    pub(crate) async fn batch(&mut self, text: &str) -> Result<()> {
        let failed = |source| StoreError::Postgres { statement: "batch", source };
        self.within(async |client| client.batch_execute(text).await.map_err(failed)).await
    }

    /// Runs the last statements and commits, with one wait for all when they are few. When one of them fails, the server makes a rollback
    /// of the commit.
    pub(crate) async fn commit(mut self, last: &[(&'static Sql, Vec<Vec<Value<'_>>>)]) -> Result<()> {
        let is_short = last.iter().map(|(_, rows)| rows.len()).sum::<usize>() <= SENT_WITH_COMMIT_MAX;
        self.within(async |client| {
            if !is_short {
                for (sql, rows) in last {
                    execute_each(client, sql, rows).await?;
                }
                return simple(client, "COMMIT").await;
            }
            let mut prepared = Vec::with_capacity(last.len());
            for (sql, rows) in last {
                prepared.push((prepare(client, sql).await?, *sql, rows));
            }
            let sent = prepared.iter().flat_map(|(statement, sql, rows)| {
                let failed = |source| StoreError::Postgres { statement: sql.name, source };
                rows.iter().map(move |params| client.execute_raw(statement, params).map_err(failed))
            });
            let sent = futures_util::future::join_all(sent);
            let (outcomes, committed) = futures_util::future::join(sent, simple(client, "COMMIT")).await;
            outcomes.into_iter().collect::<Result<Vec<u64>>>()?;
            committed
        })
        .await?;
        self.client = None;
        Ok(())
    }
}

async fn simple(client: &Object, text: &'static str) -> Result<()> {
    client.batch_execute(text).await.map_err(|source| StoreError::Postgres { statement: text, source })
}

async fn prepare(client: &Object, sql: &'static Sql) -> Result<Statement> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    client.prepare_cached(sql.for_postgres()).await.map_err(failed)
}

impl Drop for PostgresTx {
    fn drop(&mut self) {
        let Some(client) = self.client.take().filter(|_| self.has_begun) else { return };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    if client.batch_execute("ROLLBACK").await.is_err() {
                        // The server undoes it when the connection closes.
                        drop(Object::take(client));
                    }
                });
            }
            Err(_) => drop(Object::take(client)),
        }
    }
}

/// Runs a statement and maps each row as it arrives.
pub(crate) async fn query<T>(
    client: &Object,
    sql: &'static Sql,
    params: &[Value<'_>],
    map: &mut (dyn FnMut(&Row<'_>) -> Result<T> + Send),
) -> Result<Vec<T>> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    let statement = prepare(client, sql).await?;
    let stream = client.query_raw(&statement, params).await.map_err(failed)?;
    futures_util::pin_mut!(stream);
    let mut found = Vec::new();
    while let Some(row) = stream.try_next().await.map_err(failed)? {
        found.push(map(&Row { statement: sql.name, source: RowSource::Postgres(&row) })?);
    }
    Ok(found)
}

/// Runs a statement that changes rows and returns how many.
async fn execute(client: &Object, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    let statement = prepare(client, sql).await?;
    client.execute_raw(&statement, params).await.map_err(failed)
}

/// Runs a statement once for each row of parameters, all sent before the first answer is waited for, and returns how many each changed.
async fn execute_each(client: &Object, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<Vec<u64>> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    let statement = prepare(client, sql).await?;
    // The futures are polled in order, and the driver sends a statement at its first poll.
    let sent = rows.iter().map(|params| client.execute_raw(&statement, params));
    futures_util::future::try_join_all(sent).await.map_err(failed)
}
