//! Equality and order.

use std::cmp::Ordering;

use jiff::SpanRelativeTo;
use jiff::civil::{DateTime, date};

use super::LogicError;
use super::dates::{parse_date, parse_datetime, parse_duration, parse_time};
use super::parse::Operator;
use super::value::LogicValue;

/// `==`: with a text compares the text forms, else with a boolean compares truth, else compares by value.
/// Nothing is equal to undefined, and null only to null.
pub(crate) fn equal(a: &LogicValue, b: &LogicValue) -> bool {
    use LogicValue::{Bool, Null, Text, Undefined};
    match (a, b) {
        (Undefined, _) | (_, Undefined) => false,
        (Null, Null) => true,
        (Null, Text(_)) | (Text(_), Null) => false,
        (Text(text), other) | (other, Text(text)) => equals_text(other, text),
        (Bool(flag), other) | (other, Bool(flag)) => other.is_truthy() == *flag,
        _ => strict_equal(a, b),
    }
}

/// A datetime can be written in several ways, a number too; then the value decides and not its spelling.
fn equals_text(value: &LogicValue, text: &str) -> bool {
    match value {
        LogicValue::DateTime(moment) => parse_datetime(text) == Some(*moment),
        LogicValue::Time(time) => parse_time(text) == Some(*time),
        LogicValue::Number(number) => parse_number(text) == Some(*number),
        LogicValue::Duration { .. } => parse_duration(text).is_some_and(|other| strict_equal(value, &other)),
        other => other.to_text() == text,
    }
}

/// `===`: the same type and the same value; lists and objects deep.
pub(crate) fn strict_equal(a: &LogicValue, b: &LogicValue) -> bool {
    use LogicValue::*;
    match (a, b) {
        (Null, Null) => true,
        (Bool(a), Bool(b)) => a == b,
        (Number(a), Number(b)) => a == b,
        (Text(a), Text(b)) => a == b,
        (List(a), List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| strict_equal(a, b)),
        (Object(a), Object(b)) => a == b,
        (Date(a), Date(b)) => a == b,
        (DateTime(a), DateTime(b)) => a == b,
        (Time(a), Time(b)) => a == b,
        (Duration { .. }, Duration { .. }) => order(a, b).is_ok_and(|order| order == Ordering::Equal),
        _ => false,
    }
}

/// `>`, `>=`, `<`, `<=`; the last two also with three operands ("between"). Null when an operand is absent. So it is when nothing was
/// typed where a day or a number stands beside it: a form that is half filled in is no mistake of its designer.
pub(crate) fn ordered(operator: Operator, values: &[LogicValue]) -> Result<LogicValue, LogicError> {
    let are_texts = values.iter().all(|value| matches!(value, LogicValue::Text(_)));
    if values.iter().any(LogicValue::is_absent) || (!are_texts && values.iter().any(LogicValue::is_blank)) {
        return Ok(LogicValue::Null);
    }
    for pair in values.windows(2) {
        let [a, b] = pair else { continue };
        let order = order(a, b).map_err(|found| LogicError::Type { operator: operator.text(), found })?;
        let holds = match operator {
            Operator::Greater => order.is_gt(),
            Operator::GreaterEqual => order.is_ge(),
            Operator::Less => order.is_lt(),
            _ => order.is_le(),
        };
        if !holds {
            return Ok(LogicValue::Bool(false));
        }
    }
    Ok(LogicValue::Bool(true))
}

/// `max` and `min`, also of dates. Null without operands or when one is absent or empty.
pub(crate) fn extreme(operator: Operator, values: &[LogicValue]) -> Result<LogicValue, LogicError> {
    let values = match values {
        [LogicValue::List(items)] => items,
        values => values,
    };
    if values.iter().any(LogicValue::is_blank) {
        return Ok(LogicValue::Null);
    }
    let Some((first, rest)) = values.split_first() else { return Ok(LogicValue::Null) };
    let mut best = numeric(first);
    for value in rest {
        let value = numeric(value);
        let order = order(&value, &best).map_err(|found| LogicError::Type { operator: operator.text(), found })?;
        if order == if operator == Operator::Max { Ordering::Greater } else { Ordering::Less } {
            best = value;
        }
    }
    Ok(best)
}

