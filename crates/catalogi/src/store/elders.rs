//! Statements about copies of types that stay in other registers.

use ::store::{Reader, Result, Row, Sql, Tx, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::Timestamp;
use uuid::Uuid;

use crate::elders::ZaaktypeElders;

macro_rules! stand {
    () => {
        "SELECT e.uuid, e.stam, e.gelezen_op, s.gelezen_op, s.gezien_op, s.etag
         FROM type_elders e JOIN type_elders s ON s.uuid = e.stam WHERE e.uuid IN "
    };
}

static LIST: Sql =
    sql_pair("catalogi.list_elders", concat!(stand!(), ids_sqlite!()), concat!(stand!(), ids_postgres!()));
static LIST_PARTS: Sql =
    sql("catalogi.list_parts_elders", "SELECT uuid FROM type_elders WHERE stam = $1 AND gelezen_op < $2");
static SAVE: Sql = sql(
    "catalogi.save_elders",
    "INSERT INTO type_elders (uuid, stam, etag, gelezen_op, gezien_op) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (uuid) DO UPDATE SET stam = excluded.stam, etag = excluded.etag, gelezen_op = excluded.gelezen_op,
         gezien_op = excluded.gezien_op WHERE type_elders.gelezen_op <= excluded.gelezen_op",
);
// Not a concept, which is asked for each time.
static SEEN: Sql =
    sql("catalogi.seen_elders", "UPDATE type_elders SET gezien_op = $2 WHERE uuid = $1 AND gezien_op > 0");
static DELETE: Sql = sql("catalogi.delete_elders", "DELETE FROM type_elders WHERE uuid = $1");
static PARK: Sql = sql(
    "catalogi.park_statustypen_elders",
    "UPDATE statustype SET volgnummer = 0 - volgnummer WHERE zaaktype = $1 AND volgnummer > 0",
);
static CLEAR: Sql =
    sql("catalogi.clear_informatieobjecttypen_elders", "DELETE FROM zaaktype_informatieobjecttype WHERE zaaktype = $1");
static SET_BEHANDELROLLEN: Sql = sql(
    "catalogi.set_behandelrollen_elders",
    concat!(
        "UPDATE zaaktype SET behandelrollen = coalesce((
             SELECT t.behandelrollen FROM zaaktype t
             WHERE t.identificatie = zaaktype.identificatie AND t.uuid <> zaaktype.uuid AND t.behandelrollen <> '[]'
               AND (t.catalogus = zaaktype.catalogus OR ",
        eigen!("t"),
        ") ORDER BY CASE WHEN t.catalogus = zaaktype.catalogus THEN 0 ELSE 1 END, t.begin_geldigheid DESC, t.uuid LIMIT 1
         ), '[]') WHERE uuid = $1 AND behandelrollen = '[]'"
    ),
);

macro_rules! zaaktypen {
    ($which:literal) => {
        concat!(
            "SELECT z.uuid, x.url, z.identificatie, z.omschrijving, z.begin_geldigheid, z.behandelrollen
             FROM type_elders e JOIN zaaktype z ON z.uuid = e.uuid JOIN extern_object x ON x.uuid = e.uuid
             WHERE e.gelezen_op > 0 AND z.concept = FALSE",
            $which,
            " ORDER BY z.omschrijving, z.begin_geldigheid DESC, z.uuid LIMIT 1000"
        )
    };
}
static LIST_ZAAKTYPEN: Sql = sql("catalogi.list_zaaktypen_elders", zaaktypen!(""));
static FIND_ZAAKTYPE: Sql = sql("catalogi.find_zaaktype_elders", zaaktypen!(" AND e.uuid = $1"));
static UPDATE_BEHANDELROLLEN: Sql =
    sql("catalogi.update_behandelrollen_elders", "UPDATE zaaktype SET behandelrollen = $2 WHERE uuid = $1");

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &LIST,
    &LIST_PARTS,
    &SAVE,
    &SEEN,
    &DELETE,
    &PARK,
    &CLEAR,
    &SET_BEHANDELROLLEN,
    &LIST_ZAAKTYPEN,
    &FIND_ZAAKTYPE,
    &UPDATE_BEHANDELROLLEN,
];

