//! What a template and staff see of a submission.

use std::collections::HashMap;

use ::store::Gemeente;
use form_logic::SummaryStep;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

/// Returns the data of the copy that the resident and staff can download: `gegevens` of `aanvraag.typ`, see docs/bouwsteen.md.
pub(crate) fn gegevens(gemeente: &Gemeente, titel: &str, kenmerk: &str, day: Date, steps: &[SummaryStep]) -> Value {
    let stappen: Vec<Value> = steps
        .iter()
        .map(|step| {
            let rijen: Vec<Value> = step
                .rows
                .iter()
                .map(|row| {
                    let bestanden: Vec<&str> = row.files.iter().map(|file| file.name.as_str()).collect();
                    json!({ "label": row.label, "tekst": row.text, "bestanden": bestanden, "kop": row.kind == "fieldset" })
                })
                .collect();
            json!({ "titel": step.title, "rijen": rijen })
        })
        .collect();
    json!({
        "titel": titel,
        "kenmerk": kenmerk,
        "datum": day.to_string(),
        "gemeente": { "naam": gemeente.naam, "website": gemeente.website, "telefoon": gemeente.telefoon },
        "stappen": stappen,
    })
}

/// Returns what a task keeps of its answers: by key for machines, in rows for people. `relations` has the zaakinformatieobject of each
/// upload by its id.
pub(crate) fn verzonden_data(
    antwoorden: form_logic::Map,
    steps: &[SummaryStep],
    relations: &HashMap<String, (String, Uuid)>,
) -> Value {
    let bestand = |file: &form_logic::FileValue| {
        let relation = relations.get(&file.id).map(|(_, relation)| relation.to_string());
        json!({ "naam": file.name, "zaakinformatieobject": relation })
    };
    let stappen: Vec<Value> = steps
        .iter()
        .map(|step| {
            let rijen: Vec<Value> = step
                .rows
                .iter()
                .map(|row| {
                    let bestanden: Vec<Value> = row.files.iter().map(bestand).collect();
                    json!({ "key": row.key, "label": row.label, "tekst": row.text, "bestanden": bestanden })
                })
                .collect();
            json!({ "titel": step.title, "rijen": rijen })
        })
        .collect();
    let mut by_key: form_logic::Map = antwoorden;
    for (key, relation) in relations.values() {
        let list = by_key.entry(key.clone()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.push(json!(relation.to_string()));
        }
    }
    json!({ "antwoorden": by_key, "stappen": stappen })
}

/// Returns a name for the file of a document with this title.
pub(crate) fn file_name(titel: &str) -> String {
    let safe: String =
        titel.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>();
    let words: Vec<&str> = safe.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}.pdf", words.join("-"))
}
