//! Statements about what is still to be delivered.

use std::collections::HashMap;

use ::store::{Reader, Result, Row, Sql, Tx, Value, sql, sql_pair};
use autorisaties::{ids_parameter, ids_postgres, ids_sqlite};
use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::{Bezorging, Vorm};
use crate::{DodeBrief, Hapering, wire};

static INSERT: Sql = sql(
    "notificaties.insert_bezorging",
    "INSERT INTO bezorging (id, abonnement, hoofd_object, vorm, bericht, basis, created_at, due_at, attempts,
                            last_error, is_dead)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0, '', FALSE)",
);
// Few rows: an installation has tens of subscribers, and each is asked of the index.
static FIND_SUBSCRIBERS: Sql = sql(
    "notificaties.find_subscribers",
    "SELECT a.uuid, a.mislukt FROM abonnement a
     WHERE a.niet_voor <= $1 AND EXISTS (SELECT 1 FROM bezorging b
         WHERE b.abonnement = a.uuid AND b.is_dead = FALSE AND b.due_at <= $1)",
);
// A message waits while an earlier one about the same main object waits for its next attempt.
static FIND_DUE: Sql = sql(
    "notificaties.find_due",
    "SELECT b.id, b.hoofd_object, b.vorm, b.bericht, b.basis, b.attempts FROM bezorging b
     WHERE b.abonnement = $1 AND b.is_dead = FALSE AND b.due_at <= $2
       AND NOT EXISTS (SELECT 1 FROM bezorging earlier
                       WHERE earlier.abonnement = b.abonnement AND earlier.hoofd_object = b.hoofd_object
                         AND earlier.id < b.id AND earlier.is_dead = FALSE AND earlier.due_at > $2)
     ORDER BY b.id LIMIT $3",
);
static CLAIM: Sql = sql(
    "notificaties.claim",
    "UPDATE abonnement SET bezorger = $2, bezorger_tot = $3
     WHERE uuid = $1 AND (bezorger_tot < $4 OR bezorger = $2)",
);
static RELEASE: Sql =
    sql("notificaties.release", "UPDATE abonnement SET bezorger = NULL, bezorger_tot = 0 WHERE bezorger = $1");
static DELETE: Sql = sql_pair(
    "notificaties.delete_bezorgingen",
    concat!("DELETE FROM bezorging WHERE id IN ", ids_sqlite!()),
    concat!("DELETE FROM bezorging WHERE id IN ", ids_postgres!()),
);
static FAIL: Sql = sql(
    "notificaties.fail",
    "UPDATE bezorging SET attempts = $2, due_at = $3, last_error = $4, is_dead = $5 WHERE id = $1",
);
static SET_FAILURES: Sql =
    sql("notificaties.set_failures", "UPDATE abonnement SET mislukt = $2, niet_voor = $3 WHERE uuid = $1");
