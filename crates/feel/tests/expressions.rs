//! Expressions and what they give, as tables.

use feel::{FeelError, Scope, parse, parse_unary_tests};
use serde_json::{Map, Value, json};

fn variables() -> Map<String, Value> {
    let variables = json!({
        "bedrag": 120.5,
        "aantal kinderen": 2,
        "naam": "Jansen",
        "geboortedatum": "1990-05-17",
        "ingediend": "2026-05-31T23:30:00Z",
        "akkoord": true,
        "leeg": null,
        "adres": { "postcode": "1234AB", "plaats": { "naam": "Utrecht" } },
        "personen": [
            { "naam": "A", "leeftijd": 12 },
            { "naam": "B", "leeftijd": 40 },
            { "naam": "C", "leeftijd": 67 },
        ],
        "getallen": [3, 1, 2],
        "e-mail": "a@b.nl",
    });
    variables.as_object().unwrap().clone()
}

fn evaluate(text: &str) -> Result<Value, FeelError> {
    let variables = variables();
    let scope = Scope { variables: &variables, now: "2026-06-15T10:00:00Z".parse().unwrap() };
    parse(text)?.evaluate(&scope)
}

fn check(cases: &[(&str, Value)]) {
    for (text, expected) in cases {
        assert_eq!(evaluate(text).as_ref(), Ok(expected), "{text}");
    }
}

#[test]
fn numbers_are_decimals() {
    check(&[
        ("0.1 + 0.2", json!(0.3)),
        ("1 + 2 * 3 - 4 / 2", json!(5)),
        ("2 ** 10", json!(1024)),
        ("2 ** -1", json!(0.5)),
        ("-(3 - 5)", json!(2)),
        ("10-20", json!(-10)),
        ("1 / 0", Value::Null),
        ("1e3", json!(1000)),
        (".5 + .5", json!(1)),
        ("bedrag * 2", json!(241)),
        ("999999999999999999 * 999999999999999999", Value::Null),
        ("\"1\" + 1", Value::Null),
        ("leeg + 1", Value::Null),
        ("modulo(-12, 5)", json!(3)),
        ("floor(1.5) + ceiling(1.5) + round(2.5)", json!(6)),
        ("decimal(2.345, 2)", json!(2.34)),
        ("round half up(2.345, 2)", json!(2.35)),
        ("round(149, -2)", json!(100)),
        ("abs(-1)", json!(1)),
        ("sqrt(16)", json!(4)),
        ("even(2) and odd(3)", json!(true)),
    ]);
}

#[test]
fn logic_has_three_values() {
    check(&[
        ("true and null", Value::Null),
        ("false and null", json!(false)),
        ("true or null", json!(true)),
        ("null or false", Value::Null),
        ("not(akkoord)", json!(false)),
        ("not(null)", Value::Null),
        ("1 < null", Value::Null),
        ("leeg = null", json!(true)),
        ("onbekend = null", json!(true)),
        ("onbekend.diep.dieper", Value::Null),
        ("naam != null", json!(true)),
        ("\"1\" = 1", Value::Null),
        ("is defined(naam)", json!(true)),
        ("is defined(onbekend)", json!(false)),
        ("get or else(leeg, 3)", json!(3)),
        ("if onbekend then 1 else 2", json!(2)),
        ("if bedrag > 100 then \"hoog\" else \"laag\"", json!("hoog")),
        ("any([false, true]) and all(true, true)", json!(true)),
    ]);
}

#[test]
fn names_may_hold_spaces_and_paths() {
    check(&[
        ("aantal kinderen + 1", json!(3)),
        ("aantal   kinderen >= 2 and akkoord", json!(true)),
        ("adres.plaats.naam", json!("Utrecht")),
        ("adres.postcode.x", Value::Null),
        ("`e-mail`", json!("a@b.nl")),
        ("personen.naam", json!(["A", "B", "C"])),
        ("{ a: 1, b: a + 1 }.b", json!(2)),
        ("{ \"met spatie\": 1 }", json!({ "met spatie": 1 })),
    ]);
}

