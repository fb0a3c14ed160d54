//! Bulk imports of documents.

use values::Id;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStatus {
    /// It waits for its list.
    Pending,
    /// Its rows are being done.
    Active,
    /// All its rows were done.
    Finished,
    /// It could not go on.
    Error,
}

impl ImportStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Active, Self::Finished, Self::Error];

    /// Returns the word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Finished => "finished",
            Self::Error => "error",
        }
    }

    /// Returns the status of this word.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// Documents that come in bulk by a list.
#[derive(Debug, Clone)]
pub struct DocumentImport {
    /// The id.
    pub uuid: Id<DocumentImport>,
    /// How far it is.
    pub status: ImportStatus,
    /// The client id of the application that gave the list.
    pub client_id: String,
    /// Its name.
    pub label: String,
    /// Number of rows.
    pub totaal: i64,
    /// How many of them became a document.
    pub goed: i64,
    /// How many of them did not.
    pub fout: i64,
}

/// A row of the list.
#[derive(Debug, Clone)]
pub struct ImportRegel {
    /// Counted from 1.
    pub nummer: i64,
    /// A text for each column.
    pub cellen: Vec<String>,
    /// Whether it became a document; none while it waits.
    pub is_goed: Option<bool>,
    /// Why it did not.
    pub opmerking: String,
}
