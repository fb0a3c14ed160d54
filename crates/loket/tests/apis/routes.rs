//! All routes of the APIs with what opens them: what the documents of the standard say, and what is served besides.

use openapi::Document;
use serde_json::Value;

/// A route, with one of its methods.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub method: String,
    /// The path with names between braces, such as `/zaken/api/v1/zaken/{uuid}`.
    pub path: String,
    /// Each of these opens it; a plus sign joins what is needed together. None opens what takes all rights.
    pub scopes: Vec<String>,
}

pub const DOCUMENTS: [&Document; 6] = [
    &openapi::ZAKEN,
    &openapi::CATALOGI,
    &openapi::DOCUMENTEN,
    &openapi::BESLUITEN,
    &openapi::AUTORISATIES,
    &openapi::NOTIFICATIES,
];

/// What the documents leave open or what is served besides them, mostly by Open Zaak's example: methods, path, scopes.
const MORE: &[(&[&str], &str, &[&str])] = &[
    // The document names no scope.
    (&["GET"], "/documenten/api/v1/verzendingen", &["documenten.lezen"]),
    (&["POST"], "/documenten/api/v1/verzendingen", &["documenten.aanmaken"]),
    (&["GET"], "/documenten/api/v1/verzendingen/{uuid}", &["documenten.lezen"]),
    (&["PUT", "PATCH"], "/documenten/api/v1/verzendingen/{uuid}", &["documenten.bijwerken"]),
    (&["DELETE"], "/documenten/api/v1/verzendingen/{uuid}", &["documenten.verwijderen"]),
    // Not in the document.
    (&["POST"], "/documenten/api/v1/import/create", &[]),
    (&["POST"], "/documenten/api/v1/import/{uuid}/upload", &[]),
    (&["GET"], "/documenten/api/v1/import/{uuid}/status", &[]),
    (&["GET"], "/documenten/api/v1/import/{uuid}/report", &[]),
    (&["DELETE"], "/documenten/api/v1/import/{uuid}/delete", &[]),
    (&["POST"], "/documenten/api/v1/documentnummer_reserveren", &["documenten.aanmaken"]),
    (
        &["POST"],
        "/documenten/api/v1/document_registreren",
        &[
            "documenten.aanmaken+zaken.aanmaken",
            "documenten.aanmaken+zaken.bijwerken",
            "documenten.aanmaken+zaken.geforceerd-bijwerken",
        ],
    ),
    (&["PUT"], "/zaken/api/v1/rollen/{uuid}", &BIJWERKEN),
    (&["GET"], "/zaken/api/v1/substatussen", &["zaken.lezen"]),
    (&["POST"], "/zaken/api/v1/substatussen", &["zaken.aanmaken", "zaken.statussen.toevoegen"]),
    (&["GET"], "/zaken/api/v1/substatussen/{uuid}", &["zaken.lezen"]),
    (&["POST"], "/zaken/api/v1/reserveer_zaaknummer", &["zaken.aanmaken"]),
    (
        &["POST"],
        "/zaken/api/v1/zaak_registreren",
        &["zaken.aanmaken+zaken.bijwerken", "zaken.aanmaken+zaken.geforceerd-bijwerken"],
    ),
    (&["POST"], "/zaken/api/v1/zaak_afsluiten/{uuid}", &BIJWERKEN_MET_STATUS),
    (&["POST"], "/zaken/api/v1/zaak_bijwerken/{uuid}", &BIJWERKEN_MET_STATUS),
    (&["POST"], "/zaken/api/v1/zaak_opschorten/{uuid}", &BIJWERKEN_MET_STATUS),
    (&["POST"], "/zaken/api/v1/zaak_verlengen/{uuid}", &BIJWERKEN_MET_STATUS),
    (&["POST"], "/besluiten/api/v1/besluit_verwerken", &["besluiten.aanmaken"]),
    (&["PUT", "PATCH"], "/notificaties/api/v1/kanaal/{uuid}", &["notificaties.publiceren"]),
    (&["POST"], "/notificaties/api/v1/cloudevents", &["notificaties.publiceren"]),
];

