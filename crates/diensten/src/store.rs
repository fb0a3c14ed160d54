//! Statements about diensten and what they have, and the mapping of rows.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::Timestamp;
use uuid::Uuid;
use values::Id;

use crate::{AutorisatieSoort, Dienst, ExternObject, ObjectSoort, Soort};

macro_rules! dienst_columns {
    () => {
        "SELECT uuid, naam, api_root, soort, autorisatie, client_id, header, is_intern, geheim_sealed FROM dienst "
    };
}

static LIST: Sql = sql("diensten.list", concat!(dienst_columns!(), "ORDER BY naam, uuid"));
static FIND_BY_ROOT: Sql = sql("diensten.find_by_root", concat!(dienst_columns!(), "WHERE api_root = $1"));
static FIND: Sql = sql("diensten.find", concat!(dienst_columns!(), "WHERE uuid = $1"));
static LOCK: Sql = sql_pair(
    "diensten.lock",
    concat!(dienst_columns!(), "WHERE uuid = $1"),
    concat!(dienst_columns!(), "WHERE uuid = $1 FOR UPDATE"),
);
static INSERT: Sql = sql(
    "diensten.insert",
    "INSERT INTO dienst (uuid, naam, api_root, soort, autorisatie, client_id, header, is_intern, geheim_sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (api_root) DO NOTHING",
);
static UPDATE: Sql = sql(
    "diensten.update",
    "UPDATE dienst SET naam = $2, api_root = $3, soort = $4, autorisatie = $5, client_id = $6, header = $7, is_intern = $8,
            geheim_sealed = $9 WHERE uuid = $1",
);
static DELETE: Sql = sql("diensten.delete", "DELETE FROM dienst WHERE uuid = $1");

macro_rules! object_columns {
    () => {
        "SELECT uuid, url, soort, etag, inhoud, opgehaald_op FROM extern_object "
    };
}

static FIND_OBJECT: Sql = sql("diensten.find_object", concat!(object_columns!(), "WHERE uuid = $1"));
static LIST_OBJECTS: Sql = sql_pair(
    "diensten.list_objects",
    concat!(object_columns!(), "WHERE uuid IN ", ids_sqlite!()),
    concat!(object_columns!(), "WHERE uuid IN ", ids_postgres!()),
);
static LIST_URLS: Sql = sql_pair(
    "diensten.list_urls",
    concat!("SELECT uuid, url FROM extern_object WHERE uuid IN ", ids_sqlite!()),
    concat!("SELECT uuid, url FROM extern_object WHERE uuid IN ", ids_postgres!()),
);
static SAVE_OBJECT: Sql = sql(
    "diensten.save_object",
    "INSERT INTO extern_object (uuid, url, soort, etag, inhoud, opgehaald_op, is_genoemd) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (uuid) DO UPDATE SET soort = excluded.soort, etag = excluded.etag, inhoud = excluded.inhoud,
         opgehaald_op = excluded.opgehaald_op, is_genoemd = extern_object.is_genoemd OR excluded.is_genoemd
     WHERE extern_object.url = excluded.url",
);
static DELETE_OLD: Sql =
    sql("diensten.delete_old_objects", "DELETE FROM extern_object WHERE NOT is_genoemd AND opgehaald_op < $1");

static FIND_MIRROR: Sql = sql("diensten.find_mirror", "SELECT url FROM extern_relatie WHERE relatie = $1");
static LIST_MIRRORS: Sql =
    sql("diensten.list_mirrors", "SELECT relatie, url FROM extern_relatie WHERE object = $1 ORDER BY relatie");
static SAVE_MIRROR: Sql = sql(
    "diensten.save_mirror",
    "INSERT INTO extern_relatie (relatie, object, url) VALUES ($1, $2, $3)
     ON CONFLICT (relatie) DO UPDATE SET url = excluded.url",
);
static DELETE_MIRROR: Sql = sql("diensten.delete_mirror", "DELETE FROM extern_relatie WHERE relatie = $1");

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &LIST,
    &FIND_BY_ROOT,
    &FIND,
    &LOCK,
    &INSERT,
    &UPDATE,
    &DELETE,
    &FIND_OBJECT,
    &LIST_OBJECTS,
    &LIST_URLS,
    &SAVE_OBJECT,
    &DELETE_OLD,
    &FIND_MIRROR,
    &LIST_MIRRORS,
    &SAVE_MIRROR,
    &DELETE_MIRROR,
];

/// A dienst with its sealed secret.
pub(crate) struct Verzegeld {
    pub(crate) dienst: Dienst,
    pub(crate) geheim: Vec<u8>,
}

pub(crate) async fn list(db: &mut Reader) -> Result<Vec<Verzegeld>> {
    db.query(&LIST, &[], read_dienst).await
}

