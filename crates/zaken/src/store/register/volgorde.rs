//! Zaken of some types in the order of one field, along its index: the ids of the window first, and only then their rows.

use ::store::{Reader, Result, Sql, Value, sql_pair};
use autorisaties::{Bereik, Window};

use super::Paar;
use crate::Zaak;
use crate::register::{Order, OrderField};
use crate::store::zaken::{read_zaak, zaak_columns};

/// `$2` tells whether only zaken that run, or that ended, are listed; `$3` is the limit and `$4` the offset.
macro_rules! order {
    ($name:literal, $inner:expr, $outer:expr) => {
        Paar {
            all: order!(
                @texts concat!("zaken.register_order_", $name), "",
                "zaak x WHERE CAST($1 AS TEXT) IS NULL", "", "zaak x WHERE CAST($1 AS TEXT) IS NULL", $inner, $outer
            ),
            in_bereik: order!(
                @texts concat!("zaken.register_order_", $name, "_in_bereik"),
                autorisaties::bereik_sqlite!(),
                "zaak x CROSS JOIN bereik b WHERE b.t = x.zaaktype AND x.vertrouwelijkheidaanduiding <= b.v",
                autorisaties::bereik_postgres!(),
                "zaak x CROSS JOIN bereik b WHERE b.t = x.zaaktype AND x.vertrouwelijkheidaanduiding <= b.v",
                $inner, $outer
            ),
        }
    };
    (@texts $name:expr, $sqlite_with:expr, $sqlite:literal, $postgres_with:expr, $postgres:literal, $inner:expr, $outer:expr) => {
        sql_pair(
            $name,
            concat!(
                $sqlite_with, "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid IN (SELECT x.uuid FROM ", $sqlite,
                " AND (CAST($2 AS BOOLEAN) IS NULL OR (x.einddatum IS NULL) = $2) ORDER BY ", $inner,
                " LIMIT $3 OFFSET $4) ORDER BY ", $outer
            ),
            concat!(
                $postgres_with, "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = ANY (ARRAY(SELECT x.uuid FROM ", $postgres,
                " AND (CAST($2 AS BOOLEAN) IS NULL OR (x.einddatum IS NULL) = $2) ORDER BY ", $inner,
                " LIMIT $3 OFFSET $4)) ORDER BY ", $outer
            ),
        )
    };
}

/// What comes after the first field: `$5` to `$8` name up to two more, upwards and downwards by turns.
macro_rules! then {
    ($row:literal) => {
        concat!(
            ", ", then!(@field $row, "$5"), " NULLS FIRST, ", then!(@field $row, "$6"), " DESC NULLS LAST, ",
            then!(@field $row, "$7"), " NULLS FIRST, ", then!(@field $row, "$8"), " DESC NULLS LAST, ", $row, ".uuid DESC"
        )
    };
    (@field $row:literal, $value:literal) => {
        concat!(
            "CASE CAST(", $value, " AS TEXT) WHEN 'identificatie' THEN ", $row, ".identificatie WHEN 'startdatum' THEN ", $row,
            ".startdatum WHEN 'einddatum' THEN ", $row, ".einddatum WHEN 'publicatiedatum' THEN ", $row,
            ".publicatiedatum WHEN 'archiefactiedatum' THEN ", $row,
            ".archiefactiedatum WHEN 'registratiedatum' THEN ", $row, ".registratiedatum END"
        )
    };
}

/// The order of up to three fields: `$5` to `$10` name them, upwards and downwards by turns.
macro_rules! fields {
    ($row:literal) => {
        concat!(
            then!(@field $row, "$5"), " NULLS FIRST, ", then!(@field $row, "$6"), " DESC NULLS LAST, ",
            then!(@field $row, "$7"), " NULLS FIRST, ", then!(@field $row, "$8"), " DESC NULLS LAST, ",
            then!(@field $row, "$9"), " NULLS FIRST, ", then!(@field $row, "$10"), " DESC NULLS LAST, ", $row, ".uuid DESC"
        )
    };
}

