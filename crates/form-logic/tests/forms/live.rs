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
fn a_question_appears_by_what_its_condition_and_rules_ask() {
    let text = |key: &str| json!({"type": "textfield", "key": key, "label": key});
    let by = |key: &str| json!({"show": true, "when": key, "eq": "x"});
    let group = json!({"type": "fieldset", "key": "g", "label": "g", "components": [{"type": "textfield", "key": "b", "label": "b"}], "conditional": by("c")});
    let own = json!({"type": "textfield", "key": "b", "label": "b", "conditional": by("c")});
    let filled = |key: &str| json!({"!!": [{"var": key}]});
    let hides = |key: &str| json!([rule(filled("c"), &[(key, hidden(true))])]);
    // what it is, the step, the rules, whether an answer to `a` or to `c` can show `b`
    let cases = [
        ("nothing depends on anything", json!([[text("a"), text("b"), text("c")]]), json!([]), [false, false]),
        ("its own condition", json!([[text("a"), own, text("c")]]), json!([]), [false, true]),
        ("the condition of its group", json!([[text("a"), group, text("c")]]), json!([]), [false, true]),
        ("a rule", json!([[text("a"), text("b"), text("c")]]), hides("b"), [false, true]),
        ("a rule about another", json!([[text("a"), text("b"), text("c")]]), hides("a"), [false, false]),
    ];
    for (what, steps, rules, expected) in cases {
        let form = form_with(steps, rules, json!([]));
        let found = ["a", "c"].map(|key| form_logic::can_show(&form, 0, "b", &[form.find_component(key).unwrap()]));
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn the_reference_form_is_live_where_it_asks_more_after_an_answer() {
    let form = crate::bezwaar::form();
    let live: Vec<_> = form.steps.iter().map(|step| (step.slug.as_str(), step.is_live)).collect();
    assert_eq!(live, [("gegevens", true), ("besluit", true), ("reden", true)]);
}
