use serde_json::{Value, json};

use super::{SchemaFault, at, is_path, judge};

#[test]
fn a_path_is_names_and_places_in_lists_and_no_program() {
    let resource = json!({ "a": { "b": 1, "none": null }, "list": [{ "c": 2 }, [3]] });
    for (path, expected) in [
        (".", Some(resource.clone())),
        (".a.b", Some(json!(1))),
        (".list[0].c", Some(json!(2))),
        (".list[1][0]", Some(json!(3))),
        (".a.none", None),
        (".a.x.y", None),
        (".list[7]", None),
        (".a[0]", None),
    ] {
        assert_eq!(at(&resource, path).unwrap().cloned(), expected, "{path}");
    }
    for path in [
        "", "a.b", "..", ".a.", ".a | .b", ".[0]", ".a[]", ".a[-1]", ".a[+1]", ".a[0", ".a[0]b", ".a b", ".\"a\"",
        ".1", ".a?",
    ] {
        assert!(!is_path(path), "{path}");
    }
}

fn said(schema: Value, data: &Value) -> &'static str {
    match judge(schema, data) {
        Ok(()) => "ok",
        Err(SchemaFault::NoSchema) => "no schema",
        Err(SchemaFault::TooMuch) => "too much",
        Err(SchemaFault::Broken) => "broken",
    }
}

#[test]
fn data_keep_to_a_schema_or_break_it() {
    let boom = json!({ "type": "object", "required": ["soort"], "additionalProperties": false, "properties": {
        "soort": { "enum": ["eik", "beuk"] }, "hoogte": { "type": "number", "minimum": 0 },
        "code": { "type": "string", "pattern": "^\\w{2}\\d+$" }, "takken": { "type": "array", "items": { "$ref": "#" } } } });
    let old = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "id": "https://x.nl/boom", "minimum": 1, "exclusiveMinimum": true });
    let with_id = json!({ "$id": "https://x.nl/boom", "properties": { "a": { "$id": "/a", "$ref": "#/$defs/getal" } }, "$defs": { "getal": { "type": "integer" } } });
    for (schema, data, expected) in [
        (boom.clone(), json!({ "soort": "eik", "hoogte": 3.5, "code": "ab12" }), "ok"),
        (boom.clone(), json!({ "soort": "eik", "takken": [{ "soort": "eik" }] }), "ok"),
        (boom.clone(), json!({ "soort": "eik", "takken": [{ "soort": "den" }] }), "broken"),
        (boom.clone(), json!({ "hoogte": 3 }), "broken"),
        (boom.clone(), json!({ "soort": "eik", "kleur": "groen" }), "broken"),
        (boom, json!({ "soort": "eik", "code": "a1" }), "broken"),
        (old.clone(), json!(1), "broken"),
        (old, json!(2), "ok"),
        (with_id.clone(), json!({ "a": 1 }), "ok"),
        (with_id, json!({ "a": "1" }), "broken"),
        (json!(true), json!({}), "ok"),
        (json!(false), json!({}), "broken"),
        // Says nothing here, as at Open Zaak.
        (json!({ "$schema": "http://json-schema.org/draft-07/schema#", "format": "date" }), json!("vandaag"), "ok"),
    ] {
        assert_eq!(said(schema.clone(), &data), expected, "{schema} {data}");
    }
}

#[test]
fn a_schema_that_is_none_or_looks_elsewhere_is_refused() {
    for schema in [
        json!("tekst"),
        json!([]),
        json!({ "type": "boom" }),
        json!({ "minimum": "1" }),
        json!({ "$schema": "https://x.nl/own" }),
        json!({ "$ref": "https://x.nl/schema.json" }),
        json!({ "$ref": "file:///etc/passwd" }),
        json!({ "$ref": "boom.json" }),
        json!({ "$ref": "#/$defs/none" }),
        json!({ "$ref": "#anchor", "$defs": { "a": { "$anchor": "anchor" } } }),
        json!({ "$ref": "#/default", "default": { "$ref": "file:///etc/passwd" } }),
        json!({ "$dynamicRef": "#x" }),
        json!({ "pattern": "(" }),
        json!({ "pattern": "(?=a)b" }),
    ] {
        assert_eq!(said(schema.clone(), &json!({ "a": 1 })), "no schema", "{schema}");
    }
}

#[test]
fn what_asks_too_much_is_refused_before_it_is_done() {
    // Each is twice the one below it.
    let mut defs = serde_json::Map::new();
    for level in 0..40 {
        let next = json!({ "$ref": format!("#/$defs/a{}", level + 1) });
        defs.insert(format!("a{level}"), json!({ "allOf": [next, next] }));
    }
    defs.insert("a40".into(), json!({ "type": "object" }));
    let doubled = json!({ "$ref": "#/$defs/a0", "$defs": defs });
    let twice =
        json!({ "allOf": [{ "properties": { "a": { "$ref": "#" } } }, { "properties": { "a": { "$ref": "#" } } }] });
    let mut deep = json!(1);
    for _ in 0..30 {
        deep = json!({ "a": deep });
    }
    let large: Vec<Value> = (10..30).map(|one| json!({ "pattern": format!("\\p{{L}}{{{one}}}") })).collect();
    let many: Vec<String> = (0..101).map(|one| format!("a{one}")).collect();
    let patterns: Vec<Value> = many.iter().map(|one| json!({ "pattern": one })).collect();
    for (schema, data) in [
        (doubled, json!({})),
        (twice, deep),
        (json!({ "$ref": "#" }), json!(1)),
        (json!({ "pattern": "((a{100}){100}){100}" }), json!("a")),
        (json!({ "pattern": "a".repeat(501) }), json!("a")),
        (json!({ "anyOf": patterns }), json!("a")),
        (json!({ "anyOf": large }), json!("a")),
        (json!({ "pattern": "(a*)*b" }), json!("a".repeat(400_000))),
        (json!({ "enum": vec![1; 20_001] }), json!(2)),
    ] {
        let text = schema.to_string();
        assert_eq!(said(schema, &data), "too much", "{:.80}", text);
    }
    assert_eq!(said(json!({ "pattern": "^(a+)+$" }), &json!("a".repeat(5_000) + "b")), "broken");
}
