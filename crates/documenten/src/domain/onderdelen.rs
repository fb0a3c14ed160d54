//! What belongs to a document: rights of use, relations to objects, dispatches.

use catalogi::Informatieobjecttype;
use diensten::ExternObject;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;

use super::Document;

/// Conditions under which a document may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebruiksrechten {
    /// The id.
    pub uuid: Id<Gebruiksrechten>,
    /// The document.
    pub informatieobject: Id<Document>,
    /// When they start to hold.
    pub startdatum: Timestamp,
    /// When they no longer hold.
    pub einddatum: Option<Timestamp>,
    /// The conditions.
    pub omschrijving_voorwaarden: String,
}

/// What kind of object a document is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum ObjectSoort {
    Besluit,
    Verzoek,
    Zaak,
}

impl ObjectSoort {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Besluit, Self::Verzoek, Self::Zaak];

    /// Returns the word of the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Besluit => "besluit",
            Self::Verzoek => "verzoek",
            Self::Zaak => "zaak",
        }
    }

    /// Returns the kind of this word.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|soort| soort.as_str() == text)
    }
}

/// That a document is in a zaak or besluit: the mirror of the row that those modules have, with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectInformatieObject {
    /// The id, of the relation at the object as well.
    pub uuid: Id<ObjectInformatieObject>,
    /// The document.
    pub informatieobject: Id<Document>,
    /// The kind of the object.
    pub object_soort: ObjectSoort,
    /// The id of the object.
    pub object: Uuid,
}

/// A document that is put in a zaak or besluit: one of ours, or one of another register.
#[derive(Debug, Clone)]
pub struct Stuk {
    /// The id by which it is named here.
    pub uuid: Id<Document>,
    /// The kind.
    pub informatieobjecttype: Id<Informatieobjecttype>,
    /// What it is called.
    pub titel: String,
    /// What the other register says of it; none of one of ours.
    pub elders: Option<ExternObject>,
}

impl From<&Document> for Stuk {
    fn from(document: &Document) -> Self {
        Self {
            uuid: document.uuid,
            informatieobjecttype: document.informatieobjecttype,
            titel: document.titel.clone(),
            elders: None,
        }
    }
}

/// Where something was sent to, or came from: exactly one of these. Rule: verzending.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is the field that its name says; groups are kept as the standard writes them")]
pub enum Adres {
    Binnenlands(Map<String, Value>),
    Buitenlands(Map<String, Value>),
    Postadres(Map<String, Value>),
    Faxnummer(String),
    Emailadres(String),
    MijnOverheid,
    Telefoonnummer(String),
}

/// That a document came from somebody or was sent to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Verzending {
    /// The id.
    pub uuid: Id<Verzending>,
    /// The document.
    pub informatieobject: Id<Document>,
    /// Facts about it.
    pub gegevens: VerzendingGegevens,
}

/// What a client says of a dispatch.
#[derive(Debug, Clone, PartialEq)]
pub struct VerzendingGegevens {
    /// The URL of the other party.
    pub betrokkene: String,
    /// `afzender` or `geadresseerde`.
    pub aard_relatie: String,
    /// More about the relation.
    pub toelichting: String,
    /// The day that the document came in.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// The URL of the person to speak to.
    pub contact_persoon: String,
    /// The name of the person to speak to.
    pub contactpersoonnaam: String,
    /// Where to, or where from.
    pub adres: Adres,
}
