//! What is kept for a time only: events, and who looked at whose data. What belongs to a destroyed object goes with it, see
//! [`Tx::remove_traces`].

use jiff::{Timestamp, ToSpan};
use uuid::Uuid;
use values::Actor;

use crate::{Db, Result, Sql, Tx, sql};

/// Events are for looking into what went wrong: everything that follows from them is done long before.
const EVENT_DAYS: i64 = 30;
/// As long as the log of processings.
const INZAGE_DAYS: i64 = 3 * 365;
/// Rows removed in one transaction.
const DELETE_MAX: i64 = 5_000;

// Ids begin with their moment.
static DELETE_OLD_EVENTS: Sql = sql(
    "store.delete_old_events",
    "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE id < $1 ORDER BY id LIMIT $2)",
);
static DELETE_OLD_INZAGEN: Sql = sql(
    "store.delete_old_inzagen",
    "DELETE FROM inzage WHERE id IN (SELECT id FROM inzage WHERE id < $1 ORDER BY id LIMIT $2)",
);
static DELETE_EVENTS: Sql = sql("store.delete_events", "DELETE FROM event WHERE hoofd_object = $1");
static DELETE_INZAGEN: Sql = sql("store.delete_inzagen", "DELETE FROM inzage WHERE resource_id = $1");
static DELETE_AUDIT: Sql = sql("store.delete_audit", "DELETE FROM audit WHERE hoofd_object = $1");

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] =
    &[&DELETE_OLD_EVENTS, &DELETE_OLD_INZAGEN, &DELETE_EVENTS, &DELETE_INZAGEN, &DELETE_AUDIT];

impl Tx {
    /// Removes what tells of a main object that is destroyed: its audit trail, its events and who looked at it, with what this transaction
    /// would add. What follows from the last event (subscribers, jobs) follows all the same.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn remove_traces(&mut self, hoofd_object: Uuid) -> Result<()> {
        self.forget(hoofd_object);
        for sql in [&DELETE_AUDIT, &DELETE_EVENTS, &DELETE_INZAGEN] {
            self.execute(sql, &[hoofd_object.into()]).await?;
        }
        Ok(())
    }
}

/// Removes what is older than it is kept. Returns how many rows went.
///
/// # Errors
/// When the database fails; what went before stays away.
pub async fn delete_old(db: &Db) -> Result<u64> {
    let mut removed = 0;
    for (sql, days) in [(&DELETE_OLD_EVENTS, EVENT_DAYS), (&DELETE_OLD_INZAGEN, INZAGE_DAYS)] {
        loop {
            let mut tx = db.begin(&Actor::Systeem("opruimen")).await?;
            let before = tx.now().checked_sub((days * 24).hours()).unwrap_or(Timestamp::MIN);
            let count = tx.execute(sql, &[first_id(before).into(), DELETE_MAX.into()]).await?;
            tx.commit().await?;
            removed += count;
            if count < DELETE_MAX.unsigned_abs() {
                break;
            }
        }
    }
    Ok(removed)
}

/// Returns the smallest id of a moment: ids begin with their moment.
pub fn first_id(moment: Timestamp) -> Uuid {
    let milliseconds = u64::try_from(moment.as_millisecond()).unwrap_or(0);
    Uuid::from_u64_pair(milliseconds << 16, 0)
}
