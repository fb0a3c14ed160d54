//! A new document in a body: of this API, or of one that makes a document on the way.

use autorisaties::InvalidField;
use autorisaties::handlers::{Caller, Fields, Urls};
use bytes::Bytes;
use serde::Serialize;
use store::Db;
use store::files::Arrived;
use values::Actor;
use web::Problem;

use super::invoer::DocumentInput;
use crate::access::{self, Scope};
use crate::register::DocumentRegel;
use crate::{Bestand, Document, DocumentGegevens, DocumentenError, operations, rules, views};

pub use super::inhoud::{Gelezen, Inhoud, read as read_body};
pub use super::scanner::InhoudFault;

/// A document that a body hands over. Its bytes came in; they are to be kept ([`keep`]) before a row names them.
#[derive(Debug)]
pub struct NieuwDocument {
    /// Its facts.
    pub gegevens: DocumentGegevens,
    /// Its file.
    pub bestand: Bestand,
}

/// Refuses an application that may add no document at all.
///
/// # Errors
/// When it may not.
pub fn require(caller: &Caller) -> Result<(), Problem> {
    super::require(caller, Scope::Aanmaken)
}

/// Reads a new document; none when the fields are wrong about it. `inhoud` is what [`read_body`] took out.
///
/// # Errors
/// When the caller may not add documents of this kind and level, or the database or object store fails.
pub async fn read(
    actor: &Actor,
    db: &Db,
    urls: &Urls,
    fields: &mut Fields,
    inhoud: Inhoud,
) -> Result<Option<NieuwDocument>, Problem> {
    let input = DocumentInput::read(fields, urls);
    let soort = input.find_soort(db, fields).await?;
    if let Some(soort) = &soort {
        let level = input.vertrouwelijkheidaanduiding.unwrap_or(soort.vertrouwelijkheidaanduiding);
        access::require(actor, Scope::Aanmaken, soort.uuid, level)?;
    }
    let bestand = read_bestand(fields, inhoud, &input, None, db).await?;
    let gegevens = soort.and_then(|soort| input.gegevens(soort));
    if let Some(gegevens) = gegevens.as_ref().filter(|_| !fields.is_valid()) {
        fields.add_rules(operations::list_faults(&mut db.reader(), gegevens).await?);
    }
    Ok(gegevens.zip(bestand).map(|(gegevens, bestand)| NieuwDocument { gegevens, bestand }))
}

/// Gives the bytes of a new document that breaks no rule their lasting name. Before the transaction: nobody waits for an object store within one.
///
/// # Errors
/// [`DocumentenError::Invalid`] with every fault, or when the database or object store fails; the bytes are removed then.
pub async fn keep(db: &Db, bytes: Option<Arrived>, new: &DocumentGegevens) -> Result<(), DocumentenError> {
    let Some(bytes) = bytes else { return Ok(()) };
    keep_when(bytes, operations::list_faults(&mut db.reader(), new).await?).await
}

/// Gives bytes their lasting name when there are no faults.
pub(super) async fn keep_when(bytes: Arrived, faults: Vec<InvalidField>) -> Result<(), DocumentenError> {
    if !faults.is_empty() {
        return Err(DocumentenError::Invalid(faults));
    }
    bytes.keep().await?;
    Ok(())
}

/// Returns the new document as the API shows it.
pub fn view<'a>(regel: &'a DocumentRegel, urls: &'a Urls) -> impl Serialize + 'a {
    views::created(regel, urls)
}

/// Decides what the file is; none when the body is wrong about it.
pub(super) async fn read_bestand(
    fields: &mut Fields,
    inhoud: Inhoud,
    input: &DocumentInput,
    current: Option<&Document>,
    db: &Db,
) -> Result<Option<Bestand>, Problem> {
    let size = input.bestandsomvang;
    let inhoud = match inhoud {
        Inhoud::Invalid(fault) => {
            fields.fault("inhoud", fault.code(), "De inhoud is geen geldige base64.");
            return Ok(None);
        }
        Inhoud::Stored(stored) => {
            input.check_integriteit(fields, &stored, current);
            rules::Inhoud::Stored(stored)
        }
        Inhoud::None if fields.value("inhoud").is_some() => {
            fields.fault("inhoud", "invalid", "Hier hoort een tekst in base64.");
            return Ok(None);
        }
        // An empty file needs no parts.
        Inhoud::None if size == Some(0) && (current.is_none() || fields.has("inhoud")) => {
            rules::Inhoud::Stored(db.files().put(Bytes::new()).await.map_err(DocumentenError::from)?)
        }
        Inhoud::None if fields.has("inhoud") => rules::Inhoud::Null,
        Inhoud::None => rules::Inhoud::Absent,
    };
    match rules::bestand(inhoud, size, current) {
        Ok(bestand) => Ok(Some(bestand)),
        Err(fault) => {
            fields.fault(&fault.name, fault.code, fault.reason);
            Ok(None)
        }
    }
}
