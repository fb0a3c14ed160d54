//! What the product does with types.

pub(crate) mod import;
pub(crate) mod kopieren;
mod pakket;
pub(crate) mod publiceren;
pub(crate) mod schrijven;

use std::sync::Arc;

use ::store::{Reader, Tx};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;
use values::{Id, Rsin};

use crate::gegevens::CatalogusGegevens;
use crate::package::ZaaktypePackage;
use crate::soorten::Gegeven;
use crate::{CatalogiError, Catalogus, Zaaktype, store};

/// Returns a zaaktype with all its parts, or none when there is no such version.
///
/// # Errors
/// When the database fails.
pub async fn find_zaaktype(db: &mut Reader, uuid: Id<Zaaktype>) -> Result<Option<Arc<Zaaktype>>, CatalogiError> {
    let stand = read_stand(db).await?;
    if let Some(kept) = db.memo().find::<Kept>(uuid.uuid())
        && kept.stand == stand
    {
        return Ok(Some(Arc::clone(&kept.zaaktype)));
    }
    let Some(found) = store::load_zaaktype(db, uuid).await? else { return Ok(None) };
    let zaaktype = Arc::new(found);
    // A concept still changes.
    if !zaaktype.concept {
        db.memo().keep(uuid.uuid(), Kept { stand, zaaktype: Arc::clone(&zaaktype) });
    }
    Ok(Some(zaaktype))
}

/// A published zaaktype in memory, with the mark of all that is published when it was read.
struct Kept {
    stand: Uuid,
    zaaktype: Arc<Zaaktype>,
}

/// The mark of all that is published, and until when this server trusts it: another server may publish too.
struct Stand {
    stand: Uuid,
    until: Timestamp,
}

/// How long a correction by another server may stay unseen.
const STAND_S: i64 = 1;

async fn read_stand(db: &mut Reader) -> Result<Uuid, CatalogiError> {
    let now = db.db().clock().now();
    if let Some(kept) = db.memo().find::<Stand>(Uuid::nil())
        && now < kept.until
    {
        return Ok(kept.stand);
    }
    let stand = store::regels::find_stand(db).await?;
    let until = now.checked_add(STAND_S.seconds()).unwrap_or(now);
    db.memo().keep(Uuid::nil(), Stand { stand, until });
    Ok(stand)
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
    let record = CatalogusGegevens {
        uuid: catalogus.uuid,
        domein: domein.to_owned(),
        rsin: rsin.as_str().to_owned(),
        naam: naam.to_owned(),
        contactpersoon_beheer_naam: String::new(),
        contactpersoon_beheer_telefoonnummer: String::new(),
        contactpersoon_beheer_emailadres: String::new(),
        versie: String::new(),
        begindatum_versie: None,
    };
    CatalogusGegevens::tabel().insert(tx, &record).await?;
    Ok(catalogus)
}

/// Adds a zaaktype from a package as a published version; an earlier version with the same identificatie ends where it begins, and so does
/// an earlier version of its besluittypen when they say something else now.
///
/// Rule: ztc-016 (geen overlap).
///
/// # Errors
/// [`CatalogiError::Invalid`] with every fault when the package breaks a rule of the standard.
pub async fn import_zaaktype(
    tx: &mut Tx,
    catalogus: &Catalogus,
    package: &ZaaktypePackage,
) -> Result<Id<Zaaktype>, CatalogiError> {
    let faults = package.faults();
    if faults.is_empty() { pakket::insert(tx, catalogus, package).await } else { Err(CatalogiError::Invalid(faults)) }
}
