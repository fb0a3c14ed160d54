//! Taking documents over from another register, with all their versions. Their bytes are in the object store before.

use ::store::files::Stored;
use ::store::{Actie, Numbered, Sql, Tx, Value as Parameter};
use autorisaties::handlers::import::{Batch, Import, Nummering, Outcome};
use autorisaties::is_extern;
use serde_json::Value;
use values::Id;

use super::wijzigen::{catalogus_of, version};
use super::{Change, EIO, emit, note};
use crate::store::{self, gebruiksrechten, relaties, verzendingen};
use crate::{
    Bestand, Document, DocumentGegevens, DocumentenError, Gebruiksrechten, ObjectInformatieObject, Verzending,
};

/// What can be taken over, in the order in which it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the resource that its name says")]
pub enum Soort {
    Document,
    Gebruiksrechten,
    Verzending,
    /// Only confirmed: they come with the zaken and besluiten that they are of.
    ObjectInformatieObject,
}

/// A version as it stands in the other register.
pub(crate) struct Versie {
    pub(crate) identificatie: String,
    pub(crate) gegevens: DocumentGegevens,
    pub(crate) versie: i64,
    pub(crate) begin_registratie: jiff::Timestamp,
    pub(crate) bestand: Option<Stored>,
}

impl Versie {
    fn into_document(self, uuid: Id<Document>) -> Document {
        let bestand = self.bestand.map_or(Bestand::None, Bestand::Stored);
        version(&self.gegevens, uuid, self.identificatie, (self.versie, self.begin_registratie), &bestand, None)
    }
}

/// A document as it stands in the other register: its versions, oldest first, and whether somebody works on it.
pub(crate) struct Overgenomen {
    pub(crate) first: Versie,
    pub(crate) next: Vec<Versie>,
    pub(crate) is_locked: bool,
}

/// Writes documents with their versions.
pub(crate) async fn take_documenten(
    tx: &mut Tx,
    with: &Import,
    batch: Batch<Overgenomen>,
) -> Result<Vec<Outcome>, DocumentenError> {
    let Batch { mut outcomes, read } = batch;
    for one in read {
        let Some(newest) = write_document(tx, Id::new(one.uuid), one.record).await? else {
            if let Some(outcome) = outcomes.get_mut(one.at) {
                *outcome = Outcome::conflict();
            }
            continue;
        };
        let change =
            Change { actie: Actie::Create, resource: EIO, resource_id: one.uuid, oud: Value::Null, nieuw: one.nieuw };
        note_and_emit(tx, with, &newest, change).await?;
    }
    Ok(outcomes)
}

/// Writes a document and returns its newest version; none when its number is taken.
async fn write_document(
    tx: &mut Tx,
    uuid: Id<Document>,
    record: Overgenomen,
) -> Result<Option<Document>, DocumentenError> {
    // Who took the lock is not told; whoever may force it can take it off.
    let lock = record.is_locked.then(|| tx.db().clock().random_name());
    let mark = tx.mark().await?;
    let written = async {
        let mut newest = record.first.into_document(uuid);
        store::insert_document(tx, &newest, lock.as_deref()).await?;
        for versie in record.next {
            let next = versie.into_document(uuid);
            store::insert_next(tx, &next, &newest).await?;
            newest = next;
        }
        Ok(newest)
    };
    match written.await {
        Ok(newest) => {
            tx.keep(mark).await?;
            Ok(Some(newest))
        }
        Err(error) => {
            let error: ::store::StoreError = error;
            if !error.is_conflict() {
                return Err(error.into());
            }
            tx.undo_to(mark).await?;
            Ok(None)
        }
    }
}

async fn note_and_emit(tx: &mut Tx, with: &Import, document: &Document, change: Change) -> Result<(), DocumentenError> {
    if with.is_published {
        let catalogus = catalogus_of(tx, document).await?;
        emit(tx, document, catalogus, &change);
    }
    note(tx, document, change);
    Ok(())
}

/// A row below a document.
pub(crate) trait Rij {
    const RESOURCE: &'static str;

    fn insert() -> &'static Sql;

    fn values(&self) -> Vec<Parameter<'_>>;

    fn document(&self) -> Id<Document>;
}

/// Writes what lies below documents.
pub(crate) async fn take_below<T: Rij>(
    tx: &mut Tx,
    with: &Import,
    mut batch: Batch<T>,
) -> Result<Vec<Outcome>, DocumentenError> {
    let rows: Vec<_> = batch.read.iter().map(|one| one.record.values()).collect();
    let taken = tx.insert_each(T::insert(), &rows).await?;
    batch.settle(&taken);
    for one in batch.read {
        let Some(document) = store::find_document(tx, one.record.document()).await? else { continue };
        let (resource, resource_id) = (T::RESOURCE, one.uuid);
        let change = Change { actie: Actie::Create, resource, resource_id, oud: Value::Null, nieuw: one.nieuw };
        note_and_emit(tx, with, &document, change).await?;
    }
    Ok(batch.outcomes)
}

/// Confirms that documents are in the objects that another register says.
pub(crate) async fn confirm_relaties(
    tx: &mut Tx,
    batch: Batch<ObjectInformatieObject>,
) -> Result<Vec<Outcome>, DocumentenError> {
    let Batch { mut outcomes, read } = batch;
    for one in read {
        let found = relaties::find_pair(tx, one.record.object, one.record.informatieobject).await?;
        // A relation of ours brings its mirror along; that of another register is only here.
        if found.is_none() && is_extern(one.record.object) {
            relaties::insert(tx, &one.record).await?;
        } else if found.is_none()
            && let Some(outcome) = outcomes.get_mut(one.at)
        {
            *outcome = Outcome::refused("het object heeft hier geen relatie met dit document");
        }
    }
    Ok(outcomes)
}

/// Sees to it that numbers that another register gave are not given again.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &mut Tx) -> Result<(), DocumentenError> {
    let form = Nummering::of("DOCUMENT", tx.today().year());
    let highest = store::import::highest_identificatie(tx, &form.pattern()).await?;
    Ok(tx.pass_number(Numbered::Document, form.number(highest.as_deref())).await?)
}

impl Rij for Gebruiksrechten {
    const RESOURCE: &'static str = super::onderdelen::RECHTEN;

    fn insert() -> &'static Sql {
        &gebruiksrechten::INSERT
    }

    fn values(&self) -> Vec<Parameter<'_>> {
        gebruiksrechten::values(self).into()
    }

    fn document(&self) -> Id<Document> {
        self.informatieobject
    }
}

impl Rij for Verzending {
    const RESOURCE: &'static str = super::onderdelen::VERZENDING;

    fn insert() -> &'static Sql {
        &verzendingen::INSERT
    }

    fn values(&self) -> Vec<Parameter<'_>> {
        verzendingen::values(self).into()
    }

    fn document(&self) -> Id<Document> {
        self.informatieobject
    }
}
