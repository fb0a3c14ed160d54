//! Statements of the Catalogi module and the mapping of rows.

#[macro_use]
mod columns;
pub(crate) mod elders;
pub(crate) mod import;
mod kolom;
pub(crate) mod onderdelen;
pub(crate) mod overzicht;
pub(crate) mod regels;
pub(crate) mod relaties;
#[macro_use]
pub(crate) mod tabel;
pub(crate) mod tabellen;
pub(crate) mod verwijderen;

use ::store::{Reader, Result, Row, Sql, StoreError, sql};
use jiff::civil::Date;
use uuid::Uuid;
use values::{Duur, Id, Rsin};

use crate::domain::{
    Afleidingswijze, Besluittype, Brondatumprocedure, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype,
    Roltype, Statustype, Zaaktype, ZaaktypeInformatieobjecttype,
};

static FIND_CATALOGUS: Sql =
    sql("catalogi.find_catalogus", "SELECT uuid, domein, rsin, naam FROM catalogus WHERE domein = $1 AND rsin = $2");
static FIND_ZAAKTYPE: Sql =
    sql("catalogi.find_zaaktype", concat!("SELECT ", zaaktype_columns!(), " FROM zaaktype t WHERE t.uuid = $1"));
static FIND_VALID_ZAAKTYPE: Sql = sql(
    "catalogi.find_valid_zaaktype",
    concat!(
        "SELECT t.uuid FROM zaaktype t
         WHERE t.identificatie = $1 AND t.concept = FALSE AND t.begin_geldigheid <= $2
           AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $2) AND ",
        eigen!("t"),
        " ORDER BY t.begin_geldigheid DESC, t.uuid DESC LIMIT 1"
    ),
);
static LIST_VALID_ZAAKTYPEN: Sql = sql(
    "catalogi.list_valid_zaaktypen",
    concat!(
        "SELECT t.uuid FROM zaaktype t
         WHERE t.concept = FALSE AND t.begin_geldigheid <= $1 AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $1)
           AND ",
        eigen!("t"),
        " ORDER BY t.omschrijving, t.uuid"
    ),
);
static LIST_ZAAKTYPE_IDS: Sql = sql("catalogi.list_zaaktype_ids", "SELECT uuid FROM zaaktype");
static FIND_STATUSTYPEN: Sql = sql(
    "catalogi.find_statustypen",
    concat!("SELECT ", statustype_columns!(), " FROM statustype t WHERE t.zaaktype = $1 ORDER BY t.volgnummer"),
);
static FIND_RESULTAATTYPEN: Sql = sql(
    "catalogi.find_resultaattypen",
    concat!("SELECT ", resultaattype_columns!(), " FROM resultaattype t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static FIND_ROLTYPEN: Sql = sql(
    "catalogi.find_roltypen",
    concat!("SELECT ", roltype_columns!(), " FROM roltype t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static FIND_EIGENSCHAPPEN: Sql = sql(
    "catalogi.find_eigenschappen",
    concat!("SELECT ", eigenschap_columns!(), " FROM eigenschap t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static FIND_ZAAKTYPE_INFORMATIEOBJECTTYPEN: Sql = sql(
    "catalogi.find_zaaktype_informatieobjecttypen",
    concat!(
        "SELECT ",
        informatieobjecttype_columns!(),
        ", r.uuid, r.volgnummer, r.richting
         FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype t ON t.uuid = r.informatieobjecttype
         WHERE r.zaaktype = $1 ORDER BY r.volgnummer, r.uuid"
    ),
);
static FIND_INFORMATIEOBJECTTYPE: Sql = sql(
    "catalogi.find_informatieobjecttype",
    concat!("SELECT ", informatieobjecttype_columns!(), " FROM informatieobjecttype t WHERE t.uuid = $1"),
);
static FIND_INFORMATIEOBJECTTYPE_BY_OMSCHRIJVING: Sql = sql(
    "catalogi.find_informatieobjecttype_by_omschrijving",
    concat!(
        "SELECT ",
        informatieobjecttype_columns!(),
        " FROM informatieobjecttype t
         WHERE t.omschrijving = $1 AND t.concept = FALSE AND t.begin_geldigheid <= $2
           AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $2) AND ",
        eigen!("t"),
        " ORDER BY t.begin_geldigheid DESC LIMIT 1"
    ),
);
static FIND_BESLUITTYPEN: Sql = sql(
    "catalogi.find_besluittypen",
    concat!(
        "SELECT ",
        besluittype_columns!(),
        " FROM zaaktype_besluittype r JOIN besluittype t ON t.uuid = r.besluittype WHERE r.zaaktype = $1 ORDER BY t.uuid"
    ),
);

static FIND_BESLUITTYPE: Sql = sql(
    "catalogi.find_besluittype",
    concat!("SELECT ", besluittype_columns!(), " FROM besluittype t WHERE t.uuid = $1"),
);
static FIND_VALID_BESLUITTYPE: Sql = sql(
    "catalogi.find_valid_besluittype",
    concat!(
        "SELECT ",
        besluittype_columns!(),
        " FROM besluittype t
         WHERE t.catalogus = $1 AND t.omschrijving = $2 AND t.concept = FALSE AND t.begin_geldigheid <= $3
           AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $3)
         ORDER BY t.begin_geldigheid DESC LIMIT 1"
    ),
);
// A relation names one version of a kind of document and holds for all of them.
static LIST_INFORMATIEOBJECTTYPEN_OF_BESLUITTYPE: Sql = sql(
    "catalogi.list_informatieobjecttypen_of_besluittype",
    "SELECT t.uuid FROM besluittype_informatieobjecttype r JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
     JOIN informatieobjecttype t ON t.catalogus = o.catalogus AND t.omschrijving = o.omschrijving WHERE r.besluittype = $1",
);
static HAS_DEELZAAKTYPE: Sql = sql(
    "catalogi.has_deelzaaktype",
    "SELECT r.deelzaaktype FROM zaaktype_deelzaaktype r JOIN zaaktype o ON o.uuid = r.deelzaaktype
     WHERE r.zaaktype = $1 AND o.catalogus = $2 AND o.identificatie = $3 LIMIT 1",
);
static FIND_ZAAKTYPE_OF_ZAAKOBJECTTYPE: Sql =
    sql("catalogi.find_zaaktype_of_zaakobjecttype", "SELECT zaaktype FROM zaakobjecttype WHERE uuid = $1");

/// Every statement of the register, for the test that prepares them on both databases.
pub const REGISTER_STATEMENTS: &[&[&Sql]] = &[
    elders::STATEMENTS,
    import::STATEMENTS,
    onderdelen::STATEMENTS,
    overzicht::STATEMENTS,
    regels::STATEMENTS,
    relaties::STATEMENTS,
    tabellen::STATEMENTS,
    verwijderen::STATEMENTS,
];

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &FIND_CATALOGUS,
    &FIND_ZAAKTYPE,
    &FIND_VALID_ZAAKTYPE,
    &LIST_VALID_ZAAKTYPEN,
    &LIST_ZAAKTYPE_IDS,
    &FIND_STATUSTYPEN,
    &FIND_RESULTAATTYPEN,
    &FIND_ROLTYPEN,
    &FIND_EIGENSCHAPPEN,
    &FIND_ZAAKTYPE_INFORMATIEOBJECTTYPEN,
    &FIND_INFORMATIEOBJECTTYPE,
    &FIND_INFORMATIEOBJECTTYPE_BY_OMSCHRIJVING,
    &FIND_BESLUITTYPEN,
    &FIND_BESLUITTYPE,
    &FIND_VALID_BESLUITTYPE,
    &LIST_INFORMATIEOBJECTTYPEN_OF_BESLUITTYPE,
    &HAS_DEELZAAKTYPE,
    &FIND_ZAAKTYPE_OF_ZAAKOBJECTTYPE,
];

