//! Statements of the Catalogi module and the mapping of rows.

#[macro_use]
mod columns;
pub(crate) mod register;

use ::store::{Reader, Result, Row, Sql, StoreError, Tx, sql};
use jiff::civil::Date;
use values::{Duur, Id, Rsin};

use crate::domain::{
    Besluittype, Brondatumprocedure, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype, Roltype, Statustype,
    Zaaktype, ZaaktypeInformatieobjecttype,
};
use crate::package::ZaaktypePackage;

static FIND_CATALOGUS: Sql =
    sql("catalogi.find_catalogus", "SELECT uuid, domein, rsin, naam FROM catalogus WHERE domein = $1 AND rsin = $2");
static INSERT_CATALOGUS: Sql =
    sql("catalogi.insert_catalogus", "INSERT INTO catalogus (uuid, domein, rsin, naam) VALUES ($1, $2, $3, $4)");
static FIND_ZAAKTYPE: Sql =
    sql("catalogi.find_zaaktype", concat!("SELECT ", zaaktype_columns!(), " FROM zaaktype t WHERE t.uuid = $1"));
static FIND_VALID_ZAAKTYPE: Sql = sql(
    "catalogi.find_valid_zaaktype",
    "SELECT uuid FROM zaaktype
     WHERE identificatie = $1 AND concept = FALSE AND begin_geldigheid <= $2
       AND (einde_geldigheid IS NULL OR einde_geldigheid > $2)
     ORDER BY begin_geldigheid DESC, uuid DESC LIMIT 1",
);
static LIST_VALID_ZAAKTYPEN: Sql = sql(
    "catalogi.list_valid_zaaktypen",
    "SELECT uuid FROM zaaktype
     WHERE concept = FALSE AND begin_geldigheid <= $1 AND (einde_geldigheid IS NULL OR einde_geldigheid > $1)
     ORDER BY omschrijving, uuid",
);
static END_ZAAKTYPE: Sql = sql("catalogi.end_zaaktype", "UPDATE zaaktype SET einde_geldigheid = $2 WHERE uuid = $1");
static INSERT_ZAAKTYPE: Sql = sql(
    "catalogi.insert_zaaktype",
    "INSERT INTO zaaktype (uuid, catalogus, identificatie, omschrijving, omschrijving_generiek, vertrouwelijkheidaanduiding, doel,
        aanleiding, toelichting, indicatie_intern_of_extern, handeling_initiator, onderwerp, handeling_behandelaar,
        doorlooptijd, servicenorm, opschorting_en_aanhouding_mogelijk, verlenging_mogelijk, verlengingstermijn,
        publicatie_indicatie, publicatietekst, verantwoordelijke, referentieproces_naam, producten_of_diensten, trefwoorden,
        behandelrollen, begin_geldigheid, einde_geldigheid, versiedatum, concept)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
             $26, $27, $28, $29)",
);
static FIND_STATUSTYPEN: Sql = sql(
    "catalogi.find_statustypen",
    concat!("SELECT ", statustype_columns!(), " FROM statustype t WHERE t.zaaktype = $1 ORDER BY t.volgnummer"),
);
static INSERT_STATUSTYPE: Sql = sql(
    "catalogi.insert_statustype",
    "INSERT INTO statustype (uuid, zaaktype, volgnummer, omschrijving, omschrijving_generiek, statustekst, informeren,
        toelichting, toon_in_portaal)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
