//! Opening a database and starting transactions on it.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tokio::sync::Notify;
use values::Actor;

use crate::counts::Counts;
use crate::gemeente::{self, Gemeente};
use crate::memo::Memo;
use crate::outbox::{Publish, Reaction};
use crate::postgres::Postgres;
use crate::reader::Source;
use crate::sqlite::Sqlite;
use crate::verwerkingen::Verwerkingen;
use crate::{Clock, Files, Reader, Result, Sql, Tx, migrate, numbers};

/// Where the database of a municipality is.
#[derive(Debug, Clone)]
pub enum Location {
    /// An SQLite file; made when it does not exist.
    File(PathBuf),
    /// A PostgreSQL database, or one schema of it.
    Server {
        /// `postgres://user:password@host/database`.
        url: String,
        /// Lower case letters, digits and `_`; made when it does not exist.
        schema: Option<String>,
    },
}

/// The database of one municipality. Cheap to clone.
#[derive(Clone)]
pub struct Db(Arc<Inner>, Option<Arc<str>>);

struct Inner {
    backend: Backend,
    files: Files,
    gemeente: gemeente::Shared,
    clock: Arc<Clock>,
    memo: Memo,
    counts: Counts,
    reactions: OnceLock<Vec<Reaction>>,
    publish: OnceLock<Publish>,
    work: Notify,
    outgoing: Notify,
    verwerkingen: Verwerkingen,
}

pub(crate) enum Backend {
    Sqlite(Arc<Sqlite>),
    Postgres(Postgres),
}

/// Connections to a PostgreSQL server per database. More wait in the pool's queue.
const CONNECTIONS_MAX: usize = 16;

impl Db {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// When it can't be opened or a migration fails.
    pub async fn open(location: &Location, files: Files, clock: Arc<Clock>) -> Result<Self> {
        let backend = match location {
            Location::File(path) => Backend::Sqlite(Sqlite::open(path)?),
            Location::Server { url, schema } => {
                Backend::Postgres(Postgres::open(url, schema.as_deref(), CONNECTIONS_MAX).await?)
            }
        };
        let db = Self(
            Arc::new(Inner {
                backend,
                files,
                gemeente: gemeente::Shared::default(),
                clock,
                memo: Memo::default(),
                counts: Counts::default(),
                reactions: OnceLock::new(),
                publish: OnceLock::new(),
                work: Notify::new(),
                outgoing: Notify::new(),
                verwerkingen: Verwerkingen::default(),
            }),
            None,
        );
        migrate::run(&db).await?;
        numbers::prepare(&db).await?;
        db.reload_gemeente().await?;
        Ok(db)
    }

    /// Plugs in what follows from events. Called once, at start, before anything writes.
    pub fn set_reactions(&self, reactions: Vec<Reaction>) {
        assert!(self.0.reactions.set(reactions).is_ok(), "reactions are set once");
    }

    /// Plugs in who hands events over to subscribers. Called once, at start, before anything writes.
    pub fn set_publish(&self, publish: Publish) {
        assert!(self.0.publish.set(publish).is_ok(), "who publishes is set once");
    }

    /// Returns the same database as it is called by this scheme and host: events of its transactions are told with URLs below it.
    pub fn at(&self, base_url: &str) -> Self {
        Self(Arc::clone(&self.0), Some(base_url.into()))
    }

    /// Returns the scheme and host by which it is called, when a request brought them.
    pub fn base_url(&self) -> Option<&str> {
        self.1.as_deref()
    }

    /// Prepares statements without running them, and returns what the database has against them: for the test that holds every
    /// statement of the program against both databases.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn check_statements(&self, statements: &[&'static Sql]) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        for sql in statements {
            let fault = match &self.0.backend {
                Backend::Sqlite(sqlite) => sqlite.check(sql)?,
                Backend::Postgres(server) => server.check(sql).await?,
            };
            faults.extend(fault.map(|fault| format!("{}: {fault}", sql.name)));
        }
        Ok(faults)
    }

    /// Returns how SQLite would run a statement, a line for each step: for the test that no list reads a whole table.
    ///
    /// # Errors
    /// When the statement is not understood.
    pub fn query_plan(&self, sql: &'static Sql) -> Result<Vec<String>> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.plan(sql),
            Backend::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Starts reading the committed state.
    pub fn reader(&self) -> Reader {
        Reader::new(self.clone(), Source::Committed)
    }

    /// Starts a transaction for this actor. Nothing of it stands until [`Tx::commit`] returns.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn begin(&self, actor: &Actor) -> Result<Tx> {
        let source = match &self.0.backend {
            Backend::Sqlite(sqlite) => Source::Sqlite(sqlite.writer.begin().await?),
            Backend::Postgres(server) => Source::Postgres(Box::new(server.begin().await?)),
        };
        Ok(Tx::new(Reader::new(self.clone(), source), actor))
    }

    /// Returns the municipality that this database is of.
    ///
    /// # Panics
    /// When it was not set up yet: only the commands that set it up may run before that.
    pub fn gemeente(&self) -> Arc<Gemeente> {
        self.find_gemeente().expect("the municipality was set up before anything else")
    }

    /// Returns the municipality, or none before it was set up.
    pub fn find_gemeente(&self) -> Option<Arc<Gemeente>> {
        self.0.gemeente.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Reads the municipality's row again, after it changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reload_gemeente(&self) -> Result<()> {
        let found = gemeente::find(&mut self.reader()).await?.map(Arc::new);
        *self.0.gemeente.write().unwrap_or_else(std::sync::PoisonError::into_inner) = found;
        Ok(())
    }

    /// Returns the bytes of documents and uploads.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// Returns where moments and ids come from.
    pub fn clock(&self) -> &Arc<Clock> {
        &self.0.clock
    }

    /// Returns the memory of things of this database that hardly ever change.
    pub fn memo(&self) -> &Memo {
        &self.0.memo
    }

    /// Returns `sqlite` or `postgres`, for people.
    pub fn kind(&self) -> &'static str {
        match self.0.backend {
            Backend::Sqlite(_) => "sqlite",
            Backend::Postgres(_) => "postgres",
        }
    }

    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    /// What was read and waits to be logged.
    pub(crate) fn verwerkingen(&self) -> &Verwerkingen {
        &self.0.verwerkingen
    }

    pub(crate) fn backend(&self) -> &Backend {
        &self.0.backend
    }

    pub(crate) fn reactions(&self) -> &[Reaction] {
        self.0.reactions.get().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn publish(&self) -> Option<Publish> {
        self.0.publish.get().copied()
    }

    /// The bell that rings when a transaction left something for subscribers behind: see [`Tx::wake_outgoing`].
    pub fn outgoing(&self) -> &Notify {
        &self.0.outgoing
    }

    /// The bell that rings when a transaction left jobs behind.
    pub(crate) fn work(&self) -> &Notify {
        &self.0.work
    }
}
