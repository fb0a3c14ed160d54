//! Whether a form of a package can be installed.

use form_logic::{Export, Form, Kind, Parsed, Severity};
use serde_json::Value;

use crate::{FormFiles, LoketSettings, Soort};

/// Returns every fault of a form, in words for the maker of the package.
pub fn check_form(files: &FormFiles) -> Vec<String> {
    let parsed = parse(files);
    let blocking = parsed.findings.iter().filter(|finding| finding.severity == Severity::Blocking);
    let mut faults: Vec<String> =
        blocking.map(|finding| format!("{}: {} ({})", finding.place, finding.message, finding.code)).collect();
    let loket = match parse_loket(files) {
        Ok(loket) => loket,
        Err(fault) => {
            faults.push(fault);
            return faults;
        }
    };
    if let Some(form) = &parsed.form {
        if form.slug != files.slug {
            faults.push(format!("forms.json: the slug is {}, the folder is {}", form.slug, files.slug));
        }
        check_loket(form, &loket, &mut faults);
    }
    faults
}

pub(crate) fn parse(files: &FormFiles) -> Parsed {
    form_logic::parse(&Export {
        forms: &files.forms,
        form_steps: &files.form_steps,
        form_definitions: &files.form_definitions,
        form_logic: &files.form_logic,
        form_variables: &files.form_variables,
    })
}

pub(crate) fn parse_loket(files: &FormFiles) -> Result<LoketSettings, String> {
    serde_json::from_str(&files.loket).map_err(|error| format!("loket.json: {error}"))
}

/// Returns whether the designer switched the form on; yes when the export does not say.
pub(crate) fn is_active(files: &FormFiles) -> bool {
    let forms: Value = serde_json::from_str(&files.forms).unwrap_or_default();
    forms.pointer("/0/active").and_then(Value::as_bool).unwrap_or(true)
}

fn check_loket(form: &Form, loket: &LoketSettings, faults: &mut Vec<String>) {
    let mut check = |holds: bool, fault: String| {
        if !holds {
            faults.push(format!("loket.json: {fault}"));
        }
    };
    if loket.soort == Soort::Aanvraag {
        check(!loket.zaaktype.is_empty(), "zaaktype: an aanvraag needs one".into());
        check(loket.rollen.initiator.is_some(), "rollen.initiator: an aanvraag needs one".into());
    }
    let is_answer = |key: &str| {
        form.find_component(key).is_some_and(|component| component.holds_data())
            || form.variables.iter().any(|variable| variable.key == key)
    };
    for key in loket.variabelen.keys() {
        check(is_answer(key), format!("variabelen: there is no component or variable {key}"));
    }
    for koppeling in &loket.eigenschappen {
        let key = &koppeling.component_key;
        check(is_answer(key), format!("eigenschappen: there is no component or variable {key}"));
    }
    let is_file = |key: &str| matches!(form.find_component(key).map(|found| &found.kind), Some(Kind::File(_)));
    for koppeling in &loket.bestanden {
        check(is_file(&koppeling.key), format!("bestanden: there is no file component {}", koppeling.key));
    }
    for component in form.steps.iter().flat_map(|step| step.all_components()) {
        let has_koppeling = loket.bestanden.iter().any(|koppeling| koppeling.key == component.key);
        check(
            has_koppeling || !matches!(component.kind, Kind::File(_)),
            format!("bestanden: file component {} has none, so its files would be lost", component.key),
        );
    }
}
