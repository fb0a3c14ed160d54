//! Reading members of JSON objects that may be absent or of another type in old exports.

use std::collections::HashMap;

use serde_json::Value;

use crate::form::Translations;

/// Returns a text member, or "".
pub(super) fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Returns a text member as an own text.
pub(super) fn owned(object: &Value, key: &str) -> String {
    text(object, key).to_owned()
}

/// Returns a boolean member, or `otherwise`.
pub(super) fn flag(object: &Value, key: &str, otherwise: bool) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or(otherwise)
}

/// Returns a member, or null.
pub(super) fn member<'a>(object: &'a Value, key: &str) -> &'a Value {
    object.get(key).unwrap_or(&Value::Null)
}

/// Returns a list member, or an empty list.
pub(super) fn list<'a>(object: &'a Value, key: &str) -> &'a [Value] {
    object.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Returns a number member; old exports have numbers as text and "" for none.
pub(super) fn number(object: &Value, key: &str) -> Option<f64> {
    match object.get(key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

/// Returns a count member.
pub(super) fn count(object: &Value, key: &str) -> Option<usize> {
    number(object, key).filter(|number| *number >= 0.0).map(|number| number as usize)
}

/// Returns the last segment of a URL: the only part of a reference that matters.
pub(super) fn last_segment(url: &str) -> &str {
    url.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Returns the id of an exported object: its uuid, or the end of its URL.
pub(super) fn id(object: &Value) -> Option<&str> {
    let id = match text(object, "uuid") {
        "" => last_segment(text(object, "url")),
        uuid => uuid,
    };
    (!id.is_empty()).then_some(id)
}

/// Returns the texts of `{language: {property: text}}`.
pub(super) fn translations(value: &Value) -> Translations {
    let languages = value.as_object().into_iter().flatten();
    Translations(
        languages
            .map(|(language, texts)| {
                let texts = texts.as_object().into_iter().flatten();
                let texts: HashMap<_, _> =
                    texts.filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned()))).collect();
                (language.clone(), texts)
            })
            .collect(),
    )
}
