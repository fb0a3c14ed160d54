//! Moments that may not lie in the future, or before a day.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// So much may the clock of another system be ahead of ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(5);

/// Decides whether a moment lies in the future, more than clocks differ.
pub fn is_future(moment: Timestamp, now: Timestamp) -> bool {
    moment.duration_since(now) > LEEWAY
}

/// Decides whether a moment lies before a day, by the calendar of who names it (`day`) as well as that of the Netherlands: just after midnight
/// the other systems of a municipality may still write UTC.
pub fn is_before(moment: Timestamp, day: Option<Date>, first: Date) -> bool {
    let local = values::local_date(moment);
    day.map_or(local, |day| day.max(local)) < first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_here_or_where_it_is_named() {
        let first: Date = "2026-06-01".parse().unwrap();
        for (moment, day, expected) in [
            ("2026-05-31T22:30:00Z", Some("2026-05-31"), false),
            ("2026-05-31T21:30:00Z", Some("2026-05-31"), true),
            ("2026-05-31T14:00:00Z", Some("2026-06-01"), false),
            ("2026-05-31T14:00:00Z", None, true),
            ("2026-06-01T00:00:00Z", None, false),
        ] {
            let day = day.map(|day| day.parse().unwrap());
            assert_eq!(is_before(moment.parse().unwrap(), day, first), expected, "{moment}");
        }
    }

    #[test]
    fn a_clock_that_is_a_little_ahead_is_no_future() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        for (moment, expected) in [
            ("2026-11-25T09:00:00Z", false),
            ("2026-11-25T10:00:05Z", false),
            ("2026-11-25T10:00:05.001Z", true),
            ("2027-01-01T00:00:00Z", true),
        ] {
            assert_eq!(is_future(moment.parse().unwrap(), now), expected, "{moment}");
        }
    }
}
