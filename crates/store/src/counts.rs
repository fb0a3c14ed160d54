//! Memory of large counts: a count that took long is not made again for every page of a list.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::{Sql, Value};

/// Counts of one database that are used again for a while.
#[derive(Default)]
pub(crate) struct Counts(Mutex<HashMap<u64, Kept>>);

struct Kept {
    count: i64,
    until: Instant,
    took: Duration,
}

/// Smaller counts are made each time: they cost little, and who adds a row to a short list sees it counted at once.
const KEPT_FROM: i64 = 10_000;
/// A count is used again for this many times as long as it took, so that counting never takes more than a twentieth of the time.
const SHARE: u32 = 20;
const KEPT_FOR_MAX: Duration = Duration::from_secs(10);
/// More than clients ask for at the same time; past it the memory starts anew rather than growing without bound.
const KEPT_MAX: usize = 1024;

/// Returns what a count is kept under: neither the values nor anything to read them back from.
pub(crate) fn key(sql: &'static Sql, params: &[Value<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    sql.name.hash(&mut hasher);
    params.hash(&mut hasher);
    hasher.finish()
}

impl Counts {
    /// Returns the count that was kept. Of those who come when its time is over only the first counts again; the others go on with it
    /// meanwhile.
    pub(crate) fn find(&self, key: u64) -> Option<i64> {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let kept = kept.get_mut(&key)?;
        let now = Instant::now();
        if now >= kept.until {
            kept.until = now + kept.took * 2;
            return None;
        }
        Some(kept.count)
    }

    pub(crate) fn keep(&self, key: u64, count: i64, took: Duration) {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if count < KEPT_FROM {
            kept.remove(&key);
            return;
        }
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        let until = Instant::now() + (took * SHARE).min(KEPT_FOR_MAX);
        kept.insert(key, Kept { count, until, took });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_count_is_used_again_and_one_caller_renews_it() {
        let counts = Counts::default();
        counts.keep(1, 9_999, Duration::from_secs(1));
        assert_eq!(counts.find(1), None);
        counts.keep(2, 10_000, Duration::from_secs(1));
        assert_eq!(counts.find(2), Some(10_000));
        counts.0.lock().unwrap().get_mut(&2).unwrap().until = Instant::now();
        assert_eq!((counts.find(2), counts.find(2)), (None, Some(10_000)));
    }
}
