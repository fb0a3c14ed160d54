//! The statements that each table of records has, for what is taken over from another register.

use std::collections::HashSet;

use ::store::{Reader, Result, Sql};
use uuid::Uuid;

use crate::ids_parameter;

/// The statements that every table of records has; `$1` are ids.
#[derive(Debug)]
pub struct Tabel {
    /// Which ids there are.
    pub present: Sql,
    /// How many records there are.
    pub count: Sql,
}

/// Writes the statements of a table: `import_tabel!("zaken", "zaak")`.
#[macro_export]
macro_rules! import_tabel {
    ($module:literal, $table:literal) => {
        $crate::handlers::import::Tabel {
            present: ::store::sql_pair(
                concat!($module, ".import_present_", $table),
                concat!("SELECT uuid FROM ", $table, " WHERE uuid IN ", $crate::ids_sqlite!()),
                concat!("SELECT uuid FROM ", $table, " WHERE uuid IN ", $crate::ids_postgres!()),
            ),
            count: ::store::sql(concat!($module, ".import_count_", $table), concat!("SELECT count(*) FROM ", $table)),
        }
    };
}

impl Tabel {
    /// Returns which of these records are here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_present(
        &'static self,
        db: &mut Reader,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashSet<Uuid>> {
        let found: Vec<Uuid> = db.query(&self.present, &[ids_parameter(ids).into()], |row| row.get(0)).await?;
        Ok(found.into_iter().collect())
    }

    /// Returns how many records are here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&'static self, db: &mut Reader) -> Result<i64> {
        db.query_one(&self.count, &[], |row| row.get(0)).await
    }
}
