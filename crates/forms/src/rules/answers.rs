//! The answers of a whole submission, as they count when it is sent.

use std::ops::Deref;

use form_logic::{Context, FileValue, Kind, Map, Outcome, data};
use serde_json::Value;

use crate::domain::plain_text;
use crate::{Formulier, LoketSettings};

/// The final state of all steps.
pub(crate) struct Answers<'a> {
    outcome: Outcome<'a>,
    values: Map,
}

impl<'a> Deref for Answers<'a> {
    type Target = Outcome<'a>;

    fn deref(&self) -> &Outcome<'a> {
        &self.outcome
    }
}

impl<'a> Answers<'a> {
    /// Evaluates all steps as on sending.
    pub(crate) fn of(formulier: &'a Formulier, saved: &'a Map, ctx: &'a Context) -> Self {
        let outcome = Outcome::of(&formulier.definition, saved, ctx);
        let values = outcome.registration_values();
        Self { outcome, values }
    }

    /// Returns the reason of the first rule that does not let the person go on.
    pub(crate) fn blocked(&self) -> Option<&str> {
        self.applicable()
            .find(|(_, evaluation)| !evaluation.can_submit)
            .map(|(_, evaluation)| &*evaluation.blocked_reason)
    }

    /// Returns whether the form asks for what has this meaning to a registration.
    pub(crate) fn asks(&self, attribute: &str) -> bool {
        let mut components = self.form().steps.iter().flat_map(|step| step.all_components());
        components.any(|component| component.registration_attribute.as_deref() == Some(attribute))
    }

    /// Returns an answer or form variable. What was hidden or not answered is none.
    pub(crate) fn find(&self, key: &str) -> Option<&Value> {
        if let Some(step) = self.form().step_of(key) {
            let is_visible = self.applies(step) && self.evaluations()[step].find_field(key).is_some();
            if !is_visible {
                return None;
            }
        }
        data::get(&self.values, key).filter(|value| !data::is_empty(value))
    }

    /// Returns an answer as text: a bare value, or what the page shows of a choice, a list or an address.
    pub(crate) fn find_text(&self, key: &str) -> Option<String> {
        let value = self.find(key)?;
        let shown = || {
            let field = self.evaluations().get(self.form().step_of(key)?)?.find_field(key)?;
            Some(field.display.clone()).filter(|text| !text.trim().is_empty())
        };
        plain_text(value).or_else(shown)
    }

    /// Returns the visible uploads of a file component.
    pub(crate) fn files(&self, key: &str) -> Vec<FileValue> {
        FileValue::list(self.find(key))
    }

    /// Returns the process variables that the answers become.
    pub(crate) fn variables(&self, loket: &LoketSettings) -> Map {
        let found = loket.variabelen.iter().filter_map(|(key, name)| Some((name.clone(), self.find(key)?.clone())));
        found.collect()
    }

    /// Returns all visible answers by key; content and headings have none.
    pub(crate) fn by_key(&self) -> Map {
        let components = self.form().steps.iter().flat_map(|step| step.all_components());
        let mut answers = Map::new();
        for component in components.filter(|component| !matches!(component.kind, Kind::File(_))) {
            if let Some(value) = self.find(&component.key).filter(|_| !component.is_layout()) {
                answers.insert(component.key.clone(), value.clone());
            }
        }
        answers
    }
}
