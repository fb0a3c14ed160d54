//! The answers of a whole submission: for the person to read back and for the register.

use serde_json::Value;

use crate::component::{Component, Kind};
use crate::context::{Context, static_variables};
use crate::evaluate::{Evaluation, evaluate_all};
use crate::field::{Field, FileValue};
use crate::form::Form;
use crate::{Map, data, html};

/// Where answers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The page before sending.
    Summary,
    /// The PDF report.
    Pdf,
    /// The confirmation mail.
    Mail,
}

/// The answers of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryStep {
    /// The last part of the address of the step.
    pub slug: String,
    /// The title in the language of the page.
    pub title: String,
    /// The answers, in the order of the page.
    pub rows: Vec<SummaryRow>,
}

/// One answer, or the heading of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// The key of the component.
    pub key: String,
    /// The label.
    pub label: String,
    /// The component type; a `fieldset` is a heading, a `content` has only text.
    pub kind: &'static str,
    /// The value as a reader expects it; empty when there is no answer.
    pub text: String,
    /// The files.
    pub files: Vec<FileValue>,
    /// How deep the row lies within groups.
    pub indent: usize,
}

/// A whole submission as it counts when it is sent: evaluated once, asked many times.
pub struct Outcome<'a> {
    pub(crate) form: &'a Form,
    pub(crate) saved: &'a Map,
    pub(crate) ctx: &'a Context,
    evaluations: Vec<Evaluation>,
}

impl<'a> Outcome<'a> {
    /// Evaluates all steps as on sending: first all rules in step order, then each step with the data that came out.
    pub fn of(form: &'a Form, saved: &'a Map, ctx: &'a Context) -> Self {
        Self { form, saved, ctx, evaluations: evaluate_all(form, saved, ctx) }
    }

    /// Returns the form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the state of each step, in the order of the form.
    pub fn evaluations(&self) -> &[Evaluation] {
        &self.evaluations
    }

    /// Returns whether the step with this position applies.
    pub fn applies(&self, step: usize) -> bool {
        self.evaluations.get(step).and_then(|evaluation| evaluation.steps.get(step)).is_some_and(|step| step.applicable)
    }

    /// Returns the steps that apply, with their positions.
    pub fn applicable(&self) -> impl Iterator<Item = (usize, &Evaluation)> {
        self.evaluations.iter().enumerate().filter(|(step, _)| self.applies(*step))
    }

    /// Returns all visible answers of the applicable steps. Steps without rows are left out.
    pub fn summary(&self, mode: Mode) -> Vec<SummaryStep> {
        let steps = self.applicable().filter_map(|(index, evaluation)| {
            let state = evaluation.steps.get(index)?;
            let mut rows = Vec::new();
            add_rows(self.form, &evaluation.components, mode, 0, &mut rows);
            (!rows.is_empty()).then(|| SummaryStep { slug: state.slug.clone(), title: state.title.clone(), rows })
        });
        steps.collect()
    }

    /// Returns all values as they are registered, hidden ones that keep their value included; dotted keys are nested.
    /// Steps that do not apply have no values.
    pub fn registration_values(&self) -> Map {
        let mut values = self.evaluations.last().map(|last| last.data.clone()).unwrap_or_default();
        for component in self.form.steps.iter().flat_map(|step| step.all_components()) {
            if matches!(component.kind, Kind::AddressNl { .. }) {
                data::remove(&mut values, &format!("{}.secretStreetCity", component.key));
            }
        }
        values
    }

    /// Returns all variables that a text of the form can show, static ones included: for the start and confirmation page and mails.
    pub fn template_values(&self) -> Map {
        let mut values = self.registration_values();
        values.extend(static_variables(self.form, self.ctx));
        values
    }

    /// Returns the meaning of answers to a registration, such as `initiator_postcode`: visible fields with an answer. When several
    /// fields have the same meaning the first counts.
    pub fn registration_attributes(&self) -> Vec<(String, Value)> {
        let mut attributes: Vec<(String, Value)> = Vec::new();
        for (component, _, value) in self.answers() {
            let Some(attribute) = &component.registration_attribute else { continue };
            if attributes.iter().all(|(known, _)| known != attribute) {
                attributes.push((attribute.clone(), value.clone()));
            }
        }
        attributes
    }

    /// Returns the addresses that get the confirmation, each once.
    pub fn confirmation_recipients(&self) -> Vec<String> {
        let mut recipients: Vec<String> = Vec::new();
        for (component, field, value) in self.answers() {
            if !matches!(component.kind, Kind::Email { confirmation_recipient: true, .. }) {
                continue;
            }
            if component.multiple {
                recipients.extend(field.values.iter().cloned());
            } else {
                recipients.push(value.as_str().unwrap_or_default().to_owned());
            }
        }
        let mut seen = std::collections::HashSet::new();
        recipients.retain(|address| seen.insert(address.clone()));
        recipients
    }

    /// The visible answers of the applicable steps.
    fn answers(&self) -> Vec<(&Component, &Field, &Value)> {
        let mut answers = Vec::new();
        for (_, evaluation) in self.applicable() {
            for field in evaluation.fields() {
                let Some(component) = self.form.find_component(&field.key) else { continue };
                let Some(value) = data::get(&evaluation.data, &field.key) else { continue };
                if component.holds_data() && !component.is_unanswered(value) {
                    answers.push((component, field, value));
                }
            }
        }
        answers
    }
}

fn add_rows(form: &Form, fields: &[Field], mode: Mode, indent: usize, rows: &mut Vec<SummaryRow>) {
    for field in fields {
        let component = form.find_component(&field.key);
        let is_asked = component.is_none_or(|component| is_shown(component, mode));
        match component.map(|component| &component.kind) {
            None => add_rows(form, &field.children, mode, indent, rows),
            Some(Kind::Columns | Kind::Column(_)) if is_asked => add_rows(form, &field.children, mode, indent, rows),
            Some(Kind::Fieldset { .. }) if is_asked => {
                let mut below = Vec::new();
                let has_heading = !field.legend.is_empty() && !field.hide_label;
                add_rows(form, &field.children, mode, indent + usize::from(has_heading), &mut below);
                if !below.is_empty() && has_heading {
                    rows.push(row(field, String::new(), indent));
                }
                rows.append(&mut below);
            }
            Some(Kind::Content { .. }) if is_asked => {
                let text = html::to_text(&field.html);
                if !text.is_empty() {
                    rows.push(row(field, text, indent));
                }
            }
            Some(Kind::SoftRequiredErrors { .. }) => {}
            Some(_) if is_asked => rows.push(row(field, field.display.clone(), indent)),
            Some(_) => {}
        }
    }
}

fn row(field: &Field, text: String, indent: usize) -> SummaryRow {
    let label = if field.kind == "content" { String::new() } else { field.label.clone() };
    SummaryRow { key: field.key.clone(), label, kind: field.kind, text, files: field.files.clone(), indent }
}

fn is_shown(component: &Component, mode: Mode) -> bool {
    match mode {
        Mode::Summary => component.show_in_summary,
        Mode::Pdf => component.show_in_pdf,
        // Nobody ticks a group for the mail: its answers decide for themselves.
        Mode::Mail => component.show_in_email || component.is_layout(),
    }
}
