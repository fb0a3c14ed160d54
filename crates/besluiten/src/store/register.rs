//! Decisions as applications see them, in SQL.

use ::store::{Reader, Result, Row, Sql, Value, sql, sql_pair};
use autorisaties::{
    Bereik, Window, bereik_postgres, bereik_sqlite, ids_parameter, ids_postgres, ids_sqlite, is_extern,
};
use documenten::Document;
use uuid::Uuid;
use values::Id;

use super::{besluit_columns, read_besluit};
use crate::register::BesluitFilter;
use crate::{Besluit, BesluitInformatieobject};

/// The same rows for who reaches all, and filtered for who reaches some. `$1` is the bereik.
struct Paar {
    all: Sql,
    in_bereik: Sql,
}

impl Paar {
    fn of(&'static self, bereik: &Bereik) -> (&'static Sql, Value<'static>) {
        match bereik.as_parameter() {
            None => (&self.all, Value::Null),
            Some(parameter) => (&self.in_bereik, parameter.into()),
        }
    }
}

macro_rules! paar {
    ($name:expr, $select:expr, $tail:expr) => {
        Paar {
            all: sql($name, concat!($select, "WHERE CAST($1 AS TEXT) IS NULL ", $tail)),
            in_bereik: sql_pair(
                concat!($name, "_in_bereik"),
                concat!(bereik_sqlite!(), $select, "CROSS JOIN bereik b WHERE b.t = d.besluittype ", $tail),
                concat!(bereik_postgres!(), $select, "CROSS JOIN bereik b WHERE b.t = d.besluittype ", $tail),
            ),
        }
    };
}

/// `$2` organisation, `$3` besluittype, `$4` zaak, `$5` the number.
macro_rules! conditions {
    () => {
        "AND (CAST($2 AS TEXT) IS NULL OR d.verantwoordelijke_organisatie = $2)
         AND (CAST($3 AS UUID) IS NULL OR d.besluittype = $3) AND (CAST($4 AS UUID) IS NULL OR COALESCE(d.zaak, d.zaak_elders) = $4)
         AND (CAST($5 AS TEXT) IS NULL OR d.identificatie = $5) "
    };
}

macro_rules! list {
    ($name:literal, $driver:literal) => {
        paar!(
            concat!("besluiten.register_list", $name),
            besluit_columns!(),
            concat!($driver, conditions!(), "ORDER BY d.uuid DESC LIMIT $6 OFFSET $7")
        )
    };
}

macro_rules! count {
    ($name:literal, $driver:literal) => {
        paar!(
            concat!("besluiten.register_count", $name),
            "SELECT count(*) FROM besluit d ",
            concat!($driver, conditions!())
        )
    };
}

static LIST: Paar = list!("", "");
static LIST_BY_ZAAK: Paar = list!("_by_zaak", "AND d.zaak = $4 ");
static LIST_BY_ZAAK_ELDERS: Paar = list!("_by_zaak_elders", "AND d.zaak_elders = $4 ");
static LIST_BY_IDENTIFICATIE: Paar = list!("_by_identificatie", "AND d.identificatie = $5 ");
static LIST_BY_BESLUITTYPE: Paar = list!("_by_besluittype", "AND d.besluittype = $3 ");
static LIST_BY_ORGANISATIE: Paar = list!("_by_organisatie", "AND d.verantwoordelijke_organisatie = $2 ");
static COUNT: Paar = count!("", "");
static COUNT_BY_ZAAK: Paar = count!("_by_zaak", "AND d.zaak = $4 ");
static COUNT_BY_ZAAK_ELDERS: Paar = count!("_by_zaak_elders", "AND d.zaak_elders = $4 ");
static COUNT_BY_IDENTIFICATIE: Paar = count!("_by_identificatie", "AND d.identificatie = $5 ");
static COUNT_BY_BESLUITTYPE: Paar = count!("_by_besluittype", "AND d.besluittype = $3 ");
static COUNT_BY_ORGANISATIE: Paar = count!("_by_organisatie", "AND d.verantwoordelijke_organisatie = $2 ");
static FIND: Sql = sql("besluiten.register_find", concat!(besluit_columns!(), "WHERE d.uuid = $1"));

