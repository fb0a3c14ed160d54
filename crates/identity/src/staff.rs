//! The people who work for the municipality.

use ::store::{Db, Reader, Result};
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