#[test]
fn ranges_and_lists() {
    check(&[
        ("5 in [1..5]", json!(true)),
        ("5 in (1..5)", json!(false)),
        ("5 in [1..5[", json!(false)),
        ("1 in ]1..5]", json!(false)),
        ("5 between 1 and 5", json!(true)),
        ("bedrag in (> 200, < 130)", json!(true)),
        ("naam in (\"Pietersen\", \"Jansen\")", json!(true)),
        ("2 in [1, 2, 3]", json!(true)),
        ("getallen[1]", json!(3)),
        ("getallen[-1]", json!(2)),
        ("getallen[9]", Value::Null),
        ("getallen[item > 1]", json!([3, 2])),
        ("personen[leeftijd >= 18].naam", json!(["B", "C"])),
        ("count(personen[item.leeftijd < 18])", json!(1)),
        ("sum(personen.leeftijd)", json!(119)),
        ("sum(1, 2, 3) + max([4, 5]) + min(1, 2) + mean(2, 4)", json!(15)),
        ("sum([])", Value::Null),
        ("list contains(getallen, 2)", json!(true)),
        ("sort(getallen)", json!([1, 2, 3])),
        ("sort([1, \"a\"])", Value::Null),
        ("append(getallen, 9)", json!([3, 1, 2, 9])),
        ("concatenate([1], [2, 3])", json!([1, 2, 3])),
        ("distinct values([1, 1, 2])", json!([1, 2])),
        ("union([1, 2], [2, 3])", json!([1, 2, 3])),
        ("flatten([[1], [[2]]])", json!([1, 2])),
        ("reverse([1, 2])", json!([2, 1])),
        ("index of([1, 2, 1], 1)", json!([1, 3])),
        ("remove([1, 2, 3], 2)", json!([1, 3])),
        ("insert before([1, 3], 2, 2)", json!([1, 2, 3])),
        ("sublist([1, 2, 3, 4], 2, 2)", json!([2, 3])),
        ("sublist([1, 2], 9)", Value::Null),
        ("for x in [1, 2] return x * 10", json!([10, 20])),
        ("for x in 1..3, y in [10] return x + y", json!([11, 12, 13])),
        ("for x in 3..1 return x", json!([3, 2, 1])),
        ("some p in personen satisfies p.leeftijd > 65", json!(true)),
        ("every p in personen satisfies p.leeftijd > 65", json!(false)),
        ("[1, 2] = [1, 2]", json!(true)),
    ]);
}

