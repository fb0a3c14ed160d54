//! Reads a schema before the library does: what points outside it is refused, what names or judges nothing here is taken out.

use std::collections::{HashMap, HashSet};

use regex::RegexBuilder;
use serde_json::Value;

use super::SchemaFault;

/// The most values in a schema.
const VALUES_MAX: usize = 20_000;
/// The most patterns in a schema.
const PATTERNS_MAX: usize = 100;
/// The most characters of a pattern.
const PATTERN_LENGTH_MAX: usize = 500;
/// What a character costs, for a pattern that compiles within so many bytes. What is larger is refused.
const PATTERN_SIZES: [(usize, usize); 3] = [(16 * 1024, 1), (128 * 1024, 8), (1024 * 1024, 64)];

/// The most that a character costs with all patterns together: a large pattern takes time to compile as well.
const PATTERNS_COST_MAX: usize = 640;

/// What a character costs, by pattern.
pub(super) type Patterns = HashMap<String, usize>;

/// Keywords that hold schemas by name.
const BY_NAME: &[&str] =
    &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];
/// Keywords that hold values, which are no schemas.
const VALUES: &[&str] = &["enum", "const", "default", "examples", "example"];

/// Returns a schema as the library may have it, with its patterns.
///
/// # Errors
/// [`SchemaFault::NoSchema`] or [`SchemaFault::TooMuch`].
pub(super) fn prepare(mut schema: Value) -> Result<(Value, Patterns), SchemaFault> {
    if !(schema.is_object() || schema.is_boolean()) || count(&schema) > VALUES_MAX {
        return Err(if count(&schema) > VALUES_MAX { SchemaFault::TooMuch } else { SchemaFault::NoSchema });
    }
    let mut found = Found::default();
    found.schema(&mut schema, String::new())?;
    if !found.refs.iter().all(|named| found.places.contains(named)) {
        return Err(SchemaFault::NoSchema);
    }
    Ok((schema, found.patterns))
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

#[derive(Default)]
struct Found {
    /// Where schemas are.
    places: HashSet<String>,
    /// Which places are named.
    refs: Vec<String>,
    patterns: Patterns,
}

impl Found {
    fn schema(&mut self, schema: &mut Value, place: String) -> Result<(), SchemaFault> {
        match schema {
            Value::Object(map) => {
                // Places are named from the top: the only names that we follow.
                for name in ["$id", "id", "format"] {
                    if map.get(name).is_some_and(Value::is_string) {
                        map.shift_remove(name);
                    }
                }
                for (name, part) in map {
                    self.keyword(name, part, &place)?;
                }
            }
            Value::Array(list) => {
                for (index, one) in list.iter_mut().enumerate() {
                    self.schema(one, format!("{place}/{index}"))?;
                }
            }
            _ => {}
        }
        self.places.insert(place);
        Ok(())
    }

    fn keyword(&mut self, name: &str, part: &mut Value, place: &str) -> Result<(), SchemaFault> {
        let here = below(place, name);
        match (name, &mut *part) {
            ("$ref", Value::String(named)) => {
                self.refs.push(named.strip_prefix('#').ok_or(SchemaFault::NoSchema)?.to_owned());
            }
            ("$dynamicRef" | "$recursiveRef", Value::String(_)) => return Err(SchemaFault::NoSchema),
            ("pattern", Value::String(pattern)) => self.pattern(pattern)?,
            (_, Value::Object(map)) if BY_NAME.contains(&name) => {
                for (key, one) in map {
                    if name == "patternProperties" {
                        self.pattern(key)?;
                    }
                    self.schema(one, below(&here, key))?;
                }
            }
            _ if VALUES.contains(&name) => {}
            _ => self.schema(part, here)?,
        }
        Ok(())
    }

    /// Weighs a pattern. The library turns `\d`, `\w` and `\s` into their meaning in JavaScript, which is that of ASCII.
    fn pattern(&mut self, pattern: &str) -> Result<(), SchemaFault> {
        if self.patterns.contains_key(pattern) {
            return Ok(());
        }
        if pattern.chars().count() > PATTERN_LENGTH_MAX || self.patterns.len() >= PATTERNS_MAX {
            return Err(SchemaFault::TooMuch);
        }
        let ascii = pattern.replace(r"\d", "[0-9]").replace(r"\w", "[A-Za-z0-9_]").replace(r"\s", r"[\t-\r \u{a0}]");
        let fits = |size: usize| RegexBuilder::new(&ascii).size_limit(size).build();
        let spent: usize = self.patterns.values().sum();
        for (size, cost) in PATTERN_SIZES {
            match fits(size) {
                Ok(_) if spent + cost > PATTERNS_COST_MAX => return Err(SchemaFault::TooMuch),
                Ok(_) => {
                    self.patterns.insert(pattern.to_owned(), cost);
                    return Ok(());
                }
                Err(regex::Error::CompiledTooBig(_)) => {}
                Err(_) => return Err(SchemaFault::NoSchema),
            }
        }
        Err(SchemaFault::TooMuch)
    }
}

/// Rule: RFC 6901 (JSON Pointer).
fn below(place: &str, name: &str) -> String {
    format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"))
}
