//! Evaluating an expression.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use super::parse::{Logic, Node, Operator};
use super::value::LogicValue;
use super::{LogicError, STEPS_MAX, arithmetic, compare, dates};
use crate::form::DataType;
use crate::{Map, data};

/// What an expression can see.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The variables.
    pub data: &'a Map,
    /// The variables that hold a date, datetime or time as text; they enter as real dates.
    pub types: &'a HashMap<String, DataType>,
    /// The moment, for `today`.
    pub now: Timestamp,
}

impl Logic {
    /// Evaluates the expression. The same scope always gives the same value.
    ///
    /// # Errors
    /// Refuses values of a wrong type, dates outside the calendar, division by zero and more than [`STEPS_MAX`] steps.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<LogicValue, LogicError> {
        Evaluator { scope, steps_left: STEPS_MAX }.node(&self.root, None)
    }
}

/// One evaluation in progress. An `item` is the element that `map` and its kin are at: it replaces the variables.
struct Evaluator<'a> {
    scope: &'a Scope<'a>,
    steps_left: usize,
}

type Evaluated = Result<LogicValue, LogicError>;

impl Evaluator<'_> {
    fn spend(&mut self, steps: usize) -> Result<(), LogicError> {
        self.steps_left = self.steps_left.checked_sub(steps).ok_or(LogicError::TooManySteps)?;
        Ok(())
    }

    fn node(&mut self, node: &Node, item: Option<&LogicValue>) -> Evaluated {
        self.spend(1)?;
        match node {
            Node::Literal(value) => {
                self.spend(LogicValue::weight(value))?;
                Ok(LogicValue::from_json(value))
            }
            Node::List(nodes) => Ok(LogicValue::List(self.all(nodes, item)?)),
            Node::Operation(operator, operands) => self.operation(*operator, operands, item),
        }
    }

    fn all(&mut self, nodes: &[Node], item: Option<&LogicValue>) -> Result<Vec<LogicValue>, LogicError> {
        nodes.iter().map(|node| self.node(node, item)).collect()
    }

    fn first(&mut self, nodes: &[Node], item: Option<&LogicValue>) -> Evaluated {
        nodes.first().map_or(Ok(LogicValue::Undefined), |node| self.node(node, item))
    }

    fn operation(&mut self, operator: Operator, operands: &[Node], item: Option<&LogicValue>) -> Evaluated {
        // First the operators that don't evaluate all their operands, or not in the same scope.
        match operator {
            Operator::If | Operator::Ternary => return self.choose(operands, item),
            Operator::And | Operator::Or => return self.and_or(operator, operands, item),
            Operator::Map | Operator::Filter | Operator::All | Operator::Some | Operator::None => {
                return self.each(operator, operands, item);
            }
            Operator::Reduce => return self.reduce(operands, item),
            _ => {}
        }
        let values = self.all(operands, item)?;
        let first = values.first().unwrap_or(&LogicValue::Undefined);
        match (operator, values.as_slice()) {
            (Operator::Var, _) => {
                let found = self.variable(first, item)?;
                Ok(if found.is_absent() { values.get(1).cloned().unwrap_or(found) } else { found })
            }
            (Operator::Missing, [LogicValue::List(keys)]) => self.missing(keys, item),
            (Operator::Missing, keys) => self.missing(keys, item),
            (Operator::MissingSome, [needed, LogicValue::List(keys)]) => {
                let LogicValue::List(missing) = self.missing(keys, item)? else { return Ok(LogicValue::List(vec![])) };
                let found = (keys.len() - missing.len()) as f64;
                let enough = matches!(needed, LogicValue::Number(needed) if found >= *needed);
                Ok(LogicValue::List(if enough { vec![] } else { missing }))
            }
            (Operator::Equal, [a, b]) => Ok(LogicValue::Bool(compare::equal(a, b))),
            (Operator::NotEqual, [a, b]) => Ok(LogicValue::Bool(!compare::equal(a, b))),
            (Operator::StrictEqual, [a, b]) => Ok(LogicValue::Bool(compare::strict_equal(a, b))),
            (Operator::StrictNotEqual, [a, b]) => Ok(LogicValue::Bool(!compare::strict_equal(a, b))),
            (Operator::Not, _) => Ok(LogicValue::Bool(!first.is_truthy())),
            (Operator::NotNot, _) => Ok(LogicValue::Bool(first.is_truthy())),
            (Operator::Greater | Operator::GreaterEqual | Operator::Less | Operator::LessEqual, values) => {
                compare::ordered(operator, values)
            }
            (Operator::Max | Operator::Min, values) => compare::extreme(operator, values),
            (Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Modulo, values) => {
                arithmetic::calculate(operator, values)
            }
            (Operator::Count, values) => Ok(if values.iter().any(LogicValue::is_absent) {
                LogicValue::Null
            } else {
                LogicValue::Number(values.iter().filter(|value| value.is_truthy()).count() as f64)
            }),
            (Operator::Merge, values) => Ok(LogicValue::List(merge(values))),
            (Operator::In, [needle, haystack]) => Ok(LogicValue::Bool(compare::contains(haystack, needle))),
            (Operator::Cat, values) => {
                let text: String = values.iter().map(LogicValue::to_text).collect();
                self.spend(text.len() / 16)?;
                Ok(LogicValue::Text(text))
            }
            (Operator::Substr, _) => Ok(LogicValue::Text(substring(first, values.get(1), values.get(2)))),
            (Operator::Today, _) => Ok(LogicValue::Date(values::local_date(self.scope.now))),
            (Operator::Date, _) => dates::to_date(first),
            (Operator::DateTime, _) => dates::to_datetime(first),
            (Operator::Duration, _) => dates::to_duration(first),
            (Operator::RelativeDelta, [LogicValue::List(parts)]) => dates::relative_delta(parts),
            (Operator::RelativeDelta, parts) => dates::relative_delta(parts),
            (Operator::Log, _) => Ok(if first.is_absent() { LogicValue::Null } else { first.clone() }),
            (operator, _) => Err(LogicError::Operands(operator.text())),
        }
    }

    /// `if`: pairs of condition and outcome, then optionally the outcome when no condition holds.
    fn choose(&mut self, operands: &[Node], item: Option<&LogicValue>) -> Evaluated {
        for pair in operands.chunks(2) {
            match pair {
                [condition, outcome] => {
                    if self.node(condition, item)?.is_truthy() {
                        return self.node(outcome, item);
                    }
                }
                otherwise => return self.first(otherwise, item),
            }
        }
        Ok(LogicValue::Null)
    }

    /// `and` gives the first falsy operand, `or` the first truthy one; else the last.
    fn and_or(&mut self, operator: Operator, operands: &[Node], item: Option<&LogicValue>) -> Evaluated {
        let mut value = LogicValue::Undefined;
        for operand in operands {
            value = self.node(operand, item)?;
            if value.is_truthy() == (operator == Operator::Or) {
                break;
            }
        }
        Ok(value)
    }

    fn items(&mut self, operands: &[Node], item: Option<&LogicValue>) -> Result<Vec<LogicValue>, LogicError> {
        Ok(match self.first(operands, item)? {
            LogicValue::List(items) => items,
            _ => Vec::new(),
        })
    }

    fn each(&mut self, operator: Operator, operands: &[Node], item: Option<&LogicValue>) -> Evaluated {
        let [_, body] = operands else { return Err(LogicError::Operands(operator.text())) };
        let items = self.items(operands, item)?;
        let mut outcomes = Vec::with_capacity(items.len());
        for each in &items {
            outcomes.push(self.node(body, Some(each))?);
        }
        let mut holds = outcomes.iter().map(LogicValue::is_truthy);
        Ok(match operator {
            // As in the reference: nothing holds for all of an empty list.
            Operator::All => LogicValue::Bool(!items.is_empty() && holds.all(|holds| holds)),
            Operator::Some => LogicValue::Bool(holds.any(|holds| holds)),
            Operator::None => LogicValue::Bool(!holds.any(|holds| holds)),
            Operator::Filter => {
                let kept: Vec<bool> = holds.collect();
                LogicValue::List(items.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(item, _)| item).collect())
            }
            _ => LogicValue::List(outcomes),
        })
    }

    fn reduce(&mut self, operands: &[Node], item: Option<&LogicValue>) -> Evaluated {
        let [_, body, ..] = operands else { return Err(LogicError::Operands("reduce")) };
        let items = self.items(operands, item)?;
        let mut accumulator = match operands.get(2) {
            Some(initial) => self.node(initial, item)?,
            None => LogicValue::Null,
        };
        for current in &items {
            let pair: Map = [("current", current), ("accumulator", &accumulator)]
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value.to_json()?)))
                .collect();
            self.spend(pair.values().map(LogicValue::weight).sum())?;
            accumulator = self.node(body, Some(&LogicValue::Object(pair)))?;
        }
        Ok(accumulator)
    }

    fn missing(&mut self, keys: &[LogicValue], item: Option<&LogicValue>) -> Evaluated {
        let mut missing = Vec::new();
        for key in keys {
            let value = self.variable(key, item)?;
            if value.is_absent() || matches!(&value, LogicValue::Text(text) if text.is_empty()) {
                missing.push(key.clone());
            }
        }
        Ok(LogicValue::List(missing))
    }

    fn variable(&mut self, path: &LogicValue, item: Option<&LogicValue>) -> Evaluated {
        let path = match path {
            LogicValue::Undefined | LogicValue::Null => String::new(),
            LogicValue::Text(_) | LogicValue::Number(_) => path.to_text(),
            other => return Err(LogicError::Type { operator: "var", found: other.kind() }),
        };
        let found = match item {
            Some(whole) if path.is_empty() => return Ok(whole.clone()),
            Some(LogicValue::Object(map)) => data::get(map, &path),
            Some(LogicValue::List(list)) => {
                let (position, rest) = path.split_once('.').map_or((path.as_str(), None), |(p, r)| (p, Some(r)));
                let element = position.parse::<usize>().ok().and_then(|position| list.get(position));
                return match (element, rest) {
                    (Some(element), Some(rest)) => {
                        self.spend(1)?;
                        self.variable(&LogicValue::Text(rest.to_owned()), Some(&element.clone()))
                    }
                    (element, _) => Ok(element.cloned().unwrap_or(LogicValue::Undefined)),
                };
            }
            Some(_) => None,
            None if path.is_empty() => {
                self.spend(self.scope.data.values().map(LogicValue::weight).sum())?;
                return Ok(LogicValue::Object(self.scope.data.clone()));
            }
            None => data::get(self.scope.data, &path),
        };
        let Some(found) = found else { return Ok(LogicValue::Undefined) };
        self.spend(LogicValue::weight(found))?;
        let data_type = if item.is_none() { self.scope.types.get(&path) } else { None };
        Ok(typed(found, data_type.copied()))
    }
}