/// Returns a numeric text as a number, and any other value as it is.
fn numeric(value: &LogicValue) -> LogicValue {
    match value {
        LogicValue::Text(text) => parse_number(text).map_or_else(|| value.clone(), LogicValue::Number),
        other => other.clone(),
    }
}

/// Orders two values, or tells which kind of value has no order beside the other.
/// A text is read as what stands beside it: a number, a date, a time or a duration.
pub(crate) fn order(a: &LogicValue, b: &LogicValue) -> Result<Ordering, &'static str> {
    use LogicValue::*;
    let number = |value: &LogicValue| match value {
        Number(number) => Some(*number),
        Bool(flag) => Some(f64::from(u8::from(*flag))),
        Text(text) => parse_number(text),
        _ => None,
    };
    let outcome = match (a, b) {
        (Text(a), Text(b)) => Some(a.cmp(b)),
        (Number(_) | Bool(_), _) | (_, Number(_) | Bool(_)) => {
            number(a).zip(number(b)).and_then(|(a, b)| a.partial_cmp(&b))
        }
        (Date(_) | DateTime(_), _) | (_, Date(_) | DateTime(_)) => civil(a).zip(civil(b)).map(|(a, b)| a.cmp(&b)),
        (Time(a), Time(b)) => Some(a.cmp(b)),
        (Time(a), Text(b)) => parse_time(b).map(|b| a.cmp(&b)),
        (Text(a), Time(b)) => parse_time(a).map(|a| a.cmp(b)),
        (Duration { .. }, _) | (_, Duration { .. }) => {
            duration(a).zip(duration(b)).and_then(|((a, from_a), (b, from_b))| {
                // A month has no length by itself: it counts from where the difference was taken.
                let from = from_a.or(from_b).unwrap_or_else(|| date(2001, 1, 1).at(0, 0, 0, 0));
                a.compare((b, SpanRelativeTo::from(from))).ok()
            })
        }
        _ => None,
    };
    outcome.ok_or_else(|| if matches!(a, Number(_) | Date(_) | DateTime(_) | Time(_)) { b.kind() } else { a.kind() })
}

/// Returns the local calendar moment of a date, datetime or ISO text.
fn civil(value: &LogicValue) -> Option<DateTime> {
    match value {
        LogicValue::Date(date) => Some(date.at(0, 0, 0, 0)),
        LogicValue::DateTime(moment) => Some(moment.to_zoned_datetime(values::local_zone().clone()).datetime()),
        LogicValue::Text(text) => match parse_date(text) {
            Some(date) => Some(date.at(0, 0, 0, 0)),
            None => civil(&LogicValue::DateTime(parse_datetime(text)?)),
        },
        _ => None,
    }
}

fn duration(value: &LogicValue) -> Option<(jiff::Span, Option<DateTime>)> {
    match value {
        LogicValue::Duration { span, from } => Some((*span, *from)),
        LogicValue::Text(text) => duration(&parse_duration(text)?),
        _ => None,
    }
}

/// `in`: an element of a list, or a part of a text.
pub(crate) fn contains(haystack: &LogicValue, needle: &LogicValue) -> bool {
    match haystack {
        LogicValue::List(items) => items.iter().any(|item| match (item, needle) {
            (LogicValue::Bool(_), LogicValue::Bool(_)) => strict_equal(item, needle),
            // A radio holds "1" where the designer wrote 1: compare as `==` does, but never by truth.
            (LogicValue::Bool(_), _) | (_, LogicValue::Bool(_)) => false,
            _ => equal(item, needle),
        }),
        LogicValue::Text(text) => !needle.is_absent() && text.contains(&needle.to_text()),
        _ => false,
    }
}

/// Returns the number that a text holds, or `None`; an empty text is no number.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return None;
    }
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}
