//! Bulk imports of documents: how far they are, and their rows.

use ::store::{Reader, Result, Row, Sql, Tx, sql, sql_pair};
use values::Id;

use crate::DocumentImport;
use crate::domain::{ImportRegel, ImportStatus};

static INSERT: Sql = sql(
    "zaken.insert_import",
    "INSERT INTO document_import (uuid, status, aangemaakt, client_id, label) VALUES ($1, $2, $3, $4, $5)",
);
static FIND: Sql = sql(
    "zaken.find_import",
    "SELECT uuid, status, client_id, label, totaal, goed, fout FROM document_import WHERE uuid = $1",
);
static LOCK: Sql = sql_pair(
    "zaken.lock_import",
    "SELECT uuid, status, client_id, label, totaal, goed, fout FROM document_import WHERE uuid = $1",
    "SELECT uuid, status, client_id, label, totaal, goed, fout FROM document_import WHERE uuid = $1 FOR UPDATE",
);
static START: Sql = sql("zaken.start_import", "UPDATE document_import SET status = $2, totaal = $3 WHERE uuid = $1");
static SET_STATUS: Sql = sql("zaken.set_import_status", "UPDATE document_import SET status = $2 WHERE uuid = $1");
static COUNT_DONE: Sql =
    sql("zaken.count_import", "UPDATE document_import SET goed = goed + $2, fout = fout + $3 WHERE uuid = $1");
static DELETE: Sql = sql("zaken.delete_import", "DELETE FROM document_import WHERE uuid = $1");
static INSERT_REGELS: Sql = sql_pair(
    "zaken.insert_import_regels",
    "INSERT INTO document_import_regel (import, nummer, cellen) SELECT $1, $2 + CAST(key AS INTEGER), value FROM json_each($3)",
    "INSERT INTO document_import_regel (import, nummer, cellen)
     SELECT CAST($1 AS UUID), CAST($2 AS BIGINT) + place - 1, value
     FROM jsonb_array_elements_text(CAST($3 AS TEXT)::JSONB) WITH ORDINALITY AS regels(value, place)",
);
static NEXT_REGELS: Sql = sql(
    "zaken.next_import_regels",
    "SELECT nummer, cellen, is_goed, opmerking FROM document_import_regel
     WHERE import = $1 AND nummer > $2 AND is_goed IS NULL ORDER BY nummer LIMIT $3",
);
static LIST_REGELS: Sql = sql(
    "zaken.list_import_regels",
    "SELECT nummer, cellen, is_goed, opmerking FROM document_import_regel
     WHERE import = $1 AND nummer > $2 ORDER BY nummer LIMIT $3",
);
static SET_REGEL: Sql = sql(
    "zaken.set_import_regel",
    "UPDATE document_import_regel SET is_goed = $3, opmerking = $4 WHERE import = $1 AND nummer = $2 AND is_goed IS NULL",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &FIND,
    &LOCK,
    &START,
    &SET_STATUS,
    &COUNT_DONE,
    &DELETE,
    &INSERT_REGELS,
    &NEXT_REGELS,
    &LIST_REGELS,
    &SET_REGEL,
];

/// Rows that one statement writes.
const REGELS_AT_ONCE: usize = 1000;

pub(crate) async fn insert(tx: &mut Tx, import: &DocumentImport) -> Result<()> {
    let now = tx.now();
    let values = [
        import.uuid.into(),
        import.status.as_str().into(),
        now.into(),
        (&import.client_id).into(),
        (&import.label).into(),
    ];
    tx.execute(&INSERT, &values).await?;
    Ok(())
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<DocumentImport>) -> Result<Option<DocumentImport>> {
    db.query_opt(&FIND, &[uuid.into()], read).await
}

/// Finds an import that nobody else changes until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx, uuid: Id<DocumentImport>) -> Result<Option<DocumentImport>> {
    tx.query_opt(&LOCK, &[uuid.into()], read).await
}

/// Starts an import with its rows, numbered from 1. It conflicts with one that runs.
pub(crate) async fn start(tx: &mut Tx, uuid: Id<DocumentImport>, rows: &[Vec<String>]) -> Result<()> {
    let totaal = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    tx.execute(&START, &[uuid.into(), ImportStatus::Active.as_str().into(), totaal.into()]).await?;
    for (index, some) in rows.chunks(REGELS_AT_ONCE).enumerate() {
        let cellen: Vec<String> = some.iter().map(|cells| serde_json::Value::from(cells.clone()).to_string()).collect();
        let first = i64::try_from(index * REGELS_AT_ONCE + 1).unwrap_or(i64::MAX);
        let cellen = serde_json::Value::from(cellen).to_string();
        tx.execute(&INSERT_REGELS, &[uuid.into(), first.into(), cellen.into()]).await?;
    }
    Ok(())
}

pub(crate) async fn set_status(tx: &mut Tx, uuid: Id<DocumentImport>, status: ImportStatus) -> Result<()> {
    tx.execute(&SET_STATUS, &[uuid.into(), status.as_str().into()]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, uuid: Id<DocumentImport>) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await?;
    Ok(())
}

/// Returns the next rows that were not done yet.
pub(crate) async fn next_regels(
    db: &mut Reader,
    uuid: Id<DocumentImport>,
    after: i64,
    limit: i64,
) -> Result<Vec<ImportRegel>> {
    db.query(&NEXT_REGELS, &[uuid.into(), after.into(), limit.into()], read_regel).await
}

/// Returns rows with what became of them.
pub(crate) async fn list_regels(
    db: &mut Reader,
    uuid: Id<DocumentImport>,
    after: i64,
    limit: i64,
) -> Result<Vec<ImportRegel>> {
    db.query(&LIST_REGELS, &[uuid.into(), after.into(), limit.into()], read_regel).await
}

/// Says what became of a row. Returns whether it was not known yet: a row is done once.
pub(crate) async fn finish_regel(
    tx: &mut Tx,
    uuid: Id<DocumentImport>,
    nummer: i64,
    fault: Option<&str>,
) -> Result<bool> {
    let is_goed = fault.is_none();
    let values = [uuid.into(), nummer.into(), is_goed.into(), fault.unwrap_or_default().into()];
    if tx.execute(&SET_REGEL, &values).await? == 0 {
        return Ok(false);
    }
    tx.execute(&COUNT_DONE, &[uuid.into(), i64::from(is_goed).into(), i64::from(!is_goed).into()]).await?;
    Ok(true)
}

fn read(row: &Row<'_>) -> Result<DocumentImport> {
    Ok(DocumentImport {
        uuid: row.get(0)?,
        // The table holds only what was written from this enum.
        status: ImportStatus::find(row.text(1)?).unwrap_or(ImportStatus::Error),
        client_id: row.get(2)?,
        label: row.get(3)?,
        totaal: row.get(4)?,
        goed: row.get(5)?,
        fout: row.get(6)?,
    })
}

fn read_regel(row: &Row<'_>) -> Result<ImportRegel> {
    let cellen: serde_json::Value = row.get(1)?;
    Ok(ImportRegel {
        nummer: row.get(0)?,
        cellen: serde_json::from_value(cellen).unwrap_or_default(),
        is_goed: row.get(2)?,
        opmerking: row.get(3)?,
    })
}
