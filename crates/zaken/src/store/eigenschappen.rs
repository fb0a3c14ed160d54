//! Facts that are kept with a zaak.

use ::store::{Reader, Result, Sql, Tx, sql};
use values::Id;

use crate::{Eigenschapswaarde, Zaak};

static UPSERT: Sql = sql(
    "zaken.upsert_eigenschap",
    "INSERT INTO zaakeigenschap (uuid, zaak, eigenschap, naam, waarde) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (zaak, eigenschap) DO UPDATE SET waarde = excluded.waarde",
);
static FIND_WAARDE: Sql =
    sql("zaken.find_eigenschap_waarde", "SELECT waarde FROM zaakeigenschap WHERE zaak = $1 AND naam = $2 LIMIT 1");
static LIST: Sql = sql(
    "zaken.list_eigenschappen",
    "SELECT uuid, eigenschap, naam, waarde FROM zaakeigenschap WHERE zaak = $1 ORDER BY uuid",
);

pub(super) const STATEMENTS: &[&Sql] = &[&UPSERT, &FIND_WAARDE, &LIST];

pub(crate) async fn upsert_eigenschap(tx: &mut Tx, zaak: Id<Zaak>, value: &Eigenschapswaarde) -> Result<()> {
    let values =
        [value.uuid.into(), zaak.into(), value.eigenschap.into(), (&value.naam).into(), (&value.waarde).into()];
    tx.execute(&UPSERT, &values).await?;
    Ok(())
}

pub(crate) async fn find_eigenschap_waarde(db: &mut Reader, zaak: Id<Zaak>, naam: &str) -> Result<Option<String>> {
    if naam.is_empty() {
        return Ok(None);
    }
    db.query_opt(&FIND_WAARDE, &[zaak.into(), naam.into()], |row| row.get(0)).await
}

/// Returns the facts that are kept with a zaak, in the order that they came.
///
/// # Errors
/// When the database fails.
pub async fn list_eigenschappen(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Eigenschapswaarde>> {
    db.query(&LIST, &[zaak.into()], |row| {
        Ok(Eigenschapswaarde { uuid: row.get(0)?, eigenschap: row.get(1)?, naam: row.get(2)?, waarde: row.get(3)? })
    })
    .await
}
