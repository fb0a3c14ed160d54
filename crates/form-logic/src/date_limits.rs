//! The first and last day of a date field, as they are now.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde_json::Value;

use crate::component::DateLimit;
use crate::json_logic::{parse_date, parse_datetime};
use crate::{Map, data};

/// Returns the day of a limit; `is_min` tells a first day from a last one. `None` is no limit.
/// Months are calendar months: 31 January plus one month is 28 February. Days are local to the Netherlands.
pub(crate) fn resolve(limit: &DateLimit, is_min: bool, variables: &Map, now: Timestamp) -> Option<Date> {
    match limit {
        DateLimit::None => None,
        DateLimit::Fixed(date) => Some(*date),
        DateLimit::Today { include_today } => {
            let today = values::local_date(now);
            match (include_today, is_min) {
                (true, _) => Some(today),
                (false, true) => today.tomorrow().ok(),
                (false, false) => today.yesterday().ok(),
            }
        }
        DateLimit::Relative { variable, delta: [years, months, days] } => {
            let text = data::get(variables, variable).and_then(Value::as_str)?;
            let date = parse_date(text).or_else(|| parse_datetime(text).map(values::local_date))?;
            let calendar = Span::new().try_months(years.checked_mul(12)?.checked_add(*months)?).ok()?;
            let days = Span::new().try_days(*days).ok()?;
            date.checked_add(calendar).ok()?.checked_add(days).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn limits_count_on_the_dutch_calendar() {
        // In UTC it is still the day before.
        let now = "2026-03-30T22:30:00Z".parse().unwrap();
        let Value::Object(variables) =
            json!({"a": "2026-01-31", "b": "", "c": "2026-06-01T23:00:00Z", "vandaag": "2026-03-31"})
        else {
            unreachable!()
        };
        let relative = |variable: &str, delta| DateLimit::Relative { variable: variable.to_owned(), delta };
        let cases = [
            (DateLimit::None, true, None),
            (DateLimit::Fixed(jiff::civil::date(2026, 1, 1)), true, Some("2026-01-01")),
            (DateLimit::Today { include_today: true }, true, Some("2026-03-31")),
            (DateLimit::Today { include_today: false }, true, Some("2026-04-01")),
            (DateLimit::Today { include_today: false }, false, Some("2026-03-30")),
            (relative("a", [0, 1, 0]), true, Some("2026-02-28")),
            (relative("a", [-18, 0, 0]), false, Some("2008-01-31")),
            (relative("a", [0, 1, 1]), true, Some("2026-03-01")),
            (relative("b", [0, 1, 0]), true, None),
            (relative("onbekend", [0, 1, 0]), true, None),
            (relative("c", [0, 0, 0]), true, Some("2026-06-02")),
            (relative("a", [i64::MAX, 0, 0]), true, None),
        ];
        for (limit, is_min, expected) in cases {
            let date = resolve(&limit, is_min, &variables, now).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{limit:?}");
        }
    }
}
