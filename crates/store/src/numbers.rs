//! The numbers in `ZAAK-2026-0000000001` and the like: one row of numbers for each kind of object and year.
//!
//! A number is never given twice. Gaps are fine: on PostgreSQL a sequence gives the numbers, so that two transactions that both
//! make a zaak do not wait for each other; there each year has sequences of its own, made ahead of time by [`prepare`]. On SQLite
//! there is one writer anyway, and a row is enough.

use crate::db::Backend;
use crate::{Db, Result, Sql, Tx, migrate, sql_pair};
use values::Actor;

/// What has numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the resource that its name says")]
pub enum Numbered {
    Zaak,
    Document,
    Besluit,
}

impl Numbered {
    const ALL: [Self; 3] = [Self::Zaak, Self::Document, Self::Besluit];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Zaak => "zaak",
            Self::Document => "document",
            Self::Besluit => "besluit",
        }
    }
}

static NEXT: Sql = sql_pair(
    "store.next_number",
    "INSERT INTO nummer (soort, jaar, laatste) VALUES ($1, $2, 1)
     ON CONFLICT (soort, jaar) DO UPDATE SET laatste = nummer.laatste + 1 RETURNING laatste",
    "SELECT nextval(('nummer_' || CAST($1 AS TEXT) || '_' || CAST($2 AS BIGINT))::REGCLASS)",
);

static PASS: Sql = sql_pair(
    "store.pass_number",
    "INSERT INTO nummer (soort, jaar, laatste) VALUES ($1, $2, $3)
     ON CONFLICT (soort, jaar) DO UPDATE SET laatste = max(nummer.laatste, excluded.laatste) RETURNING laatste",
    "SELECT setval(reeks, greatest(CAST($3 AS BIGINT), coalesce(pg_sequence_last_value(reeks), 1)))
     FROM (SELECT ('nummer_' || CAST($1 AS TEXT) || '_' || CAST($2 AS BIGINT))::REGCLASS AS reeks) AS nummers",
);

static MISSING: Sql = sql_pair(
    "store.missing_numbers",
    "SELECT value FROM json_each($1) WHERE FALSE",
    "SELECT value FROM jsonb_array_elements_text($1::TEXT::JSONB) WHERE to_regclass(value) IS NULL",
);

/// Every statement of this module.
pub const STATEMENTS: &[&Sql] = &[&NEXT, &PASS, &MISSING];

/// Years from the current one for which there are sequences.
const YEARS_AHEAD: i16 = 2;

impl Tx {
    /// Returns the next number of this year for this kind of object. The first is 1.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_number(&mut self, of: Numbered) -> Result<i64> {
        let year = i64::from(self.today().year());
        self.query_one(&NEXT, &[of.as_str().into(), year.into()], |row| row.get(0)).await
    }

    /// Says that a number of this year was given elsewhere: the next one comes after it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pass_number(&mut self, of: Numbered, given: i64) -> Result<()> {
        let year = i64::from(self.today().year());
        if given > 0 {
            self.query_one(&PASS, &[of.as_str().into(), year.into(), given.into()], |row| row.get::<i64>(0)).await?;
        }
        Ok(())
    }
}

/// Sees to it that there are numbers for this year and the next. Runs at the start and every hour; most often it only looks.
///
/// # Errors
/// When the database fails.
pub async fn prepare(db: &Db) -> Result<()> {
    let Backend::Postgres(_) = db.backend() else { return Ok(()) };
    let first = values::local_date(db.clock().now()).year();
    let years = first..first + YEARS_AHEAD;
    let wanted: Vec<String> =
        years.flat_map(|year| Numbered::ALL.map(|of| format!("nummer_{}_{year}", of.as_str()))).collect();
    let wanted = serde_json::Value::from(wanted).to_string();
    let missing: Vec<String> = db.reader().query(&MISSING, &[wanted.into()], |row| row.get(0)).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin(&Actor::Systeem("nummers")).await?;
    tx.query(&migrate::LOCK, &[], |_| Ok(())).await?;
    for name in missing {
        tx.batch(&format!("CREATE SEQUENCE IF NOT EXISTS {name}")).await?;
    }
    tx.commit().await
}
