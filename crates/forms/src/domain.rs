//! Forms and submissions.

use std::collections::BTreeMap;
use std::fmt;

use form_logic::{FileValue, Form, Map, Statement, Strictness};
use jiff::Timestamp;
use process::Taak;
use serde::Deserialize;
use serde_json::Value;
use values::Id;
use zaken::Zaak;

use crate::context::Prefill;
use crate::error::StepError;

/// The files of one form in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the file that its name says")]
pub struct FormFiles {
    pub slug: String,
    pub forms: String,
    pub form_steps: String,
    pub form_definitions: String,
    pub form_logic: String,
    pub form_variables: String,
    pub loket: String,
}

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Soort {
    /// Starts a zaak.
    Aanvraag,
    /// Is done by the resident in a zaak that runs.
    Klanttaak,
    /// Is done by staff in a zaak that runs.
    Medewerkertaak,
}

impl Soort {
    /// Returns the word that `loket.json` and rows hold.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aanvraag => "aanvraag",
            Self::Klanttaak => "klanttaak",
            Self::Medewerkertaak => "medewerkertaak",
        }
    }
}

/// The content of `loket.json`: what answers become. Relations are by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoketSettings {
    /// What the form is for.
    pub soort: Soort,
    /// The identificatie of the zaaktype.
    #[serde(default)]
    pub zaaktype: String,
    /// The key of the process that an aanvraag starts.
    #[serde(default)]
    pub proces: Option<String>,
    /// Who becomes what.
    #[serde(default)]
    pub rollen: RolSettings,
    /// The copy of the answers; none makes no copy.
    #[serde(default)]
    pub pdf: Option<PdfSettings>,
    /// Component or form variable to process variable.
    #[serde(default)]
    pub variabelen: BTreeMap<String, String>,
    /// Component or form variable to eigenschap of the zaak.
    #[serde(default)]
    pub eigenschappen: Vec<EigenschapKoppeling>,
    /// What uploads become.
    #[serde(default)]
    pub bestanden: Vec<BestandKoppeling>,
    /// Titles of steps for who acts for another, by slug: "Uw gegevens (machtiginggever)".
    #[serde(default)]
    pub titels_namens: BTreeMap<String, String>,
}

/// What was answered at the start of a zaak, kept as long as the zaak.
#[derive(Debug, Clone, PartialEq)]
pub struct Aanvraag {
    /// The name of the form.
    pub formulier: String,
    /// When it was sent.
    pub ingediend_op: Timestamp,
    /// The name of who sent it; empty without login.
    pub ingediend_door: String,
    /// The answers: by key in `antwoorden`, for people in `stappen`; the same as a task keeps.
    pub verzonden: serde_json::Value,
}

/// Which roltypen an aanvraag uses, by omschrijving.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolSettings {
    /// Of the person whom the zaak is about.
    #[serde(default)]
    pub initiator: Option<String>,
    /// Of the person who acts for the initiator; none makes no rol.
    #[serde(default)]
    pub gemachtigde: Option<String>,
    /// The roltoelichting of the initiator; none takes the name of the form.
    #[serde(default)]
    pub toelichting_initiator: Option<String>,
    /// That of who acts for the initiator.
    #[serde(default)]
    pub toelichting_gemachtigde: Option<String>,
}

/// The copy of the answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PdfSettings {
    /// The name of the template.
    pub sjabloon: String,
    /// The kind of document, by omschrijving.
    pub informatieobjecttype: String,
    /// The title of the document.
    pub titel: String,
    /// What the register says of the document besides.
    #[serde(default)]
    pub beschrijving: String,
}

/// An answer that becomes an eigenschap of the zaak.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EigenschapKoppeling {
    /// The component or form variable.
    pub component_key: String,
    /// The naam of the eigenschap.
    pub eigenschap: String,
}

/// Uploads that become documents.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestandKoppeling {
    /// The file component.
    pub key: String,
    /// The kind of document, by omschrijving.
    pub informatieobjecttype: String,
    /// The title of the document.
    pub titel: String,
    /// What the register says of the document besides.
    #[serde(default)]
    pub beschrijving: String,
}

/// One version of a form, ready to use.
#[derive(Debug)]
pub struct Formulier {
    /// The id of this version.
    pub uuid: Id<Formulier>,
    /// The last part of the public address.
    pub slug: String,
    /// Counted from 1.
    pub versie: i64,
    /// What the form is for.
    pub soort: Soort,
    /// The identificatie of the zaaktype.
    pub zaaktype: String,
    /// The name that people read.
    pub naam: String,
    /// Steps, components and rules.
    pub definition: Form,
    /// What answers become.
    pub loket: LoketSettings,
}

impl Formulier {
    /// Returns whether the person must agree with the privacy statement before sending. Without a choice of the designer: yes.
    pub fn asks_privacy(&self) -> bool {
        self.soort == Soort::Aanvraag && self.definition.ask_privacy_consent != Statement::Disabled
    }

    /// Returns whether the person must declare to tell the truth before sending. Without a choice of the designer: no.
    pub fn asks_truth(&self) -> bool {
        self.soort == Soort::Aanvraag && self.definition.ask_statement_of_truth == Statement::Required
    }
}

/// How far a submission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InzendingState {
    /// The owner still fills it in.
    Concept,
    /// It was sent.
    Verzonden,
}

