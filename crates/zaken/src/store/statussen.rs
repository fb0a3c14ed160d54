//! Statuses and the resultaat.

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql};
use jiff::Timestamp;
use values::Id;

use super::import::Rij;
use crate::{Resultaat, Status, Zaak};

static INSERT_STATUS: Sql = sql(
    "zaken.insert_status",
    "INSERT INTO status (uuid, zaak, statustype, datum_status_gezet, statustoelichting, gezetdoor) VALUES ($1, $2, $3, $4, $5, $6)",
);
// Statuses can arrive out of order from migrations, so the newest by date counts, not the newest by insertion.
static SET_CURRENT: Sql = sql(
    "zaken.set_current_status",
    "UPDATE zaak SET laatst_gemuteerd = $2,
        status = (SELECT s.uuid FROM status s WHERE s.zaak = $1 ORDER BY s.datum_status_gezet DESC LIMIT 1)
     WHERE uuid = $1 RETURNING status",
);
static NEWEST_MOMENT: Sql = sql(
    "zaken.newest_status_moment",
    "SELECT datum_status_gezet FROM status WHERE zaak = $1 ORDER BY datum_status_gezet DESC LIMIT 1",
);
static HAS_STATUS_AT: Sql =
    sql("zaken.has_status_at", "SELECT uuid FROM status WHERE zaak = $1 AND datum_status_gezet = $2");
static FIND_STATUS: Sql = sql(
    "zaken.find_status",
    "SELECT uuid, zaak, statustype, datum_status_gezet, statustoelichting, gezetdoor FROM status WHERE uuid = $1",
);
static LIST_STATUSSEN: Sql = sql(
    "zaken.list_statussen",
    "SELECT uuid, zaak, statustype, datum_status_gezet, statustoelichting, gezetdoor FROM status WHERE zaak = $1
     ORDER BY datum_status_gezet",
);
static READ_RESULTAAT: Sql =
    sql("zaken.read_resultaat", "SELECT uuid, zaak, resultaattype, toelichting FROM resultaat WHERE zaak = $1");
static DELETE_RESULTAAT: Sql = sql("zaken.delete_resultaat", "DELETE FROM resultaat WHERE zaak = $1");
static INSERT_RESULTAAT: Sql = sql(
    "zaken.insert_resultaat",
    "INSERT INTO resultaat (uuid, zaak, resultaattype, toelichting) VALUES ($1, $2, $3, $4)",
);
static UPDATE_RESULTAAT: Sql =
    sql("zaken.update_resultaat", "UPDATE resultaat SET resultaattype = $2, toelichting = $3 WHERE uuid = $1");
static SET_RESULTAAT: Sql =
    sql("zaken.set_resultaat", "UPDATE zaak SET resultaat = $2, laatst_gemuteerd = $3 WHERE uuid = $1");

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_STATUS,
    &SET_CURRENT,
    &NEWEST_MOMENT,
    &HAS_STATUS_AT,
    &FIND_STATUS,
    &LIST_STATUSSEN,
    &READ_RESULTAAT,
    &DELETE_RESULTAAT,
    &INSERT_RESULTAAT,
    &UPDATE_RESULTAAT,
    &SET_RESULTAAT,
];

fn status_values(status: &Status) -> Vec<Value<'_>> {
    vec![
        status.uuid.into(),
        status.zaak.into(),
        status.statustype.into(),
        status.datum_status_gezet.into(),
        (&status.statustoelichting).into(),
        status.gezetdoor.into(),
    ]
}

/// Writes many statussen; their zaken name the newest already.
pub(crate) async fn insert_statussen(tx: &mut Tx, statussen: impl Iterator<Item = &Status>) -> Result<()> {
    let rows: Vec<_> = statussen.map(status_values).collect();
    tx.send_each(&INSERT_STATUS, rows).await
}

impl Rij for Status {
    const RESOURCE: &'static str = "status";

    fn insert() -> &'static Sql {
        &INSERT_STATUS
    }

    fn values(&self) -> Vec<Value<'_>> {
        status_values(self)
    }

    fn zaak(&self) -> Id<Zaak> {
        self.zaak
    }
}

impl Rij for Resultaat {
    const RESOURCE: &'static str = "resultaat";

