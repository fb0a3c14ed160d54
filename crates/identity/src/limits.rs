//! How long a session lasts. Pure.

use jiff::{SignedDuration, Timestamp};

/// DigiD asks for 15 minutes.
pub(crate) const IDLE_MAX: SignedDuration = SignedDuration::from_mins(15);
/// However active its owner is.
pub(crate) const LIFE_MAX: SignedDuration = SignedDuration::from_hours(2);
/// The moment of the last request is written at most this often.
const TOUCH_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

/// What a session is at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It counts.
    Active {
        /// How long it lasts if nothing more happens.
        seconds_left: u32,
        /// Whether the moment of the last request should be written again.
        is_touch_due: bool,
    },
    /// It is over.
    Over,
}

/// Decides what a session is now. Between two writes of `last_seen_at` the session counts from the older one, so it may end up to
/// a minute before the 15 minutes of DigiD are over, and never after.
pub(crate) fn phase(last_seen_at: Timestamp, expires_at: Timestamp, now: Timestamp) -> Phase {
    let idle = now.duration_since(last_seen_at);
    let left = (IDLE_MAX - idle).min(expires_at.duration_since(now));
    if left <= SignedDuration::ZERO {
        return Phase::Over;
    }
    let seconds_left = u32::try_from(left.as_secs()).unwrap_or(0);
    Phase::Active { seconds_left, is_touch_due: idle >= TOUCH_INTERVAL }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_after_15_minutes_of_nothing_and_always_after_two_hours() {
        let start: Timestamp = "2026-11-25T09:00:00Z".parse().unwrap();
        let at = |minutes: i64, seconds: i64| start + SignedDuration::from_secs(minutes * 60 + seconds);
        let active = |seconds_left, is_touch_due| Phase::Active { seconds_left, is_touch_due };
        // last seen, now, expected
        let cases = [
            (at(0, 0), at(0, 0), active(900, false)),
            (at(0, 0), at(0, 59), active(841, false)),
            (at(0, 0), at(1, 0), active(840, true)),
            (at(0, 0), at(14, 59), active(1, true)),
            (at(0, 0), at(15, 0), Phase::Over),
            (at(110, 0), at(110, 0), active(600, false)),
            (at(119, 59), at(120, 0), Phase::Over),
        ];
        for (last_seen_at, now, expected) in cases {
            assert_eq!(phase(last_seen_at, start + LIFE_MAX, now), expected, "{last_seen_at} {now}");
        }
    }
}