const BIJWERKEN: [&str; 2] = ["zaken.bijwerken", "zaken.geforceerd-bijwerken"];

/// What changes a zaak and sets a status; `zaken.aanmaken` is for a first one.
const BIJWERKEN_MET_STATUS: [&str; 6] = [
    "zaken.bijwerken+zaken.aanmaken",
    "zaken.geforceerd-bijwerken+zaken.aanmaken",
    "zaken.bijwerken+zaken.heropenen",
    "zaken.geforceerd-bijwerken+zaken.heropenen",
    "zaken.bijwerken+zaken.statussen.toevoegen",
    "zaken.geforceerd-bijwerken+zaken.statussen.toevoegen",
];

/// Scopes that open a route beside those of its document, by what its scopes and method are.
fn more_scopes(route: &Route) -> &'static [&'static str] {
    let is_read = matches!(route.method.as_str(), "GET" | "HEAD");
    if route.path.starts_with("/catalogi/") && is_read {
        // Rule: ztc-014 (leesrechten). The document says so of zaaktypen only.
        return &["documenten.lezen", "zaken.lezen"];
    }
    if route.scopes == ["zaken.bijwerken"] {
        // What opens all changes opens these too.
        return &["zaken.geforceerd-bijwerken"];
    }
    &[]
}

/// Returns every route of the table, sorted.
pub fn table() -> Vec<Route> {
    let mut all: Vec<Route> = DOCUMENTS.iter().flat_map(|document| of_document(document)).collect();
    for (methods, path, scopes) in MORE {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        for method in *methods {
            all.push(Route { method: (*method).to_owned(), path: (*path).to_owned(), scopes: scopes.clone() });
        }
    }
    // A document says nothing of who may read the head of what can be read.
    let heads: Vec<Route> = all
        .iter()
        .filter(|route| route.method == "GET")
        .map(|route| Route { method: "HEAD".to_owned(), ..route.clone() })
        .collect();
    all.extend(heads);
    for route in &mut all {
        let more = more_scopes(route);
        route.scopes.extend(more.iter().map(|scope| (*scope).to_owned()));
        route.scopes.sort();
        route.scopes.dedup();
    }
    all.sort();
    all
}

fn of_document(document: &Document) -> Vec<Route> {
    let json: Value = serde_json::from_str(&document.json("/")).unwrap();
    let mut found = Vec::new();
    for (path, operations) in json["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let text = operation["security"][0]["JWT-Claims"][0].as_str().unwrap_or_default();
            if text.is_empty() || method == "head" {
                continue;
            }
            let scopes = text.trim_matches(['(', ')']).split(" | ").map(str::to_owned).collect();
            let path = format!("{}{path}", document.root);
            found.push(Route { method: method.to_uppercase(), path, scopes });
        }
    }
    found
}

/// Returns the paths that the routers name in their own text, without those of the documents themselves.
pub fn named_in_routers() -> Vec<String> {
    let sources = [
        ("/zaken/api/v1", include_str!("../../../zaken/src/router.rs")),
        ("/catalogi/api/v1", include_str!("../../../catalogi/src/router.rs")),
        ("/documenten/api/v1", include_str!("../../../documenten/src/router.rs")),
        ("/besluiten/api/v1", include_str!("../../../besluiten/src/router.rs")),
        ("/autorisaties/api/v1", include_str!("../../../autorisaties/src/router.rs")),
        ("/notificaties/api/v1", include_str!("../../../notificaties/src/router.rs")),
    ];
    let mut found = Vec::new();
    for (root, source) in sources {
        // Every other part between quotes is a text; a path starts with a slash.
        let texts = source.split('"').skip(1).step_by(2);
        for path in texts.filter(|text| text.starts_with('/') && !text.contains('*') && !text.ends_with("/api/v1")) {
            found.push(if path.contains("/api/v1/") { path.to_owned() } else { format!("{root}{path}") });
        }
    }
    found
}