#[test]
fn text_functions() {
    check(&[
        ("\"Jan\" + \"sen\" = naam", json!(true)),
        ("string length(\"één\")", json!(3)),
        ("substring(naam, 2, 3)", json!("ans")),
        ("substring(naam, -3)", json!("sen")),
        ("upper case(naam) + lower case(naam)", json!("JANSENjansen")),
        ("contains(naam, \"ans\")", json!(true)),
        ("starts with(naam, \"J\") and ends with(naam, \"n\")", json!(true)),
        ("substring before(\"a@b\", \"@\") + substring after(\"a@b\", \"@\")", json!("ab")),
        ("split(\"a;b\", \";\")", json!(["a", "b"])),
        ("split(\"a;b\", \"[;]\")", Value::Null),
        ("string join([\"a\", null, \"b\"], \", \")", json!("a, b")),
        ("string(1.50)", json!("1.5")),
        ("string([1, \"a\"])", json!("[1, \"a\"]")),
        ("number(\"1.234,50\", \".\", \",\")", json!(1234.5)),
        ("number(\"x\")", Value::Null),
        (r#""a\"\u00e9\n""#, json!("a\"é\n")),
        ("contains(1, \"a\")", Value::Null),
    ]);
}

#[test]
fn dates_count_on_the_dutch_calendar() {
    check(&[
        ("today()", json!("2026-06-15")),
        ("now()", json!("2026-06-15T12:00:00+02:00")),
        ("date(\"2026-01-31\") + duration(\"P1M\")", json!("2026-02-28")),
        ("date(\"2026-01-01\") + duration(\"P30D\")", json!("2026-01-31")),
        ("@\"2026-01-01\" - @\"P1D\"", json!("2025-12-31")),
        ("date(2026, 2, 29)", Value::Null),
        ("date(ingediend)", json!("2026-05-31")),
        ("date(\"2026-03-01\") - date(\"2026-02-01\")", json!("P28D")),
        ("date(\"2026-03-01\") - date(\"2026-02-01\") > duration(\"P27D\")", json!(true)),
        ("geboortedatum < date(\"2008-01-01\")", json!(true)),
        ("date(geboortedatum) <= today() - duration(\"P18Y\")", json!(true)),
        ("geboortedatum + duration(\"P1Y\")", json!("1991-05-17")),
        ("geboortedatum.year", json!(1990)),
        ("years and months duration(date(geboortedatum), today()).years", json!(36)),
        (
            "date and time(\"2026-03-28T09:00:00@Europe/Amsterdam\") + duration(\"P1D\")",
            json!("2026-03-29T09:00:00+02:00"),
        ),
        (
            "date and time(\"2026-03-28T09:00:00@Europe/Amsterdam\") + duration(\"PT24H30M\")",
            json!("2026-03-29T09:30:00+02:00"),
        ),
        ("date and time(\"2026-01-01T10:00:00Z\") = date and time(\"2026-01-01T11:00:00+01:00\")", json!(true)),
        ("ingediend < now()", json!(true)),
        ("now() - date and time(\"2026-06-15T09:00:00Z\")", json!("PT1H")),
        ("time(\"10:30:00\") + duration(\"PT1H\")", json!("11:30:00")),
        ("time(\"10:30:00+02:00\").hour", json!(10)),
        ("day of week(date(\"2026-06-15\"))", json!("Monday")),
        ("week of year(date(\"2026-06-15\"))", json!(25)),
        ("duration(\"P14M\")", json!("P1Y2M")),
        ("duration(\"PT90M\") * 2", json!("PT3H")),
        ("duration(\"P1Y2M3D\")", Value::Null),
        ("duration(\"-PT0.5S\")", json!("-PT0.5S")),
        ("today() in [date(\"2026-01-01\")..date(\"2026-12-31\")]", json!(true)),
        ("date(\"9999-12-31\") + duration(\"P1D\")", Value::Null),
        ("max(date(\"2026-01-01\"), date(\"2027-01-01\"))", json!("2027-01-01")),
        ("today() instance of date", json!(true)),
        ("now() instance of date and time and true", json!(true)),
    ]);
}

#[test]
fn what_is_not_feel_is_refused_with_its_place() {
    let cases = [
        ("", "position 0: the expression ends too early"),
        ("1 +", "position 3: the expression ends too early"),
        ("a && b", "position 2: FEEL writes `and` and `or`"),
        ("a = 'b'", "position 4: FEEL writes text between double quotes"),
        ("\"abc", "position 4: the text has no closing quote"),
        ("(1", "position 2: expected `)` instead of the end"),
        ("frobnicate(1)", "position 0: there is no function `frobnicate`"),
        ("floor()", "position 7: `floor` does not take 0 argument(s)"),
        ("if a then b", "position 11: expected `else` instead of the end"),
        ("1 2", "position 2: `2` was not expected here"),
        ("function(x) x", "position 0: functions of your own are not supported yet"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text).unwrap_err().to_string(), expected, "{text}");
    }
}

