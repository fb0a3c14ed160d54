//! How much there is, up to a limit: counting everything would take long in a large municipality.

use ::store::{Reader, Result, Sql, sql};

/// More is shown as "10.000+".
pub(crate) const COUNT_MAX: i64 = 10_000;

// Both parts walk an index: zaak_zaaktype_open and taak_open.
static COUNT: Sql = sql(
    "admin.count",
    "SELECT (SELECT count(*) FROM (SELECT 1 AS een FROM zaak
                WHERE zaaktype IN (SELECT uuid FROM zaaktype) AND einddatum IS NULL LIMIT $1) AS lopend),
            (SELECT count(*) FROM (SELECT 1 AS een FROM taak
                WHERE soort IN ('medewerker', 'klant') AND status = 'open' LIMIT $1) AS open)",
);

/// Every statement of this crate, for the test that prepares them on both databases.
pub const STATEMENTS: &[&Sql] = &[&COUNT];

/// How much there is, at most one more than [`COUNT_MAX`] of each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counts {
    pub lopende_zaken: i64,
    pub open_taken: i64,
}

pub(crate) async fn count(db: &mut Reader) -> Result<Counts> {
    db.query_one(&COUNT, &[(COUNT_MAX + 1).into()], |row| {
        Ok(Counts { lopende_zaken: row.get(0)?, open_taken: row.get(1)? })
    })
    .await
}
