//! A fresh database of each kind for a test: an SQLite file, and a schema of PostgreSQL when `LOKET_TEST_POSTGRES` names a server.

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

/// Where the database of a test is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An SQLite file in the folder of the test.
    File,
    /// This schema on the server that `LOKET_TEST_POSTGRES` names.
    Schema(String),
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

/// Moves a clock that stands still by a second, so that what comes later is later, and has a later id.
pub fn tick(clock: &Clock) {
    clock.set(clock.now() + std::time::Duration::from_secs(1));
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
    for place in Place::each() {
        databases.push(Database::open(&place, gemeente, clock()).await);
    }
    databases
}

impl Place {
    /// Returns a place of each kind that can be tested here, where no database is yet.
    pub fn each() -> Vec<Self> {
        let schema = server().map(|_| Self::Schema(format!("test_{:x}", Clock::system().random())));
        std::iter::once(Self::File).chain(schema).collect()
    }

    /// Returns the place that [`Place::schema`] named, in another process.
    pub fn named(schema: Option<String>) -> Self {
        schema.map_or(Self::File, Self::Schema)
    }

    /// Returns the schema, when it is one.
    pub fn schema(&self) -> Option<&str> {
        match self {
            Self::File => None,
            Self::Schema(name) => Some(name),
        }
    }

    /// Returns the place as the store knows it.
    pub fn location(&self, folder: &Path) -> Location {
        match self {
            Self::File => Location::File(folder.join("test.sqlite")),
            Self::Schema(name) => {
                let url = server().expect("LOKET_TEST_POSTGRES names a server");
                Location::Server { url, schema: Some(name.clone()) }
            }
        }
    }

    /// Opens the database here, with its files below this folder: for a test that opens one more than once.
    pub async fn open(&self, folder: &Path, clock: Arc<Clock>) -> Db {
        let files = Files::on_disk(&folder.join("documenten")).unwrap();
        Db::open(&self.location(folder), files, clock).await.unwrap()
    }
}

fn server() -> Option<String> {
    std::env::var("LOKET_TEST_POSTGRES").ok()
}

impl Database {
    /// Opens a fresh database at this place, of this municipality.
    pub async fn open(place: &Place, gemeente: &Gemeente, clock: Clock) -> Self {
        let database = Self::empty(place, clock).await;
        save_gemeente(&database.db, gemeente).await;
        database
    }

    /// Opens a fresh database at this place, in which there is no municipality yet.
    pub async fn empty(place: &Place, clock: Clock) -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(clock));
        let db = place.open(folder.path(), Arc::clone(&clock)).await;
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

/// Says which municipality a database is of.
pub async fn save_gemeente(db: &Db, gemeente: &Gemeente) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    store::gemeente::save(&mut tx, gemeente).await.unwrap();
    tx.commit().await.unwrap();
    db.reload_gemeente().await.unwrap();
}