fn duur(row: &Row<'_>, column: usize) -> Result<Option<Duur>> {
    // Durations were valid when they were written; a broken row must not take the page down with a panic.
    row.get::<Option<String>>(column)?
        .map(|text| text.parse().map_err(|_| column_fault(column, "no duration")))
        .transpose()
}

fn column_fault(column: usize, message: &str) -> StoreError {
    StoreError::Column { statement: "catalogi", column, message: message.to_owned() }
}

fn words(row: &Row<'_>, column: usize) -> Result<Vec<String>> {
    serde_json::from_str(row.text(column)?).map_err(|_| column_fault(column, "no list of texts"))
}

pub(crate) async fn find_catalogus(db: &mut Reader, domein: &str, rsin: &Rsin) -> Result<Option<Catalogus>> {
    db.query_opt(&FIND_CATALOGUS, &[domein.into(), rsin.as_str().into()], |row| {
        Ok(Catalogus { uuid: row.get(0)?, domein: row.get(1)?, rsin: rsin.clone(), naam: row.get(3)? })
    })
    .await
}

pub(crate) async fn find_valid_zaaktype(
    db: &mut Reader,
    identificatie: &str,
    day: Date,
) -> Result<Option<Id<Zaaktype>>> {
    db.query_opt(&FIND_VALID_ZAAKTYPE, &[identificatie.into(), day.into()], |row| row.get(0)).await
}

