//! Every field that is answered, held against the documents of the standard. Where Loket answers otherwise, [`OTHERWISE`] says why;
//! docs/suppliers.md tells the callers.

use std::collections::BTreeSet;

use openapi::Document;
use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE, TestApp, with};

use crate::routes::DOCUMENTS;
use crate::schemas::{Schema, Schemas};
use crate::start;
use crate::things::{Things, zaak_body};

/// Where an answer is not what the document says: the field, how, and why.
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("besluiten.vervalreden", "empty", "a choice without a value is an empty text"),
    ("besluiten.vervalredenWeergave", "empty", "a choice without a value is an empty text"),
    (
        "enkelvoudiginformatieobjecten.integriteit.algoritme",
        "empty",
        "zrc-012 (gegevensgroepen): shown with its structure",
    ),
    ("enkelvoudiginformatieobjecten.integriteit.datum", "null", "zrc-012 (gegevensgroepen)"),
    ("enkelvoudiginformatieobjecten.ondertekening.datum", "null", "zrc-012 (gegevensgroepen)"),
    ("enkelvoudiginformatieobjecten.ondertekening.soort", "empty", "zrc-012 (gegevensgroepen)"),
    ("rollen.betrokkeneIdentificatie.inpA_nummer", "empty", "a text without a value is an empty text"),
    ("zaakobjecten.objectTypeOverige", "empty", "a text without a value is an empty text"),
    ("zaken.verlenging.duur", "null", "zrc-012 (gegevensgroepen)"),
];

/// What an answer lacks, field by field.
struct Judge<'a> {
    schemas: &'a Schemas,
    path: &'a str,
    found: BTreeSet<(String, &'static str)>,
}

impl Judge<'_> {
    fn value(&mut self, name: &str, schema: &Schema, value: &Value) {
        let kind_fits = match (schema.kind(), value) {
            (_, Value::Null) if schema.is("nullable") => return,
            (_, Value::Null) => {
                self.add(name, "null");
                return;
            }
            ("boolean", value) => value.is_boolean(),
            ("integer" | "number", value) => value.is_number(),
            ("array", value) => value.is_array(),
            ("object", value) => value.is_object(),
            (_, value) => value.is_string(),
        };
        if !kind_fits {
            self.add(name, "another type");
            return;
        }
        match value {
            Value::Object(map) => {
                for field in schema.required.iter().filter(|field| !map.contains_key(*field)) {
                    self.add(&below(name, field), "not there");
                }
                for (field, inner) in &schema.fields {
                    if let Some(value) = map.get(field) {
                        self.value(&below(name, field), &self.schemas.read(inner, value), value);
                    }
                }
            }
            Value::Array(list) => {
                for one in list {
                    self.value(name, &self.schemas.read(schema.fact("items"), one), one);
                }
            }
            Value::String(text) => self.text(name, schema, text),
            _ => {}
        }
    }

    fn text(&mut self, name: &str, schema: &Schema, text: &str) {
        if let Some(choices) = schema.fact("enum").as_array() {
            if !choices.contains(&json!(text)) {
                self.add(name, if text.is_empty() { "empty" } else { "another choice" });
            }
            return;
        }
        let is_short = schema.fact("minLength").as_u64().is_some_and(|min| min > 0) && text.is_empty();
        // A URL or address without a value is an empty text, as every server of the standard answers it.
        let may_be_empty = matches!(schema.fact("format").as_str(), None | Some("uri" | "email"));
        let is_formless = text.is_empty() && !may_be_empty;
        let is_patternless = text.is_empty() && schema.fact("pattern").is_string();
        if is_short || is_formless || is_patternless {
            self.add(name, "empty");
        }
        if schema.fact("maxLength").as_u64().is_some_and(|max| text.chars().count() as u64 > max) {
            self.add(name, "longer");
        }
    }

    fn add(&mut self, name: &str, how: &'static str) {
        let resource = self.path.split('/').rfind(|part| !part.is_empty() && !part.starts_with('{'));
        let name = name.strip_prefix("results.").unwrap_or(name);
        self.found.insert((format!("{}.{name}", resource.unwrap()), how));
    }
}

fn below(name: &str, field: &str) -> String {
    if name.is_empty() { field.to_owned() } else { format!("{name}.{field}") }
}

