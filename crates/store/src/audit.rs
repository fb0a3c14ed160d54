//! Reading the audit trail of one object: for the people who handle it, and for the APIs.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::{Reader, Result, Row, Sql, sql};

static LIST: Sql = sql(
    "store.audit_trail",
    "SELECT created_at, actor_kind, actor_naam, bron, actie, resource, resource_id, weergave, oud, nieuw, id FROM audit
     WHERE hoofd_object = $1 AND id <= $2 ORDER BY id DESC LIMIT $3",
);

macro_rules! lines {
    () => {
        "SELECT id, created_at, actor_kind, actor_id, actor_naam, gebruiker_id, gebruiker_naam, actie, resource, resource_id,
                weergave, toelichting, oud, nieuw
         FROM audit WHERE hoofd_object = $1 AND bron = $2 "
    };
}

/// The states of the newest lines, `$3` bytes of them; of the others only that they are there.
static LIST_LINES: Sql = sql(
    "store.audit_lines",
    "SELECT a.id, a.created_at, a.actor_kind, a.actor_id, a.actor_naam, a.gebruiker_id, a.gebruiker_naam, a.actie, a.resource,
            a.resource_id, a.weergave, a.toelichting, CASE WHEN s.bytes <= $3 THEN a.oud END, CASE WHEN s.bytes <= $3 THEN a.nieuw END
     FROM (SELECT id, SUM(COALESCE(LENGTH(oud), 0) + COALESCE(LENGTH(nieuw), 0)) OVER (ORDER BY id DESC) AS bytes
           FROM audit WHERE hoofd_object = $1 AND bron = $2) s
       JOIN audit a ON a.id = s.id
     ORDER BY a.id",
);
static FIND_LINE: Sql = sql("store.find_audit_line", concat!(lines!(), "AND id = $3"));

/// Every statement that reads the audit trail.
pub const STATEMENTS: &[&Sql] = &[&LIST, &LIST_LINES, &FIND_LINE];

/// One line of the audit trail as it is read back. The id of the actor stays behind: it may be a BSN.
#[derive(Debug, Clone)]
pub struct AuditEntry {
    /// The id of the line: later lines have higher ones.
    pub id: Uuid,
    /// When it was done.
    pub at: Timestamp,
    /// `burger`, `medewerker`, `systeem`, …
    pub actor_kind: String,
    /// The name of who did it.
    pub actor_naam: String,
    /// `zrc`, `brc`, … or the name of our own module.
    pub bron: String,
    /// `create`, `update`, `partial_update` or `destroy`.
    pub actie: String,
    /// `zaak`, `status`, …
    pub resource: String,
    /// The id of the resource.
    pub resource_id: Uuid,
    /// The resource in a few words, for people.
    pub weergave: String,
    /// The state before, if there is one.
    pub oud: Option<Value>,
    /// The state after, if there is one.
    pub nieuw: Option<Value>,
}

/// Returns the audit lines of an object and all that belongs to it, newest first: the caller decides who may see them.
///
/// # Errors
/// When the database fails.
pub async fn audit_trail(db: &mut Reader, hoofd_object: Uuid, limit: i64) -> Result<Vec<AuditEntry>> {
    audit_trail_from(db, hoofd_object, Uuid::max(), limit).await
}

/// Returns the same as [`audit_trail`], from this line on back.
///
/// # Errors
/// When the database fails.
pub async fn audit_trail_from(
    db: &mut Reader,
    hoofd_object: Uuid,
    newest: Uuid,
    limit: i64,
) -> Result<Vec<AuditEntry>> {
    db.query(&LIST, &[hoofd_object.into(), newest.into(), limit.into()], |row| {
        Ok(AuditEntry {
            id: row.get(10)?,
            at: row.get(0)?,
            actor_kind: row.get(1)?,
            actor_naam: row.get(2)?,
            bron: row.get(3)?,
            actie: row.get(4)?,
            resource: row.get(5)?,
            resource_id: row.get(6)?,
            weergave: row.get(7)?,
            oud: row.get(8)?,
            nieuw: row.get(9)?,
        })
    })
    .await
}

/// One line of the audit trail, as the standards show it to who may read all of it.
#[derive(Debug, Clone)]
pub struct AuditRecord {
    /// The id of the line.
    pub uuid: Uuid,
    /// When it was done.
    pub at: Timestamp,
    /// `applicatie`, `medewerker`, `burger`, …
    pub actor_kind: String,
    /// The id of who did it. It may be a BSN.
    pub actor_id: String,
    /// The name of who did it.
    pub actor_naam: String,
    /// Who worked with the application.
    pub gebruiker_id: String,
    /// The name of who worked with the application.
    pub gebruiker_naam: String,
    /// `create`, `update`, `partial_update` or `destroy`.
    pub actie: String,
    /// `zaak`, `status`, …
    pub resource: String,
    /// The id of the resource.
    pub resource_id: Uuid,
    /// The resource in a few words.
    pub weergave: String,
    /// Why it was done.
    pub toelichting: String,
    /// The resource before, with paths instead of URLs.
    pub oud: Option<Value>,
    /// The resource after, with paths instead of URLs.
    pub nieuw: Option<Value>,
}

fn read_record(row: &Row<'_>) -> Result<AuditRecord> {
    Ok(AuditRecord {
        uuid: row.get(0)?,
        at: row.get(1)?,
        actor_kind: row.get(2)?,
        actor_id: row.get(3)?,
        actor_naam: row.get(4)?,
        gebruiker_id: row.get(5)?,
        gebruiker_naam: row.get(6)?,
        actie: row.get(7)?,
        resource: row.get(8)?,
        resource_id: row.get(9)?,
        weergave: row.get(10)?,
        toelichting: row.get(11)?,
        oud: row.get(12)?,
        nieuw: row.get(13)?,
    })
}

/// Returns what a component (`zrc`, `brc`, …) did to an object and all below it, oldest first: the caller decides who may see it. Only the
/// newest lines have the states before and after, at most `bytes_max` of them: [`find_audit_record`] has those of each line.
///
/// # Errors
/// When the database fails.
pub async fn audit_records(
    db: &mut Reader,
    bron: &str,
    hoofd_object: Uuid,
    bytes_max: i64,
) -> Result<Vec<AuditRecord>> {
    db.query(&LIST_LINES, &[hoofd_object.into(), bron.into(), bytes_max.into()], read_record).await
}

/// Returns one line of what [`audit_records`] returns.
///
/// # Errors
/// When the database fails.
pub async fn find_audit_record(
    db: &mut Reader,
    bron: &str,
    hoofd_object: Uuid,
    uuid: Uuid,
) -> Result<Option<AuditRecord>> {
    db.query_opt(&FIND_LINE, &[hoofd_object.into(), bron.into(), uuid.into()], read_record).await
}
