//! The zaak itself.

use std::sync::Arc;

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, Value, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use crate::rules::archiveren::Archief;
use crate::rules::geometrie;
use crate::{Bijzonderheden, Opschorting, Processobject, Verlenging, Zaak};

/// The columns of [`read_zaak`], in its order, of a row called `z`.
macro_rules! zaak_columns {
    () => {
        "z.uuid, z.identificatie, z.bronorganisatie, z.omschrijving, z.toelichting, z.zaaktype, z.registratiedatum,
         z.verantwoordelijke_organisatie, z.startdatum, z.einddatum, z.einddatum_gepland, z.uiterlijke_einddatum_afdoening,
         z.vertrouwelijkheidaanduiding, z.betalingsindicatie, z.archiefnominatie, z.archiefstatus, z.archiefactiedatum,
         z.startdatum_bewaartermijn, z.hoofdzaak, z.status, z.resultaat, z.laatst_gemuteerd, z.publicatiedatum,
         z.communicatiekanaal, z.communicatiekanaal_naam, z.producten_of_diensten, z.laatste_betaaldatum, z.zaakgeometrie,
         z.verlenging_reden, z.verlenging_duur, z.opschorting_indicatie, z.opschorting_eerder, z.opschorting_reden,
         z.selectielijstklasse, z.opdrachtgevende_organisatie, z.processobjectaard, z.processobject_datumkenmerk,
         z.processobject_identificatie, z.processobject_objecttype, z.processobject_registratie, z.laatst_geopend, z.opschorting_sinds"
    };
}
pub(crate) use zaak_columns;

/// Number of columns of [`read_zaak`]: further columns of a joined row come after them.
pub(crate) const ZAAK_COLUMNS: usize = 42;