macro_rules! documenten {
    () => {
        "SELECT r.uuid, r.besluit, r.informatieobject FROM besluitinformatieobject r JOIN besluit d ON d.uuid = r.besluit "
    };
}

static LIST_DOCUMENTEN: Paar = paar!("besluiten.register_list_documenten", documenten!(), "ORDER BY r.uuid");
static LIST_DOCUMENTEN_BY_BESLUIT: Paar = paar!(
    "besluiten.register_list_documenten_by_besluit",
    documenten!(),
    "AND r.besluit = $2 AND (CAST($3 AS UUID) IS NULL OR r.informatieobject = $3) ORDER BY r.uuid"
);
static LIST_DOCUMENTEN_BY_INFORMATIEOBJECT: Paar = paar!(
    "besluiten.register_list_documenten_by_informatieobject",
    documenten!(),
    "AND r.informatieobject = $2 ORDER BY r.uuid"
);
static LIST_BY_IDS: Sql = sql_pair(
    "besluiten.register_list_by_ids",
    concat!(besluit_columns!(), "WHERE d.uuid IN ", ids_sqlite!()),
    concat!(besluit_columns!(), "WHERE d.uuid IN ", ids_postgres!()),
);
macro_rules! documenten_by_ids {
    ($ids:expr) => {
        concat!(
            "SELECT r.uuid, r.besluit, r.informatieobject, d.besluittype
             FROM besluitinformatieobject r JOIN besluit d ON d.uuid = r.besluit WHERE r.uuid IN ",
            $ids
        )
    };
}
static LIST_DOCUMENTEN_BY_IDS: Sql = sql_pair(
    "besluiten.register_list_documenten_by_ids",
    documenten_by_ids!(ids_sqlite!()),
    documenten_by_ids!(ids_postgres!()),
);
static FIND_DOCUMENT: Sql = sql("besluiten.register_find_document", concat!(documenten!(), "WHERE r.uuid = $1"));

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &LIST.all,
    &LIST.in_bereik,
    &LIST_BY_ZAAK.all,
    &LIST_BY_ZAAK.in_bereik,
    &LIST_BY_ZAAK_ELDERS.all,
    &LIST_BY_ZAAK_ELDERS.in_bereik,
    &LIST_BY_IDENTIFICATIE.all,
    &LIST_BY_IDENTIFICATIE.in_bereik,
    &LIST_BY_BESLUITTYPE.all,
    &LIST_BY_BESLUITTYPE.in_bereik,
    &LIST_BY_ORGANISATIE.all,
    &LIST_BY_ORGANISATIE.in_bereik,
    &COUNT.all,
    &COUNT.in_bereik,
    &COUNT_BY_ZAAK.all,
    &COUNT_BY_ZAAK.in_bereik,
    &COUNT_BY_ZAAK_ELDERS.all,
    &COUNT_BY_ZAAK_ELDERS.in_bereik,
    &COUNT_BY_IDENTIFICATIE.all,
    &COUNT_BY_IDENTIFICATIE.in_bereik,
    &COUNT_BY_BESLUITTYPE.all,
    &COUNT_BY_BESLUITTYPE.in_bereik,
    &COUNT_BY_ORGANISATIE.all,
    &COUNT_BY_ORGANISATIE.in_bereik,
    &FIND,
    &LIST_DOCUMENTEN.all,
    &LIST_DOCUMENTEN.in_bereik,
    &LIST_DOCUMENTEN_BY_BESLUIT.all,
    &LIST_DOCUMENTEN_BY_BESLUIT.in_bereik,
    &LIST_DOCUMENTEN_BY_INFORMATIEOBJECT.all,
    &LIST_DOCUMENTEN_BY_INFORMATIEOBJECT.in_bereik,
    &FIND_DOCUMENT,
    &LIST_BY_IDS,
    &LIST_DOCUMENTEN_BY_IDS,
];

