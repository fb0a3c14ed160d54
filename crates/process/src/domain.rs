//! Instances and tasks.

use jiff::Timestamp;
use serde_json::{Map, Value};
use values::Id;
use zaken::Zaak;

/// A running process of a zaak.
#[derive(Debug, Clone)]
pub struct Instantie {
    /// The id.
    pub uuid: Id<Instantie>,
    /// The version of the model that it stays on.
    pub model: uuid::Uuid,
    /// The zaak that it belongs to.
    pub zaak: Id<Zaak>,
    /// Counts commands.
    pub versie: i64,
    /// Where it stands.
    pub state: bpmn::State,
}

/// A process to be started.
#[derive(Debug)]
pub struct StartProcess<'a> {
    /// The id of the process in its model.
    pub key: &'a str,
    /// The zaak that it belongs to.
    pub zaak: Id<Zaak>,
    /// Its first variables.
    pub variables: Map<String, Value>,
}

/// Who does a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaakSoort {
    /// Staff.
    Medewerker,
    /// The initiator of the zaak, in the portal.
    Klant,
}

impl TaakSoort {
    /// Returns the word that rows hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Medewerker => "medewerker",
            Self::Klant => "klant",
        }
    }
}

/// How far a task is. The words are those of the objecttype Taak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaakStatus {
    /// It can be done.
    Open,
    /// It was done, and staff did not look at the answer yet.
    Afgerond,
    /// It was done, and staff looked at the answer.
    Verwerkt,
    /// It is no longer needed.
    Gesloten,
}

impl TaakStatus {
    /// Returns the word of the objecttype.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Afgerond => "afgerond",
            Self::Verwerkt => "verwerkt",
            Self::Gesloten => "gesloten",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "open" => Self::Open,
            "afgerond" => Self::Afgerond,
            "verwerkt" => Self::Verwerkt,
            _ => Self::Gesloten,
        }
    }
}

/// Something that somebody has to do.
#[derive(Debug, Clone)]
pub struct Taak {
    /// The id.
    pub uuid: Id<Taak>,
    /// The process that waits for it.
    pub instantie: Id<Instantie>,
    /// The zaak that it belongs to.
    pub zaak: Id<Zaak>,
    /// The engine's name for it.
    pub token: bpmn::TokenId,
    /// The activity in the model.
    pub node: String,
    /// Who does it.
    pub soort: TaakSoort,
    /// What to do, in one sentence.
    pub titel: String,
    /// More about it; may be empty.
    pub toelichting: String,
    /// The form to do it with, by its slug.
    pub formulier: Option<String>,
    /// Roles of staff that may do it.
    pub groepen: Vec<String>,
    /// The member of staff who took it.
    pub behandelaar: Option<String>,
    /// The name of who took it.
    pub behandelaar_naam: Option<String>,
    /// How far it is.
    pub status: TaakStatus,
    /// When it should be done.
    pub verloopt_op: Option<Timestamp>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was done.
    pub afgerond_op: Option<Timestamp>,
    /// The name of who did it.
    pub afgerond_door: Option<String>,
    /// The answers.
    pub verzonden_data: Option<Value>,
}
