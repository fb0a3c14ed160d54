//! Locking documents, and files that come in parts. Rules: drc-009 (locken), drc-010 (bijwerken).

use ::store::files::Stored;
use ::store::{Db, Tx};
use futures_util::StreamExt;
use futures_util::stream;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::store::delen;
use crate::{Bestandsdeel, Document, DocumentenError, rules, store};

/// Reads a document that nobody else can change until the transaction ends.
async fn open(tx: &mut Tx, uuid: Id<Document>) -> Result<DocumentRegel, DocumentenError> {
    store::lock_document(tx, uuid).await?;
    register::find(tx, uuid).await?.ok_or(DocumentenError::DocumentNotFound)
}

/// Locks a document for a client, and returns what it must show to change it.
///
/// # Errors
/// [`DocumentenError::Forbidden`] or `existing-lock`.
pub async fn lock(tx: &mut Tx, actor: &Actor, uuid: Id<Document>) -> Result<String, DocumentenError> {
    let current = open(tx, uuid).await?;
    access::require(actor, Scope::Lock, current.newest_type, current.newest_level)?;
    if current.lock.is_some() {
        let reason = "Het document is al vergrendeld.";
        return Err(DocumentenError::invalid("nonFieldErrors", "existing-lock", reason));
    }
    let lock = tx.db().clock().random_name();
    store::set_lock(tx, uuid, Some(&lock)).await?;
    Ok(lock)
}

/// Unlocks a document: with the lock, or without by who may force it. `joined` is the file that [`join_delen`] made of its parts.
///
/// # Errors
/// [`DocumentenError::Forbidden`], `incorrect-lock-id`, or `incomplete-upload` when parts are missing.
pub async fn unlock(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Document>,
    given: &str,
    joined: Option<&Stored>,
) -> Result<(), DocumentenError> {
    let current = open(tx, uuid).await?;
    let forced = access::require(actor, Scope::GeforceerdUnlock, current.newest_type, current.newest_level);
    if given.is_empty() {
        forced?;
    } else {
        if forced.is_err() {
            access::require(actor, Scope::Lock, current.newest_type, current.newest_level)?;
        }
        if let Some(lock) = current.lock.as_deref()
            && rules::check_lock(Some(lock), given).is_err()
        {
            let reason = "Dit is niet de lock van het document.";
            return Err(DocumentenError::invalid("nonFieldErrors", "incorrect-lock-id", reason));
        }
    }
    if !current.delen.is_empty() {
        match joined {
            Some(stored) => store::set_bestand(tx, &current.document, Some(stored)).await?,
            // Who forces the lock gives up the file that was coming.
            None if given.is_empty() => store::set_bestand(tx, &current.document, None).await?,
            None => {
                let reason = "Niet alle bestandsdelen zijn er.";
                return Err(DocumentenError::invalid("nonFieldErrors", "incomplete-upload", reason));
            }
        }
        delen::delete(tx, uuid).await?;
    }
    store::set_lock(tx, uuid, None).await?;
    Ok(())
}

/// Joins the parts of a file, when all are there, as a stream: memory does not grow with the file. No transaction is open meanwhile; the
/// parts can't change afterwards but by the same client. `progress` is called for each piece that was copied.
///
/// # Errors
/// When the object store fails.
pub async fn join_delen(
    db: &Db,
    regel: &DocumentRegel,
    progress: impl Fn() + Send + Sync,
) -> Result<Option<Stored>, DocumentenError> {
    let hashes: Option<Vec<String>> = regel.delen.iter().map(|deel| deel.inhoud.clone()).collect();
    let Some(hashes) = hashes.filter(|hashes| !hashes.is_empty()) else { return Ok(None) };
    let size = regel.delen.iter().map(|deel| deel.omvang).sum::<i64>();
    let source = db.clone();
    let parts = stream::iter(hashes).then(move |hash| {
        let source = source.clone();
        async move {
            match source.files().get(&hash).await {
                Ok(bytes) => bytes,
                Err(error) => stream::once(async move { Err(std::io::Error::other(error.to_string())) }).boxed(),
            }
        }
    });
    let name = db.clock().random_name();
    let bytes = parts.flatten().inspect(|_| progress()).boxed();
    let outcome = db.files().put_stream(&name, bytes, u64::try_from(size).unwrap_or(0)).await;
    outcome.map(Some).map_err(|error| DocumentenError::Joining(error.to_string()))
}

/// Decides whether these bytes can be this part, by who has the lock.
pub(crate) fn judge_deel(
    deel: &Bestandsdeel,
    current: &DocumentRegel,
    given: &str,
    stored: &Stored,
) -> Result<(), DocumentenError> {
    let mut faults: Vec<_> = rules::check_lock(current.lock.as_deref(), given).err().into_iter().collect();
    if i64::try_from(stored.size) != Ok(deel.omvang) {
        let reason = "Dit bestandsdeel heeft een andere omvang.";
        faults.push(autorisaties::InvalidField { name: "nonFieldErrors".into(), code: "file-size", reason });
    }
    if faults.is_empty() { Ok(()) } else { Err(DocumentenError::Invalid(faults)) }
}

/// Keeps the bytes of a part.
///
/// # Errors
/// [`DocumentenError::Forbidden`], `file-size`, or as the lock refuses.
pub async fn put_deel(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Bestandsdeel>,
    given: &str,
    stored: &Stored,
) -> Result<(Bestandsdeel, DocumentRegel), DocumentenError> {
    let deel = delen::lock(tx, uuid).await?.ok_or(DocumentenError::NotFound)?;
    let current = open(tx, deel.informatieobject).await?;
    access::require(actor, Scope::Bijwerken, current.newest_type, current.newest_level)?;
    judge_deel(&deel, &current, given, stored)?;
    delen::set_inhoud(tx, uuid, stored).await?;
    Ok((Bestandsdeel { inhoud: Some(stored.hash.clone()), ..deel }, current))
}
