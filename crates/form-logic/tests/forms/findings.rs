//! What is told about a form that can't be used as it is.

use form_logic::{Export, Finding, Severity, parse};
use serde_json::{Value, json};

use crate::support::*;

fn text(key: &str) -> Value {
    json!({"type": "textfield", "key": key, "label": key})
}

fn found(steps: Value, rules: Value, variables: Value) -> Vec<(Severity, &'static str, String)> {
    let findings = parse_form(steps, rules, variables).findings;
    findings.into_iter().map(|Finding { severity, code, place, .. }| (severity, code, place)).collect()
}

#[test]
fn each_fault_of_a_form_is_a_finding_with_its_place() {
    let set = |key: &str, value: Value| rule(json!(true), &[(key, json!({"type": "variable", "value": value}))]);
    let at = |key: &str| format!("formDefinitions.json/stap-0/{key}");
    let block = Severity::Blocking;
    let cases = [
        (json!([{"type": "hologram", "key": "x"}]), json!([]), block, "unknown_component_type", at("x")),
        (json!([{"type": "editgrid", "key": "x"}]), json!([]), block, "unsupported_component_type", at("x")),
        (
            json!([text("x"), {"type": "fieldset", "key": "f", "components": [text("x")]}]),
            json!([]),
            block,
            "duplicate_key",
            at("x"),
        ),
        (json!([text("a"), text("a.b")]), json!([]), block, "nested_key", at("a.b")),
        (json!([text("today")]), json!([]), block, "reserved_key", at("today")),
        (json!([text("a b")]), json!([]), block, "invalid_key", at("a b")),
        (
            json!([{"type": "textfield", "key": "x", "validate": {"pattern": "(a"}}]),
            json!([]),
            block,
            "invalid_pattern",
            at("x"),
        ),
        (json!([{"type": "textfield", "key": "x", "label": "{{ a"}]), json!([]), block, "invalid_template", at("x")),
        (json!([{"type": "radio", "key": "x", "values": []}]), json!([]), block, "no_options", at("x")),
        (
            json!([{"type": "textfield", "key": "x", "validate": {"plugins": ["mijn"]}}]),
            json!([]),
            block,
            "unknown_check",
            at("x"),
        ),
        (
            json!([{"type": "textfield", "key": "x", "validate": {"plugins": ["kvk-rsin"]}}]),
            json!([]),
            Severity::Warning,
            "remote_check",
            at("x"),
        ),
        (
            json!([{"type": "textfield", "key": "x", "conditional": {"show": true, "when": "weg", "eq": "a"}}]),
            json!([]),
            Severity::Warning,
            "unknown_variable",
            at("x"),
        ),
        (
            json!([text("x")]),
            json!([rule(json!({"gelijk": [1, 2]}), &[])]),
            block,
            "invalid_logic",
            "formLogic.json/1".into(),
        ),
        (
            json!([text("x")]),
            json!([rule(json!({"==": [{"var": "weg"}, 1]}), &[])]),
            Severity::Warning,
            "unknown_variable",
            "formLogic.json/r".into(),
        ),
        (json!([text("x")]), json!([set("weg", json!(1))]), block, "unknown_variable", "formLogic.json/1".into()),
        (
            json!([text("x")]),
            json!([rule(json!(true), &[("x", json!({"type": "evaluate-dmn"}))])]),
            block,
            "unsupported_action",
            "formLogic.json/1".into(),
        ),
        (
            json!([text("x")]),
            json!([rule(json!(true), &[("weg", hidden(true))])]),
            block,
            "unknown_component",
            "formLogic.json/1".into(),
        ),
        (
            json!([text("x")]),
            json!([rule(json!(true), &[("s9", json!({"type": "disable-next"}))])]),
            block,
            "unknown_step",
            "formLogic.json/1".into(),
        ),
        (
            json!([text("x")]),
            json!([set("x", json!({"cat": [{"var": "x"}, "!"]}))]),
            block,
            "rule_cycle",
            "formLogic.json/r".into(),
        ),
        (
            json!([text("x"), text("y")]),
            json!([set("x", json!({"var": "y"})), set("y", json!({"var": "x"}))]),
            block,
            "rule_cycle",
            "formLogic.json/r".into(),
        ),
    ];
    for (components, rules, severity, code, place) in cases {
        let found = found(json!([components]), rules.clone(), json!([]));
        assert_eq!(found, [(severity, code, place)], "{components} {rules}");
    }
}

#[test]
fn what_is_no_export_gives_findings_and_no_form() {
    let empty = Export { forms: "[]", form_steps: "[", form_definitions: "{}", form_logic: "[]", form_variables: "[]" };
    let parsed = parse(&empty);
    assert!(parsed.form.is_none() && parsed.is_blocked());
    let codes: Vec<_> = parsed.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["invalid_json", "no_list", "no_form"]);
}

#[test]
fn old_exports_are_read_as_they_were_meant() {
    let form = json!([{"uuid": "f", "slug": "f", "name": "F", "registration_backend": "email", "registration_backend_options": {"a": 1},
        "authentication_backends": ["digid"], "authentication_backend_options": {"digid": {"loa": "x"}}, "confirmation_email_option": "no_email"}]);
    let components = json!([
        text("a"), {"type": "textfield", "key": "m", "label": "M", "multiple": true, "defaultValue": [""]},
        {"type": "file", "key": "b", "label": "B", "defaultValue": null}, {"type": "select", "key": "s", "label": "S", "data": {"values": [{"value": 1, "label": "Een"}]}, "defaultValue": 1}]);
    let parsed = parse(&Export {
        forms: &form.to_string(),
        form_steps: r#"[{"uuid":"s0","index":0,"form_definition":"http://x/d0/"}]"#,
        form_definitions: &json!([{"url": "http://y/d0", "slug": "een", "translations": {"nl": {"name": "Een"}}, "configuration": {"components": components}}]).to_string(),
        form_logic: &json!([{"json_logic_trigger": {"var": "a"}, "actions": [{"action": {"type": "disable-next"}}, {"form_step": "http://x/steps/s0", "action": {"type": "disable-next"}}]}]).to_string(),
        form_variables: "[]",
    });
    assert_eq!(parsed.findings, []);
    let form = parsed.form.unwrap();
    assert_eq!(
        (form.registration_backends[0].key.as_str(), form.registration_backends[0].backend.as_str()),
        ("backend1", "email")
    );
    assert_eq!(form.auth_backends[0].options, json!({"loa": "x"}));
    assert!(!form.send_confirmation_email);
    assert_eq!((form.steps[0].slug.as_str(), form.steps[0].title.as_str()), ("een", "Een"));
    let evaluation = shown(&form, json!({"a": "x"}));
    assert_eq!(json!(evaluation.data), json!({"a": "x", "m": [], "b": [], "s": "1"}));
    assert!(!evaluation.can_submit);
}