static FIND_RESULTAATTYPEN: Sql = sql(
    "catalogi.find_resultaattypen",
    concat!("SELECT ", resultaattype_columns!(), " FROM resultaattype t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static INSERT_RESULTAATTYPE: Sql = sql(
    "catalogi.insert_resultaattype",
    "INSERT INTO resultaattype (uuid, zaaktype, omschrijving, resultaattypeomschrijving, omschrijving_generiek,
        selectielijstklasse, toelichting, archiefnominatie, archiefactietermijn, afleidingswijze, datumkenmerk,
        einddatum_bekend, objecttype, registratie, procestermijn)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
);
static FIND_ROLTYPEN: Sql = sql(
    "catalogi.find_roltypen",
    concat!("SELECT ", roltype_columns!(), " FROM roltype t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static INSERT_ROLTYPE: Sql = sql(
    "catalogi.insert_roltype",
    "INSERT INTO roltype (uuid, zaaktype, omschrijving, omschrijving_generiek) VALUES ($1, $2, $3, $4)",
);
static FIND_EIGENSCHAPPEN: Sql = sql(
    "catalogi.find_eigenschappen",
    concat!("SELECT ", eigenschap_columns!(), " FROM eigenschap t WHERE t.zaaktype = $1 ORDER BY t.uuid"),
);
static INSERT_EIGENSCHAP: Sql = sql(
    "catalogi.insert_eigenschap",
    "INSERT INTO eigenschap (uuid, zaaktype, naam, definitie, toelichting, groep, formaat, lengte, kardinaliteit,
        waardenverzameling, toon_in_portaal, label)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
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
static INSERT_ZAAKTYPE_INFORMATIEOBJECTTYPE: Sql = sql(
    "catalogi.insert_zaaktype_informatieobjecttype",
    "INSERT INTO zaaktype_informatieobjecttype (uuid, zaaktype, informatieobjecttype, volgnummer, richting)
     VALUES ($1, $2, $3, $4, $5)",
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
           AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $2)
         ORDER BY t.begin_geldigheid DESC LIMIT 1"
    ),
);
static INSERT_INFORMATIEOBJECTTYPE: Sql = sql(
    "catalogi.insert_informatieobjecttype",
    "INSERT INTO informatieobjecttype (uuid, catalogus, omschrijving, vertrouwelijkheidaanduiding, informatieobjectcategorie,
        begin_geldigheid, einde_geldigheid, concept)
     VALUES ($1, $2, $3, $4, $5, $6, $7, FALSE)",
);
static FIND_BESLUITTYPEN: Sql = sql(
    "catalogi.find_besluittypen",
    concat!(
        "SELECT ",
        besluittype_columns!(),
        " FROM zaaktype_besluittype r JOIN besluittype t ON t.uuid = r.besluittype WHERE r.zaaktype = $1 ORDER BY t.uuid"
    ),
);
static INSERT_BESLUITTYPE: Sql = sql(
    "catalogi.insert_besluittype",
    "INSERT INTO besluittype (uuid, catalogus, omschrijving, omschrijving_generiek, besluitcategorie, reactietermijn,
        publicatie_indicatie, publicatietekst, publicatietermijn, toelichting, begin_geldigheid, einde_geldigheid, concept)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE)",
);
static INSERT_ZAAKTYPE_BESLUITTYPE: Sql = sql(
    "catalogi.insert_zaaktype_besluittype",
    "INSERT INTO zaaktype_besluittype (zaaktype, besluittype) VALUES ($1, $2)",
);

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &FIND_CATALOGUS,
    &INSERT_CATALOGUS,
    &FIND_ZAAKTYPE,
    &FIND_VALID_ZAAKTYPE,
    &LIST_VALID_ZAAKTYPEN,
    &END_ZAAKTYPE,
    &INSERT_ZAAKTYPE,
    &FIND_STATUSTYPEN,
    &INSERT_STATUSTYPE,
    &FIND_RESULTAATTYPEN,
    &INSERT_RESULTAATTYPE,
    &FIND_ROLTYPEN,
    &INSERT_ROLTYPE,
    &FIND_EIGENSCHAPPEN,
    &INSERT_EIGENSCHAP,
    &FIND_ZAAKTYPE_INFORMATIEOBJECTTYPEN,
    &INSERT_ZAAKTYPE_INFORMATIEOBJECTTYPE,
    &FIND_INFORMATIEOBJECTTYPE,
    &FIND_INFORMATIEOBJECTTYPE_BY_OMSCHRIJVING,
    &INSERT_INFORMATIEOBJECTTYPE,
    &FIND_BESLUITTYPEN,
    &INSERT_BESLUITTYPE,
    &INSERT_ZAAKTYPE_BESLUITTYPE,
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

