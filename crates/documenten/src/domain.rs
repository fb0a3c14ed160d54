//! Documents, in the words of the standard.

mod onderdelen;

use ::store::files::Stored;
use catalogi::Informatieobjecttype;
use jiff::Timestamp;
use jiff::civil::Date;
use values::{Id, Rsin, Vertrouwelijkheidaanduiding};

pub use onderdelen::{
    Adres, Gebruiksrechten, ObjectInformatieObject, ObjectSoort, Stuk, Verzending, VerzendingGegevens,
};

/// How far a document is. Rule: drc-005 (statuswijzigingen).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum DocumentStatus {
    InBewerking,
    TerVaststelling,
    Definitief,
    Gearchiveerd,
}

impl DocumentStatus {
    /// Returns the word of the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InBewerking => "in_bewerking",
            Self::TerVaststelling => "ter_vaststelling",
            Self::Definitief => "definitief",
            Self::Gearchiveerd => "gearchiveerd",
        }
    }

    /// All statuses.
    pub const ALL: [Self; 4] = [Self::InBewerking, Self::TerVaststelling, Self::Definitief, Self::Gearchiveerd];

    /// Returns the status of this word.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// How a document was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ondertekening {
    /// `analoog`, `digitaal` or `pki`.
    pub soort: String,
    /// The day.
    pub datum: Date,
}

/// The checksum that the sender gave. It is kept as it came; our own is the name of the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Integriteit {
    /// How it was computed, such as `sha_256`.
    pub algoritme: String,
    /// The checksum.
    pub waarde: String,
    /// The day.
    pub datum: Date,
}

/// A version of a document (*enkelvoudig informatieobject*), mostly the newest.
#[derive(Debug, Clone)]
pub struct Document {
    /// The same for all versions.
    pub uuid: Id<Document>,
    /// The number within the organisation, such as `DOCUMENT-2026-0000000001`.
    pub identificatie: String,
    /// Whose document it is.
    pub bronorganisatie: String,
    /// What kind of document it is.
    pub informatieobjecttype: Id<Informatieobjecttype>,
    /// Counted from 1.
    pub versie: i64,
    /// When this version came about.
    pub begin_registratie: Timestamp,
    /// The day that the document was made.
    pub creatiedatum: Date,
    /// The title.
    pub titel: String,
    /// How confidential it is.
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    /// Who made it.
    pub auteur: String,
    /// `in_bewerking`, `ter_vaststelling`, `definitief`, `gearchiveerd` or empty.
    pub status: String,
    /// The media type.
    pub formaat: String,
    /// Three letters, such as `nld`.
    pub taal: String,
    /// The name that the file had.
    pub bestandsnaam: String,
    /// Number of bytes; none while it still has to be typeset, or when there is no file.
    pub bestandsomvang: Option<i64>,
    /// The hash of the bytes; none while they still have to come.
    pub inhoud: Option<String>,
    /// What it is about.
    pub beschrijving: String,
    /// The day that it came in.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// Whether it may be published.
    pub is_gereed_voor_publicatie: Option<bool>,
    /// Whether the initiator of its zaak may see it.
    pub tonen_aan_initiator: bool,
    /// Whether what it says no longer holds.
    pub inhoud_is_vervallen: Option<bool>,
    /// Where else the file is.
    pub link: String,
    /// Whether its use is limited. Rule: drc-006 (gebruiksrechten).
    pub indicatie_gebruiksrecht: Option<bool>,
    /// What matters of how it looks.
    pub verschijningsvorm: String,
    /// How it was signed.
    pub ondertekening: Option<Ondertekening>,
    /// The checksum that the sender gave.
    pub integriteit: Option<Integriteit>,
    /// Words to find it by.
    pub trefwoorden: Vec<String>,
}

