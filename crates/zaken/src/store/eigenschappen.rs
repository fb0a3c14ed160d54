//! Facts that are kept with a zaak.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql, sql_pair};
use values::Id;

use super::import::{Rij, VanZaak};
use crate::{Eigenschapswaarde, Zaak};

/// What comes from elsewhere or belongs to what is new: how many there are is not looked at.
static INSERT: Sql = sql(
    "zaken.insert_eigenschap",
    "INSERT INTO zaakeigenschap (uuid, zaak, eigenschap, naam, waarde) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (uuid) DO NOTHING",
);
/// Whoever asks has locked the zaak, so that no other value comes between the count and the row.
static ADD: Sql = sql_pair(
    "zaken.add_eigenschap",
    "INSERT INTO zaakeigenschap (uuid, zaak, eigenschap, naam, waarde) SELECT $1, $2, $3, $4, $5
     WHERE (SELECT COUNT(*) FROM zaakeigenschap WHERE zaak = $2 AND eigenschap = $3) < $6",
    "INSERT INTO zaakeigenschap (uuid, zaak, eigenschap, naam, waarde)
     SELECT CAST($1 AS UUID), CAST($2 AS UUID), CAST($3 AS UUID), CAST($4 AS TEXT), CAST($5 AS TEXT)
     WHERE (SELECT COUNT(*) FROM zaakeigenschap WHERE zaak = $2 AND eigenschap = $3) < $6",
);
static FIND_WAARDE: Sql = sql(
    "zaken.find_eigenschap_waarde",
    "SELECT waarde FROM zaakeigenschap WHERE zaak = $1 AND naam = $2 ORDER BY uuid LIMIT 1",
);
static LIST: Sql = sql(
    "zaken.list_eigenschappen",
    "SELECT uuid, eigenschap, naam, waarde FROM zaakeigenschap WHERE zaak = $1 ORDER BY uuid",
);

static UPDATE: Sql = sql("zaken.update_eigenschap", "UPDATE zaakeigenschap SET waarde = $2 WHERE uuid = $1");
static DELETE: Sql = sql("zaken.delete_eigenschap", "DELETE FROM zaakeigenschap WHERE uuid = $1");

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &ADD, &UPDATE, &DELETE, &FIND_WAARDE, &LIST];

pub(crate) async fn update_eigenschap(tx: &mut Tx, value: &Eigenschapswaarde) -> Result<()> {
    tx.send(&UPDATE, [value.uuid.into(), (&value.waarde).into()]).await
}

pub(crate) async fn delete_eigenschap(tx: &mut Tx, uuid: Id<Eigenschapswaarde>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await.map(|_| ())
}

/// Writes the value unless there are as many already as there may be, and returns whether it did.
pub(crate) async fn add_eigenschap(
    tx: &mut Tx,
    zaak: Id<Zaak>,
    value: &Eigenschapswaarde,
    count_max: i64,
) -> Result<bool> {
    let [uuid, zaak, eigenschap, naam, waarde] = values(zaak, value);
    Ok(tx.execute(&ADD, &[uuid, zaak, eigenschap, naam, waarde, count_max.into()]).await? == 1)
}

/// Writes values that the zaken do not have yet.
pub(crate) async fn insert_eigenschappen(
    tx: &mut Tx,
    all: impl Iterator<Item = (Id<Zaak>, &Eigenschapswaarde)>,
) -> Result<()> {
    let rows: Vec<_> = all.map(|(zaak, value)| values(zaak, value).to_vec()).collect();
    tx.send_each(&INSERT, rows).await
}

impl Rij for VanZaak<Eigenschapswaarde> {
    const RESOURCE: &'static str = "zaakeigenschap";

    fn insert() -> &'static Sql {
        &INSERT
    }

    fn values(&self) -> Vec<Value<'_>> {
        values(self.zaak, &self.one).into()
    }

    fn zaak(&self) -> Id<Zaak> {
        self.zaak
    }

    fn weergave(&self) -> &str {
        &self.one.naam
    }
}

fn values(zaak: Id<Zaak>, value: &Eigenschapswaarde) -> [Value<'_>; 5] {
    [value.uuid.into(), zaak.into(), value.eigenschap.into(), (&value.naam).into(), (&value.waarde).into()]
}

pub(crate) fn read_eigenschap(row: &Row<'_>) -> Result<Eigenschapswaarde> {
    Ok(Eigenschapswaarde { uuid: row.get(0)?, eigenschap: row.get(1)?, naam: row.get(2)?, waarde: row.get(3)? })
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
    db.query(&LIST, &[zaak.into()], read_eigenschap).await
}
