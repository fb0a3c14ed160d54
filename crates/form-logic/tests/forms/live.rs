//! Which steps change by their own answers.

use serde_json::{Value, json};

use crate::support::*;

#[test]
fn a_step_is_live_when_an_answer_on_it_changes_what_it_shows() {
    let text = |key: &str| json!({"type": "textfield", "key": key, "label": key});
    let with = |key: &str, more: Value| {
        let mut component = map(text(key));
        component.extend(map(more));
        Value::Object(component)
    };
    let set = |logic: Value| json!({"type": "variable", "value": logic});
    let filled = |key: &str| json!({"!!": [{"var": key}]});
    let shown_by = |key: &str| json!({"conditional": {"show": true, "when": key, "eq": "x"}});
    let chain = || {
        json!([
            {"uuid": "r1", "order": 0, "json_logic_trigger": filled("a"), "actions": [{"variable": "v", "action": set(json!({"var": "a"}))}]},
            {"uuid": "r2", "order": 1, "json_logic_trigger": filled("v"), "actions": [{"component": "b", "action": hidden(true)}]},
        ])
    };
    // what it is, the two steps, the rules, which steps are live
    let cases = [
        ("nothing depends on anything", json!([[text("a"), text("b")], [text("c")]]), json!([]), [false, false]),
        (
            "a condition on the same step",
            json!([[text("a"), with("b", shown_by("a"))], [text("c")]]),
            json!([]),
            [true, false],
        ),
        (
            "a condition on an earlier step",
            json!([[text("a"), text("b")], [with("c", shown_by("a"))]]),
            json!([]),
            [false, false],
        ),
        (
            "a text with an answer",
            json!([[text("a"), with("b", json!({"label": "Hoi {{ a }}"}))], [text("c")]]),
            json!([]),
            [true, false],
        ),
        (
            "a text with what never changes here",
            json!([[text("a"), with("b", json!({"label": "{{ form_name }}"}))], [text("c")]]),
            json!([]),
            [false, false],
        ),
        (
            "a rule",
            json!([[text("a"), text("b")], [text("c")]]),
            json!([rule(filled("a"), &[("b", hidden(true))])]),
            [true, false],
        ),
        (
            "a rule about another step",
            json!([[text("a"), text("b")], [text("c")]]),
            json!([rule(filled("a"), &[("c", hidden(true))])]),
            [false, false],
        ),
        (
            "a rule about who logged in",
            json!([[text("a"), text("b")], [text("c")]]),
            json!([rule(filled("auth_type"), &[("b", hidden(true))])]),
            [false, false],
        ),
        (
            "a calculation",
            json!([[text("a"), text("b")], [text("c")]]),
            json!([rule(json!({"==": [1, 1]}), &[("b", set(json!({"cat": [{"var": "a"}, "!"]})))])]),
            [true, false],
        ),
        ("a chain over a variable of the form", json!([[text("a"), text("b")], [text("c")]]), chain(), [true, false]),
    ];
    let variables =
        json!([{"source": "user_defined", "key": "v", "name": "v", "data_type": "string", "initial_value": ""}]);
    for (what, steps, rules, expected) in cases {
        let form = form_with(steps, rules, variables.clone());
        assert_eq!(form.steps.iter().map(|step| step.is_live).collect::<Vec<_>>(), expected, "{what}");
    }
}

#[test]
fn the_reference_form_is_live_where_it_asks_more_after_an_answer() {
    let form = crate::bezwaar::form();
    let live: Vec<_> = form.steps.iter().map(|step| (step.slug.as_str(), step.is_live)).collect();
    assert_eq!(live, [("gegevens", true), ("besluit", true), ("reden", true)]);
}
