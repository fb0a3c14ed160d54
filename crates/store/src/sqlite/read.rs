//! A reading connection per thread and database: no pool, no lock, no hand-over between threads.

use std::cell::RefCell;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connect;
use crate::Result;

/// Databases that one thread keeps open; the least recently used is closed first.
const CONNECTIONS_MAX: usize = 32;

thread_local! {
    /// Most recently used last.
    static CONNECTIONS: RefCell<Vec<(u64, Connection)>> = const { RefCell::new(Vec::new()) };
}

/// Calls `run` with this thread's connection to the database.
///
/// The connection is taken out while it is in use: a mapping function that reads again gets another one instead of a panic.
pub(super) fn with_connection<T>(number: u64, path: &Path, run: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let kept = CONNECTIONS.with_borrow_mut(|connections| {
        let index = connections.iter().rposition(|(own, _)| *own == number)?;
        Some(connections.remove(index).1)
    });
    let connection = match kept {
        Some(connection) => connection,
        None => connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
    };
    let answer = run(&connection);
    CONNECTIONS.with_borrow_mut(|connections| {
        if connections.len() >= CONNECTIONS_MAX {
            connections.remove(0);
        }
        connections.push((number, connection));
    });
    answer
}
