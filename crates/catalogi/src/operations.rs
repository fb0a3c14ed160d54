//! What the product does with types.

use std::sync::Arc;

use ::store::{Actie, AuditLine, Event, Reader, Tx};
use jiff::civil::Date;
use serde_json::json;
use values::{Id, Rsin};

use crate::package::ZaaktypePackage;
use crate::{CatalogiError, Catalogus, Zaaktype, store};

/// Returns a zaaktype with all its parts, or none when there is no such version.
///
/// # Errors
/// When the database fails.
pub async fn find_zaaktype(db: &mut Reader, uuid: Id<Zaaktype>) -> Result<Option<Arc<Zaaktype>>, CatalogiError> {
    if let Some(kept) = db.memo().find::<Zaaktype>(uuid.uuid()) {
        return Ok(Some(kept));
    }
    let Some(found) = store::load_zaaktype(db, uuid).await? else { return Ok(None) };
    if found.concept {
        // A concept still changes.
        return Ok(Some(Arc::new(found)));
    }
    Ok(Some(db.memo().keep(uuid.uuid(), found)))
}

/// Returns a zaaktype that must exist, because a row names it.
///
/// # Errors
/// [`CatalogiError::ZaaktypeNotFound`] when it does not.
pub async fn read_zaaktype(db: &mut Reader, uuid: Id<Zaaktype>) -> Result<Arc<Zaaktype>, CatalogiError> {
    find_zaaktype(db, uuid).await?.ok_or(CatalogiError::ZaaktypeNotFound(uuid.uuid()))
}

/// Returns the published version of a zaaktype that new zaken get on this day.
///
/// # Errors
/// When the database fails.
pub async fn find_valid_zaaktype(
    db: &mut Reader,
    identificatie: &str,
    day: Date,
) -> Result<Option<Arc<Zaaktype>>, CatalogiError> {
    match store::find_valid_zaaktype(db, identificatie, day).await? {
        Some(uuid) => find_zaaktype(db, uuid).await,
        None => Ok(None),
    }
}

/// Returns all published zaaktypen that are valid on this day, by omschrijving.
///
/// # Errors
/// When the database fails.
pub async fn list_zaaktypen(db: &mut Reader, day: Date) -> Result<Vec<Arc<Zaaktype>>, CatalogiError> {
    let ids = store::list_valid_zaaktypen(db, day).await?;
    let mut zaaktypen = Vec::with_capacity(ids.len());
    for id in ids {
        // From memory: zaaktypen are few, and each is read once in the life of the program.
        zaaktypen.extend(find_zaaktype(db, id).await?);
    }
    Ok(zaaktypen)
}

/// Returns the catalogus with this domein, made when it does not exist.
///
/// # Errors
/// When the database fails.
pub async fn ensure_catalogus(tx: &mut Tx, domein: &str, rsin: &Rsin, naam: &str) -> Result<Catalogus, CatalogiError> {
    if let Some(found) = store::find_catalogus(tx, domein, rsin).await? {
        return Ok(found);
    }
    let catalogus =
        Catalogus { uuid: tx.new_id(), domein: domein.to_owned(), rsin: rsin.clone(), naam: naam.to_owned() };
    store::insert_catalogus(tx, &catalogus).await?;
    Ok(catalogus)
}

/// Adds a zaaktype from a package as a published version; an earlier version with the same identificatie ends where it begins.
///
/// # Errors
/// [`CatalogiError::Invalid`] with every fault when the package breaks a rule of the standard.
pub async fn import_zaaktype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
) -> Result<Id<Zaaktype>, CatalogiError> {
    let faults = package.faults();
    if !faults.is_empty() {
        return Err(CatalogiError::Invalid(faults));
    }

    // A new version is valid from today: zaken that run keep the version that they started with.
    let today = tx.today();
    let earlier = store::find_valid_zaaktype(tx, &package.identificatie, today).await?;
    let begin = if earlier.is_some() { today } else { package.begin_geldigheid };
    if let Some(earlier) = earlier {
        store::end_zaaktype(tx, earlier, begin).await?;
    }

    let uuid = store::insert_package(tx, catalogus, package, begin).await?;
    let kenmerken = json!({ "catalogus": catalogus.uuid.to_string() });
    tx.audit(AuditLine {
        bron: "ztc",
        actie: Actie::Create,
        resource: "zaaktype",
        resource_id: uuid.uuid(),
        hoofd_object: uuid.uuid(),
        weergave: package.omschrijving.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({ "identificatie": package.identificatie, "omschrijving": package.omschrijving }),
    });
    tx.emit(Event {
        kanaal: "zaaktypen",
        resource: "zaaktype",
        actie: Actie::Create,
        hoofd_object: uuid.uuid(),
        resource_id: uuid.uuid(),
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
    Ok(uuid)
}
