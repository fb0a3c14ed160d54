//! What the rules ask of the database: other versions, names that are taken, and the mark of what is published.

use ::store::{Reader, Result, Sql, Tx, Value, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::civil::Date;
use uuid::Uuid;

use crate::register::Soort;
use crate::rules::versies::Geldig;

/// Versions of the same name, for each kind of type that has them.
struct Versies {
    count_overlap: Sql,
    list_published: Sql,
    resolve: Sql,
}

macro_rules! resolve {
    ($table:literal, $naam:literal) => {
        concat!("SELECT uuid, catalogus, ", $naam, " FROM ", $table, " WHERE uuid IN ")
    };
}

macro_rules! resolve_order {
    () => {
        " ORDER BY CASE WHEN concept = FALSE AND begin_geldigheid <= $4
            AND (einde_geldigheid IS NULL OR einde_geldigheid > $4) THEN 0 ELSE 1 END, begin_geldigheid DESC, uuid DESC"
    };
}

macro_rules! versies {
    ($table:literal, $naam:literal) => {
        Versies {
            count_overlap: sql(
                concat!("catalogi.count_overlap_", $table),
                concat!(
                    "SELECT count(*) FROM ",
                    $table,
                    " WHERE catalogus = $1 AND ",
                    $naam,
                    " = $2 AND uuid <> $3 AND concept = FALSE AND (einde_geldigheid IS NULL OR einde_geldigheid > $4)
                      AND (CAST($5 AS TEXT) IS NULL OR begin_geldigheid < $5)"
                ),
            ),
            list_published: sql(
                concat!("catalogi.list_published_", $table),
                concat!(
                    "SELECT uuid, begin_geldigheid, einde_geldigheid FROM ",
                    $table,
                    " WHERE catalogus = $1 AND ",
                    $naam,
                    " = $2 AND concept = FALSE ORDER BY begin_geldigheid, uuid"
                ),
            ),
            // By id (`$1`), or by name (`$3`) in a catalogus (`$2`); the version that is valid on the day (`$4`) first, else the newest.
            resolve: sql_pair(
                concat!("catalogi.resolve_", $table),
                concat!(resolve!($table, $naam), ids_sqlite!(), " OR (catalogus = $2 AND ", $naam,
                    " IN (SELECT value FROM json_each($3)))", resolve_order!()),
                concat!(resolve!($table, $naam), ids_postgres!(), " OR (catalogus = $2 AND ", $naam,
                    " IN (SELECT jsonb_array_elements_text(CAST($3 AS TEXT)::JSONB)))", resolve_order!()),
            ),
        }
    };
}

static ZAAKTYPE: Versies = versies!("zaaktype", "identificatie");
static INFORMATIEOBJECTTYPE: Versies = versies!("informatieobjecttype", "omschrijving");
static BESLUITTYPE: Versies = versies!("besluittype", "omschrijving");

static COUNT_CATALOGUS: Sql = sql(
    "catalogi.count_same_catalogus",
    "SELECT count(*) FROM catalogus WHERE domein = $1 AND rsin = $2 AND uuid <> $3",
);
static COUNT_STATUSTYPE: Sql = sql(
    "catalogi.count_same_statustype",
    "SELECT count(*) FROM statustype WHERE zaaktype = $1 AND volgnummer = $2 AND uuid <> $3",
);
static COUNT_RESULTAATTYPE: Sql = sql(
    "catalogi.count_same_resultaattype",
    "SELECT count(*) FROM resultaattype WHERE zaaktype = $1 AND omschrijving = $2 AND uuid <> $3",
);
static COUNT_ROLTYPE: Sql = sql(
    "catalogi.count_same_roltype",
    "SELECT count(*) FROM roltype WHERE zaaktype = $1 AND omschrijving = $2 AND uuid <> $3",
);
static COUNT_EIGENSCHAP: Sql = sql(
    "catalogi.count_same_eigenschap",
    "SELECT count(*) FROM eigenschap WHERE zaaktype = $1 AND naam = $2 AND uuid <> $3",
);
static COUNT_ZAAKTYPE_INFORMATIEOBJECTTYPE: Sql = sql(
    "catalogi.count_same_zaaktype_informatieobjecttype",
    "SELECT count(*) FROM zaaktype_informatieobjecttype
     WHERE zaaktype = $1 AND (volgnummer = $2 OR (informatieobjecttype = $4 AND richting = $5)) AND uuid <> $3",
);
/// What a zaaktype needs before it can be published. What its resultaattypen name counts as what it names itself: those are as fixed. A
/// zaaktype that is its own deelzaaktype does not wait for itself.
static PUBLICATIE: Sql = sql(
    "catalogi.publicatie",
    "SELECT (SELECT count(*) FROM roltype WHERE zaaktype = $1),
            (SELECT count(*) FROM resultaattype WHERE zaaktype = $1),
            (SELECT count(*) FROM statustype WHERE zaaktype = $1),
            (SELECT count(*) FROM besluittype o WHERE o.uuid IN (
               SELECT besluittype FROM zaaktype_besluittype WHERE zaaktype = $1
               UNION SELECT r.besluittype FROM resultaattype_besluittype r JOIN resultaattype p ON p.uuid = r.resultaattype
               WHERE p.zaaktype = $1)
             AND NOT EXISTS (SELECT 1 FROM besluittype v WHERE v.catalogus = o.catalogus
               AND v.omschrijving = o.omschrijving AND v.concept = FALSE)),
            (SELECT count(*) FROM informatieobjecttype o WHERE o.uuid IN (
               SELECT informatieobjecttype FROM zaaktype_informatieobjecttype WHERE zaaktype = $1
               UNION SELECT r.informatieobjecttype FROM resultaattype_informatieobjecttype r
               JOIN resultaattype p ON p.uuid = r.resultaattype WHERE p.zaaktype = $1)
             AND NOT EXISTS (SELECT 1 FROM informatieobjecttype v WHERE v.catalogus = o.catalogus
               AND v.omschrijving = o.omschrijving AND v.concept = FALSE)),
            (SELECT count(*) FROM zaaktype_deelzaaktype r JOIN zaaktype o ON o.uuid = r.deelzaaktype
             JOIN zaaktype z ON z.uuid = r.zaaktype
             WHERE r.zaaktype = $1 AND (o.catalogus <> z.catalogus OR o.identificatie <> z.identificatie) AND NOT EXISTS (SELECT 1 FROM zaaktype v WHERE v.catalogus = o.catalogus
               AND v.identificatie = o.identificatie AND v.concept = FALSE))",
);
static COUNT_CONCEPT_INFORMATIEOBJECTTYPEN: Sql = sql(
    "catalogi.count_concept_informatieobjecttypen",
    "SELECT count(*) FROM besluittype_informatieobjecttype r JOIN informatieobjecttype o ON o.uuid = r.informatieobjecttype
     WHERE r.besluittype = $1 AND NOT EXISTS (SELECT 1 FROM informatieobjecttype v WHERE v.catalogus = o.catalogus
       AND v.omschrijving = o.omschrijving AND v.concept = FALSE)",
);
/// Writers of types come one after the other, so that what they judge is still so when they write.
static LOCK: Sql = sql_pair(
    "catalogi.lock",
    "SELECT nummer FROM catalogi_stand WHERE nummer = 1",
    "SELECT nummer FROM catalogi_stand WHERE nummer = 1 FOR UPDATE",
);
static FIND_STAND: Sql = sql("catalogi.find_stand", "SELECT stand FROM catalogi_stand WHERE nummer = 1");
static SET_STAND: Sql = sql("catalogi.set_stand", "UPDATE catalogi_stand SET stand = $1 WHERE nummer = 1");

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &ZAAKTYPE.count_overlap,
    &ZAAKTYPE.list_published,
    &ZAAKTYPE.resolve,
    &INFORMATIEOBJECTTYPE.count_overlap,
    &INFORMATIEOBJECTTYPE.list_published,
    &INFORMATIEOBJECTTYPE.resolve,
    &BESLUITTYPE.count_overlap,
    &BESLUITTYPE.list_published,
    &BESLUITTYPE.resolve,
    &COUNT_CATALOGUS,
    &COUNT_STATUSTYPE,
    &COUNT_RESULTAATTYPE,
    &COUNT_ROLTYPE,
    &COUNT_EIGENSCHAP,
    &COUNT_ZAAKTYPE_INFORMATIEOBJECTTYPE,
    &PUBLICATIE,
    &COUNT_CONCEPT_INFORMATIEOBJECTTYPEN,
    &LOCK,
    &FIND_STAND,
    &SET_STAND,
];

