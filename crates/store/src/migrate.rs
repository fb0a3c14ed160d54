//! The schema: plain numbered files, embedded, applied in order under a lock, forward only.

use jiff::Timestamp;
use values::Actor;

use crate::db::Backend;
use crate::postgres::DDL_LOCK;
use crate::{Db, Result, Sql, StoreError, sql, sql_pair};

/// One step of the schema.
pub struct Migration {
    /// The file name without its ending; the number in front gives the order.
    pub name: &'static str,
    /// The statements, in SQL that both databases speak.
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

pub(crate) static LOCK: Sql = sql_pair("store.lock_migrations", "SELECT 1", DDL_LOCK);
static MAKE_TABLE: Sql = sql(
    "store.make_migration_table",
    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)",
);
static FIND_APPLIED: Sql = sql("store.applied_migrations", "SELECT name FROM migration ORDER BY name");
static INSERT_APPLIED: Sql = sql("store.insert_migration", "INSERT INTO migration (name, applied_at) VALUES ($1, $2)");

/// Applies what is missing, all in one transaction: a start that fails leaves the old schema.
pub(crate) async fn run(db: &Db) -> Result<()> {
    let mut tx = db.begin(&Actor::Systeem("migratie")).await?;
    tx.query(&LOCK, &[], |_| Ok(())).await?;
    tx.execute(&MAKE_TABLE, &[]).await?;
    let applied: Vec<String> = tx.query(&FIND_APPLIED, &[], |row| row.get(0)).await?;
    let now: Timestamp = tx.now();
    for migration in MIGRATIONS.iter().filter(|migration| !applied.iter().any(|name| name == migration.name)) {
        let failed = |error: StoreError| StoreError::Migration { name: migration.name, message: error.to_string() };
        let text = for_dialect(migration.text, db);
        tx.batch(&text).await.map_err(failed)?;
        tx.execute(&INSERT_APPLIED, &[migration.name.into(), now.into()]).await.map_err(failed)?;
        tracing::info!(migration = migration.name, "Applied a migration");
    }
    tx.commit().await
}

/// Lines that end in `-- sqlite` or `-- postgres` are for that database only.
fn for_dialect(text: &str, db: &Db) -> String {
    let other = match db.backend() {
        Backend::Sqlite(_) => "-- postgres",
        Backend::Postgres(_) => "-- sqlite",
    };
    text.lines().filter(|line| !line.trim_end().ends_with(other)).collect::<Vec<_>>().join("\n")
}