/// All that are reached, read and sorted: `$2` is more than there are of any type, `$3` the limit and `$4` the offset. PostgreSQL, which
/// does not look how many each type has, would read the whole table without `$2`.
macro_rules! reached {
    ($name:literal, $condition:literal) => {
        sql_pair(
            concat!("zaken.register_order_reached", $name),
            concat!(
                autorisaties::bereik_sqlite!(),
                "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid IN (
                    SELECT y.uuid FROM bereik b CROSS JOIN zaak y
                    WHERE y.zaaktype = b.t AND y.vertrouwelijkheidaanduiding <= b.v AND CAST($2 AS BIGINT) IS NOT NULL",
                $condition, " ORDER BY ", fields!("y"), " LIMIT $3 OFFSET $4)
                 ORDER BY ", fields!("z")
            ),
            concat!(
                autorisaties::bereik_postgres!(),
                "SELECT ", zaak_columns!(), " FROM zaak z WHERE z.uuid = ANY (ARRAY(
                    SELECT x.uuid FROM bereik b CROSS JOIN LATERAL (
                        SELECT y.uuid FROM zaak y WHERE y.zaaktype = b.t AND y.vertrouwelijkheidaanduiding <= b.v",
                $condition, " ORDER BY y.uuid LIMIT $2) x))
                 ORDER BY ", fields!("z"), " LIMIT $3 OFFSET $4"
            ),
        )
    };
}
static REACHED: Sql = reached!("", "");
static REACHED_OPEN: Sql = reached!("_open", " AND y.einddatum IS NULL");
static REACHED_ENDED: Sql = reached!("_ended", " AND y.einddatum >= ''");

// Upwards, downwards, and both with more fields: then only what is equal in the first is sorted.
static IDENTIFICATIE: [Paar; 4] = [
    order!("identificatie", "x.identificatie, x.uuid", "z.identificatie, z.uuid"),
    order!("identificatie_desc", "x.identificatie DESC, x.uuid DESC", "z.identificatie DESC, z.uuid DESC"),
    order!("identificatie_then", concat!("x.identificatie", then!("x")), concat!("z.identificatie", then!("z"))),
    order!(
        "identificatie_desc_then",
        concat!("x.identificatie DESC", then!("x")),
        concat!("z.identificatie DESC", then!("z"))
    ),
];
static STARTDATUM: [Paar; 4] = [
    order!("startdatum", "x.startdatum, x.uuid", "z.startdatum, z.uuid"),
    order!("startdatum_desc", "x.startdatum DESC, x.uuid DESC", "z.startdatum DESC, z.uuid DESC"),
    order!("startdatum_then", concat!("x.startdatum", then!("x")), concat!("z.startdatum", then!("z"))),
    order!("startdatum_desc_then", concat!("x.startdatum DESC", then!("x")), concat!("z.startdatum DESC", then!("z"))),
];
static REGISTRATIEDATUM: [Paar; 4] = [
    order!("registratiedatum", "x.registratiedatum, x.uuid", "z.registratiedatum, z.uuid"),
    order!("registratiedatum_desc", "x.registratiedatum DESC, x.uuid DESC", "z.registratiedatum DESC, z.uuid DESC"),
    order!(
        "registratiedatum_then",
        concat!("x.registratiedatum", then!("x")),
        concat!("z.registratiedatum", then!("z"))
    ),
    order!(
        "registratiedatum_desc_then",
        concat!("x.registratiedatum DESC", then!("x")),
        concat!("z.registratiedatum DESC", then!("z"))
    ),
];
static EINDDATUM: [Paar; 4] = [
    order!("einddatum", "x.einddatum NULLS FIRST, x.uuid", "z.einddatum NULLS FIRST, z.uuid"),
    order!("einddatum_desc", "x.einddatum DESC NULLS LAST, x.uuid DESC", "z.einddatum DESC NULLS LAST, z.uuid DESC"),
    order!(
        "einddatum_then",
        concat!("x.einddatum NULLS FIRST", then!("x")),
        concat!("z.einddatum NULLS FIRST", then!("z"))
    ),
    order!(
        "einddatum_desc_then",
        concat!("x.einddatum DESC NULLS LAST", then!("x")),
        concat!("z.einddatum DESC NULLS LAST", then!("z"))
    ),
];
static PUBLICATIEDATUM: [Paar; 4] = [
    order!("publicatiedatum", "x.publicatiedatum NULLS FIRST, x.uuid", "z.publicatiedatum NULLS FIRST, z.uuid"),
    order!(
        "publicatiedatum_desc",
        "x.publicatiedatum DESC NULLS LAST, x.uuid DESC",
        "z.publicatiedatum DESC NULLS LAST, z.uuid DESC"
    ),
    order!(
        "publicatiedatum_then",
        concat!("x.publicatiedatum NULLS FIRST", then!("x")),
        concat!("z.publicatiedatum NULLS FIRST", then!("z"))
    ),
    order!(
        "publicatiedatum_desc_then",
        concat!("x.publicatiedatum DESC NULLS LAST", then!("x")),
        concat!("z.publicatiedatum DESC NULLS LAST", then!("z"))
    ),
];
static ARCHIEFACTIEDATUM: [Paar; 4] = [
    order!("archiefactiedatum", "x.archiefactiedatum NULLS FIRST, x.uuid", "z.archiefactiedatum NULLS FIRST, z.uuid"),
    order!(
        "archiefactiedatum_desc",
        "x.archiefactiedatum DESC NULLS LAST, x.uuid DESC",
        "z.archiefactiedatum DESC NULLS LAST, z.uuid DESC"
    ),
    order!(
        "archiefactiedatum_then",
        concat!("x.archiefactiedatum NULLS FIRST", then!("x")),
        concat!("z.archiefactiedatum NULLS FIRST", then!("z"))
    ),
    order!(
        "archiefactiedatum_desc_then",
        concat!("x.archiefactiedatum DESC NULLS LAST", then!("x")),
        concat!("z.archiefactiedatum DESC NULLS LAST", then!("z"))
    ),
];

macro_rules! statements {
    ($($pair:ident),*) => {
        &[&REACHED, &REACHED_OPEN, &REACHED_ENDED, $(
            &$pair[0].all, &$pair[0].in_bereik, &$pair[1].all, &$pair[1].in_bereik,
            &$pair[2].all, &$pair[2].in_bereik, &$pair[3].all, &$pair[3].in_bereik,
        )*]
    };
}

pub(crate) const STATEMENTS: &[&Sql] =
    statements!(IDENTIFICATIE, STARTDATUM, REGISTRATIEDATUM, EINDDATUM, PUBLICATIEDATUM, ARCHIEFACTIEDATUM);

const fn of(field: OrderField) -> &'static [Paar; 4] {
    match field {
        OrderField::Identificatie => &IDENTIFICATIE,
        OrderField::Startdatum => &STARTDATUM,
        OrderField::Registratiedatum => &REGISTRATIEDATUM,
        OrderField::Einddatum => &EINDDATUM,
        OrderField::Publicatiedatum => &PUBLICATIEDATUM,
        OrderField::Archiefactiedatum => &ARCHIEFACTIEDATUM,
    }
}

