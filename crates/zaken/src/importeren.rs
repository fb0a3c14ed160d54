//! The work of a bulk import: each row becomes a document, and is put in its zaak, in a transaction of its own. A row is done once, also when
//! the program dies in between.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ::store::jobs::{Handlers, JobError};
use ::store::{Db, StoreError};
use autorisaties::handlers::{Fields, Urls};
use documenten::nieuw::{self, Inhoud, NieuwDocument};
use values::actor::{Applicatie, Herkomst, Rechten};
use values::{Actor, Id};
use web::Problem;

use crate::ZakenError;
use crate::domain::{DocumentImport, ImportRegel, ImportStatus};
use crate::operations::{self, RelatieGegevens};
use crate::rules::importeren as lijst;
use crate::store::importeren as store;

/// The job that does some rows of an import.
pub const JOB_IMPORTEREN: &str = "zaken.document_import";

/// One job works this long, and ends the row that it is at; what is left is for the next.
const WORK: Duration = Duration::from_secs(30);
/// Rows that are read at once.
const REGELS: i64 = 50;

/// Plugs the jobs of this module in.
pub fn register_jobs(handlers: &mut Handlers) {
    operations::voorlopig::register_jobs(handlers);
    handlers.outside(JOB_IMPORTEREN, |db, job| {
        Box::pin(async move {
            let give_up = || JobError::GiveUp("the payload names no import".into());
            let uuid = job.payload["import"].as_str().and_then(|text| text.parse().ok()).ok_or_else(give_up)?;
            let after = job.payload["na"].as_i64().ok_or_else(give_up)?;
            work(db, uuid, after).await.map_err(JobError::from)
        })
    });
}

/// Does rows for a while, and asks for the next job, or ends the import.
async fn work(db: &Db, uuid: Id<DocumentImport>, mut after: i64) -> Result<(), StoreError> {
    let started = Instant::now();
    let Some(import) = store::find(&mut db.reader(), uuid).await? else { return Ok(()) };
    let actor = actor_of(&import);
    loop {
        let regels = store::next_regels(&mut db.reader(), uuid, after, REGELS).await?;
        let is_last = regels.is_empty();
        for regel in &regels {
            after = regel.nummer;
            if let Err(why) = import_regel(db, &actor, uuid, regel).await? {
                let mut tx = db.begin(&actor).await?;
                store::finish_regel(&mut tx, uuid, regel.nummer, Some(&why)).await?;
                tx.commit().await?;
            }
            if started.elapsed() > WORK {
                break;
            }
        }
        if is_last || started.elapsed() > WORK {
            let mut tx = db.begin(&actor).await?;
            if is_last {
                store::set_status(&mut tx, uuid, ImportStatus::Finished).await?;
            } else {
                operations::enqueue_next(&mut tx, uuid, after);
            }
            return tx.commit().await;
        }
    }
}

/// The application that gave the list: it had all rights then.
fn actor_of(import: &DocumentImport) -> Actor {
    Actor::Applicatie(Applicatie {
        client_id: import.client_id.clone(),
        label: import.label.clone(),
        user_id: String::new(),
        user_representation: String::new(),
        toelichting: "import".to_owned(),
        herkomst: Herkomst::default(),
        rechten: Arc::new(Rechten { alle: true, ..Rechten::default() }),
    })
}

/// Makes a row into a document. Returns in words why it can't; the outer error is a failure that may pass.
async fn import_regel(
    db: &Db,
    actor: &Actor,
    uuid: Id<DocumentImport>,
    regel: &ImportRegel,
) -> Result<Result<(), String>, StoreError> {
    let (new, zaak) = match read_regel(db, actor, regel).await? {
        Ok(read) => read,
        Err(why) => return Ok(Err(why)),
    };
    let mut tx = db.begin(actor).await?;
    if !store::finish_regel(&mut tx, uuid, regel.nummer, None).await? {
        return Ok(Ok(()));
    }
    let made = match documenten::register_document(&mut tx, actor, &new.gegevens, &new.bestand).await {
        Ok(made) => made,
        Err(error) => return told(ZakenError::Documenten(error)),
    };
    if let Some(zaak) = zaak {
        let gegevens = RelatieGegevens::default();
        if let Err(error) = operations::put_document(&mut tx, actor, zaak, &made.document, gegevens).await {
            return told(error);
        }
    }
    tx.commit().await?;
    Ok(Ok(()))
}

type Gelezen = (NieuwDocument, Option<Id<crate::Zaak>>);

/// Reads a row, and brings its file to the object store.
async fn read_regel(db: &Db, actor: &Actor, regel: &ImportRegel) -> Result<Result<Gelezen, String>, StoreError> {
    let cells = &regel.cellen;
    if cells.len() != lijst::COLUMNS.len() {
        return Ok(Err(format!(
            "De regel heeft {} kolommen, en moet er {} hebben.",
            cells.len(),
            lijst::COLUMNS.len()
        )));
    }
    let mut fields = Fields::new(lijst::body(cells));
    let uuid = read_uuid(&mut fields, cells, "uuid");
    let zaak = read_uuid(&mut fields, cells, "zaakUuid").map(Id::new);
    let inhoud = match lijst::cell(cells, "bestandspad") {
        "" => Inhoud::None,
        path => match db.files().take_in(&db.clock().random_name(), path).await? {
            Some(stored) => Inhoud::Stored(stored),
            None => {
                fields.fault("bestandspad", "invalid", "Dit bestand staat niet in de map van de import.");
                Inhoud::None
            }
        },
    };
    if matches!(inhoud, Inhoud::None) && fields.value("bestandsomvang").is_some_and(|size| size.as_i64() != Some(0)) {
        fields.fault("bestandsomvang", "file-size", "Er is geen bestand.");
    }
    let read = match nieuw::read(actor, db, &Urls::paths(), &mut fields, inhoud).await {
        Ok(read) => read,
        Err(problem) => return Ok(Err(words(&problem))),
    };
    match (read, fields.finish()) {
        (Some(mut new), Ok(())) => {
            new.gegevens.uuid = uuid.map(Id::new);
            Ok(Ok((new, zaak)))
        }
        (_, Err(problem)) => Ok(Err(words(&problem))),
        (None, Ok(())) => Ok(Err("De regel is niet volledig.".into())),
    }
}

fn read_uuid(fields: &mut Fields, cells: &[String], column: &str) -> Option<uuid::Uuid> {
    let text = lijst::cell(cells, column);
    let read = uuid::Uuid::try_parse(text).ok();
    if read.is_none() && !text.is_empty() {
        fields.fault(column, "invalid", "Dit is geen UUID.");
    }
    read
}

/// Says why a row can't be a document; a failure of the database is no fault of the row.
fn told(error: ZakenError) -> Result<Result<(), String>, StoreError> {
    match error {
        ZakenError::Store(error) | ZakenError::Documenten(documenten::DocumentenError::Store(error)) => Err(error),
        ZakenError::ZaakNotFound => Ok(Err("zaakUuid: De zaak bestaat niet.".into())),
        error => Ok(Err(words(&Problem::from(error)))),
    }
}

/// The faults in one line, for the report.
fn words(problem: &Problem) -> String {
    let faults: Vec<String> =
        problem.invalid_params().iter().map(|fault| format!("{}: {}", fault.name, fault.reason)).collect();
    if faults.is_empty() { problem.code().to_owned() } else { faults.join(" ") }
}