static GIVE_UP_OLD: Sql = sql(
    "notificaties.give_up_old",
    "UPDATE bezorging SET is_dead = TRUE, last_error = $3
     WHERE abonnement = $1 AND is_dead = FALSE AND created_at < $2",
);
// Counted up to a limit: a subscriber that is gone may leave very many.
static COUNT: Sql = sql(
    "notificaties.count",
    "SELECT a.uuid, a.mislukt,
            (SELECT count(*) FROM (SELECT 1 AS een FROM bezorging b
                WHERE b.abonnement = a.uuid AND b.is_dead = FALSE LIMIT $1) AS wachtend),
            (SELECT count(*) FROM (SELECT 1 AS een FROM bezorging b
                WHERE b.abonnement = a.uuid AND b.is_dead = TRUE LIMIT $1) AS dood)
     FROM abonnement a",
);
static LIST_DEAD: Sql = sql(
    "notificaties.list_dead",
    "SELECT id, vorm, bericht, created_at, attempts, last_error FROM bezorging
     WHERE abonnement = $1 AND is_dead = TRUE ORDER BY id DESC LIMIT $2",
);
// The oldest that was tried: a subscriber that takes nothing is asked to take that one first.
static FIND_STALLED: Sql = sql(
    "notificaties.find_stalled",
    "SELECT b.created_at, b.attempts, b.last_error, CASE WHEN b.due_at > a.niet_voor THEN b.due_at ELSE a.niet_voor END
     FROM bezorging b JOIN abonnement a ON a.uuid = b.abonnement
     WHERE b.abonnement = $1 AND b.is_dead = FALSE AND b.attempts > 0 ORDER BY b.id LIMIT 1",
);
static RESEND: Sql = sql(
    "notificaties.resend",
    "UPDATE bezorging SET is_dead = FALSE, attempts = 0, due_at = $3 WHERE abonnement = $1 AND id = $2 AND is_dead = TRUE",
);
static RESEND_ALL: Sql = sql(
    "notificaties.resend_all",
    "UPDATE bezorging SET is_dead = FALSE, attempts = 0, due_at = $2 WHERE abonnement = $1 AND is_dead = TRUE",
);
static DELETE_OLD: Sql = sql(
    "notificaties.delete_old",
    "DELETE FROM bezorging WHERE is_dead = TRUE AND created_at < $1 AND abonnement IN (SELECT uuid FROM abonnement)",
);

pub(super) const STATEMENTS: &[&Sql] = &[
    &INSERT,
    &FIND_SUBSCRIBERS,
    &FIND_DUE,
    &CLAIM,
    &RELEASE,
    &DELETE,
    &FAIL,
    &SET_FAILURES,
    &GIVE_UP_OLD,
    &COUNT,
    &LIST_DEAD,
    &FIND_STALLED,
    &RESEND,
    &RESEND_ALL,
    &DELETE_OLD,
];

/// A message for a subscriber.
pub(crate) struct NewBezorging {
    pub(crate) abonnement: Uuid,
    pub(crate) hoofd_object: String,
    pub(crate) vorm: Vorm,
    pub(crate) bericht: String,
}

pub(crate) async fn insert(tx: &mut Tx, all: &[NewBezorging]) -> Result<()> {
    let (now, basis) = (tx.now(), tx.db().base_url().map(str::to_owned));
    // The ids say in which order messages go out. At the end of a transaction it holds what it changed, so whoever waited for it to change
    // the same comes later, also when it began earlier.
    let end = tx.db().clock().now();
    let rows: Vec<Vec<Value<'_>>> = all
        .iter()
        .map(|one| {
            vec![
                tx.new_id_at::<Bezorging>(end).into(),
                one.abonnement.into(),
                (&one.hoofd_object).into(),
                one.vorm.as_str().into(),
                (&one.bericht).into(),
                basis.clone().into(),
                now.into(),
            ]
        })
        .collect();
    tx.send_each(&INSERT, rows).await?;
    if !all.is_empty() {
        tx.wake_outgoing();
    }
    Ok(())
}

