//! The log of who looked at a resident's zaken. The table is of `store`; which zaken are hers, the rollen tell.

use ::store::{Reader, Result, Sql, sql};
use jiff::Timestamp;
use uuid::Uuid;
use values::{Bsn, Id};

use crate::Zaak;

/// Somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inzage {
    /// The id of the line: later lines have higher ones.
    pub id: Uuid,
    /// When.
    pub moment: Timestamp,
    /// `burger`, `medewerker`, …
    pub actor_kind: String,
    /// The account or number of who looked.
    pub actor_id: String,
    /// The name of who looked.
    pub actor_naam: String,
    /// Why, in a word.
    pub doel: String,
    /// The zaak that was looked at.
    pub zaak: Id<Zaak>,
    /// Whether it was one of its documents.
    pub is_document: bool,
}

// The caller keeps only the zaken that pass the gate: this narrows down, it does not decide.
static LIST_INZAGE: Sql = sql(
    "zaken.list_inzage",
    "SELECT i.id, i.created_at, i.actor_kind, i.actor_id, i.actor_naam, i.doel, r.zaak, 'zaak'
     FROM rol r JOIN inzage i ON i.resource_id = r.zaak
     WHERE r.bsn = $1 AND r.omschrijving_generiek IN ('initiator', 'mede_initiator') AND i.id < $2
     UNION
     SELECT i.id, i.created_at, i.actor_kind, i.actor_id, i.actor_naam, i.doel, r.zaak, 'document'
     FROM rol r JOIN zaakinformatieobject d ON d.zaak = r.zaak JOIN inzage i ON i.resource_id = d.informatieobject
     WHERE r.bsn = $1 AND r.omschrijving_generiek IN ('initiator', 'mede_initiator') AND i.id < $2
     ORDER BY 1 DESC LIMIT $3",
);

pub(super) const STATEMENTS: &[&Sql] = &[&LIST_INZAGE];

/// Returns who looked at zaken of this resident before a moment or line, newest first: also at those that she may not see any more.
///
/// # Errors
/// When the database fails.
pub async fn list_inzage(db: &mut Reader, bsn: &Bsn, before: Uuid, limit: i64) -> Result<Vec<Inzage>> {
    db.query(&LIST_INZAGE, &[bsn.as_str().into(), before.into(), limit.into()], |row| {
        Ok(Inzage {
            id: row.get(0)?,
            moment: row.get(1)?,
            actor_kind: row.get(2)?,
            actor_id: row.get(3)?,
            actor_naam: row.get(4)?,
            doel: row.get(5)?,
            zaak: row.get(6)?,
            is_document: row.get::<String>(7)? == "document",
        })
    })
    .await
}