    fn insert() -> &'static Sql {
        &INSERT_RESULTAAT
    }

    fn values(&self) -> Vec<Value<'_>> {
        resultaat_values(self)
    }

    fn zaak(&self) -> Id<Zaak> {
        self.zaak
    }
}

/// Adds a status, and makes it the one that the zaak has now when no later one was set. Returns whether it is.
pub(crate) async fn insert_status(tx: &mut Tx, status: &Status) -> Result<bool> {
    let now = tx.now();
    tx.send_each(&INSERT_STATUS, vec![status_values(status)]).await?;
    let newest: Option<Id<Status>> =
        tx.query_one(&SET_CURRENT, &[status.zaak.into(), now.into()], |row| row.get(0)).await?;
    Ok(newest == Some(status.uuid))
}

pub(crate) async fn newest_status_moment(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Timestamp>> {
    db.query_opt(&NEWEST_MOMENT, &[zaak.into()], |row| row.get(0)).await
}

pub(crate) async fn has_status_at(db: &mut Reader, zaak: Id<Zaak>, moment: Timestamp) -> Result<bool> {
    Ok(db.query_opt(&HAS_STATUS_AT, &[zaak.into(), moment.into()], |_| Ok(())).await?.is_some())
}

/// Returns a status by its id.
///
/// # Errors
/// When the database fails.
pub async fn find_status(db: &mut Reader, uuid: Id<Status>) -> Result<Option<Status>> {
    db.query_opt(&FIND_STATUS, &[uuid.into()], read_status).await
}

/// Returns the statuses of a zaak, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_statussen(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Status>> {
    db.query(&LIST_STATUSSEN, &[zaak.into()], read_status).await
}

pub(crate) fn read_status(row: &Row<'_>) -> Result<Status> {
    Ok(Status {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        statustype: row.get(2)?,
        datum_status_gezet: row.get(3)?,
        statustoelichting: row.get(4)?,
        gezetdoor: row.get(5)?,
    })
}

/// Returns the resultaat of a zaak, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn read_resultaat(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Resultaat>> {
    db.query_opt(&READ_RESULTAAT, &[zaak.into()], read_resultaat_row).await
}

pub(crate) fn read_resultaat_row(row: &Row<'_>) -> Result<Resultaat> {
    Ok(Resultaat { uuid: row.get(0)?, zaak: row.get(1)?, resultaattype: row.get(2)?, toelichting: row.get(3)? })
}

fn resultaat_values(resultaat: &Resultaat) -> Vec<Value<'_>> {
    vec![resultaat.uuid.into(), resultaat.zaak.into(), resultaat.resultaattype.into(), (&resultaat.toelichting).into()]
}

/// Writes many resultaten; their zaken name them already.
pub(crate) async fn insert_resultaten(tx: &mut Tx, resultaten: impl Iterator<Item = &Resultaat>) -> Result<()> {
    let rows: Vec<_> = resultaten.map(resultaat_values).collect();
    tx.execute_each(&INSERT_RESULTAAT, &rows).await
}

pub(crate) async fn replace_resultaat(tx: &mut Tx, resultaat: &Resultaat) -> Result<()> {
    let now = tx.now();
    tx.execute(&DELETE_RESULTAAT, &[resultaat.zaak.into()]).await?;
    tx.execute(&INSERT_RESULTAAT, &resultaat_values(resultaat)).await?;
    tx.execute(&SET_RESULTAAT, &[resultaat.zaak.into(), resultaat.uuid.into(), now.into()]).await?;
    Ok(())
}

pub(crate) async fn update_resultaat(tx: &mut Tx, resultaat: &Resultaat) -> Result<()> {
    let values = [resultaat.uuid.into(), resultaat.resultaattype.into(), (&resultaat.toelichting).into()];
    tx.execute(&UPDATE_RESULTAAT, &values).await.map(|_| ())
}

/// Takes the resultaat of a zaak away.
pub(crate) async fn delete_resultaat(tx: &mut Tx, zaak: Id<Zaak>) -> Result<()> {
    let now = tx.now();
    tx.execute(&DELETE_RESULTAAT, &[zaak.into()]).await?;
    tx.execute(&SET_RESULTAAT, &[zaak.into(), Value::Null, now.into()]).await.map(|_| ())
}
