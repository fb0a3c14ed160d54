//! Fresh databases of each kind. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.

use std::sync::Arc;

use store::{Clock, Db, Files, Location};
use values::Actor;

pub const SYSTEEM: Actor = Actor::Systeem("test");

pub struct Opened {
    pub db: Db,
    _folder: tempfile::TempDir,
}

impl Opened {
    async fn new(location: Location, folder: tempfile::TempDir, clock: Clock) -> Self {
        let db = Db::open(&location, files(&folder), Arc::new(clock)).await.unwrap();
        Self { db, _folder: folder }
    }
}

pub fn files(folder: &tempfile::TempDir) -> Files {
    Files::on_disk(&folder.path().join("documenten")).unwrap()
}

/// Opens a fresh database of each kind.
pub async fn databases(clock: impl Fn() -> Clock) -> Vec<Opened> {
    let folder = tempfile::tempdir().unwrap();
    let file = Location::File(folder.path().join("test.sqlite"));
    let mut opened = vec![Opened::new(file, folder, clock()).await];
    if let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") {
        let schema = format!("store_{:x}", Clock::system().random());
        let server = Location::Server { url, schema: Some(schema) };
        opened.push(Opened::new(server, tempfile::tempdir().unwrap(), clock()).await);
    }
    opened
}
