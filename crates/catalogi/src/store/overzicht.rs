//! What there is, for who manages it: catalogi with how much they hold, and types with their versions, by name.

use ::store::{Reader, Result, Row, Sql, sql};
use autorisaties::{Found, Window};
use uuid::Uuid;

use crate::beheer::{CatalogusRij, TypeRij, Zoekvraag};
use crate::register::Soort;

static LIST_CATALOGI: Sql = sql(
    "catalogi.overzicht_catalogi",
    concat!(
        "SELECT c.uuid, c.domein, c.rsin, c.naam,
            (SELECT count(*) FROM zaaktype t WHERE t.catalogus = c.uuid),
            (SELECT count(*) FROM informatieobjecttype t WHERE t.catalogus = c.uuid),
            (SELECT count(*) FROM besluittype t WHERE t.catalogus = c.uuid)
     FROM catalogus c WHERE ",
        eigen!("c"),
        " ORDER BY c.domein, c.rsin, c.uuid"
    ),
);

/// The statements on one kind of type.
struct Overzicht {
    list: Sql,
    count: Sql,
    versies: Sql,
}

macro_rules! columns {
    ($table:literal, $naam:literal) => {
        concat!(
            "SELECT t.uuid, t.catalogus, t.",
            $naam,
            ", t.omschrijving, t.begin_geldigheid, t.einde_geldigheid, t.concept FROM ",
            $table,
            " t WHERE "
        )
    };
}

/// `$1` a catalogus, `$2` a pattern in name or omschrijving, `$3` whether a concept, `$4` a day on which it is valid.
macro_rules! which {
    ($naam:literal) => {
        concat!(
            "(CAST($1 AS UUID) IS NULL OR t.catalogus = $1) AND (CAST($2 AS TEXT) IS NULL OR lower(t.",
            $naam,
            ") LIKE lower(CAST($2 AS TEXT)) ESCAPE '\\' OR lower(t.omschrijving) LIKE lower(CAST($2 AS TEXT)) ESCAPE '\\')
             AND (CAST($3 AS BOOLEAN) IS NULL OR t.concept = $3)
             AND (CAST($4 AS TEXT) IS NULL OR (t.begin_geldigheid <= $4
                  AND (t.einde_geldigheid IS NULL OR t.einde_geldigheid > $4)))
             AND ",
            eigen!("t")
        )
    };
}

macro_rules! overzicht {
    ($table:literal, $naam:literal) => {
        Overzicht {
            list: sql(
                concat!("catalogi.overzicht_", $table),
                concat!(
                    columns!($table, $naam),
                    which!($naam),
                    " ORDER BY lower(t.omschrijving), t.",
                    $naam,
                    ", t.begin_geldigheid DESC, t.uuid LIMIT $5 OFFSET $6"
                ),
            ),
            count: sql(
                concat!("catalogi.overzicht_count_", $table),
                concat!("SELECT count(*) FROM ", $table, " t WHERE ", which!($naam)),
            ),
            versies: sql(
                concat!("catalogi.versies_", $table),
                concat!(
                    columns!($table, $naam),
                    "t.catalogus = $1 AND t.",
                    $naam,
                    " = $2 ORDER BY t.begin_geldigheid DESC, t.uuid DESC"
                ),
            ),
        }
    };
}

static ZAAKTYPEN: Overzicht = overzicht!("zaaktype", "identificatie");
static INFORMATIEOBJECTTYPEN: Overzicht = overzicht!("informatieobjecttype", "omschrijving");
static BESLUITTYPEN: Overzicht = overzicht!("besluittype", "omschrijving");

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &LIST_CATALOGI,
    &ZAAKTYPEN.list,
    &ZAAKTYPEN.count,
    &ZAAKTYPEN.versies,
    &INFORMATIEOBJECTTYPEN.list,
    &INFORMATIEOBJECTTYPEN.count,
    &INFORMATIEOBJECTTYPEN.versies,
    &BESLUITTYPEN.list,
    &BESLUITTYPEN.count,
    &BESLUITTYPEN.versies,
];

fn overzicht(soort: Soort) -> &'static Overzicht {
    match soort {
        Soort::Informatieobjecttype => &INFORMATIEOBJECTTYPEN,
        Soort::Besluittype => &BESLUITTYPEN,
        _ => &ZAAKTYPEN,
    }
}

fn read(soort: Soort) -> impl Fn(&Row<'_>) -> Result<TypeRij> {
    move |row| {
        Ok(TypeRij {
            soort,
            uuid: row.get(0)?,
            catalogus: row.get(1)?,
            naam: row.get(2)?,
            omschrijving: row.get(3)?,
            begin_geldigheid: row.get(4)?,
            einde_geldigheid: row.get(5)?,
            concept: row.get(6)?,
        })
    }
}

pub(crate) async fn list_catalogi(db: &mut Reader) -> Result<Vec<CatalogusRij>> {
    db.query(&LIST_CATALOGI, &[], |row| {
        Ok(CatalogusRij {
            uuid: row.get(0)?,
            domein: row.get(1)?,
            rsin: row.get(2)?,
            naam: row.get(3)?,
            zaaktypen: row.get(4)?,
            informatieobjecttypen: row.get(5)?,
            besluittypen: row.get(6)?,
        })
    })
    .await
}

/// Returns the types in the window, by name with the newest version first: one statement, two when the end is not in sight.
pub(crate) async fn list(db: &mut Reader, soort: Soort, vraag: &Zoekvraag, window: Window) -> Result<Found<TypeRij>> {
    let pattern = vraag.zoek.as_deref().map(::store::like_pattern);
    let mut values = vec![vraag.catalogus.into(), pattern.as_deref().into(), vraag.concept.into(), vraag.day.into()];
    let which = values.len();
    values.extend([window.limit_and_one().into(), window.offset().into()]);
    let own = overzicht(soort);
    let mut rows = db.query(&own.list, &values, read(soort)).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => {
            values.truncate(which);
            let count: i64 = db.query_one(&own.count, &values, |row| row.get(0)).await?;
            u64::try_from(count).unwrap_or(0)
        }
    };
    Ok(Found { count, rows })
}

/// Returns all versions of a type, the newest first.
pub(crate) async fn list_versies(db: &mut Reader, soort: Soort, catalogus: Uuid, naam: &str) -> Result<Vec<TypeRij>> {
    db.query(&overzicht(soort).versies, &[catalogus.into(), naam.into()], read(soort)).await
}
