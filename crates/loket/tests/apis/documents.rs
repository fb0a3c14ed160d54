//! The OpenAPI documents, where clients look for them.

use serde_json::{Value, json};
use test_kit::apis::{ALLES, BASE};

use crate::start;
use crate::things::Things;

#[tokio::test]
async fn every_api_serves_its_document_without_a_token() {
    let app = start().await.remove(0);
    let roots = [
        ("/zaken/api/v1", "1.7.0", "/zaken/{uuid}"),
        ("/catalogi/api/v1", "1.4.0", "/zaaktypen/{uuid}/publish"),
        ("/documenten/api/v1", "1.7.1", "/bestandsdelen/{uuid}"),
        ("/besluiten/api/v1", "1.1.0", "/besluiten/{uuid}"),
        ("/autorisaties/api/v1", "1.1.0", "/applicaties/consumer"),
        ("/notificaties/api/v1", "1.0.1", "/kanaal/{uuid}"),
        ("/api/v1", "1.0.1", "/kanaal/{uuid}"),
    ];
    for (root, version, path) in roots {
        for place in ["openapi.json", "openapi.yaml", "schema/openapi.yaml", "schema/openapi.yaml?v=3"] {
            let url = format!("{BASE}{root}/{place}");
            let answer = app.send_with("GET", &url, &[], "").await;
            assert_eq!(answer.status_code, 200, "{url}");
            assert_eq!(answer.header("api-version"), version, "{url}");
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            assert_eq!(answer.header("cache-control"), "public, max-age=3600");
            if place == "openapi.json" {
                assert_eq!(answer.header("content-type"), "application/json");
                let document: Value = answer.json();
                assert_eq!(document["info"]["version"], version);
                assert_eq!(document["servers"], json!([{ "url": format!("{BASE}{root}") }]));
                assert!(document["paths"][path].is_object(), "{url}");
            } else {
                assert_eq!(answer.header("content-type"), "application/yaml");
                assert!(String::from_utf8(answer.body.clone()).unwrap().starts_with("openapi: 3.0"), "{url}");
            }
            let etag = answer.header("etag").to_owned();
            let again = app.send_with("GET", &url, &[("if-none-match", &etag)], "").await;
            assert_eq!((again.status_code.as_u16(), again.body.len()), (304, 0), "{url}");
            // The server that it names is the one that was called, so the tag is another one elsewhere.
            let elsewhere =
                app.send_with("GET", &url, &[("host", "www.a.example.nl"), ("if-none-match", &etag)], "").await;
            assert_eq!(elsewhere.status_code, 200, "{url}");
            let stranger = app.send_with("GET", &url, &[("host", "vreemd.example.nl")], "").await;
            assert_eq!(stranger.status_code, 404, "{url}");
        }
    }
}

/// The resources that show what they name, with their lists.
const EXPANDED: [(&str, &str, &str); 24] = [
    ("besluiten", "Besluit", "besluiten"),
    ("besluiten", "BesluitInformatieObject", "besluitinformatieobjecten"),
    ("catalogi", "BesluitType", "besluittypen"),
    ("catalogi", "Catalogus", "catalogussen"),
    ("catalogi", "Eigenschap", "eigenschappen"),
    ("catalogi", "InformatieObjectType", "informatieobjecttypen"),
    ("catalogi", "ResultaatType", "resultaattypen"),
    ("catalogi", "RolType", "roltypen"),
    ("catalogi", "StatusType", "statustypen"),
    ("catalogi", "ZaakObjectType", "zaakobjecttypen"),
    ("catalogi", "ZaakType", "zaaktypen"),
    ("catalogi", "ZaakTypeInformatieObjectType", "zaaktype-informatieobjecttypen"),
    ("documenten", "EnkelvoudigInformatieObject", "enkelvoudiginformatieobjecten"),
    ("documenten", "Gebruiksrechten", "gebruiksrechten"),
    ("documenten", "ObjectInformatieObject", "objectinformatieobjecten"),
    ("documenten", "Verzending", "verzendingen"),
    ("zaken", "Resultaat", "resultaten"),
    ("zaken", "Rol", "rollen"),
    ("zaken", "Status", "statussen"),
    ("zaken", "Zaak", "zaken"),
    ("zaken", "ZaakBesluit", "zaken/{uuid}/besluiten"),
    ("zaken", "ZaakEigenschap", "zaken/{uuid}/zaakeigenschappen"),
    ("zaken", "ZaakInformatieObject", "zaakinformatieobjecten"),
    ("zaken", "ZaakObject", "zaakobjecten"),
];

