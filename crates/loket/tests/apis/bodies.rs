//! Every field that the documents of the standard know in a body, sent wrong: each is refused by its name.
//!
//! The bodies are those that make or replace what there is; one field at a time is left out, made null, or made something else. Where
//! Loket takes more than the document, [`LOOSER`] says why; docs/suppliers.md tells the callers.

use openapi::Document;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, TestApp, with};

use crate::routes::DOCUMENTS;
use crate::schemas::{Schema, Schemas};
use crate::start;
use crate::things::Things;

/// Where more is taken than the document says: the end of the path, the field, what is done to it (`*` for anything), and why.
const LOOSER: &[(&str, &str, &str, &str)] = &[
    ("/zaaktypen/{uuid}", "deelzaaktypen", "left out", "Open Zaak does not ask it"),
    ("/zaaktypen", "deelzaaktypen.0", "null", "Open Zaak answers null for what is not known"),
    ("/zaaktypen/{uuid}", "deelzaaktypen.0", "null", "Open Zaak answers null for what is not known"),
    ("/resultaattypen", "besluittypen.0", "null", "Open Zaak answers null for what is not known"),
    ("/resultaattypen/{uuid}", "besluittypen.0", "null", "Open Zaak answers null for what is not known"),
    ("/resultaattypen", "informatieobjecttypen.0", "null", "Open Zaak answers null for what is not known"),
    ("/resultaattypen/{uuid}", "informatieobjecttypen.0", "null", "Open Zaak answers null for what is not known"),
    (
        "/informatieobjecttypen",
        "zaaktypeIdentificaties",
        "*",
        "follows from the zaaktypen; Open Zaak has no such field",
    ),
    ("/zaakobjecttypen", "catalogus", "left out", "follows from the zaaktype; Open Zaak only answers it"),
    ("/zaakobjecttypen/{uuid}", "catalogus", "left out", "follows from the zaaktype; Open Zaak only answers it"),
    ("/zaakobjecttypen", "beginGeldigheid", "null", "is that of the zaaktype; may be null at Open Zaak"),
    ("/zaakobjecttypen/{uuid}", "beginGeldigheid", "null", "is that of the zaaktype; may be null at Open Zaak"),
    ("/zaaktype-informatieobjecttypen", "informatieobjecttype", "too long", "a URL, which is longer than a name"),
    (
        "/zaaktype-informatieobjecttypen/{uuid}",
        "informatieobjecttype",
        "too long",
        "a URL, which is longer than a name",
    ),
    ("/enkelvoudiginformatieobjecten/{uuid}", "lock", "left out", "drc-010 (bijwerken): told as missing-lock-id"),
    ("/enkelvoudiginformatieobjecten/{uuid}", "lock", "empty", "drc-010 (bijwerken): told as missing-lock-id"),
    ("/statussen", "gezetdoor", "null", "may be null at Open Zaak"),
    ("/zaakinformatieobjecten", "status", "empty", "Open Zaak reads an empty URL as null"),
    ("/zaakinformatieobjecten/{uuid}", "status", "empty", "Open Zaak reads an empty URL as null"),
    ("/rollen", "roltoelichting", "left out", "Open Zaak does not ask it"),
    ("/rollen", "betrokkeneIdentificatie", "null", "an answer has null where only the URL is known"),
    ("/rollen", "betrokkeneIdentificatie.identificatie", "too long", "Open Zaak gives it 255 characters"),
    ("/rollen", "betrokkeneIdentificatie.isGehuisvestIn", "too long", "Open Zaak gives it 255 characters"),
    ("/rollen", "betrokkeneIdentificatie.naam", "too long", "Open Zaak gives it 255 characters"),
    ("/rollen", "contactpersoonRol.naam", "too long", "Open Zaak gives it 200 characters"),
    ("/zaakobjecten", "betrokkeneIdentificatie", "*", "a slip of the document: a person is an objectIdentificatie too"),
    ("/zaakobjecten", "objectIdentificatie", "null", "an answer has null where only the URL is known"),
    ("/zaakobjecten/{uuid}", "objectIdentificatie", "null", "an answer has null where only the URL is known"),
    ("/zaakobjecten", "objectIdentificatie.identificatie", "left out", "of an adres: Open Zaak does not ask it"),
    (
        "/zaakobjecten",
        "objectIdentificatie.aanduidingWozObject.aoaIdentificatie",
        "left out",
        "Open Zaak does not ask it",
    ),
    (
        "/zaakobjecten",
        "objectIdentificatie.isOnderdeelVan.aanduidingWozObject.aoaIdentificatie",
        "left out",
        "as above",
    ),
    ("/zaakobjecten", "objectIdentificatie.isVoor.aanduidingWozObject.aoaIdentificatie", "left out", "as above"),
    ("/zaakobjecten", "objectIdentificatie.isOnderdeelVan", "null", "an answer has null for a group that is not there"),
    ("/zaakobjecten", "objectIdentificatie.isVoor", "null", "an answer has null for a group that is not there"),
    (
        "/zaakobjecten",
        "objectIdentificatie.heeftBetrekkingOp",
        "null",
        "an answer has null for a group that is not there",
    ),
    (
        "/zaakobjecten",
        "objectIdentificatie.heeftAlsGerechtigde",
        "null",
        "an answer has null for a group that is not there",
    ),
    ("/zaakobjecten", "objectIdentificatie.heeftAlsGerechtigde.natuurlijkPersoon", "null", "as above"),
    ("/zaakobjecten", "objectIdentificatie.heeftAlsGerechtigde.nietNatuurlijkPersoon", "null", "as above"),
];

