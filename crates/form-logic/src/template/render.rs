//! Rendering a template.

use serde_json::{Value, json};

use super::filters;
use super::parse::{Condition, Expression, Node, Operand};
use crate::json_logic::{self, LogicValue};
use crate::{Map, data, html};

/// The longest text that a template can make, in bytes.
const LENGTH_MAX: usize = 500_000;
/// The most turns of all loops together.
const TURNS_MAX: usize = 10_000;

pub(super) fn render(nodes: &[Node], data: &Map, language: &str, escape: bool) -> String {
    let mut renderer =
        Renderer { data, language, escape, locals: Vec::new(), turns_left: TURNS_MAX, output: String::new() };
    renderer.nodes(nodes);
    renderer.output
}

struct Renderer<'a> {
    data: &'a Map,
    language: &'a str,
    escape: bool,
    /// The names of `for`, the innermost last.
    locals: Vec<(&'a str, Value)>,
    turns_left: usize,
    output: String,
}

impl<'a> Renderer<'a> {
    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            if self.output.len() > LENGTH_MAX {
                return;
            }
            match node {
                Node::Text(text) => self.output.push_str(text),
                Node::Output(expression) => {
                    let text = filters::to_text(&self.value(expression), self.language);
                    self.output.push_str(&if self.escape { html::escape(&text) } else { text });
                }
                Node::If { branches, otherwise } => {
                    let chosen = branches.iter().find(|(condition, _)| self.holds(condition));
                    self.nodes(chosen.map_or(otherwise, |(_, body)| body));
                }
                Node::For { name, list, body, empty } => self.for_each(name, list, body, empty),
            }
        }
    }

    fn for_each(&mut self, name: &'a str, list: &Expression, body: &'a [Node], empty: &'a [Node]) {
        let items = match self.value(list) {
            Value::Array(items) => items,
            Value::Object(map) => map.keys().map(|key| json!(key)).collect(),
            _ => Vec::new(),
        };
        if items.is_empty() {
            return self.nodes(empty);
        }
        let count = items.len();
        for (index, item) in items.into_iter().enumerate() {
            let Some(left) = self.turns_left.checked_sub(1) else { return };
            self.turns_left = left;
            let place =
                json!({"counter": index + 1, "counter0": index, "first": index == 0, "last": index + 1 == count});
            self.locals.push((name, item));
            self.locals.push(("forloop", place));
            self.nodes(body);
            self.locals.truncate(self.locals.len() - 2);
        }
    }

    fn value(&self, expression: &Expression) -> Value {
        let start = self.operand(&expression.operand);
        expression.filters.iter().fold(start, |value, (filter, argument)| {
            let argument = argument.as_ref().map(|argument| self.operand(argument));
            filters::apply(filter, &value, argument.as_ref(), self.language)
        })
    }

    fn operand(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Literal(value) => value.clone(),
            Operand::Path(path) => self.path(path).cloned().unwrap_or(Value::Null),
            Operand::Member(object, key) => match (self.operand(object), self.operand(key)) {
                (Value::Object(map), Value::String(key)) if !key.starts_with('_') => {
                    data::get(&map, &key).cloned().unwrap_or(Value::Null)
                }
                _ => Value::Null,
            },
        }
    }

    fn path(&self, path: &[String]) -> Option<&Value> {
        if path.iter().any(|part| part.starts_with('_')) {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let local = self.locals.iter().rev().find(|(name, _)| name == first).map(|(_, value)| value);
        let start = local.or_else(|| self.data.get(first))?;
        rest.iter().try_fold(start, |value, part| data::child(value, part))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Value(expression) => is_true(&self.value(expression)),
            Condition::Not(inner) => !self.holds(inner),
            Condition::And(a, b) => self.holds(a) && self.holds(b),
            Condition::Or(a, b) => self.holds(a) || self.holds(b),
            Condition::Compare(left, operator, right) => self.compare(left, operator, right),
        }
    }

    fn compare(&self, left: &Expression, operator: &str, right: &Expression) -> bool {
        let left = LogicValue::from_json(&self.value(left));
        let right = LogicValue::from_json(&self.value(right));
        match operator {
            "==" => json_logic::equal(&left, &right),
            "!=" => !json_logic::equal(&left, &right),
            "in" => json_logic::contains(&right, &left),
            operator => json_logic::order(&left, &right).is_ok_and(|order| match operator {
                "<" => order.is_lt(),
                "<=" => order.is_le(),
                ">" => order.is_gt(),
                _ => order.is_ge(),
            }),
        }
    }
}

/// As in Python: an empty object is false too.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        other => LogicValue::from_json(other).is_truthy(),
    }
}