fn versies(soort: Soort) -> &'static Versies {
    match soort {
        Soort::Informatieobjecttype => &INFORMATIEOBJECTTYPE,
        Soort::Besluittype => &BESLUITTYPE,
        _ => &ZAAKTYPE,
    }
}

async fn count(db: &mut Reader, sql: &'static Sql, values: &[Value<'_>]) -> Result<i64> {
    db.query_one(sql, values, |row| row.get(0)).await
}

/// One version, as the rule on overlap looks at it.
pub(crate) struct Versie<'a> {
    pub(crate) soort: Soort,
    pub(crate) uuid: Uuid,
    pub(crate) catalogus: Uuid,
    pub(crate) naam: &'a str,
    pub(crate) begin_geldigheid: Date,
    pub(crate) einde_geldigheid: Option<Date>,
}

/// Decides whether another published version of the same name is valid on one of the same days. Rule: ztc-016 (geen overlap).
pub(crate) async fn overlaps(db: &mut Reader, versie: &Versie<'_>) -> Result<bool> {
    let values = [
        versie.catalogus.into(),
        versie.naam.into(),
        versie.uuid.into(),
        versie.begin_geldigheid.into(),
        versie.einde_geldigheid.into(),
    ];
    Ok(count(db, &versies(versie.soort).count_overlap, &values).await? > 0)
}

