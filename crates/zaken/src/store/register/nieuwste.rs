//! Zaken of some types, newest first, without reading any that are not shown.
//!
//! Each type is walked along its own index, and what comes first of all of them is taken: the cost grows with the number of types and the
//! size of a page, never with the number of zaken, also for who reaches only a few of very many. A page far down is found by counting
//! stretches of ids ([`super::telling`]) instead of walking to it.

use ::store::{Reader, Result, Sql, Value, sql, sql_pair};
use autorisaties::{Bereik, Window};
use uuid::Uuid;

use super::Paar;
use crate::Zaak;
use crate::store::zaken::{read_zaak, zaak_columns};

/// The first of the zaken that pass a condition on the row that is called by the first name. `$2` is the number of rows up to the end of
/// the window, `$3` the limit and `$4` the offset. The last is the order of an index for one type, on PostgreSQL.
macro_rules! first {
    ($name:literal, $condition:literal, $inner:literal, $each:literal, $order:literal) => {
        Paar {
            all: sql(
                $name,
                concat!(
                    "SELECT ",
                    zaak_columns!(),
                    " FROM zaak z WHERE CAST($1 AS TEXT) IS NULL AND CAST($2 AS BIGINT) IS NOT NULL",
                    $condition,
                    " ORDER BY z.uuid DESC LIMIT $3 OFFSET $4"
                ),
            ),
            // No row before the last of the window of any type can be in the window of all.
            in_bereik: sql_pair(
                concat!($name, "_in_bereik"),
                concat!(
                    autorisaties::bereik_sqlite!(),
                    ", grens AS MATERIALIZED (SELECT MAX((SELECT y.uuid FROM zaak y
                        WHERE y.zaaktype = b.t AND y.vertrouwelijkheidaanduiding <= b.v",
                    $each,
                    " ORDER BY y.uuid DESC LIMIT 1 OFFSET $2)) AS uuid FROM bereik b)
                     SELECT ",
                    zaak_columns!(),
                    " FROM zaak z WHERE z.uuid IN (
                        SELECT x.uuid FROM bereik b CROSS JOIN zaak x
                        WHERE x.zaaktype = b.t AND x.uuid >= COALESCE((SELECT g.uuid FROM grens g), x'')
                          AND x.vertrouwelijkheidaanduiding <= b.v",
                    $inner,
                    " ORDER BY x.uuid DESC LIMIT $3 OFFSET $4)
                     ORDER BY z.uuid DESC"
                ),
                concat!(
                    autorisaties::bereik_postgres!(),
                    "SELECT ",
                    zaak_columns!(),
                    " FROM zaak z WHERE z.uuid = ANY (ARRAY(
                        SELECT x.uuid FROM bereik b CROSS JOIN LATERAL (
                            SELECT y.uuid FROM zaak y WHERE y.zaaktype = b.t AND y.vertrouwelijkheidaanduiding <= b.v",
                    $each,
                    " ORDER BY ",
                    $order,
                    " LIMIT CAST($2 AS BIGINT) + 1) x
                        ORDER BY x.uuid DESC LIMIT $3 OFFSET $4))
                     ORDER BY z.uuid DESC"
                ),
            ),
        }
    };
}

static ANY: Paar = first!("zaken.register_list_newest_first", "", "", "", "y.uuid DESC");
// PostgreSQL does not take a column that is null for a constant: without it in the order, all open zaken of a type would be sorted.
static OPEN: Paar = first!(
    "zaken.register_list_open",
    " AND z.einddatum IS NULL",
    " AND x.einddatum IS NULL",
    " AND y.einddatum IS NULL",
    "y.einddatum DESC, y.uuid DESC"
);

/// Between two ids, both included: `$2` and `$3`.
static BETWEEN: Paar = Paar {
    all: sql_pair(
        "zaken.register_list_between",
        concat!(
            "SELECT ",
            zaak_columns!(),
            " FROM zaak z WHERE CAST($1 AS TEXT) IS NULL AND z.uuid IN (
                SELECT x.uuid FROM zaak x WHERE x.uuid >= $2 AND x.uuid <= $3 ORDER BY x.uuid DESC LIMIT $4 OFFSET $5)
             ORDER BY z.uuid DESC"
        ),
        concat!(
            "SELECT ",
            zaak_columns!(),
            " FROM zaak z WHERE CAST($1 AS TEXT) IS NULL AND z.uuid = ANY (ARRAY(
                SELECT x.uuid FROM zaak x WHERE x.uuid >= $2 AND x.uuid <= $3 ORDER BY x.uuid DESC LIMIT $4 OFFSET $5))
             ORDER BY z.uuid DESC"
        ),
    ),
    in_bereik: sql_pair(
        "zaken.register_list_between_in_bereik",
        concat!(
            autorisaties::bereik_sqlite!(),
            "SELECT ",
            zaak_columns!(),
            " FROM zaak z WHERE z.uuid IN (
                SELECT x.uuid FROM bereik b CROSS JOIN zaak x
                WHERE x.zaaktype = b.t AND x.uuid >= $2 AND x.uuid <= $3 AND x.vertrouwelijkheidaanduiding <= b.v
                ORDER BY x.uuid DESC LIMIT $4 OFFSET $5)
             ORDER BY z.uuid DESC"
        ),
        concat!(
            autorisaties::bereik_postgres!(),
            "SELECT ",
            zaak_columns!(),
            " FROM zaak z WHERE z.uuid = ANY (ARRAY(
                SELECT x.uuid FROM bereik b CROSS JOIN LATERAL (
                    SELECT y.uuid FROM zaak y WHERE y.zaaktype = b.t AND y.uuid >= $2 AND y.uuid <= $3
                       AND y.vertrouwelijkheidaanduiding <= b.v) x
                ORDER BY x.uuid DESC LIMIT $4 OFFSET $5))
             ORDER BY z.uuid DESC"
        ),
    ),
};

pub(crate) const STATEMENTS: &[&Sql] =
    &[&ANY.all, &ANY.in_bereik, &OPEN.all, &OPEN.in_bereik, &BETWEEN.all, &BETWEEN.in_bereik];

/// Returns the zaken in the window, newest first, and one more when there are more. Walks past those before the window.
pub(crate) async fn list(db: &mut Reader, bereik: &Bereik, is_open: bool, window: Window) -> Result<Vec<Zaak>> {
    let (sql, first) = if is_open { OPEN.of(bereik) } else { ANY.of(bereik) };
    let (limit, offset) = (window.limit_and_one(), window.offset());
    let end = limit.saturating_add(offset).saturating_sub(1);
    db.query(sql, &[first, end.into(), limit.into(), offset.into()], read_zaak).await
}

/// Returns the zaken in the window of those with ids between two, newest first, and one more when there are more.
pub(crate) async fn list_between(
    db: &mut Reader,
    bereik: &Bereik,
    (from, until): (Uuid, Uuid),
    window: Window,
) -> Result<Vec<Zaak>> {
    let (sql, first) = BETWEEN.of(bereik);
    let values: [Value<'_>; 5] =
        [first, from.into(), until.into(), window.limit_and_one().into(), window.offset().into()];
    db.query(sql, &values, read_zaak).await
}