/// Returns the zaken in the window in this order, and one more when there are more.
pub(crate) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    order: &[(OrderField, bool)],
    is_open: Option<bool>,
    window: Window,
) -> Result<Vec<Zaak>> {
    let [(field, is_down), then @ ..] = order else { return Ok(Vec::new()) };
    let place = usize::from(*is_down) + if then.is_empty() { 0 } else { 2 };
    let (sql, first) = of(*field)[place].of(bereik);
    let mut values: Vec<Value<'_>> = vec![first, is_open.into(), window.limit_and_one().into(), window.offset().into()];
    if !then.is_empty() {
        for place in 0..2 {
            let name = |down: bool| then.get(place).filter(|(_, own)| *own == down).map(|(field, _)| field.column());
            values.extend([name(false).into(), name(true).into()]);
        }
    }
    db.query(sql, &values, read_zaak).await
}

/// How many more of a type there may be by now than were counted.
const SINCE_COUNTED: u64 = 10_000;

/// Returns the same by reading and sorting all that are reached, which were so many.
pub(crate) async fn list_reached(
    db: &mut Reader,
    bereik: &Bereik,
    order: &[(OrderField, bool)],
    is_open: Option<bool>,
    reached: u64,
    window: Window,
) -> Result<Vec<Zaak>> {
    let sql = match is_open {
        None => &REACHED,
        Some(true) => &REACHED_OPEN,
        Some(false) => &REACHED_ENDED,
    };
    let most = i64::try_from(reached.saturating_add(SINCE_COUNTED)).unwrap_or(i64::MAX);
    let first = bereik.as_parameter().into();
    let mut values: Vec<Value<'_>> = vec![first, most.into(), window.limit_and_one().into(), window.offset().into()];
    for place in 0..Order::FIELDS_MAX {
        let name = |down: bool| order.get(place).filter(|(_, own)| *own == down).map(|(field, _)| field.column());
        values.extend([name(false).into(), name(true).into()]);
    }
    db.query(sql, &values, read_zaak).await
}