pub(crate) async fn list_valid_zaaktypen(db: &mut Reader, day: Date) -> Result<Vec<Id<Zaaktype>>> {
    db.query(&LIST_VALID_ZAAKTYPEN, &[day.into()], |row| row.get(0)).await
}

/// Returns the ids of all zaaktypen, concepts, former versions and copies of what other registers have too.
///
/// # Errors
/// When the database fails.
pub async fn list_zaaktype_ids(db: &mut Reader) -> Result<Vec<Uuid>> {
    db.query(&LIST_ZAAKTYPE_IDS, &[], |row| row.get(0)).await
}

/// Reads a zaaktype with all its parts: six statements, once.
pub(crate) async fn load_zaaktype(db: &mut Reader, uuid: Id<Zaaktype>) -> Result<Option<Zaaktype>> {
    let Some(mut zaaktype) = db.query_opt(&FIND_ZAAKTYPE, &[uuid.into()], read_zaaktype).await? else {
        return Ok(None);
    };
    let id = [uuid.into()];
    zaaktype.statustypen = db.query(&FIND_STATUSTYPEN, &id, read_statustype).await?;
    zaaktype.resultaattypen = db.query(&FIND_RESULTAATTYPEN, &id, read_resultaattype).await?;
    zaaktype.roltypen = db.query(&FIND_ROLTYPEN, &id, read_roltype).await?;
    zaaktype.eigenschappen = db.query(&FIND_EIGENSCHAPPEN, &id, read_eigenschap).await?;
    zaaktype.informatieobjecttypen = db
        .query(&FIND_ZAAKTYPE_INFORMATIEOBJECTTYPEN, &id, |row| {
            Ok(ZaaktypeInformatieobjecttype {
                informatieobjecttype: read_informatieobjecttype(row)?,
                uuid: row.get(8)?,
                volgnummer: row.get(9)?,
                richting: row.get(10)?,
            })
        })
        .await?;
    zaaktype.besluittypen = db.query(&FIND_BESLUITTYPEN, &id, read_besluittype).await?;
    Ok(Some(zaaktype))
}

