//! Statements of the Besluiten module and the mapping of rows.

pub(crate) mod import;
pub(crate) mod register;

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql, sql_pair};
use autorisaties::is_extern;
use documenten::Document;
use jiff::civil::Date;
use values::Id;
use zaken::Zaak;

use crate::{Besluit, BesluitInformatieobject, BesluitRegel};

/// Selects what [`read_besluit`] reads, of a row called `d`, and what is named besides.
macro_rules! besluit_columns {
    () => {
        besluit_columns!("", "")
    };
    ($more:literal, $join:literal) => {
        concat!("SELECT d.uuid, d.identificatie, d.verantwoordelijke_organisatie, d.besluittype, COALESCE(d.zaak, d.zaak_elders),
                d.datum, d.toelichting,
                d.bestuursorgaan, d.ingangsdatum, d.vervaldatum, d.vervalreden, d.publicatiedatum, d.verzenddatum,
                d.uiterlijke_reactiedatum", $more, " FROM besluit d ", $join)
    };
}
use besluit_columns;

/// The same with the name of the kind of decision.
macro_rules! regel_columns {
    () => {
        besluit_columns!(", t.omschrijving", "JOIN besluittype t ON t.uuid = d.besluittype ")
    };
}

static INSERT_BESLUIT: Sql = sql(
    "besluiten.insert_besluit",
    "INSERT INTO besluit (uuid, identificatie, verantwoordelijke_organisatie, besluittype, zaak, datum, toelichting,
        bestuursorgaan, ingangsdatum, vervaldatum, vervalreden, publicatiedatum, verzenddatum, uiterlijke_reactiedatum,
        zaak_elders)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (identificatie, verantwoordelijke_organisatie) DO NOTHING",
);
static UPDATE_BESLUIT: Sql = sql(
    "besluiten.update_besluit",
    "UPDATE besluit SET identificatie = $2, verantwoordelijke_organisatie = $3, besluittype = $4, zaak = $5, datum = $6,
        toelichting = $7, bestuursorgaan = $8, ingangsdatum = $9, vervaldatum = $10, vervalreden = $11, publicatiedatum = $12,
        verzenddatum = $13, uiterlijke_reactiedatum = $14, zaak_elders = $15
     WHERE uuid = $1",
);
static LOCK_BESLUIT: Sql = sql_pair(
    "besluiten.lock_besluit",
    concat!(besluit_columns!(), "WHERE d.uuid = $1"),
    concat!(besluit_columns!(), "WHERE d.uuid = $1 FOR UPDATE"),
);
// Its documents are related by rows that go with it.
static DELETE_BESLUIT: Sql = sql("besluiten.delete_besluit", "DELETE FROM besluit WHERE uuid = $1");
static HAS_IDENTIFICATIE: Sql = sql(
    "besluiten.has_identificatie",
    "SELECT uuid FROM besluit WHERE identificatie = $1 AND verantwoordelijke_organisatie = $2",
);
static INSERT_BESLUITINFORMATIEOBJECT: Sql = sql(
    "besluiten.insert_besluitinformatieobject",
    "INSERT INTO besluitinformatieobject (uuid, besluit, informatieobject) VALUES ($1, $2, $3)
     ON CONFLICT (besluit, informatieobject) DO NOTHING",
);
static DELETE_BESLUITINFORMATIEOBJECT: Sql =
    sql("besluiten.delete_besluitinformatieobject", "DELETE FROM besluitinformatieobject WHERE uuid = $1");
static LIST_BESLUITEN: Sql =
    sql("besluiten.list_besluiten", concat!(regel_columns!(), "WHERE d.zaak = $1 ORDER BY d.uuid"));
static LIST_SENT_BESLUITEN: Sql = sql(
    "besluiten.list_sent_besluiten",
    concat!(
        regel_columns!(),
        "WHERE d.zaak = $1 AND (d.verzenddatum <= $2 OR d.publicatiedatum <= $2) ORDER BY d.uuid"
    ),
);

static LIST_BESLUITEN_DOCUMENTEN: Sql = sql(
    "besluiten.list_besluiten_documenten",
    "SELECT r.besluit, r.informatieobject FROM besluit d JOIN besluitinformatieobject r ON r.besluit = d.uuid
     WHERE d.zaak = $1 ORDER BY r.uuid",
);

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &INSERT_BESLUIT,
    &UPDATE_BESLUIT,
    &LOCK_BESLUIT,
    &DELETE_BESLUIT,
    &HAS_IDENTIFICATIE,
    &INSERT_BESLUITINFORMATIEOBJECT,
    &DELETE_BESLUITINFORMATIEOBJECT,
    &LIST_BESLUITEN,
    &LIST_SENT_BESLUITEN,
    &LIST_BESLUITEN_DOCUMENTEN,
];

