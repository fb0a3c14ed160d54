//! The people who work for the municipality.

use ::store::{Actie, AuditLine, Db, Reader, Result, Tx};
use serde_json::{Value, json};
use uuid::Uuid;
use values::Actor;
use values::actor::Medewerker;

use crate::store::medewerkers;

/// Finds somebody who works here now.
///
/// # Errors
/// When the database fails.
pub async fn find_medewerker(db: &mut Reader, id: &str) -> Result<Option<Medewerker>> {
    medewerkers::find_active(db, id).await
}

/// Returns everybody who works here now, by name: to hand a task to, or to choose from at the simulated login.
///
/// # Errors
/// When the database fails.
pub async fn list_medewerkers(db: &mut Reader) -> Result<Vec<Medewerker>> {
    medewerkers::list_active(db).await
}

/// Returns everybody who ever logged in or was set up, by name, each with whether she may come in.
///
/// # Errors
/// When the database fails.
pub async fn list_all_medewerkers(db: &mut Reader) -> Result<Vec<(Medewerker, bool)>> {
    medewerkers::list(db).await
}

/// Shuts somebody out, at once, or lets her in again. Returns false when nobody has this id.
///
/// # Errors
/// When the database fails.
pub async fn set_medewerker_active(tx: &mut Tx, id: &str, is_active: bool) -> Result<bool> {
    if !medewerkers::set_active(tx, id, is_active).await? {
        return Ok(false);
    }
    // People have names of their own, not UUIDs: the audit trail names this one by a UUID made of it.
    let uuid = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("medewerker:{id}").as_bytes());
    tx.audit(AuditLine {
        bron: "loket",
        actie: Actie::PartialUpdate,
        resource: "medewerker",
        resource_id: uuid,
        hoofd_object: uuid,
        weergave: id.to_owned(),
        oud: Value::Null,
        nieuw: json!({ "actief": is_active }),
    });
    Ok(true)
}

/// Takes over who the login of the municipality says that somebody is, and what she may do. `None` when she has no role, or an
/// administrator has shut her out.
///
/// # Errors
/// When the database fails.
pub(crate) async fn welcome(db: &Db, told: &Medewerker) -> Result<Option<Medewerker>> {
    if told.rollen.is_empty() {
        return Ok(None);
    }
    let mut tx = db.begin(&Actor::Systeem("inloggen")).await?;
    medewerkers::save(&mut tx, told).await?;
    let found = medewerkers::find_active(&mut tx, &told.id).await?;
    tx.commit().await?;
    Ok(found)
}
