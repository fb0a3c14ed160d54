//! Rows of staff.

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use values::actor::Medewerker;

static FIND_ACTIVE: Sql =
    sql("identity.find_medewerker", "SELECT id, naam, rollen FROM medewerker WHERE id = $1 AND actief");
static LIST_ACTIVE: Sql =
    sql("identity.list_medewerkers", "SELECT id, naam, rollen FROM medewerker WHERE actief ORDER BY naam, id");
static INSERT: Sql = sql(
    "identity.insert_medewerker",
    "INSERT INTO medewerker (id, naam, rollen, actief) VALUES ($1, $2, $3, TRUE) ON CONFLICT (id) DO NOTHING",
);

static SAVE: Sql = sql(
    "identity.save_medewerker",
    "INSERT INTO medewerker (id, naam, rollen, actief) VALUES ($1, $2, $3, TRUE)
     ON CONFLICT (id) DO UPDATE SET naam = excluded.naam, rollen = excluded.rollen",
);

static LIST: Sql =
    sql("identity.list_all_medewerkers", "SELECT id, naam, rollen, actief FROM medewerker ORDER BY naam, id");
static SET_ACTIVE: Sql = sql("identity.set_medewerker_active", "UPDATE medewerker SET actief = $2 WHERE id = $1");

pub(crate) const STATEMENTS: &[&Sql] = &[&FIND_ACTIVE, &LIST_ACTIVE, &INSERT, &SAVE, &LIST, &SET_ACTIVE];

fn medewerker(row: &Row<'_>) -> Result<Medewerker> {
    Ok(Medewerker { id: row.get(0)?, naam: row.get(1)?, rollen: super::personen::list(row, 2)? })
}

pub(crate) async fn find_active(db: &mut Reader, id: &str) -> Result<Option<Medewerker>> {
    db.query_opt(&FIND_ACTIVE, &[id.into()], medewerker).await
}

pub(crate) async fn list_active(db: &mut Reader) -> Result<Vec<Medewerker>> {
    db.query(&LIST_ACTIVE, &[], medewerker).await
}

pub(crate) async fn list(db: &mut Reader) -> Result<Vec<(Medewerker, bool)>> {
    db.query(&LIST, &[], |row| Ok((medewerker(row)?, row.get(3)?))).await
}

/// Lets somebody in or shuts him out, and returns whether there is such a person.
pub(crate) async fn set_active(tx: &mut Tx, id: &str, is_active: bool) -> Result<bool> {
    Ok(tx.execute(&SET_ACTIVE, &[id.into(), is_active.into()]).await? == 1)
}

/// Adds somebody; who is there already stays as he is.
pub(crate) async fn insert(tx: &mut Tx, medewerker: &Medewerker) -> Result<()> {
    write(tx, &INSERT, medewerker).await
}

/// Adds somebody, or changes name and roles. Who was shut out stays so.
pub(crate) async fn save(tx: &mut Tx, medewerker: &Medewerker) -> Result<()> {
    write(tx, &SAVE, medewerker).await
}

async fn write(tx: &mut Tx, sql: &'static Sql, medewerker: &Medewerker) -> Result<()> {
    let rollen = serde_json::to_string(&medewerker.rollen).expect("a list of texts is always JSON");
    tx.execute(sql, &[(&medewerker.id).into(), (&medewerker.naam).into(), rollen.into()]).await?;
    Ok(())
}
