//! Starting, finding and deleting submissions.

use ::store::{Actie, AuditLine, Event, Reader, Tx};
use jiff::{Timestamp, ToSpan};
use process::Taak;
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;
use values::actor::Burger;

use crate::context::Prefill;
use crate::rules::toegang;
use crate::store::{self, NewInzending};
use crate::{Concept, Eigenaar, FormsError, Formulier, Inzending, Soort};

/// Days that a submission is kept from its start until it must have been sent.
pub const CONCEPT_RETENTION_DAYS: i64 = 30;

/// Hours that a submission without an answer is kept when nobody knows who started it: only opening a form costs nothing, and anybody can.
pub const ANONIEM_LEEG_HOURS: i64 = 24;

/// Days that a sent submission is kept; the zaak has its answers by then.
pub const VERZONDEN_RETENTION_DAYS: i64 = 7;

/// Returns the moment so many days of 24 hours later.
pub(super) fn days_after(moment: Timestamp, days: i64) -> Timestamp {
    moment.checked_add((days * 24).hours()).unwrap_or(Timestamp::MAX)
}

/// Returns until when a submission is kept of which nothing is saved yet. The first answer makes it [`concept_expiry`].
fn first_expiry(eigenaar: &Eigenaar, now: Timestamp) -> Timestamp {
    match eigenaar {
        Eigenaar::Anoniem(_) => now.checked_add(ANONIEM_LEEG_HOURS.hours()).unwrap_or(Timestamp::MAX),
        Eigenaar::Burger(_) | Eigenaar::Medewerker(_) => concept_expiry(now),
    }
}

/// Returns until when a submission with answers is kept that began at this moment.
pub(super) fn concept_expiry(start: Timestamp) -> Timestamp {
    days_after(start, CONCEPT_RETENTION_DAYS)
}

/// Starts a submission, or continues the one that this owner has open for the same form and task.
///
/// # Errors
/// [`FormsError::Forbidden`] when the form is not for this owner; [`FormsError::Misconfigured`] when the form needs a task and there
/// is none, or the other way around.
pub async fn start(
    tx: &mut Tx,
    eigenaar: &Eigenaar,
    formulier: &Formulier,
    taak: Option<Id<Taak>>,
) -> Result<Inzending, FormsError> {
    toegang::require(eigenaar, formulier)?;
    if (formulier.soort == Soort::Aanvraag) != taak.is_none() {
        return Err(FormsError::Misconfigured(format!("form {} and task do not go together", formulier.slug)));
    }
    let owner = eigenaar.key();
    store::delete_expired_of(tx, &owner).await?;
    if let Some(open) = store::find_concept(tx, &owner, &formulier.slug, taak).await? {
        return Ok(open);
    }
    let expires_at = first_expiry(eigenaar, tx.now());
    let new = NewInzending { uuid: tx.new_id(), formulier, taak, expires_at };
    let is_new = store::insert_inzending(tx, &owner, &new).await?;
    // A double click made one in the meantime: that one is as good.
    let inzending =
        store::find_concept(tx, &owner, &formulier.slug, taak).await?.ok_or(FormsError::InzendingNotFound)?;
    if is_new {
        tell(tx, &inzending, Actie::Create, inzending.uuid.uuid(), &formulier.naam);
    }
    Ok(inzending)
}

/// Writes the audit line and the event of a submission. Neither holds an answer.
pub(super) fn tell(tx: &mut Tx, inzending: &Inzending, actie: Actie, hoofd_object: Uuid, weergave: &str) {
    tx.audit(AuditLine {
        bron: "loket",
        actie,
        resource: "inzending",
        resource_id: inzending.uuid.uuid(),
        hoofd_object,
        weergave: weergave.to_owned(),
        oud: Value::Null,
        nieuw: json!({ "formulier": inzending.slug, "taak": inzending.taak }),
    });
    let kenmerken = json!({
        "formulier": inzending.slug,
        "taak": inzending.taak,
        "expires_at": inzending.expires_at.to_string(),
    });
    tx.emit(Event {
        kanaal: "loket.inzendingen",
        resource: "inzending",
        actie,
        hoofd_object,
        resource_id: inzending.uuid.uuid(),
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}

/// Keeps the facts from registers, right after the start. They do not change afterwards: a read-only field that differs from them
/// was tampered with. Facts that were kept before stay.
///
/// # Errors
/// When the database fails.
pub async fn save_prefill(tx: &mut Tx, inzending: &mut Inzending, prefill: Prefill) -> Result<(), FormsError> {
    if !prefill.is_empty() && store::save_prefill(tx, inzending.uuid, &prefill).await? {
        inzending.prefill = prefill;
    }
    Ok(())
}

/// Returns a submission of this owner. Another's does not exist, nor does one that is past its date.
///
/// # Errors
/// When the database fails.
pub async fn find_inzending(
    db: &mut Reader,
    eigenaar: &Eigenaar,
    uuid: Id<Inzending>,
) -> Result<Option<Inzending>, FormsError> {
    let now = db.db().clock().now();
    Ok(store::find_inzending(db, &eigenaar.key(), uuid, now).await?)
}

/// Returns the submission that this owner has open for a task, with this form. Only reads: [`start`] makes one.
///
/// # Errors
/// When the database fails.
pub async fn find_taak_concept(
    db: &mut Reader,
    eigenaar: &Eigenaar,
    slug: &str,
    taak: Id<Taak>,
) -> Result<Option<Inzending>, FormsError> {
    let now = db.db().clock().now();
    let found = store::find_concept(db, &eigenaar.key(), slug, Some(taak)).await?;
    Ok(found.filter(|inzending| inzending.expires_at > now))
}

/// Returns the aanvragen that a resident has not sent yet, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_concepten(db: &mut Reader, burger: &Burger) -> Result<Vec<Concept>, FormsError> {
    let now = db.db().clock().now();
    Ok(store::list_concepten(db, &Eigenaar::Burger(burger.clone()).key(), now).await?)
}

/// Deletes a submission that was not sent, with its uploads. Returns whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete_concept(tx: &mut Tx, eigenaar: &Eigenaar, uuid: Id<Inzending>) -> Result<bool, FormsError> {
    let owner = eigenaar.key();
    let Some(inzending) = store::lock_own_inzending(tx, &owner, uuid).await? else { return Ok(false) };
    let is_deleted = store::delete_concept(tx, &owner, uuid).await?;
    if is_deleted {
        tell(tx, &inzending, Actie::Destroy, uuid.uuid(), &inzending.slug);
    }
    Ok(is_deleted)
}

/// Deletes submissions past their date, sent or not, with their uploads; runs every hour. Returns how many. The bytes go with
/// [`::store::Files::sweep`] when nothing else uses them.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(tx: &mut Tx) -> Result<u64, FormsError> {
    let count = store::delete_expired(tx).await?;
    if count > 0 {
        tracing::info!(count, "Deleted submissions past their date");
    }
    Ok(count)
}
