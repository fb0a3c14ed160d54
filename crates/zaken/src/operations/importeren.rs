//! Bulk imports of documents. Only an application with all rights may have one; who calls has seen to that.

use ::store::{NewJob, Tx};
use serde_json::json;
use values::Id;
use values::actor::Applicatie;

use crate::ZakenError;
use crate::domain::{DocumentImport, ImportStatus};
use crate::importeren::JOB_IMPORTEREN;
use crate::store::importeren as store;

/// Makes an import, that waits for its list.
///
/// # Errors
/// When the database fails.
pub async fn create_import(tx: &mut Tx, applicatie: &Applicatie) -> Result<DocumentImport, ZakenError> {
    let import = DocumentImport {
        uuid: tx.new_id(),
        status: ImportStatus::Pending,
        client_id: applicatie.client_id.clone(),
        label: applicatie.label.clone(),
        totaal: 0,
        goed: 0,
        fout: 0,
    };
    store::insert(tx, &import).await?;
    Ok(import)
}

/// Gives an import its list and starts it. One runs at a time.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] when there is no such import, `invalid-status` or `import-active`.
pub async fn start_import(tx: &mut Tx, uuid: Id<DocumentImport>, rows: &[Vec<String>]) -> Result<(), ZakenError> {
    let import = store::lock(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    if import.status != ImportStatus::Pending {
        return Err(ZakenError::invalid_whole("invalid-status", "Deze import heeft al een bestand."));
    }
    match store::start(tx, uuid, rows).await {
        Err(error) if error.is_conflict() => {
            return Err(ZakenError::invalid_whole("import-active", "Er loopt al een import. Wacht tot die klaar is."));
        }
        outcome => outcome?,
    }
    enqueue_next(tx, uuid, 0);
    Ok(())
}

/// Asks for the rows after this one to be done.
pub(crate) fn enqueue_next(tx: &mut Tx, uuid: Id<DocumentImport>, after: i64) {
    tx.enqueue(NewJob {
        kind: JOB_IMPORTEREN,
        key: Some(format!("{uuid}-{after}")),
        lane: Some(format!("import-{uuid}")),
        due: None,
        payload: json!({ "import": uuid.to_string(), "na": after }),
    });
}

/// Removes an import with its report. The documents that it made stay.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`] when there is no such import, or `invalid-status` while it runs.
pub async fn remove_import(tx: &mut Tx, uuid: Id<DocumentImport>) -> Result<(), ZakenError> {
    let import = store::lock(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    if import.status == ImportStatus::Active {
        return Err(ZakenError::invalid_whole("invalid-status", "Deze import loopt nog."));
    }
    store::delete(tx, uuid).await?;
    Ok(())
}
