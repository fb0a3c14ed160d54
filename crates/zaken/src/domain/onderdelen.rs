//! What lies below a zaak, besides statussen, rollen and documents.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;
use values::Id;

use super::{Status, Zaak};

/// What a zaak is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Zaakobject {
    /// The id.
    pub uuid: Id<Zaakobject>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The URL of the object; empty when its identification stands here. One of our own is a path.
    pub object: String,
    /// Which kind of object of the zaaktype it is.
    pub zaakobjecttype: Option<Uuid>,
    /// `adres`, `pand`, `overige` and so on.
    pub object_type: String,
    /// What kind of object it is when it is another one.
    pub object_type_overige: String,
    /// Where the definition of that kind is, in the fields of the standard.
    pub object_type_overige_definitie: Option<Value>,
    /// What it is for the zaak.
    pub relatieomschrijving: String,
    /// The object in the fields of its kind.
    pub object_identificatie: Option<Value>,
}

/// That somebody was in touch about a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klantcontact {
    /// The id.
    pub uuid: Id<Klantcontact>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The number, at most 14 characters.
    pub identificatie: String,
    /// When.
    pub datumtijd: Timestamp,
    /// By which channel.
    pub kanaal: String,
    /// About what.
    pub onderwerp: String,
    /// Remarks.
    pub toelichting: String,
}

/// That a zaak belongs to a contactmoment or verzoek that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Koppeling {
    /// The id.
    pub uuid: Id<Koppeling>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The URL of the other side.
    pub url: String,
}

/// A note about a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zaaknotitie {
    /// The id.
    pub uuid: Id<Zaaknotitie>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// About what.
    pub onderwerp: String,
    /// What it says.
    pub tekst: String,
    /// Who wrote it.
    pub aangemaakt_door: String,
    /// `intern` or `extern`.
    pub notitie_type: String,
    /// `concept` or `definitief`.
    pub status: String,
    /// When it was written.
    pub aanmaakdatum: Timestamp,
    /// When it was last changed.
    pub wijzigingsdatum: Timestamp,
}

/// A step within a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substatus {
    /// The id.
    pub uuid: Id<Substatus>,
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The status that it is a step of.
    pub status: Id<Status>,
    /// What it says.
    pub omschrijving: String,
    /// Since when.
    pub tijdstip: Timestamp,
    /// `betrokkenen` or `intern`.
    pub doelgroep: String,
}
