//! Each component type: from a post to data, its faults and how it reads back.

use std::collections::HashMap;

use form_logic::{Map, Mode, Outcome, Strictness, decode, evaluate, validate};
use serde_json::{Value, json};

use crate::support::*;

/// Component, post, value, faults, text in the summary.
type Case<'a> = (Value, &'a [(&'a str, &'a str)], Value, &'a [&'a str], &'a str);

fn options() -> Value {
    json!([{"value": "a", "label": "Optie A"}, {"value": "b", "label": "Optie B"}, {"value": "1", "label": "Een"}])
}

fn check(cases: &[Case<'_>]) {
    for (component, posted, value, expected_faults, text) in cases {
        let mut component = component.clone();
        component["key"] = json!("x");
        component["label"] = json!("X");
        let form = form(json!([component]));
        let decoded = post(&form, posted);
        assert_eq!(decoded.get("x").unwrap_or(&Value::Null), value, "value of {component} from {posted:?}");
        let expected: Vec<String> = expected_faults
            .iter()
            .map(|code| if code.contains(' ') { (*code).to_owned() } else { format!("x {code}") })
            .collect();
        assert_eq!(faults(&form, &decoded), expected, "faults of {component} from {posted:?}");
        let saved = evaluate(&form, 0, &Map::new(), Some(&decoded), &context()).data;
        let steps = Outcome::of(&form, &saved, &context()).summary(Mode::Summary);
        assert_eq!(steps[0].rows[0].text, *text, "text of {component} from {posted:?}");
    }
}

#[test]
fn texts() {
    let required = json!({"required": true, "maxLength": 5, "pattern": "[a-z]+"});
    check(&[
        (json!({"type": "textfield"}), &[("x", " Jan ")], json!("Jan"), &[], "Jan"),
        (json!({"type": "textfield"}), &[("x", "")], json!(""), &[], ""),
        (json!({"type": "textfield"}), &[("y", "1")], Value::Null, &[], ""),
        (json!({"type": "textfield", "validate": required}), &[("x", " ")], json!(""), &["required"], ""),
        (
            json!({"type": "textfield", "validate": required}),
            &[("x", "abcdef")],
            json!("abcdef"),
            &["maxLength"],
            "abcdef",
        ),
        (json!({"type": "textfield", "validate": required}), &[("x", "1a")], json!("1a"), &["pattern"], "1a"),
        (json!({"type": "textfield", "validate": {"maxLength": 3}}), &[("x", "één")], json!("één"), &[], "één"),
        (
            json!({"type": "textfield", "multiple": true, "validate": {"pattern": "[a-z]"}}),
            &[("x", "a"), ("x", ""), ("x", "B")],
            json!(["a", "B"]),
            &["pattern"],
            "a, B",
        ),
        (json!({"type": "textarea"}), &[("x", "een\r\ntwee\r\n")], json!("een\ntwee"), &[], "een\ntwee"),
        (
            json!({"type": "email"}),
            &[("x", "a.b+c@voorbeeld.nl")],
            json!("a.b+c@voorbeeld.nl"),
            &[],
            "a.b+c@voorbeeld.nl",
        ),
        (json!({"type": "email"}), &[("x", "a@b")], json!("a@b"), &["invalid_email"], "a@b"),
        (json!({"type": "email"}), &[("x", "a b@c.nl")], json!("a b@c.nl"), &["invalid_email"], "a b@c.nl"),
        (
            json!({"type": "email"}),
            &[("x", "a@c.nl\r\nBcc: x@y.nl")],
            json!("a@c.nl\r\nBcc: x@y.nl"),
            &["invalid_email"],
            "a@c.nl\r\nBcc: x@y.nl",
        ),
        (json!({"type": "phoneNumber"}), &[("x", "+31 6-12345678")], json!("+31 6-12345678"), &[], "+31 6-12345678"),
        (
            json!({"type": "phoneNumber"}),
            &[("x", "+31 (6) 12345678901234")],
            json!("+31 (6) 12345678901234"),
            &["invalid_phone"],
            "+31 (6) 12345678901234",
        ),
        (
            json!({"type": "phoneNumber"}),
            &[("x", "123456789012345678901")],
            json!("123456789012345678901"),
            &["invalid_phone"],
            "123456789012345678901",
        ),
        (json!({"type": "phoneNumber"}), &[("x", "06x")], json!("06x"), &["invalid_phone"], "06x"),
        (
            json!({"type": "phoneNumber", "validate": {"plugins": ["phonenumber-nl"]}}),
            &[("x", "061234567")],
            json!("061234567"),
            &["phonenumber-nl"],
            "061234567",
        ),
        (
            json!({"type": "phoneNumber", "validate": {"plugins": ["phonenumber-international"]}}),
            &[("x", "0032 2 1234567")],
            json!("0032 2 1234567"),
            &[],
            "0032 2 1234567",
        ),
    ]);
}

#[test]
fn numbers_of_persons_and_things() {
    check(&[
        (json!({"type": "bsn"}), &[("x", "9999 93 653")], json!("999993653"), &[], "999993653"),
        (json!({"type": "bsn"}), &[("x", "999993654")], json!("999993654"), &["bsn"], "999993654"),
        (
            json!({"type": "iban"}),
            &[("x", "nl91abna0417164300")],
            json!("NL91 ABNA 0417 1643 00"),
            &[],
            "NL91 ABNA 0417 1643 00",
        ),
        (
            json!({"type": "iban"}),
            &[("x", "NL92ABNA0417164300")],
            json!("NL92 ABNA 0417 1643 00"),
            &["iban"],
            "NL92 ABNA 0417 1643 00",
        ),
        (json!({"type": "licenseplate"}), &[("x", "ab-12-cd")], json!("AB-12-CD"), &[], "AB-12-CD"),
        (json!({"type": "licenseplate"}), &[("x", "AB12CD")], json!("AB-12-CD"), &[], "AB-12-CD"),
        (json!({"type": "licenseplate"}), &[("x", "ab123c ")], json!("AB-123-C"), &[], "AB-123-C"),
        (json!({"type": "licenseplate"}), &[("x", "1 XYZ 23")], json!("1-XYZ-23"), &[], "1-XYZ-23"),
        (json!({"type": "licenseplate"}), &[("x", "ab1234")], json!("AB-12-34"), &[], "AB-12-34"),
        (json!({"type": "licenseplate"}), &[("x", "12-34AB")], json!("12-34-AB"), &[], "12-34-AB"),
        (json!({"type": "licenseplate"}), &[("x", "ABCDEF")], json!("ABCDEF"), &["licenseplate"], "ABCDEF"),
        (json!({"type": "licenseplate"}), &[("x", "AB12345")], json!("AB12345"), &["licenseplate"], "AB12345"),
        (json!({"type": "postcode"}), &[("x", "1234ab")], json!("1234 AB"), &[], "1234 AB"),
        (json!({"type": "postcode"}), &[("x", "1234 SS")], json!("1234 SS"), &["postcode"], "1234 SS"),
        (json!({"type": "postcode", "validate": {"required": true}}), &[], Value::Null, &["required"], ""),
    ]);
}

#[test]
fn numbers_and_amounts() {
    let bounded = json!({"type": "number", "decimalLimit": 1, "validate": {"min": 2, "max": 10}});
    check(&[
        (json!({"type": "number"}), &[("x", "12,5")], json!(12.5), &[], "12,5"),
        (json!({"type": "number"}), &[("x", "1.250")], json!(1250), &[], "1.250"),
        (json!({"type": "number"}), &[("x", "1.25")], json!(1.25), &[], "1,25"),
        (json!({"type": "number"}), &[("x", "")], Value::Null, &[], ""),
        (json!({"type": "number"}), &[("x", "twee")], json!("twee"), &["invalid_number"], "twee"),
        (json!({"type": "number"}), &[("x", "1e5")], json!("1e5"), &["invalid_number"], "1e5"),
        (json!({"type": "number", "suffix": "km"}), &[("x", "-3")], json!(-3), &[], "-3 km"),
        (json!({"type": "number", "allowNegative": false}), &[("x", "-3")], json!(-3), &["min"], "-3"),
        (bounded.clone(), &[("x", "1")], json!(1), &["min"], "1"),
        (bounded.clone(), &[("x", "11")], json!(11), &["max"], "11"),
        (bounded, &[("x", "2,25")], json!(2.25), &["decimalLimit"], "2,25"),
        (json!({"type": "number", "validate": {"required": true}}), &[("x", "0")], json!(0), &[], "0"),
        (json!({"type": "currency"}), &[("x", "€ 1.234,5")], json!(1234.5), &[], "€ 1.234,50"),
        (json!({"type": "currency"}), &[("x", "1,005")], json!(1.005), &["decimalLimit"], "€ 1,00"),
        (json!({"type": "currency", "validate": {"required": true}}), &[("x", "")], Value::Null, &["required"], ""),
    ]);
}

#[test]
fn choices() {
    let boxes = |validate: Value| json!({"type": "selectboxes", "values": options(), "validate": validate});
    let none = json!({"a": false, "b": false, "1": false});
    check(&[
        (json!({"type": "checkbox"}), &[("x", "on")], json!(true), &[], "Ja"),
        (json!({"type": "checkbox"}), &[], json!(false), &[], "Nee"),
        (
            json!({"type": "checkbox", "validate": {"required": true}}),
            &[("_field", "x")],
            json!(false),
            &["required"],
            "Nee",
        ),
        (
            boxes(json!({})),
            &[("x", "a"), ("x", "b")],
            json!({"a": true, "b": true, "1": false}),
            &[],
            "Optie A, Optie B",
        ),
        (boxes(json!({})), &[("x[b]", "on")], json!({"a": false, "b": true, "1": false}), &[], "Optie B"),
        (boxes(json!({"required": true})), &[], none.clone(), &["required"], ""),
        (boxes(json!({"minSelectedCount": 2})), &[], none.clone(), &[], ""),
        (boxes(json!({"minSelectedCount": 2, "required": true})), &[], none, &["minSelectedCount"], ""),
        (
            boxes(json!({"minSelectedCount": 2})),
            &[("x", "a")],
            json!({"a": true, "b": false, "1": false}),
            &["minSelectedCount"],
            "Optie A",
        ),
        (
            boxes(json!({"maxSelectedCount": 1})),
            &[("x", "a"), ("x", "1")],
            json!({"a": true, "b": false, "1": true}),
            &["maxSelectedCount"],
            "Optie A, Een",
        ),
        (json!({"type": "radio", "values": options()}), &[("x", "1")], json!("1"), &[], "Een"),
        (json!({"type": "radio", "values": options()}), &[("x", "z")], json!("z"), &["invalid_choice"], "z"),
        (
            json!({"type": "radio", "values": options(), "validate": {"required": true}}),
            &[],
            json!(""),
            &["required"],
            "",
        ),
        (json!({"type": "select", "data": {"values": options()}}), &[("x", "b")], json!("b"), &[], "Optie B"),
        (
            json!({"type": "select", "multiple": true, "data": {"values": options()}}),
            &[("x", "b"), ("x", "z")],
            json!(["b", "z"]),
            &["invalid_choice"],
            "Optie B, z",
        ),
    ]);
}

#[test]
fn dates_and_times() {
    let limited = |limits: Value| json!({"type": "date", "openForms": limits, "datePicker": {"minDate": "2026-01-10"}});
    let past = limited(json!({"maxDate": {"mode": "past", "includeToday": true}}));
    let strictly_past = limited(json!({"maxDate": {"mode": "past", "includeToday": false}}));
    let fixed = limited(json!({"minDate": {"mode": "fixedValue"}}));
    let relative =
        limited(json!({"minDate": {"mode": "relativeToVariable", "variable": "today", "operator": "subtract",
        "delta": {"days": 42}}}));
    let office = json!({"type": "time", "validate": {"minTime": "09:00", "maxTime": "17:00"}});
    let night = json!({"type": "time", "minTime": "22:00", "maxTime": "06:00"});
    check(&[
        (json!({"type": "date"}), &[("x", "2026-11-10")], json!("2026-11-10"), &[], "10 november 2026"),
        (json!({"type": "date"}), &[("x", "1-3-2026")], json!("2026-03-01"), &[], "1 maart 2026"),
        (
            json!({"type": "date"}),
            &[("x-day", "9"), ("x-month", "03"), ("x-year", "1985")],
            json!("1985-03-09"),
            &[],
            "9 maart 1985",
        ),
        (json!({"type": "date"}), &[("x-day", ""), ("x-month", ""), ("x-year", "")], json!(""), &[], ""),
        (
            json!({"type": "date"}),
            &[("x-day", "31"), ("x-month", "2"), ("x-year", "2026")],
            json!("2026-2-31"),
            &["invalid_date"],
            "2026-2-31",
        ),
        (
            json!({"type": "date"}),
            &[("x-day", "1"), ("x-month", ""), ("x-year", "85")],
            json!("85--1"),
            &["invalid_date"],
            "85--1",
        ),
        (json!({"type": "date", "validate": {"required": true}}), &[("x-day", "")], json!(""), &["required"], ""),
        (past.clone(), &[("x", "2026-11-25")], json!("2026-11-25"), &[], "25 november 2026"),
        (past, &[("x", "2026-11-26")], json!("2026-11-26"), &["maxDate"], "26 november 2026"),
        (strictly_past, &[("x", "2026-11-25")], json!("2026-11-25"), &["maxDate"], "25 november 2026"),
        (fixed, &[("x", "2026-01-09")], json!("2026-01-09"), &["minDate"], "9 januari 2026"),
        (relative.clone(), &[("x", "2026-10-13")], json!("2026-10-13"), &["minDate"], "13 oktober 2026"),
        (relative, &[("x", "2026-10-14")], json!("2026-10-14"), &[], "14 oktober 2026"),
        (office.clone(), &[("x", "09:00")], json!("09:00"), &[], "09:00"),
        (office.clone(), &[("x", "08:59")], json!("08:59"), &["minTime"], "08:59"),
        (office.clone(), &[("x", "17:01:00")], json!("17:01:00"), &["maxTime"], "17:01"),
        (office, &[("x", "9 uur")], json!("9 uur"), &["invalid_time"], "9 uur"),
        (night.clone(), &[("x", "23:00")], json!("23:00"), &[], "23:00"),
        (night.clone(), &[("x", "05:00")], json!("05:00"), &[], "05:00"),
        (night, &[("x", "12:00")], json!("12:00"), &["invalid_time"], "12:00"),
    ]);
}

#[test]
fn addresses() {
    let address = |required: bool| {
        json!({"type": "addressNL", "validate": {"required": required},
        "openForms": {"components": {"city": {"validate": {"pattern": "Utrecht"}, "translatedErrors": {"nl": {"pattern": "Alleen Utrecht."}}}}}})
    };
    let value = |postcode: &str, number: &str, letter: &str, street: &str, city: &str| {
        json!({"postcode": postcode, "houseNumber": number, "houseLetter": letter, "houseNumberAddition": "", "streetName": street,
            "city": city, "secretStreetCity": "", "autoPopulated": false})
    };
    check(&[
        (
            address(true),
            &[
                ("x.postcode", "1234 ab"),
                ("x.houseNumber", "1"),
                ("x.houseLetter", "a"),
                ("x.streetName", "Kerkstraat"),
                ("x.city", "Utrecht"),
            ],
            value("1234AB", "1", "a", "Kerkstraat", "Utrecht"),
            &[],
            "Kerkstraat 1 a, 1234 AB Utrecht",
        ),
        (address(false), &[("x.postcode", "")], value("", "", "", "", ""), &[], ""),
        (
            address(true),
            &[("x.postcode", "")],
            value("", "", "", "", ""),
            &["x.postcode required", "x.houseNumber required", "x.streetName required", "x.city required"],
            "",
        ),
        (
            address(false),
            &[
                ("x.postcode", "12AB"),
                ("x.houseNumber", "1a"),
                ("x.houseLetter", "ab"),
                ("x.streetName", "K"),
                ("x.city", "Zeist"),
            ],
            value("12AB", "1a", "ab", "K", "Zeist"),
            &["x.postcode postcode", "x.houseNumber houseNumber", "x.houseLetter houseLetter", "x.city pattern"],
            "K 1a ab, 12AB Zeist",
        ),
    ]);
    let form = form(json!([{"type": "addressNL", "key": "x", "label": "X"}]));
    let errors = validate(&form, 0, &Map::new(), &post(&form, &[("x.postcode", "1")]), &context(), Strictness::Save);
    assert_eq!(codes(&errors), ["x.postcode postcode"]);
    assert_eq!(errors[0].label, "Postcode");
}

#[test]
fn files_are_counted_weighed_and_typed() {
    let component = |multiple: bool| {
        json!([{"type": "file", "key": "x", "label": "X", "multiple": multiple, "maxNumberOfFiles": 2, "fileMaxSize": "1MB",
            "file": {"type": ["application/pdf", "image/*"]}, "validate": {"required": true}}])
    };
    let pdf = ("a.pdf", 1_000, "application/pdf");
    // multiple, files, faults
    type FileCase<'a> = (bool, &'a [(&'a str, u64, &'a str)], &'a [&'a str]);
    let cases: &[FileCase<'_>] = &[
        (false, &[pdf], &[]),
        (false, &[], &["x required"]),
        (false, &[pdf, pdf], &["x maxNumberOfFiles"]),
        (true, &[pdf, ("b.png", 1_048_576, "image/png")], &[]),
        (true, &[pdf, pdf, pdf], &["x maxNumberOfFiles"]),
        (true, &[("c.exe", 1_048_577, "application/x-exe")], &["x fileMaxSize", "x invalid_file_type"]),
    ];
    for (multiple, given, expected) in cases {
        let form = form(component(*multiple));
        let decoded = decode(&form, 0, &[], &files("x", given));
        assert_eq!(faults(&form, &decoded), *expected, "{given:?}");
    }
    let form = form(component(true));
    let decoded = decode(&form, 0, &[], &files("x", &[pdf]));
    let evaluation = evaluate(&form, 0, &Map::new(), Some(&decoded), &context());
    let field = evaluation.find_field("x").unwrap();
    assert_eq!(
        (field.accept.as_str(), field.files_max, field.file_bytes_max),
        ("application/pdf,image/*", Some(2), Some(1_048_576))
    );
    assert_eq!(field.files[0].id, "id-a.pdf");
    assert_eq!(decode(&form, 0, &pairs(&[("x", "../../etc/passwd")]), &HashMap::new())["x"], json!([]));
}

