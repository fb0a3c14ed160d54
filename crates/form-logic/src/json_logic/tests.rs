use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::Map;
use crate::form::DataType;

fn data() -> Map {
    let data = json!({
        "tekst": "a", "leeg": "", "niets": null, "getal": 5, "getalTekst": "5", "ja": true, "nee": false,
        "datum": "2026-01-31", "geenDatum": "", "moment": "2026-06-01T10:00:00+02:00", "tijd": "09:30",
        "persoon": {"naam": "Jan"}, "lijst": [1, 2, 3], "mensen": [{"n": 1, "ok": true}, {"n": 2, "ok": false}]
    });
    let Value::Object(data) = data else { unreachable!() };
    data
}

fn evaluate_in(data: &Map, logic: &Value) -> Result<LogicValue, LogicError> {
    let types = HashMap::from([
        ("datum".to_owned(), DataType::Date),
        ("geenDatum".to_owned(), DataType::Date),
        ("moment".to_owned(), DataType::DateTime),
        ("tijd".to_owned(), DataType::Time),
    ]);
    let now = "2026-11-24T23:30:00Z".parse().unwrap();
    parse(logic)?.evaluate(&Scope { data, types: &types, now })
}

/// Undefined shows as "undefined", an error as its text.
fn outcome(logic: &Value) -> Value {
    match evaluate_in(&data(), logic) {
        Ok(value) => value.to_json().unwrap_or(json!("undefined")),
        Err(error) => json!(format!("error: {error}")),
    }
}

