//! User tasks.

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql, sql_pair};
use bpmn::TokenId;
use values::{Bsn, Id};
use zaken::Zaak;

use crate::{Instantie, Taak, TaakSoort, TaakStatus};

macro_rules! taak_fields {
    () => {
        "uuid, instantie, zaak, token, node, soort, titel, toelichting, formulier, groepen, behandelaar, behandelaar_naam,
         bsn, status, verloopt_op, created_at, afgerond_op, afgerond_door, verzonden_data"
    };
}
macro_rules! taak_columns {
    () => {
        concat!("SELECT ", taak_fields!(), " FROM taak ")
    };
}

static INSERT: Sql = sql(
    "process.insert_taak",
    "INSERT INTO taak (uuid, instantie, zaak, token, node, soort, titel, toelichting, formulier, groepen, behandelaar,
        behandelaar_naam, bsn, status, verloopt_op, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $14, $15)",
);
static FIND: Sql = sql("process.find_taak", concat!(taak_columns!(), "WHERE uuid = $1"));
static LOCK: Sql = sql_pair(
    "process.lock_taak",
    concat!(taak_columns!(), "WHERE uuid = $1"),
    concat!(taak_columns!(), "WHERE uuid = $1 FOR UPDATE"),
);
static LIST_BSN_OPEN: Sql = sql(
    "process.list_taken_bsn_open",
    concat!(
        taak_columns!(),
        "WHERE bsn = $1 AND status = 'open'
         ORDER BY CASE WHEN verloopt_op IS NULL THEN 1 ELSE 0 END, verloopt_op, uuid LIMIT $2"
    ),
);
static LIST_BSN_DONE: Sql = sql(
    "process.list_taken_bsn_done",
    concat!(taak_columns!(), "WHERE bsn = $1 AND status IN ('afgerond', 'verwerkt') ORDER BY uuid DESC LIMIT $2"),
);
static LIST_ZAAK: Sql = sql("process.list_taken_zaak", concat!(taak_columns!(), "WHERE zaak = $1 ORDER BY uuid"));
static LIST_VRIJ: Sql = sql_pair(
    "process.list_taken_vrij",
    concat!(
        taak_columns!(),
        "WHERE soort = 'medewerker' AND status = 'open' AND behandelaar IS NULL
           AND EXISTS (SELECT 1 FROM json_each(taak.groepen) g WHERE g.value IN (SELECT value FROM json_each($1)))
         ORDER BY uuid LIMIT $2"
    ),
    concat!(
        taak_columns!(),
        "WHERE soort = 'medewerker' AND status = 'open' AND behandelaar IS NULL
           AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(taak.groepen::JSONB) g(value)
                       WHERE g.value IN (SELECT jsonb_array_elements_text($1::TEXT::JSONB)))
         ORDER BY uuid LIMIT $2"
    ),
);
static LIST_MIJN: Sql = sql(
    "process.list_taken_mijn",
    concat!(
        taak_columns!(),
        "WHERE soort = 'medewerker' AND status = 'open' AND behandelaar = $1 ORDER BY uuid LIMIT $2"
    ),
);
static SET_BEHANDELAAR: Sql =
    sql("process.set_behandelaar", "UPDATE taak SET behandelaar = $2, behandelaar_naam = $3 WHERE uuid = $1");
static FINISH: Sql = sql(
    "process.finish_taak",
    "UPDATE taak SET status = $2, afgerond_op = $3, afgerond_door = $4, verzonden_data = $5 WHERE uuid = $1",
);
static CLOSE: Sql = sql(
    "process.close_taak",
    concat!(
        "UPDATE taak SET status = 'gesloten' WHERE instantie = $1 AND token = $2 AND status = 'open' RETURNING ",
        taak_fields!()
    ),
);
static MARK_VERWERKT: Sql = sql(
    "process.mark_verwerkt",
    "UPDATE taak SET status = 'verwerkt' WHERE instantie = $1 AND soort = 'klant' AND status = 'afgerond'",
);

// Walks taak_open.
static COUNT_OPEN: Sql = sql(
    "process.count_open_taken",
    "SELECT count(*) FROM (SELECT 1 AS een FROM taak
        WHERE soort IN ('medewerker', 'klant') AND status = 'open' LIMIT $1) AS open",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &COUNT_OPEN,
    &INSERT,
    &FIND,
    &LOCK,
    &LIST_BSN_OPEN,
    &LIST_BSN_DONE,
    &LIST_ZAAK,
    &LIST_VRIJ,
    &LIST_MIJN,
    &SET_BEHANDELAAR,
    &FINISH,
    &CLOSE,
    &MARK_VERWERKT,
];

/// A task with whose it is.
pub(crate) struct FoundTaak {
    pub taak: Taak,
    /// The resident who does it.
    pub bsn: Option<String>,
}

