//! Kanalen.

use ::store::{Actie, AuditLine, Reader, Tx};
use serde_json::{Value, json};
use values::Id;

use super::fault;
use crate::{Kanaal, KanaalGegevens, NotificatiesError, store};

/// Returns the kanalen, by name; only the one with this name when it is given.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader, naam: Option<&str>) -> Result<Vec<Kanaal>, NotificatiesError> {
    Ok(match naam {
        Some(naam) => store::find_kanaal_by_naam(db, naam).await?.into_iter().collect(),
        None => store::list_kanalen(db).await?,
    })
}

/// Returns a kanaal.
///
/// # Errors
/// [`NotificatiesError::NotFound`].
pub async fn read(db: &mut Reader, uuid: Id<Kanaal>) -> Result<Kanaal, NotificatiesError> {
    store::find_kanaal(db, uuid).await?.ok_or(NotificatiesError::NotFound)
}

/// Adds a kanaal; its name is unique.
///
/// # Errors
/// [`NotificatiesError::Invalid`].
pub async fn create(tx: &mut Tx, new: &KanaalGegevens) -> Result<Kanaal, NotificatiesError> {
    let taken = || NotificatiesError::Invalid(vec![fault("naam", "unique", "Er is al een kanaal met deze naam.")]);
    if store::find_kanaal_by_naam(tx, &new.naam).await?.is_some() {
        return Err(taken());
    }
    let uuid = tx.new_id();
    match store::insert_kanaal(tx, uuid, new).await {
        // Somebody else took the name since it was looked up.
        Err(error) if error.is_conflict() => return Err(taken()),
        outcome => outcome?,
    }
    let kanaal = read(tx, uuid).await?;
    tell(tx, Actie::Create, &kanaal, Value::Null);
    Ok(kanaal)
}

/// Takes a kanaal over from another register, with its id. Returns whether it was: not when there is one with its name.
///
/// # Errors
/// When the database fails.
pub async fn take_over(tx: &mut Tx, uuid: Id<Kanaal>, new: &KanaalGegevens) -> Result<bool, NotificatiesError> {
    if store::find_kanaal_by_naam(tx, &new.naam).await?.is_some() {
        return Ok(false);
    }
    store::insert_kanaal(tx, uuid, new).await?;
    let kanaal = read(tx, uuid).await?;
    tell(tx, Actie::Create, &kanaal, Value::Null);
    Ok(true)
}

/// Changes a kanaal; its name stays.
///
/// # Errors
/// [`NotificatiesError::NotFound`] or [`NotificatiesError::Invalid`].
pub async fn update(
    tx: &mut Tx,
    actie: Actie,
    uuid: Id<Kanaal>,
    new: &KanaalGegevens,
) -> Result<Kanaal, NotificatiesError> {
    let current = read(tx, uuid).await?;
    if current.naam != new.naam {
        let fixed = fault("naam", "wijzigen-niet-toegelaten", "De naam van een kanaal kan niet veranderen.");
        return Err(NotificatiesError::Invalid(vec![fixed]));
    }
    store::update_kanaal(tx, uuid, new).await?;
    let kanaal = read(tx, uuid).await?;
    tell(tx, actie, &kanaal, audited(&current));
    Ok(kanaal)
}

fn audited(kanaal: &Kanaal) -> Value {
    json!({ "naam": kanaal.naam, "documentatieLink": kanaal.documentatie_link, "filters": kanaal.filters })
}

fn tell(tx: &mut Tx, actie: Actie, kanaal: &Kanaal, oud: Value) {
    tx.audit(AuditLine {
        bron: "nrc",
        actie,
        resource: "kanaal",
        resource_id: kanaal.uuid.uuid(),
        hoofd_object: kanaal.uuid.uuid(),
        weergave: kanaal.naam.clone(),
        oud,
        nieuw: audited(kanaal),
    });
}