static INSERT_ZAAK: Sql = sql(
    "zaken.insert_zaak",
    "INSERT INTO zaak (uuid, identificatie, bronorganisatie, omschrijving, toelichting, registratiedatum,
        verantwoordelijke_organisatie, startdatum, einddatum_gepland, uiterlijke_einddatum_afdoening,
        vertrouwelijkheidaanduiding, betalingsindicatie, archiefnominatie, archiefstatus, archiefactiedatum,
        startdatum_bewaartermijn, hoofdzaak, laatst_gemuteerd, publicatiedatum, communicatiekanaal, communicatiekanaal_naam,
        producten_of_diensten, laatste_betaaldatum, zaakgeometrie, geo_west, geo_zuid, geo_oost, geo_noord, verlenging_reden,
        verlenging_duur, opschorting_indicatie, opschorting_eerder, opschorting_reden, selectielijstklasse,
        opdrachtgevende_organisatie, processobjectaard, processobject_datumkenmerk, processobject_identificatie,
        processobject_objecttype, processobject_registratie, laatst_geopend, opschorting_sinds, zaaktype, created_at, einddatum,
        status, resultaat)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
        $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47)
     ON CONFLICT (identificatie, bronorganisatie) DO NOTHING",
);
static UPDATE_ZAAK: Sql = sql(
    "zaken.update_zaak",
    "UPDATE zaak SET identificatie = $2, bronorganisatie = $3, omschrijving = $4, toelichting = $5, registratiedatum = $6,
        verantwoordelijke_organisatie = $7, startdatum = $8, einddatum_gepland = $9, uiterlijke_einddatum_afdoening = $10,
        vertrouwelijkheidaanduiding = $11, betalingsindicatie = $12, archiefnominatie = $13, archiefstatus = $14,
        archiefactiedatum = $15, startdatum_bewaartermijn = $16, hoofdzaak = $17, laatst_gemuteerd = $18, publicatiedatum = $19,
        communicatiekanaal = $20, communicatiekanaal_naam = $21, producten_of_diensten = $22, laatste_betaaldatum = $23,
        zaakgeometrie = $24, geo_west = $25, geo_zuid = $26, geo_oost = $27, geo_noord = $28, verlenging_reden = $29,
        verlenging_duur = $30, opschorting_indicatie = $31, opschorting_eerder = $32, opschorting_reden = $33,
        selectielijstklasse = $34, opdrachtgevende_organisatie = $35, processobjectaard = $36, processobject_datumkenmerk = $37,
        processobject_identificatie = $38, processobject_objecttype = $39, processobject_registratie = $40, laatst_geopend = $41,
        opschorting_sinds = $42
     WHERE uuid = $1",
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
    // Not so strong that another zaak can't name this one meanwhile: two that name each other would wait for one another.
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = $1 FOR NO KEY UPDATE"),
);
static LOCK_TO_REMOVE: Sql = sql_pair(
    "zaken.lock_to_remove",
    "SELECT uuid FROM zaak WHERE uuid = $1",
    "SELECT uuid FROM zaak WHERE uuid = $1 FOR UPDATE",
);
static LIST_EXISTING: Sql = sql_pair(
    "zaken.list_existing",
    concat!("SELECT uuid FROM zaak WHERE uuid IN ", ids_sqlite!()),
    concat!("SELECT uuid FROM zaak WHERE uuid IN ", ids_postgres!(), " FOR KEY SHARE"),
);
static LIST_DEELZAKEN: Sql = sql(
    "zaken.list_deelzaken",
    concat!("SELECT ", zaak_columns!(), " FROM zaak z WHERE z.hoofdzaak = $1 ORDER BY z.uuid"),
);
/// All that lies below a zaak: what another register handed over can be deeper than zrc-013 (hoofdzaak) allows.
macro_rules! below {
    () => {
        "WITH RECURSIVE deel (uuid) AS (
            SELECT uuid FROM zaak WHERE hoofdzaak = $1
            UNION SELECT z.uuid FROM zaak z JOIN deel ON z.hoofdzaak = deel.uuid WHERE z.uuid <> $1)"
    };
}
static LIST_BELOW: Sql = sql(
    "zaken.list_below",
    concat!(
        below!(),
        " SELECT ",
        zaak_columns!(),
        " FROM zaak z WHERE z.uuid IN (SELECT uuid FROM deel) ORDER BY z.uuid"
    ),
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
static SET_HOOFDZAAK: Sql = sql(
    "zaken.set_hoofdzaak",
    "UPDATE zaak SET hoofdzaak = $2 WHERE uuid = $1 AND EXISTS (SELECT 1 FROM zaak h WHERE h.uuid = $2)",
);
static TOUCH_ZAAK: Sql = sql("zaken.touch_zaak", "UPDATE zaak SET laatst_gemuteerd = $2 WHERE uuid = $1");
static HAS_BESLUITEN: Sql = sql(
    "zaken.has_besluiten",
    concat!(
        below!(),
        " SELECT b.uuid FROM besluit b WHERE b.zaak = $1 OR b.zaak IN (SELECT uuid FROM deel)
         UNION ALL SELECT e.uuid FROM zaakbesluit_elders e WHERE e.zaak = $1 OR e.zaak IN (SELECT uuid FROM deel) LIMIT 1"
    ),
);
static DELETE_DEELZAKEN: Sql =
    sql("zaken.delete_deelzaken", concat!(below!(), " DELETE FROM zaak WHERE uuid IN (SELECT uuid FROM deel)"));
static DELETE_ZAAK: Sql = sql("zaken.delete_zaak", "DELETE FROM zaak WHERE uuid = $1");

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT_ZAAK,
    &UPDATE_ZAAK,
    &FIND_ZAAK,
    &FIND_ZAAK_BY_IDENTIFICATIE,
    &HAS_IDENTIFICATIE,
    &LOCK_ZAAK,
    &LOCK_TO_REMOVE,
    &LIST_EXISTING,
    &LIST_DEELZAKEN,
    &LIST_BELOW,
    &CLOSE_ZAAK,
    &REOPEN_ZAAK,
    &SET_HOOFDZAAK,
    &TOUCH_ZAAK,
    &HAS_BESLUITEN,
    &DELETE_DEELZAKEN,
    &DELETE_ZAAK,
];

