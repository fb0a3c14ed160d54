//! How many zaken there are, without reading them: triggers keep the numbers (see the migration `telling`).

use ::store::{Reader, Result, Sql, Tx, Value, sql, sql_pair};
use autorisaties::Bereik;
use uuid::Uuid;

use super::Paar;

/// `$2` tells whether only those that run, or that ended, are counted.
static COUNT: Paar = Paar {
    all: sql(
        "zaken.register_count",
        "SELECT CAST(COALESCE(SUM(CASE WHEN CAST($2 AS BOOLEAN) IS NULL OR t.is_open = $2 THEN t.aantal END), 0) AS BIGINT),
                CAST(COALESCE(SUM(t.aantal), 0) AS BIGINT)
         FROM zaak_telling t WHERE CAST($1 AS TEXT) IS NULL",
    ),
    in_bereik: sql_pair(
        "zaken.register_count_in_bereik",
        concat!(
            autorisaties::bereik_sqlite!(),
            "SELECT COALESCE(SUM(t.aantal), 0), (SELECT COALESCE(SUM(a.aantal), 0) FROM zaak_telling a)
             FROM bereik b CROSS JOIN zaak_telling t
             WHERE t.zaaktype = b.t AND t.vertrouwelijkheidaanduiding <= b.v AND (CAST($2 AS BOOLEAN) IS NULL OR t.is_open = $2)"
        ),
        concat!(
            autorisaties::bereik_postgres!(),
            "SELECT CAST(COALESCE(SUM(t.aantal), 0) AS BIGINT),
                    (SELECT CAST(COALESCE(SUM(a.aantal), 0) AS BIGINT) FROM zaak_telling a)
             FROM bereik b CROSS JOIN zaak_telling t
             WHERE t.zaaktype = b.t AND t.vertrouwelijkheidaanduiding <= b.v AND (CAST($2 AS BOOLEAN) IS NULL OR t.is_open = $2)"
        ),
    ),
};

static STROKEN: Paar = Paar {
    all: sql(
        "zaken.register_stroken",
        "SELECT s.strook, CAST(SUM(s.aantal) AS BIGINT) FROM zaak_strook s WHERE CAST($1 AS TEXT) IS NULL
         GROUP BY s.strook ORDER BY s.strook DESC",
    ),
    in_bereik: sql_pair(
        "zaken.register_stroken_in_bereik",
        concat!(
            autorisaties::bereik_sqlite!(),
            "SELECT s.strook, SUM(s.aantal) FROM bereik b CROSS JOIN zaak_strook s
             WHERE s.zaaktype = b.t AND s.vertrouwelijkheidaanduiding <= b.v GROUP BY s.strook ORDER BY s.strook DESC"
        ),
        concat!(
            autorisaties::bereik_postgres!(),
            "SELECT s.strook, CAST(SUM(s.aantal) AS BIGINT) FROM bereik b CROSS JOIN zaak_strook s
             WHERE s.zaaktype = b.t AND s.vertrouwelijkheidaanduiding <= b.v GROUP BY s.strook ORDER BY s.strook DESC"
        ),
    ),
};

// Rows that a connection is counting in are left for the next time, so that nobody waits for another.
macro_rules! fold {
    ($name:literal, $table:literal, $keys:literal) => {
        sql_pair(
            $name,
            "SELECT 1 WHERE FALSE",
            concat!(
                "WITH gone AS (DELETE FROM ",
                $table,
                " WHERE ctid = ANY (ARRAY(
                     SELECT ctid FROM ",
                $table,
                " WHERE deel <> 0 FOR UPDATE SKIP LOCKED)) RETURNING *)
                 INSERT INTO ",
                $table,
                " AS t (",
                $keys,
                ", deel, aantal)
                 SELECT ",
                $keys,
                ", 0, SUM(aantal) FROM gone GROUP BY ",
                $keys,
                " HAVING SUM(aantal) <> 0
                 ON CONFLICT (",
                $keys,
                ", deel) DO UPDATE SET aantal = t.aantal + excluded.aantal"
            ),
        )
    };
}
static FOLD_TELLING: Sql =
    fold!("zaken.fold_telling", "zaak_telling", "zaaktype, vertrouwelijkheidaanduiding, is_open");
static FOLD_STROKEN: Sql = fold!("zaken.fold_stroken", "zaak_strook", "zaaktype, strook, vertrouwelijkheidaanduiding");
static LOCK_FOLD: Sql = sql_pair(
    "zaken.lock_fold",
    "SELECT FALSE",
    "SELECT pg_try_advisory_xact_lock(hashtext(current_schema()), 7165328)",
);

pub(crate) const STATEMENTS: &[&Sql] =
    &[&COUNT.all, &COUNT.in_bereik, &STROKEN.all, &STROKEN.in_bereik, &FOLD_TELLING, &FOLD_STROKEN, &LOCK_FOLD];

/// How many zaken are reached, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aantallen {
    pub(crate) bereikt: u64,
    pub(crate) alle: u64,
}

/// Returns how many zaken are reached: all, or those that run or that ended.
pub(crate) async fn count(db: &mut Reader, bereik: &Bereik, is_open: Option<bool>) -> Result<Aantallen> {
    let (sql, first) = COUNT.of(bereik);
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    db.query_one(sql, &[first, is_open.into()], |row| {
        Ok(Aantallen { bereikt: number(row.get(0)?), alle: number(row.get(1)?) })
    })
    .await
}

/// A stretch of ids, and how many zaken that are reached lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strook {
    pub(crate) from: Uuid,
    pub(crate) until: Uuid,
    pub(crate) aantal: u64,
}

/// Returns the stretches of ids, the newest first.
pub(crate) async fn list_stroken(db: &mut Reader, bereik: &Bereik) -> Result<Vec<Strook>> {
    let (sql, first) = STROKEN.of(bereik);
    db.query(sql, &[first], |row| {
        let start = row.text(0)?;
        let id = |fill: char| {
            let digits: String = start.chars().chain(std::iter::repeat(fill)).take(32).collect();
            Uuid::try_parse(&digits).unwrap_or_default()
        };
        Ok(Strook { from: id('0'), until: id('f'), aantal: u64::try_from(row.get::<i64>(1)?).unwrap_or(0) })
    })
    .await
}

/// Adds up what connections counted, on PostgreSQL; nothing when another node is doing it.
pub(crate) async fn fold(tx: &mut Tx) -> Result<()> {
    if tx.query_one(&LOCK_FOLD, &[], |row| row.get(0)).await? {
        tx.execute(&FOLD_TELLING, &[] as &[Value<'_>]).await?;
        tx.execute(&FOLD_STROKEN, &[]).await?;
    }
    Ok(())
}
