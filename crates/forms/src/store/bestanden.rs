//! Uploads.

use ::store::{Reader, Result, Sql, Tx, sql, sql_pair};
use values::Id;

use crate::{Bestand, Inzending};

static INSERT: Sql = sql(
    "forms.insert_bestand",
    "INSERT INTO inzending_bestand (uuid, inzending, component, naam, size, content_type, hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
static LIST: Sql = sql(
    "forms.list_bestanden",
    "SELECT uuid, component, naam, size, content_type, hash FROM inzending_bestand WHERE inzending = $1 ORDER BY uuid",
);
static DELETE: Sql = sql("forms.delete_bestand", "DELETE FROM inzending_bestand WHERE inzending = $1 AND uuid = $2");
static USES_FILE: Sql = sql_pair(
    "forms.uses_file",
    "SELECT hash FROM inzending_bestand WHERE hash IN (SELECT value FROM json_each($1))",
    "SELECT hash FROM inzending_bestand WHERE hash IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB))",
);

pub(super) const STATEMENTS: &[&Sql] = &[&INSERT, &LIST, &DELETE, &USES_FILE];

/// The statement that tells which bytes submissions use, for the sweep of orphans.
pub const FILE_USES: &[&Sql] = &[&USES_FILE];

pub(crate) async fn insert_bestand(tx: &mut Tx, inzending: Id<Inzending>, bestand: &Bestand) -> Result<()> {
    let now = tx.now();
    tx.execute(
        &INSERT,
        &[
            bestand.uuid.into(),
            inzending.into(),
            (&bestand.component).into(),
            (&bestand.naam).into(),
            i64::try_from(bestand.size).unwrap_or(i64::MAX).into(),
            (&bestand.content_type).into(),
            (&bestand.hash).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn list_bestanden(db: &mut Reader, inzending: Id<Inzending>) -> Result<Vec<Bestand>> {
    db.query(&LIST, &[inzending.into()], |row| {
        Ok(Bestand {
            uuid: row.get(0)?,
            component: row.get(1)?,
            naam: row.get(2)?,
            size: u64::try_from(row.get::<i64>(3)?).unwrap_or(0),
            content_type: row.get(4)?,
            hash: row.get(5)?,
        })
    })
    .await
}

pub(crate) async fn delete_bestand(tx: &mut Tx, inzending: Id<Inzending>, uuid: Id<Bestand>) -> Result<bool> {
    Ok(tx.execute(&DELETE, &[inzending.into(), uuid.into()]).await? == 1)
}