/// What is known of a copy.
#[derive(Debug, Clone)]
pub(crate) struct Stand {
    pub(crate) uuid: Uuid,
    /// What it was read with.
    pub(crate) stam: Uuid,
    /// Whether that register still had it when that was read last.
    pub(crate) is_there: bool,
    /// When its stam was read.
    pub(crate) gelezen_op: Timestamp,
    /// When that register said last that it is still so.
    pub(crate) gezien_op: Timestamp,
    /// The tag of its stam.
    pub(crate) etag: String,
}

/// Returns what is known of these: one statement.
pub(crate) async fn list(db: &mut Reader, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Stand>> {
    db.query(&LIST, &[ids_parameter(ids).into()], |row| {
        let (own, gelezen_op): (Timestamp, Timestamp) = (row.get(2)?, row.get(3)?);
        Ok(Stand {
            uuid: row.get(0)?,
            stam: row.get(1)?,
            is_there: own == gelezen_op && gelezen_op > Timestamp::UNIX_EPOCH,
            gelezen_op,
            gezien_op: row.get(4)?,
            etag: row.get(5)?,
        })
    })
    .await
}

/// Returns what was read with this one before this moment, and not since.
pub(crate) async fn list_gone(db: &mut Reader, stam: Uuid, before: Timestamp) -> Result<Vec<Uuid>> {
    db.query(&LIST_PARTS, &[stam.into(), before.into()], |row| row.get(0)).await
}

/// One copy that was written.
pub(crate) struct Kopie {
    pub(crate) uuid: Uuid,
    pub(crate) stam: Uuid,
    pub(crate) etag: String,
    pub(crate) gelezen_op: Timestamp,
    pub(crate) gezien_op: Timestamp,
}

/// Marks rows as copies.
pub(crate) async fn save(tx: &mut Tx, kopieen: &[Kopie]) -> Result<()> {
    let row = |one: &Kopie| {
        vec![one.uuid.into(), one.stam.into(), one.etag.clone().into(), one.gelezen_op.into(), one.gezien_op.into()]
    };
    let rows: Vec<_> = kopieen.iter().map(row).collect();
    tx.execute_each(&SAVE, &rows).await
}

/// Marks that the other register says that all is still so.
pub(crate) async fn seen(tx: &mut Tx, stam: Uuid, now: Timestamp) -> Result<()> {
    tx.execute(&SEEN, &[stam.into(), now.into()]).await.map(drop)
}

/// Forgets that something is a copy, because it is gone.
pub(crate) async fn delete(tx: &mut Tx, uuid: Uuid) -> Result<()> {
    tx.execute(&DELETE, &[uuid.into()]).await.map(drop)
}

/// Makes room for the parts of a zaaktype that are going to be written: numbers may have been swapped, and what is not written again comes
/// before all that is.
pub(crate) async fn make_room(tx: &mut Tx, zaaktype: Uuid) -> Result<()> {
    tx.execute(&CLEAR, &[zaaktype.into()]).await?;
    tx.execute(&PARK, &[zaaktype.into()]).await.map(drop)
}

/// Lets the staff that handles an earlier version, or our own zaaktype with the same identificatie, handle this copy: who does so is decided
/// here, and the other register does not know.
pub(crate) async fn set_behandelrollen(tx: &mut Tx, zaaktype: Uuid) -> Result<()> {
    tx.execute(&SET_BEHANDELROLLEN, &[zaaktype.into()]).await.map(drop)
}

fn read_zaaktype(row: &Row<'_>) -> Result<ZaaktypeElders> {
    Ok(ZaaktypeElders {
        uuid: row.get(0)?,
        url: row.get(1)?,
        identificatie: row.get(2)?,
        omschrijving: row.get(3)?,
        begin_geldigheid: row.get(4)?,
        behandelrollen: super::words(row, 5)?,
    })
}

pub(crate) async fn list_zaaktypen(db: &mut Reader) -> Result<Vec<ZaaktypeElders>> {
    db.query(&LIST_ZAAKTYPEN, &[], read_zaaktype).await
}

pub(crate) async fn find_zaaktype(db: &mut Reader, uuid: Uuid) -> Result<Option<ZaaktypeElders>> {
    db.query_opt(&FIND_ZAAKTYPE, &[uuid.into()], read_zaaktype).await
}

pub(crate) async fn update_behandelrollen(tx: &mut Tx, uuid: Uuid, behandelrollen: &[String]) -> Result<()> {
    let behandelrollen = serde_json::Value::from(behandelrollen).to_string();
    tx.execute(&UPDATE_BEHANDELROLLEN, &[uuid.into(), behandelrollen.into()]).await.map(drop)
}
