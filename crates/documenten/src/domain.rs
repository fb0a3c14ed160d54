//! Documents, in the words of the standard.

use ::store::files::Stored;
use catalogi::Informatieobjecttype;
use jiff::Timestamp;
use jiff::civil::Date;
use values::{Id, Rsin, Vertrouwelijkheidaanduiding};

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

/// The newest version of a document (*enkelvoudig informatieobject*).
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
    /// Number of bytes; none while it still has to be typeset.
    pub bestandsomvang: Option<i64>,
    /// The hash of the bytes; none while it still has to be typeset.
    pub inhoud: Option<String>,
    /// What it is about.
    pub beschrijving: String,
    /// The day that it came in.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
}

/// A document to be made.
#[derive(Debug)]
pub struct NewDocument<'a> {
    /// What kind of document it is; gives the level of confidentiality. Rule: drc-007 (vertrouwelijkheidaanduiding).
    pub informatieobjecttype: &'a Informatieobjecttype,
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
#[derive(Debug)]
pub struct DocumentGegevens<'a> {
    /// The number within the organisation; made when there is none.
    pub identificatie: Option<&'a str>,
    /// Whose document it is.
    pub bronorganisatie: &'a Rsin,
    /// What kind of document it is.
    pub informatieobjecttype: &'a Informatieobjecttype,
    /// The day that it was made.
    pub creatiedatum: Date,
    /// The title.
    pub titel: &'a str,
    /// How confidential it is; as the informatieobjecttype says when there is none.
    pub vertrouwelijkheidaanduiding: Option<Vertrouwelijkheidaanduiding>,
    /// Who made it.
    pub auteur: &'a str,
    /// How far it is.
    pub status: Option<DocumentStatus>,
    /// The media type.
    pub formaat: &'a str,
    /// Three letters, such as `nld`.
    pub taal: &'a str,
    /// The file name.
    pub bestandsnaam: &'a str,
    /// What it is about.
    pub beschrijving: &'a str,
    /// The day that it came in.
    pub ontvangstdatum: Option<Date>,
    /// The day that it was sent.
    pub verzenddatum: Option<Date>,
    /// Its bytes; a document may be known without.
    pub stored: Option<&'a Stored>,
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
