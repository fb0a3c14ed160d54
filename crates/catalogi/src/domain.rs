//! Types of zaken, documents and decisions, in the words of the standard.

use jiff::civil::Date;
use values::{Duur, Id, Rsin, Vertrouwelijkheidaanduiding};

/// A collection of types of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogus {
    /// The id.
    pub uuid: Id<Catalogus>,
    /// Five capitals, such as `LOKET`.
    pub domein: String,
    /// Whose it is.
    pub rsin: Rsin,
    /// The name for people.
    pub naam: String,
}

/// One version of a zaaktype, with all its parts.
#[derive(Debug, Clone)]
pub struct Zaaktype {
    /// The id of this version.
    pub uuid: Id<Zaaktype>,
    /// The catalogus it is in.
    pub catalogus: Id<Catalogus>,
    /// The same for all versions.
    pub identificatie: String,
    /// The name for staff.
    pub omschrijving: String,
    /// The general name over all municipalities.
    pub omschrijving_generiek: String,
    /// The level of a zaak that names none.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    /// What it is for.
    pub doel: String,
    /// What sets it off.
    pub aanleiding: String,
    /// Remarks.
    pub toelichting: String,
    /// `intern`, `extern` or `inkomend`.
    pub indicatie_intern_of_extern: String,
    /// What the initiator does, such as `Indienen`.
    pub handeling_initiator: String,
    /// What it is about; the title that residents see.
    pub onderwerp: String,
    /// What staff does, such as `Behandelen`.
    pub handeling_behandelaar: String,
    /// How long it may take by law.
    pub doorlooptijd: Duur,
    /// How long it should take.
    pub servicenorm: Option<Duur>,
    /// Whether a zaak may be suspended.
    pub opschorting_en_aanhouding_mogelijk: bool,
    /// Whether the term may be extended, and by how much.
    pub verlengingstermijn: Option<Duur>,
    /// Whether zaken are announced.
    pub publicatie_indicatie: bool,
    /// How they are announced.
    pub publicatietekst: String,
    /// Who is responsible.
    pub verantwoordelijke: String,
    /// The process it belongs to.
    pub referentieproces_naam: String,
    /// URLs of products and services.
    pub producten_of_diensten: Vec<String>,
    /// Words to find it by.
    pub trefwoorden: Vec<String>,
    /// Roles of staff that may see and handle zaken of this type.
    pub behandelrollen: Vec<String>,
    /// First day that new zaken may have it.
    pub begin_geldigheid: Date,
    /// The day after the last.
    pub einde_geldigheid: Option<Date>,
    /// The date of this version.
    pub versiedatum: Date,
    /// Not published yet.
    pub concept: bool,
    /// In the order of their volgnummer.
    pub statustypen: Vec<Statustype>,
    /// How zaken can end.
    pub resultaattypen: Vec<Resultaattype>,
    /// Who can be involved.
    pub roltypen: Vec<Roltype>,
    /// What is known of a zaak.
    pub eigenschappen: Vec<Eigenschap>,
    /// Which documents can be in it.
    pub informatieobjecttypen: Vec<ZaaktypeInformatieobjecttype>,
    /// Which decisions can be taken.
    pub besluittypen: Vec<Besluittype>,
}

/// A status that zaken of the type can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statustype {
    /// The id.
    pub uuid: Id<Statustype>,
    /// Its place in the order, from 1.
    pub volgnummer: i64,
    /// The name for staff.
    pub omschrijving: String,
    /// The general name.
    pub omschrijving_generiek: String,
    /// The name for residents; empty when the omschrijving is good enough.
    pub statustekst: String,
    /// Whether the initiator is told.
    pub informeren: bool,
    /// What happens now, in a sentence for residents.
    pub toelichting: String,
    /// Whether residents see it.
    pub toon_in_portaal: bool,
}

impl Statustype {
    /// Returns the name that residents see.
    pub fn publieke_naam(&self) -> &str {
        if self.statustekst.is_empty() { &self.omschrijving } else { &self.statustekst }
    }
}

/// How a zaak can end, and how long it is kept then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resultaattype {
    /// The id.
    pub uuid: Id<Resultaattype>,
    /// The name.
    pub omschrijving: String,
    /// The entry of the reference list.
    pub resultaattypeomschrijving: String,
    /// The general name.
    pub omschrijving_generiek: String,
    /// The class of the selectielijst.
    pub selectielijstklasse: String,
    /// What it means, in words for residents.
    pub toelichting: String,
    /// `blijvend_bewaren` or `vernietigen`.
    pub archiefnominatie: String,
    /// How long after the brondatum.
    pub archiefactietermijn: Option<Duur>,
    /// How the brondatum is found.
    pub brondatum: Brondatumprocedure,
}

