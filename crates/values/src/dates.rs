//! The calendar of the Netherlands: municipalities count in local days.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The zone in which terms, dates on pages and dates in letters are counted.
pub const LOCAL_TIME_ZONE: &str = "Europe/Amsterdam";

/// Returns the local time zone.
pub fn local_zone() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| TimeZone::get(LOCAL_TIME_ZONE).expect("the time zone database is part of the program"))
}

/// Returns the calendar day in the Netherlands at this moment.
pub fn local_date(moment: Timestamp) -> Date {
    moment.to_zoned_datetime(local_zone().clone()).date()
}

/// Returns the moment at which this day begins in the Netherlands.
pub fn start_of_day(day: Date) -> Timestamp {
    local_zone().to_zoned_datetime(day.at(0, 0, 0, 0)).map_or(Timestamp::MIN, |start| start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_after_midnight_in_summer_is_already_the_next_day() {
        let moment: Timestamp = "2026-05-31T22:30:00Z".parse().unwrap();
        assert_eq!(local_date(moment), jiff::civil::date(2026, 6, 1));
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        for (day, moment) in [("2026-06-01", "2026-05-31T22:00:00Z"), ("2026-12-01", "2026-11-30T23:00:00Z")] {
            assert_eq!(start_of_day(day.parse().unwrap()).to_string(), moment);
        }
    }
}
