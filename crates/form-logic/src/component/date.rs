//! A day.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{DateWidget, Post};
use crate::field::Field;
use crate::format;
use crate::json_logic::{parse_date, parse_datetime};
use crate::validate::Checks;

/// Reads one field, or three: `key-day`, `key-month` and `key-year`.
pub(super) fn decode(key: &str, post: &Post<'_>) -> Value {
    if let Some(text) = post.last(key) {
        return Value::from(to_iso(text.trim()));
    }
    // The boxes are kept apart by hyphens, so none may be in a box.
    let part = |name: &str| post.last(&format!("{key}-{name}")).unwrap_or_default().trim().replace('-', "");
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if [&day, &month, &year].iter().all(|part| part.is_empty()) {
        return Value::from("");
    }
    let typed = format!("{year}-{month}-{day}");
    Value::from(from_parts(&year, &month, &day).map_or(typed, |date| date.to_string()))
}

fn from_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |text: &str, length_max: usize| -> Option<i16> {
        let is_number = (1..=length_max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse().ok() } else { None }
    };
    // Two digits name no year: 26 may be 1926.
    if year.len() != 4 {
        return None;
    }
    Date::new(number(year, 4)?, number(month, 2)? as i8, number(day, 2)? as i8).ok()
}

/// Returns the ISO text of a date that was typed as ISO or the Dutch way ("10-11-2026"); any other text as it is.
pub(super) fn to_iso(text: &str) -> String {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let date = match parts[..] {
        [year, month, day] if year.len() == 4 => from_parts(year, month, day),
        [day, month, year] => from_parts(year, month, day),
        _ => None,
    };
    date.map_or_else(|| text.to_owned(), |date| date.to_string())
}

/// Returns the ISO text of a date from a register: ISO or `19850231`-like; `None` when it is no full date.
pub(super) fn from_register(text: &str) -> Option<String> {
    let date = match (text.get(..4), text.get(4..6), text.get(6..8)) {
        (Some(year), Some(month), Some(day)) if text.len() == 8 => from_parts(year, month, day),
        _ => parse_date(text).or_else(|| parse_datetime(text).map(values::local_date)),
    };
    date.map(|date| date.to_string())
}

pub(super) fn fill(widget: DateWidget, field: &mut Field, value: &Value) {
    field.widget = match widget {
        DateWidget::InputGroup => "inputGroup",
        DateWidget::DatePicker => "datePicker",
    };
    field.input_type = "date";
    field.inputmode = "numeric";
    let text = value.as_str().unwrap_or_default();
    let mut parts = text.splitn(3, '-').map(str::to_owned);
    field.year = parts.next().unwrap_or_default();
    field.month = parts.next().unwrap_or_default();
    field.day = parts.next().unwrap_or_default();
    if parse_date(text).is_some() {
        // As a person types it: 1, not 01.
        for part in [&mut field.month, &mut field.day] {
            *part = part.trim_start_matches('0').to_owned();
        }
    }
}

pub(super) fn text(value: &Value, language: &str) -> String {
    let text = value.as_str().unwrap_or_default();
    parse_date(text).map_or_else(|| text.to_owned(), |date| format::date(date, language))
}

pub(super) fn check(field: &Field, value: &Value, checks: &mut Checks<'_>) {
    let Some(date) = value.as_str().and_then(parse_date) else { return checks.fail("invalid_date", []) };
    let limit = |limit: &Option<String>| limit.as_deref().and_then(parse_date);
    if let Some(min) = limit(&field.min)
        && date < min
    {
        checks.fail(
            "minDate",
            [("limit", json!(format::date(min, checks.language()))), ("date", json!(min.to_string()))],
        );
    }
    if let Some(max) = limit(&field.max)
        && date > max
    {
        checks.fail(
            "maxDate",
            [("limit", json!(format::date(max, checks.language()))), ("date", json!(max.to_string()))],
        );
    }
}