/// How the day is found from which the archive term counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brondatumprocedure {
    /// Which fact gives the day.
    pub afleidingswijze: Afleidingswijze,
    /// The name of the eigenschap or attribute that holds it.
    pub datumkenmerk: String,
    /// Whether the end is known beforehand.
    pub einddatum_bekend: bool,
    /// The kind of object that holds it.
    pub objecttype: String,
    /// The register that holds it.
    pub registratie: String,
    /// What is added to the einddatum, for `termijn`.
    pub procestermijn: Option<Duur>,
}

macro_rules! afleidingswijzen {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// The fact that gives the brondatum. Rule: zrc-021 (archiveringsparameters).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the standard's own words")]
        pub enum Afleidingswijze { $($name),* }

        impl Afleidingswijze {
            /// Returns the word of the standard.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }

        impl std::str::FromStr for Afleidingswijze {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($text => Ok(Self::$name),)* _ => Err(()) }
            }
        }
    };
}

afleidingswijzen! {
    Afgehandeld = "afgehandeld",
    AnderDatumkenmerk = "ander_datumkenmerk",
    Eigenschap = "eigenschap",
    GerelateerdeZaak = "gerelateerde_zaak",
    Hoofdzaak = "hoofdzaak",
    IngangsdatumBesluit = "ingangsdatum_besluit",
    Termijn = "termijn",
    VervaldatumBesluit = "vervaldatum_besluit",
    Zaakobject = "zaakobject",
}

/// In what capacity somebody can be involved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roltype {
    /// The id.
    pub uuid: Id<Roltype>,
    /// The name.
    pub omschrijving: String,
    /// `initiator`, `behandelaar`, …
    pub omschrijving_generiek: String,
}

/// A fact that is kept with a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eigenschap {
    /// The id.
    pub uuid: Id<Eigenschap>,
    /// The name, at most 20 characters.
    pub naam: String,
    /// What it says.
    pub definitie: String,
    /// Remarks.
    pub toelichting: String,
    /// The group it belongs to.
    pub groep: String,
    /// `tekst`, `getal`, `datum` or `datum_tijd`.
    pub formaat: String,
    /// The number of characters or digits.
    pub lengte: String,
    /// How often it can occur.
    pub kardinaliteit: String,
    /// The values it can have; empty when any.
    pub waardenverzameling: Vec<String>,
    /// Whether residents see it.
    pub toon_in_portaal: bool,
    /// The name that residents see; may be empty.
    pub label: String,
}

impl Eigenschap {
    /// Returns the name that residents see.
    pub fn publieke_naam(&self) -> &str {
        if self.label.is_empty() { &self.naam } else { &self.label }
    }
}

/// A kind of document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informatieobjecttype {
    /// The id.
    pub uuid: Id<Informatieobjecttype>,
    /// The catalogus it is in.
    pub catalogus: Id<Catalogus>,
    /// The name.
    pub omschrijving: String,
    /// The level of a document that names none.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    /// The category.
    pub informatieobjectcategorie: String,
    /// First day that new documents may have it.
    pub begin_geldigheid: Date,
    /// The day after the last.
    pub einde_geldigheid: Option<Date>,
    /// Not published yet.
    pub concept: bool,
}

/// That a kind of document can be in zaken of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZaaktypeInformatieobjecttype {
    /// The id of the relation.
    pub uuid: Id<ZaaktypeInformatieobjecttype>,
    /// The kind of document.
    pub informatieobjecttype: Informatieobjecttype,
    /// Its place in the order.
    pub volgnummer: i64,
    /// `inkomend`, `intern` or `uitgaand`.
    pub richting: String,
}

