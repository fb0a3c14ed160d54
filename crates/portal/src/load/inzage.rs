//! Looks that go together: of the same person, on the same day, at the same thing.

use ::zaken::portaal::Inzage;
use jiff::civil::Date;

/// Looks that are one line.
#[derive(Debug)]
pub(super) struct Samen<'a> {
    /// The newest of them.
    pub(super) inzage: &'a Inzage,
    /// How many there are.
    pub(super) aantal: usize,
}

/// Returns the lines of a page of whole days, and the first of its days when there are older ones. `found` is newest first, and all there is when
/// `is_all`; none when it does not fill a page of `max` lines yet.
pub(super) fn page(found: &[Inzage], is_all: bool, max: usize) -> Option<(Vec<Samen<'_>>, Option<Date>)> {
    let mut lines: Vec<Samen<'_>> = Vec::new();
    let mut day = None;
    let mut of_day = 0;
    for inzage in found {
        let own = values::local_date(inzage.moment);
        if day != Some(own) {
            if lines.len() >= max {
                return Some((lines, day));
            }
            day = Some(own);
            of_day = lines.len();
        }
        match lines[of_day..].iter_mut().find(|line| are_together(line.inzage, inzage)) {
            Some(line) => line.aantal += 1,
            None => lines.push(Samen { inzage, aantal: 1 }),
        }
    }
    is_all.then_some((lines, None))
}

fn are_together(one: &Inzage, other: &Inzage) -> bool {
    let facts = |inzage: &Inzage| (inzage.zaak, inzage.is_document);
    facts(one) == facts(other)
        && (&one.actor_kind, &one.actor_id, &one.doel) == (&other.actor_kind, &other.actor_id, &other.doel)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use values::Id;

    use super::*;

    fn look(at: &str, wie: &str, zaak: u128, is_document: bool) -> Inzage {
        Inzage {
            id: Uuid::nil(),
            moment: at.parse().unwrap(),
            actor_kind: "medewerker".into(),
            actor_id: wie.into(),
            actor_naam: String::new(),
            doel: "behandeling".into(),
            zaak: Id::new(Uuid::from_u128(zaak)),
            is_document,
        }
    }

    #[test]
    fn looks_of_one_person_on_one_day_at_one_thing_are_one_line() {
        let found = [
            look("2026-11-25T10:00:00Z", "fatima", 1, false),
            look("2026-11-25T09:30:00Z", "bram", 1, false),
            look("2026-11-25T09:00:00Z", "fatima", 1, false),
            look("2026-11-25T08:30:00Z", "fatima", 1, true),
            look("2026-11-25T08:00:00Z", "fatima", 2, false),
            // The day before, in the Netherlands.
            look("2026-11-24T22:59:00Z", "fatima", 1, false),
        ];
        let counts = |max| {
            page(&found, true, max).map(|(lines, ouder)| {
                (lines.iter().map(|line| line.aantal).collect::<Vec<_>>(), ouder.map(|day| day.to_string()))
            })
        };
        assert_eq!(counts(50), Some((vec![2, 1, 1, 1, 1], None)));
        // A day is never cut in two.
        assert_eq!(counts(1), Some((vec![2, 1, 1, 1], Some("2026-11-25".to_owned()))));
        assert!(page(&found, false, 50).is_none(), "more may belong to the last day");
    }
}
