//! Documents as applications see them, in SQL.

use ::store::{Reader, Result, Row, Sql, Value, sql, sql_pair};
use autorisaties::{Bereik, Window, bereik_postgres, bereik_sqlite};
use values::Id;

use super::{document_columns, read_document};
use crate::Document;
use crate::register::{DocumentFilter, DocumentRegel, Versie};

/// Number of columns of `document_columns`; the lock comes after them.
const DOCUMENT_COLUMNS: usize = 19;

macro_rules! from {
    () => {
        " FROM enkelvoudiginformatieobject d
         JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid AND v.versie = d.versie "
    };
}

/// `$1` is the bereik (the superuser has none), `$2` the organisation, `$3` the window's limit, `$4` its offset.
macro_rules! tail {
    ($condition:literal) => {
        concat!(
            $condition,
            " AND (CAST($2 AS TEXT) IS NULL OR d.bronorganisatie = $2) ORDER BY d.uuid DESC LIMIT $3 OFFSET $4"
        )
    };
}

macro_rules! select {
    () => {
        concat!("SELECT ", document_columns!(), ", d.lock_id", from!())
    };
}

macro_rules! in_bereik {
    () => {
        "CROSS JOIN bereik b WHERE b.t = d.informatieobjecttype AND v.vertrouwelijkheidaanduiding <= b.v"
    };
}

static LIST: Sql = sql("documenten.register_list", concat!(select!(), tail!("WHERE CAST($1 AS TEXT) IS NULL")));
static LIST_IN_BEREIK: Sql = sql_pair(
    "documenten.register_list_in_bereik",
    concat!(bereik_sqlite!(), select!(), in_bereik!(), tail!("")),
    concat!(bereik_postgres!(), select!(), in_bereik!(), tail!("")),
);
// By number there are few, whatever the size of the register: `$5` is the number.
static LIST_BY_IDENTIFICATIE: Sql = sql(
    "documenten.register_list_by_identificatie",
    concat!(select!(), tail!("WHERE d.identificatie = $5 AND CAST($1 AS TEXT) IS NULL")),
);
static LIST_BY_IDENTIFICATIE_IN_BEREIK: Sql = sql_pair(
    "documenten.register_list_by_identificatie_in_bereik",
    concat!(bereik_sqlite!(), select!(), in_bereik!(), tail!(" AND d.identificatie = $5")),
    concat!(bereik_postgres!(), select!(), in_bereik!(), tail!(" AND d.identificatie = $5")),
);
static COUNT: Sql = sql(
    "documenten.register_count",
    "SELECT count(*) FROM enkelvoudiginformatieobject d
     WHERE CAST($1 AS TEXT) IS NULL AND (CAST($2 AS TEXT) IS NULL OR d.bronorganisatie = $2)
       AND (CAST($3 AS TEXT) IS NULL OR d.identificatie = $3)",
);
static COUNT_IN_BEREIK: Sql = sql_pair(
    "documenten.register_count_in_bereik",
    concat!(
        bereik_sqlite!(),
        "SELECT count(*)",
        from!(),
        in_bereik!(),
        " AND (CAST($2 AS TEXT) IS NULL OR d.bronorganisatie = $2) AND (CAST($3 AS TEXT) IS NULL OR d.identificatie = $3)"
    ),
    concat!(
        bereik_postgres!(),
        "SELECT count(*)",
        from!(),
        in_bereik!(),
        " AND (CAST($2 AS TEXT) IS NULL OR d.bronorganisatie = $2) AND (CAST($3 AS TEXT) IS NULL OR d.identificatie = $3)"
    ),
);
static FIND: Sql = sql(
    "documenten.register_find",
    concat!(
        "SELECT ",
        document_columns!(),
        ", d.lock_id FROM enkelvoudiginformatieobject d JOIN enkelvoudiginformatieobject_versie v ON v.uuid = d.uuid
         WHERE d.uuid = $1 AND (CAST($2 AS BIGINT) IS NULL OR v.versie = $2)
           AND (CAST($3 AS BIGINT) IS NULL OR v.begin_registratie <= $3)
         ORDER BY v.versie DESC LIMIT 1"
    ),
);

/// Every statement of this file, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[
    &LIST,
    &LIST_IN_BEREIK,
    &LIST_BY_IDENTIFICATIE,
    &LIST_BY_IDENTIFICATIE_IN_BEREIK,
    &COUNT,
    &COUNT_IN_BEREIK,
    &FIND,
];

pub(crate) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    filter: &DocumentFilter,
    window: Window,
) -> Result<Vec<DocumentRegel>> {
    let parameter = bereik.as_parameter();
    let sql = match (&filter.identificatie, &parameter) {
        (None, None) => &LIST,
        (None, Some(_)) => &LIST_IN_BEREIK,
        (Some(_), None) => &LIST_BY_IDENTIFICATIE,
        (Some(_), Some(_)) => &LIST_BY_IDENTIFICATIE_IN_BEREIK,
    };
    let mut values: Vec<Value<'_>> = vec![
        parameter.as_deref().into(),
        filter.bronorganisatie.as_deref().into(),
        window.limit_and_one().into(),
        window.offset().into(),
    ];
    values.extend(filter.identificatie.as_deref().map(Value::from));
    db.query(sql, &values, read_regel).await
}

pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, filter: &DocumentFilter) -> Result<i64> {
    let parameter = bereik.as_parameter();
    let sql = if parameter.is_some() { &COUNT_IN_BEREIK } else { &COUNT };
    let values = [parameter.into(), filter.bronorganisatie.as_deref().into(), filter.identificatie.as_deref().into()];
    db.query_one(sql, &values, |row| row.get(0)).await
}

pub(crate) async fn find(db: &mut Reader, uuid: Id<Document>, versie: Versie) -> Result<Option<DocumentRegel>> {
    db.query_opt(&FIND, &[uuid.into(), versie.nummer.into(), versie.registratie_op.into()], read_regel).await
}

fn read_regel(row: &Row<'_>) -> Result<DocumentRegel> {
    let lock: Option<String> = row.get(DOCUMENT_COLUMNS)?;
    Ok(DocumentRegel { document: read_document(row)?, is_locked: lock.is_some() })
}