/// A kind of decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluittype {
    /// The id.
    pub uuid: Id<Besluittype>,
    /// The catalogus it is in.
    pub catalogus: Id<Catalogus>,
    /// The name.
    pub omschrijving: String,
    /// The general name.
    pub omschrijving_generiek: String,
    /// The category.
    pub besluitcategorie: String,
    /// How long a resident may react.
    pub reactietermijn: Option<Duur>,
    /// Whether decisions are announced.
    pub publicatie_indicatie: bool,
    /// How they are announced.
    pub publicatietekst: String,
    /// How long they stay announced.
    pub publicatietermijn: Option<Duur>,
    /// What it is for.
    pub toelichting: String,
    /// First day that new decisions may have it.
    pub begin_geldigheid: Date,
    /// The day after the last.
    pub einde_geldigheid: Option<Date>,
    /// Not published yet.
    pub concept: bool,
}

impl Zaaktype {
    /// Returns the statustype with this omschrijving.
    pub fn statustype(&self, omschrijving: &str) -> Option<&Statustype> {
        self.statustypen.iter().find(|statustype| statustype.omschrijving == omschrijving)
    }

    /// Returns the statustype with this id.
    pub fn statustype_by_id(&self, uuid: Id<Statustype>) -> Option<&Statustype> {
        self.statustypen.iter().find(|statustype| statustype.uuid == uuid)
    }

    /// Decides whether this is the last status of a zaak: the highest volgnummer. Rule: zrc-007 (afsluiten zaak).
    pub fn is_eindstatus(&self, uuid: Id<Statustype>) -> bool {
        self.statustypen.last().is_some_and(|last| last.uuid == uuid)
    }

    /// Returns the resultaattype with this omschrijving.
    pub fn resultaattype(&self, omschrijving: &str) -> Option<&Resultaattype> {
        self.resultaattypen.iter().find(|resultaattype| resultaattype.omschrijving == omschrijving)
    }

    /// Returns the resultaattype with this id.
    pub fn resultaattype_by_id(&self, uuid: Id<Resultaattype>) -> Option<&Resultaattype> {
        self.resultaattypen.iter().find(|resultaattype| resultaattype.uuid == uuid)
    }

    /// Returns the first roltype with this general meaning.
    pub fn roltype_generiek(&self, omschrijving_generiek: &str) -> Option<&Roltype> {
        self.roltypen.iter().find(|roltype| roltype.omschrijving_generiek == omschrijving_generiek)
    }

    /// Returns the roltype with this omschrijving.
    pub fn roltype(&self, omschrijving: &str) -> Option<&Roltype> {
        self.roltypen.iter().find(|roltype| roltype.omschrijving == omschrijving)
    }

    /// Returns the eigenschap with this name.
    pub fn eigenschap(&self, naam: &str) -> Option<&Eigenschap> {
        self.eigenschappen.iter().find(|eigenschap| eigenschap.naam == naam)
    }

    /// Returns the kind of document with this omschrijving that can be in zaken of this type.
    pub fn informatieobjecttype(&self, omschrijving: &str) -> Option<&Informatieobjecttype> {
        self.informatieobjecttypen
            .iter()
            .map(|relation| &relation.informatieobjecttype)
            .find(|informatieobjecttype| informatieobjecttype.omschrijving == omschrijving)
    }

    /// Returns the kind of decision with this omschrijving that can be taken in zaken of this type.
    pub fn besluittype(&self, omschrijving: &str) -> Option<&Besluittype> {
        self.besluittypen.iter().find(|besluittype| besluittype.omschrijving == omschrijving)
    }

    /// Decides whether decisions of this kind can be taken in zaken of this type. Types name one another by omschrijving, so every
    /// version of the kind will do. Rule: brc-007 (besluittype bij zaaktype).
    pub fn allows_besluittype(&self, other: &Besluittype) -> bool {
        self.besluittypen.iter().any(|own| {
            own.uuid == other.uuid || (own.catalogus, &own.omschrijving) == (other.catalogus, &other.omschrijving)
        })
    }

    /// Decides whether documents of this kind can be in zaken of this type, in whichever version. Rule: zrc-017 (informatieobjecttype
    /// bij zaaktype).
    pub fn allows_informatieobjecttype(&self, other: &Informatieobjecttype) -> bool {
        self.informatieobjecttypen.iter().map(|relation| &relation.informatieobjecttype).any(|own| {
            own.uuid == other.uuid || (own.catalogus, &own.omschrijving) == (other.catalogus, &other.omschrijving)
        })
    }
}

impl Besluittype {
    /// Decides whether decisions that are taken on this day can be of this version.
    pub fn is_valid(&self, day: Date) -> bool {
        !self.concept && self.begin_geldigheid <= day && self.einde_geldigheid.is_none_or(|einde| einde > day)
    }
}
