//! Reading and writing nested data: a dot in a key is a level.

use serde_json::Value;

use crate::Map;

/// The deepest level that a key can name.
const DEPTH_MAX: usize = 32;

/// Returns the value at a dotted key; a number in the key is a position in a list.
pub fn get<'a>(data: &'a Map, key: &str) -> Option<&'a Value> {
    let mut parts = key.split('.');
    let mut value = data.get(parts.next()?)?;
    for part in parts {
        value = child(value, part)?;
    }
    Some(value)
}

/// Returns the value at one part of a key below a value.
pub(crate) fn child<'a>(value: &'a Value, part: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(part),
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Sets the value at a dotted key; makes the levels that are missing.
pub fn set(data: &mut Map, key: &str, value: Value) {
    let mut parts: Vec<&str> = key.splitn(DEPTH_MAX, '.').collect();
    let last = parts.pop().unwrap_or_default();
    let mut level = data;
    for part in parts {
        let next = level.entry(part).or_insert_with(|| Value::Object(Map::new()));
        if !next.is_object() {
            *next = Value::Object(Map::new());
        }
        let Value::Object(map) = next else { return };
        level = map;
    }
    level.insert(last.to_owned(), value);
}

/// Removes the value at a dotted key, and the levels that become empty by it.
pub fn remove(data: &mut Map, key: &str) -> Option<Value> {
    let Some((first, rest)) = key.split_once('.') else { return data.shift_remove(key) };
    let Some(Value::Object(level)) = data.get_mut(first) else { return None };
    let removed = remove(level, rest);
    if removed.is_some() && level.is_empty() {
        data.shift_remove(first);
    }
    removed
}

/// Returns whether a value holds no answer: null, "", [] or {}.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_empty),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_dot_in_a_key_is_a_level() {
        let mut data = Map::new();
        set(&mut data, "a.b.c", json!(1));
        set(&mut data, "a.d", json!([{"x": 2}]));
        assert_eq!(json!(data), json!({"a": {"b": {"c": 1}, "d": [{"x": 2}]}}));
        assert_eq!(get(&data, "a.b.c"), Some(&json!(1)));
        assert_eq!(get(&data, "a.d.0.x"), Some(&json!(2)));
        assert_eq!(get(&data, "a.x"), None);
        assert_eq!(remove(&mut data, "a.b.c"), Some(json!(1)));
        assert_eq!(json!(data), json!({"a": {"d": [{"x": 2}]}}));
    }
}
