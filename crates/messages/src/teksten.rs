//! Short texts of a package: teksten.json.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::rules::links;
use crate::template;

/// The texts of the zaaktype before those of the basis.
#[derive(Debug, Default)]
pub(crate) struct Teksten(Vec<Map<String, Value>>);

const KEYS: &[&str] =
    &["standaard", "handelingsperspectief", "sms", "statustypen", MAANDEN, GEVOELIG, ALLEEN_NIEUWSTE, HERINNER];
const MAANDEN: &str = "maanden";
const GEVOELIG: &str = "gevoelig";
const ALLEEN_NIEUWSTE: &str = "alleen_nieuwste_status";
const HERINNER: &str = "herinner_dagen";
/// How many days before the deadline of a task to remind, when no package says otherwise.
const HERINNER_DAGEN: &[i64] = &[7, 1];
/// As far before a deadline as a reminder makes sense. Its days fit in one byte of the id of a reminder.
const HERINNER_DAGEN_MAX: i64 = 90;
/// More reminders of one task than this are nagging.
const HERINNERINGEN_MAX: usize = 5;

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

    /// Returns a day as people write it: "8 december 2026"; in figures when no package names the months.
    pub(crate) fn day_in_words(&self, day: Date) -> String {
        let month = self
            .0
            .iter()
            .find_map(|texts| months_of(texts.get(MAANDEN)?)?.get(usize::try_from(day.month() - 1).ok()?).copied());
        match month {
            Some(month) => format!("{} {month} {}", day.day(), day.year()),
            None => format!("{}-{}-{}", day.day(), day.month(), day.year()),
        }
    }

    /// Decides whether the title of the zaak may not be in a mail (zorg, schulden, jeugd). Only the package of the zaaktype can say so.
    pub(crate) fn is_gevoelig(&self) -> bool {
        self.0.iter().any(|texts| texts.get(GEVOELIG) == Some(&Value::Bool(true)))
    }

    /// Decides whether a status that is followed by another at once stays untold. Rule: notificaties-aan-klanten section 3, notes.
    pub(crate) fn only_newest_status(&self) -> bool {
        self.0.iter().find_map(|texts| texts.get(ALLEEN_NIEUWSTE)?.as_bool()).unwrap_or_default()
    }

    /// Returns how many days before its deadline a task is reminded of. An empty list reminds never.
    pub(crate) fn herinner_dagen(&self) -> Vec<i64> {
        let own = self.0.iter().find_map(|texts| days_of(texts.get(HERINNER)?));
        own.unwrap_or_else(|| HERINNER_DAGEN.to_vec())
    }
}

/// Reads the names of the twelve months.
fn months_of(value: &Value) -> Option<Vec<&str>> {
    let names: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    (names.len() == 12 && names.iter().all(|name| !links::has_link(name) && !name.contains("(("))).then_some(names)
}

/// Reads days before a deadline: a few whole numbers, each once.
fn days_of(value: &Value) -> Option<Vec<i64>> {
    let in_range = |day: &Value| day.as_i64().filter(|day| (1..=HERINNER_DAGEN_MAX).contains(day));
    let days: Vec<i64> = value.as_array()?.iter().map(in_range).collect::<Option<_>>()?;
    let is_twice = |(index, day): (usize, &i64)| days.iter().take(index).any(|earlier| earlier == day);
    (days.len() <= HERINNERINGEN_MAX && !days.iter().enumerate().any(is_twice)).then_some(days)
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
        value if path == MAANDEN => {
            if months_of(value).is_none() {
                findings.push(format!("{path}: hier horen de namen van de twaalf maanden"));
            }
        }
        value if path == HERINNER => {
            if days_of(value).is_none() {
                findings.push(format!(
                    "{path}: hier horen hoogstens {HERINNERINGEN_MAX} verschillende getallen, van 1 tot en met {HERINNER_DAGEN_MAX}"
                ));
            }
        }
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
        Value::Bool(_) if [GEVOELIG, ALLEEN_NIEUWSTE].contains(&path) => {}
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
    fn a_day_has_its_month_in_words_of_the_package() {
        let months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "december"];
        let day = jiff::civil::date(2026, 12, 8);
        let cases = [(json!({ "maanden": months }), "8 december 2026"), (json!({}), "8-12-2026")];
        for (file, expected) in cases {
            assert_eq!(Teksten::new(vec![json!({}), file]).day_in_words(day), expected);
        }
        for maanden in [r#"["januari"]"#, "12", r#"{ "1": "januari" }"#] {
            let finding = ["maanden: hier horen de namen van de twaalf maanden"];
            assert_eq!(check(&format!(r#"{{ "maanden": {maanden} }}"#)), finding);
        }
    }

    #[test]
    fn reminders_are_those_of_the_zaaktype_then_of_the_basis_then_a_week_and_a_day() {
        let cases = [
            (vec![json!({}), json!({})], vec![7, 1]),
            (vec![json!({}), json!({ "herinner_dagen": [3] })], vec![3]),
            (vec![json!({ "herinner_dagen": [14, 2] }), json!({ "herinner_dagen": [3] })], vec![14, 2]),
            (vec![json!({ "herinner_dagen": [] }), json!({ "herinner_dagen": [3] })], vec![]),
        ];
        for (files, expected) in cases {
            assert_eq!(Teksten::new(files.clone()).herinner_dagen(), expected, "{files:?}");
        }
        let finding = "herinner_dagen: hier horen hoogstens 5 verschillende getallen, van 1 tot en met 90";
        for days in ["[7, 1]", "[]", "[90]"] {
            assert!(check(&format!(r#"{{ "herinner_dagen": {days} }}"#)).is_empty(), "{days}");
        }
        for days in ["[0]", "[91]", "[1.5]", "[7, 7]", "7", "[1, 2, 3, 4, 5, 6]"] {
            assert_eq!(check(&format!(r#"{{ "herinner_dagen": {days} }}"#)), [finding], "{days}");
        }
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
