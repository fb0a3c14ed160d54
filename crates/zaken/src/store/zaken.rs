//! The zaak itself.

use std::sync::Arc;

use ::store::{Reader, Result, Row, Sql, Tx, sql, sql_pair};
use jiff::civil::Date;
use values::Id;

use crate::Zaak;
use crate::rules::archiveren::Archief;

/// The columns of [`read_zaak`], in its order, of a row called `z`.
macro_rules! zaak_columns {
    () => {
        "z.uuid, z.identificatie, z.bronorganisatie, z.omschrijving, z.toelichting, z.zaaktype, z.registratiedatum,
         z.verantwoordelijke_organisatie, z.startdatum, z.einddatum, z.einddatum_gepland, z.uiterlijke_einddatum_afdoening,
         z.vertrouwelijkheidaanduiding, z.betalingsindicatie, z.archiefnominatie, z.archiefstatus, z.archiefactiedatum,
         z.startdatum_bewaartermijn, z.hoofdzaak, z.status, z.resultaat, z.laatst_gemuteerd"
    };
}
pub(crate) use zaak_columns;

/// Number of columns of [`read_zaak`]: further columns of a joined row come after them.
pub(crate) const ZAAK_COLUMNS: usize = 22;

static INSERT_ZAAK: Sql = sql(
    "zaken.insert_zaak",
    "INSERT INTO zaak (uuid, identificatie, bronorganisatie, omschrijving, toelichting, zaaktype, registratiedatum,
        verantwoordelijke_organisatie, startdatum, einddatum_gepland, uiterlijke_einddatum_afdoening,
        vertrouwelijkheidaanduiding, betalingsindicatie, archiefstatus, hoofdzaak, created_at, laatst_gemuteerd,
        archiefnominatie, archiefactiedatum, startdatum_bewaartermijn)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
);
static FIND_ZAAK: Sql = sql("zaken.find_zaak", concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = $1"));
static FIND_ZAAK_BY_IDENTIFICATIE: Sql = sql(
    "zaken.find_zaak_by_identificatie",
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.identificatie = $1 LIMIT 1"),
);
static HAS_IDENTIFICATIE: Sql =
    sql("zaken.has_identificatie", "SELECT uuid FROM zaak WHERE identificatie = $1 AND bronorganisatie = $2");
static LOCK_ZAAK: Sql = sql_pair(
    "zaken.lock_zaak",
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = $1"),
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = $1 FOR UPDATE"),
);
static CLOSE_ZAAK: Sql = sql(
    "zaken.close_zaak",
    "UPDATE zaak SET einddatum = $2, archiefnominatie = $3, archiefactiedatum = $4, startdatum_bewaartermijn = $5,
        laatst_gemuteerd = $6
     WHERE uuid = $1",
);
static REOPEN_ZAAK: Sql = sql(
    "zaken.reopen_zaak",
    "UPDATE zaak SET einddatum = NULL, archiefnominatie = NULL, archiefactiedatum = NULL, startdatum_bewaartermijn = NULL,
        laatst_gemuteerd = $2
     WHERE uuid = $1",
);

pub(super) const STATEMENTS: &[&Sql] =
    &[&INSERT_ZAAK, &FIND_ZAAK, &FIND_ZAAK_BY_IDENTIFICATIE, &HAS_IDENTIFICATIE, &LOCK_ZAAK, &CLOSE_ZAAK, &REOPEN_ZAAK];

pub(crate) async fn insert_zaak(tx: &mut Tx, zaak: &Zaak) -> Result<()> {
    let now = tx.now();
    tx.execute(
        &INSERT_ZAAK,
        &[
            zaak.uuid.into(),
            (&zaak.identificatie).into(),
            (&zaak.bronorganisatie).into(),
            (&zaak.omschrijving).into(),
            (&zaak.toelichting).into(),
            zaak.zaaktype.into(),
            zaak.registratiedatum.into(),
            (&zaak.verantwoordelijke_organisatie).into(),
            zaak.startdatum.into(),
            zaak.einddatum_gepland.into(),
            zaak.uiterlijke_einddatum_afdoening.into(),
            zaak.vertrouwelijkheidaanduiding.rank().into(),
            (&zaak.betalingsindicatie).into(),
            (&zaak.archiefstatus).into(),
            zaak.hoofdzaak.into(),
            now.into(),
            now.into(),
            zaak.archiefnominatie.as_ref().into(),
            zaak.archiefactiedatum.into(),
            zaak.startdatum_bewaartermijn.into(),
        ],
    )
    .await?;
    tx.keep_row(zaak.uuid.uuid(), zaak.clone());
    Ok(())
}

/// Returns a zaak by its id, whoever asks: the caller decides who may see it.
///
/// # Errors
/// When the database fails.
pub async fn find_zaak(db: &mut Reader, uuid: Id<Zaak>) -> Result<Option<Zaak>> {
    db.query_opt(&FIND_ZAAK, &[uuid.into()], read_zaak).await
}

/// Returns a zaak by its number, whoever asks: the caller decides who may see it.
///
/// # Errors
/// When the database fails.
pub async fn find_zaak_by_identificatie(db: &mut Reader, identificatie: &str) -> Result<Option<Zaak>> {
    db.query_opt(&FIND_ZAAK_BY_IDENTIFICATIE, &[identificatie.into()], read_zaak).await
}

pub(crate) async fn has_identificatie(db: &mut Reader, identificatie: &str, bronorganisatie: &str) -> Result<bool> {
    let values = [identificatie.into(), bronorganisatie.into()];
    Ok(db.query_opt(&HAS_IDENTIFICATIE, &values, |_| Ok(())).await?.is_some())
}

/// Returns a zaak that nobody else can change until the transaction ends. Operations in a row read it once.
pub(crate) async fn lock_zaak(tx: &mut Tx, uuid: Id<Zaak>) -> Result<Option<Arc<Zaak>>> {
    if let Some(kept) = tx.kept_row(uuid.uuid()) {
        return Ok(Some(kept));
    }
    let Some(zaak) = tx.query_opt(&LOCK_ZAAK, &[uuid.into()], read_zaak).await? else { return Ok(None) };
    Ok(Some(tx.keep_row(uuid.uuid(), zaak)))
}

pub(crate) async fn close_zaak(tx: &mut Tx, uuid: Id<Zaak>, einddatum: Date, archief: &Archief) -> Result<()> {
    let now = tx.now();
    tx.execute(
        &CLOSE_ZAAK,
        &[
            uuid.into(),
            einddatum.into(),
            (&archief.nominatie).into(),
            archief.actiedatum.into(),
            archief.startdatum_bewaartermijn.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn reopen_zaak(tx: &mut Tx, uuid: Id<Zaak>) -> Result<()> {
    let now = tx.now();
    tx.execute(&REOPEN_ZAAK, &[uuid.into(), now.into()]).await?;
    Ok(())
}

pub(crate) fn read_zaak(row: &Row<'_>) -> Result<Zaak> {
    Ok(Zaak {
        uuid: row.get(0)?,
        identificatie: row.get(1)?,
        bronorganisatie: row.get(2)?,
        omschrijving: row.get(3)?,
        toelichting: row.get(4)?,
        zaaktype: row.get(5)?,
        registratiedatum: row.get(6)?,
        verantwoordelijke_organisatie: row.get(7)?,
        startdatum: row.get(8)?,
        einddatum: row.get(9)?,
        einddatum_gepland: row.get(10)?,
        uiterlijke_einddatum_afdoening: row.get(11)?,
        vertrouwelijkheidaanduiding: row.get(12)?,
        betalingsindicatie: row.get(13)?,
        archiefnominatie: row.get(14)?,
        archiefstatus: row.get(15)?,
        archiefactiedatum: row.get(16)?,
        startdatum_bewaartermijn: row.get(17)?,
        hoofdzaak: row.get(18)?,
        status: row.get(19)?,
        resultaat: row.get(20)?,
        laatst_gemuteerd: row.get(21)?,
    })
}
