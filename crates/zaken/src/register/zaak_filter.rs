//! Which zaken a list shows, and in which order.

use autorisaties::Bereik;
use jiff::civil::Date;
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use super::RolWie;

/// From and until a day, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dagen {
    /// Not before.
    pub van: Option<Date>,
    /// Not after.
    pub tot: Option<Date>,
}

impl Dagen {
    /// Decides whether no day is asked.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// Which zaken a list shows, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub struct ZaakFilter {
    /// These ones.
    pub uuids: Option<Vec<Uuid>>,
    pub identificatie: Option<String>,
    /// A pattern of `LIKE`.
    pub identificatie_holds: Option<String>,
    /// A pattern of `LIKE`.
    pub omschrijving_holds: Option<String>,
    /// Of any of these organisations.
    pub bronorganisaties: Option<Vec<String>>,
    pub zaaktype: Option<Uuid>,
    /// Of any of these versions.
    pub zaaktypen: Option<Vec<Uuid>>,
    /// Of any version with this omschrijving.
    pub zaaktype_omschrijving: Option<String>,
    pub archiefnominaties: Option<Vec<String>>,
    pub archiefstatussen: Option<Vec<String>>,
    pub archiefactiedatum: Dagen,
    pub archiefactiedatum_is_null: Option<bool>,
    pub startdatum: Dagen,
    pub registratiedatum: Dagen,
    pub einddatum: Dagen,
    /// That run, or that ended.
    pub is_open: Option<bool>,
    pub einddatum_gepland: Dagen,
    pub uiterlijke_einddatum_afdoening: Dagen,
    /// At most so confidential.
    pub level_max: Option<i64>,
    pub kenmerk: Option<String>,
    pub kenmerk_bron: Option<String>,
    pub statustype: Option<Uuid>,
    pub resultaattype: Option<Uuid>,
    /// With such a rol.
    pub rol: Option<RolWie>,
    pub order: Order,
}

impl ZaakFilter {
    /// Returns what is reached of the types and up to the level that are asked.
    pub(crate) fn narrow(&self, bereik: &Bereik) -> Bereik {
        let rank_max = self.level_max.unwrap_or_else(|| Vertrouwelijkheidaanduiding::ZeerGeheim.rank());
        let one = self.zaaktype.as_slice();
        match (&self.zaaktypen, one) {
            (None, []) => bereik.narrow(None, rank_max),
            (None, one) => bereik.narrow(Some(one), rank_max),
            (Some(some), []) => bereik.narrow(Some(some), rank_max),
            (Some(some), one) => bereik.narrow(Some(one), rank_max).narrow(Some(some), rank_max),
        }
    }

    /// Decides whether nothing is asked but the days of one date, and what [`Self::narrow`] sees to.
    pub(crate) fn is_only_days(&self, narrowed: &Bereik) -> bool {
        let days = [
            self.archiefactiedatum,
            self.startdatum,
            self.registratiedatum,
            self.einddatum,
            self.einddatum_gepland,
            self.uiterlijke_einddatum_afdoening,
        ];
        let rest = Self {
            archiefactiedatum: Dagen::default(),
            startdatum: Dagen::default(),
            registratiedatum: Dagen::default(),
            einddatum: Dagen::default(),
            einddatum_gepland: Dagen::default(),
            uiterlijke_einddatum_afdoening: Dagen::default(),
            ..self.clone()
        };
        days.iter().filter(|days| !days.is_empty()).count() == 1 && rest.family(narrowed) == Some(None)
    }

    /// Returns whether zaken that run or that ended are asked, when nothing else is asked than that and what [`Self::narrow`] sees to.
    pub(crate) fn family(&self, narrowed: &Bereik) -> Option<Option<bool>> {
        let rest = Self { zaaktype: None, zaaktypen: None, is_open: None, order: Order::default(), ..self.clone() };
        // Without types a level can't be walked along.
        let rest = if *narrowed == Bereik::Alles { rest } else { Self { level_max: None, ..rest } };
        (rest == Self::default()).then_some(self.is_open)
    }

    /// Returns the BSN of whose zaken are asked for.
    pub fn bsn(&self) -> Option<&str> {
        self.rol.as_ref()?.bsn.as_deref()
    }
}

/// The fields by which zaken are ordered, the first counts most. Ties are broken by the id, so that pages are stable; without a field the
/// newest come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order(pub Vec<(OrderField, bool)>);

impl Order {
    /// How many fields can be asked.
    pub const FIELDS_MAX: usize = 3;
}

/// A field by which zaken can be ordered; in an [`Order`] with whether it runs from high to low. No day comes before every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum OrderField {
    Identificatie,
    Startdatum,
    Einddatum,
    Publicatiedatum,
    Archiefactiedatum,
    Registratiedatum,
}

impl OrderField {
    /// Returns the field of this name.
    pub fn find(name: &str) -> Option<Self> {
        Some(match name {
            "identificatie" => Self::Identificatie,
            "startdatum" => Self::Startdatum,
            "einddatum" => Self::Einddatum,
            "publicatiedatum" => Self::Publicatiedatum,
            "archiefactiedatum" => Self::Archiefactiedatum,
            "registratiedatum" => Self::Registratiedatum,
            _ => return None,
        })
    }

    /// Returns the column.
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Identificatie => "identificatie",
            Self::Startdatum => "startdatum",
            Self::Einddatum => "einddatum",
            Self::Publicatiedatum => "publicatiedatum",
            Self::Archiefactiedatum => "archiefactiedatum",
            Self::Registratiedatum => "registratiedatum",
        }
    }
}
