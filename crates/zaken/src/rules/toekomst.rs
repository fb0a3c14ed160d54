//! Moments that may not lie in the future.

use jiff::{SignedDuration, Timestamp};

/// So much may the clock of another system be ahead of ours.
const LEEWAY: SignedDuration = SignedDuration::from_secs(5);

/// Decides whether a moment lies in the future, more than clocks differ.
pub fn is_future(moment: Timestamp, now: Timestamp) -> bool {
    moment.duration_since(now) > LEEWAY
}

#[cfg(test)]
mod tests {
    use super::*;

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
