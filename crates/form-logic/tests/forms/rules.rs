//! Rules: what they set, in which order, on which steps.

use form_logic::{Context, IdentifierRole, Map, Outcome, PrefillKey, Strictness, evaluate, validate};
use serde_json::{Value, json};

use crate::support::*;

fn text(key: &str) -> Value {
    json!({"type": "textfield", "key": key, "label": key})
}

fn variable(value: Value) -> Value {
    json!({"type": "variable", "value": value})
}

#[test]
fn properties_follow_the_trigger() {
    let form = form_with(
        json!([[text("a"), {"type": "textfield", "key": "b", "label": "B", "hidden": true}, text("c"), text("d")]]),
        json!([rule(
            json!({"==": [{"var": "a"}, "ja"]}),
            &[("b", hidden(false)), ("c", property("validate.required", true)), ("d", property("disabled", true))]
        )]),
        json!([]),
    );
    let on = shown(&form, json!({"a": "ja", "b": "", "c": "", "d": ""}));
    assert_eq!(keys(&on), ["a", "b", "c", "d"]);
    assert!(on.find_field("c").unwrap().required && on.find_field("d").unwrap().disabled);
    assert_eq!(faults(&form, &map(json!({"a": "ja", "c": ""}))), ["c required"]);
    let off = shown(&form, json!({"a": "nee", "b": "x", "c": "", "d": ""}));
    assert_eq!(keys(&off), ["a", "c", "d"]);
    assert!(!off.data.contains_key("b"));
}

#[test]
fn a_complete_condition_overrules_a_rule() {
    let form = form_with(
        json!([[text("a"), {"type": "textfield", "key": "b", "label": "B", "conditional": {"show": true, "when": "a", "eq": "x"}}]]),
        json!([rule(json!(true), &[("b", hidden(false))])]),
        json!([]),
    );
    assert_eq!(keys(&shown(&form, json!({"a": "y"}))), ["a"]);
}

#[test]
fn values_of_rules_apply_at_once_and_in_the_order_of_their_dependencies() {
    // In the export the rule that reads comes first.
    let form = form_with(
        json!([[{"type": "number", "key": "n", "label": "N"}, {"type": "date", "key": "d", "label": "D"},
            {"type": "textfield", "key": "veel", "label": "Veel", "hidden": true}]]),
        json!([
            rule(json!({">": [{"var": "dubbel"}, 10]}), &[("veel", hidden(false)), ("veel", variable(json!("ja")))]),
            rule(
                json!(true),
                &[
                    ("dubbel", variable(json!({"*": [{"var": "n"}, 2]}))),
                    ("niets", variable(json!({"var": "onbekend"})))
                ]
            ),
            rule(json!({"var": "n"}), &[("d", variable(json!({"+": [{"var": "today"}, {"duration": "P1M"}]})))]),
        ]),
        json!([{"key": "dubbel", "data_type": "float"}, {"key": "niets", "data_type": "string", "initial_value": "begin"}]),
    );
    let evaluation = shown(&form, json!({"n": 6, "d": "", "veel": ""}));
    assert_eq!(
        json!(evaluation.data),
        json!({"n": 6, "d": "2026-12-25", "veel": "ja", "dubbel": 12, "niets": "begin"})
    );
    assert_eq!(evaluation.problems, []);
    let evaluation = shown(&form, json!({"n": 5, "d": ""}));
    assert_eq!(keys(&evaluation), ["n", "d"]);
}

#[test]
fn a_rule_that_fails_is_false_and_told_to_the_designer() {
    let form = form_with(
        json!([[text("a")]]),
        json!([rule(json!({">": [{"+": [{"var": "a"}, 1]}, 0]}), &[("a", property("disabled", true))])]),
        json!([]),
    );
    let evaluation = shown(&form, json!({"a": "geheim"}));
    assert!(!evaluation.find_field("a").unwrap().disabled);
    assert_eq!(evaluation.problems.len(), 1);
    assert_eq!(evaluation.problems[0].place, "r");
    assert!(!evaluation.problems[0].message.contains("geheim"));
}

#[test]
fn steps_can_be_blocked_skipped_and_routed() {
    let form = form_with(
        json!([[text("a")], [text("b")], [text("c")]]),
        json!([
            rule(json!({"==": [{"var": "a"}, "stop"]}), &[("s0", json!({"type": "disable-next"}))]),
            rule(json!({"==": [{"var": "a"}, "kort"]}), &[("s1", json!({"type": "step-not-applicable"}))]),
            rule(
                json!({"==": [{"var": "a"}, "kort"]}),
                &[("", json!({"type": "set-registration-backend", "value": "twee"}))]
            ),
        ]),
        json!([]),
    );
    let at = |step: usize, a: &str| evaluate(&form, step, &map(json!({"a": a, "b": "B", "c": "C"})), None, &context());
    let applicable =
        |evaluation: &form_logic::Evaluation| evaluation.steps.iter().map(|s| s.applicable).collect::<Vec<_>>();

    assert!(at(0, "x").can_submit);
    assert_eq!((at(0, "stop").can_submit, at(0, "stop").blocked_reason.as_str()), (false, "de regel"));
    assert!(at(1, "stop").can_submit);
    assert_eq!(applicable(&at(0, "x")), [true, true, true]);
    assert_eq!(applicable(&at(2, "kort")), [true, false, true]);
    assert!(at(1, "kort").components.is_empty() && !at(1, "kort").can_submit);
    assert_eq!(json!(at(0, "kort").data), json!({"a": "kort", "c": "C"}));
    assert_eq!(at(0, "x").registration_backend.as_deref(), Some("een"));
    assert_eq!(at(0, "kort").registration_backend.as_deref(), Some("twee"));
    assert_eq!(
        json!(Outcome::of(&form, &map(json!({"a": "kort", "b": "B"})), &context()).registration_values()),
        json!({"a": "kort", "c": ""})
    );
}

