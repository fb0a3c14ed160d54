//! What applications see and change of types. Types hold no personal data, so whoever may read types, zaken or documents may read all
//! of them.

use std::str::FromStr;

use ::store::Reader;
use autorisaties::{Found, Window};
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;

use crate::domain::{Catalogus, Eigenschap, Resultaattype, Roltype, Statustype, Zaaktype};
use crate::store::tabel::Tabel;
use crate::store::{onderdelen, relaties};
use crate::{CatalogiError, paths};

/// Which types a list shows.
#[derive(Debug, Clone, Default)]
pub struct TypeFilter {
    /// The catalogus; for parts of a zaaktype that zaaktype.
    pub owner: Option<Uuid>,
    /// The identificatie or omschrijving; for parts of a zaaktype its identificatie.
    pub naam: Option<String>,
    /// Only concepts, or only what is published.
    pub concept: Option<bool>,
    /// Only what is valid on this day.
    pub day: Option<Date>,
    /// What only this kind of type can be asked for: all of its conditions, in their order.
    pub extra: Vec<Extra>,
}

/// A condition that one kind of type has.
#[derive(Debug, Clone)]
pub enum Extra {
    /// On a text.
    Text(Option<String>),
    /// On another resource.
    Id(Option<Uuid>),
    /// On a boolean.
    Flag(Option<bool>),
}

/// A record, with what follows from its zaaktype or from its other versions.
#[derive(Debug, Clone)]
pub struct Regel<T> {
    /// What is kept.
    pub gegevens: T,
    /// What follows.
    pub rond: Rond,
}

/// What surrounds a record.
#[derive(Debug, Clone)]
pub struct Rond {
    /// The identificatie of the zaaktype that it is part of; empty for a type by itself.
    pub zaaktype_identificatie: String,
    /// The catalogus.
    pub catalogus: Id<Catalogus>,
    /// The first day of its own or of its zaaktype.
    pub begin_geldigheid: Date,
    /// The day after the last.
    pub einde_geldigheid: Option<Date>,
    /// The first day of all versions.
    pub begin_object: Date,
    /// The day after the last of all versions.
    pub einde_object: Option<Date>,
    /// Whether it, or the zaaktype that it is part of, is not published yet.
    pub concept: bool,
    /// Whether it is the last of its kind in the zaaktype: for a statustype the eindstatus.
    pub is_last: bool,
}

/// A part of a zaaktype, with what it shows of that zaaktype.
#[derive(Debug, Clone)]
pub struct Onderdeel<T> {
    /// The part.
    pub onderdeel: T,
    /// The zaaktype.
    pub zaaktype: Id<Zaaktype>,
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
    /// For related zaaktypen: `vervolg`, `bijdrage` or `onderwerp`.
    pub aard: String,
    /// For related zaaktypen: remarks.
    pub toelichting: String,
}

/// A related zaaktype to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gerelateerd {
    /// One version of it.
    pub zaaktype: Uuid,
    /// `vervolg`, `bijdrage` or `onderwerp`.
    pub aard: String,
    /// Remarks.
    pub toelichting: String,
}

/// A kind of type, or of relation between types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum Soort {
    Catalogus,
    Zaaktype,
    Statustype,
    Resultaattype,
    Roltype,
    Eigenschap,
    Zaakobjecttype,
    Informatieobjecttype,
    ZaaktypeInformatieobjecttype,
    Besluittype,
    Deelzaaktype,
    Gerelateerd,
}

