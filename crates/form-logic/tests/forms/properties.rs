//! What holds for any input.

use std::collections::HashMap;

use form_logic::{Export, Form, Map, Mode, Outcome, Strictness, decode, evaluate, parse, validate};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bezwaar;
use crate::support::*;

/// One component of each type, with conditions and rules between them.
fn everything() -> Form {
    let options = json!([{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]);
    form_with(
        json!([[
            {"type": "textfield", "key": "tekst", "label": "T {{ getal }}", "validate": {"pattern": "(a+)+", "maxLength": 5}},
            {"type": "textfield", "key": "veel", "label": "V", "multiple": true},
            {"type": "textarea", "key": "lang", "label": "L", "conditional": {"show": true, "when": "vakjes", "eq": "a"}},
            {"type": "email", "key": "mail", "label": "M", "confirmationRecipient": true},
            {"type": "phoneNumber", "key": "tel", "label": "P", "validate": {"plugins": ["phonenumber-nl", "phonenumber-international"]}},
            {"type": "number", "key": "getal", "label": "N", "decimalLimit": 2, "validate": {"min": 1, "max": 9}},
            {"type": "currency", "key": "geld", "label": "C"},
            {"type": "checkbox", "key": "vink", "label": "V"},
            {"type": "selectboxes", "key": "vakjes", "label": "S", "values": options, "validate": {"minSelectedCount": 1}},
            {"type": "radio", "key": "keuze", "label": "R", "values": options, "conditional": {"show": false, "when": "vink", "eq": true}},
            {"type": "select", "key": "lijst", "label": "S", "openForms": {"dataSrc": "variable", "itemsExpression": {"var": "veel"}}},
            {"type": "date", "key": "dag", "label": "D", "openForms": {"minDate": {"mode": "relativeToVariable", "variable": "dag2", "operator": "add", "delta": {"months": 1}}}},
            {"type": "date", "key": "dag2", "label": "D", "multiple": true},
            {"type": "time", "key": "tijd", "label": "T", "validate": {"minTime": "22:00", "maxTime": "06:00"}},
            {"type": "file", "key": "bestand", "label": "F", "multiple": true, "fileMaxSize": "1MB"}], [
            {"type": "bsn", "key": "bsn", "label": "B"}, {"type": "iban", "key": "iban", "label": "I"},
            {"type": "licenseplate", "key": "kenteken", "label": "K"}, {"type": "postcode", "key": "pc.a", "label": "P"},
            {"type": "addressNL", "key": "adres", "label": "A", "validate": {"required": true}},
            {"type": "fieldset", "key": "f", "label": "F", "hidden": true, "components": [
                {"type": "columns", "key": "k", "columns": [{"components": [{"type": "textfield", "key": "pc.b", "label": "X"}]}]}]},
            {"type": "content", "key": "c", "html": "{% for v in veel %}<p>{{ v }}</p>{% endfor %}"},
            {"type": "softRequiredErrors", "key": "e", "html": "{{ missingFields }}"}]]),
        json!([
            rule(
                json!({">": [{"var": "getal"}, 3]}),
                &[("f", hidden(false)), ("pc.b", json!({"type": "variable", "value": {"var": "tekst"}}))]
            ),
            rule(
                json!({"var": "vink"}),
                &[("som", json!({"type": "variable", "value": {"+": [{"var": "getal"}, {"var": "geld"}]}}))]
            ),
            rule(
                json!({">": [{"var": "som"}, 5]}),
                &[("s1", json!({"type": "step-not-applicable"})), ("s0", json!({"type": "disable-next"}))]
            ),
        ]),
        json!([{"key": "som", "data_type": "float"}]),
    )
}

const KEYS: &[&str] = &[
    "tekst",
    "veel",
    "lang",
    "mail",
    "tel",
    "getal",
    "geld",
    "vink",
    "vakjes",
    "vakjes[a]",
    "vakjes[",
    "keuze",
    "lijst",
    "dag",
    "dag-day",
    "dag-month",
    "dag-year",
    "dag2",
    "tijd",
    "bestand",
    "bsn",
    "iban",
    "kenteken",
    "pc",
    "pc.a",
    "pc.b",
    "adres",
    "adres.postcode",
    "adres.houseNumber",
    "_field",
    "som",
    "today",
    "auth",
    "besluit.datum",
    "te_laat",
    "proForma",
    "gronden",
];

fn any_text() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "",
        "a",
        "on",
        "b",
        "1234ab",
        "2026-02-30",
        "2026-11-10",
        "-",
        "1.234,5",
        "999993653",
        "é€🦀",
        "10:00",
        "aaaa!",
    ];
    prop_oneof![prop::sample::select(KNOWN).prop_map(str::to_owned), "\\PC{0,8}", "[0-9.,-]{0,30}"]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..12).prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(
                (prop::sample::select(&["a", "b", "url", "name", "size", "postcode", "city"][..]), inner),
                0..4
            )
            .prop_map(|entries| Value::Object(
                entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            )),
        ]
    })
}

