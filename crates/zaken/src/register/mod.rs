//! What applications see of zaken: those of the zaaktypen and levels that they are authorised for. Rule: zrc-006 (data filteren).
//!
//! A list holds only what may be read: the rest does not exist there. One zaak that may not be read is refused, and so is all below it.

use std::sync::atomic::{AtomicU64, Ordering};

use ::store::{Db, Reader};
use autorisaties::{Bereik, Found, Window};
use documenten::Document;
use uuid::Uuid;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::rules::geometrie::{self, Geometrie};
use crate::store::register as store;
use crate::{
    Eigenschapswaarde, Klantcontact, Koppeling, Relatie, Resultaat, Rol, Status, Substatus, Zaak, Zaakbesluit,
    Zaaknotitie, Zaakobject, ZakenError,
};

pub(crate) mod by_ids;
mod filters;
mod lijst;

pub use by_ids::{
    list_eigenschappen_by_ids, list_relaties_by_ids, list_resultaten_by_ids, list_rollen_by_ids, list_statussen_by_ids,
    list_zaakobjecten_by_ids, list_zaken_by_ids,
};

pub(crate) use filters::Selectie;

mod zaak_filter;

pub use filters::{
    Grenzen, KlantcontactFilter, KoppelingFilter, NotitieFilter, ResultaatFilter, RolFilter, RolWie, StatusFilter,
    SubstatusFilter, ZaakobjectFilter,
};
pub use zaak_filter::{Dagen, Order, OrderField, ZaakFilter};

/// What a zaak names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzing {
    /// What is named.
    pub soort: Soort,
    /// The zaak that names it.
    pub zaak: Uuid,
    /// The id of what is named; of a kenmerk that of the zaak.
    pub uuid: Uuid,
    /// What a kenmerk says (kenmerk, bron), or the relation to another zaak (aard, overige relatie, toelichting).
    pub teksten: [String; 3],
}

/// A kind of resource that a zaak names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum Soort {
    Deelzaak,
    Eigenschap,
    Rol,
    Informatieobject,
    Zaakobject,
    Kenmerk,
    Relevant,
    Gerelateerd,
}

/// A status, and whether it is the one that the zaak has now.
#[derive(Debug, Clone)]
pub struct StatusRegel {
    /// The status.
    pub status: Status,
    /// Whether no later one was set.
    pub is_newest: bool,
}

/// Returns zaken that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list_zaken(
    db: &mut Reader,
    actor: &Actor,
    filter: &ZaakFilter,
    window: Window,
) -> Result<Found<Zaak>, ZakenError> {
    if filter.rol.as_ref().is_some_and(|wie| wie.is_nobody) {
        return Ok(Found::none());
    }
    let bereik = access::bereik(actor, Scope::Lezen);
    lijst::list(db, &bereik, filter, window).await
}

