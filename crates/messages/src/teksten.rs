//! Short texts of a package: teksten.json.

use serde_json::{Map, Value};

use crate::rules::links;
use crate::template;

/// The texts of the zaaktype before those of the basis.
#[derive(Debug, Default)]
pub(crate) struct Teksten(Vec<Map<String, Value>>);

const KEYS: &[&str] = &["standaard", "handelingsperspectief", "sms", "statustypen", "gevoelig"];

impl Teksten {
    /// Takes the files in the order in which they are asked.
    pub(crate) fn new(files: Vec<Value>) -> Self {
        let objects = files.into_iter().filter_map(|file| match file {
            Value::Object(object) => Some(object),
            _ => None,
        });
        Self(objects.collect())
    }

    fn find(&self, path: &[&str]) -> Option<&str> {
        self.0.iter().find_map(|texts| {
            let (first, rest) = path.split_first()?;
            rest.iter().try_fold(texts.get(*first)?, |value, key| value.get(*key))?.as_str()
        })
    }

    /// Returns the text for when nothing better is known.
    pub(crate) fn standaard(&self, name: &str) -> Option<&str> {
        self.find(&["standaard", name])
    }

    /// Returns what the resident can do at this status.
    pub(crate) fn wat_kunt_u_doen(&self, statustype: &str) -> Option<&str> {
        self.find(&["statustypen", statustype, "wat_kunt_u_doen"]).or_else(|| self.standaard("wat_kunt_u_doen"))
    }

    /// Returns the sentence for a handelingsperspectief.
    pub(crate) fn handelingsperspectief(&self, value: &str) -> Option<&str> {
        self.find(&["handelingsperspectief", value])
    }

    /// Decides whether the title of the zaak may not be in a mail (zorg, schulden, jeugd). Only the package of the zaaktype can say so.
    pub(crate) fn is_gevoelig(&self) -> bool {
        self.0.iter().any(|texts| texts.get("gevoelig") == Some(&Value::Bool(true)))
    }
}

/// Returns every fault of a teksten.json, in Dutch.
pub(crate) fn check(text: &str) -> Vec<String> {
    let Ok(Value::Object(texts)) = serde_json::from_str::<Value>(text) else {
        return vec!["dit is geen JSON-object".to_owned()];
    };
    let mut findings: Vec<String> = texts
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
        .map(|key| format!("onbekend onderdeel '{key}'"))
        .collect();
    check_value("", &Value::Object(texts), &mut findings);
    findings
}

fn check_value(path: &str, value: &Value, findings: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                check_value(&path, value, findings);
            }
        }
        Value::String(text) => {
            if links::has_link(text) {
                findings.push(format!("{path}: een link mag niet"));
            }
            match template::parse(text) {
                Err(fault) => findings.push(format!("{path}: {fault}")),
                // Only sms texts are templates; elsewhere the brackets would reach the resident.
                Ok(_) if !path.starts_with("sms") && text.contains("((") => {
                    findings.push(format!("{path}: '((' kan hier niet"));
                }
                Ok(_) => {}
            }
        }
        Value::Bool(_) if path == "gevoelig" => {}
        _ => findings.push(format!("{path}: hier hoort tekst")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_zaaktype_comes_before_the_basis_and_a_statustype_before_the_standard() {
        let teksten = Teksten::new(vec![
            json!({ "statustypen": { "In behandeling": { "wat_kunt_u_doen": "eigen" } } }),
            json!({ "standaard": { "wat_kunt_u_doen": "basis" }, "statustypen": { "Klaar": { "wat_kunt_u_doen": "klaar" } } }),
        ]);
        for (statustype, expected) in [("In behandeling", "eigen"), ("Klaar", "klaar"), ("Anders", "basis")] {
            assert_eq!(teksten.wat_kunt_u_doen(statustype), Some(expected));
        }
        assert!(!teksten.is_gevoelig());
    }

    #[test]
    fn links_and_unknown_parts_are_found() {
        let text = r#"{ "standard": {}, "standaard": { "a": "zie www.evil.nl", "b": "((c))", "d": 1 } }"#;
        let expected = [
            "onbekend onderdeel 'standard'",
            "standaard.a: een link mag niet",
            "standaard.b: '((' kan hier niet",
            "standaard.d: hier hoort tekst",
        ];
        assert_eq!(check(text), expected);
    }
}
