//! Sums with numbers, dates and durations.

use jiff::civil::{DateTime, date};
use jiff::{Span, SpanRelativeTo, Timestamp, Unit};

use super::LogicError;
use super::compare::parse_number;
use super::parse::Operator;
use super::value::LogicValue;

/// Calculates `+ - * / %`. Null when any operand is absent or empty.
pub(crate) fn calculate(operator: Operator, values: &[LogicValue]) -> Result<LogicValue, LogicError> {
    if values.iter().any(LogicValue::is_blank) {
        return Ok(LogicValue::Null);
    }
    match (operator, values) {
        (Operator::Subtract, [single]) => negate(single),
        (Operator::Add | Operator::Subtract, [first, rest @ ..]) if is_calendar(first) => {
            rest.iter().try_fold(first.clone(), |total, value| calendar_sum(operator, &total, value))
        }
        (Operator::Divide, [a, b]) => {
            let (a, b) = (to_number("/", a)?, to_number("/", b)?);
            if b == 0.0 { Err(LogicError::DivisionByZero) } else { Ok(LogicValue::Number(a / b)) }
        }
        (Operator::Modulo, [a, b]) => {
            let (a, b) = (to_number("%", a)?, to_number("%", b)?);
            if b == 0.0 { Err(LogicError::DivisionByZero) } else { Ok(LogicValue::Number(a % b)) }
        }
        (operator, values) => {
            let numbers: Vec<f64> =
                values.iter().map(|value| to_number(operator.text(), value)).collect::<Result<_, _>>()?;
            let sum = numbers.into_iter().reduce(|a, b| match operator {
                Operator::Add => a + b,
                Operator::Subtract => a - b,
                _ => a * b,
            });
            Ok(sum.map_or(LogicValue::Null, LogicValue::Number))
        }
    }
}

fn is_calendar(value: &LogicValue) -> bool {
    matches!(value, LogicValue::Date(_) | LogicValue::DateTime(_) | LogicValue::Duration { .. })
}

fn to_number(operator: &'static str, value: &LogicValue) -> Result<f64, LogicError> {
    let number = match value {
        LogicValue::Number(number) => Some(*number),
        LogicValue::Bool(flag) => Some(f64::from(u8::from(*flag))),
        LogicValue::Text(text) => parse_number(text),
        _ => None,
    };
    number.ok_or(LogicError::Type { operator, found: value.kind() })
}

fn negate(value: &LogicValue) -> Result<LogicValue, LogicError> {
    match value {
        LogicValue::Duration { span, .. } => Ok(LogicValue::Duration { span: span.negate(), from: None }),
        other => Ok(LogicValue::Number(-to_number("-", other)?)),
    }
}

fn calendar_sum(operator: Operator, total: &LogicValue, value: &LogicValue) -> Result<LogicValue, LogicError> {
    use LogicValue::{Date, DateTime, Duration};
    let signed = |span: &Span| if operator == Operator::Subtract { span.negate() } else { *span };
    let outside = |_| LogicError::OutsideCalendar;
    match (total, value) {
        // Without a time zone, so that summer time can't shift a day. A time part of less than a day changes nothing.
        (Date(date), Duration { span, .. }) => {
            Ok(Date(date.at(0, 0, 0, 0).checked_add(signed(span)).map_err(outside)?.date()))
        }
        (DateTime(moment), Duration { span, .. }) => {
            let zoned = moment.to_zoned_datetime(values::local_zone().clone());
            Ok(DateTime(zoned.checked_add(signed(span)).map_err(outside)?.timestamp()))
        }
        (Duration { span, from }, Duration { span: other, .. }) => {
            let from = *from;
            let span = add_spans(span, &signed(other), from).ok_or(LogicError::OutsideCalendar)?;
            Ok(Duration { span, from })
        }
        (Duration { span, .. }, Date(_) | DateTime(_)) if operator == Operator::Add => {
            calendar_sum(operator, value, &Duration { span: *span, from: None })
        }
        (Date(_) | DateTime(_), Date(_) | DateTime(_)) if operator == Operator::Subtract => difference(total, value),
        (_, other) => Err(LogicError::Type { operator: operator.text(), found: other.kind() }),
    }
}

/// The time between two moments in years, months, days and time of the day.
fn difference(until: &LogicValue, since: &LogicValue) -> Result<LogicValue, LogicError> {
    let local = |moment: &Timestamp| moment.to_zoned_datetime(values::local_zone().clone()).datetime();
    let civil = |value: &LogicValue| -> DateTime {
        match value {
            LogicValue::Date(date) => date.at(0, 0, 0, 0),
            LogicValue::DateTime(moment) => local(moment),
            _ => DateTime::default(),
        }
    };
    let (until, since) = (civil(until), civil(since));
    let span = since.until((Unit::Year, until)).map_err(|_| LogicError::OutsideCalendar)?;
    Ok(LogicValue::Duration { span, from: Some(since) })
}

/// Adds two lengths of time: field by field when both point the same way, else on the calendar from `from`.
fn add_spans(a: &Span, b: &Span, from: Option<DateTime>) -> Option<Span> {
    if a.signum() * b.signum() < 0 {
        let from = from.unwrap_or_else(|| date(2001, 1, 1).at(0, 0, 0, 0));
        return a.checked_add((*b, SpanRelativeTo::from(from))).ok();
    }
    let sum = |get: fn(&Span) -> i64| get(a).saturating_add(get(b));
    Span::new()
        .try_years(sum(|span| i64::from(span.get_years())))
        .and_then(|span| span.try_months(sum(|span| i64::from(span.get_months()))))
        .and_then(|span| span.try_weeks(sum(|span| i64::from(span.get_weeks()))))
        .and_then(|span| span.try_days(sum(|span| i64::from(span.get_days()))))
        .and_then(|span| span.try_hours(sum(|span| i64::from(span.get_hours()))))
        .and_then(|span| span.try_minutes(sum(Span::get_minutes)))
        .and_then(|span| span.try_seconds(sum(Span::get_seconds)))
        .ok()
}
