//! PostgreSQL: a pool of connections, each transaction on its own.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures_util::TryStreamExt;
use tokio_postgres::Statement;

use crate::row::RowSource;
use crate::{Result, Row, Sql, StoreError, Value, server_url};

/// Taken before tables, schemas and sequences are made: `IF NOT EXISTS` does not help two nodes that start together. Held until the transaction ends.
pub(crate) const DDL_LOCK: &str = "SELECT 1 FROM pg_advisory_xact_lock(7165327)";

/// How many statements are sent before the answer to the first of them came. So few are polled, and with that sent, one after another.
const SENT_AHEAD_MAX: usize = 24;
/// How many rows one statement inserts: each number of rows is a statement of its own for the server to prepare.
const ROWS_MAX: usize = 16;

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
        for rows in 1..=if sql.takes_rows() { 2 } else { 1 } {
            if let Err(source) = client.prepare(&sql.for_postgres_rows(rows)).await {
                return Ok(Some(StoreError::Postgres { statement: sql.name, source }.to_string()));
            }
        }
        Ok(None)
    }

    pub(crate) async fn begin(&self) -> Result<PostgresTx> {
        Ok(PostgresTx { client: Some(self.client().await?), has_begun: false, owed: Vec::new() })
    }
}

/// A transaction. Dropping it undoes it.
pub(crate) struct PostgresTx {
    /// Taken at the end.
    client: Option<Object>,
    /// `BEGIN` goes with the first statement, without a wait of its own.
    has_begun: bool,
    /// Statements whose answer nobody waits for: they go with the next that is waited for.
    owed: Vec<Owed>,
}

enum Owed {
    /// A statement with the parameters of its rows, one after another.
    Rows { sql: &'static Sql, rows: usize, params: Vec<Value<'static>> },
    /// A text of our own, such as a savepoint.
    Text(&'static str),
}

impl PostgresTx {
    fn client(&self) -> &Object {
        self.client.as_ref().expect("the client is taken only by commit and drop")
    }

    /// Waits for what runs on the connection, with `BEGIN` and what is owed sent before it: the driver sends in the order in which
    /// futures are polled first.
    async fn within<'a, T, F>(&'a mut self, run: impl FnOnce(&'a Object) -> F) -> Result<T>
    where
        F: Future<Output = Result<T>> + 'a,
    {
        let owed = std::mem::take(&mut self.owed);
        let mut prepared = Vec::with_capacity(owed.len());
        for one in &owed {
            prepared.push(match one {
                Owed::Rows { sql, rows, .. } => Some(prepare(self.client(), sql, *rows).await?),
                Owed::Text(_) => None,
            });
        }
        // Undone when dropped from here on: a request that is cancelled while it waits for the answer has a transaction all the same.
        let has_begun = std::mem::replace(&mut self.has_begun, true);
        let client = self.client();
        if has_begun && owed.is_empty() {
            return run(client).await;
        }
        let begin = async { if has_begun { Ok(()) } else { simple(client, "BEGIN").await } };
        let sent = owed.iter().zip(&prepared).map(|(one, statement)| async move {
            let (name, answer) = match (one, statement) {
                (Owed::Rows { sql, params, .. }, Some(statement)) => {
                    (sql.name, client.execute_raw(statement, params).await.map(drop))
                }
                (Owed::Rows { sql, .. }, None) => unreachable!("{} was prepared above", sql.name),
                (Owed::Text(text), _) => (*text, client.batch_execute(text).await),
            };
            answer.map_err(|source| StoreError::Sent { statement: name, source })
        });
        let sent = futures_util::future::join_all(sent);
        let (begun, sent, outcome) = futures_util::future::join3(begin, sent, run(client)).await;
        // What failed first is why the others did.
        begun?;
        sent.into_iter().collect::<Result<()>>()?;
        outcome
    }

    async fn owe(&mut self, one: Owed) -> Result<()> {
        self.owed.push(one);
        if self.owed.len() < SENT_AHEAD_MAX { Ok(()) } else { self.within(async |_| Ok(())).await }
    }

    /// Runs a text of our own together with the next statement that is waited for.
    pub(crate) async fn send_text(&mut self, text: &'static str) -> Result<()> {
        self.owe(Owed::Text(text)).await
    }

    /// Runs a statement for each row of parameters, together with the next one that is waited for.
    pub(crate) async fn send_each(&mut self, sql: &'static Sql, rows: Vec<Vec<Value<'static>>>) -> Result<()> {
        let at_once = if sql.takes_rows() { ROWS_MAX } else { 1 };
        let mut left = rows.into_iter();
        loop {
            let some: Vec<_> = left.by_ref().take(at_once).collect();
            match some.len() {
                0 => return Ok(()),
                rows => self.owe(Owed::Rows { sql, rows, params: some.into_iter().flatten().collect() }).await?,
            }
        }
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

    /// Commits, with one wait for all that is owed and the commit. When one of them fails, the server makes a rollback of the commit.
    pub(crate) async fn commit(mut self) -> Result<()> {
        self.within(|client| simple(client, "COMMIT")).await?;
        self.client = None;
        Ok(())
    }
}

async fn simple(client: &Object, text: &'static str) -> Result<()> {
    client.batch_execute(text).await.map_err(|source| StoreError::Postgres { statement: text, source })
}

async fn prepare(client: &Object, sql: &'static Sql, rows: usize) -> Result<Statement> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    client.prepare_cached(&sql.for_postgres_rows(rows)).await.map_err(failed)
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
    let statement = prepare(client, sql, 1).await?;
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
    let statement = prepare(client, sql, 1).await?;
    client.execute_raw(&statement, params).await.map_err(failed)
}

/// Runs a statement once for each row of parameters, all sent before the first answer is waited for, and returns how many each changed.
async fn execute_each(client: &Object, sql: &'static Sql, rows: &[Vec<Value<'_>>]) -> Result<Vec<u64>> {
    let failed = |source| StoreError::Postgres { statement: sql.name, source };
    let statement = prepare(client, sql, 1).await?;
    // The futures are polled in order, and the driver sends a statement at its first poll.
    let sent = rows.iter().map(|params| client.execute_raw(&statement, params));
    futures_util::future::try_join_all(sent).await.map_err(failed)
}