/// The fields of a schema, over all that it is made of.
fn fields_of<'a>(document: &'a Value, schema: &'a Value) -> Vec<(&'a String, &'a Value)> {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return fields_of(document, &document["components"]["schemas"][name]);
    }
    let parts = schema["allOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let own = schema["properties"].as_object().into_iter().flatten();
    parts.iter().flat_map(|part| fields_of(document, part)).chain(own).collect()
}

#[tokio::test]
async fn zrc_027_and_028_every_path_that_the_documents_name_can_be_expanded() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let mut count = 0;
        for (api, resource, list) in EXPANDED {
            let document = app.get(ALLES, &format!("{BASE}/{api}/api/v1/openapi.json")).await.json();
            let schema = &document["components"]["schemas"][format!("{resource}Expanded")];
            let expand = fields_of(&document, schema).into_iter().find(|(name, _)| *name == "_expand").unwrap().1;
            let list = things.address(&format!("/{api}/api/v1/{list}"));
            for (name, _) in fields_of(&document, expand) {
                let url = format!("{list}?expand={name}");
                let answer = app.get(ALLES, &url).await;
                assert_eq!(answer.status_code, 200, "{url} {}", answer.json());
                count += 1;
            }
        }
        assert_eq!(count, 80);
    }
}

/// What a document at Open Zaak's place says of paths.
async fn extended_paths(app: &test_kit::apis::TestApp, root: &str) -> Value {
    let answer = app.send_with("GET", &format!("{BASE}{root}/schema/openapi.yaml"), &[], "").await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    // Each part of the document is a line of JSON.
    serde_json::from_str(text.lines().find_map(|line| line.strip_prefix("paths: ")).unwrap()).unwrap()
}

#[tokio::test]
async fn what_is_served_besides_the_standard_stands_in_the_document_at_open_zaaks_place() {
    let app = start().await.remove(0);
    let table = crate::routes::table();
    let plain = |path: &str| path.replace("{zaak_uuid}", "{}").replace("{uuid}", "{}").replace("{id}", "{}");
    for api in ["zaken", "catalogi", "documenten", "besluiten", "autorisaties", "notificaties"] {
        let root = format!("/{api}/api/v1");
        let standard = app.get(ALLES, &format!("{BASE}{root}/openapi.json")).await.json()["paths"].clone();
        let extended = extended_paths(&app, &root).await;
        let mut refused = Vec::new();
        for (path, operations) in extended.as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                if !operation["responses"].is_object() {
                    continue;
                }
                let own = format!("{root}{path}");
                let is_served = |route: &crate::routes::Route| {
                    route.method.eq_ignore_ascii_case(method) && plain(&route.path) == plain(&own)
                };
                assert!(
                    !standard[path][method].is_null() || table.iter().any(is_served),
                    "{method} {own} is not served"
                );
                let known = standard[path][method]["parameters"].as_array().cloned().unwrap_or_default();
                let more = operation["parameters"].as_array().cloned().unwrap_or_default();
                for parameter in more.iter().filter(|one| one["in"] == "query" && !known.contains(one)) {
                    let name = parameter["name"].as_str().unwrap();
                    let url =
                        format!("{BASE}{root}{}?{name}=1", path.replace("{uuid}", &uuid::Uuid::nil().to_string()));
                    let answer = match method.as_str() {
                        "get" => app.get(ALLES, &url).await,
                        _ => app.post(ALLES, &url, &json!({ "uuid__in": [] })).await,
                    };
                    if answer.faults().iter().any(|fault| fault.contains("unknown-parameters")) {
                        refused.push(format!("{method} {path} {name}"));
                    }
                }
            }
        }
        assert_eq!(refused, Vec::<String>::new(), "{api}");
    }
    // Each route that is served besides the standard stands in a document.
    for (root, path) in [("/zaken/api/v1", "/substatussen"), ("/zaken/api/v1", "/zaak_afsluiten/{uuid}")] {
        assert!(extended_paths(&app, root).await[path].is_object(), "{path}");
    }
}