/// Returns the subscribers that something can be delivered to now, with their failures since the last success.
pub(crate) async fn find_subscribers(db: &mut Reader, now: Timestamp) -> Result<Vec<(Uuid, i64)>> {
    db.query(&FIND_SUBSCRIBERS, &[now.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

pub(crate) async fn find_due(db: &mut Reader, abonnement: Uuid, now: Timestamp, limit: i64) -> Result<Vec<Bezorging>> {
    db.query(&FIND_DUE, &[abonnement.into(), now.into(), limit.into()], |row| {
        Ok(Bezorging {
            id: row.get(0)?,
            hoofd_object: row.get(1)?,
            vorm: Vorm::of(row.text(2)?),
            bericht: row.get(3)?,
            basis: row.get(4)?,
            attempts: u32::try_from(row.get::<i64>(5)?).unwrap_or(u32::MAX),
        })
    })
    .await
}

/// Makes this node the one that delivers to a subscriber, unless another one does.
pub(crate) async fn claim(tx: &mut Tx, abonnement: Uuid, node: Uuid, until: Timestamp) -> Result<bool> {
    let now = tx.now();
    Ok(tx.execute(&CLAIM, &[abonnement.into(), node.into(), until.into(), now.into()]).await? == 1)
}

/// Leaves all subscribers of this node to other nodes.
pub(crate) async fn release(tx: &mut Tx, node: Uuid) -> Result<()> {
    tx.execute(&RELEASE, &[node.into()]).await?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx, ids: &[Uuid]) -> Result<()> {
    if !ids.is_empty() {
        tx.execute(&DELETE, &[ids_parameter(ids.iter().copied()).into()]).await?;
    }
    Ok(())
}

pub(crate) async fn fail(tx: &mut Tx, bezorging: &Bezorging, due: Timestamp, error: &str, is_dead: bool) -> Result<()> {
    let attempts = i64::from(bezorging.attempts) + 1;
    tx.execute(&FAIL, &[bezorging.id.into(), attempts.into(), due.into(), error.into(), is_dead.into()]).await?;
    Ok(())
}

/// Records how many failures there were since the last success, and until when the subscriber is left in peace.
pub(crate) async fn set_failures(tx: &mut Tx, abonnement: Uuid, mislukt: u32, niet_voor: Timestamp) -> Result<()> {
    tx.execute(&SET_FAILURES, &[abonnement.into(), i64::from(mislukt).into(), niet_voor.into()]).await?;
    Ok(())
}

pub(crate) async fn give_up_old(tx: &mut Tx, abonnement: Uuid, before: Timestamp, error: &str) -> Result<()> {
    tx.execute(&GIVE_UP_OLD, &[abonnement.into(), before.into(), error.into()]).await?;
    Ok(())
}

/// Returns for each abonnement its failures, what waits and what was given up, the last two up to a limit.
pub(crate) async fn count(db: &mut Reader, limit: i64) -> Result<HashMap<Uuid, (i64, i64, i64)>> {
    let rows =
        db.query(&COUNT, &[limit.into()], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))).await?;
    Ok(rows.into_iter().collect())
}

pub(crate) async fn list_dead(db: &mut Reader, abonnement: Uuid, limit: i64) -> Result<Vec<DodeBrief>> {
    db.query(&LIST_DEAD, &[abonnement.into(), limit.into()], read_dead).await
}

/// Returns the oldest message that was tried and waits for its next attempt.
pub(crate) async fn find_stalled(db: &mut Reader, abonnement: Uuid) -> Result<Option<Hapering>> {
    db.query_opt(&FIND_STALLED, &[abonnement.into()], |row| {
        Ok(Hapering { sinds: row.get(0)?, attempts: row.get(1)?, last_error: row.get(2)?, next: row.get(3)? })
    })
    .await
}

fn read_dead(row: &Row<'_>) -> Result<DodeBrief> {
    let (titel, resource_url) = wire::title(Vorm::of(row.text(1)?), row.text(2)?);
    Ok(DodeBrief {
        id: row.get(0)?,
        titel,
        resource_url,
        created_at: row.get(3)?,
        attempts: row.get(4)?,
        last_error: row.get(5)?,
    })
}

pub(crate) async fn resend(tx: &mut Tx, abonnement: Uuid, id: Uuid) -> Result<u64> {
    let now = tx.now();
    tx.execute(&RESEND, &[abonnement.into(), id.into(), now.into()]).await
}

pub(crate) async fn resend_all(tx: &mut Tx, abonnement: Uuid) -> Result<u64> {
    let now = tx.now();
    tx.execute(&RESEND_ALL, &[abonnement.into(), now.into()]).await
}

pub(crate) async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute(&DELETE_OLD, &[before.into()]).await
}
