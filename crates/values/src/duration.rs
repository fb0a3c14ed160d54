//! Durations as the standards write them (`P30D`, `P1Y6M`), counted on the calendar.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

/// An ISO 8601 duration on the calendar: months and years keep their meaning until a date is known.
#[derive(Debug, Clone, Copy)]
pub struct Duur(Span);

impl Duur {
    /// Returns so many days (`P30D`).
    pub fn days(days: i32) -> Self {
        Self(Span::new().days(days))
    }

    /// Returns the day that lies this duration after `date`; 31 January plus `P1M` is 28 February.
    /// Returns `None` when that day is outside the calendar (year 9999).
    pub fn after(self, date: Date) -> Option<Date> {
        date.checked_add(self.0).ok()
    }

    /// Returns whether the duration has no length (`P0D`).
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Returns the duration for calendar arithmetic.
    pub fn span(self) -> Span {
        self.0
    }
}

impl FromStr for Duur {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Only the strict form of ISO 8601: the parser of the library also accepts "30 days".
        if !text.starts_with('P') {
            return Err(jiff::Error::from_args(format_args!("a duration starts with P")));
        }
        text.parse().map(Self)
    }
}

impl fmt::Display for Duur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() { f.write_str("P0D") } else { fmt::Display::fmt(&self.0, f) }
    }
}

impl PartialEq for Duur {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Eq for Duur {}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn durations_count_on_the_calendar() {
        let cases = [
            ("P30D", date(2026, 1, 31), date(2026, 3, 2)),
            ("P1M", date(2026, 1, 31), date(2026, 2, 28)),
            ("P1Y6M", date(2024, 2, 29), date(2025, 8, 29)),
            ("P6W", date(2026, 1, 1), date(2026, 2, 12)),
        ];
        for (text, from, expected) in cases {
            let duur: Duur = text.parse().unwrap();
            assert_eq!(duur.after(from), Some(expected), "{text}");
            assert_eq!(duur.to_string(), text);
        }
        assert!("30 days".parse::<Duur>().is_err());
    }
}
