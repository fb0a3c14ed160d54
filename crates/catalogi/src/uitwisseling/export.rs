//! Taking types out of the register.

use ::store::Reader;
use uuid::Uuid;

use super::{Bundel, DELEN};
use crate::beheer::{self, BeheerError, Document, Velden};
use crate::register::{self, Relatie, Soort};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Omvang {
    /// A catalogus with all versions of all types.
    Catalogus(Uuid),
    /// One version of a zaaktype, with the kinds of documents and decisions that it names.
    Zaaktype(Uuid),
}

/// Returns what belongs together, or none when there is no such catalogus or zaaktype. Some twenty statements, however much it is.
///
/// # Errors
/// When the database fails.
pub async fn collect(db: &mut Reader, omvang: Omvang) -> Result<Option<Bundel>, BeheerError> {
    let mut bundel = Bundel::default();
    let zaaktypen = match omvang {
        Omvang::Catalogus(uuid) => {
            let Some(catalogus) = beheer::find(db, Soort::Catalogus, uuid).await? else { return Ok(None) };
            bundel.add(Soort::Catalogus, vec![catalogus.velden]);
            for soort in [Soort::Informatieobjecttype, Soort::Besluittype] {
                bundel.add(soort, velden(beheer::list_of(db, soort, &[uuid]).await?));
            }
            beheer::list_of(db, Soort::Zaaktype, &[uuid]).await?
        }
        Omvang::Zaaktype(uuid) => {
            let Some(zaaktype) = beheer::find(db, Soort::Zaaktype, uuid).await? else { return Ok(None) };
            add_named(db, &mut bundel, &zaaktype).await?;
            vec![zaaktype]
        }
    };
    let ids: Vec<Uuid> = zaaktypen.iter().map(|zaaktype| zaaktype.uuid).collect();
    bundel.add(Soort::Zaaktype, velden(zaaktypen));
    for soort in DELEN {
        bundel.add(soort, velden(beheer::list_of(db, soort, &ids).await?));
    }
    Ok(Some(bundel))
}

/// Adds the kinds of documents and decisions that a zaaktype and its resultaattypen name.
async fn add_named(db: &mut Reader, bundel: &mut Bundel, zaaktype: &Document) -> Result<(), BeheerError> {
    let today = values::local_date(db.db().clock().now());
    let resultaattypen = beheer::list_of(db, Soort::Resultaattype, &[zaaktype.uuid]).await?;
    let ids = resultaattypen.iter().map(|one| one.uuid);
    let mut named = register::list_relaties(db, Soort::Zaaktype, [zaaktype.uuid], today).await?;
    named.extend(register::list_relaties(db, Soort::Resultaattype, ids, today).await?);
    let besluittypen = beheer::find_all(db, Soort::Besluittype, &ids_of(&named, Soort::Besluittype)).await?;
    let ids = besluittypen.iter().map(|one| one.uuid);
    named.extend(register::list_relaties(db, Soort::Besluittype, ids, today).await?);
    let informatieobjecttypen = ids_of(&named, Soort::Informatieobjecttype);
    let informatieobjecttypen = beheer::find_all(db, Soort::Informatieobjecttype, &informatieobjecttypen).await?;
    bundel.add(Soort::Informatieobjecttype, velden(informatieobjecttypen));
    bundel.add(Soort::Besluittype, velden(besluittypen));
    Ok(())
}

fn ids_of(named: &[Relatie], soort: Soort) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> =
        named.iter().filter(|relatie| relatie.soort == soort).map(|relatie| relatie.uuid).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn velden(documents: Vec<Document>) -> Vec<Velden> {
    documents.into_iter().map(|document| document.velden).collect()
}
