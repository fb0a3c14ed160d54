//! Abonnementen. That the subscriber takes messages was tried before: no call is made inside a transaction.

use ::store::{Actie, AuditLine, Reader, Tx};
use autorisaties::{InvalidField, Sealer};
use serde_json::{Value, json};
use values::Id;

use super::fault;
use crate::{Abonnement, AbonnementGegevens, NotificatiesError, rules, store, wire};

/// Returns all abonnementen, in the order that they were made.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &mut Reader) -> Result<Vec<Abonnement>, NotificatiesError> {
    Ok(store::list_abonnementen(db).await?)
}

/// Returns an abonnement.
///
/// # Errors
/// [`NotificatiesError::NotFound`].
pub async fn read(db: &mut Reader, uuid: Id<Abonnement>) -> Result<Abonnement, NotificatiesError> {
    store::find_abonnement(db, uuid).await?.ok_or(NotificatiesError::NotFound)
}

/// Returns an abonnement that this client may change.
///
/// # Errors
/// [`NotificatiesError::NotFound`], or [`NotificatiesError::Forbidden`] when another client made it.
pub async fn read_own(db: &mut Reader, client_id: &str, uuid: Id<Abonnement>) -> Result<Abonnement, NotificatiesError> {
    let found = read(db, uuid).await?;
    if found.client_id == client_id { Ok(found) } else { Err(NotificatiesError::Forbidden) }
}

/// Returns what proves us to the subscriber.
///
/// # Errors
/// [`NotificatiesError::NotFound`] or [`NotificatiesError::Sealed`].
pub async fn read_auth(db: &mut Reader, sealer: &Sealer, uuid: Id<Abonnement>) -> Result<String, NotificatiesError> {
    let (_, sealed) = store::find_auth(db, uuid.uuid()).await?.ok_or(NotificatiesError::NotFound)?;
    open(sealer, uuid, &sealed)
}

pub(crate) fn open(sealer: &Sealer, uuid: Id<Abonnement>, sealed: &[u8]) -> Result<String, NotificatiesError> {
    let bytes = sealer.open(&uuid.to_string(), sealed).map_err(|_| NotificatiesError::Sealed)?;
    String::from_utf8(bytes).map_err(|_| NotificatiesError::Sealed)
}

fn seal(tx: &Tx, sealer: &Sealer, uuid: Id<Abonnement>, auth: &str) -> Vec<u8> {
    sealer.seal(&uuid.to_string(), auth.as_bytes(), [tx.random(), tx.random(), tx.random()])
}

/// Decides which rules an abonnement breaks: its kanalen exist, and its filters fit theirs.
///
/// # Errors
/// When the database fails.
pub async fn faults(db: &mut Reader, new: &AbonnementGegevens) -> Result<Vec<InvalidField>, NotificatiesError> {
    let kanalen = store::list_kanalen(db).await?;
    let mut faults = Vec::new();
    for wanted in &new.kanalen {
        match kanalen.iter().find(|kanaal| kanaal.naam == wanted.naam) {
            None => faults.push(fault("naam", "kanaal_naam", "Er is geen kanaal met deze naam.")),
            Some(kanaal) => {
                if !rules::is_consistent(wanted.filters.iter().map(|(name, _)| name.as_str()), &kanaal.filters) {
                    let reason = "De filters passen niet bij die van het kanaal.";
                    faults.push(fault("filters", "inconsistent-abonnement-filters", reason));
                }
            }
        }
    }
    faults.dedup();
    Ok(faults)
}

/// Adds an abonnement for this client.
///
/// # Errors
/// [`NotificatiesError::Invalid`].
pub async fn create(
    tx: &mut Tx,
    sealer: &Sealer,
    client_id: &str,
    new: &AbonnementGegevens,
) -> Result<Abonnement, NotificatiesError> {
    let faults = faults(tx, new).await?;
    if !faults.is_empty() {
        return Err(NotificatiesError::Invalid(faults));
    }
    let uuid = tx.new_id();
    let sealed = seal(tx, sealer, uuid, &new.auth);
    store::insert_abonnement(tx, uuid, client_id, &sealed, new).await?;
    let abonnement = read(tx, uuid).await?;
    tell(tx, Actie::Create, &abonnement, Value::Null, audited(&abonnement));
    Ok(abonnement)
}

/// Takes an abonnement over from another register, with its id. It belongs to no client.
///
/// # Errors
/// When the database fails.
pub async fn take_over(
    tx: &mut Tx,
    sealer: &Sealer,
    uuid: Id<Abonnement>,
    new: &AbonnementGegevens,
) -> Result<(), NotificatiesError> {
    let sealed = seal(tx, sealer, uuid, &new.auth);
    store::insert_abonnement(tx, uuid, "", &sealed, new).await?;
    let abonnement = read(tx, uuid).await?;
    tell(tx, Actie::Create, &abonnement, Value::Null, audited(&abonnement));
    Ok(())
}

/// Changes an abonnement. What waits for the subscriber is tried again at once.
///
/// # Errors
/// As [`read_own`], or [`NotificatiesError::Invalid`].
pub async fn update(
    tx: &mut Tx,
    sealer: &Sealer,
    client_id: &str,
    actie: Actie,
    uuid: Id<Abonnement>,
    new: &AbonnementGegevens,
) -> Result<Abonnement, NotificatiesError> {
    let current = read_own(tx, client_id, uuid).await?;
    let faults = faults(tx, new).await?;
    if !faults.is_empty() {
        return Err(NotificatiesError::Invalid(faults));
    }
    let sealed = seal(tx, sealer, uuid, &new.auth);
    store::update_abonnement(tx, uuid, &sealed, new).await?;
    tx.wake_outgoing();
    let abonnement = read(tx, uuid).await?;
    tell(tx, actie, &abonnement, audited(&current), audited(&abonnement));
    Ok(abonnement)
}

/// Removes an abonnement of this client with all that waits for it.
///
/// # Errors
/// As [`read_own`].
pub async fn remove_own(tx: &mut Tx, client_id: &str, uuid: Id<Abonnement>) -> Result<(), NotificatiesError> {
    read_own(tx, client_id, uuid).await?;
    remove(tx, uuid).await
}

/// Removes an abonnement with all that waits for it, whoever made it: for an administrator.
///
/// # Errors
/// [`NotificatiesError::NotFound`].
pub async fn remove(tx: &mut Tx, uuid: Id<Abonnement>) -> Result<(), NotificatiesError> {
    let current = read(tx, uuid).await?;
    store::delete_abonnement(tx, uuid).await?;
    tell(tx, Actie::Destroy, &current, audited(&current), Value::Null);
    Ok(())
}

/// An abonnement as the audit trail keeps it: without what proves us.
fn audited(abonnement: &Abonnement) -> Value {
    let kanalen: Vec<Value> = abonnement
        .kanalen
        .iter()
        .map(|one| json!({ "naam": one.naam, "filters": wire::object(&one.filters) }))
        .collect();
    json!({
        "clientId": abonnement.client_id,
        "callbackUrl": abonnement.callback_url,
        "kanalen": kanalen,
        "sendCloudevents": abonnement.send_cloudevents,
    })
}

fn tell(tx: &mut Tx, actie: Actie, abonnement: &Abonnement, oud: Value, nieuw: Value) {
    tx.audit(AuditLine {
        bron: "nrc",
        actie,
        resource: "abonnement",
        resource_id: abonnement.uuid.uuid(),
        hoofd_object: abonnement.uuid.uuid(),
        weergave: abonnement.callback_url.clone(),
        oud,
        nieuw,
    });
}
