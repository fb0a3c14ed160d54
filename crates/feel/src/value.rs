//! The values of FEEL, and how they come from JSON and go back.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value};

use crate::temporal::{self, Moment};

/// One value. JSON text stays text until it meets something temporal.
#[derive(Debug, Clone)]
pub(crate) enum Data {
    Null,
    Boolean(bool),
    Number(Decimal),
    Text(String),
    Date(Date),
    Time(Time, Option<Offset>),
    Moment(Moment),
    /// A days and time duration.
    Days(SignedDuration),
    /// A years and months duration, in months.
    Months(i64),
    List(Vec<Data>),
    Context(Vec<(String, Data)>),
    Range(Box<Range>),
}

/// A range; an end that is `None` is open.
#[derive(Debug, Clone)]
pub(crate) struct Range {
    pub start: Option<Data>,
    pub start_included: bool,
    pub end: Option<Data>,
    pub end_included: bool,
}

impl Data {
    /// Reads JSON. A number outside 28 digits becomes null.
    pub(crate) fn from_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(boolean) => Self::Boolean(*boolean),
            Value::Number(number) => number_from_json(number).map_or(Self::Null, Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Value::Object(entries) => {
                Self::Context(entries.iter().map(|(name, value)| (name.clone(), Self::from_json(value))).collect())
            }
        }
    }

    /// Writes JSON: dates, times and durations become ISO 8601 text.
    pub(crate) fn into_json(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(boolean) => Value::Bool(boolean),
            Self::Number(number) => number_to_json(number),
            Self::Text(text) => Value::String(text),
            Self::List(items) => Value::Array(items.into_iter().map(Self::into_json).collect()),
            Self::Context(entries) => {
                Value::Object(entries.into_iter().map(|(name, data)| (name, data.into_json())).collect::<Map<_, _>>())
            }
            other => Value::String(other.to_text()),
        }
    }

    /// Returns the text as `string()` gives it.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Time(time, offset) => temporal::write_time(*time, *offset),
            Self::Moment(moment) => moment.to_string(),
            Self::Days(duration) => temporal::write_days(*duration),
            Self::Months(months) => temporal::write_months(*months),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_nested_text).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Context(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(name, data)| format!("{name}: {}", data.to_nested_text())).collect();
                format!("{{{}}}", entries.join(", "))
            }
            Self::Range(range) => {
                let write = |end: &Option<Self>| end.as_ref().map_or(String::new(), Self::to_nested_text);
                let open = if range.start_included { '[' } else { '(' };
                let close = if range.end_included { ']' } else { ')' };
                format!("{open}{}..{}{close}", write(&range.start), write(&range.end))
            }
        }
    }

    fn to_nested_text(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            other => other.to_text(),
        }
    }

    /// Returns how much memory the value takes, in units of about 64 bytes.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(text) => 1 + text.len() / 64,
            Self::List(items) => 1 + items.iter().map(Self::size).sum::<usize>(),
            Self::Context(entries) => 1 + entries.iter().map(|(_, data)| 1 + data.size()).sum::<usize>(),
            Self::Range(range) => 1 + range.start.iter().chain(&range.end).map(Self::size).sum::<usize>(),
            _ => 1,
        }
    }

    /// Returns the entry of a context.
    pub(crate) fn entry(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Context(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, data)| data),
            _ => None,
        }
    }

    /// Returns the value as a list: a single value is a list of one, null is an empty list.
    pub(crate) fn into_list(self) -> Vec<Self> {
        match self {
            Self::List(items) => items,
            Self::Null => Vec::new(),
            single => vec![single],
        }
    }

    /// Returns the name of the type, as FEEL calls it.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Date(_) => "date",
            Self::Time(..) => "time",
            Self::Moment(_) => "date and time",
            Self::Days(_) => "days and time duration",
            Self::Months(_) => "years and months duration",
            Self::List(_) => "list",
            Self::Context(_) => "context",
            Self::Range(_) => "range",
        }
    }
}

fn number_from_json(number: &Number) -> Option<Decimal> {
    if let Some(whole) = number.as_i64() {
        return Some(Decimal::from(whole));
    }
    // The shortest text of a float is the decimal that was meant: 0.1, not 0.1000000000000000055.
    let text = number.to_string();
    if text.contains(['e', 'E']) { Decimal::from_scientific(&text).ok() } else { text.parse().ok() }
}

fn number_to_json(number: Decimal) -> Value {
    let number = number.normalize();
    let text = number.to_string();
    if number.is_integer()
        && let Ok(whole) = text.parse::<i64>()
    {
        return Value::from(whole);
    }
    text.parse::<f64>().map_or(Value::Null, Value::from)
}
