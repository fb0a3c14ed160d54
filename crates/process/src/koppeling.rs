//! The koppelingen of a process: what the platform does at each activity.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// What belongs to one activity.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Koppeling {
    /// A user task that staff does with a form.
    Formulier {
        /// The slug of the form.
        formulier: String,
        /// What to do; the name of the activity when there is none.
        titel: Option<String>,
        /// More about it; FEEL after a `=`.
        toelichting: Option<String>,
    },
    /// A user task that the resident does in the portal.
    Klanttaak {
        /// The slug of the form.
        formulier: String,
        /// What to do; the name of the activity when there is none.
        titel: Option<String>,
        /// More about it; FEEL after a `=`.
        toelichting: Option<String>,
    },
    /// A service task that the platform does.
    Actie {
        /// The name of the action.
        actie: String,
        /// What the action needs; FEEL after a `=`.
        #[serde(default)]
        eigenschappen: Map<String, Value>,
    },
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "activityId")]
    activity_id: String,
    #[serde(flatten)]
    koppeling: Koppeling,
}

/// The koppelingen by activity.
pub(crate) type Koppelingen = HashMap<String, Koppeling>;

/// Reads the koppelingen of a process.
pub(crate) fn parse(text: &str) -> Result<Koppelingen, String> {
    let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| format!("koppelingen: {error}"))?;
    let mut koppelingen = HashMap::with_capacity(entries.len());
    for entry in entries {
        if koppelingen.contains_key(&entry.activity_id) {
            return Err(format!("koppelingen: activity {} occurs twice", entry.activity_id));
        }
        koppelingen.insert(entry.activity_id, entry.koppeling);
    }
    Ok(koppelingen)
}

/// Fills in the text of a koppeling: FEEL after a `=`, else the text itself.
pub(crate) fn resolve(text: &Value, scope: &feel::Scope<'_>) -> Result<Value, String> {
    let Some(expression) = text.as_str().and_then(|text| text.strip_prefix('=')) else { return Ok(text.clone()) };
    let expression = feel::parse(expression).map_err(|error| error.to_string())?;
    expression.evaluate(scope).map_err(|error| error.to_string())
}