#[test]
fn saving_accepts_missing_answers_but_no_wrong_ones() {
    let form = form(json!([
        {"type": "textfield", "key": "naam", "label": "Naam", "validate": {"required": true}},
        {"type": "checkbox", "key": "akkoord", "label": "Akkoord", "validate": {"required": true}},
        {"type": "email", "key": "mail", "label": "E-mail", "validate": {"required": true}}]));
    let data = post(&form, &[("naam", ""), ("mail", "x")]);
    let errors = validate(&form, 0, &Map::new(), &data, &context(), Strictness::Save);
    assert_eq!(codes(&errors), ["mail invalid_email"]);
    assert_eq!(faults(&form, &data), ["naam required", "akkoord required", "mail invalid_email"]);
}

#[test]
fn the_designers_own_error_text_wins_in_its_language() {
    let form = form(
        json!([{"type": "textfield", "key": "x", "label": "Kenmerk", "validate": {"required": true, "maxLength": 3},
        "translatedErrors": {"nl": {"required": "Vul {{ field }} in.", "maxLength": "Hooguit {{ limit }} tekens."}, "en": {"required": ""}}}]),
    );
    let check = |value: &str, language: &str| {
        let mut ctx = context();
        ctx.language = language.to_owned();
        validate(&form, 0, &Map::new(), &map(json!({"x": value})), &ctx, Strictness::Next).remove(0).custom_message
    };
    assert_eq!(check("", "nl").as_deref(), Some("Vul Kenmerk in."));
    assert_eq!(check("abcd", "nl").as_deref(), Some("Hooguit 3 tekens."));
    assert_eq!(check("", "en"), None);
}

