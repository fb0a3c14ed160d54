//! A time of the day.

use jiff::civil::Time;
use serde_json::{Value, json};

use super::TimeRules;
use crate::field::Field;
use crate::json_logic::parse_time;
use crate::validate::Checks;

fn short(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) fn fill(rules: &TimeRules, field: &mut Field) {
    field.input_type = "time";
    field.min = rules.min.map(short);
    field.max = rules.max.map(short);
}

pub(super) fn text(text: &str) -> String {
    parse_time(text).map_or_else(|| text.to_owned(), short)
}

/// A start after the end spans midnight: then a time is wrong only when it lies between the end and the start.
pub(super) fn check(rules: &TimeRules, value: &Value, checks: &mut Checks<'_>) {
    let Some(time) = value.as_str().and_then(parse_time) else { return checks.fail("invalid_time", []) };
    let limit = |time: Time| [("limit", json!(short(time)))];
    let (is_early, is_late) = (rules.min.is_some_and(|min| time < min), rules.max.is_some_and(|max| time > max));
    match (rules.min, rules.max) {
        (Some(min), Some(max)) if min > max && is_early && is_late => {
            checks.fail("invalid_time", [("min", json!(short(min))), ("max", json!(short(max)))]);
        }
        (Some(min), Some(max)) if min > max => {}
        (Some(min), _) if is_early => checks.fail("minTime", limit(min)),
        (_, Some(max)) if is_late => checks.fail("maxTime", limit(max)),
        _ => {}
    }
}