#[test]
fn hostile_expressions_are_stopped() {
    let deep =
        [("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("not(", "true", ")"), ("{a:", "1", "}"), ("a[", "1", "]")];
    for (open, middle, close) in deep {
        let text = format!("{}{middle}{}", open.repeat(3000), close.repeat(3000));
        assert_eq!(parse(&text).unwrap_err(), FeelError::TooLarge, "{open}");
    }
    assert_eq!(parse(&"1+".repeat(5000)).unwrap_err(), FeelError::TooLarge);
    assert_eq!(parse(&"a.".repeat(5000)).unwrap_err(), FeelError::TooLarge);
    assert_eq!(parse(&" ".repeat(20_000)).unwrap_err(), FeelError::TooLarge);
    let busy = [
        "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
        "for a in 1..999999999999 return a",
        "{ a: getallen, b: [a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b], d: [c,c,c,c,c,c,c,c], e: [d,d,d,d,d,d,d,d], f: [e,e,e,e,e,e,e,e], g: [f,f,f,f,f,f,f,f] }",
        "distinct values(for a in 1..100000 return a)",
    ];
    for text in busy {
        assert_eq!(evaluate(text).unwrap_err(), FeelError::TooMuchWork, "{text}");
    }
}

#[test]
fn conditions_are_true_false_or_wrong() {
    let variables = variables();
    let scope = Scope { variables: &variables, now: "2026-06-15T10:00:00Z".parse().unwrap() };
    let is_true = |text: &str| parse(text).unwrap().is_true(&scope);
    assert_eq!(is_true("akkoord"), Ok(true));
    assert_eq!(is_true("onbekend"), Ok(false));
    assert_eq!(is_true("bedrag"), Err(FeelError::NotBoolean("number".to_owned())));
}

#[test]
fn unary_tests_match_the_input() {
    let cases = [
        ("", json!(1), true),
        (" - ", json!(null), true),
        ("\"bsn\"", json!("bsn"), true),
        ("\"bsn\", \"kvk\"", json!("kvk"), true),
        ("\"bsn\", \"kvk\"", json!("rsin"), false),
        ("not(\"Amsterdam\")", json!("Utrecht"), true),
        ("not(\"Amsterdam\", \"Utrecht\")", json!("Utrecht"), false),
        ("> 20", json!(21), true),
        (">20", json!(20), false),
        ("< 10, > 20", json!(25), true),
        ("[21..50]", json!(21), true),
        ("]21..50]", json!(21), false),
        ("(21..50)", json!(22), true),
        ("> 20", json!(null), false),
        ("null", json!(null), true),
        ("true", json!(true), true),
        ("true", json!(false), false),
        ("false", json!(false), true),
        ("10 + 5", json!(15), true),
        ("bedrag", json!(120.5), true),
        ("? > 5 and ? < 10", json!(7), true),
        ("contains(?, \"an\")", json!("Jansen"), true),
        ("not(contains(?, \"an\"))", json!("Jansen"), false),
        ("not(akkoord) or ? = 1", json!(1), true),
        ("bedrag > 100", json!("iets"), true),
        ("< date(\"2026-01-01\")", json!("2025-06-01"), true),
        ("getallen", json!(2), true),
        ("[\"a\", \"b\"]", json!("b"), true),
    ];
    let variables = variables();
    let scope = Scope { variables: &variables, now: "2026-06-15T10:00:00Z".parse().unwrap() };
    for (text, input, expected) in cases {
        assert_eq!(parse_unary_tests(text).unwrap().matches(&input, &scope), Ok(expected), "{text} on {input}");
    }
    assert!(parse_unary_tests("\"a\" \"b\"").is_err());
}

#[test]
fn expressions_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + std::fmt::Debug>() {}
    shared::<feel::Expression>();
    shared::<feel::UnaryTests>();
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(words in proptest::collection::vec(proptest::sample::select(vec![
        "1", "2.5", "\"a\"", "\"2026-01-01\"", "naam", "getallen", "personen", "+", "-", "*", "/", "**", "(", ")", "[", "]",
        "{", "}", ":", ",", ".", "..", "=", "<", ">=", "?", "@", "and", "or", "not", "if", "then", "else", "for", "x", "in",
        "return", "some", "satisfies", "between", "date", "duration", "(\"P1M\")", "now()", "today()", "null", "true",
        "sum", "substring", "sort", "sublist", "instance of", "string", "round", "9999999999999999999999",
    ]), 0..14)) {
        let text = words.join(" ");
        if let Ok(expression) = parse(&text) {
            let variables = variables();
            let _ = expression.evaluate(&Scope { variables: &variables, now: jiff::Timestamp::UNIX_EPOCH });
        }
        let _ = parse_unary_tests(&text);
    }
}

#[test]
fn the_deepest_expressions_fit_on_the_stack() {
    let chain = format!("1{}", "+1".repeat(98));
    assert_eq!(evaluate(&chain), Ok(json!(99)));
    for (open, middle, close) in
        [("(1 + ", "1", ")"), ("[", "1", "]"), ("if true then ", "1", " else 2"), ("abs(-", "1", ")")]
    {
        let text = format!("{}{middle}{}", open.repeat(19), close.repeat(19));
        assert!(evaluate(&text).is_ok(), "{text}");
    }
    // As deep as brackets and operators together may go, on a smaller stack than a server's thread has.
    let nested = format!("{}{}{}", "[".repeat(38), &chain[..119], "]".repeat(38));
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    assert!(thread.spawn(move || evaluate(&nested).is_ok()).unwrap().join().unwrap());
}