#[test]
fn each_operator_follows_its_definition() {
    let cases = [
        // access
        (json!({"var": "tekst"}), json!("a")),
        (json!({"var": ["persoon.naam"]}), json!("Jan")),
        (json!({"var": "lijst.1"}), json!(2)),
        (json!({"var": "mensen.1.n"}), json!(2)),
        (json!({"var": "onbekend"}), json!("undefined")),
        (json!({"var": ["onbekend", 7]}), json!(7)),
        (json!({"var": ["niets", 7]}), json!(7)),
        (json!({"var": ["leeg", 7]}), json!("")),
        (json!({"missing": ["tekst", "leeg", "onbekend", "niets"]}), json!(["leeg", "onbekend", "niets"])),
        (json!({"missing_some": [1, ["tekst", "onbekend"]]}), json!([])),
        (json!({"missing_some": [2, ["tekst", "onbekend"]]}), json!(["onbekend"])),
        // logic
        (json!({"if": [false, 1, {"var": "nee"}, 2, 3]}), json!(3)),
        (json!({"if": [false, 1]}), Value::Null),
        (json!({"?:": [true, 1, 2]}), json!(1)),
        (json!({"and": [1, "", 2]}), json!("")),
        (json!({"and": [1, 2]}), json!(2)),
        (json!({"or": [0, "x", 2]}), json!("x")),
        (json!({"!": [[]]}), json!(true)),
        (json!({"!!": ["0"]}), json!(true)),
        (json!({"!!": {"var": "persoon"}}), json!(true)),
        (json!({"!": {"var": "onbekend"}}), json!(true)),
        // equality
        (json!({"==": [{"var": "getal"}, "5"]}), json!(true)),
        (json!({"==": [1.0, "1"]}), json!(true)),
        (json!({"===": [{"var": "getal"}, "5"]}), json!(false)),
        (json!({"===": [{"var": "getal"}, 5]}), json!(true)),
        (json!({"==": ["true", true]}), json!(true)),
        (json!({"==": [{"var": "ja"}, 1]}), json!(true)),
        (json!({"==": [{"var": "onbekend"}, ""]}), json!(false)),
        (json!({"==": [{"var": ["onbekend", ""]}, ""]}), json!(true)),
        (json!({"!=": [{"var": "onbekend"}, ""]}), json!(true)),
        (json!({"==": [{"var": "niets"}, null]}), json!(true)),
        (json!({"==": [{"var": "niets"}, ""]}), json!(false)),
        (json!({"==": [[1, {"a": 2}], [1, {"a": 2}]]}), json!(true)),
        (json!({"!==": [1, "1"]}), json!(true)),
        (json!({"==": [1, 2, 3]}), json!("error: `==` has a wrong number of operands")),
        // order
        (json!({"<": [1, 2, 3]}), json!(true)),
        (json!({"<=": [1, 3, 2]}), json!(false)),
        (json!({">": [{"var": "getalTekst"}, 4]}), json!(true)),
        (json!({">": [{"var": "onbekend"}, 4]}), Value::Null),
        (json!({"<": [{"var": "niets"}, 4]}), Value::Null),
        (json!({"<": [{"var": "tekst"}, 4]}), json!("error: `<` can't work with a text")),
        // What nobody has typed yet has no order beside a day or a number; two texts have.
        (json!({"<": [{"var": "geenDatum"}, {"-": [{"var": "today"}, {"duration": "P42D"}]}]}), Value::Null),
        (json!({">=": [{"var": "datum"}, {"var": "geenDatum"}]}), Value::Null),
        (json!({">": [{"var": "leeg"}, 4]}), Value::Null),
        (json!({"<": [{"var": "leeg"}, "b"]}), json!(true)),
        (json!({"max": [1, {"var": "leeg"}]}), Value::Null),
        (json!({"max": [1, "7", 3]}), json!(7)),
        (json!({"min": [{"var": "datum"}, {"date": "2025-01-01"}]}), json!("2025-01-01")),
        (json!({"max": [1, null]}), Value::Null),
        // numbers
        (json!({"+": ["1", 2, 3.5]}), json!(6.5)),
        (json!({"+": [1, {"var": "onbekend"}]}), Value::Null),
        (json!({"+": [1, "x"]}), json!("error: `+` can't work with a text")),
        (json!({"-": [5]}), json!(-5)),
        (json!({"-": [5, 2]}), json!(3)),
        (json!({"*": [2, 3, "4"]}), json!(24)),
        (json!({"/": [1, 4]}), json!(0.25)),
        (json!({"/": [1, 0]}), json!("error: division by zero")),
        (json!({"%": [-7, 3]}), json!(-1)),
        (json!({"count": [1, "", true]}), json!(2)),
        (json!({"count": [1, null]}), Value::Null),
        // lists
        (json!({"map": [{"var": "lijst"}, {"*": [{"var": ""}, 2]}]}), json!([2, 4, 6])),
        (json!({"map": [{"var": "mensen"}, {"var": "n"}]}), json!([1, 2])),
        (json!({"map": [{"var": "onbekend"}, {"var": "n"}]}), json!([])),
        (json!({"reduce": [{"var": "lijst"}, {"+": [{"var": "current"}, {"var": "accumulator"}]}, 0]}), json!(6)),
        (json!({"filter": [{"var": "mensen"}, {"var": "ok"}]}), json!([{"n": 1, "ok": true}])),
        (json!({"all": [{"var": "lijst"}, {">": [{"var": ""}, 0]}]}), json!(true)),
        (json!({"all": [[], true]}), json!(false)),
        (json!({"some": [{"var": "mensen"}, {"var": "ok"}]}), json!(true)),
        (json!({"none": [{"var": "mensen"}, {"var": "ok"}]}), json!(false)),
        (json!({"merge": [[1], 2, [3, 4]]}), json!([1, 2, 3, 4])),
        (json!({"in": [2, {"var": "lijst"}]}), json!(true)),
        (json!({"in": ["an", "Jan"]}), json!(true)),
        (json!({"in": [{"var": "onbekend"}, ["", null]]}), json!(false)),
        // texts
        (json!({"cat": ["a", 1, {"var": "onbekend"}, "b"]}), json!("a1b")),
        (json!({"substr": ["gemeente", -3]}), json!("nte")),
        (json!({"substr": ["gemeente", 0, -5]}), json!("gem")),
        // dates
        (json!({"today": []}), json!("2026-11-25")),
        (json!({"date": {"var": "moment"}}), json!("2026-06-01")),
        (json!({"date": "2026-06-01T23:30:00Z"}), json!("2026-06-02")),
        (json!({"date": ""}), Value::Null),
        (json!({"date": {"var": "onbekend"}}), Value::Null),
        (json!({"date": "gisteren"}), json!("error: `date` can't work with a text")),
        (json!({"+": [{"var": "datum"}, {"duration": "P1M"}]}), json!("2026-02-28")),
        (json!({"-": [{"var": "datum"}, {"rdelta": [18]}]}), json!("2008-01-31")),
        (json!({"+": [{"var": "datum"}, {"duration": "P1M"}, {"rdelta": [0, 0, 1]}]}), json!("2026-03-01")),
        (json!({"-": [{"date": "2026-03-31"}, {"var": "datum"}]}), json!("P2M")),
        (json!({"+": [{"var": "datum"}, {"var": "datum"}]}), json!("error: `+` can't work with a date")),
        (json!({"+": [{"var": "geenDatum"}, {"duration": "P1D"}]}), Value::Null),
        (json!({"-": [{"date": "2026-03-31"}, {"var": "geenDatum"}]}), Value::Null),
        (json!({"*": [2, {"var": "leeg"}]}), Value::Null),
        (json!({"rdelta": [{"var": "leeg"}]}), Value::Null),
        (json!({"duration": ""}), Value::Null),
        (json!({"<": [{"var": "datum"}, "2026-02-01"]}), json!(true)),
        (json!({"==": [{"var": "datum"}, "2026-01-31"]}), json!(true)),
        (json!({"==": [{"var": "moment"}, "2026-06-01T08:00:00Z"]}), json!(true)),
        (json!({"<": [{"var": "tijd"}, "10:00"]}), json!(true)),
        (json!({"+": [{"duration": "P1M"}, {"duration": "P1M3D"}]}), json!("P2M3D")),
        (json!({"duration": "30 days"}), json!("error: `duration` can't work with a text")),
        // Nine years is less than eighteen; as texts it would be more.
        (json!({"<": [{"-": [{"date": "2026-01-01"}, {"date": "2017-01-01"}]}, {"duration": "P18Y"}]}), json!(true)),
        (json!({"<": [{"-": [{"date": "2026-01-01"}, {"date": "2008-01-01"}]}, {"duration": "P18Y"}]}), json!(false)),
        // other
        (json!({"log": "x"}), json!("x")),
        (json!({"a": 1, "b": 2}), json!({"a": 1, "b": 2})),
        (json!({"_meta": {"description": "d"}, "+": [1, 1]}), json!(2)),
        (json!({"onbekend": [1]}), json!("error: unknown operator `onbekend`")),
    ];
    for (logic, expected) in cases {
        assert_eq!(outcome(&logic), expected, "{logic}");
    }
}