pub(crate) async fn insert_taak(tx: &mut Tx, taak: &Taak, bsn: Option<&str>) -> Result<()> {
    tx.send(
        &INSERT,
        [
            taak.uuid.into(),
            taak.instantie.into(),
            taak.zaak.into(),
            i64::from(taak.token.0).into(),
            (&taak.node).into(),
            taak.soort.as_str().into(),
            (&taak.titel).into(),
            (&taak.toelichting).into(),
            taak.formulier.as_ref().into(),
            serde_json::Value::from(taak.groepen.clone()).to_string().into(),
            taak.behandelaar.as_ref().into(),
            taak.behandelaar_naam.as_ref().into(),
            bsn.into(),
            taak.verloopt_op.into(),
            taak.created_at.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn find_taak(db: &mut Reader, uuid: Id<Taak>) -> Result<Option<FoundTaak>> {
    db.query_opt(&FIND, &[uuid.into()], read).await
}

pub(crate) async fn lock_taak(tx: &mut Tx, uuid: Id<Taak>) -> Result<Option<FoundTaak>> {
    tx.query_opt(&LOCK, &[uuid.into()], read).await
}

pub(crate) async fn list_taken_bsn(db: &mut Reader, bsn: &Bsn, open: bool, limit: i64) -> Result<Vec<Taak>> {
    let sql = if open { &LIST_BSN_OPEN } else { &LIST_BSN_DONE };
    db.query(sql, &[bsn.as_str().into(), limit.into()], |row| Ok(read(row)?.taak)).await
}

pub(crate) async fn list_taken_zaak(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Taak>> {
    db.query(&LIST_ZAAK, &[zaak.into()], |row| Ok(read(row)?.taak)).await
}

pub(crate) async fn list_taken_vrij(db: &mut Reader, rollen: &[String], limit: i64) -> Result<Vec<Taak>> {
    let rollen = serde_json::Value::from(rollen.to_vec()).to_string();
    db.query(&LIST_VRIJ, &[rollen.into(), limit.into()], |row| Ok(read(row)?.taak)).await
}

pub(crate) async fn list_taken_mijn(db: &mut Reader, medewerker: &str, limit: i64) -> Result<Vec<Taak>> {
    db.query(&LIST_MIJN, &[medewerker.into(), limit.into()], |row| Ok(read(row)?.taak)).await
}

pub(crate) async fn set_behandelaar(tx: &mut Tx, taak: &Taak) -> Result<()> {
    let values = [taak.uuid.into(), taak.behandelaar.as_ref().into(), taak.behandelaar_naam.as_ref().into()];
    tx.send(&SET_BEHANDELAAR, values).await?;
    Ok(())
}

pub(crate) async fn finish_taak(tx: &mut Tx, taak: &Taak) -> Result<()> {
    tx.send(
        &FINISH,
        [
            taak.uuid.into(),
            taak.status.as_str().into(),
            taak.afgerond_op.into(),
            taak.afgerond_door.as_ref().into(),
            taak.verzonden_data.as_ref().map(serde_json::Value::to_string).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Closes the open task of a token and returns it as it became.
pub(crate) async fn close_taak(tx: &mut Tx, instantie: Id<Instantie>, token: TokenId) -> Result<Option<FoundTaak>> {
    tx.query_opt(&CLOSE, &[instantie.into(), i64::from(token.0).into()], read).await
}

pub(crate) async fn mark_verwerkt(tx: &mut Tx, instantie: Id<Instantie>) -> Result<()> {
    tx.send(&MARK_VERWERKT, [instantie.into()]).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<FoundTaak> {
    let fault =
        |column, message: &str| StoreError::Column { statement: "process.taak", column, message: message.to_owned() };
    let groepen = serde_json::from_str(row.text(9)?).map_err(|_| fault(9, "no list of texts"))?;
    let token = u32::try_from(row.get::<i64>(3)?).map_err(|_| fault(3, "no token"))?;
    Ok(FoundTaak {
        taak: Taak {
            uuid: row.get(0)?,
            instantie: row.get(1)?,
            zaak: row.get(2)?,
            token: TokenId(token),
            node: row.get(4)?,
            soort: if row.text(5)? == "klant" { TaakSoort::Klant } else { TaakSoort::Medewerker },
            titel: row.get(6)?,
            toelichting: row.get(7)?,
            formulier: row.get(8)?,
            groepen,
            behandelaar: row.get(10)?,
            behandelaar_naam: row.get(11)?,
            status: TaakStatus::parse(row.text(13)?),
            verloopt_op: row.get(14)?,
            created_at: row.get(15)?,
            afgerond_op: row.get(16)?,
            afgerond_door: row.get(17)?,
            verzonden_data: row.get(18)?,
        },
        bsn: row.get(12)?,
    })
}

pub(crate) async fn count_open(db: &mut Reader, max: i64) -> Result<i64> {
    db.query_one(&COUNT_OPEN, &[max.into()], |row| row.get(0)).await
}