fn any_data() -> impl Strategy<Value = Map> {
    prop::collection::vec((prop::sample::select(KEYS), any_value()), 0..25).prop_map(|entries| {
        let mut data = Map::new();
        entries.into_iter().for_each(|(key, value)| form_logic::data::set(&mut data, key, value));
        data
    })
}

fn any_pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(
        (prop_oneof![prop::sample::select(KEYS).prop_map(str::to_owned), any_text()], any_text()),
        0..30,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_panics_and_evaluation_settles(saved in any_data(), input in any_data(), pairs in any_pairs(), step in 0_usize..4) {
        let ctx = context();
        for form in [everything(), bezwaar::form()] {
            let decoded = decode(&form, step, &pairs, &HashMap::new());
            for input in [&input, &decoded] {
                let first = evaluate(&form, step, &saved, Some(input), &ctx);
                let second = evaluate(&form, step, &first.data, None, &ctx);
                prop_assert_eq!(&second.data, &first.data);
                prop_assert_eq!(&second.components, &first.components);
                validate(&form, step, &saved, input, &ctx, Strictness::Next);
                prop_assert!(first.data.keys().all(|key| key != "today" && key != "auth"));
            }
            Outcome::of(&form, &saved, &ctx).faults();
            Outcome::of(&form, &saved, &ctx).summary(Mode::Mail);
            Outcome::of(&form, &saved, &ctx).registration_values();
        }
    }

    #[test]
    fn any_json_is_read_as_an_export(forms in any_value(), steps in any_value(), definitions in any_value(), logic in any_value()) {
        let parsed = parse(&Export {
            forms: &json!([forms]).to_string(), form_steps: &json!([steps]).to_string(), form_definitions: &definitions.to_string(),
            form_logic: &json!([logic]).to_string(), form_variables: "[null]",
        });
        prop_assert!(parsed.is_blocked());
    }

    #[test]
    fn a_post_reads_back_as_it_was_typed(text in "[a-zA-Z ]{0,20}", tick in any::<bool>(), number in -1_000_000_i64..1_000_000) {
        let form = everything();
        let number_text = format!("{},{:02}", number / 100, number.abs() % 100);
        let mut posted = vec![("tekst", text.as_str()), ("geld", number_text.as_str()), ("_field", "vink")];
        if tick {
            posted.push(("vink", "on"));
        }
        let evaluation = evaluate(&form, 0, &Map::new(), Some(&post(&form, &posted)), &context());
        prop_assert_eq!(&evaluation.find_field("tekst").unwrap().value, text.trim());
        prop_assert_eq!(evaluation.find_field("vink").unwrap().checked, tick);
        let shown = evaluation.find_field("geld").unwrap().value.clone();
        let again = post(&form, &[("geld", &shown)]);
        prop_assert_eq!(&again["geld"], &evaluation.data["geld"]);
    }
}