pub(crate) async fn insert_catalogus(tx: &mut Tx, catalogus: &Catalogus) -> Result<()> {
    let values =
        [catalogus.uuid.into(), (&catalogus.domein).into(), catalogus.rsin.as_str().into(), (&catalogus.naam).into()];
    tx.execute(&INSERT_CATALOGUS, &values).await?;
    Ok(())
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

pub(crate) async fn end_zaaktype(tx: &mut Tx, uuid: Id<Zaaktype>, day: Date) -> Result<()> {
    tx.execute(&END_ZAAKTYPE, &[uuid.into(), day.into()]).await?;
    Ok(())
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
            afleidingswijze: row.text(8)?.parse().map_err(|()| column_fault(8, "no afleidingswijze"))?,
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

/// Writes a packaged zaaktype with all its parts.
pub(crate) async fn insert_package(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
    begin: Date,
) -> Result<Id<Zaaktype>> {
    let zaaktype: Id<Zaaktype> = tx.new_id();
    let list = |words: &[String]| serde_json::Value::from(words.to_vec()).to_string();
    tx.execute(
        &INSERT_ZAAKTYPE,
        &[
            zaaktype.into(),
            catalogus.uuid.into(),
            (&package.identificatie).into(),
            (&package.omschrijving).into(),
            (&package.omschrijving_generiek).into(),
            package.vertrouwelijkheidaanduiding.rank().into(),
            (&package.doel).into(),
            (&package.aanleiding).into(),
            (&package.toelichting).into(),
            (&package.indicatie_intern_of_extern).into(),
            (&package.handeling_initiator).into(),
            (&package.onderwerp).into(),
            (&package.handeling_behandelaar).into(),
            (&package.doorlooptijd).into(),
            package.servicenorm.as_ref().into(),
            package.opschorting_en_aanhouding_mogelijk.into(),
            package.verlenging_mogelijk.into(),
            package.verlengingstermijn.as_ref().into(),
            package.publicatie_indicatie.into(),
            (&package.publicatietekst).into(),
            (&package.verantwoordelijke).into(),
            (&package.referentieproces.naam).into(),
            list(&package.producten_of_diensten).into(),
            list(&package.trefwoorden).into(),
            list(&package.loket.behandelrollen).into(),
            begin.into(),
            package.einde_geldigheid.into(),
            package.versiedatum.into(),
            false.into(),
        ],
    )
    .await?;
    insert_statustypen(tx, zaaktype, package).await?;
    insert_resultaattypen(tx, zaaktype, package).await?;
    for roltype in &package.roltypen {
        let uuid = tx.new_uuid();
        let values =
            [uuid.into(), zaaktype.into(), (&roltype.omschrijving).into(), (&roltype.omschrijving_generiek).into()];
        tx.execute(&INSERT_ROLTYPE, &values).await?;
    }
    insert_eigenschappen(tx, zaaktype, package).await?;
    insert_informatieobjecttypen(tx, catalogus, zaaktype, package).await?;
    insert_besluittypen(tx, catalogus, zaaktype, package).await?;
    Ok(zaaktype)
}

async fn insert_statustypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for statustype in &package.statustypen {
        let uuid = tx.new_uuid();
        let is_shown =
            package.loket.statustypen.get(&statustype.omschrijving).is_none_or(|portal| portal.toon_in_portaal);
        tx.execute(
            &INSERT_STATUSTYPE,
            &[
                uuid.into(),
                zaaktype.into(),
                statustype.volgnummer.into(),
                (&statustype.omschrijving).into(),
                (&statustype.omschrijving_generiek).into(),
                (&statustype.statustekst).into(),
                statustype.informeren.into(),
                (&statustype.toelichting).into(),
                is_shown.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

async fn insert_resultaattypen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for resultaattype in &package.resultaattypen {
        let uuid = tx.new_uuid();
        let brondatum = &resultaattype.brondatum_archiefprocedure;
        tx.execute(
            &INSERT_RESULTAATTYPE,
            &[
                uuid.into(),
                zaaktype.into(),
                (&resultaattype.omschrijving).into(),
                (&resultaattype.resultaattypeomschrijving).into(),
                (&resultaattype.omschrijving_generiek).into(),
                (&resultaattype.selectielijstklasse).into(),
                (&resultaattype.toelichting).into(),
                (&resultaattype.archiefnominatie).into(),
                resultaattype.archiefactietermijn.as_ref().into(),
                (&brondatum.afleidingswijze).into(),
                (&brondatum.datumkenmerk).into(),
                brondatum.einddatum_bekend.into(),
                (&brondatum.objecttype).into(),
                (&brondatum.registratie).into(),
                brondatum.procestermijn.as_ref().into(),
            ],
        )
        .await?;
    }
    Ok(())
}

async fn insert_eigenschappen(tx: &mut Tx, zaaktype: Id<Zaaktype>, package: &ZaaktypePackage) -> Result<()> {
    for eigenschap in &package.eigenschappen {
        let uuid = tx.new_uuid();
        let specificatie = &eigenschap.specificatie;
        let portal = package.loket.eigenschappen.get(&eigenschap.naam);
        let is_shown = portal.is_none_or(|portal| portal.toon_in_portaal);
        let label = portal.map(|portal| portal.label.as_str()).unwrap_or_default();
        tx.execute(
            &INSERT_EIGENSCHAP,
            &[
                uuid.into(),
                zaaktype.into(),
                (&eigenschap.naam).into(),
                (&eigenschap.definitie).into(),
                (&eigenschap.toelichting).into(),
                (&specificatie.groep).into(),
                (&specificatie.formaat).into(),
                (&specificatie.lengte).into(),
                (&specificatie.kardinaliteit).into(),
                serde_json::Value::from(specificatie.waardenverzameling.clone()).to_string().into(),
                is_shown.into(),
                label.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Kinds of documents are shared over the zaaktypen of a catalogus: one that exists is used again.
async fn insert_informatieobjecttypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
) -> Result<()> {
    let today = tx.today();
    for packaged in &package.informatieobjecttypen {
        let found = find_informatieobjecttype_by_omschrijving(tx, &packaged.omschrijving, today).await?;
        let uuid = match found {
            Some(found) => found.uuid,
            None => {
                let uuid: Id<Informatieobjecttype> = tx.new_id();
                tx.execute(
                    &INSERT_INFORMATIEOBJECTTYPE,
                    &[
                        uuid.into(),
                        catalogus.uuid.into(),
                        (&packaged.omschrijving).into(),
                        packaged.vertrouwelijkheidaanduiding.rank().into(),
                        (&packaged.informatieobjectcategorie).into(),
                        package.begin_geldigheid.into(),
                        package.einde_geldigheid.into(),
                    ],
                )
                .await?;
                uuid
            }
        };
        let relation = tx.new_uuid();
        let values =
            [relation.into(), zaaktype.into(), uuid.into(), packaged.volgnummer.into(), (&packaged.richting).into()];
        tx.execute(&INSERT_ZAAKTYPE_INFORMATIEOBJECTTYPE, &values).await?;
    }
    Ok(())
}

async fn insert_besluittypen(
    tx: &mut Tx,
    catalogus: &Catalogus,
    zaaktype: Id<Zaaktype>,
    package: &ZaaktypePackage,
) -> Result<()> {
    for packaged in &package.besluittypen {
        let uuid = tx.new_uuid();
        tx.execute(
            &INSERT_BESLUITTYPE,
            &[
                uuid.into(),
                catalogus.uuid.into(),
                (&packaged.omschrijving).into(),
                (&packaged.omschrijving_generiek).into(),
                (&packaged.besluitcategorie).into(),
                packaged.reactietermijn.as_ref().into(),
                packaged.publicatie_indicatie.into(),
                (&packaged.publicatietekst).into(),
                packaged.publicatietermijn.as_ref().into(),
                (&packaged.toelichting).into(),
                package.begin_geldigheid.into(),
                package.einde_geldigheid.into(),
            ],
        )
        .await?;
        tx.execute(&INSERT_ZAAKTYPE_BESLUITTYPE, &[zaaktype.into(), uuid.into()]).await?;
    }
    Ok(())
}