#[test]
fn a_field_has_all_that_a_page_needs() {
    let form = form(json!([
        {"type": "date", "key": "geboren.op", "label": "Geboortedatum", "description": "<b>Uw</b> <script>x</script>dag",
            "openForms": {"widget": "inputGroup", "maxDate": {"mode": "past", "includeToday": true}, "translations": {"en": {"label": "Date of birth"}}}},
        {"type": "radio", "key": "keuze", "label": "Keuze", "values": options(), "defaultValue": "b"},
        {"type": "bsn", "key": "bsn", "label": "BSN", "autocomplete": "on"},
        {"type": "columns", "key": "kolommen", "columns": [{"size": 4, "components": [{"type": "number", "key": "n", "label": "N {{ keuze }}", "allowNegative": false}]}]},
        {"type": "content", "key": "uitleg", "html": "<p>{{ keuze }}</p>", "customClass": "info"}]));
    let mut ctx = context();
    ctx.language = "en".to_owned();
    let evaluation = evaluate(&form, 0, &map(json!({"geboren": {"op": "1985-03-09"}, "n": 1.5})), None, &ctx);
    let fields = &evaluation.components;
    let date = &fields[0];
    assert_eq!((date.label.as_str(), date.html_id.as_str(), date.kind), ("Date of birth", "veld-geboren-op", "date"));
    assert_eq!((date.day.as_str(), date.month.as_str(), date.year.as_str()), ("9", "3", "1985"));
    assert_eq!(
        (date.max.as_deref(), date.widget, date.display.as_str()),
        (Some("2026-11-25"), "inputGroup", "9 March 1985")
    );
    assert_eq!(date.description, "<b>Uw</b> dag");
    assert_eq!(fields[1].options.iter().map(|option| option.checked).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(fields[2].autocomplete, "off");
    let column = &fields[3].children[0];
    assert_eq!((column.kind, column.size), ("column", 4));
    assert_eq!((column.children[0].label.as_str(), column.children[0].inputmode), ("N b", "decimal"));
    assert_eq!((fields[4].html.as_str(), fields[4].css_class.as_str()), ("<p>b</p>", "info"));
    assert!(serde_json::to_value(date).unwrap().is_object());
}

#[test]
fn options_from_a_variable_follow_the_data() {
    let form = form_with(
        json!([[
            {"type": "textfield", "key": "namen", "label": "Namen", "multiple": true},
            {"type": "selectboxes", "key": "wie", "label": "Wie", "openForms": {"dataSrc": "variable", "itemsExpression": {"var": "namen"}}},
            {"type": "radio", "key": "een", "label": "Een", "openForms": {"dataSrc": "variable",
                "itemsExpression": {"map": [{"var": "paren"}, [{"var": "v"}, {"var": "l"}]]}}},
            {"type": "select", "key": "kapot", "label": "Kapot", "openForms": {"dataSrc": "variable", "itemsExpression": {"var": "paren"}}}]]),
        json!([]),
        json!([{"key": "paren", "data_type": "array", "initial_value": [{"v": "1", "l": "Eén"}]}]),
    );
    let evaluation =
        shown(&form, json!({"namen": ["Eva", "Tim", "Eva"], "wie": {"Eva": true, "Weg": true}, "een": "1"}));
    let labels: Vec<_> =
        evaluation.components[1].options.iter().map(|option| (option.label.as_str(), option.checked)).collect();
    assert_eq!(labels, [("Eva", true), ("Tim", false)]);
    assert_eq!(evaluation.data["wie"], json!({"Eva": true, "Tim": false}));
    assert_eq!(evaluation.components[2].display, "Eén");
    assert_eq!(evaluation.problems.len(), 1, "{:?}", evaluation.problems);
    assert_eq!(evaluation.problems[0].place, "kapot");
}

#[test]
fn advised_answers_that_are_missing_are_listed() {
    let form = form(json!([
        {"type": "textfield", "key": "a", "label": "Toelichting", "openForms": {"softRequired": true}},
        {"type": "file", "key": "b", "label": "Bijlage", "openForms": {"softRequired": true}},
        {"type": "softRequiredErrors", "key": "c", "html": "<p>U mist: {{ missingFields }}</p>"}]));
    let evaluation = shown(&form, json!({"a": "", "b": []}));
    assert_eq!(evaluation.find_field("c").unwrap().html, "<p>U mist: Toelichting, Bijlage</p>");
    let file = decode(&form, 0, &pairs(&[("a", "x")]), &files("b", &[("a.pdf", 1, "application/pdf")]));
    assert_eq!(keys(&evaluate(&form, 0, &Map::new(), Some(&file), &context())), ["a", "b"]);
}
