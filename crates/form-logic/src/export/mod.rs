//! Reading an export of Open Formulieren: a form and everything that is wrong with it.

mod check;
mod component;
mod form;
mod json;
mod kind;
mod rule;

use std::collections::HashMap;

use serde_json::Value;

pub(crate) use component::with_children;

use crate::finding::{Finding, Findings};
use crate::form::{Form, Step};
use crate::{DataType, live, order};

/// The JSON files of an export (keys in snake_case).
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// `forms.json`
    pub forms: &'a str,
    /// `formSteps.json`
    pub form_steps: &'a str,
    /// `formDefinitions.json`
    pub form_definitions: &'a str,
    /// `formLogic.json`
    pub form_logic: &'a str,
    /// `formVariables.json`
    pub form_variables: &'a str,
}

/// A form that was read, with what is wrong with it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The form; `None` when there is no form to be found at all. It may only be activated without blocking findings.
    pub form: Option<Form>,
    /// Everything that is wrong or worth knowing.
    pub findings: Vec<Finding>,
}

impl Parsed {
    /// Returns whether the form may not be activated.
    pub fn is_blocked(&self) -> bool {
        self.form.is_none() || self.findings.iter().any(|finding| finding.severity == crate::Severity::Blocking)
    }
}

/// Reads a form. Never fails: what can't be used is a finding, and the rest of the form is still there to look at.
pub fn parse(export: &Export<'_>) -> Parsed {
    let mut findings = Findings::default();
    let forms = file("forms.json", export.forms, &mut findings);
    let steps = file("formSteps.json", export.form_steps, &mut findings);
    let definitions = file("formDefinitions.json", export.form_definitions, &mut findings);
    let rules = file("formLogic.json", export.form_logic, &mut findings);
    let variables = file("formVariables.json", export.form_variables, &mut findings);

    let Some(first) = forms.first().filter(|form| form.is_object()) else {
        findings.block("no_form", "forms.json", "Er staat geen formulier in de export.");
        return Parsed { form: None, findings: findings.0 };
    };
    let mut form = form::form(first, &mut findings);
    form.variables = variables.iter().filter_map(|variable| form::variable(variable, &mut findings)).collect();
    form.steps = read_steps(&steps, &definitions, &mut findings);
    form.login_required = form.steps.iter().any(|step| step.login_required);
    component::link(&mut form.steps);
    index(&mut form, &mut findings);

    form.rules = rule::rules(&rules, &form, &mut findings);
    order::arrange(&mut form, &mut findings);
    live::mark(&mut form);
    check::references(&form, &mut findings);
    Parsed { form: Some(form), findings: findings.0 }
}

fn file(name: &str, text: &str, findings: &mut Findings) -> Vec<Value> {
    match serde_json::from_str(text) {
        Ok(Value::Array(list)) => list,
        Ok(_) => {
            findings.block("no_list", name, "Dit bestand bevat geen lijst.");
            Vec::new()
        }
        Err(error) => {
            findings.block("invalid_json", name, format!("Dit bestand is geen geldige JSON (regel {}).", error.line()));
            Vec::new()
        }
    }
}

fn read_steps(steps: &[Value], definitions: &[Value], findings: &mut Findings) -> Vec<Step> {
    let by_id: HashMap<&str, &Value> =
        definitions.iter().filter_map(|definition| Some((json::id(definition)?, definition))).collect();
    let mut ordered: Vec<&Value> = steps.iter().collect();
    ordered.sort_by_key(|step| step.get("index").and_then(Value::as_i64).unwrap_or(i64::MAX));
    let mut read = Vec::new();
    for (index, step) in ordered.into_iter().enumerate() {
        let place = format!("formSteps.json/{}", index + 1);
        let reference = json::text(step, "form_definition");
        match by_id.get(json::last_segment(reference)) {
            Some(definition) => read.push(form::step(step, definition, findings)),
            None => findings.block("unknown_definition", &place, "De formulierdefinitie van deze stap ontbreekt."),
        }
    }
    if read.is_empty() {
        findings.block("no_steps", "formSteps.json", "Het formulier heeft geen stappen.");
    }
    if let Some(first) = read.first_mut().filter(|first| !first.is_applicable) {
        findings.warn("first_step_applies", "formSteps.json/1", "De eerste stap is altijd van toepassing.");
        first.is_applicable = true;
    }
    read
}

/// Notes where each component is and which variables are dates; finds keys that clash.
fn index(form: &mut Form, findings: &mut Findings) {
    let mut positions = HashMap::new();
    let mut types: HashMap<String, DataType> =
        HashMap::from([("now".to_owned(), DataType::DateTime), ("today".to_owned(), DataType::Date)]);
    for (step_index, step) in form.steps.iter().enumerate() {
        let mut open: Vec<(&[crate::Component], Vec<usize>)> = vec![(&step.components, vec![])];
        while let Some((components, path)) = open.pop() {
            for (child, component) in components.iter().enumerate() {
                let mut path = path.clone();
                path.push(child);
                open.push((&component.children, path.clone()));
                if component.key.is_empty() {
                    continue;
                }
                let place = format!("formDefinitions.json/{}/{}", step.slug, component.key);
                if positions.insert(component.key.clone(), (step_index, path)).is_some() {
                    findings.block("duplicate_key", &place, "Deze sleutel komt vaker voor in het formulier.");
                }
                types.insert(component.key.clone(), component.data_type());
            }
        }
    }
    for variable in &form.variables {
        let place = format!("formVariables.json/{}", variable.key);
        if positions.contains_key(&variable.key) {
            findings.block("duplicate_key", &place, "Een veld heeft dezelfde sleutel als deze variabele.");
        }
        types.insert(variable.key.clone(), variable.data_type);
    }
    check::keys(form, &positions, findings);
    types.retain(|_, data_type| matches!(data_type, DataType::Date | DataType::DateTime | DataType::Time));
    (form.positions, form.types) = (positions, types);
}