/// A body that is right, with where it goes.
struct Call<'a> {
    method: &'static str,
    path: String,
    url: String,
    schema: &'a Value,
    body: Value,
}

/// What is done to one field.
struct Wrong {
    /// The way to the field.
    way: Vec<String>,
    what: &'static str,
    /// None to leave it out.
    value: Option<Value>,
    /// The codes that may tell it; any when there are none.
    codes: &'static [&'static str],
}

impl Wrong {
    fn name(&self) -> String {
        self.way.join(".")
    }

    /// The body with this in it. What lies around the field is made when it is not there.
    fn within(&self, body: &Value) -> Value {
        let mut body = body.clone();
        let (last, before) = self.way.split_last().unwrap();
        let mut place = &mut body;
        for step in before {
            place =
                if place.is_array() { &mut place[step.parse::<usize>().unwrap()] } else { &mut place[step.as_str()] };
        }
        match (&self.value, place) {
            (Some(value), Value::Array(list)) => list[last.parse::<usize>().unwrap()] = value.clone(),
            (Some(value), place) => place[last.as_str()] = value.clone(),
            (None, place) => drop(place.as_object_mut().unwrap().remove(last)),
        }
        body
    }
}

/// What is wrong in a body, field by field.
struct Spoiler<'a> {
    schemas: &'a Schemas,
    wrongs: Vec<(Wrong, Value)>,
}

impl Spoiler<'_> {
    /// Spoils each field of an object in a body.
    fn object(&mut self, body: &Value, way: &[String], schema: &Schema, value: &Value) {
        for (name, field) in &schema.fields {
            let field = self.schemas.read(field, &value[name]);
            if field.is("readOnly") {
                continue;
            }
            let way = [way, std::slice::from_ref(name)].concat();
            if schema.required.contains(name) {
                self.add(body, &way, "left out", None, &["required"]);
            }
            self.value(body, &way, &field, &value[name]);
        }
    }

    fn value(&mut self, body: &Value, way: &[String], schema: &Schema, value: &Value) {
        if !schema.is("nullable") {
            self.add(body, way, "null", Some(Value::Null), &["null"]);
        }
        for (what, wrong, codes) in wrongs(schema) {
            self.add(body, way, what, Some(wrong), codes);
        }
        match schema.kind() {
            // A group whose fields are all empty is the same as none. Rule: zrc-012 (gegevensgroepen).
            "object" if !schema.fields.is_empty() => self.below(body, way, schema, value),
            "array" => self.items(body, way, schema, value),
            _ => {}
        }
    }

    /// Goes on below an object, of which every field says something.
    fn below(&mut self, body: &Value, way: &[String], schema: &Schema, value: &Value) {
        let mut whole = if value.is_object() { value.clone() } else { json!({}) };
        for (name, field) in &schema.fields {
            if says_nothing(&whole[name]) && !self.schemas.read(field, &Value::Null).is("readOnly") {
                whole[name] = self.schemas.sample(field, 4);
            }
        }
        let body = Wrong { way: way.to_vec(), what: "", value: Some(whole.clone()), codes: &[] }.within(body);
        self.object(&body, way, schema, &whole);
    }

    fn items(&mut self, body: &Value, way: &[String], schema: &Schema, value: &Value) {
        let mut body = body.clone();
        if value.as_array().is_none_or(Vec::is_empty) {
            let made = json!([self.schemas.sample(schema.fact("items"), 4)]);
            body = Wrong { way: way.to_vec(), what: "", value: Some(made), codes: &[] }.within(&body);
        }
        let first = [way, &["0".to_owned()]].concat();
        let value = body.pointer(&format!("/{}", first.join("/"))).unwrap().clone();
        let schema = self.schemas.read(schema.fact("items"), &value);
        self.value(&body, &first, &schema, &value);
    }

    fn add(
        &mut self,
        body: &Value,
        way: &[String],
        what: &'static str,
        value: Option<Value>,
        codes: &'static [&'static str],
    ) {
        let wrong = Wrong { way: way.to_vec(), what, value, codes };
        let body = wrong.within(body);
        self.wrongs.push((wrong, body));
    }
}

