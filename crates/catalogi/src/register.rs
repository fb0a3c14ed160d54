//! What applications see of types. Types hold no personal data, so whoever may read types, zaken or documents may read all of them.

use ::store::Reader;
use autorisaties::{Found, Window};
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use crate::domain::{
    Besluittype, Catalogus, Eigenschap, Informatieobjecttype, Resultaattype, Roltype, Statustype, Zaaktype,
};
use crate::store::register as store;
use crate::{CatalogiError, paths};

/// Which types a list shows.
#[derive(Debug, Clone, Default)]
pub struct TypeFilter {
    /// The catalogus; for parts of a zaaktype that zaaktype.
    pub owner: Option<Uuid>,
    /// The identificatie or omschrijving; for parts of a zaaktype its identificatie; for a catalogus its domein.
    pub naam: Option<String>,
    /// Only concepts, or only what is published.
    pub concept: Option<bool>,
    /// Only what is valid on this day.
    pub day: Option<Date>,
    /// What only this kind of type can be asked for.
    pub extra: Option<Extra>,
}

/// A condition that one kind of type has.
#[derive(Debug, Clone)]
pub enum Extra {
    /// The omschrijvingGeneriek of a roltype, the RSIN of a catalogus.
    Text(String),
    /// The zaaktype of a besluittype.
    Id(Uuid),
}

/// A part of a zaaktype, with what it shows of that zaaktype.
#[derive(Debug, Clone)]
pub struct Onderdeel<T> {
    /// The part.
    pub onderdeel: T,
    /// Whether it is the last of its kind in the zaaktype: for a statustype the eindstatus.
    pub is_last: bool,
    /// The zaaktype.
    pub zaaktype: Id<Zaaktype>,
    /// The identificatie of the zaaktype.
    pub zaaktype_identificatie: String,
    /// The catalogus of the zaaktype.
    pub catalogus: Id<Catalogus>,
    /// The first day of the zaaktype.
    pub begin_geldigheid: Date,
    /// The day after the last of the zaaktype.
    pub einde_geldigheid: Option<Date>,
}

/// That one type names another.
#[derive(Debug, Clone)]
pub struct Relatie {
    /// What is named.
    pub soort: Soort,
    /// Who names it.
    pub van: Uuid,
    /// The id of what is named.
    pub uuid: Uuid,
    /// Its identificatie or omschrijving.
    pub naam: String,
}

/// A kind of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum Soort {
    Zaaktype,
    Statustype,
    Resultaattype,
    Roltype,
    Eigenschap,
    Informatieobjecttype,
    Besluittype,
}

impl Soort {
    /// Returns where this kind of type is in the API.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Zaaktype => paths::ZAAKTYPEN,
            Self::Statustype => paths::STATUSTYPEN,
            Self::Resultaattype => paths::RESULTAATTYPEN,
            Self::Roltype => paths::ROLTYPEN,
            Self::Eigenschap => paths::EIGENSCHAPPEN,
            Self::Informatieobjecttype => paths::INFORMATIEOBJECTTYPEN,
            Self::Besluittype => paths::BESLUITTYPEN,
        }
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident, $find:ident, $lijst:ident, $of:ty;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $list(db: &mut Reader, filter: &TypeFilter, window: Window) -> Result<Found<$of>, CatalogiError> {
                let mut rows = store::$lijst.list(db, filter, window).await?;
                let count = match window.settle(&mut rows) {
                    Some(count) => count,
                    None => u64::try_from(store::$lijst.count(db, filter).await?).unwrap_or(0),
                };
                Ok(Found { count, rows })
            }

            /// Returns one of them by its id, also a concept.
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $find(db: &mut Reader, uuid: Uuid) -> Result<Option<$of>, CatalogiError> {
                Ok(store::$lijst.find(db, uuid).await?)
            }
        )*
    };
}

lists! {
    /// Returns catalogussen, in the order that they were made.
    list_catalogussen, find_catalogus, CATALOGUSSEN, Catalogus;
    /// Returns zaaktypen without their parts; [`list_relaties`] tells which those are.
    list_zaaktypen, find_zaaktype, ZAAKTYPEN, Zaaktype;
    /// Returns kinds of documents.
    list_informatieobjecttypen, find_informatieobjecttype, INFORMATIEOBJECTTYPEN, Informatieobjecttype;
    /// Returns kinds of decisions.
    list_besluittypen, find_besluittype, BESLUITTYPEN, Besluittype;
    /// Returns statustypen.
    list_statustypen, find_statustype, STATUSTYPEN, Onderdeel<Statustype>;
    /// Returns resultaattypen.
    list_resultaattypen, find_resultaattype, RESULTAATTYPEN, Onderdeel<Resultaattype>;
    /// Returns roltypen.
    list_roltypen, find_roltype, ROLTYPEN, Onderdeel<Roltype>;
    /// Returns eigenschappen.
    list_eigenschappen, find_eigenschap, EIGENSCHAPPEN, Onderdeel<Eigenschap>;
}

/// Returns what types or catalogussen name: for a whole page in one statement. Kinds of documents and decisions name the zaaktypen
/// that are valid on this day.
///
/// # Errors
/// When the database fails.
pub async fn list_relaties(
    db: &mut Reader,
    of: impl IntoIterator<Item = Uuid>,
    day: Date,
) -> Result<Vec<Relatie>, CatalogiError> {
    Ok(store::list_relaties(db, of, day).await?)
}