/// What is answered otherwise by one API.
async fn judge(app: &TestApp, things: &Things, document: &Document, found: &mut BTreeSet<(String, &'static str)>) {
    let schemas = Schemas::of(document);
    for (path, schema) in schemas.answers() {
        let whole = format!("{}{path}", document.root);
        // Nobody can be called back here, so there is no subscriber; bytes are no JSON.
        if ["/abonnement/", "/applicaties/consumer", "/download"].iter().any(|none| whole.contains(none)) {
            continue;
        }
        let answer = app.get(ALLES, &things.address(&whole)).await;
        assert_eq!(answer.status_code, 200, "{whole}");
        let mut judge = Judge { schemas: &schemas, path, found: BTreeSet::new() };
        let json = answer.json();
        judge.value("", &schemas.read(schema, &json), &json);
        found.extend(judge.found);
    }
}

#[tokio::test]
async fn what_is_answered_is_what_the_documents_say_but_for_what_is_told() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let mut found = BTreeSet::new();
        for document in DOCUMENTS {
            judge(&app, &things, document, &mut found).await;
        }
        let told: BTreeSet<_> = OTHERWISE.iter().map(|(field, how, _)| ((*field).to_owned(), *how)).collect();
        let untold: Vec<_> = found.difference(&told).collect();
        assert!(untold.is_empty(), "{untold:#?}");
        let past: Vec<_> = told.difference(&found).collect();
        assert!(past.is_empty(), "is as the document says after all: {past:#?}");
    }
}

/// Where the documents slipped, or say two things.
#[tokio::test]
async fn what_is_told_of_whole_answers_is_so() {
    for app in start().await {
        Things::make_all(&app).await;
        let url = format!("{BASE}/zaken/api/v1/zaaknummer_reserveren");
        let one = app.post(ALLES, &url, &json!({ "bronorganisatie": "002564440" })).await;
        assert_eq!((one.status_code.as_u16(), one.header("location")), (201, ""));
        assert!(one.json()["zaaknummer"].is_string());
        let two = app.post(ALLES, &url, &json!({ "bronorganisatie": "002564440", "aantal": 2 })).await.json();
        assert_eq!(two.as_array().map(Vec::len), Some(2));

        let consumer = format!("{BASE}/autorisaties/api/v1/applicaties/consumer?clientId=nieuw");
        assert_eq!(app.get(ALLES, &consumer).await.json()["label"], "Nieuw");

        for soort in ["informatieobjecttypen", "besluittypen", "zaaktypen"] {
            let list = format!("{BASE}/catalogi/api/v1/{soort}");
            let first = app.get(ALLES, &list).await.json()["results"][0].clone();
            let made = app.post(ALLES, &list, &first).await;
            assert_eq!(made.status_code, 201, "{soort}: {}", made.json());
            if soort == "besluittypen" {
                assert!(made.json()["informatieobjecttypeOmschrijvingen"].is_array(), "{}", made.json());
            }
            let gone = app.call(ALLES, "DELETE", &made.url(), &Value::Null).await;
            assert_eq!((gone.status_code.as_u16(), gone.body.len()), (204, 0), "{soort}");
        }
        let catalogus =
            json!({ "domein": "WEG", "rsin": "002564440", "naam": "Weg", "contactpersoonBeheerNaam": "Anne" });
        let made = app.post(ALLES, &format!("{BASE}/catalogi/api/v1/catalogussen"), &catalogus).await;
        let gone = app.call(ALLES, "DELETE", &made.url(), &Value::Null).await;
        assert_eq!((gone.status_code.as_u16(), gone.body.len()), (204, 0));

        // What is expanded and not there.
        let expanded = format!("{BASE}/zaken/api/v1/zaakinformatieobjecten?expand=status");
        let all = app.get(ALLES, &expanded).await.json();
        let all = all.as_array().unwrap();
        assert!(all.iter().any(|one| one["_expand"] == json!({ "status": {} })), "{all:?}");
    }
}

/// What a zaak takes beyond the documents, which list the choices.
#[tokio::test]
async fn what_is_told_of_the_choices_of_a_zaak_is_so() {
    for app in start().await {
        let list = format!("{BASE}/zaken/api/v1/zaken");
        let body = zaak_body(&app.bezwaar);
        let other = app.post(ALLES, &list, &body).await.url();
        let relatie = json!([{ "url": other, "aardRelatie": "overig", "overigeRelatie": "buren" }]);
        let body = with(body, json!({ "vertrouwelijkheidaanduiding": "", "relevanteAndereZaken": relatie }));
        let made = app.post(ALLES, &list, &body).await;
        let level = made.json()["vertrouwelijkheidaanduiding"].clone();
        assert_eq!(made.status_code, 201, "{}", made.json());
        assert_eq!(level, app.bezwaar.vertrouwelijkheidaanduiding.as_str(), "that of the zaaktype");
        assert_eq!(made.json()["relevanteAndereZaken"][0]["aardRelatie"], "overig");

        let open = json!({ "vertrouwelijkheidaanduiding": "openbaar" });
        assert_eq!(
            app.call(ALLES, "PATCH", &made.url(), &open).await.json()["vertrouwelijkheidaanduiding"],
            "openbaar"
        );
        let replaced = app.call(ALLES, "PUT", &made.url(), &body).await;
        assert_eq!((replaced.status_code.as_u16(), &replaced.json()["vertrouwelijkheidaanduiding"]), (200, &level));
        let nothing = json!({ "vertrouwelijkheidaanduiding": "" });
        let refused = app.call(ALLES, "PATCH", &made.url(), &nothing).await;
        assert_eq!(refused.faults(), ["vertrouwelijkheidaanduiding invalid_choice"]);
    }
}
