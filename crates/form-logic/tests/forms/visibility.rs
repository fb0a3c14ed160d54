//! Conditions, hiding and what happens to the answers.

use form_logic::{Map, decode, evaluate};
use serde_json::{Value, json};

use crate::support::*;

#[test]
fn a_condition_compares_by_the_type_of_its_source() {
    let options = json!([{"value": "a", "label": "A"}, {"value": "true", "label": "Ja"}]);
    // source, condition, value of the source, is the target shown
    let cases = [
        (json!({"type": "textfield"}), json!({"show": true, "eq": "x"}), json!("x"), true),
        (json!({"type": "textfield"}), json!({"show": true, "eq": "x"}), json!("y"), false),
        (json!({"type": "textfield"}), json!({"show": false, "eq": "x"}), json!("x"), false),
        (json!({"type": "textfield"}), json!({"show": false, "eq": "x"}), json!("y"), true),
        (json!({"type": "textfield"}), json!({"show": true, "eq": ""}), json!(""), true),
        (json!({"type": "textfield"}), json!({"show": true, "eq": null}), json!("x"), true),
        (json!({"type": "textfield"}), json!({"show": null, "eq": "x"}), json!("y"), true),
        (json!({"type": "textfield"}), json!({"show": "true", "eq": "x"}), json!("x"), true),
        (json!({"type": "textfield", "multiple": true}), json!({"show": true, "eq": "x"}), json!(["y", "x"]), true),
        (json!({"type": "number"}), json!({"show": true, "eq": "5"}), json!(5), true),
        (json!({"type": "number"}), json!({"show": true, "eq": 5.0}), json!(5), true),
        (json!({"type": "number"}), json!({"show": true, "eq": ""}), json!(null), true),
        (json!({"type": "checkbox"}), json!({"show": true, "eq": "true"}), json!(true), true),
        (json!({"type": "checkbox"}), json!({"show": true, "eq": true}), json!(false), false),
        (json!({"type": "radio", "values": options}), json!({"show": true, "eq": "true"}), json!("true"), true),
        (json!({"type": "selectboxes", "values": options}), json!({"show": true, "eq": "a"}), json!({"a": true}), true),
        (
            json!({"type": "selectboxes", "values": options}),
            json!({"show": true, "eq": "a"}),
            json!({"a": false}),
            false,
        ),
        (json!({"type": "file"}), json!({"show": true, "eq": ""}), json!([]), true),
    ];
    for (mut source, mut conditional, value, expected) in cases {
        source["key"] = json!("bron");
        source["label"] = json!("Bron");
        conditional["when"] = json!("bron");
        let form =
            form(json!([source, {"type": "textfield", "key": "doel", "label": "Doel", "conditional": conditional}]));
        let evaluation = shown(&form, json!({"bron": value}));
        assert_eq!(evaluation.find_field("doel").is_some(), expected, "{source} {conditional} {value}");
    }
}

fn conditional(when: &str, eq: Value) -> Value {
    json!({"show": true, "when": when, "eq": eq})
}

#[test]
fn hiding_removes_the_answer_and_showing_brings_it_back() {
    let form = form(json!([
        {"type": "checkbox", "key": "meer", "label": "Meer"},
        {"type": "textfield", "key": "weg", "label": "Weg", "conditional": conditional("meer", json!(true)), "defaultValue": "standaard"},
        {"type": "textfield", "key": "blijft", "label": "Blijft", "clearOnHide": false, "conditional": conditional("meer", json!(true))}]));
    let saved = map(json!({"meer": true, "weg": "bewaard", "blijft": "bewaard"}));
    // input, expected data
    let cases = [
        (
            json!({"meer": true, "weg": "nieuw", "blijft": "nieuw"}),
            json!({"meer": true, "weg": "nieuw", "blijft": "nieuw"}),
        ),
        (json!({"meer": false, "weg": "nieuw", "blijft": "nieuw"}), json!({"meer": false, "blijft": "nieuw"})),
        // The page did not show the fields: the saved value comes back, else the default.
        (json!({"meer": true}), json!({"meer": true, "weg": "bewaard", "blijft": "bewaard"})),
    ];
    for (input, expected) in cases {
        let evaluation = evaluate(&form, 0, &saved, Some(&map(input)), &context());
        assert_eq!(json!(evaluation.data), expected);
    }
    let fresh = shown(&form, json!({"meer": true}));
    assert_eq!(json!(fresh.data), json!({"meer": true, "blijft": "", "weg": "standaard"}));
}