impl Soort {
    /// Returns where this kind of type is in the API.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Catalogus => paths::CATALOGUSSEN,
            Self::Zaaktype | Self::Deelzaaktype | Self::Gerelateerd => paths::ZAAKTYPEN,
            Self::Statustype => paths::STATUSTYPEN,
            Self::Resultaattype => paths::RESULTAATTYPEN,
            Self::Roltype => paths::ROLTYPEN,
            Self::Eigenschap => paths::EIGENSCHAPPEN,
            Self::Zaakobjecttype => paths::ZAAKOBJECTTYPEN,
            Self::Informatieobjecttype => paths::INFORMATIEOBJECTTYPEN,
            Self::ZaaktypeInformatieobjecttype => paths::ZAAKTYPE_INFORMATIEOBJECTTYPEN,
            Self::Besluittype => paths::BESLUITTYPEN,
        }
    }

    /// Returns the word for audit lines and events.
    pub const fn resource(self) -> &'static str {
        match self {
            Self::Catalogus => "catalogus",
            Self::Zaaktype | Self::Deelzaaktype | Self::Gerelateerd => "zaaktype",
            Self::Statustype => "statustype",
            Self::Resultaattype => "resultaattype",
            Self::Roltype => "roltype",
            Self::Eigenschap => "eigenschap",
            Self::Zaakobjecttype => "zaakobjecttype",
            Self::Informatieobjecttype => "informatieobjecttype",
            Self::ZaaktypeInformatieobjecttype => "zaaktypeinformatieobjecttype",
            Self::Besluittype => "besluittype",
        }
    }

    /// Returns the kanaal on which its changes are told; a catalogus has none.
    pub const fn kanaal(self) -> Option<&'static str> {
        match self {
            Self::Catalogus => None,
            Self::Informatieobjecttype => Some("informatieobjecttypen"),
            Self::Besluittype => Some("besluittypen"),
            _ => Some("zaaktypen"),
        }
    }
}

impl FromStr for Soort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text {
            "catalogus" => Self::Catalogus,
            "zaaktype" => Self::Zaaktype,
            "statustype" => Self::Statustype,
            "resultaattype" => Self::Resultaattype,
            "roltype" => Self::Roltype,
            "eigenschap" => Self::Eigenschap,
            "zaakobjecttype" => Self::Zaakobjecttype,
            "informatieobjecttype" => Self::Informatieobjecttype,
            "zaaktypeinformatieobjecttype" => Self::ZaaktypeInformatieobjecttype,
            "besluittype" => Self::Besluittype,
            "deelzaaktype" => Self::Deelzaaktype,
            "gerelateerd" => Self::Gerelateerd,
            _ => return Err(()),
        })
    }
}

/// Returns the records of a table in the window, and how many there are.
pub(crate) async fn list<T: Send + Sync>(
    db: &mut Reader,
    tabel: &'static Tabel<T>,
    filter: &TypeFilter,
    window: Window,
) -> Result<Found<Regel<T>>, CatalogiError> {
    let mut rows = tabel.list(db, filter, window).await?;
    let count = match window.settle(&mut rows) {
        Some(count) => count,
        None => u64::try_from(tabel.count(db, filter).await?).unwrap_or(0),
    };
    Ok(Found { count, rows })
}

/// Returns what types or catalogussen name: for a whole page in one statement, as it is on this day.
pub(crate) async fn list_relaties(
    db: &mut Reader,
    soort: Soort,
    of: impl IntoIterator<Item = Uuid>,
    day: Date,
) -> Result<Vec<Relatie>, CatalogiError> {
    Ok(relaties::list_relaties(db, soort, of, day).await?)
}

macro_rules! finds {
    ($($(#[$doc:meta])* $find:ident, $of:ty;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $find(db: &mut Reader, uuid: Uuid) -> Result<Option<Onderdeel<$of>>, CatalogiError> {
                Ok(onderdelen::$find(db, uuid).await?)
            }
        )*
    };
}

finds! {
    /// Returns a statustype by its id, also of a concept.
    find_statustype, Statustype;
    /// Returns a resultaattype by its id, also of a concept.
    find_resultaattype, Resultaattype;
    /// Returns a roltype by its id, also of a concept.
    find_roltype, Roltype;
    /// Returns an eigenschap by its id, also of a concept.
    find_eigenschap, Eigenschap;
}
