//! What an administrator of a database does now and then.

use values::Actor;

use crate::db::Backend;
use crate::{Db, Result, StoreError};

const FAILED: &str = "maintenance";

impl Db {
    /// Lets the database measure its tables, after many rows came at once. On PostgreSQL it also marks pages as visible to all, without
    /// which an index alone answers nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn analyze(&self) -> Result<()> {
        match self.backend() {
            Backend::Sqlite(_) => {
                let mut tx = self.begin(&Actor::Systeem("onderhoud")).await?;
                tx.batch("ANALYZE").await?;
                tx.commit().await
            }
            Backend::Postgres(server) => {
                let failed = |source| StoreError::Postgres { statement: FAILED, source };
                let client = server.client().await?;
                let tables = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()";
                let rows = client.query(tables, &[]).await.map_err(failed)?;
                let names: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
                client.batch_execute(&format!("VACUUM (ANALYZE) {}", names.join(", "))).await.map_err(failed)
            }
        }
    }

    /// Removes everything that the server keeps of this database, for one that was made to be measured. A file goes with its folder.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erase(&self) -> Result<()> {
        let Backend::Postgres(server) = self.backend() else { return Ok(()) };
        let failed = |source| StoreError::Postgres { statement: FAILED, source };
        let client = server.client().await?;
        let row = client.query_one("SELECT quote_ident(current_schema())", &[]).await.map_err(failed)?;
        let schema: String = row.get(0);
        client.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")).await.map_err(failed)
    }
}
