//! What is wrong with the answers.

use serde_json::Value;

use crate::context::Context;
use crate::evaluate::{Evaluation, evaluate, locked_value};
use crate::field::Field;
use crate::form::{Form, Translations};
use crate::overview::Outcome;
use crate::{Map, data, template};

/// How strict a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// On "volgende" and on sending: everything.
    Next,
    /// On "opslaan": everything but missing answers, so that a person can pause.
    Save,
}

/// One fault in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The key of the field; of a part of an address `key.part`.
    pub key: String,
    /// What is wrong. `required`, `maxLength`, `pattern`, `min`, `max`, `minDate`, `maxDate`, `minTime`, `maxTime`,
    /// `minSelectedCount`, `maxSelectedCount`, `maxNumberOfFiles`, `fileMaxSize`, `invalid_file_type`, `decimalLimit`,
    /// `invalid_email`, `invalid_phone`, `invalid_date`, `invalid_time`, `invalid_number`, `invalid_choice`,
    /// `invalidPrefilledField`, `bsn`, `iban`, `licenseplate`, `postcode`, `houseNumber`, `houseLetter`, `houseNumberAddition`,
    /// `phonenumber-nl`, `phonenumber-international`, `invalid` (a value of another type).
    pub code: &'static str,
    /// What the text needs: `limit` (a limit as people read it), and by code `length`, `count`, `date` (ISO), `name`, `min`, `max`.
    pub params: Map,
    /// The designer's own text, when there is one in the language of the page.
    pub custom_message: Option<String>,
    /// The label of the field.
    pub label: String,
}

/// Judges unsaved data of a step. Only visible fields are judged; the faults are in the order of the page.
pub fn validate(
    form: &Form,
    step: usize,
    saved: &Map,
    data: &Map,
    ctx: &Context,
    strictness: Strictness,
) -> Vec<FieldError> {
    let evaluation = evaluate(form, step, saved, Some(data), ctx);
    judge(form, step, &evaluation, saved, Some(data), ctx, strictness)
}

impl Outcome<'_> {
    /// Judges all applicable steps as on sending, with the final logic. Returns each fault with the position of its step.
    pub fn faults(&self) -> Vec<(usize, FieldError)> {
        let mut errors = Vec::new();
        for (step, evaluation) in self.applicable() {
            let found = judge(self.form, step, evaluation, self.saved, None, self.ctx, Strictness::Next);
            errors.extend(found.into_iter().map(|error| (step, error)));
        }
        errors
    }
}

fn judge(
    form: &Form,
    step: usize,
    evaluation: &Evaluation,
    saved: &Map,
    input: Option<&Map>,
    ctx: &Context,
    strictness: Strictness,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    // Whether a prefilled field is locked is judged without the input, which nobody can trust yet.
    let trusted = if input.is_some() { Some(evaluate(form, step, saved, None, ctx)) } else { None };
    let trusted = trusted.as_ref().unwrap_or(evaluation);
    for field in evaluation.fields() {
        let Some(component) = form.find_component(&field.key).filter(|component| component.holds_data()) else {
            continue;
        };
        let value = data::get(&evaluation.data, &field.key).cloned().unwrap_or_else(|| component.empty_value());
        let mut checks = Checks {
            key: &field.key,
            label: &field.label,
            errors: &component.errors,
            language: &ctx.language,
            strictness,
            found: &mut errors,
        };
        let is_locked = trusted.find_field(&field.key).is_some_and(|field| field.readonly);
        if is_locked {
            let given = input.unwrap_or(saved);
            let expected = locked_value(component, ctx);
            if data::get(given, &field.key).is_some_and(|given| Some(given) != expected.as_ref()) {
                checks.fail("invalidPrefilledField", []);
            }
            // What a register says is not the person's fault.
            continue;
        }
        component.check(field, &value, &mut checks);
    }
    errors
}

/// Gathers the faults of one field.
pub(crate) struct Checks<'a> {
    key: &'a str,
    label: &'a str,
    errors: &'a Translations,
    language: &'a str,
    strictness: Strictness,
    found: &'a mut Vec<FieldError>,
}

impl Checks<'_> {
    pub(crate) fn language(&self) -> &str {
        self.language
    }

    pub(crate) fn is_saving(&self) -> bool {
        self.strictness == Strictness::Save
    }

    /// The answer is missing: no fault while saving.
    pub(crate) fn required(&mut self) {
        if !self.is_saving() {
            self.fail("required", []);
        }
    }

    pub(crate) fn fail(&mut self, code: &'static str, params: impl IntoIterator<Item = (&'static str, Value)>) {
        let (key, label, errors) = (self.key.to_owned(), self.label.to_owned(), self.errors);
        self.add(key, label, errors, code, params);
    }

    /// A fault in a part of a value.
    pub(crate) fn fail_part(
        &mut self,
        part: &str,
        label: &str,
        errors: &Translations,
        code: &'static str,
        params: impl IntoIterator<Item = (&'static str, Value)>,
    ) {
        self.add(format!("{}.{part}", self.key), label.to_owned(), errors, code, params);
    }

    fn add(
        &mut self,
        key: String,
        label: String,
        errors: &Translations,
        code: &'static str,
        params: impl IntoIterator<Item = (&'static str, Value)>,
    ) {
        let params: Map = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        // The designer's text for a wrong form goes by the name of the pattern, whatever the type calls it.
        let own = |code| Some(errors.text(self.language, code, "")).filter(|text| !text.is_empty());
        let is_form = matches!(code, "postcode" | "licenseplate" | "invalid_phone");
        let source = own(code).or_else(|| own("pattern").filter(|_| is_form));
        let custom_message = source.map(|source| {
            let mut texts = params.clone();
            texts.insert("field".to_owned(), Value::from(label.as_str()));
            template::render_text(source, &texts, self.language)
        });
        self.found.push(FieldError { key, code, params, custom_message, label });
    }
}

impl Evaluation {
    /// Returns all fields of the step, parents before their children.
    pub(crate) fn fields(&self) -> Vec<&Field> {
        fn visit<'a>(fields: &'a [Field], found: &mut Vec<&'a Field>) {
            for field in fields {
                found.push(field);
                visit(&field.children, found);
            }
        }
        let mut found = Vec::new();
        visit(&self.components, &mut found);
        found
    }
}
