//! What a template and staff see of a submission.

use std::collections::HashMap;

use ::store::Gemeente;
use form_logic::{Context, Mode, SummaryStep};
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answers::Answers;
use super::titels;
use crate::Formulier;

/// Returns the steps of the copy as its template takes them.
fn stappen(steps: &[SummaryStep]) -> Value {
    steps
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
        .collect()
}

/// Returns the visible answers: by key for machines, in rows for people. A file stands there as the id of its upload.
fn verzonden(antwoorden: form_logic::Map, steps: &[SummaryStep]) -> Value {
    let bestand = |file: &form_logic::FileValue| json!({ "naam": file.name, "zaakinformatieobject": file.id });
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
    json!({ "antwoorden": antwoorden, "stappen": stappen })
}

/// Puts the zaakinformatieobject of each upload in place of its id; null where the file is not in the zaak. `relations` has it by that id,
/// with the key of the question.
fn relate(verzonden: &mut Value, relations: &HashMap<String, (String, Uuid)>) {
    for (key, relation) in relations.values() {
        if let Value::Array(list) = &mut verzonden["antwoorden"][key] {
            list.push(json!(relation.to_string()));
        } else {
            verzonden["antwoorden"][key] = json!([relation.to_string()]);
        }
    }
    let steps = verzonden["stappen"].as_array_mut().into_iter().flatten();
    let rows = steps.flat_map(|step| step["rijen"].as_array_mut().into_iter().flatten());
    for file in rows.flat_map(|row| row["bestanden"].as_array_mut().into_iter().flatten()) {
        let relation = file["zaakinformatieobject"].as_str().and_then(|id| relations.get(id));
        file["zaakinformatieobject"] = json!(relation.map(|(_, relation)| relation.to_string()));
    }
}

/// What of a submission stays with the zaak. Made before its transaction, which on SQLite all other writers wait for.
pub(crate) struct Papers {
    stappen: Value,
    verzonden: Value,
}

impl Papers {
    /// Makes them of the answers as they count.
    pub(crate) fn of(formulier: &Formulier, ctx: &Context, answers: &Answers<'_>) -> Self {
        let shown = |mode| titels::named(formulier, ctx, answers.summary(mode));
        Self {
            stappen: if formulier.loket.pdf.is_some() { stappen(&shown(Mode::Pdf)) } else { Value::Null },
            verzonden: verzonden(answers.by_key(), &shown(Mode::Summary)),
        }
    }

    /// Returns the data of the copy that the resident and staff can download: `gegevens` of `aanvraag.typ`, see docs/bouwsteen.md. Once.
    pub(crate) fn take_gegevens(&mut self, gemeente: &Gemeente, titel: &str, kenmerk: &str, day: Date) -> Value {
        json!({
            "titel": titel,
            "kenmerk": kenmerk,
            "datum": day.to_string(),
            "gemeente": gemeente.briefgegevens(),
            "stappen": self.stappen.take(),
        })
    }

    /// Returns the answers that stay with the zaak or the task. `relations` has the zaakinformatieobject of each upload by its id.
    pub(crate) fn into_verzonden(mut self, relations: &HashMap<String, (String, Uuid)>) -> Value {
        relate(&mut self.verzonden, relations);
        self.verzonden
    }
}

/// Returns a name for the file of a document with this title.
pub(crate) fn file_name(titel: &str) -> String {
    let safe: String =
        titel.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>();
    let words: Vec<&str> = safe.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}.pdf", words.join("-"))
}
