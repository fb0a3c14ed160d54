//! The relations between types: of a whole page in one statement, and writing them.
//!
//! Types name one another by identificatie or omschrijving. A row holds one version and stands for all with its name; what is shown is
//! the version that is published and valid on the day, or the version of the row itself while there is none.

use ::store::{Reader, Result, Sql, Tx, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::civil::Date;
use uuid::Uuid;

use crate::register::{Gerelateerd, Relatie, Soort};

/// The version of the same name as `o` that is valid on the day `$2`, else `o` itself.
macro_rules! geldig {
    ($table:literal, $naam:literal) => {
        concat!(
            "coalesce((SELECT v.uuid FROM ",
            $table,
            " v WHERE v.catalogus = o.catalogus AND v.",
            $naam,
            " = o.",
            $naam,
            " AND v.concept = FALSE AND v.begin_geldigheid <= $2
              AND (v.einde_geldigheid IS NULL OR v.einde_geldigheid > $2)
              ORDER BY v.begin_geldigheid DESC LIMIT 1), o.uuid)"
        )
    };
}

/// Whether the row `$of` of zaaktypen, resultaattypen' zaaktypen or besluittypen shows on the day `$2`: valid, or the only one so far.
macro_rules! toont {
    ($table:literal, $naam:literal, $of:literal) => {
        concat!(
            "((",
            $of,
            ".concept = FALSE AND ",
            $of,
            ".begin_geldigheid <= $2 AND (",
            $of,
            ".einde_geldigheid IS NULL OR ",
            $of,
            ".einde_geldigheid > $2)) OR NOT EXISTS (SELECT 1 FROM ",
            $table,
            " w WHERE w.catalogus = ",
            $of,
            ".catalogus AND w.",
            $naam,
            " = ",
            $of,
            ".",
            $naam,
            " AND w.concept = FALSE AND w.begin_geldigheid <= $2
              AND (w.einde_geldigheid IS NULL OR w.einde_geldigheid > $2)))"
        )
    };
}

/// `$1` are the ids of a page, `$2` is the day. Columns: kind, who names it, what is named, its place, its name, aardRelatie, toelichting.
macro_rules! relaties {
    ($name:literal, $($part:expr),+) => {
        sql_pair(
            concat!("catalogi.relaties_of_", $name),
            concat!($($part, ids_sqlite!(),)+ " ORDER BY 2, 1, 4, 3"),
            concat!($($part, ids_postgres!(),)+ " ORDER BY 2, 1, 4, 3"),
        )
    };
}

