//! The values that expressions work with.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp};
use serde_json::Value;

use crate::Map;

/// A value in an expression.
#[derive(Debug, Clone)]
pub enum LogicValue {
    /// There is no such variable. Falsy; nothing is equal to it.
    Undefined,
    /// A variable without value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<LogicValue>),
    /// An object; dates within are texts.
    Object(Map),
    /// A day.
    Date(Date),
    /// A moment.
    DateTime(Timestamp),
    /// A time of the day.
    Time(Time),
    /// A length of time on the calendar.
    Duration {
        /// The length.
        span: Span,
        /// The moment from which it counts, when it is the difference of two moments.
        from: Option<DateTime>,
    },
}

impl LogicValue {
    /// Returns the value of a JSON value.
    pub fn from_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Number(number) => number.as_f64().map_or(Self::Null, Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(list) => Self::List(list.iter().map(Self::from_json).collect()),
            Value::Object(map) => Self::Object(map.clone()),
        }
    }

    /// Returns the value as JSON; `None` for undefined. Dates and durations become ISO texts.
    pub fn to_json(&self) -> Option<Value> {
        Some(match self {
            Self::Undefined => return None,
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(*flag),
            Self::Number(number) => number_to_json(*number),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(list) => Value::Array(list.iter().map(|item| item.to_json().unwrap_or(Value::Null)).collect()),
            Self::Object(map) => Value::Object(map.clone()),
            Self::Date(_) | Self::DateTime(_) | Self::Time(_) | Self::Duration { .. } => Value::String(self.to_text()),
        })
    }

    /// Returns whether the value counts as true, as in JavaScript, except that an empty list is false.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(flag) => *flag,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Duration { span, .. } => !span.is_zero(),
            Self::Object(_) | Self::Date(_) | Self::DateTime(_) | Self::Time(_) => true,
        }
    }

    /// Returns whether there is no value: undefined or null.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// Returns whether there is nothing to count with: no value, or a text in which nobody has typed anything.
    pub(crate) fn is_blank(&self) -> bool {
        self.is_absent() || matches!(self, Self::Text(text) if text.is_empty())
    }

    /// Returns the text form, as `cat` and a comparison with a text see it.
    pub fn to_text(&self) -> String {
        match self {
            Self::Undefined | Self::Null => String::new(),
            Self::Bool(flag) => flag.to_string(),
            Self::Number(number) => number_to_json(*number).to_string(),
            Self::Text(text) => text.clone(),
            Self::List(list) => list.iter().map(Self::to_text).collect::<Vec<_>>().join(","),
            Self::Object(map) => Value::Object(map.clone()).to_string(),
            Self::Date(date) => date.to_string(),
            Self::DateTime(moment) => moment.to_string(),
            Self::Time(time) => time.to_string(),
            Self::Duration { span, .. } => span.to_string(),
        }
    }

    /// Returns the kind of value, for an error that must not show the value.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::Date(_) => "a date",
            Self::DateTime(_) => "a datetime",
            Self::Time(_) => "a time",
            Self::Duration { .. } => "a duration",
        }
    }

    /// Returns how many values this one holds, itself included, and long texts by their length: the cost of copying it.
    pub(crate) fn weight(value: &Value) -> usize {
        match value {
            Value::String(text) => 1 + text.len() / 64,
            Value::Array(list) => 1 + list.iter().map(Self::weight).sum::<usize>(),
            Value::Object(map) => 1 + map.values().map(Self::weight).sum::<usize>(),
            _ => 1,
        }
    }
}

/// Returns a number as JSON: without fraction when it is whole, null when it is no finite number.
pub(crate) fn number_to_json(number: f64) -> Value {
    // Above 2^53 a float no longer names one whole number.
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        return Value::from(number as i64);
    }
    serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number)
}
