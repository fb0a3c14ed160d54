//! How the forms module can refuse or fail.

use ::store::StoreError;
use catalogi::CatalogiError;
use documenten::DocumentenError;
use form_logic::{FieldError, Map};
use process::ProcessError;
use serde::Serialize;
use zaken::ZakenError;

/// A fault in one field, ready for a page. A view type: it goes straight into the template, which has the text for the code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepError {
    /// The key of the field; of a part of an address `key.part`. `_privacy` and `_truth` for the statements.
    pub key: String,
    /// The id of the HTML element, to link to.
    pub html_id: String,
    /// The label of the field.
    pub label: String,
    /// What is wrong: a code of [`FieldError::code`], or `file_empty`.
    pub code: &'static str,
    /// What the text needs.
    pub params: Map,
    /// The designer's own text.
    pub custom_message: Option<String>,
}

impl From<FieldError> for StepError {
    fn from(error: FieldError) -> Self {
        Self {
            html_id: html_id(&error.key),
            key: error.key,
            label: error.label,
            code: error.code,
            params: error.params,
            custom_message: error.custom_message,
        }
    }
}

/// The id that `form-logic` gives to the element of a field.
pub(crate) fn html_id(key: &str) -> String {
    let safe: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("veld-{safe}")
}

/// A step that must be repaired before the form can be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompleteStep {
    /// The slug of the step; empty for the statements on the overview.
    pub step: String,
    /// The faults; empty when the step was never finished.
    pub errors: Vec<StepError>,
}

/// Why an upload was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file is not right; the person can choose another one.
    #[error("the file was refused: {}", .0.code)]
    Refused(Box<StepError>),
    /// Anything else.
    #[error(transparent)]
    Forms(#[from] FormsError),
}

impl From<StoreError> for UploadError {
    fn from(error: StoreError) -> Self {
        Self::Forms(FormsError::Store(error))
    }
}

/// Every way in which the forms module can refuse or fail.
#[derive(Debug, thiserror::Error)]
pub enum FormsError {
    /// A form can't be installed. Holds one line for each fault.
    #[error("the form is not valid: {}", .0.join("; "))]
    Invalid(Vec<String>),
    /// There is no such form, or none that is active.
    #[error("form not found")]
    FormulierNotFound,
    /// There is no such submission, or it is another person's.
    #[error("submission not found")]
    InzendingNotFound,
    /// The form has no such step, or it does not apply.
    #[error("step not found")]
    StepNotFound,
    /// The submission was sent already; its answers stand.
    #[error("the submission was sent already")]
    AlreadySent,
    /// This person may not use this form: a mandate that does not cover it, no login where one is asked, another kind of form.
    #[error("the form is not for this person")]
    Forbidden,
    /// Answers are missing or wrong. Holds the steps to go back to, in order.
    #[error("{} step(s) are not complete", .0.len())]
    Incomplete(Vec<IncompleteStep>),
    /// A rule of the form does not let the person send it. Holds the designer's reason.
    #[error("a rule of the form blocks sending")]
    Blocked(String),
    /// No version of the zaaktype is valid today.
    #[error("no version of zaaktype `{0}` is valid today")]
    ZaaktypeNotFound(String),
    /// The form names something that its zaaktype or package does not have: for the administrator to repair.
    #[error("the form is not configured well: {0}")]
    Misconfigured(String),
    /// A stored form or submission can't be read.
    #[error("a stored form can't be read: {0}")]
    Broken(String),
    /// The task refused: done already, taken by another, not for this person.
    #[error("the process refused: {0}")]
    Process(#[from] ProcessError),
    /// The zaak refused.
    #[error("the zaak refused: {0}")]
    Zaken(#[from] ZakenError),
    /// A document could not be made.
    #[error("the document failed: {0}")]
    Documenten(#[from] DocumentenError),
    /// The types could not be read.
    #[error("reading the catalogus failed: {0}")]
    Catalogi(#[from] CatalogiError),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}
