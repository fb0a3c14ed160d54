//! A Dutch address whose parts are all typed by the person: `addressNL` without the lookup of street and city.

use serde_json::{Value, json};

use super::{AddressPart, Component, Kind, Post, text};
use crate::field::{Field, html_id};
use crate::validate::Checks;

/// A part: its key, its labels in Dutch and English, its autocomplete token and the most characters.
struct Part {
    key: &'static str,
    label_nl: &'static str,
    label_en: &'static str,
    autocomplete: &'static str,
    length_max: usize,
    is_required: bool,
}

const fn part(
    key: &'static str,
    label_nl: &'static str,
    label_en: &'static str,
    autocomplete: &'static str,
    length_max: usize,
    is_required: bool,
) -> Part {
    Part { key, label_nl, label_en, autocomplete, length_max, is_required }
}

const PARTS: [Part; 6] = [
    part("postcode", "Postcode", "Postcode", "postal-code", 7, true),
    part("houseNumber", "Huisnummer", "House number", "", 5, true),
    part("houseLetter", "Huisletter", "House letter", "", 1, false),
    part("houseNumberAddition", "Huisnummertoevoeging", "House number addition", "", 4, false),
    part("streetName", "Straat", "Street", "", 255, true),
    part("city", "Plaats", "City", "address-level2", 255, true),
];

pub(super) fn empty_value() -> Value {
    let mut value: crate::Map = PARTS.iter().map(|part| (part.key.to_owned(), json!(""))).collect();
    value.insert("secretStreetCity".to_owned(), json!(""));
    value.insert("autoPopulated".to_owned(), json!(false));
    Value::Object(value)
}

/// Returns whether this is what follows the key in the name of an input: `.postcode`.
pub(crate) fn is_part(suffix: &str) -> bool {
    suffix.strip_prefix('.').is_some_and(|part| PARTS.iter().any(|known| known.key == part))
}

fn get<'a>(value: &'a Value, part: &str) -> &'a str {
    value.get(part).and_then(Value::as_str).map(str::trim).unwrap_or_default()
}

pub(super) fn is_unanswered(value: &Value) -> bool {
    PARTS.iter().all(|part| get(value, part.key).is_empty())
}

/// Reads `key.postcode`, `key.houseNumber`, `key.houseLetter`, `key.houseNumberAddition`, `key.streetName` and `key.city`.
pub(super) fn decode(key: &str, post: &Post<'_>) -> Value {
    let mut value = empty_value();
    for part in &PARTS {
        let name = format!("{key}.{}", part.key);
        let typed = post.last(&name).unwrap_or_default().trim();
        value[part.key] = match (part.key, text::postcode(typed)) {
            ("postcode", Some(postcode)) => json!(postcode.replace(' ', "")),
            _ => json!(typed),
        };
    }
    value
}

pub(super) fn fill(component: &Component, field: &mut Field, value: &Value, language: &str) {
    let Kind::AddressNl { double_column, .. } = component.kind else { return };
    field.css_class = if double_column { "doubleColumn" } else { "singleColumn" }.to_owned();
    field.children = PARTS
        .iter()
        .map(|part| {
            let key = format!("{}.{}", field.key, part.key);
            Field {
                kind: "address_part",
                html_id: html_id(&key),
                key,
                label: label(part, language).to_owned(),
                autocomplete: part.autocomplete.to_owned(),
                required: field.required && part.is_required,
                disabled: field.disabled,
                readonly: field.readonly,
                value: get(value, part.key).to_owned(),
                display: get(value, part.key).to_owned(),
                input_type: "text",
                inputmode: if part.key == "houseNumber" { "numeric" } else { "" },
                max_length: Some(part.length_max),
                css_class: part.key.to_owned(),
                ..Field::default()
            }
        })
        .collect();
}

fn label<'a>(part: &Part, language: &str) -> &'a str {
    if language.starts_with("en") { part.label_en } else { part.label_nl }
}

/// "Kerkstraat 1 a bis, 1234 AB Utrecht"
pub(super) fn text(value: &Value) -> String {
    let postcode = text::postcode(get(value, "postcode")).unwrap_or_else(|| get(value, "postcode").to_owned());
    let join = |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let street =
        join(&["streetName", "houseNumber", "houseLetter", "houseNumberAddition"].map(|part| get(value, part)));
    let city = join(&[&postcode, get(value, "city")]);
    [street, city].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A started address must be complete, also when it is not required.
pub(super) fn check(component: &Component, field: &Field, value: &Value, checks: &mut Checks<'_>) {
    let Kind::AddressNl { postcode, city, .. } = &component.kind else { return };
    let is_unanswered = is_unanswered(value);
    if is_unanswered && !field.required {
        return;
    }
    let none = AddressPart::default();
    for part in &PARTS {
        let own = match part.key {
            "postcode" => postcode,
            "city" => city,
            _ => &none,
        };
        let typed = get(value, part.key);
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let code = match part.key {
            _ if typed.is_empty() && !part.is_required => None,
            _ if typed.is_empty() && checks.is_saving() => None,
            _ if typed.is_empty() => Some("required"),
            "postcode" if text::postcode(typed).is_none() => Some("postcode"),
            "houseNumber" if !digits(typed) || typed.len() > 5 => Some("houseNumber"),
            "houseLetter" if typed.len() != 1 || !typed.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                Some("houseLetter")
            }
            "houseNumberAddition" if typed.len() > 4 || !typed.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Some("houseNumberAddition")
            }
            _ if own.pattern.as_ref().is_some_and(|pattern| !pattern.matches(typed)) => Some("pattern"),
            _ if typed.chars().count() > part.length_max => Some("maxLength"),
            _ => None,
        };
        if let Some(code) = code {
            let label = label(part, checks.language());
            let params = if code == "maxLength" { vec![("limit", json!(part.length_max))] } else { vec![] };
            checks.fail_part(part.key, label, &own.errors, code, params);
        }
    }
}