/// The values of a row, without the zaaktype and the moment that it was made: those never change.
fn values(zaak: &Zaak) -> Vec<Value<'_>> {
    let more = &zaak.bijzonderheden;
    let bounds = more.zaakgeometrie.as_ref().and_then(geometrie::bounds);
    vec![
        zaak.uuid.into(),
        (&zaak.identificatie).into(),
        (&zaak.bronorganisatie).into(),
        (&zaak.omschrijving).into(),
        (&zaak.toelichting).into(),
        zaak.registratiedatum.into(),
        (&zaak.verantwoordelijke_organisatie).into(),
        zaak.startdatum.into(),
        zaak.einddatum_gepland.into(),
        zaak.uiterlijke_einddatum_afdoening.into(),
        zaak.vertrouwelijkheidaanduiding.rank().into(),
        (&zaak.betalingsindicatie).into(),
        zaak.archiefnominatie.as_ref().into(),
        (&zaak.archiefstatus).into(),
        zaak.archiefactiedatum.into(),
        zaak.startdatum_bewaartermijn.into(),
        zaak.hoofdzaak.into(),
        zaak.laatst_gemuteerd.into(),
        more.publicatiedatum.into(),
        (&more.communicatiekanaal).into(),
        (&more.communicatiekanaal_naam).into(),
        serde_json::Value::from(more.producten_of_diensten.clone()).to_string().into(),
        more.laatste_betaaldatum.into(),
        more.zaakgeometrie.as_ref().map(serde_json::Value::to_string).into(),
        bounds.map(|bounds| bounds.west).into(),
        bounds.map(|bounds| bounds.zuid).into(),
        bounds.map(|bounds| bounds.oost).into(),
        bounds.map(|bounds| bounds.noord).into(),
        more.verlenging.as_ref().map_or("", |verlenging| &verlenging.reden).into(),
        more.verlenging.as_ref().map(|verlenging| verlenging.duur.to_string()).into(),
        more.opschorting.indicatie.into(),
        more.opschorting.eerder.into(),
        (&more.opschorting.reden).into(),
        (&more.selectielijstklasse).into(),
        (&more.opdrachtgevende_organisatie).into(),
        (&more.processobjectaard).into(),
        (&more.processobject.datumkenmerk).into(),
        (&more.processobject.identificatie).into(),
        (&more.processobject.objecttype).into(),
        (&more.processobject.registratie).into(),
        more.laatst_geopend.into(),
        more.opschorting.sinds.into(),
    ]
}

/// The values of a row that never change or that are set later.
fn all_values(zaak: &Zaak, made_at: Timestamp) -> Vec<Value<'_>> {
    let mut values = values(zaak);
    values.extend([
        zaak.zaaktype.into(),
        made_at.into(),
        zaak.einddatum.into(),
        zaak.status.into(),
        zaak.resultaat.into(),
    ]);
    values
}

/// Writes a new zaak unless its number is taken, and returns whether it did.
pub(crate) async fn insert_zaak(tx: &mut Tx, zaak: &Zaak) -> Result<bool> {
    let now = tx.now();
    let is_written = tx.execute(&INSERT_ZAAK, &all_values(zaak, now)).await? == 1;
    if is_written {
        tx.keep_row(zaak.uuid.uuid(), zaak.clone());
    }
    Ok(is_written)
}

/// Writes many zaken that were made elsewhere, each at its moment.
pub(crate) async fn insert_zaken(tx: &mut Tx, zaken: impl Iterator<Item = (&Zaak, Timestamp)>) -> Result<()> {
    let rows: Vec<_> = zaken.map(|(zaak, made_at)| all_values(zaak, made_at)).collect();
    tx.execute_each(&INSERT_ZAAK, &rows).await
}

/// Writes zaken of another register, with how they stand there, and returns which were taken: not those whose number is taken.
pub(crate) async fn import_zaken(tx: &mut Tx, zaken: &[&Zaak]) -> Result<Vec<bool>> {
    let now = tx.now();
    let rows: Vec<_> = zaken.iter().map(|zaak| all_values(zaak, now)).collect();
    tx.insert_each(&INSERT_ZAAK, &rows).await
}

/// Makes a zaak a part of another, unless that is not here: returns whether it is.
pub(crate) async fn set_hoofdzaak(tx: &mut Tx, zaak: Id<Zaak>, hoofdzaak: Id<Zaak>) -> Result<bool> {
    Ok(tx.execute(&SET_HOOFDZAAK, &[zaak.into(), hoofdzaak.into()]).await? == 1)
}

