//! Time and ids, so that tests can set the one and repeat the other.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::Timestamp;
use uuid::Uuid;

/// Where the moment of a transaction and its ids come from.
#[derive(Debug)]
pub struct Clock {
    /// Microseconds; zero means the system's clock.
    fixed: AtomicI64,
    /// State of the repeatable id source; zero means real randomness.
    seed: AtomicU64,
}

impl Clock {
    /// Returns the clock of the system, with unpredictable ids.
    pub fn system() -> Self {
        Self { fixed: AtomicI64::new(0), seed: AtomicU64::new(0) }
    }

    /// Returns a clock that stands still, with ids that repeat.
    pub fn fixed(moment: Timestamp, seed: u64) -> Self {
        Self { fixed: AtomicI64::new(moment.as_microsecond()), seed: AtomicU64::new(seed.max(1)) }
    }

    /// Sets a fixed clock to another moment; a system clock stands still from then on.
    pub fn set(&self, moment: Timestamp) {
        self.fixed.store(moment.as_microsecond(), Ordering::Relaxed);
    }

    /// Returns the moment, cut to microseconds as rows hold it.
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time comes in")]
    pub fn now(&self) -> Timestamp {
        match self.fixed.load(Ordering::Relaxed) {
            0 => {
                let now = Timestamp::now();
                Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
            }
            fixed => Timestamp::from_microsecond(fixed).unwrap_or_default(),
        }
    }

    /// Returns a new UUIDv7. `sequence` keeps the ids of one transaction in order.
    pub(crate) fn new_id(&self, now: Timestamp, sequence: u16) -> Uuid {
        let microseconds = u64::try_from(now.as_microsecond()).unwrap_or(0);
        let (milliseconds, rest) = (microseconds / 1000, microseconds % 1000);
        let random = self.random();
        let high = (milliseconds << 16) | 0x7000 | (rest << 2);
        let low = (0b10 << 62) | (u64::from(sequence & 0x3fff) << 48) | (random & 0xffff_ffff_ffff);
        Uuid::from_u64_pair(high, low)
    }

    /// Returns 32 hexadecimal digits that nobody can guess (repeatable in tests).
    pub fn random_name(&self) -> String {
        format!("{:016x}{:016x}", self.random(), self.random())
    }

    /// Returns 64 bits: unpredictable, or the next of the repeatable row.
    pub fn random(&self) -> u64 {
        if self.seed.load(Ordering::Relaxed) == 0 {
            return rand::random();
        }
        // SplitMix64: enough to be different, and the same on every run.
        let mut z = self.seed.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_version_7_and_sort_by_moment_and_sequence() {
        let clock = Clock::system();
        let early: Timestamp = "2026-11-25T09:00:00.000100Z".parse().unwrap();
        let late: Timestamp = "2026-11-25T09:00:00.000101Z".parse().unwrap();
        let ids = [clock.new_id(early, 0), clock.new_id(early, 1), clock.new_id(late, 0), clock.new_id(late, 1)];
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    }

    #[test]
    fn a_fixed_clock_repeats_its_ids() {
        let moment = "2026-11-25T09:00:00Z".parse().unwrap();
        let ids = |seed| {
            let clock = Clock::fixed(moment, seed);
            [clock.new_id(clock.now(), 0), clock.new_id(clock.now(), 1)]
        };
        assert_eq!(ids(7), ids(7));
        assert_ne!(ids(7), ids(8));
    }
}