#[test]
fn an_expression_is_bounded_in_depth_and_in_steps() {
    let mut deep = json!(1);
    for _ in 0..70 {
        deep = json!({"!": [deep]});
    }
    assert_eq!(parse(&deep).unwrap_err(), LogicError::TooLarge);

    let wide = Value::Array((0..NODES_MAX).map(Value::from).collect());
    assert_eq!(parse(&json!({"merge": [wide]})).unwrap_err(), LogicError::TooLarge);

    let list: Vec<usize> = (0..400).collect();
    let square = json!({"map": [list, {"map": [list, {"var": ""}]}]});
    assert_eq!(evaluate_in(&data(), &square).unwrap_err(), LogicError::TooManySteps);
}

#[test]
fn the_variables_of_an_expression_are_those_outside_items() {
    let logic = json!({"and": [
        {"==": [{"var": "a.b"}, 1]}, {"map": [{"var": "lijst"}, {"var": "n"}]}, {"missing": ["x", "a.b"]},
        {"+": [{"var": ["c", 0]}, {"reduce": [{"var": "m"}, {"var": "current"}, {"var": "start"}]}]}]});
    assert_eq!(parse(&logic).unwrap().variables(), ["a.b", "lijst", "x", "c", "start", "m"]);
}

/// An operation with operands that are mostly operations too.
fn any_logic() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        prop::sample::select(vec![
            "",
            "datum",
            "moment",
            "lijst",
            "2026-01-31",
            "P1M",
            "P9999Y",
            "-P5000Y",
            "getal",
            "mensen"
        ])
        .prop_map(|text| json!({"var": text})),
        prop::sample::select(vec![
            "",
            "datum",
            "lijst",
            "2026-01-31",
            "2026-01-31T10:00",
            "P1M",
            "P9999Y",
            "-P5000Y",
            "10:00"
        ])
        .prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    let operation = |inner: BoxedStrategy<Value>| {
        let operators = prop::sample::select(vec![
            "var",
            "missing",
            "missing_some",
            "if",
            "==",
            "===",
            "!",
            "and",
            ">",
            "<",
            "max",
            "min",
            "+",
            "-",
            "*",
            "/",
            "%",
            "count",
            "map",
            "reduce",
            "filter",
            "all",
            "merge",
            "in",
            "cat",
            "substr",
            "today",
            "date",
            "datetime",
            "duration",
            "rdelta",
            "log",
        ]);
        (operators, prop::collection::vec(inner, 1..4)).prop_map(|(name, operands)| json!({name: operands})).boxed()
    };
    let inner = leaf.prop_recursive(6, 200, 4, move |inner| {
        prop_oneof![1 => prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from), 4 => operation(inner)]
    });
    operation(inner.boxed())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn evaluation_never_panics_and_repeats(logic in any_logic()) {
        let first = evaluate_in(&data(), &logic).map(|value| (value.to_json(), value.is_truthy()));
        prop_assert_eq!(first, evaluate_in(&data(), &logic).map(|value| (value.to_json(), value.is_truthy())));
    }
}