fn read_zaaktype(row: &Row<'_>) -> Result<Zaaktype> {
    Ok(Zaaktype {
        uuid: row.get(0)?,
        catalogus: row.get(1)?,
        identificatie: row.get(2)?,
        omschrijving: row.get(3)?,
        omschrijving_generiek: row.get(4)?,
        vertrouwelijkheidaanduiding: row.get(5)?,
        doel: row.get(6)?,
        aanleiding: row.get(7)?,
        toelichting: row.get(8)?,
        indicatie_intern_of_extern: row.get(9)?,
        handeling_initiator: row.get(10)?,
        onderwerp: row.get(11)?,
        handeling_behandelaar: row.get(12)?,
        doorlooptijd: duur(row, 13)?.ok_or_else(|| column_fault(13, "no duration"))?,
        servicenorm: duur(row, 14)?,
        opschorting_en_aanhouding_mogelijk: row.get(15)?,
        verlengingstermijn: duur(row, 16)?,
        publicatie_indicatie: row.get(17)?,
        publicatietekst: row.get(18)?,
        verantwoordelijke: row.get(19)?,
        referentieproces_naam: row.get(20)?,
        producten_of_diensten: words(row, 21)?,
        trefwoorden: words(row, 22)?,
        behandelrollen: words(row, 23)?,
        begin_geldigheid: row.get(24)?,
        einde_geldigheid: row.get(25)?,
        versiedatum: row.get(26)?,
        concept: row.get(27)?,
        statustypen: Vec::new(),
        resultaattypen: Vec::new(),
        roltypen: Vec::new(),
        eigenschappen: Vec::new(),
        informatieobjecttypen: Vec::new(),
        besluittypen: Vec::new(),
    })
}

fn read_statustype(row: &Row<'_>) -> Result<Statustype> {
    Ok(Statustype {
        uuid: row.get(0)?,
        volgnummer: row.get(1)?,
        omschrijving: row.get(2)?,
        omschrijving_generiek: row.get(3)?,
        statustekst: row.get(4)?,
        informeren: row.get(5)?,
        toelichting: row.get(6)?,
        toon_in_portaal: row.get(7)?,
    })
}

fn read_resultaattype(row: &Row<'_>) -> Result<Resultaattype> {
    Ok(Resultaattype {
        uuid: row.get(0)?,
        omschrijving: row.get(1)?,
        resultaattypeomschrijving: row.get(2)?,
        omschrijving_generiek: row.get(3)?,
        selectielijstklasse: row.get(4)?,
        toelichting: row.get(5)?,
        archiefnominatie: row.get(6)?,
        archiefactietermijn: duur(row, 7)?,
        brondatum: Brondatumprocedure {
            afleidingswijze: match row.text(8)? {
                // Nothing tells how to find the day, so somebody sets it by hand.
                "" => Afleidingswijze::AnderDatumkenmerk,
                text => text.parse().map_err(|()| column_fault(8, "no afleidingswijze"))?,
            },
            datumkenmerk: row.get(9)?,
            einddatum_bekend: row.get(10)?,
            objecttype: row.get(11)?,
            registratie: row.get(12)?,
            procestermijn: duur(row, 13)?,
        },
    })
}

fn read_roltype(row: &Row<'_>) -> Result<Roltype> {
    Ok(Roltype { uuid: row.get(0)?, omschrijving: row.get(1)?, omschrijving_generiek: row.get(2)? })
}

fn read_eigenschap(row: &Row<'_>) -> Result<Eigenschap> {
    Ok(Eigenschap {
        uuid: row.get(0)?,
        naam: row.get(1)?,
        definitie: row.get(2)?,
        toelichting: row.get(3)?,
        groep: row.get(4)?,
        formaat: row.get(5)?,
        lengte: row.get(6)?,
        kardinaliteit: row.get(7)?,
        waardenverzameling: words(row, 8)?,
        toon_in_portaal: row.get(9)?,
        label: row.get(10)?,
    })
}

fn read_informatieobjecttype(row: &Row<'_>) -> Result<Informatieobjecttype> {
    Ok(Informatieobjecttype {
        uuid: row.get(0)?,
        catalogus: row.get(1)?,
        omschrijving: row.get(2)?,
        vertrouwelijkheidaanduiding: row.get(3)?,
        informatieobjectcategorie: row.get(4)?,
        begin_geldigheid: row.get(5)?,
        einde_geldigheid: row.get(6)?,
        concept: row.get(7)?,
    })
}