static OF_ZAAKTYPEN: Sql = relaties!(
    "zaaktypen",
    "SELECT 'statustype' AS soort, zaaktype AS van, uuid, volgnummer AS plaats, '' AS naam, '' AS aard, '' AS toelichting
     FROM statustype WHERE CAST($2 AS TEXT) IS NOT NULL AND zaaktype IN ",
    " UNION SELECT 'resultaattype', zaaktype, uuid, 0, omschrijving, '', '' FROM resultaattype WHERE zaaktype IN ",
    " UNION SELECT 'roltype', zaaktype, uuid, 0, '', '', '' FROM roltype WHERE zaaktype IN ",
    " UNION SELECT 'eigenschap', zaaktype, uuid, 0, '', '', '' FROM eigenschap WHERE zaaktype IN ",
    " UNION SELECT 'zaakobjecttype', zaaktype, uuid, 0, '', '', '' FROM zaakobjecttype WHERE zaaktype IN ",
    concat!(
        " UNION SELECT 'informatieobjecttype', r.zaaktype, ",
        geldig!("informatieobjecttype", "omschrijving"),
        ", r.volgnummer, o.omschrijving, '', '' FROM zaaktype_informatieobjecttype r
           JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype WHERE r.zaaktype IN "
    ),
    concat!(
        " UNION SELECT 'besluittype', r.zaaktype, ",
        geldig!("besluittype", "omschrijving"),
        ", 0, o.omschrijving, '', '' FROM zaaktype_besluittype r
           JOIN besluittype o ON o.uuid = r.besluittype WHERE r.zaaktype IN "
    ),
    concat!(
        " UNION SELECT 'deelzaaktype', r.zaaktype, ",
        geldig!("zaaktype", "identificatie"),
        ", 0, o.identificatie, '', '' FROM zaaktype_deelzaaktype r
           JOIN zaaktype o ON o.uuid = r.deelzaaktype WHERE r.zaaktype IN "
    ),
    concat!(
        " UNION SELECT 'gerelateerd', r.zaaktype, ",
        geldig!("zaaktype", "identificatie"),
        ", r.plaats, o.identificatie, r.aard_relatie, r.toelichting FROM zaaktype_gerelateerd r
           JOIN zaaktype o ON o.uuid = r.gerelateerd WHERE r.zaaktype IN "
    )
);
static OF_STATUSTYPEN: Sql = relaties!(
    "statustypen",
    "SELECT 'eigenschap' AS soort, statustype AS van, uuid, 0 AS plaats, '' AS naam, '' AS aard, '' AS toelichting
     FROM eigenschap WHERE CAST($2 AS TEXT) IS NOT NULL AND statustype IN ",
    " UNION SELECT 'zaakobjecttype', statustype, uuid, 0, '', '', '' FROM zaakobjecttype WHERE statustype IN "
);
static OF_RESULTAATTYPEN: Sql = relaties!(
    "resultaattypen",
    concat!(
        "SELECT 'besluittype' AS soort, r.resultaattype AS van, ",
        geldig!("besluittype", "omschrijving"),
        " AS uuid, 0 AS plaats, o.omschrijving AS naam, '' AS aard, '' AS toelichting FROM resultaattype_besluittype r
           JOIN besluittype o ON o.uuid = r.besluittype WHERE r.resultaattype IN "
    ),
    concat!(
        " UNION SELECT 'informatieobjecttype', r.resultaattype, ",
        geldig!("informatieobjecttype", "omschrijving"),
        ", 0, o.omschrijving, '', '' FROM resultaattype_informatieobjecttype r
           JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype WHERE r.resultaattype IN "
    )
);
static OF_ZAAKTYPE_INFORMATIEOBJECTTYPEN: Sql = relaties!(
    "zaaktype_informatieobjecttypen",
    concat!(
        "SELECT 'informatieobjecttype' AS soort, r.uuid AS van, ",
        geldig!("informatieobjecttype", "omschrijving"),
        " AS uuid, 0 AS plaats, o.omschrijving AS naam, '' AS aard, '' AS toelichting
           FROM zaaktype_informatieobjecttype r JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
           WHERE r.uuid IN "
    )
);
static OF_INFORMATIEOBJECTTYPEN: Sql = relaties!(
    "informatieobjecttypen",
    concat!(
        "SELECT 'zaaktype' AS soort, t.uuid AS van, z.uuid, 0 AS plaats, z.identificatie AS naam, '' AS aard, '' AS toelichting
           FROM informatieobjecttype t
           JOIN informatieobjecttype o ON o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving
           JOIN zaaktype_informatieobjecttype r ON r.informatieobjecttype = o.uuid JOIN zaaktype z ON z.uuid = r.zaaktype
           WHERE ",
        toont!("zaaktype", "identificatie", "z"),
        " AND t.uuid IN "
    ),
    concat!(
        " UNION SELECT 'besluittype', t.uuid, b.uuid, 0, b.omschrijving, '', '' FROM informatieobjecttype t
           JOIN informatieobjecttype o ON o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving
           JOIN besluittype_informatieobjecttype r ON r.informatieobjecttype = o.uuid
           JOIN besluittype b ON b.uuid = r.besluittype WHERE ",
        toont!("besluittype", "omschrijving", "b"),
        " AND t.uuid IN "
    )
);
static OF_BESLUITTYPEN: Sql = relaties!(
    "besluittypen",
    concat!(
        "SELECT 'zaaktype' AS soort, t.uuid AS van, z.uuid, 0 AS plaats, z.identificatie AS naam, '' AS aard, '' AS toelichting
           FROM besluittype t JOIN besluittype o ON o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving
           JOIN zaaktype_besluittype r ON r.besluittype = o.uuid JOIN zaaktype z ON z.uuid = r.zaaktype WHERE ",
        toont!("zaaktype", "identificatie", "z"),
        " AND t.uuid IN "
    ),
    concat!(
        " UNION SELECT 'resultaattype', t.uuid, p.uuid, 0, p.omschrijving, '', '' FROM besluittype t
           JOIN besluittype o ON o.catalogus = t.catalogus AND o.omschrijving = t.omschrijving
           JOIN resultaattype_besluittype r ON r.besluittype = o.uuid JOIN resultaattype p ON p.uuid = r.resultaattype
           JOIN zaaktype z ON z.uuid = p.zaaktype WHERE ",
        toont!("zaaktype", "identificatie", "z"),
        " AND t.uuid IN "
    ),
    concat!(
        " UNION SELECT 'informatieobjecttype', r.besluittype, ",
        geldig!("informatieobjecttype", "omschrijving"),
        ", 0, o.omschrijving, '', '' FROM besluittype_informatieobjecttype r
           JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype WHERE r.besluittype IN "
    )
);
static OF_CATALOGUSSEN: Sql = relaties!(
    "catalogussen",
    "SELECT 'zaaktype' AS soort, catalogus AS van, uuid, 0 AS plaats, identificatie AS naam, '' AS aard, '' AS toelichting
     FROM zaaktype WHERE CAST($2 AS TEXT) IS NOT NULL AND catalogus IN ",
    " UNION SELECT 'besluittype', catalogus, uuid, 0, omschrijving, '', '' FROM besluittype WHERE catalogus IN ",
    " UNION SELECT 'informatieobjecttype', catalogus, uuid, 0, omschrijving, '', '' FROM informatieobjecttype
      WHERE catalogus IN "
);

