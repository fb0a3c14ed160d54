//! Counts what a schema asks of data, at most: each schema that any validator would try on each value. A few lines of schema can ask for more than
//! a computer can do (`allOf` of two that are `allOf` of two), and a schema that names itself never ends.

use serde_json::Value;

use super::voorbereiden::Patterns;

/// The most steps: a second at most.
const STEPS_MAX: usize = 300_000;
/// How deep schemas and values may lie in each other.
const DEPTH_MAX: usize = 100;

pub(super) struct Meter<'a> {
    root: &'a Value,
    patterns: &'a Patterns,
    left: usize,
}

impl<'a> Meter<'a> {
    pub(super) fn new(root: &'a Value, patterns: &'a Patterns) -> Self {
        Self { root, patterns, left: STEPS_MAX }
    }

    /// Counts; none when it is too much.
    pub(super) fn measure(mut self, data: &Value) -> Option<()> {
        self.visit(self.root, data, DEPTH_MAX)
    }

    fn spend(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps)?;
        Some(())
    }

    fn visit(&mut self, schema: &'a Value, data: &Value, depth: usize) -> Option<()> {
        let Value::Object(map) = schema else { return self.spend(1) };
        let depth = depth.checked_sub(1)?;
        let size = match data {
            Value::String(text) => text.len() / 16,
            Value::Array(list) => list.len(),
            Value::Object(map) => map.len(),
            _ => 0,
        };
        self.spend(1 + map.len() + size)?;
        for (name, part) in map {
            self.keyword(name, part, data, depth)?;
        }
        Some(())
    }

    fn keyword(&mut self, name: &str, part: &'a Value, data: &Value, depth: usize) -> Option<()> {
        match (name, part) {
            ("$ref", Value::String(named)) => {
                let target = self.root.pointer(named.strip_prefix('#')?)?;
                self.visit(target, data, depth)?;
            }
            ("not" | "if" | "then" | "else", part) => self.visit(part, data, depth)?,
            ("allOf" | "anyOf" | "oneOf", Value::Array(all)) => {
                for one in all {
                    self.visit(one, data, depth)?;
                }
            }
            ("dependentSchemas" | "dependencies", Value::Object(all)) => {
                for one in all.values() {
                    self.visit(one, data, depth)?;
                }
            }
            ("enum" | "const" | "required" | "dependentRequired", part) => self.spend(weight(part))?,
            ("uniqueItems", Value::Bool(true)) => self.spend(weight(data).saturating_mul(20))?,
            ("pattern", Value::String(pattern)) => {
                if let Value::String(text) = data {
                    self.spend(text.len().saturating_mul(self.cost(pattern)))?;
                }
            }
            (_, part) => match data {
                Value::Object(fields) => self.fields(name, part, fields, depth)?,
                Value::Array(list) => self.items(name, part, list, depth)?,
                _ => {}
            },
        }
        Some(())
    }

    fn fields(
        &mut self,
        name: &str,
        part: &'a Value,
        fields: &serde_json::Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        match (name, part) {
            ("properties", Value::Object(all)) => {
                self.spend(all.len())?;
                for (name, one) in all {
                    if let Some(value) = fields.get(name) {
                        self.visit(one, value, depth)?;
                    }
                }
            }
            ("patternProperties", Value::Object(all)) => {
                for (pattern, one) in all {
                    for (name, value) in fields {
                        self.spend((1 + name.len()).saturating_mul(self.cost(pattern)))?;
                        self.visit(one, value, depth)?;
                    }
                }
            }
            ("propertyNames", part) => {
                for name in fields.keys() {
                    self.visit(part, &Value::String(name.clone()), depth)?;
                }
            }
            ("additionalProperties" | "unevaluatedProperties", part) => {
                for value in fields.values() {
                    self.visit(part, value, depth)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    fn items(&mut self, name: &str, part: &'a Value, list: &[Value], depth: usize) -> Option<()> {
        match (name, part) {
            ("items" | "prefixItems", Value::Array(all)) => {
                for (one, value) in all.iter().zip(list) {
                    self.visit(one, value, depth)?;
                }
            }
            ("items" | "additionalItems" | "unevaluatedItems" | "contains", part) => {
                for value in list {
                    self.visit(part, value, depth)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    fn cost(&self, pattern: &str) -> usize {
        self.patterns.get(pattern).copied().unwrap_or(usize::MAX)
    }
}

fn weight(value: &Value) -> usize {
    1 + match value {
        Value::String(text) => text.len() / 16,
        Value::Array(list) => list.iter().map(weight).sum(),
        Value::Object(map) => map.values().map(weight).sum(),
        _ => 0,
    }
}
