//! Every filter that the documents of the standard know, with a value that it can't have: each is refused by its name.

use std::collections::BTreeSet;

use serde_json::Value;
use test_kit::apis::{ALLES, TestApp};

use crate::routes::DOCUMENTS;
use crate::schemas::Schemas;
use crate::start;
use crate::things::Things;

/// A value that a parameter can't have; none when it may be any text.
fn wrong(schema: &Value) -> Option<&'static str> {
    let is_formed = matches!(schema["format"].as_str(), Some("date" | "date-time" | "uuid" | "uri" | "duration"));
    let is_kind = matches!(schema["type"].as_str(), Some("boolean" | "integer" | "number"));
    (schema["enum"].is_array() || is_formed || is_kind).then_some("een!")
}

#[tokio::test]
async fn every_filter_with_a_value_that_it_cannot_have_is_told_by_its_name() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        let mut found = BTreeSet::new();
        let mut count = 0;
        for document in DOCUMENTS {
            let schemas = Schemas::of(document);
            for (path, parameter) in schemas.parameters() {
                let schema = schemas.plain(&parameter["schema"]);
                let items = schemas.plain(&schema["items"]);
                let name = parameter["name"].as_str().unwrap();
                let Some(value) = wrong(&schema).or_else(|| wrong(&items)) else { continue };
                count += 1;
                let whole = format!("{}{path}", document.root);
                let faults = ask(&app, &things, &whole, (name, value)).await;
                if faults.iter().any(|fault| fault.split(' ').next() == Some(name)) {
                    continue;
                }
                found.insert(format!("{whole} {name}: {faults:?}"));
            }
        }
        assert!(found.is_empty(), "{count} tried, {} wrong:\n{}", found.len(), Vec::from_iter(found).join("\n"));
        assert!(count > 80, "{count}");
    }
}

async fn ask(app: &TestApp, things: &Things, path: &str, (name, value): (&str, &str)) -> Vec<String> {
    let url = things.address(path);
    let answer = app.get(ALLES, &format!("{url}?{name}={value}")).await;
    // What is no number of a page is no page, as past the end of a list.
    if answer.status_code == 404 && name == "page" {
        return vec![format!("{name} invalid")];
    }
    answer.faults()
}

#[tokio::test]
async fn an_unknown_filter_is_refused_on_every_list() {
    for app in start().await {
        let things = Things::make_all(&app).await;
        for document in DOCUMENTS {
            let schemas = Schemas::of(document);
            for (path, _) in schemas.answers() {
                let whole = format!("{}{path}", document.root);
                if ["/abonnement/", "/consumer"].iter().any(|none| whole.contains(none)) {
                    continue;
                }
                let answer = app.get(ALLES, &format!("{}?kleur=rood", things.address(&whole))).await;
                assert_eq!(answer.faults(), ["nonFieldErrors unknown-parameters"], "{whole} {}", answer.json());
            }
        }
    }
}