/// A document to be made.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// What kind of document it is. Rule: drc-007 (vertrouwelijkheidaanduiding).
    pub informatieobjecttype: &'a Informatieobjecttype,
    /// How confidential it is; as its kind says when there is none.
    pub vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    /// Whose document it is.
    pub bronorganisatie: &'a Rsin,
    /// The title.
    pub titel: &'a str,
    /// Who made it.
    pub auteur: &'a str,
    /// How far it is.
    pub status: DocumentStatus,
    /// The media type.
    pub formaat: &'a str,
    /// The file name, without a path.
    pub bestandsnaam: &'a str,
    /// What it is about.
    pub beschrijving: &'a str,
    /// The day that it came in, for what others sent us.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent, for what we send.
    pub verzenddatum: Option<Date>,
    /// Its bytes.
    pub content: Content<'a>,
}

/// A document as another system hands it over, with all facts of its own.
#[derive(Debug, Clone)]
pub struct DocumentGegevens {
    /// The id, when it has one already: of a document that moves here.
    pub uuid: Option<Id<Document>>,
    /// The number within the organisation; when there is none, one is made, or the document keeps the one that it has.
    pub identificatie: Option<String>,
    /// Whose document it is.
    pub bronorganisatie: Rsin,
    /// What kind of document it is.
    pub informatieobjecttype: Informatieobjecttype,
    /// The day that it was made.
    pub creatiedatum: Date,
    /// The title.
    pub titel: String,
    /// How confidential it is; as the informatieobjecttype says when there is none.
    pub vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    /// Who made it.
    pub auteur: String,
    /// How far it is.
    pub status: Option<DocumentStatus>,
    /// The media type.
    pub formaat: String,
    /// Three letters, such as `nld`.
    pub taal: String,
    /// The file name.
    pub bestandsnaam: String,
    /// What it is about.
    pub beschrijving: String,
    /// The day that it came in.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// Whether it may be published.
    pub is_gereed_voor_publicatie: Option<bool>,
    /// Whether the initiator of its zaak may see it.
    pub tonen_aan_initiator: bool,
    /// Whether what it says no longer holds.
    pub inhoud_is_vervallen: Option<bool>,
    /// Where else the file is.
    pub link: String,
    /// Whether its use is limited. Rule: drc-006 (gebruiksrechten).
    pub indicatie_gebruiksrecht: Option<bool>,
    /// What matters of how it looks.
    pub verschijningsvorm: String,
    /// How it was signed.
    pub ondertekening: Option<Ondertekening>,
    /// The checksum that the sender gave.
    pub integriteit: Option<Integriteit>,
    /// Words to find it by, each once.
    pub trefwoorden: Vec<String>,
}

impl DocumentGegevens {
    /// Returns how confidential the document is. Rule: drc-007 (vertrouwelijkheidaanduiding).
    pub fn level(&self) -> Vertrouwelijkheidaanduiding {
        self.vertrouwelijkheidaanduiding.unwrap_or(self.informatieobjecttype.vertrouwelijkheidaanduiding)
    }
}

/// What the file of a version is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bestand {
    /// The file of the version before, whether it is there or still comes in parts.
    Unchanged,
    /// No file: only its metadata is registered.
    None,
    /// Bytes that are in the object store.
    Stored(Stored),
    /// So many bytes, that come in parts.
    Upload(i64),
}

/// A part of a file that comes in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestandsdeel {
    /// The id.
    pub uuid: Id<Bestandsdeel>,
    /// The document that it is a part of.
    pub informatieobject: Id<Document>,
    /// Its place in the file, from 1.
    pub volgnummer: i64,
    /// Number of bytes that it must have.
    pub omvang: i64,
    /// The hash of its bytes, once they are there.
    pub inhoud: Option<String>,
}

/// Where the bytes of a document come from.
#[derive(Debug)]
pub enum Content<'a> {
    /// They are in the object store.
    Stored(&'a Stored),
    /// They are made from a template after the commit.
    Opmaak {
        /// The template's text. It is copied, so that a newer package does not change a letter that is under way.
        sjabloon: &'a str,
        /// What the template shows.
        gegevens: &'a serde_json::Value,
    },
}
