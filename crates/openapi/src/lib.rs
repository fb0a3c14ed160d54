//! The OpenAPI documents of the APIs that Loket serves, in the release that it serves.
//!
//! `standard/` holds them as the standards publish them; there a reference to another API names the file beside it. `build.rs` makes of
//! each one that can be read alone, as YAML and as JSON, and one that also has what Loket serves besides, as Open Zaak does (`openzaak/`). A crate of its own, because only its build reads YAML, and because it changes
//! with a release of a standard only. It does not know HTTP: [`Document::json`] and [`Document::yaml`] give texts.

include!(concat!(env!("OUT_DIR"), "/documents.rs"));

/// The document of one API.
#[derive(Debug)]
pub struct Document {
    /// The path below which the API is served, without a slash at the end, such as `/zaken/api/v1`.
    pub root: &'static str,
    /// The release of the standard, such as `1.7.0`.
    pub version: &'static str,
    yaml: &'static str,
    json: &'static str,
    extended: &'static str,
}

impl Document {
    /// Returns the document as JSON. `server` is the URL of the API's root.
    pub fn json(&self, server: &str) -> String {
        self.json.replace(SERVER, server)
    }

    /// Returns the document as YAML. `server` is the URL of the API's root.
    pub fn yaml(&self, server: &str) -> String {
        self.yaml.replace(SERVER, server)
    }

    /// Returns the document with what is served besides the standard, as YAML. `server` is the URL of the API's root.
    pub fn extended_yaml(&self, server: &str) -> String {
        self.extended.replace(SERVER, server)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ALL: [&Document; 6] = [&ZAKEN, &CATALOGI, &DOCUMENTEN, &BESLUITEN, &AUTORISATIES, &NOTIFICATIES];

    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(all) => all.iter().for_each(|one| references(one, found)),
            _ => {}
        }
    }

    #[test]
    fn every_document_can_be_read_alone_in_both_forms() {
        for document in ALL {
            let server = format!("https://a.example.nl{}", document.root);
            let json: Value = serde_json::from_str(&document.json(&server)).unwrap();
            let yaml: Value = serde_saphyr::from_str(&document.yaml(&server)).unwrap();
            assert!(json == yaml, "{}", document.root);
            assert_eq!(json["servers"], json!([{ "url": server }]));
            assert_eq!(json["info"]["version"], document.version);
            let mut found = Vec::new();
            references(&json, &mut found);
            for target in found {
                let path = target.strip_prefix('#').unwrap_or_else(|| panic!("{}: {target}", document.root));
                assert!(json.pointer(path).is_some(), "{}: {target}", document.root);
            }
        }
    }

    #[test]
    fn what_is_served_besides_stands_in_a_document_that_can_be_read_alone() {
        for (document, path, schema, field) in [
            (&ZAKEN, "/zaak_registreren", "Zaak", "gerelateerdeZaken"),
            (&CATALOGI, "/zaaktypen", "ZaakType", "omschrijving"),
            (&DOCUMENTEN, "/document_registreren", "EnkelvoudigInformatieObject", "titel"),
            (&BESLUITEN, "/besluit_verwerken", "Besluit", "datum"),
            (&AUTORISATIES, "/applicaties", "Applicatie", "label"),
            (&NOTIFICATIES, "/cloudevents", "Abonnement", "sendCloudevents"),
        ] {
            let server = format!("https://a.example.nl{}", document.root);
            let text = document.extended_yaml(&server);
            assert!(text.starts_with("openapi: 3.0"));
            let extended: Value = serde_saphyr::from_str(&text).unwrap();
            let mut found = Vec::new();
            references(&extended, &mut found);
            for target in found {
                let path = target.strip_prefix('#').unwrap_or_else(|| panic!("{}: {target}", document.root));
                assert!(extended.pointer(path).is_some(), "{}: {target}", document.root);
            }
            assert!(extended["paths"][path].is_object(), "{path}");
            assert!(extended["components"]["schemas"][schema]["properties"][field].is_object(), "{schema} {field}");
            // All of the standard is there as it was.
            let standard: Value = serde_json::from_str(&document.json(&server)).unwrap();
            for (path, item) in standard["paths"].as_object().unwrap() {
                for (method, operation) in item.as_object().unwrap() {
                    let extended = &extended["paths"][path][method]["responses"];
                    assert_eq!(operation["responses"], *extended, "{method} {path}");
                }
            }
        }
    }

    #[test]
    fn what_the_standard_says_is_all_there() {
        for (document, paths, own, copied) in [
            (&ZAKEN, 28, "Zaak", Some("CatalogiZaakType")),
            (&CATALOGI, 23, "ZaakType", None),
            (&DOCUMENTEN, 15, "Verzending", Some("CatalogiInformatieObjectType")),
            (&BESLUITEN, 6, "Besluit", Some("ZakenZaak")),
            (&AUTORISATIES, 3, "Applicatie", None),
            (&NOTIFICATIES, 5, "Kanaal", None),
        ] {
            let json: Value = serde_json::from_str(&document.json("/")).unwrap();
            assert_eq!(json["paths"].as_object().unwrap().len(), paths, "{}", document.root);
            let schemas = &json["components"]["schemas"];
            for name in std::iter::once(own).chain(copied) {
                assert!(schemas[name].is_object(), "{}: {name}", document.root);
            }
        }
    }
}