/// Returns the published versions of a name, in the order of their days.
pub(crate) async fn list_published(
    db: &mut Reader,
    soort: Soort,
    catalogus: Uuid,
    naam: &str,
) -> Result<Vec<Geldig<Uuid>>> {
    db.query(&versies(soort).list_published, &[catalogus.into(), naam.into()], |row| {
        Ok(Geldig { van: row.get(0)?, begin: row.get(1)?, einde: row.get(2)? })
    })
    .await
}

/// A type that was named.
pub(crate) struct Gevonden {
    pub(crate) uuid: Uuid,
    pub(crate) catalogus: Uuid,
    pub(crate) naam: String,
}

/// Returns the types with these ids, and those with these names in a catalogus: the version that is valid on the day comes first.
pub(crate) async fn resolve(
    db: &mut Reader,
    soort: Soort,
    ids: impl IntoIterator<Item = Uuid>,
    catalogus: Uuid,
    namen: &[&str],
    day: Date,
) -> Result<Vec<Gevonden>> {
    let namen = serde_json::Value::from(namen.to_vec()).to_string();
    let values = [ids_parameter(ids).into(), catalogus.into(), namen.into(), day.into()];
    db.query(&versies(soort).resolve, &values, |row| {
        Ok(Gevonden { uuid: row.get(0)?, catalogus: row.get(1)?, naam: row.get(2)? })
    })
    .await
}

/// Decides whether another row has these values already, which only one may have.
pub(crate) async fn is_taken(db: &mut Reader, soort: Soort, values: &[Value<'_>]) -> Result<bool> {
    let sql = match soort {
        Soort::Catalogus => &COUNT_CATALOGUS,
        Soort::Statustype => &COUNT_STATUSTYPE,
        Soort::Resultaattype => &COUNT_RESULTAATTYPE,
        Soort::Roltype => &COUNT_ROLTYPE,
        Soort::Eigenschap => &COUNT_EIGENSCHAP,
        Soort::ZaaktypeInformatieobjecttype => &COUNT_ZAAKTYPE_INFORMATIEOBJECTTYPE,
        _ => return Ok(false),
    };
    Ok(count(db, sql, values).await? > 0)
}

/// What a zaaktype has, and how many of what it names are concepts only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Publicatie {
    pub(crate) roltypen: i64,
    pub(crate) resultaattypen: i64,
    pub(crate) statustypen: i64,
    pub(crate) concept_besluittypen: i64,
    pub(crate) concept_informatieobjecttypen: i64,
    pub(crate) concept_deelzaaktypen: i64,
}

pub(crate) async fn publicatie(db: &mut Reader, zaaktype: Uuid) -> Result<Publicatie> {
    db.query_one(&PUBLICATIE, &[zaaktype.into()], |row| {
        Ok(Publicatie {
            roltypen: row.get(0)?,
            resultaattypen: row.get(1)?,
            statustypen: row.get(2)?,
            concept_besluittypen: row.get(3)?,
            concept_informatieobjecttypen: row.get(4)?,
            concept_deelzaaktypen: row.get(5)?,
        })
    })
    .await
}

/// Returns how many kinds of documents of a besluittype are concepts only.
pub(crate) async fn count_concept_informatieobjecttypen(db: &mut Reader, besluittype: Uuid) -> Result<i64> {
    count(db, &COUNT_CONCEPT_INFORMATIEOBJECTTYPEN, &[besluittype.into()]).await
}

pub(crate) async fn find_stand(db: &mut Reader) -> Result<Uuid> {
    db.query_one(&FIND_STAND, &[], |row| row.get(0)).await
}

/// Marks that what is published changes in this transaction.
pub(crate) async fn set_stand(tx: &mut Tx, stand: Uuid) -> Result<()> {
    tx.change_memo();
    tx.execute(&SET_STAND, &[stand.into()]).await.map(drop)
}

pub(crate) async fn lock(tx: &mut Tx) -> Result<()> {
    tx.query_one(&LOCK, &[], |row| row.get::<i64>(0)).await.map(drop)
}