pub(crate) async fn find_by_root(db: &mut Reader, api_root: &str) -> Result<Option<Verzegeld>> {
    db.query_opt(&FIND_BY_ROOT, &[api_root.into()], read_dienst).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Dienst>) -> Result<Option<Verzegeld>> {
    db.query_opt(&FIND, &[uuid.into()], read_dienst).await
}

/// Returns a dienst that nobody else can change until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, uuid: Id<Dienst>) -> Result<Option<Verzegeld>> {
    tx.query_opt(&LOCK, &[uuid.into()], read_dienst).await
}

/// Writes a dienst unless another has its root, and returns whether it did.
pub(crate) async fn insert(tx: &mut Tx, dienst: &Dienst, geheim: &[u8]) -> Result<bool> {
    Ok(tx.execute(&INSERT, &values_of(dienst, geheim)).await? == 1)
}

pub(crate) async fn update(tx: &mut Tx, dienst: &Dienst, geheim: &[u8]) -> Result<()> {
    tx.execute(&UPDATE, &values_of(dienst, geheim)).await.map(drop)
}

fn values_of<'a>(dienst: &'a Dienst, geheim: &'a [u8]) -> [Value<'a>; 9] {
    [
        dienst.uuid.into(),
        (&dienst.naam).into(),
        (&dienst.api_root).into(),
        dienst.soort.as_str().into(),
        dienst.autorisatie.as_str().into(),
        (&dienst.client_id).into(),
        (&dienst.header).into(),
        dienst.is_intern.into(),
        geheim.into(),
    ]
}

pub(crate) async fn delete(tx: &mut Tx, uuid: Id<Dienst>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await.map(drop)
}

fn read_dienst(row: &Row<'_>) -> Result<Verzegeld> {
    let dienst = Dienst {
        uuid: row.get(0)?,
        naam: row.get(1)?,
        api_root: row.get(2)?,
        // The table holds only what was written from these enums.
        soort: Soort::find(row.text(3)?).unwrap_or(Soort::Orc),
        autorisatie: AutorisatieSoort::find(row.text(4)?).unwrap_or(AutorisatieSoort::Geen),
        client_id: row.get(5)?,
        header: row.get(6)?,
        is_intern: row.get(7)?,
    };
    Ok(Verzegeld { dienst, geheim: row.get(8)? })
}

pub(crate) async fn find_object(db: &mut Reader, uuid: Uuid) -> Result<Option<ExternObject>> {
    Ok(db.query_opt(&FIND_OBJECT, &[uuid.into()], read_object).await?.flatten())
}

pub(crate) async fn list_objects(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<ExternObject>> {
    let found = db.query(&LIST_OBJECTS, &[ids_parameter(ids.iter().copied()).into()], read_object).await?;
    Ok(found.into_iter().flatten().collect())
}

pub(crate) async fn list_urls(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    let ids = ids_parameter(ids.iter().copied());
    db.query(&LIST_URLS, &[ids.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Writes what was fetched, and returns whether it did: not when its id is that of another URL.
pub(crate) async fn save_object(tx: &mut Tx, object: &ExternObject, is_genoemd: bool) -> Result<bool> {
    let inhoud = serde_json::to_string(&object.inhoud).unwrap_or_default();
    let values = [
        object.uuid.into(),
        (&object.url).into(),
        object.soort.as_str().into(),
        (&object.etag).into(),
        inhoud.into(),
        object.opgehaald_op.into(),
        is_genoemd.into(),
    ];
    Ok(tx.execute(&SAVE_OBJECT, &values).await? == 1)
}

pub(crate) async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(&DELETE_OLD, &[before.into()]).await
}

fn read_object(row: &Row<'_>) -> Result<Option<ExternObject>> {
    let (Some(soort), Ok(inhoud)) = (ObjectSoort::find(row.text(2)?), serde_json::from_str(row.text(4)?)) else {
        return Ok(None);
    };
    let opgehaald_op = row.get(5)?;
    Ok(Some(ExternObject { uuid: row.get(0)?, url: row.get(1)?, soort, etag: row.get(3)?, inhoud, opgehaald_op }))
}

pub(crate) async fn find_mirror(db: &mut Reader, relatie: Uuid) -> Result<Option<String>> {
    db.query_opt(&FIND_MIRROR, &[relatie.into()], |row| row.get(0)).await
}

pub(crate) async fn list_mirrors(db: &mut Reader, object: Uuid) -> Result<Vec<(Uuid, String)>> {
    db.query(&LIST_MIRRORS, &[object.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(crate) async fn save_mirror(tx: &mut Tx, relatie: Uuid, object: Uuid, url: &str) -> Result<()> {
    tx.execute(&SAVE_MIRROR, &[relatie.into(), object.into(), url.into()]).await.map(drop)
}

pub(crate) async fn delete_mirror(tx: &mut Tx, relatie: Uuid) -> Result<()> {
    tx.execute(&DELETE_MIRROR, &[relatie.into()]).await.map(drop)
}
