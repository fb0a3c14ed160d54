//! The people who work for the municipality.

use ::store::{Reader, Result};
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
