//! A fresh database of each kind for a test. PostgreSQL takes part when `LOKET_TEST_POSTGRES` names a server.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use store::{Clock, Db, Files, Gemeente, Location};
use tempfile::TempDir;
use values::Actor;

/// Who does what a test does itself.
pub const SYSTEEM: Actor = Actor::Systeem("test");

/// The moment at which [`still_clock`] stands.
pub const START: &str = "2026-11-25T10:00:00Z";

/// A kind of database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A file in the folder of the test.
    Sqlite,
    /// A schema of its own on the server at this URL.
    Postgres(String),
}

/// The database of one municipality, and the folder with its files. The folder is gone when this is dropped.
pub struct Database {
    /// The database.
    pub db: Db,
    /// The clock that it takes its time from.
    pub clock: Arc<Clock>,
    folder: TempDir,
}

/// Returns the clock that most tests use: it stands still at [`START`], and its ids repeat.
pub fn still_clock() -> Clock {
    clock_at(START)
}

/// Returns a clock that stands still at this moment, whose ids repeat.
pub fn clock_at(moment: &str) -> Clock {
    Clock::fixed(timestamp(moment), 7)
}

/// Reads a moment such as `2026-11-25T10:00:00Z`.
pub fn timestamp(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

/// Returns the municipality of most tests. A test that looks at one of its facts says that fact itself.
pub fn voorbeeldstad() -> Gemeente {
    Gemeente {
        key: "test".into(),
        naam: "Voorbeeldstad".into(),
        rsin: "002564440".parse().unwrap(),
        website: "www.voorbeeldstad.example".into(),
        telefoon: "14 000".into(),
        postadres: "Postbus 1, 1000 AA Voorbeeldstad".into(),
        openingstijden: "altijd".into(),
        thema: "loket".into(),
        afzender: "Test <test@voorbeeldstad.example>".into(),
    }
}

/// Opens a fresh database of each kind, of this municipality, each with a clock of its own.
pub async fn databases(gemeente: &Gemeente, clock: impl Fn() -> Clock) -> Vec<Database> {
    let mut databases = Vec::new();
    for kind in Kind::all() {
        databases.push(Database::open(&kind, gemeente, clock()).await);
    }
    databases
}

impl Kind {
    /// Returns the kinds that can be tested here.
    pub fn all() -> Vec<Self> {
        let server = std::env::var("LOKET_TEST_POSTGRES").ok().map(Self::Postgres);
        std::iter::once(Self::Sqlite).chain(server).collect()
    }

    /// Returns a place where no database is yet.
    pub fn fresh(&self, folder: &Path) -> Location {
        match self {
            Self::Sqlite => Location::File(folder.join("test.sqlite")),
            Self::Postgres(url) => {
                let schema = format!("test_{:x}", Clock::system().random());
                Location::Server { url: url.clone(), schema: Some(schema) }
            }
        }
    }
}

impl Database {
    /// Opens a fresh database of this kind, of this municipality.
    pub async fn open(kind: &Kind, gemeente: &Gemeente, clock: Clock) -> Self {
        let database = Self::empty(kind, clock).await;
        save_gemeente(&database.db, gemeente).await;
        database
    }

    /// Opens a fresh database of this kind, in which there is no municipality yet.
    pub async fn empty(kind: &Kind, clock: Clock) -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(clock));
        let db = open(&kind.fresh(folder.path()), folder.path(), Arc::clone(&clock)).await;
        Self { db, clock, folder }
    }

    /// Returns the folder, where a test may put files of its own.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Counts the files that the object store holds.
    pub fn stored_files(&self) -> usize {
        fn count(folder: &Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.folder.path().join("documenten"))
    }
}

/// Opens the database at a place, with its files below this folder: for a test that opens one more than once.
pub async fn open(location: &Location, folder: &Path, clock: Arc<Clock>) -> Db {
    let files = Files::on_disk(&folder.join("documenten")).unwrap();
    Db::open(location, files, clock).await.unwrap()
}

/// Says which municipality a database is of.
pub async fn save_gemeente(db: &Db, gemeente: &Gemeente) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    store::gemeente::save(&mut tx, gemeente).await.unwrap();
    tx.commit().await.unwrap();
    db.reload_gemeente().await.unwrap();
}