#[test]
fn a_step_that_does_not_apply_is_not_judged() {
    let required = |key: &str| json!({"type": "textfield", "key": key, "label": key, "validate": {"required": true}});
    let form = form_with(
        json!([[text("a")], [required("b")], [required("c")]]),
        json!([rule(json!({"==": [{"var": "a"}, "kort"]}), &[("s1", json!({"type": "step-not-applicable"}))])]),
        json!([]),
    );
    let errors = |a: &str| -> Vec<(usize, String)> {
        Outcome::of(&form, &map(json!({"a": a})), &context())
            .faults()
            .into_iter()
            .map(|(step, error)| (step, error.key))
            .collect()
    };
    assert_eq!(errors("x"), [(1, "b".to_owned()), (2, "c".to_owned())]);
    assert_eq!(errors("kort"), [(2, "c".to_owned())]);
}

#[test]
fn rules_run_on_the_steps_of_their_targets() {
    let form = form_with(
        json!([[text("a")], [text("b")]]),
        json!([
            rule(json!({"var": "a"}), &[("b", property("disabled", true))]),
            rule(json!({"var": "b"}), &[("v", variable(json!(1)))]),
            rule(json!({"==": [{"var": "v"}, 1]}), &[("w", variable(json!(2)))]),
            rule(json!({"var": "b"}), &[("", json!({"type": "disable-next"}))]),
        ]),
        json!([{"key": "v", "data_type": "int"}, {"key": "w", "data_type": "int"}]),
    );
    let steps: Vec<_> = form.rules.iter().map(|rule| rule.steps.clone()).collect();
    assert_eq!(steps, [vec![1], vec![1], vec![1], vec![1]]);
    assert_eq!(json!(evaluate(&form, 1, &map(json!({"b": "x"})), None, &context()).data["w"]), json!(2));
}

fn prefill(attribute: &str) -> (PrefillKey, Value) {
    (PrefillKey { plugin: "brp".into(), attribute: attribute.into(), role: IdentifierRole::Main }, Value::Null)
}

fn prefilled_context(facts: &[(&str, Value)]) -> Context {
    let mut ctx = context();
    ctx.prefill = facts.iter().map(|(attribute, value)| (prefill(attribute).0, value.clone())).collect();
    ctx
}

#[test]
fn prefilled_and_disabled_fields_can_not_be_changed() {
    let component = |key: &str, kind: &str, disabled: bool| {
        json!({"type": kind, "key": key, "label": key, "disabled": disabled, "validate": {"required": true},
            "prefill": {"plugin": "brp", "attribute": key, "identifierRole": "main"}})
    };
    let form = form_with(
        json!([[
            component("naam", "textfield", true),
            component("plaats", "textfield", false),
            component("postcode", "postcode", true),
            component("geboren", "date", true),
            text("los")
        ]]),
        // The rule can't unlock: what it reads is not trusted yet.
        json!([rule(json!({"==": [{"var": "los"}, "open"]}), &[("naam", property("disabled", false))])]),
        json!([]),
    );
    assert_eq!(form.prefill_keys().len(), 4);
    let ctx = prefilled_context(&[
        ("naam", json!("Jansen")),
        ("plaats", json!("Zeist")),
        ("postcode", json!("1234ab")),
        ("geboren", json!("19850231")),
    ]);
    let fresh = evaluate(&form, 0, &Map::new(), None, &ctx);
    // 31 February is no day: the field stays empty and can be filled in.
    assert_eq!(
        json!(fresh.data),
        json!({"naam": "Jansen", "plaats": "Zeist", "postcode": "1234 AB", "geboren": "", "los": ""})
    );
    assert!(fresh.find_field("naam").unwrap().readonly && !fresh.find_field("geboren").unwrap().readonly);

    let check = |input: Value| codes(&validate(&form, 0, &fresh.data, &map(input), &ctx, Strictness::Next));
    let honest = json!({"plaats": "Utrecht", "geboren": "1985-02-01", "los": ""});
    assert_eq!(check(honest), [""; 0]);
    assert_eq!(
        check(json!({"naam": "Pietersen", "plaats": "", "geboren": "", "los": "open"})),
        ["naam invalidPrefilledField", "plaats required", "geboren required"]
    );
    let tampered = evaluate(&form, 0, &fresh.data, Some(&map(json!({"naam": "Pietersen", "los": "open"}))), &ctx);
    assert_eq!(tampered.data["naam"], json!("Jansen"));
    assert_eq!(
        codes(
            &Outcome::of(&form, &map(json!({"naam": "Pietersen", "geboren": "1985-02-01"})), &ctx)
                .faults()
                .into_iter()
                .map(|(_, e)| e)
                .collect::<Vec<_>>()
        ),
        ["naam invalidPrefilledField"]
    );
}

#[test]
fn the_visible_answer_gives_a_registration_attribute_its_value() {
    let component = |key: &str, eq: &str| {
        json!({"type": "textfield", "key": key, "label": key, "clearOnHide": false,
        "conditional": {"show": true, "when": "soort", "eq": eq}, "registration": {"attribute": "initiator_handelsnaam"}})
    };
    let form = form(json!([text("soort"), component("a", "a"), component("b", "b")]));
    let saved = map(json!({"soort": "b", "a": "A", "b": "B"}));
    assert_eq!(
        Outcome::of(&form, &saved, &context()).registration_attributes(),
        [("initiator_handelsnaam".to_owned(), json!("B"))]
    );
    // A value that outlives hiding is registered as data.
    assert_eq!(Outcome::of(&form, &saved, &context()).registration_values()["a"], json!("A"));
}
