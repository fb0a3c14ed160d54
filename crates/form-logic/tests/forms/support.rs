//! Forms and contexts for tests.

use std::collections::HashMap;

use form_logic::{
    Context, Evaluation, Export, FieldError, FileValue, Form, Map, Parsed, Strictness, decode, evaluate, parse,
    validate,
};
use serde_json::{Value, json};

/// Returns the object of a JSON value.
pub fn map(value: Value) -> Map {
    match value {
        Value::Object(map) => map,
        other => panic!("no object: {other}"),
    }
}

/// Returns a context at noon on 25 November 2026.
pub fn context() -> Context {
    Context::at("2026-11-25T11:00:30Z".parse().unwrap())
}

/// Reads a form with one step per list of components.
pub fn parse_form(steps: Value, rules: Value, variables: Value) -> Parsed {
    let steps = steps.as_array().unwrap();
    let definitions: Vec<Value> = (0..steps.len())
        .map(|i| {
            json!({"uuid": format!("d{i}"), "slug": format!("stap-{i}"), "name": format!("Stap {i}"),
            "configuration": {"components": steps[i]}})
        })
        .collect();
    let form_steps: Vec<Value> = (0..steps.len())
        .map(|i| {
            json!({"uuid": format!("s{i}"), "index": i, "slug": format!("stap-{i}"),
            "form_definition": format!("http://x/api/v2/form-definitions/d{i}")})
        })
        .collect();
    let form = json!([{"uuid": "f", "slug": "f", "name": "Formulier",
        "registration_backends": [{"key": "een", "name": "", "backend": "demo"}, {"key": "twee", "name": "", "backend": "demo"}]}]);
    parse(&Export {
        forms: &form.to_string(),
        form_steps: &json!(form_steps).to_string(),
        form_definitions: &json!(definitions).to_string(),
        form_logic: &rules.to_string(),
        form_variables: &variables.to_string(),
    })
}

/// Returns a form without blocking findings.
pub fn form_with(steps: Value, rules: Value, variables: Value) -> Form {
    let parsed = parse_form(steps, rules, variables);
    assert!(!parsed.is_blocked(), "{:?}", parsed.findings);
    parsed.form.unwrap()
}

/// Returns a form of one step without rules.
pub fn form(components: Value) -> Form {
    form_with(json!([components]), json!([]), json!([]))
}

/// Returns a rule with these actions, each `[target, action]`; the target is a component, variable and step at once.
pub fn rule(trigger: Value, actions: &[(&str, Value)]) -> Value {
    let actions: Vec<Value> = actions
        .iter()
        .map(|(target, action)| json!({"component": target, "variable": target, "form_step_uuid": target, "action": action}))
        .collect();
    json!({"uuid": "r", "description": "de regel", "json_logic_trigger": trigger, "actions": actions})
}

pub fn hidden(state: bool) -> Value {
    property("hidden", state)
}

pub fn property(name: &str, state: bool) -> Value {
    json!({"type": "property", "property": {"value": name, "type": "bool"}, "state": state})
}

pub fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub fn files(key: &str, files: &[(&str, u64, &str)]) -> HashMap<String, Vec<FileValue>> {
    let files = files.iter().map(|(name, size, content_type)| FileValue {
        id: format!("id-{name}"),
        name: (*name).to_owned(),
        size: *size,
        content_type: (*content_type).to_owned(),
    });
    HashMap::from([(key.to_owned(), files.collect())])
}

/// Posts to the first step and returns what it decodes to.
pub fn post(form: &Form, posted: &[(&str, &str)]) -> Map {
    decode(form, 0, &pairs(posted), &HashMap::new())
}

/// Returns the faults as "key code".
pub fn codes(errors: &[FieldError]) -> Vec<String> {
    errors.iter().map(|error| format!("{} {}", error.key, error.code)).collect()
}

/// Judges data of the first step on "volgende".
pub fn faults(form: &Form, data: &Map) -> Vec<String> {
    codes(&validate(form, 0, &Map::new(), data, &context(), Strictness::Next))
}

/// Evaluates the first step with unsaved input.
pub fn shown(form: &Form, input: Value) -> Evaluation {
    evaluate(form, 0, &Map::new(), Some(&map(input)), &context())
}

/// Returns the keys of the visible fields.
pub fn keys(evaluation: &Evaluation) -> Vec<String> {
    fn visit(fields: &[form_logic::Field], keys: &mut Vec<String>) {
        for field in fields.iter().filter(|field| field.kind != "address_part") {
            if !field.key.is_empty() {
                keys.push(field.key.clone());
            }
            visit(&field.children, keys);
        }
    }
    let mut keys = Vec::new();
    visit(&evaluation.components, &mut keys);
    keys
}