/// Decides whether nothing is said below a value.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.values().all(says_nothing),
        Value::Null | Value::Bool(false) => true,
        value => value == "",
    }
}

/// The values that a field can't have.
fn wrongs(schema: &Schema) -> Vec<(&'static str, Value, &'static [&'static str])> {
    let long = |length: u64| json!("x".repeat(usize::try_from(length + 1).unwrap()));
    let mut found: Vec<(&'static str, Value, &'static [&'static str])> = Vec::new();
    match schema.kind() {
        "boolean" => found.push(("no boolean", json!("misschien"), &["invalid"])),
        "integer" | "number" => {
            found.push(("no number", json!("veel"), &["invalid"]));
            found.push(("a half", json!(1.5), &["invalid"]));
            if let Some(min) = schema.fact("minimum").as_i64() {
                found.push(("too small", json!(min - 1), &["min_value"]));
            }
            if let Some(max) = schema.fact("maximum").as_i64() {
                found.push(("too large", json!(max + 1), &["max_value"]));
            }
        }
        "array" => found.push(("no list", json!({}), &["not_a_list"])),
        "object" => found.push(("no object", json!("iets"), &["invalid"])),
        _ => {
            found.push(("no text", json!({}), &["invalid", "invalid_choice"]));
            if schema.fact("enum").is_array() {
                found.push(("no choice", json!("onbestaanbaar"), &["invalid_choice"]));
            }
            match schema.fact("format").as_str() {
                Some("date" | "date-time" | "duration" | "email" | "uuid" | "byte") => {
                    found.push(("no such format", json!("een!"), &[]));
                }
                Some("uri") => found.push(("no such format", json!("een url"), &[])),
                _ => {}
            }
            if let Some(max) = schema.fact("maxLength").as_u64() {
                let is_url = schema.fact("format") == "uri";
                let url = json!(format!("https://example.nl/{}", "x".repeat(usize::try_from(max).unwrap())));
                let is_free = schema.fact("format").is_null() && schema.fact("pattern").is_null();
                let codes: &[_] = if is_free { &["max_length", "only-digits"] } else { &[] };
                found.push(("too long", if is_url { url } else { long(max) }, codes));
            }
            if schema.fact("minLength").as_u64().is_some_and(|min| min > 0) {
                found.push(("empty", json!(""), &["blank"]));
            }
            if schema.fact("pattern").is_string() {
                found.push(("no such pattern", json!("!"), &[]));
            }
        }
    }
    found
}

/// What is told besides the ordinary of a field, so that all kinds of it are there.
fn variants(path: &str, body: Value, schema: &Value) -> Vec<Value> {
    let kind = match path {
        "/zaken/api/v1/rollen" => "betrokkeneType",
        "/zaken/api/v1/zaakobjecten" => "objectType",
        _ => return vec![body],
    };
    let _ = schema;
    let kinds: &[&str] = if kind == "betrokkeneType" {
        &["natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging", "organisatorische_eenheid", "medewerker"]
    } else {
        &OBJECTTYPEN
    };
    let without = |mut body: Value| {
        for name in ["objectIdentificatie", "betrokkeneIdentificatie"] {
            body.as_object_mut().unwrap().remove(name);
        }
        body
    };
    kinds.iter().map(|one| without(with(body.clone(), json!({ kind: one })))).collect()
}

const OBJECTTYPEN: [&str; 31] = [
    "adres",
    "besluit",
    "buurt",
    "enkelvoudig_document",
    "gemeente",
    "gemeentelijke_openbare_ruimte",
    "huishouden",
    "inrichtingselement",
    "kadastrale_onroerende_zaak",
    "kunstwerkdeel",
    "maatschappelijke_activiteit",
    "medewerker",
    "natuurlijk_persoon",
    "niet_natuurlijk_persoon",
    "openbare_ruimte",
    "organisatorische_eenheid",
    "overige",
    "pand",
    "spoorbaandeel",
    "status",
    "terrein_gebouwd_object",
    "terreindeel",
    "vestiging",
    "waterdeel",
    "wegdeel",
    "wijk",
    "woonplaats",
    "woz_deelobject",
    "woz_object",
    "woz_waarde",
    "zakelijk_recht",
];

/// The bodies of one API that make something or replace it.
async fn calls<'a>(app: &TestApp, things: &Things, document: &Document, schemas: &'a Schemas) -> Vec<Call<'a>> {
    let mut found = Vec::new();
    for (path, method, schema) in schemas.bodies() {
        let path = format!("{}{path}", document.root);
        let method = match method {
            "post" => "POST",
            "put" => "PUT",
            _ => continue,
        };
        // What only acts has no body of a resource; a subscriber can't be made here.
        let is_no_resource = ["/_zoek", "/publish", "/unlock"].iter().any(|end| path.ends_with(end));
        if is_no_resource || (method == "PUT" && path.contains("/abonnement/")) {
            continue;
        }
        let url = things.address(&path);
        let mut body = match path.as_str() {
            "/notificaties/api/v1/abonnement" => json!({
                "callbackUrl": "https://example.nl/callback",
                "auth": "Bearer x",
                "kanalen": [{ "naam": "zaken", "filters": { "bronorganisatie": "002564440" } }],
            }),
            "/notificaties/api/v1/kanaal" => json!({
                "naam": "eigen", "documentatieLink": "https://example.nl/", "filters": ["soort"],
            }),
            "/notificaties/api/v1/notificaties" => json!({
                "kanaal": "zaken",
                "hoofdObject": "https://example.nl/1",
                "resource": "zaak",
                "resourceUrl": "https://example.nl/1",
                "actie": "create",
                "aanmaakdatum": "2026-11-20T10:00:00Z",
                "kenmerken": { "bronorganisatie": "002564440" },
            }),
            path => things.body(method, path),
        };
        if body == json!({}) {
            let one = if method == "PUT" { path.clone() } else { format!("{path}/{{uuid}}") };
            body = app.get(ALLES, &things.address(&one)).await.json();
            assert!(body["url"].is_string(), "{one}: {body}");
        }
        if method == "PUT" && path.contains("/enkelvoudiginformatieobjecten/") {
            let lock = app.post(ALLES, &format!("{url}/lock"), &json!({})).await.json();
            body = with(body, json!({ "lock": lock["lock"], "inhoud": "aGFsbG8=" }));
        }
        for body in variants(&path, body, schema) {
            found.push(Call { method, path: path.clone(), url: url.clone(), schema, body });
        }
    }
    found
}

/// Decides whether this is where more is taken; `*` is also for all that lies below a field.
fn is_of(looser: &(&str, &str, &str, &str), path: &str, name: &str, what: &str) -> bool {
    let (end, field, kind, _) = *looser;
    let is_below = kind == "*" && name.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'));
    path.ends_with(end) && (name == field || is_below) && (kind == "*" || kind == what)
}

#[tokio::test]
async fn every_field_that_is_sent_wrong_is_told_by_its_name() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let mut found = std::collections::BTreeSet::new();
        let mut looser = std::collections::BTreeSet::new();
        let mut count = 0;
        for document in DOCUMENTS {
            let schemas = Schemas::of(document);
            for call in calls(&app, &things, document, &schemas).await {
                let answer = app.call(ALLES, call.method, &call.url, &call.body).await;
                let is_missed = |fault: &String| fault.ends_with(" null") || fault.ends_with(" required");
                if call.method == "PUT" && answer.faults().iter().any(is_missed) {
                    found.insert(format!("PUT {} as it is answered: {:?}", call.path, answer.faults()));
                }
                let mut spoiler = Spoiler { schemas: &schemas, wrongs: Vec::new() };
                spoiler.object(&call.body, &[], &schemas.read(call.schema, &call.body), &call.body);
                for (wrong, body) in spoiler.wrongs {
                    count += 1;
                    let name = wrong.name();
                    let answer = app.call(ALLES, call.method, &call.url, &body).await;
                    let faults = answer.faults();
                    let is_told = faults.iter().any(|fault| {
                        let (told, code) = fault.split_once(' ').unwrap();
                        let is_named = told == name || told.starts_with(&format!("{name}."));
                        is_named && (wrong.codes.is_empty() || wrong.codes.contains(&code))
                    });
                    if is_told {
                        continue;
                    }
                    match LOOSER.iter().position(|looser| is_of(looser, &call.path, &name, wrong.what)) {
                        Some(at) => drop(looser.insert(at)),
                        None => {
                            let code = answer.status_code.as_u16();
                            let line =
                                format!("{} {} {name} {}: {code} {faults:?}", call.method, call.path, wrong.what);
                            found.insert(line);
                        }
                    }
                }
            }
        }
        let found: Vec<_> = found.into_iter().collect();
        let refused: Vec<_> = (0..LOOSER.len()).filter(|at| !looser.contains(at)).map(|at| LOOSER[at]).collect();
        assert!(refused.is_empty(), "is refused after all: {refused:?}");
        assert!(count > 4000, "{count}");
        assert!(found.is_empty(), "{count} tried, {} wrong:\n{}", found.len(), found.join("\n"));
    }
}