#[test]
fn hiding_goes_down_the_tree_and_along_chains() {
    let form = form(json!([
        {"type": "fieldset", "key": "groep", "label": "Groep", "conditional": conditional("meer", json!(true)), "components": [
            {"type": "textfield", "key": "binnen", "label": "Binnen"},
            {"type": "columns", "key": "k", "columns": [{"components": [
                {"type": "textfield", "key": "diep", "label": "Diep", "conditional": conditional("binnen", json!("x"))}]}]}]},
        {"type": "textfield", "key": "keten", "label": "Keten", "conditional": conditional("diep", json!("y"))},
        {"type": "checkbox", "key": "meer", "label": "Meer"}]));
    let all = json!({"meer": true, "binnen": "x", "diep": "y", "keten": "z"});
    assert_eq!(keys(&shown(&form, all.clone())), ["groep", "binnen", "k", "diep", "keten", "meer"]);
    let mut hidden = all.clone();
    hidden["meer"] = json!(false);
    let evaluation = shown(&form, hidden);
    assert_eq!(keys(&evaluation), ["meer"]);
    assert_eq!(json!(evaluation.data), json!({"meer": false}));
    let mut other = all;
    other["binnen"] = json!("q");
    assert_eq!(keys(&shown(&form, other)), ["groep", "binnen", "k", "meer"]);
}

#[test]
fn conditions_without_end_are_a_problem_and_no_endless_loop() {
    let form = form(json!([
        {"type": "textfield", "key": "a", "label": "A", "defaultValue": "x", "conditional": {"show": false, "when": "b", "eq": "x"}},
        {"type": "textfield", "key": "b", "label": "B", "defaultValue": "x", "conditional": {"show": true, "when": "a", "eq": "x"}}]));
    let evaluation = shown(&form, json!({}));
    assert!(!evaluation.problems.is_empty());
}

#[test]
fn hidden_fields_are_never_judged() {
    let form = form(json!([
        {"type": "checkbox", "key": "meer", "label": "Meer"},
        {"type": "fieldset", "key": "g", "label": "G", "conditional": conditional("meer", json!(true)), "components": [
            {"type": "email", "key": "mail", "label": "Mail", "clearOnHide": false, "validate": {"required": true}}]}]));
    assert_eq!(faults(&form, &map(json!({"meer": false, "mail": "x"}))), [""; 0]);
    assert_eq!(faults(&form, &map(json!({"meer": true, "mail": "x"}))), ["mail invalid_email"]);
}

#[test]
fn a_box_that_was_not_on_the_page_differs_from_one_that_was_not_ticked() {
    let form = form(json!([
        {"type": "checkbox", "key": "a", "label": "A"},
        {"type": "checkbox", "key": "b", "label": "B"},
        {"type": "textfield", "key": "c", "label": "C"},
        {"type": "checkbox", "key": "vast", "label": "Vast", "disabled": true}]));
    let files = std::collections::HashMap::new();
    let saved = map(json!({"a": true, "b": true, "c": "x", "vast": true}));
    let after = |posted: &[(&str, &str)]| {
        let decoded = decode(&form, 0, &pairs(posted), &files);
        json!(evaluate(&form, 0, &saved, Some(&decoded), &context()).data)
    };
    assert_eq!(after(&[("_field", "a"), ("c", "y")]), json!({"a": false, "b": true, "c": "y", "vast": true}));
    assert_eq!(after(&[("c", "y"), ("onbekend", "z")]), json!({"a": false, "b": false, "c": "y", "vast": true}));
    assert_eq!(decode(&form, 5, &pairs(&[("a", "on")]), &files), Map::new());
}

#[test]
fn a_condition_sees_no_tick_without_an_option() {
    let options = json!([{"value": "a", "label": "A"}]);
    let form = form(json!([
        {"type": "textfield", "key": "uitleg", "label": "U", "conditional": {"show": true, "when": "vakjes", "eq": "b"}},
        {"type": "selectboxes", "key": "vakjes", "label": "V", "values": options}]));
    // Saved by an earlier version of the form, that had an option b; or no ticks at all.
    for saved in [json!({"a": true, "b": true}), json!("b")] {
        let is_ticked = saved.is_object();
        let evaluation = shown(&form, json!({"vakjes": saved, "uitleg": "omdat"}));
        assert_eq!(json!(evaluation.data), json!({"vakjes": {"a": is_ticked}}));
        assert!(evaluation.find_field("uitleg").is_none());
    }
}

#[test]
fn columns_are_shown_with_what_holds_them_whatever_other_columns_do() {
    // Columns have no key, so nothing may be kept by it: a later hidden group does not hide the columns of an earlier one.
    let columns = |key: &str, field: &str, hidden: bool| {
        json!({"type": "columns", "key": key, "hidden": hidden,
            "columns": [{"size": 6, "components": [{"type": "textfield", "key": field, "label": field, "defaultValue": "x"}]}]})
    };
    // first hidden, second hidden, visible fields
    let cases: [(bool, bool, &[&str]); 4] =
        [(false, false, &["a", "b"]), (false, true, &["a"]), (true, false, &["b"]), (true, true, &[])];
    for (first, second, expected) in cases {
        let form = form(json!([columns("een", "a", first), columns("twee", "b", second)]));
        let evaluation = shown(&form, json!({}));
        let visible: Vec<&str> = ["a", "b"].into_iter().filter(|key| evaluation.find_field(key).is_some()).collect();
        assert_eq!(visible, expected, "{first} {second}");
    }
}
