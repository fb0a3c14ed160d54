//! What is wrong with a form, told to the person who imports or designs it.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the form works.
    Warning,
    /// The form can't be activated until this is repaired.
    Blocking,
}

/// Something in an export that differs from what this engine can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The fixed name of this kind of finding, such as `unknown_component_type`.
    pub code: &'static str,
    /// Where it is: file, then step, component or rule (`formDefinitions.json/besluit/kenmerkBesluit`).
    pub place: String,
    /// The reason, in Dutch.
    pub message: String,
}

/// Gathers findings while a form is read.
#[derive(Debug, Default)]
pub(crate) struct Findings(pub(crate) Vec<Finding>);

impl Findings {
    pub(crate) fn block(&mut self, code: &'static str, place: &str, message: impl Into<String>) {
        self.add(Severity::Blocking, code, place, message.into());
    }

    pub(crate) fn warn(&mut self, code: &'static str, place: &str, message: impl Into<String>) {
        self.add(Severity::Warning, code, place, message.into());
    }

    fn add(&mut self, severity: Severity, code: &'static str, place: &str, message: String) {
        self.0.push(Finding { severity, code, place: place.to_owned(), message });
    }
}
