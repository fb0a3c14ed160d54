//! What applications see of decisions: those of the besluittypen that they are authorised for. Rule: zrc-006 (data filteren).

use ::store::Reader;
use autorisaties::{Bereik, Found, Window};
use documenten::Document;
use uuid::Uuid;
use values::{Actor, Id};
use zaken::Zaak;

use crate::access::{self, Scope};
use crate::store::register as store;
use crate::{Besluit, BesluitInformatieobject, BesluitenError};

/// Which decisions a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BesluitFilter {
    /// With this number.
    pub identificatie: Option<String>,
    /// Of this organisation.
    pub verantwoordelijke_organisatie: Option<String>,
    /// Of this kind.
    pub besluittype: Option<Uuid>,
    /// In this zaak.
    pub zaak: Option<Id<Zaak>>,
}

fn bereik(actor: &Actor) -> Bereik {
    access::bereik(actor, Scope::Lezen)
}

/// Returns decisions that this actor may read, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    actor: &Actor,
    filter: &BesluitFilter,
    window: Window,
) -> Result<Found<Besluit>, BesluitenError> {
    let bereik = bereik(actor);
    let mut rows = store::list(db, &bereik, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(store::count(db, &bereik, filter).await?).unwrap_or(0),
    };
    Ok(Found { count, rows })
}

/// Returns a decision.
///
/// # Errors
/// [`BesluitenError::BesluitNotFound`], or [`BesluitenError::Forbidden`] when this actor may not read it.
pub async fn read(db: &mut Reader, actor: &Actor, uuid: Id<Besluit>) -> Result<Besluit, BesluitenError> {
    let besluit = store::find(db, uuid).await?.ok_or(BesluitenError::BesluitNotFound)?;
    access::require(actor, Scope::Lezen, besluit.besluittype)?;
    Ok(besluit)
}

/// Returns documents of decisions that this actor may read, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_documenten(
    db: &mut Reader,
    actor: &Actor,
    besluit: Option<Id<Besluit>>,
    informatieobject: Option<Id<Document>>,
) -> Result<Vec<BesluitInformatieobject>, BesluitenError> {
    Ok(store::list_documenten(db, &bereik(actor), besluit, informatieobject).await?)
}

/// Returns that a document belongs to a decision.
///
/// # Errors
/// As [`read`].
pub async fn read_document(
    db: &mut Reader,
    actor: &Actor,
    uuid: Id<BesluitInformatieobject>,
) -> Result<BesluitInformatieobject, BesluitenError> {
    let found = find_document(db, uuid).await?;
    read(db, actor, found.besluit).await?;
    Ok(found)
}

/// Returns those of these decisions that this actor may read.
pub(crate) async fn list_by_ids(db: &mut Reader, actor: &Actor, ids: &[Uuid]) -> Result<Vec<Besluit>, BesluitenError> {
    let mut found = store::list_by_ids(db, ids).await?;
    let bereik = bereik(actor);
    found.retain(|besluit| access::holds(&bereik, besluit.besluittype));
    Ok(found)
}

/// Returns those of these documents of decisions that this actor may read.
pub(crate) async fn list_documenten_by_ids(
    db: &mut Reader,
    actor: &Actor,
    ids: &[Uuid],
) -> Result<Vec<BesluitInformatieobject>, BesluitenError> {
    let bereik = bereik(actor);
    let found = store::list_documenten_by_ids(db, ids).await?.into_iter();
    Ok(found.filter(|(_, r#type)| access::holds(&bereik, Id::new(*r#type))).map(|(one, _)| one).collect())
}

/// Returns a decision, whoever asks.
pub(crate) async fn find(db: &mut Reader, uuid: Id<Besluit>) -> Result<Option<Besluit>, BesluitenError> {
    Ok(store::find(db, uuid).await?)
}

/// Returns that a document belongs to a decision, whoever asks.
pub(crate) async fn find_document(
    db: &mut Reader,
    uuid: Id<BesluitInformatieobject>,
) -> Result<BesluitInformatieobject, BesluitenError> {
    store::find_document(db, uuid).await?.ok_or(BesluitenError::BesluitNotFound)
}
