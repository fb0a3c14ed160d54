//! Models, decision tables and templates.

use ::store::{Reader, Result, Sql, Tx, sql};
use uuid::Uuid;

static FIND_NEWEST_MODEL: Sql =
    sql("process.find_newest_model", "SELECT uuid FROM procesmodel WHERE key = $1 ORDER BY versie DESC LIMIT 1");
static READ_MODEL: Sql = sql("process.read_model", "SELECT key, xml, koppelingen FROM procesmodel WHERE uuid = $1");
static NEWEST_MODEL_TEXT: Sql = sql(
    "process.newest_model_text",
    "SELECT versie, xml, koppelingen FROM procesmodel WHERE key = $1 ORDER BY versie DESC LIMIT 1",
);
static INSERT_MODEL: Sql = sql(
    "process.insert_model",
    "INSERT INTO procesmodel (uuid, key, versie, xml, koppelingen, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
static FIND_NEWEST_BESLISTABEL: Sql =
    sql("process.find_newest_beslistabel", "SELECT uuid FROM beslistabel WHERE key = $1 ORDER BY versie DESC LIMIT 1");
static READ_BESLISTABEL: Sql = sql("process.read_beslistabel", "SELECT xml FROM beslistabel WHERE uuid = $1");
static NEWEST_BESLISTABEL: Sql = sql(
    "process.newest_beslistabel",
    "SELECT versie, xml FROM beslistabel WHERE key = $1 ORDER BY versie DESC LIMIT 1",
);
static INSERT_BESLISTABEL: Sql = sql(
    "process.insert_beslistabel",
    "INSERT INTO beslistabel (uuid, key, versie, xml, created_at) VALUES ($1, $2, $3, $4, $5)",
);
static FIND_SJABLOON: Sql = sql(
    "process.find_sjabloon",
    "SELECT coalesce(
        (SELECT tekst FROM sjabloon WHERE zaaktype = $1 AND naam = $2 ORDER BY versie DESC LIMIT 1),
        (SELECT tekst FROM sjabloon WHERE zaaktype = '' AND naam = $2 ORDER BY versie DESC LIMIT 1))",
);
static NEWEST_SJABLOON: Sql = sql(
    "process.newest_sjabloon",
    "SELECT versie, tekst FROM sjabloon WHERE zaaktype = $1 AND naam = $2 ORDER BY versie DESC LIMIT 1",
);
static INSERT_SJABLOON: Sql = sql(
    "process.insert_sjabloon",
    "INSERT INTO sjabloon (uuid, zaaktype, naam, versie, tekst, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &FIND_NEWEST_MODEL,
    &READ_MODEL,
    &NEWEST_MODEL_TEXT,
    &INSERT_MODEL,
    &FIND_NEWEST_BESLISTABEL,
    &READ_BESLISTABEL,
    &NEWEST_BESLISTABEL,
    &INSERT_BESLISTABEL,
    &FIND_SJABLOON,
    &NEWEST_SJABLOON,
    &INSERT_SJABLOON,
];

/// A model as it was installed.
pub(crate) struct ModelRow {
    pub key: String,
    pub xml: String,
    pub koppelingen: String,
}

pub(crate) async fn find_newest_model(db: &mut Reader, key: &str) -> Result<Option<Uuid>> {
    db.query_opt(&FIND_NEWEST_MODEL, &[key.into()], |row| row.get(0)).await
}

pub(crate) async fn read_model(db: &mut Reader, uuid: Uuid) -> Result<ModelRow> {
    db.query_one(&READ_MODEL, &[uuid.into()], |row| {
        Ok(ModelRow { key: row.get(0)?, xml: row.get(1)?, koppelingen: row.get(2)? })
    })
    .await
}

/// Adds a version, unless the newest one is the same.
pub(crate) async fn insert_model(tx: &mut Tx, key: &str, xml: &str, koppelingen: &str) -> Result<()> {
    let newest = tx
        .query_opt(&NEWEST_MODEL_TEXT, &[key.into()], |row| {
            Ok((row.get::<i64>(0)?, row.text(1)? == xml && row.text(2)? == koppelingen))
        })
        .await?;
    let Some(versie) = next_versie(newest) else { return Ok(()) };
    let (uuid, now) = (tx.new_uuid(), tx.now());
    let values = [uuid.into(), key.into(), versie.into(), xml.into(), koppelingen.into(), now.into()];
    tx.execute(&INSERT_MODEL, &values).await?;
    Ok(())
}

/// The number of a new version; none when the newest is the same.
fn next_versie(newest: Option<(i64, bool)>) -> Option<i64> {
    match newest {
        None => Some(1),
        Some((_, true)) => None,
        Some((versie, false)) => Some(versie + 1),
    }
}

pub(crate) async fn find_newest_beslistabel(db: &mut Reader, key: &str) -> Result<Option<Uuid>> {
    db.query_opt(&FIND_NEWEST_BESLISTABEL, &[key.into()], |row| row.get(0)).await
}

pub(crate) async fn read_beslistabel(db: &mut Reader, uuid: Uuid) -> Result<String> {
    db.query_one(&READ_BESLISTABEL, &[uuid.into()], |row| row.get(0)).await
}

pub(crate) async fn insert_beslistabel(tx: &mut Tx, key: &str, xml: &str) -> Result<()> {
    let newest =
        tx.query_opt(&NEWEST_BESLISTABEL, &[key.into()], |row| Ok((row.get::<i64>(0)?, row.text(1)? == xml))).await?;
    let Some(versie) = next_versie(newest) else { return Ok(()) };
    let (uuid, now) = (tx.new_uuid(), tx.now());
    tx.execute(&INSERT_BESLISTABEL, &[uuid.into(), key.into(), versie.into(), xml.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn find_sjabloon(db: &mut Reader, zaaktype: &str, naam: &str) -> Result<Option<String>> {
    db.query_one(&FIND_SJABLOON, &[zaaktype.into(), naam.into()], |row| row.get(0)).await
}

pub(crate) async fn insert_sjabloon(tx: &mut Tx, zaaktype: &str, naam: &str, tekst: &str) -> Result<()> {
    let newest = tx
        .query_opt(&NEWEST_SJABLOON, &[zaaktype.into(), naam.into()], |row| {
            Ok((row.get::<i64>(0)?, row.text(1)? == tekst))
        })
        .await?;
    let Some(versie) = next_versie(newest) else { return Ok(()) };
    let (uuid, now) = (tx.new_uuid(), tx.now());
    let values = [uuid.into(), zaaktype.into(), naam.into(), versie.into(), tekst.into(), now.into()];
    tx.execute(&INSERT_SJABLOON, &values).await?;
    Ok(())
}