/// Adds up what connections counted of zaken. Runs at the start and every hour.
///
/// # Errors
/// When the database fails.
pub async fn add_up(db: &Db) -> Result<(), ZakenError> {
    if db.kind() == "sqlite" {
        // There is one connection that writes.
        return Ok(());
    }
    let mut tx = db.begin(&Actor::Systeem("telling")).await?;
    store::telling::fold(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// How many edges one search may look at: some tenths of a second.
const WITHIN_EFFORT_MAX: u64 = 50_000_000;

/// Returns the zaken that lie within an area, whoever asks: a filter for [`list_zaken`].
///
/// # Errors
/// When the database fails, or the area is so intricate that looking would hold up everybody else.
pub async fn list_within(db: &mut Reader, area: &Geometrie) -> Result<Vec<Uuid>, ZakenError> {
    let Some(bounds) = area.bounds() else { return Ok(Vec::new()) };
    let effort = AtomicU64::new(0);
    let found = store::by_ids::list_within(db, bounds, |value| {
        let Some(own) = geometrie::parse(value) else { return false };
        let own_effort = own.effort(area);
        let spent = effort.fetch_add(own_effort, Ordering::Relaxed) + own_effort;
        spent <= WITHIN_EFFORT_MAX && own.is_within(area)
    })
    .await?;
    if effort.into_inner() > WITHIN_EFFORT_MAX {
        let reason = "Dit gebied heeft te veel punten voor de zaken die erin liggen. Maak het kleiner of eenvoudiger.";
        return Err(ZakenError::invalid("zaakgeometrie.within", "invalid", reason));
    }
    Ok(found)
}

/// Returns what these zaken name, sorted by zaak: for a whole page in one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_verwijzingen(
    db: &mut Reader,
    zaken: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Verwijzing>, ZakenError> {
    Ok(store::by_ids::list_verwijzingen(db, zaken).await?)
}

/// Returns a zaak with what it names, in one statement.
///
/// # Errors
/// As [`read_zaak`].
pub async fn read_whole(db: &mut Reader, actor: &Actor, uuid: Id<Zaak>) -> Result<(Zaak, Vec<Verwijzing>), ZakenError> {
    let (zaak, named) = store::by_ids::find_whole(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    Ok((reached(actor, zaak)?, named))
}

/// Returns a zaak.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`] when this actor may not read it.
pub async fn read_zaak(db: &mut Reader, actor: &Actor, uuid: Id<Zaak>) -> Result<Zaak, ZakenError> {
    reached(actor, crate::find_zaak(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)?)
}

fn reached(actor: &Actor, zaak: Zaak) -> Result<Zaak, ZakenError> {
    match access::is_reached(actor, Scope::Lezen, &zaak) {
        true => Ok(zaak),
        false => Err(ZakenError::Forbidden(Scope::Lezen.as_str())),
    }
}

/// Decides whether a filter by zaak leads to anything that this actor may see. No such zaak and a hidden one are the same in a list.
async fn is_visible(db: &mut Reader, actor: &Actor, zaak: Option<Id<Zaak>>) -> Result<bool, ZakenError> {
    let Some(zaak) = zaak else { return Ok(true) };
    match read_zaak(db, actor, zaak).await {
        Ok(_) => Ok(true),
        Err(ZakenError::ZaakNotFound | ZakenError::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

macro_rules! onderdelen {
    ($($(#[$doc:meta])* $list:ident, $read:ident, $find:ident, $lijst:ident, $filter:ty, $of:ty, |$one:ident| $zaak:expr;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $list(
                db: &mut Reader,
                actor: &Actor,
                filter: &$filter,
                window: Window,
            ) -> Result<Found<$of>, ZakenError> {
                let selectie = filter.selectie();
                if selectie.is_nothing || !is_visible(db, actor, selectie.zaak).await? {
                    return Ok(Found::none());
                }
                let bereik: Bereik = access::bereik(actor, Scope::Lezen);
                let lijst = &store::onderdelen::$lijst;
                let mut rows = lijst.list(db, &bereik, &selectie, window).await?;
                let count = match window.settle(&mut rows) {
                    Some(count) => count,
                    None => lijst.count(db, &bereik, &selectie).await?,
                };
                Ok(Found { count, rows })
            }

            /// Returns one of them by its id.
            ///
            /// # Errors
            /// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`] when this actor may not read its zaak.
            pub async fn $read(db: &mut Reader, actor: &Actor, uuid: Uuid) -> Result<$of, ZakenError> {
                let $one = $find(db, uuid).await?;
                read_zaak(db, actor, $zaak).await?;
                Ok($one)
            }

            /// Returns one of them by its id, whoever asks.
            pub(crate) async fn $find(db: &mut Reader, uuid: Uuid) -> Result<$of, ZakenError> {
                store::onderdelen::$lijst.find(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)
            }
        )*
    };
}

onderdelen! {
    /// Returns statussen of zaken that this actor may read, newest first.
    list_statussen, read_status, find_status, STATUSSEN, StatusFilter, StatusRegel, |one| one.status.zaak;
    /// Returns resultaten of zaken that this actor may read, newest first.
    list_resultaten, read_resultaat, find_resultaat, RESULTATEN, ResultaatFilter, Resultaat, |one| one.zaak;
    /// Returns rollen of zaken that this actor may read, newest first.
    list_rollen, read_rol, find_rol, ROLLEN, RolFilter, Rol, |one| one.zaak;
    /// Returns what zaken that this actor may read are about, newest first.
    list_zaakobjecten, read_zaakobject, find_zaakobject, ZAAKOBJECTEN, ZaakobjectFilter, Zaakobject, |one| one.zaak;
    /// Returns contacts about zaken that this actor may read, newest first.
    list_klantcontacten, read_klantcontact, find_klantcontact, KLANTCONTACTEN, KlantcontactFilter, Klantcontact, |one| one.zaak;
    /// Returns contactmomenten of zaken that this actor may read, newest first.
    list_contactmomenten, read_contactmoment, find_contactmoment, CONTACTMOMENTEN, KoppelingFilter, Koppeling, |one| one.zaak;
    /// Returns verzoeken of zaken that this actor may read, newest first.
    list_verzoeken, read_verzoek, find_verzoek, VERZOEKEN, KoppelingFilter, Koppeling, |one| one.zaak;
    /// Returns notes about zaken that this actor may read, newest first.
    list_notities, read_notitie, find_notitie, NOTITIES, NotitieFilter, Zaaknotitie, |one| one.zaak;
    /// Returns steps within statussen of zaken that this actor may read, newest first.
    list_substatussen, read_substatus, find_substatus, SUBSTATUSSEN, SubstatusFilter, Substatus, |one| one.zaak;
}

/// Returns statussen with the documents that name them, sorted: for a whole page in one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_documenten_van_statussen(
    db: &mut Reader,
    statussen: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid)>, ZakenError> {
    Ok(store::onderdelen::documenten_van_statussen(db, statussen).await?)
}

/// Returns rollen with the statussen that they set, sorted: for a whole page in one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_statussen_van_rollen(
    db: &mut Reader,
    rollen: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Uuid)>, ZakenError> {
    Ok(store::onderdelen::statussen_van_rollen(db, rollen).await?)
}

/// Returns the decisions that were taken in a zaak, oldest first.
///
/// # Errors
/// As [`read_zaak`].
pub async fn list_besluiten(db: &mut Reader, actor: &Actor, zaak: Id<Zaak>) -> Result<Vec<Zaakbesluit>, ZakenError> {
    read_zaak(db, actor, zaak).await?;
    Ok(crate::store::elders::list_zaakbesluiten(db, zaak).await?)
}

/// Returns the facts of a zaak.
///
/// # Errors
/// As [`read_zaak`].
pub async fn list_eigenschappen(
    db: &mut Reader,
    actor: &Actor,
    zaak: Id<Zaak>,
) -> Result<Vec<Eigenschapswaarde>, ZakenError> {
    read_zaak(db, actor, zaak).await?;
    Ok(crate::list_eigenschappen(db, zaak).await?)
}

/// Returns one fact of a zaak.
///
/// # Errors
/// As [`read_zaak`].
pub async fn read_eigenschap(
    db: &mut Reader,
    actor: &Actor,
    zaak: Id<Zaak>,
    uuid: Id<Eigenschapswaarde>,
) -> Result<Eigenschapswaarde, ZakenError> {
    read_zaak(db, actor, zaak).await?;
    find_eigenschap(db, zaak, uuid).await
}

/// Returns one fact of a zaak, whoever asks.
pub(crate) async fn find_eigenschap(
    db: &mut Reader,
    zaak: Id<Zaak>,
    uuid: Id<Eigenschapswaarde>,
) -> Result<Eigenschapswaarde, ZakenError> {
    store::onderdelen::find_eigenschap(db, zaak, uuid).await?.ok_or(ZakenError::ZaakNotFound)
}

/// Returns documents in zaken that this actor may read, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_relaties(
    db: &mut Reader,
    actor: &Actor,
    zaak: Option<Id<Zaak>>,
    informatieobject: Option<Id<Document>>,
) -> Result<Vec<Relatie>, ZakenError> {
    if !is_visible(db, actor, zaak).await? {
        return Ok(Vec::new());
    }
    Ok(store::relaties::list(db, &access::bereik(actor, Scope::Lezen), zaak, informatieobject).await?)
}

/// Returns that a document is in a zaak.
///
/// # Errors
/// As [`read_zaak`].
pub async fn read_relatie(db: &mut Reader, actor: &Actor, uuid: Id<Relatie>) -> Result<Relatie, ZakenError> {
    let relatie = find_relatie(db, uuid).await?;
    read_zaak(db, actor, relatie.zaak).await?;
    Ok(relatie)
}

/// Returns that a document is in a zaak, whoever asks.
pub(crate) async fn find_relatie(db: &mut Reader, uuid: Id<Relatie>) -> Result<Relatie, ZakenError> {
    store::relaties::find(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)
}