fn values<'a>(first: Value<'static>, filter: &'a BesluitFilter) -> Vec<Value<'a>> {
    vec![
        first,
        filter.verantwoordelijke_organisatie.as_deref().into(),
        filter.besluittype.into(),
        filter.zaak.into(),
        filter.identificatie.as_deref().into(),
    ]
}

/// The statements whose index leads to the fewest rows: those of the list and of the count.
fn statements(filter: &BesluitFilter) -> (&'static Paar, &'static Paar) {
    match filter {
        BesluitFilter { zaak: Some(zaak), .. } if is_extern(zaak.uuid()) => {
            (&LIST_BY_ZAAK_ELDERS, &COUNT_BY_ZAAK_ELDERS)
        }
        BesluitFilter { zaak: Some(_), .. } => (&LIST_BY_ZAAK, &COUNT_BY_ZAAK),
        BesluitFilter { identificatie: Some(_), .. } => (&LIST_BY_IDENTIFICATIE, &COUNT_BY_IDENTIFICATIE),
        BesluitFilter { besluittype: Some(_), .. } => (&LIST_BY_BESLUITTYPE, &COUNT_BY_BESLUITTYPE),
        BesluitFilter { verantwoordelijke_organisatie: Some(_), .. } => (&LIST_BY_ORGANISATIE, &COUNT_BY_ORGANISATIE),
        _ => (&LIST, &COUNT),
    }
}

pub(crate) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    filter: &BesluitFilter,
    window: Window,
) -> Result<Vec<Besluit>> {
    let (sql, first) = statements(filter).0.of(bereik);
    let mut values = values(first, filter);
    values.extend([window.limit_and_one().into(), window.offset().into()]);
    db.query(sql, &values, read_besluit).await
}

pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, filter: &BesluitFilter) -> Result<i64> {
    let (sql, first) = statements(filter).1.of(bereik);
    db.query_one(sql, &values(first, filter), |row| row.get(0)).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Besluit>) -> Result<Option<Besluit>> {
    db.query_opt(&FIND, &[uuid.into()], read_besluit).await
}

pub(crate) async fn list_documenten(
    db: &mut Reader,
    bereik: &Bereik,
    besluit: Option<Id<Besluit>>,
    informatieobject: Option<Id<Document>>,
) -> Result<Vec<BesluitInformatieobject>> {
    match (besluit, informatieobject) {
        (Some(besluit), informatieobject) => {
            let (sql, first) = LIST_DOCUMENTEN_BY_BESLUIT.of(bereik);
            db.query(sql, &[first, besluit.into(), informatieobject.into()], read_relatie).await
        }
        (None, Some(informatieobject)) => {
            let (sql, first) = LIST_DOCUMENTEN_BY_INFORMATIEOBJECT.of(bereik);
            db.query(sql, &[first, informatieobject.into()], read_relatie).await
        }
        (None, None) => {
            let (sql, first) = LIST_DOCUMENTEN.of(bereik);
            db.query(sql, &[first], read_relatie).await
        }
    }
}

pub(crate) async fn find_document(
    db: &mut Reader,
    uuid: Id<BesluitInformatieobject>,
) -> Result<Option<BesluitInformatieobject>> {
    db.query_opt(&FIND_DOCUMENT, &[uuid.into()], read_relatie).await
}

pub(crate) async fn list_by_ids(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<Besluit>> {
    db.query(&LIST_BY_IDS, &[ids_parameter(ids.iter().copied()).into()], read_besluit).await
}

/// Returns relations, each with the besluittype of its decision.
pub(crate) async fn list_documenten_by_ids(
    db: &mut Reader,
    ids: &[Uuid],
) -> Result<Vec<(BesluitInformatieobject, Uuid)>> {
    db.query(&LIST_DOCUMENTEN_BY_IDS, &[ids_parameter(ids.iter().copied()).into()], |row| {
        Ok((read_relatie(row)?, row.get(3)?))
    })
    .await
}

fn read_relatie(row: &Row<'_>) -> Result<BesluitInformatieobject> {
    Ok(BesluitInformatieobject { uuid: row.get(0)?, besluit: row.get(1)?, informatieobject: row.get(2)? })
}
