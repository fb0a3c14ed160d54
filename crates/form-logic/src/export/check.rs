//! What is wrong between the parts of a form: keys that clash, references to what is not there.

use std::collections::HashMap;

use crate::component::{DateLimit, Kind, OptionSource};
use crate::context::STATIC_KEYS;
use crate::finding::Findings;
use crate::form::Form;
use crate::rule::Action;

/// Checks the keys themselves.
pub(super) fn keys(form: &Form, positions: &HashMap<String, (usize, Vec<usize>)>, findings: &mut Findings) {
    for (step_index, step) in form.steps.iter().enumerate() {
        for component in step.all_components().into_iter().filter(|component| component.holds_data()) {
            let key = component.key.as_str();
            let place = format!("formDefinitions.json/{}/{key}", form.steps[step_index].slug);
            if !is_key(key) {
                findings.block("invalid_key", &place, "Deze sleutel is leeg of bevat tekens die niet mogen.");
            }
            if STATIC_KEYS.contains(&key) {
                findings.block("reserved_key", &place, "Deze sleutel is van een vaste variabele.");
            }
            let parents = key.match_indices('.').map(|(at, _)| &key[..at]);
            if parents.into_iter().any(|parent| positions.contains_key(parent)) {
                findings.block("nested_key", &place, "Een ander veld heeft een sleutel waar deze sleutel in valt.");
            }
        }
    }
}

/// `^(\w|\w[\w.\-]*\w)$`
fn is_key(key: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    key.starts_with(is_word) && key.ends_with(is_word) && key.chars().all(|c| is_word(c) || c == '.' || c == '-')
}

/// Checks what components and rules refer to.
pub(super) fn references(form: &Form, findings: &mut Findings) {
    let is_known = |path: &str| is_known(form, path);
    for step in &form.steps {
        for component in step.all_components() {
            let place = format!("formDefinitions.json/{}/{}", step.slug, component.key);
            let conditional = component.conditional.as_ref().map(|conditional| &conditional.when);
            if let Some(when) = conditional.filter(|when| !is_known(when)) {
                findings.warn(
                    "unknown_variable",
                    &place,
                    format!("De voorwaarde kijkt naar het onbekende veld '{when}'."),
                );
            }
            if let Kind::Date { min, max, .. } = &component.kind {
                for limit in [min, max] {
                    if let DateLimit::Relative { variable, .. } = limit
                        && !is_known(variable)
                    {
                        findings.warn(
                            "unknown_variable",
                            &place,
                            format!("De datumgrens kijkt naar het onbekende '{variable}'."),
                        );
                    }
                }
            }
            if let Some(OptionSource::Expression(logic)) = component.option_source() {
                for path in logic.variables().iter().filter(|path| !is_known(path)) {
                    findings.warn("unknown_variable", &place, format!("De keuzes komen uit het onbekende '{path}'."));
                }
            }
        }
    }
    for (index, rule) in form.rules.iter().enumerate() {
        let place =
            format!("formLogic.json/{}", if rule.id.is_empty() { (index + 1).to_string() } else { rule.id.clone() });
        let of_actions = rule.actions.iter().filter_map(|action| match action {
            Action::Variable { value, .. } => Some(value.variables()),
            _ => None,
        });
        let mut paths: Vec<String> = rule.trigger.variables().into_iter().chain(of_actions.flatten()).collect();
        paths.sort();
        paths.dedup();
        for path in paths.iter().filter(|path| !is_known(path)) {
            findings.warn("unknown_variable", &place, format!("De regel leest het onbekende '{path}'."));
        }
    }
}

/// A path is known when it, or something above it, is a component or variable.
fn is_known(form: &Form, path: &str) -> bool {
    let above = path.match_indices('.').map(|(at, _)| &path[..at]);
    path.is_empty()
        || above.chain([path]).any(|key| {
            STATIC_KEYS.contains(&key)
                || form.find_component(key).is_some_and(|component| component.holds_data())
                || form.variables.iter().any(|variable| variable.key == key)
        })
}
