//! Dates, moments and durations from texts.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Timestamp};

use super::LogicError;
use super::compare::parse_number;
use super::value::LogicValue;

/// The longest text that can be a date, time or duration.
const TEXT_LENGTH_MAX: usize = 64;

/// Returns the day of an ISO text: `2026-11-10` and nothing more.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    if text.len() != 10 { None } else { text.parse().ok() }
}

/// Returns the moment of an ISO text with a `T`; without zone it is local time.
pub(crate) fn parse_datetime(text: &str) -> Option<Timestamp> {
    if text.len() > TEXT_LENGTH_MAX || !text.contains('T') {
        return None;
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let local: DateTime = text.parse().ok()?;
    Some(local.to_zoned_datetime(values::local_zone().clone()).ok()?.timestamp())
}

/// Returns the time of `HH:mm` or `HH:mm:ss`.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    let well_formed = matches!(text.len(), 5 | 8)
        && text.bytes().enumerate().all(|(at, byte)| if at % 3 == 2 { byte == b':' } else { byte.is_ascii_digit() });
    if well_formed { text.parse().ok() } else { None }
}

/// Returns the duration of an ISO 8601 text such as `P18Y`.
pub(crate) fn parse_duration(text: &str) -> Option<LogicValue> {
    // Only the strict form: the parser of the library also accepts "30 days".
    let unsigned = text.trim_start_matches(['-', '+']);
    if text.len() > TEXT_LENGTH_MAX || !unsigned.starts_with('P') {
        return None;
    }
    text.parse().ok().map(|span| LogicValue::Duration { span, from: None })
}

/// `date`: a text or moment as a local day; null for null, undefined and "".
pub(crate) fn to_date(value: &LogicValue) -> Result<LogicValue, LogicError> {
    let date = match value {
        blank if blank.is_blank() => return Ok(LogicValue::Null),
        LogicValue::Date(date) => Some(*date),
        LogicValue::DateTime(moment) => Some(values::local_date(*moment)),
        LogicValue::Text(text) => parse_date(text).or_else(|| parse_datetime(text).map(values::local_date)),
        _ => None,
    };
    date.map(LogicValue::Date).ok_or(LogicError::Type { operator: "date", found: value.kind() })
}

/// `datetime`: a text or day as a moment; null for null, undefined and "".
pub(crate) fn to_datetime(value: &LogicValue) -> Result<LogicValue, LogicError> {
    let midnight =
        |date: Date| date.to_zoned_datetime(values::local_zone().clone()).ok().map(|midnight| midnight.timestamp());
    let moment = match value {
        blank if blank.is_blank() => return Ok(LogicValue::Null),
        LogicValue::DateTime(moment) => Some(*moment),
        LogicValue::Date(date) => midnight(*date),
        LogicValue::Text(text) => parse_datetime(text).or_else(|| parse_date(text).and_then(midnight)),
        _ => None,
    };
    moment.map(LogicValue::DateTime).ok_or(LogicError::Type { operator: "datetime", found: value.kind() })
}

/// `duration`: an ISO 8601 text as a length of time; null for null, undefined and "".
pub(crate) fn to_duration(value: &LogicValue) -> Result<LogicValue, LogicError> {
    let found = LogicError::Type { operator: "duration", found: value.kind() };
    match value {
        blank if blank.is_blank() => Ok(LogicValue::Null),
        LogicValue::Duration { .. } => Ok(value.clone()),
        LogicValue::Text(text) => parse_duration(text).ok_or(found),
        _ => Err(found),
    }
}

/// `rdelta`: years, months, days, hours, minutes and seconds, of which the last ones may be left out.
/// The calendar part and the clock part must point the same way; null when one is absent or empty.
pub(crate) fn relative_delta(parts: &[LogicValue]) -> Result<LogicValue, LogicError> {
    let mut numbers = [0_i64; 6];
    for (number, part) in numbers.iter_mut().zip(parts) {
        let part_number = match part {
            blank if blank.is_blank() => return Ok(LogicValue::Null),
            LogicValue::Number(number) => Some(*number),
            LogicValue::Text(text) => parse_number(text),
            _ => None,
        };
        // A float to integer cast saturates; the calendar refuses what is out of range below.
        *number = part_number.ok_or(LogicError::Type { operator: "rdelta", found: part.kind() })? as i64;
    }
    let [years, months, days, hours, minutes, seconds] = numbers;
    // Years and months may have different signs, so they count together.
    let months = years.saturating_mul(12).saturating_add(months);
    let clock = hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60)).saturating_add(seconds);
    let signs = [months.signum(), days.signum(), clock.signum()];
    if signs.contains(&1) && signs.contains(&-1) {
        return Err(LogicError::Type { operator: "rdelta", found: "parts with different signs" });
    }
    let span = Span::new()
        .try_months(months)
        .and_then(|span| span.try_days(days))
        .and_then(|span| span.try_seconds(clock))
        .map_err(|_| LogicError::OutsideCalendar)?;
    Ok(LogicValue::Duration { span, from: None })
}
