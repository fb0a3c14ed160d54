//! Typesetting documents from templates, after the commit that asked for them.

use std::sync::OnceLock;

use ::store::jobs::{Handlers, JobError};
use ::store::{Db, StoreError};
use jiff::Timestamp;
use serde_json::Value;
use values::{Actor, Id};

use crate::{Document, DocumentenError, store};

/// The job that typesets a document.
pub const JOB_OPMAKEN: &str = "documenten.opmaken";

/// What has to be typeset.
#[derive(Debug, Clone)]
pub struct TypesetRequest {
    /// The template's text.
    pub sjabloon: String,
    /// What the template shows.
    pub gegevens: Value,
    /// The title of the document.
    pub titel: String,
    /// The moment that the document shows as its making.
    pub created: Timestamp,
}

type Typesetter = Box<dyn Fn(&TypesetRequest) -> Result<Vec<u8>, String> + Send + Sync>;

/// A pure function of its request, so one serves all municipalities.
static TYPESETTER: OnceLock<Typesetter> = OnceLock::new();

/// Plugs in how a template becomes a PDF. Called once, at start; later calls change nothing.
pub fn set_typesetter(typesetter: impl Fn(&TypesetRequest) -> Result<Vec<u8>, String> + Send + Sync + 'static) {
    let _ = TYPESETTER.set(Box::new(typesetter));
}

/// Plugs the jobs of this module in.
pub fn register_jobs(handlers: &mut Handlers) {
    handlers.outside(JOB_OPMAKEN, |db, job| {
        Box::pin(async move {
            let uuid: Id<Document> = job.payload["informatieobject"]
                .as_str()
                .and_then(|text| text.parse().ok())
                .ok_or_else(|| JobError::GiveUp("the payload names no document".into()))?;
            match typeset(db, uuid).await {
                Ok(()) => Ok(()),
                // The same template and data fail the same way again: a person must look.
                Err(DocumentenError::Typesetting(message)) => Err(JobError::GiveUp(message)),
                Err(error) => Err(JobError::Retry(error.to_string())),
            }
        })
    });
}

/// Typesets a document unless that was done already.
pub(crate) async fn typeset(db: &Db, uuid: Id<Document>) -> Result<(), DocumentenError> {
    let Some(request) = store::find_opmaak(&mut db.reader(), uuid).await? else { return Ok(()) };
    let bytes = tokio::task::spawn_blocking(move || {
        let typesetter = TYPESETTER.get().ok_or_else(|| "no typesetter is plugged in".to_owned())?;
        typesetter(&request)
    })
    .await
    .map_err(|error| DocumentenError::Typesetting(error.to_string()))?
    .map_err(DocumentenError::Typesetting)?;

    // The bytes are stored before the row names them.
    let stored = db.files().put(bytes.into()).await.map_err(DocumentenError::Store)?;
    let mut tx = db.begin(&Actor::Systeem("opmaak")).await?;
    store::finish_opmaak(&mut tx, uuid, &stored).await?;
    tx.commit().await.map_err(|error: StoreError| DocumentenError::Store(error))
}