/// A table of pairs.
struct Paren {
    delete: Sql,
    insert: Sql,
}

macro_rules! paren {
    ($table:literal, $van:literal, $naar:literal) => {
        Paren {
            delete: sql(concat!("catalogi.delete_", $table), concat!("DELETE FROM ", $table, " WHERE ", $van, " = $1")),
            insert: sql(
                concat!("catalogi.insert_pair_", $table),
                concat!("INSERT INTO ", $table, " (", $van, ", ", $naar, ") VALUES ($1, $2) ON CONFLICT DO NOTHING"),
            ),
        }
    };
}

static ZAAKTYPE_BESLUITTYPE: Paren = paren!("zaaktype_besluittype", "zaaktype", "besluittype");
static ZAAKTYPE_DEELZAAKTYPE: Paren = paren!("zaaktype_deelzaaktype", "zaaktype", "deelzaaktype");
static BESLUITTYPE_INFORMATIEOBJECTTYPE: Paren =
    paren!("besluittype_informatieobjecttype", "besluittype", "informatieobjecttype");
static RESULTAATTYPE_BESLUITTYPE: Paren = paren!("resultaattype_besluittype", "resultaattype", "besluittype");
static RESULTAATTYPE_INFORMATIEOBJECTTYPE: Paren =
    paren!("resultaattype_informatieobjecttype", "resultaattype", "informatieobjecttype");
static DELETE_GERELATEERD: Sql =
    sql("catalogi.delete_gerelateerd", "DELETE FROM zaaktype_gerelateerd WHERE zaaktype = $1");
static INSERT_GERELATEERD: Sql = sql(
    "catalogi.insert_gerelateerd",
    "INSERT INTO zaaktype_gerelateerd (zaaktype, plaats, gerelateerd, aard_relatie, toelichting) VALUES ($1, $2, $3, $4, $5)",
);
static CLEAR_EIGENSCHAPPEN: Sql =
    sql("catalogi.clear_eigenschappen", "UPDATE eigenschap SET statustype = NULL WHERE statustype = $1");
static SET_EIGENSCHAP: Sql = sql("catalogi.set_eigenschap", "UPDATE eigenschap SET statustype = $1 WHERE uuid = $2");

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &OF_ZAAKTYPEN,
    &OF_STATUSTYPEN,
    &OF_RESULTAATTYPEN,
    &OF_ZAAKTYPE_INFORMATIEOBJECTTYPEN,
    &OF_INFORMATIEOBJECTTYPEN,
    &OF_BESLUITTYPEN,
    &OF_CATALOGUSSEN,
    &ZAAKTYPE_BESLUITTYPE.delete,
    &ZAAKTYPE_BESLUITTYPE.insert,
    &ZAAKTYPE_DEELZAAKTYPE.delete,
    &ZAAKTYPE_DEELZAAKTYPE.insert,
    &BESLUITTYPE_INFORMATIEOBJECTTYPE.delete,
    &BESLUITTYPE_INFORMATIEOBJECTTYPE.insert,
    &RESULTAATTYPE_BESLUITTYPE.delete,
    &RESULTAATTYPE_BESLUITTYPE.insert,
    &RESULTAATTYPE_INFORMATIEOBJECTTYPE.delete,
    &RESULTAATTYPE_INFORMATIEOBJECTTYPE.insert,
    &DELETE_GERELATEERD,
    &INSERT_GERELATEERD,
    &CLEAR_EIGENSCHAPPEN,
    &SET_EIGENSCHAP,
];

