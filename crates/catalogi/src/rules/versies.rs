//! On which days the versions of a type are valid. Rule: ztc-016 (geen overlap).

use jiff::civil::Date;

/// The days on which something is valid: from its begin up to its einde, or without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Geldig<T> {
    pub(crate) van: T,
    pub(crate) begin: Date,
    pub(crate) einde: Option<Date>,
}

impl<T> Geldig<T> {
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.begin <= day && self.einde.is_none_or(|einde| einde > day)
    }

    /// A version that was followed on its first day has no days.
    fn overlaps(&self, begin: Date, einde: Option<Date>) -> bool {
        let has_days = self.einde.is_none_or(|own| own > self.begin);
        has_days && self.einde.is_none_or(|own| own > begin) && einde.is_none_or(|einde| self.begin < einde)
    }
}

/// Where a new version fits among those that there are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plaats<T> {
    pub(crate) begin: Date,
    pub(crate) einde: Option<Date>,
    /// The versions that end on the day that the new one begins.
    pub(crate) ends: Vec<T>,
}

/// Decides on which days a new version is valid. The first keeps the days that were asked; a later one begins today at the earliest, for
/// what runs keeps the version that it started with, and ends the version before it. It ends where a version begins that was made
/// ahead of time.
pub(crate) fn place<T: Copy>(versies: &[Geldig<T>], asked: (Date, Option<Date>), today: Date) -> Plaats<T> {
    let (begin, einde) = asked;
    if !versies.iter().any(|own| own.overlaps(begin, einde)) {
        return Plaats { begin, einde, ends: Vec::new() };
    }
    let begin = begin.max(today);
    let ends = versies.iter().filter(|own| own.holds(begin)).map(|own| own.van).collect();
    let later = versies.iter().filter(|own| own.begin > begin && own.overlaps(begin, None)).map(|own| own.begin).min();
    let einde = [einde, later].into_iter().flatten().min();
    Plaats { begin, einde, ends }
}

/// Returns the version that comes before a new one that begins on this day: the last that began earlier, else the first that comes after.
pub(crate) fn before<T: Copy>(versies: &[Geldig<T>], begin: Date) -> Option<T> {
    let earlier = versies.iter().filter(|own| own.begin <= begin).max_by_key(|own| own.begin);
    earlier.or_else(|| versies.iter().min_by_key(|own| own.begin)).map(|own| own.van)
}

/// What publishing a version does to the other versions of its name, or what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opvolging<T> {
    /// No other version is valid on one of its days.
    Vrij,
    /// These began earlier and run on: they can end on its first day.
    Eindigt(Vec<T>),
    /// One that began earlier was still valid on its first day, which is over: what began since has that version.
    Voorbij,
    /// Another one begins on this later day: it must have ended then.
    Einde(Date),
    /// Another one begins on the same day.
    ZelfdeDag,
}