/// What somebody filled in. Prints its id only.
#[derive(Clone)]
pub struct Inzending {
    /// The id.
    pub uuid: Id<Inzending>,
    /// The version of the form that it stays on.
    pub formulier: Id<Formulier>,
    /// The slug of the form.
    pub slug: String,
    /// The task that it does; none for an aanvraag.
    pub taak: Option<Id<Taak>>,
    /// The answers by component key, uploads included.
    pub data: Map,
    /// The steps that were saved, by slug.
    pub stappen: BTreeMap<String, Stap>,
    /// The facts from registers as they were at the start.
    pub prefill: Prefill,
    /// The uploads, oldest first.
    pub bestanden: Vec<Bestand>,
    /// Counts changes.
    pub versie: i64,
    /// How far it is.
    pub state: InzendingState,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// When it is deleted.
    pub expires_at: Timestamp,
    /// When it was sent.
    pub completed_at: Option<Timestamp>,
    /// The zaak that it became or belongs to.
    pub zaak: Option<Id<Zaak>>,
}

impl fmt::Debug for Inzending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inzending({}, {})", self.uuid, self.slug)
    }
}

impl Inzending {
    /// Returns whether the step with this slug was finished.
    pub fn is_done(&self, step: &str) -> bool {
        self.stappen.get(step).is_some_and(|stap| stap.done)
    }
}

/// How far a step of a submission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stap {
    /// The versie of the submission at which the step was last saved.
    pub versie: i64,
    /// Whether it was finished: "volgende" without faults.
    pub done: bool,
}

/// An upload of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestand {
    /// The id.
    pub uuid: Id<Bestand>,
    /// The file component.
    pub component: String,
    /// The sanitised name.
    pub naam: String,
    /// Number of bytes.
    pub size: u64,
    /// The media type, as the bytes and the extension say.
    pub content_type: String,
    /// The hash to get the bytes by.
    pub hash: String,
}

impl Bestand {
    /// Returns the upload as a form refers to it.
    pub fn value(&self) -> FileValue {
        FileValue {
            id: self.uuid.to_string(),
            name: self.naam.clone(),
            size: self.size,
            content_type: self.content_type.clone(),
        }
    }
}

/// A form that a resident has not sent yet, for "Mijn zaken".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// The submission.
    pub inzending: Id<Inzending>,
    /// The slug of the form.
    pub slug: String,
    /// The name of the form.
    pub naam: String,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// When it is deleted.
    pub expires_at: Timestamp,
}

/// A step as a person posted it. Prints without what was typed.
pub struct StepPost<'a> {
    /// The slug of the step.
    pub step: &'a str,
    /// The names and values of the post. `_versie` is the [`crate::StepView::versie`] of the page; without it nothing is stale.
    pub pairs: &'a [(String, String)],
    /// The files that came with the post.
    pub files: &'a PostedFiles,
    /// `Next` for "volgende", `Save` for "opslaan en later verder".
    pub strictness: Strictness,
}

impl fmt::Debug for StepPost<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StepPost({}, {:?})", self.step, self.strictness)
    }
}

/// The files of a post, and what it says about those that are there.
#[derive(Debug, Clone, Default)]
pub struct PostedFiles {
    /// An earlier upload that goes, before others come.
    pub remove: Option<Id<Bestand>>,
    /// What was let in; the bytes are stored already.
    pub uploads: Vec<Upload>,
    /// Faults of what was not let in.
    pub refused: Vec<StepError>,
}

/// A file that came in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The file component.
    pub key: String,
    /// The name as the browser gave it.
    pub name: String,
    /// The media type as the browser gave it; may be empty.
    pub content_type: String,
    /// Where the bytes are.
    pub stored: ::store::files::Stored,
    /// The first bytes, as [`web::FileHead`] has them.
    pub first_bytes: Vec<u8>,
}

/// Where the person goes after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// To the step with this slug.
    Step(String),
    /// To the overview of all answers.
    Overzicht,
}

/// A step that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where the person goes after "volgende".
    pub next: NextStep,
}

/// What became of a posted step. In all cases the transaction is to be committed: uploads that are right stand.
#[derive(Debug, Clone, PartialEq)]
pub enum StepOutcome {
    /// The answers are saved.
    Saved(Saved),
    /// The answers are not saved; the page shows them again, with what is wrong.
    Refused(StepErrors),
}

/// Why a step was not saved, with everything that is needed to show it again. Prints without what was typed.
#[derive(Clone, PartialEq)]
pub struct StepErrors {
    /// The faults, in the order of the page.
    pub errors: Vec<StepError>,
    /// Whether the same step was saved in another tab since this page was made. Posting the shown page again overwrites that.
    pub is_stale: bool,
    /// Why a rule of the form does not let the person go on; may be empty.
    pub blocked_reason: Option<String>,
    /// What was posted.
    pub input: Vec<(String, String)>,
}

impl fmt::Debug for StepErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<String> = self.errors.iter().map(|error| format!("{} {}", error.key, error.code)).collect();
        write!(f, "StepErrors({faults:?}, is_stale: {}, blocked: {})", self.is_stale, self.blocked_reason.is_some())
    }
}

/// What the person declares by sending, and where she can be reached when the form does not ask it.
#[derive(Debug, Clone, Default)]
pub struct Verzending {
    /// She agrees with the privacy statement.
    pub accepts_privacy: bool,
    /// She declares to tell the truth.
    pub declares_truth: bool,
    /// Known from her profile.
    pub contact: Contact,
}

/// Where somebody can be reached. Empty texts are unknown.
#[derive(Clone, Default)]
#[expect(missing_docs, reason = "the words of contactpersoonRol")]
pub struct Contact {
    pub naam: String,
    pub emailadres: String,
    pub telefoonnummer: String,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contact(***)")
    }
}

/// A zaak that came from a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// The zaak.
    pub zaak: Id<Zaak>,
    /// The number that people say.
    pub identificatie: String,
}

/// The text of an answer in a row that holds text only: eigenschappen.
pub(crate) fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}
