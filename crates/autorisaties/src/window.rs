//! Part of a list, and how many there are in all.

use web::Paging;

/// Which rows of a list are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// How many at most.
    pub limit: u64,
    /// How many come before.
    pub offset: u64,
}

/// Rows of a list.
#[derive(Debug, Clone)]
pub struct Found<T> {
    /// How many there are in all.
    pub count: u64,
    /// Those in the window.
    pub rows: Vec<T>,
}

impl<T> Found<T> {
    /// Nothing at all.
    pub fn none() -> Self {
        Self { count: 0, rows: Vec::new() }
    }
}

impl From<&Paging> for Window {
    fn from(paging: &Paging) -> Self {
        Self { limit: paging.limit(), offset: paging.offset() }
    }
}

impl Window {
    /// Returns what to ask of the database: one row more than needed tells whether there is more.
    pub fn limit_and_one(self) -> i64 {
        i64::try_from(self.limit.saturating_add(1)).unwrap_or(i64::MAX)
    }

    /// Returns how many rows to skip.
    pub fn offset(self) -> i64 {
        i64::try_from(self.offset).unwrap_or(i64::MAX)
    }

    /// Cuts off the row too many and returns how many there are in all, when the window shows the end of the list. Otherwise they
    /// must be counted.
    pub fn settle<T>(self, rows: &mut Vec<T>) -> Option<u64> {
        let shown = rows.len() as u64;
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        rows.truncate(limit);
        let shows_end = shown <= self.limit && (shown > 0 || self.offset == 0);
        shows_end.then_some(self.offset + shown)
    }

    /// Takes the window out of a list that is short by nature.
    pub fn cut<T>(self, all: Vec<T>) -> Found<T> {
        let count = all.len() as u64;
        let skip = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let take = usize::try_from(self.limit).unwrap_or(usize::MAX);
        Found { count, rows: all.into_iter().skip(skip).take(take).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_counted_only_when_its_end_is_not_in_sight() {
        // limit, offset, rows that came, total
        let cases = [(2, 0, 0, Some(0)), (2, 0, 2, Some(2)), (2, 0, 3, None), (2, 2, 1, Some(3)), (2, 4, 0, None)];
        for (limit, offset, came, expected) in cases {
            let mut rows = vec![0; came];
            assert_eq!(Window { limit, offset }.settle(&mut rows), expected, "{limit} {offset} {came}");
            assert!(rows.len() as u64 <= limit);
        }
        assert_eq!(Window { limit: 2, offset: 1 }.cut(vec![1, 2, 3, 4]).rows, [2, 3]);
    }
}
