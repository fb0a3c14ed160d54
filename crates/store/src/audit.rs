//! Reading the audit trail of one object, for the people who handle it.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::{Reader, Result, Sql, sql};

static LIST: Sql = sql(
    "store.audit_trail",
    "SELECT created_at, actor_kind, actor_naam, bron, actie, resource, resource_id, weergave, nieuw FROM audit
     WHERE hoofd_object = $1 ORDER BY id DESC LIMIT $2",
);

/// Every statement that reads the audit trail.
pub const STATEMENTS: &[&Sql] = &[&LIST];

/// One line of the audit trail as it is read back. The id of the actor stays behind: it may be a BSN.
#[derive(Debug, Clone)]
pub struct AuditEntry {
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
    /// The state after, if there is one.
    pub nieuw: Option<Value>,
}

/// Returns the audit lines of an object and all that belongs to it, newest first: the caller decides who may see them.
///
/// # Errors
/// When the database fails.
pub async fn audit_trail(db: &mut Reader, hoofd_object: Uuid, limit: i64) -> Result<Vec<AuditEntry>> {
    db.query(&LIST, &[hoofd_object.into(), limit.into()], |row| {
        Ok(AuditEntry {
            at: row.get(0)?,
            actor_kind: row.get(1)?,
            actor_naam: row.get(2)?,
            bron: row.get(3)?,
            actie: row.get(4)?,
            resource: row.get(5)?,
            resource_id: row.get(6)?,
            weergave: row.get(7)?,
            nieuw: row.get(8)?,
        })
    })
    .await
}
