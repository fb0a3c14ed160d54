//! What applications see of zaken: those of the zaaktypen and levels that they are authorised for. Rule: zrc-006 (data filteren).
//!
//! A list holds only what may be read: the rest does not exist there. One zaak that may not be read is refused, and so is all below it.

use ::store::Reader;
use autorisaties::{Bereik, Found, Window};
use documenten::Document;
use jiff::civil::Date;
use uuid::Uuid;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::store::register as store;
use crate::{Eigenschapswaarde, Relatie, Resultaat, Rol, Status, Zaak, ZakenError};

/// Which zaken a list shows, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZaakFilter {
    /// With this number.
    pub identificatie: Option<String>,
    /// Of this organisation.
    pub bronorganisatie: Option<String>,
    /// Of this version of a zaaktype.
    pub zaaktype: Option<Uuid>,
    /// That started on this day.
    pub startdatum: Option<Date>,
    /// That run, or that ended.
    pub is_open: Option<bool>,
    /// With a rol of this person.
    pub rol_bsn: Option<String>,
    /// With a rol of this meaning; together with the person it is one and the same rol.
    pub rol_omschrijving_generiek: Option<String>,
    /// The order.
    pub order: Order,
}

impl ZaakFilter {
    /// Decides whether all zaken are asked for.
    pub fn is_empty(&self) -> bool {
        Self { order: Order::Newest, ..self.clone() } == Self::default()
    }
}

/// In which order zaken are listed. Ties are broken by the id, so that pages are stable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field that its name says, Desc from high to low")]
pub enum Order {
    #[default]
    Newest,
    Identificatie,
    IdentificatieDesc,
    Startdatum,
    StartdatumDesc,
}

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

/// Which statussen, resultaten or rollen a list shows.
#[derive(Debug, Clone, Default)]
pub struct OnderdeelFilter {
    /// Of this zaak.
    pub zaak: Option<Id<Zaak>>,
    /// Of this statustype, resultaattype or roltype.
    pub r#type: Option<Uuid>,
    /// Rollen of this kind of party.
    pub betrokkene_type: Option<String>,
    /// Rollen of this meaning.
    pub omschrijving_generiek: Option<String>,
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
    let bereik = access::bereik(actor, Scope::Lezen);
    let mut rows = store::zaken::list(db, &bereik, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => to_count(store::zaken::count(db, &bereik, filter).await?),
    };
    Ok(Found { count, rows })
}

/// Returns what these zaken name, sorted by zaak: for a whole page in one statement.
///
/// # Errors
/// When the database fails.
pub async fn list_verwijzingen(
    db: &mut Reader,
    zaken: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Verwijzing>, ZakenError> {
    Ok(store::zaken::list_verwijzingen(db, zaken).await?)
}

/// Returns a zaak.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`] when this actor may not read it.
pub async fn read_zaak(db: &mut Reader, actor: &Actor, uuid: Id<Zaak>) -> Result<Zaak, ZakenError> {
    let zaak = crate::find_zaak(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    if access::is_reached(actor, Scope::Lezen, &zaak) {
        Ok(zaak)
    } else {
        Err(ZakenError::Forbidden(Scope::Lezen.as_str()))
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
    ($($(#[$doc:meta])* $list:ident, $read:ident, $lijst:ident, $of:ty, |$one:ident| $zaak:expr;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $list(
                db: &mut Reader,
                actor: &Actor,
                filter: &OnderdeelFilter,
                window: Window,
            ) -> Result<Found<$of>, ZakenError> {
                if !is_visible(db, actor, filter.zaak).await? {
                    return Ok(Found::none());
                }
                let bereik: Bereik = access::bereik(actor, Scope::Lezen);
                let lijst = &store::onderdelen::$lijst;
                let mut rows = lijst.list(db, &bereik, filter, window).await?;
                let count = match window.settle(&mut rows) {
                    Some(count) => count,
                    None => to_count(lijst.count(db, &bereik, filter).await?),
                };
                Ok(Found { count, rows })
            }

            /// Returns one of them by its id.
            ///
            /// # Errors
            /// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`] when this actor may not read its zaak.
            pub async fn $read(db: &mut Reader, actor: &Actor, uuid: Uuid) -> Result<$of, ZakenError> {
                let $one = store::onderdelen::$lijst.find(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
                read_zaak(db, actor, $zaak).await?;
                Ok($one)
            }
        )*
    };
}

onderdelen! {
    /// Returns statussen of zaken that this actor may read, newest first.
    list_statussen, read_status, STATUSSEN, StatusRegel, |one| one.status.zaak;
    /// Returns resultaten of zaken that this actor may read, newest first.
    list_resultaten, read_resultaat, RESULTATEN, Resultaat, |one| one.zaak;
    /// Returns rollen of zaken that this actor may read, newest first.
    list_rollen, read_rol, ROLLEN, Rol, |one| one.zaak;
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
    let relatie = store::relaties::find(db, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    read_zaak(db, actor, relatie.zaak).await?;
    Ok(relatie)
}

fn to_count(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
