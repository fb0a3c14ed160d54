//! A decision with its documents in one go, as Open Zaak has it.

use ::store::Tx;
use catalogi::Besluittype;
use documenten::Document;
use values::Actor;

use super::{register_besluit, relaties};
use crate::{Besluit, BesluitGegevens, BesluitInformatieobject, BesluitenError};

/// Registers a decision and says which documents record it: all of it, or nothing.
///
/// # Errors
/// As [`register_besluit`] and for each document; faults are named by their place in the whole.
pub(crate) async fn verwerk_besluit(
    tx: &mut Tx,
    actor: &Actor,
    (besluittype, new): (Besluittype, BesluitGegevens),
    documents: &[Document],
) -> Result<(Besluit, Vec<BesluitInformatieobject>), BesluitenError> {
    let opened = register_besluit(tx, actor, besluittype, new).await.map_err(|error| error.within("besluit"))?;
    let allowed = catalogi::list_informatieobjecttypen_of_besluittype(tx, opened.besluittype.uuid).await?;
    let (mut made, mut faults) = (Vec::with_capacity(documents.len()), Vec::new());
    for (index, document) in documents.iter().enumerate() {
        let added = relaties::add_allowed(tx, &opened, &allowed, &document.into()).await;
        match added.map_err(|error| error.within(&format!("besluitinformatieobjecten.{index}"))) {
            Ok(relatie) => made.push(relatie),
            Err(BesluitenError::Invalid(found)) => faults.extend(found),
            Err(error) => return Err(error),
        }
    }
    if faults.is_empty() { Ok((opened.besluit, made)) } else { Err(BesluitenError::Invalid(faults)) }
}