fn read_besluittype(row: &Row<'_>) -> Result<Besluittype> {
    Ok(Besluittype {
        uuid: row.get(0)?,
        catalogus: row.get(1)?,
        omschrijving: row.get(2)?,
        omschrijving_generiek: row.get(3)?,
        besluitcategorie: row.get(4)?,
        reactietermijn: duur(row, 5)?,
        publicatie_indicatie: row.get(6)?,
        publicatietekst: row.get(7)?,
        publicatietermijn: duur(row, 8)?,
        toelichting: row.get(9)?,
        begin_geldigheid: row.get(10)?,
        einde_geldigheid: row.get(11)?,
        concept: row.get(12)?,
    })
}

/// Returns a kind of document.
///
/// # Errors
/// When the database fails.
pub async fn find_informatieobjecttype(
    db: &mut Reader,
    uuid: Id<Informatieobjecttype>,
) -> Result<Option<Informatieobjecttype>> {
    db.query_opt(&FIND_INFORMATIEOBJECTTYPE, &[uuid.into()], read_informatieobjecttype).await
}

/// Returns the kind of document with this omschrijving that is valid on this day.
///
/// # Errors
/// When the database fails.
pub async fn find_informatieobjecttype_by_omschrijving(
    db: &mut Reader,
    omschrijving: &str,
    day: Date,
) -> Result<Option<Informatieobjecttype>> {
    let values = [omschrijving.into(), day.into()];
    db.query_opt(&FIND_INFORMATIEOBJECTTYPE_BY_OMSCHRIJVING, &values, read_informatieobjecttype).await
}

/// Returns a kind of decision.
///
/// # Errors
/// When the database fails.
pub async fn find_besluittype(db: &mut Reader, uuid: Id<Besluittype>) -> Result<Option<Besluittype>> {
    db.query_opt(&FIND_BESLUITTYPE, &[uuid.into()], read_besluittype).await
}

/// Returns the version of a kind of decision that is valid on this day.
///
/// # Errors
/// When the database fails.
pub async fn find_valid_besluittype(db: &mut Reader, named: &Besluittype, day: Date) -> Result<Option<Besluittype>> {
    let values = [named.catalogus.into(), (&named.omschrijving).into(), day.into()];
    db.query_opt(&FIND_VALID_BESLUITTYPE, &values, read_besluittype).await
}

/// Returns which kinds of documents can record decisions of this kind, in all their versions.
///
/// # Errors
/// When the database fails.
pub async fn list_informatieobjecttypen_of_besluittype(
    db: &mut Reader,
    besluittype: Id<Besluittype>,
) -> Result<Vec<Id<Informatieobjecttype>>> {
    db.query(&LIST_INFORMATIEOBJECTTYPEN_OF_BESLUITTYPE, &[besluittype.into()], |row| row.get(0)).await
}

/// Decides whether zaken of a type can have zaken of the other as their parts, in whichever version of the other.
///
/// # Errors
/// When the database fails.
pub async fn has_deelzaaktype(db: &mut Reader, zaaktype: Id<Zaaktype>, deelzaaktype: &Zaaktype) -> Result<bool> {
    let values = [zaaktype.into(), deelzaaktype.catalogus.into(), (&deelzaaktype.identificatie).into()];
    Ok(db.query_opt(&HAS_DEELZAAKTYPE, &values, |_| Ok(())).await?.is_some())
}

/// Returns the zaaktype of a kind of object, none when there is no such kind.
///
/// # Errors
/// When the database fails.
pub async fn find_zaaktype_of_zaakobjecttype(db: &mut Reader, zaakobjecttype: Uuid) -> Result<Option<Id<Zaaktype>>> {
    db.query_opt(&FIND_ZAAKTYPE_OF_ZAAKOBJECTTYPE, &[zaakobjecttype.into()], |row| row.get(0)).await
}