fn besluit_values(besluit: &Besluit) -> [Value<'_>; 15] {
    let zaak_elders = besluit.zaak.filter(|zaak| is_extern(zaak.uuid()));
    [
        besluit.uuid.into(),
        (&besluit.identificatie).into(),
        (&besluit.verantwoordelijke_organisatie).into(),
        besluit.besluittype.into(),
        besluit.own_zaak().into(),
        besluit.datum.into(),
        (&besluit.toelichting).into(),
        (&besluit.bestuursorgaan).into(),
        besluit.ingangsdatum.into(),
        besluit.vervaldatum.into(),
        (&besluit.vervalreden).into(),
        besluit.publicatiedatum.into(),
        besluit.verzenddatum.into(),
        besluit.uiterlijke_reactiedatum.into(),
        zaak_elders.into(),
    ]
}

/// Writes a new decision unless its number is taken, and returns whether it did.
pub(crate) async fn insert_besluit(tx: &mut Tx, besluit: &Besluit) -> Result<bool> {
    Ok(tx.execute(&INSERT_BESLUIT, &besluit_values(besluit)).await? == 1)
}

/// Writes all facts of a decision.
pub(crate) async fn update_besluit(tx: &mut Tx, besluit: &Besluit) -> Result<()> {
    tx.execute(&UPDATE_BESLUIT, &besluit_values(besluit)).await.map(drop)
}

/// Returns a decision that nobody else can change until the transaction ends.
pub(crate) async fn lock_besluit(tx: &mut Tx, uuid: Id<Besluit>) -> Result<Option<Besluit>> {
    tx.query_opt(&LOCK_BESLUIT, &[uuid.into()], read_besluit).await
}

pub(crate) async fn delete_besluit(tx: &mut Tx, uuid: Id<Besluit>) -> Result<()> {
    tx.execute(&DELETE_BESLUIT, &[uuid.into()]).await.map(|_| ())
}

/// Decides whether a decision of the organisation has this number.
pub(crate) async fn has_identificatie(db: &mut Reader, identificatie: &str, organisatie: &str) -> Result<bool> {
    let values = [identificatie.into(), organisatie.into()];
    Ok(db.query_opt(&HAS_IDENTIFICATIE, &values, |_| Ok(())).await?.is_some())
}

/// Writes the relation unless the document belongs to the decision already, and returns whether it did.
pub(crate) async fn insert_besluitinformatieobject(tx: &mut Tx, relatie: &BesluitInformatieobject) -> Result<bool> {
    let values = [relatie.uuid.into(), relatie.besluit.into(), relatie.informatieobject.into()];
    Ok(tx.execute(&INSERT_BESLUITINFORMATIEOBJECT, &values).await? == 1)
}

pub(crate) async fn delete_besluitinformatieobject(tx: &mut Tx, uuid: Id<BesluitInformatieobject>) -> Result<()> {
    tx.execute(&DELETE_BESLUITINFORMATIEOBJECT, &[uuid.into()]).await.map(|_| ())
}

/// Returns the decisions in a zaak, oldest first: for staff that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_besluiten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<BesluitRegel>> {
    db.query(&LIST_BESLUITEN, &[zaak.into()], read_regel).await
}

/// Returns the decisions in a zaak that were sent or announced by today: for a resident that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_sent_besluiten(db: &mut Reader, zaak: Id<Zaak>, today: Date) -> Result<Vec<BesluitRegel>> {
    db.query(&LIST_SENT_BESLUITEN, &[zaak.into(), today.into()], read_regel).await
}

/// Returns which documents belong to which decision of a zaak: for who may see both.
///
/// # Errors
/// When the database fails.
pub async fn list_besluiten_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<(Id<Besluit>, Id<Document>)>> {
    db.query(&LIST_BESLUITEN_DOCUMENTEN, &[zaak.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

fn read_regel(row: &Row<'_>) -> Result<BesluitRegel> {
    Ok(BesluitRegel { besluit: read_besluit(row)?, soort: row.get(14)? })
}

fn read_besluit(row: &Row<'_>) -> Result<Besluit> {
    Ok(Besluit {
        uuid: row.get(0)?,
        identificatie: row.get(1)?,
        verantwoordelijke_organisatie: row.get(2)?,
        besluittype: row.get(3)?,
        zaak: row.get(4)?,
        datum: row.get(5)?,
        toelichting: row.get(6)?,
        bestuursorgaan: row.get(7)?,
        ingangsdatum: row.get(8)?,
        vervaldatum: row.get(9)?,
        vervalreden: row.get(10)?,
        publicatiedatum: row.get(11)?,
        verzenddatum: row.get(12)?,
        uiterlijke_reactiedatum: row.get(13)?,
    })
}
