//! Statements of the Besluiten module and the mapping of rows.

pub(crate) mod register;

use ::store::{Reader, Result, Row, Sql, Tx, sql};
use documenten::Document;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;
use zaken::Zaak;

use crate::Besluit;

/// Selects what [`read_besluit`] reads, of a row called `d`.
macro_rules! besluit_columns {
    () => {
        "SELECT d.uuid, d.identificatie, d.verantwoordelijke_organisatie, d.besluittype, d.zaak, d.datum, d.toelichting,
                d.bestuursorgaan, d.ingangsdatum, d.vervaldatum, d.vervalreden, d.publicatiedatum, d.verzenddatum,
                d.uiterlijke_reactiedatum
         FROM besluit d "
    };
}
use besluit_columns;

static INSERT_BESLUIT: Sql = sql(
    "besluiten.insert_besluit",
    "INSERT INTO besluit (uuid, identificatie, verantwoordelijke_organisatie, besluittype, zaak, datum, toelichting,
        bestuursorgaan, ingangsdatum, vervaldatum, vervalreden, publicatiedatum, verzenddatum, uiterlijke_reactiedatum)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
);
static INSERT_BESLUITINFORMATIEOBJECT: Sql = sql(
    "besluiten.insert_besluitinformatieobject",
    "INSERT INTO besluitinformatieobject (uuid, besluit, informatieobject) VALUES ($1, $2, $3)",
);
static LIST_BESLUITEN: Sql =
    sql("besluiten.list_besluiten", concat!(besluit_columns!(), "WHERE d.zaak = $1 ORDER BY d.uuid"));
static LIST_SENT_BESLUITEN: Sql = sql(
    "besluiten.list_sent_besluiten",
    concat!(
        besluit_columns!(),
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
    &INSERT_BESLUITINFORMATIEOBJECT,
    &LIST_BESLUITEN,
    &LIST_SENT_BESLUITEN,
    &LIST_BESLUITEN_DOCUMENTEN,
];

pub(crate) async fn insert_besluit(tx: &mut Tx, besluit: &Besluit) -> Result<()> {
    tx.execute(
        &INSERT_BESLUIT,
        &[
            besluit.uuid.into(),
            (&besluit.identificatie).into(),
            (&besluit.verantwoordelijke_organisatie).into(),
            besluit.besluittype.into(),
            besluit.zaak.into(),
            besluit.datum.into(),
            (&besluit.toelichting).into(),
            (&besluit.bestuursorgaan).into(),
            besluit.ingangsdatum.into(),
            besluit.vervaldatum.into(),
            (&besluit.vervalreden).into(),
            besluit.publicatiedatum.into(),
            besluit.verzenddatum.into(),
            besluit.uiterlijke_reactiedatum.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn insert_besluitinformatieobject(
    tx: &mut Tx,
    uuid: Uuid,
    besluit: Id<Besluit>,
    document: Id<Document>,
) -> Result<()> {
    tx.execute(&INSERT_BESLUITINFORMATIEOBJECT, &[uuid.into(), besluit.into(), document.into()]).await?;
    Ok(())
}

/// Returns the decisions in a zaak, oldest first: for staff that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_besluiten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<Besluit>> {
    db.query(&LIST_BESLUITEN, &[zaak.into()], read_besluit).await
}

/// Returns the decisions in a zaak that were sent or announced by today: for a resident that may see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_sent_besluiten(db: &mut Reader, zaak: Id<Zaak>, today: Date) -> Result<Vec<Besluit>> {
    db.query(&LIST_SENT_BESLUITEN, &[zaak.into(), today.into()], read_besluit).await
}

/// Returns which documents belong to which decision of a zaak: for who may see both.
///
/// # Errors
/// When the database fails.
pub async fn list_besluiten_documenten(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<(Id<Besluit>, Id<Document>)>> {
    db.query(&LIST_BESLUITEN_DOCUMENTEN, &[zaak.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
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
