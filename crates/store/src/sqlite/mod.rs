//! SQLite: reads in place on the calling thread, writes by one writer with group commit.

mod read;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

pub(crate) use write::{SqliteTx, Writer};

use crate::row::RowSource;
use crate::{Result, Row, Sql, StoreError, Value};

/// One database file.
pub(crate) struct Sqlite {
    /// Tells this database from others that the same thread reads.
    number: u64,
    path: PathBuf,
    pub(crate) writer: Writer,
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// Statements kept prepared on a connection. All statements of the program fit.
const PREPARED_MAX: usize = 512;
/// Memory for pages that the writer changes, in KiB (negative, as SQLite has it): a transaction of thousands of rows touches pages all over
/// its indexes, and those that do not fit are written to the log again and again.
const WRITER_CACHE_KIB: i64 = -32_000;
/// Size of the write-ahead log at which the background checkpoint starts.
const CHECKPOINT_BYTES: u64 = 4 << 20;
/// How often the background checkpoint looks.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(250);

impl Sqlite {
    /// Opens or creates the file.
    pub(crate) fn open(path: &Path) -> Result<Arc<Self>> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        let grown = connection.pragma_update(None, "cache_size", WRITER_CACHE_KIB);
        grown.map_err(|source| StoreError::Sqlite { statement: "open", source })?;
        let sqlite = Arc::new(Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            path: path.to_owned(),
            writer: Writer::new(connection),
        });
        start_checkpoints(&sqlite)?;
        Ok(sqlite)
    }

    /// Prepares a statement and returns what the database has against it.
    pub(crate) fn check(&self, sql: &'static Sql) -> Result<Option<String>> {
        read::with_connection(self.number, &self.path, |connection| {
            Ok(connection.prepare(sql.for_sqlite()).err().map(|error| error.to_string()))
        })
    }

    /// Returns the steps of a statement.
    pub(crate) fn plan(&self, sql: &'static Sql) -> Result<Vec<String>> {
        let failed = |source| StoreError::Sqlite { statement: sql.name, source };
        read::with_connection(self.number, &self.path, |connection| {
            let text = format!("EXPLAIN QUERY PLAN {}", sql.for_sqlite());
            let mut statement = connection.prepare(&text).map_err(failed)?;
            // What is not bound is null.
            let mut rows = statement.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next().map_err(failed)? {
                steps.push(row.get(3).map_err(failed)?);
            }
            Ok(steps)
        })
    }

    /// Runs a statement that reads, on the connection of this thread.
    pub(crate) fn query<T>(
        &self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: &mut dyn FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        read::with_connection(self.number, &self.path, |connection| query(connection, sql, params, map))
    }
}

/// Runs a statement and maps each row.
fn query<T>(
    connection: &Connection,
    sql: &'static Sql,
    params: &[Value<'_>],
    map: &mut dyn FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let failed = |source| StoreError::Sqlite { statement: sql.name, source };
    let mut statement = connection.prepare_cached(sql.for_sqlite()).map_err(failed)?;
    let mut rows = statement.query(rusqlite::params_from_iter(params)).map_err(failed)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        found.push(map(&Row { statement: sql.name, source: RowSource::Sqlite(row) })?);
    }
    Ok(found)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let failed = |source| StoreError::Sqlite { statement: "open", source };
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    // A plan that looks at the values of its parameters is made again whenever they change: dearer than what it finds out.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
    // Pages are read, not mapped: each connection that maps the file counts for all that it ever touched, hundreds of megabytes with a
    // million zaken, and reading from the cache of the system costs one or two microseconds for a row.
    // The log goes into the file on a thread of its own ([`start_checkpoints`]); a writer only helps when that one can't keep up.
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 5000;
             PRAGMA wal_autocheckpoint = 16000;
             PRAGMA cache_size = -2000;
             PRAGMA mmap_size = 0;
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(failed)?;
    Ok(connection)
}

/// Moves the log into the database file on a thread of its own, so that no writer waits for it. Ends with the database.
fn start_checkpoints(sqlite: &Arc<Sqlite>) -> Result<()> {
    let weak = Arc::downgrade(sqlite);
    let path = sqlite.path.clone();
    let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
    let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    std::thread::Builder::new()
        .name("checkpoint".into())
        .spawn(move || {
            while weak.strong_count() > 0 {
                std::thread::sleep(CHECKPOINT_EVERY);
                if std::fs::metadata(&log).is_ok_and(|file| file.len() > CHECKPOINT_BYTES)
                    && let Err(error) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                {
                    tracing::warn!(%error, "Checkpoint failed; the log keeps growing until one succeeds");
                }
            }
        })
        .map_err(|source| StoreError::Io { doing: "starting the checkpoint thread", source })?;
    Ok(())
}