/// Writes all that a caller can change of a zaak.
pub(crate) async fn update_zaak(tx: &mut Tx, zaak: &Zaak) -> Result<()> {
    tx.execute(&UPDATE_ZAAK, &values(zaak)).await?;
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

/// Returns which zaak of an organisation has this number.
pub(crate) async fn find_identificatie(
    db: &mut Reader,
    identificatie: &str,
    bronorganisatie: &str,
) -> Result<Option<Id<Zaak>>> {
    let values = [identificatie.into(), bronorganisatie.into()];
    db.query_opt(&HAS_IDENTIFICATIE, &values, |row| row.get(0)).await
}

/// Returns a zaak that nobody else can change until the transaction ends. Operations in a row read it once.
pub(crate) async fn lock_zaak(tx: &mut Tx, uuid: Id<Zaak>) -> Result<Option<Arc<Zaak>>> {
    if let Some(kept) = tx.kept_row(uuid.uuid()) {
        return Ok(Some(kept));
    }
    let Some(zaak) = tx.query_opt(&LOCK_ZAAK, &[uuid.into()], read_zaak).await? else { return Ok(None) };
    Ok(Some(tx.keep_row(uuid.uuid(), zaak)))
}

/// Waits for who names this zaak, and keeps others from naming it until the transaction ends. Comes before [`lock_zaak`].
pub(crate) async fn lock_to_remove(tx: &mut Tx, uuid: Id<Zaak>) -> Result<()> {
    tx.query_opt(&LOCK_TO_REMOVE, &[uuid.into()], |_| Ok(())).await.map(drop)
}

/// Returns which of these zaken there are. They can't be removed until the transaction ends.
pub(crate) async fn list_existing(tx: &mut Tx, zaken: impl IntoIterator<Item = Id<Zaak>>) -> Result<Vec<Uuid>> {
    let ids = ids_parameter(zaken.into_iter().map(Id::uuid));
    tx.query(&LIST_EXISTING, &[ids.into()], |row| row.get(0)).await
}

pub(crate) async fn list_deelzaken(db: &mut Reader, hoofdzaak: Id<Zaak>) -> Result<Vec<Zaak>> {
    db.query(&LIST_DEELZAKEN, &[hoofdzaak.into()], read_zaak).await
}

/// Returns the deelzaken of a zaak, and what lies below those.
pub(crate) async fn list_below(db: &mut Reader, hoofdzaak: Id<Zaak>) -> Result<Vec<Zaak>> {
    db.query(&LIST_BELOW, &[hoofdzaak.into()], read_zaak).await
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

/// Says that something below the zaak changed. What this transaction changed before needs no second mark.
pub(crate) async fn touch_zaak(tx: &mut Tx, zaak: &Zaak) -> Result<()> {
    let now = tx.now();
    if zaak.laatst_gemuteerd < now {
        tx.execute(&TOUCH_ZAAK, &[zaak.uuid.into(), now.into()]).await?;
        tx.keep_row(zaak.uuid.uuid(), Zaak { laatst_gemuteerd: now, ..zaak.clone() });
    }
    Ok(())
}

/// Decides whether a besluit was taken in this zaak or in one below it.
pub(crate) async fn has_besluiten(db: &mut Reader, uuid: Id<Zaak>) -> Result<bool> {
    Ok(db.query_opt(&HAS_BESLUITEN, &[uuid.into()], |_| Ok(())).await?.is_some())
}

/// Removes a zaak, its deelzaken and all below them.
pub(crate) async fn delete_zaak(tx: &mut Tx, uuid: Id<Zaak>) -> Result<()> {
    tx.execute(&DELETE_DEELZAKEN, &[uuid.into()]).await?;
    tx.execute(&DELETE_ZAAK, &[uuid.into()]).await?;
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
        bijzonderheden: read_bijzonderheden(row)?,
    })
}

fn read_bijzonderheden(row: &Row<'_>) -> Result<Bijzonderheden> {
    let reden: String = row.get(28)?;
    let duur: Option<String> = row.get(29)?;
    let verlenging = match duur {
        None => None,
        Some(text) => match text.parse() {
            Ok(duur) => Some(Verlenging { reden, duur }),
            Err(_) => {
                let message = "no duration".to_owned();
                return Err(StoreError::Column { statement: "zaken.read_zaak", column: 29, message });
            }
        },
    };
    Ok(Bijzonderheden {
        publicatiedatum: row.get(22)?,
        communicatiekanaal: row.get(23)?,
        communicatiekanaal_naam: row.get(24)?,
        producten_of_diensten: read_texts(row, 25)?,
        laatste_betaaldatum: row.get(26)?,
        zaakgeometrie: row.get(27)?,
        verlenging,
        opschorting: Opschorting {
            indicatie: row.get(30)?,
            eerder: row.get(31)?,
            reden: row.get(32)?,
            sinds: row.get(41)?,
        },
        selectielijstklasse: row.get(33)?,
        opdrachtgevende_organisatie: row.get(34)?,
        processobjectaard: row.get(35)?,
        processobject: Processobject {
            datumkenmerk: row.get(36)?,
            identificatie: row.get(37)?,
            objecttype: row.get(38)?,
            registratie: row.get(39)?,
        },
        laatst_geopend: row.get(40)?,
    })
}

/// Reads a JSON list of texts. Nearly always it is empty, and then nothing is parsed.
fn read_texts(row: &Row<'_>, column: usize) -> Result<Vec<String>> {
    if row.text(column)? == "[]" {
        return Ok(Vec::new());
    }
    let list: serde_json::Value = row.get(column)?;
    let texts = list.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(texts.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect())
}
