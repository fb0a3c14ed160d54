//! Lists of documents in zaken, as relations.

use ::store::{Reader, Result, Row, Sql, sql, sql_pair};
use autorisaties::{Bereik, ids_parameter, ids_postgres, ids_sqlite};
use documenten::Document;
use uuid::Uuid;
use values::Id;

use super::{Paar, paar};
use crate::{Relatie, Zaak};

macro_rules! relatie_columns {
    () => {
        "r.uuid, r.zaak, r.informatieobject, r.titel, r.beschrijving, r.registratiedatum, r.vernietigingsdatum, r.status"
    };
}

static LIST: Paar = paar!(
    "zaken.register_list_relaties",
    relatie_columns!(),
    "zaakinformatieobject r JOIN zaak z ON z.uuid = r.zaak",
    "ORDER BY r.uuid"
);
static LIST_BY_INFORMATIEOBJECT: Paar = paar!(
    "zaken.register_list_relaties_by_informatieobject",
    relatie_columns!(),
    "zaakinformatieobject r JOIN zaak z ON z.uuid = r.zaak",
    "AND r.informatieobject = $2 ORDER BY r.uuid"
);
// That the zaak may be read was decided before.
static LIST_BY_ZAAK: Sql = sql(
    "zaken.register_list_relaties_by_zaak",
    concat!(
        "SELECT ",
        relatie_columns!(),
        " FROM zaakinformatieobject r
         WHERE r.zaak = $1 AND (CAST($2 AS UUID) IS NULL OR r.informatieobject = $2) ORDER BY r.uuid"
    ),
);
static FIND: Sql = sql(
    "zaken.register_find_relatie",
    concat!("SELECT ", relatie_columns!(), " FROM zaakinformatieobject r WHERE r.uuid = $1"),
);

static LIST_BY_IDS: Sql = sql_pair(
    "zaken.register_list_relaties_by_ids",
    concat!("SELECT ", relatie_columns!(), " FROM zaakinformatieobject r WHERE r.uuid IN ", ids_sqlite!()),
    concat!("SELECT ", relatie_columns!(), " FROM zaakinformatieobject r WHERE r.uuid IN ", ids_postgres!()),
);

pub(crate) const STATEMENTS: &[&Sql] = &[
    &LIST_BY_IDS,
    &LIST.all,
    &LIST.in_bereik,
    &LIST_BY_INFORMATIEOBJECT.all,
    &LIST_BY_INFORMATIEOBJECT.in_bereik,
    &LIST_BY_ZAAK,
    &FIND,
];

pub(crate) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    zaak: Option<Id<Zaak>>,
    informatieobject: Option<Id<Document>>,
) -> Result<Vec<Relatie>> {
    if let Some(zaak) = zaak {
        return db.query(&LIST_BY_ZAAK, &[zaak.into(), informatieobject.into()], read_relatie).await;
    }
    match informatieobject {
        Some(informatieobject) => {
            let (sql, first) = LIST_BY_INFORMATIEOBJECT.of(bereik);
            db.query(sql, &[first, informatieobject.into()], read_relatie).await
        }
        None => {
            let (sql, first) = LIST.of(bereik);
            db.query(sql, &[first], read_relatie).await
        }
    }
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Relatie>) -> Result<Option<Relatie>> {
    db.query_opt(&FIND, &[uuid.into()], read_relatie).await
}

fn read_relatie(row: &Row<'_>) -> Result<Relatie> {
    Ok(Relatie {
        uuid: row.get(0)?,
        zaak: row.get(1)?,
        informatieobject: row.get(2)?,
        titel: row.get(3)?,
        beschrijving: row.get(4)?,
        registratiedatum: row.get(5)?,
        vernietigingsdatum: row.get(6)?,
        status: row.get(7)?,
    })
}

pub(crate) async fn list_by_ids(db: &mut Reader, ids: &[Uuid]) -> Result<Vec<Relatie>> {
    db.query(&LIST_BY_IDS, &[ids_parameter(ids.iter().copied()).into()], read_relatie).await
}