/// Returns what the types of a page name, sorted by who names it. Kinds without relations cost nothing.
pub(crate) async fn list_relaties(
    db: &mut Reader,
    soort: Soort,
    of: impl IntoIterator<Item = Uuid>,
    day: Date,
) -> Result<Vec<Relatie>> {
    let sql = match soort {
        Soort::Zaaktype => &OF_ZAAKTYPEN,
        Soort::Statustype => &OF_STATUSTYPEN,
        Soort::Resultaattype => &OF_RESULTAATTYPEN,
        Soort::ZaaktypeInformatieobjecttype => &OF_ZAAKTYPE_INFORMATIEOBJECTTYPEN,
        Soort::Informatieobjecttype => &OF_INFORMATIEOBJECTTYPEN,
        Soort::Besluittype => &OF_BESLUITTYPEN,
        Soort::Catalogus => &OF_CATALOGUSSEN,
        _ => return Ok(Vec::new()),
    };
    let day = day.to_string();
    // The list of ids is read in every part of the statement; the day only where versions count.
    db.query(sql, &[ids_parameter(of).into(), day.into()], |row| {
        Ok(Relatie {
            soort: row.text(0)?.parse().map_err(|()| super::column_fault(0, "no kind"))?,
            van: row.get(1)?,
            uuid: row.get(2)?,
            naam: row.get(4)?,
            aard: row.get(5)?,
            toelichting: row.get(6)?,
        })
    })
    .await
}

async fn set_paren(tx: &mut Tx, paren: &'static Paren, van: Uuid, naar: &[Uuid]) -> Result<()> {
    tx.execute(&paren.delete, &[van.into()]).await?;
    let rows: Vec<_> = naar.iter().map(|uuid| vec![van.into(), (*uuid).into()]).collect();
    tx.execute_each(&paren.insert, &rows).await
}

pub(crate) async fn set_besluittypen(tx: &mut Tx, soort: Soort, van: Uuid, naar: &[Uuid]) -> Result<()> {
    let paren = if soort == Soort::Resultaattype { &RESULTAATTYPE_BESLUITTYPE } else { &ZAAKTYPE_BESLUITTYPE };
    set_paren(tx, paren, van, naar).await
}

pub(crate) async fn set_informatieobjecttypen(tx: &mut Tx, soort: Soort, van: Uuid, naar: &[Uuid]) -> Result<()> {
    let paren = match soort {
        Soort::Resultaattype => &RESULTAATTYPE_INFORMATIEOBJECTTYPE,
        _ => &BESLUITTYPE_INFORMATIEOBJECTTYPE,
    };
    set_paren(tx, paren, van, naar).await
}

pub(crate) async fn set_deelzaaktypen(tx: &mut Tx, van: Uuid, naar: &[Uuid]) -> Result<()> {
    set_paren(tx, &ZAAKTYPE_DEELZAAKTYPE, van, naar).await
}

pub(crate) async fn set_gerelateerd(tx: &mut Tx, van: Uuid, naar: &[Gerelateerd]) -> Result<()> {
    tx.execute(&DELETE_GERELATEERD, &[van.into()]).await?;
    let row = |(plaats, one): (i64, &'_ Gerelateerd)| {
        vec![van.into(), plaats.into(), one.zaaktype.into(), one.aard.clone().into(), one.toelichting.clone().into()]
    };
    let rows: Vec<_> = (0_i64..).zip(naar).map(row).collect();
    tx.execute_each(&INSERT_GERELATEERD, &rows).await
}

/// Sets which eigenschappen need a value before a status of this type can be set.
pub(crate) async fn set_eigenschappen(tx: &mut Tx, statustype: Uuid, eigenschappen: &[Uuid]) -> Result<()> {
    tx.execute(&CLEAR_EIGENSCHAPPEN, &[statustype.into()]).await?;
    let rows: Vec<_> = eigenschappen.iter().map(|uuid| vec![statustype.into(), (*uuid).into()]).collect();
    tx.execute_each(&SET_EIGENSCHAP, &rows).await
}