/// Decides what becomes of the published versions when one is published with these days. What only the version itself can mend comes first.
pub(crate) fn follow<T: Copy>(versies: &[Geldig<T>], days: (Date, Option<Date>), today: Date) -> Opvolging<T> {
    let (begin, einde) = days;
    let in_the_way: Vec<_> = versies
        .iter()
        .filter(|own| own.einde.is_none_or(|own| own > begin) && einde.is_none_or(|einde| own.begin < einde))
        .collect();
    if in_the_way.iter().any(|own| own.begin == begin) {
        return Opvolging::ZelfdeDag;
    }
    if let Some(next) = in_the_way.iter().map(|own| own.begin).filter(|own| *own > begin).min() {
        return Opvolging::Einde(next);
    }
    match in_the_way.is_empty() {
        true => Opvolging::Vrij,
        false if begin < today => Opvolging::Voorbij,
        false => Opvolging::Eindigt(in_the_way.iter().map(|own| own.van).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_version_comes_after_the_one_that_began_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (jan, jun, dec) = (day("2026-01-01"), day("2026-06-01"), day("2026-12-01"));
        let both = vec![Geldig { van: 1, begin: jan, einde: Some(jun) }, Geldig { van: 2, begin: dec, einde: None }];
        for (versies, begin, expected) in [
            (vec![], jan, None),
            (both.clone(), day("2027-01-01"), Some(2)),
            (both.clone(), jun, Some(1)),
            (both, day("2025-01-01"), Some(1)),
        ] {
            assert_eq!(before(&versies, begin), expected, "{begin}");
        }
    }

    #[test]
    fn ztc_016_a_version_that_is_published_says_what_becomes_of_the_others() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (jan, jun, today, dec, next) =
            (day("2026-01-01"), day("2026-06-01"), day("2026-11-25"), day("2026-12-01"), day("2027-01-01"));
        let runs = || vec![Geldig { van: 1, begin: jun, einde: None }];
        let two = vec![Geldig { van: 1, begin: jan, einde: Some(dec) }, Geldig { van: 2, begin: dec, einde: None }];
        for (what, versies, days, expected) in [
            ("the first", vec![], (jan, None), Opvolging::Vrij),
            ("the next", runs(), (dec, None), Opvolging::Eindigt(vec![1])),
            ("from today", runs(), (today, Some(next)), Opvolging::Eindigt(vec![1])),
            ("in the past", runs(), (day("2026-11-20"), None), Opvolging::Voorbij),
            ("before it, without end", runs(), (jan, None), Opvolging::Einde(jun)),
            ("before it, until it begins", runs(), (jan, Some(jun)), Opvolging::Vrij),
            ("on its first day", runs(), (jun, None), Opvolging::ZelfdeDag),
            ("between two", two.clone(), (today, None), Opvolging::Einde(dec)),
            ("between two, until the second", two, (today, Some(dec)), Opvolging::Eindigt(vec![1])),
        ] {
            assert_eq!(follow(&versies, days, today), expected, "{what}");
        }
    }

    #[test]
    fn ztc_016_no_two_versions_are_valid_on_one_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (jan, jun, today, dec, next) =
            (day("2026-01-01"), day("2026-06-01"), day("2026-11-25"), day("2026-12-01"), day("2027-01-01"));
        let geldig = |van, begin, einde| Geldig { van, begin, einde };
        let plaats = |begin, einde, ends: &[i32]| Plaats { begin, einde, ends: ends.to_vec() };
        let cases = [
            ("the first", vec![], (jan, None), plaats(jan, None, &[])),
            ("after one that ended", vec![geldig(1, jan, Some(jun))], (jun, None), plaats(jun, None, &[])),
            ("over one that ended", vec![geldig(1, jan, Some(jun))], (jan, None), plaats(today, None, &[])),
            ("the second", vec![geldig(1, jan, None)], (jan, None), plaats(today, None, &[1])),
            ("of today again", vec![geldig(1, today, None)], (jan, None), plaats(today, None, &[1])),
            ("ahead of time", vec![geldig(1, jan, None)], (dec, None), plaats(dec, None, &[1])),
            (
                "before the next",
                vec![geldig(1, jan, Some(next)), geldig(2, next, None)],
                (jan, None),
                plaats(today, Some(next), &[1]),
            ),
            ("for a while", vec![geldig(1, jan, None)], (jan, Some(next)), plaats(today, Some(next), &[1])),
            (
                "without days",
                vec![geldig(1, jan, Some(jan)), geldig(2, jan, None)],
                (jan, None),
                plaats(today, None, &[2]),
            ),
            (
                "twice the same by mistake",
                vec![geldig(1, jan, None), geldig(2, jun, None)],
                (jan, None),
                plaats(today, None, &[1, 2]),
            ),
        ];
        for (case, versies, asked, expected) in cases {
            let found = place(&versies, asked, today);
            assert_eq!(found, expected, "{case}");
            let rest = versies.iter().filter(|own| !found.ends.contains(&own.van));
            assert!(rest.into_iter().all(|own| !own.overlaps(found.begin, found.einde)), "{case}");
        }
    }
}