/// Returns a variable as a value: the text of a date field as a real date.
fn typed(value: &Value, data_type: Option<DataType>) -> LogicValue {
    let Some(text) = value.as_str() else { return LogicValue::from_json(value) };
    let real = match data_type {
        Some(DataType::Date) => dates::parse_date(text).map(LogicValue::Date),
        Some(DataType::DateTime) => dates::parse_datetime(text).map(LogicValue::DateTime),
        Some(DataType::Time) => dates::parse_time(text).map(LogicValue::Time),
        _ => None,
    };
    real.unwrap_or_else(|| LogicValue::from_json(value))
}

fn merge(values: &[LogicValue]) -> Vec<LogicValue> {
    let mut merged = Vec::new();
    for value in values {
        match value {
            LogicValue::List(items) => merged.extend(items.iter().cloned()),
            other => merged.push(other.clone()),
        }
    }
    merged
}

/// `substr`: a negative start counts from the end, a negative length leaves that many off the end.
fn substring(text: &LogicValue, start: Option<&LogicValue>, length: Option<&LogicValue>) -> String {
    let characters: Vec<char> = text.to_text().chars().collect();
    let count = characters.len() as i64;
    let number = |value: Option<&LogicValue>| match value {
        Some(LogicValue::Number(number)) => Some(*number as i64),
        _ => None,
    };
    let start = number(start).unwrap_or(0);
    let from = if start < 0 { count.saturating_add(start).max(0) } else { start.min(count) };
    let until = match number(length) {
        None => count,
        Some(length) if length < 0 => count.saturating_add(length),
        Some(length) => from.saturating_add(length).min(count),
    };
    characters.iter().skip(from as usize).take((until - from).max(0) as usize).collect()
}
