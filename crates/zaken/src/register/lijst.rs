//! How a list of zaken is found: which index is walked, and from where.

use ::store::Reader;
use autorisaties::{Bereik, Found, Window};
use uuid::Uuid;

use super::{OrderField, ZaakFilter};
use crate::store::register::telling::{Aantallen, Strook};
use crate::store::register::{nieuwste, telling, volgorde, zaken};
use crate::{Zaak, ZakenError};

/// Up to so far down a list it is walked from its start; further down stretches of ids are counted first.
const WALK_MAX: u64 = 2_000;

/// Returns zaken that are reached, as many as the window shows.
pub(super) async fn list(
    db: &mut Reader,
    bereik: &Bereik,
    filter: &ZaakFilter,
    window: Window,
) -> Result<Found<Zaak>, ZakenError> {
    let bereik = &filter.narrow(bereik);
    if bereik.is_nothing() {
        return Ok(Found::none());
    }
    match (filter.family(bereik), filter.order.0.as_slice()) {
        (Some(None | Some(true)), []) => newest(db, bereik, filter, window).await,
        // Zaken that ended come with the last that ended first: they have an index in that order.
        (Some(Some(false)), []) => ordered(db, bereik, filter, &[(OrderField::Einddatum, true)], window).await,
        (Some(_), order) => ordered(db, bereik, filter, order, window).await,
        _ => {
            let mut rows = zaken::list(db, bereik, filter, window).await?;
            let count = match window.settle(&mut rows) {
                Some(count) => count,
                None => zaken::count(db, bereik, filter).await?,
            };
            Ok(Found { count, rows })
        }
    }
}

/// Newest first.
async fn newest(
    db: &mut Reader,
    bereik: &Bereik,
    filter: &ZaakFilter,
    window: Window,
) -> Result<Found<Zaak>, ZakenError> {
    let is_open = filter.is_open == Some(true);
    if is_open || window.offset.saturating_add(window.limit) <= WALK_MAX {
        let mut rows = nieuwste::list(db, bereik, is_open, window).await?;
        let count = match window.settle(&mut rows) {
            Some(count) => count,
            None => telling::count(db, bereik, filter.is_open).await?.bereikt,
        };
        return Ok(Found { count, rows });
    }
    let stroken = telling::list_stroken(db, bereik).await?;
    let count = stroken.iter().map(|strook| strook.aantal).sum();
    let Some((from, until, offset)) = find_strook(&stroken, window) else {
        return Ok(Found { count, rows: Vec::new() });
    };
    let mut rows = nieuwste::list_between(db, bereik, (from, until), Window { offset, ..window }).await?;
    rows.truncate(usize::try_from(window.limit).unwrap_or(usize::MAX));
    Ok(Found { count, rows })
}

/// Ordered by fields: along the index of the first, unless so few are reached that sorting them takes less.
async fn ordered(
    db: &mut Reader,
    bereik: &Bereik,
    filter: &ZaakFilter,
    order: &[(OrderField, bool)],
    window: Window,
) -> Result<Found<Zaak>, ZakenError> {
    let aantallen = telling::count(db, bereik, filter.is_open).await?;
    let mut rows = match is_walk(aantallen, window) || *bereik == Bereik::Alles {
        true => volgorde::list(db, bereik, order, filter.is_open, window).await?,
        false => volgorde::list_reached(db, bereik, order, filter.is_open, aantallen.bereikt, window).await?,
    };
    let count = window.settle(&mut rows).unwrap_or(aantallen.bereikt);
    Ok(Found { count, rows })
}

/// Decides whether to walk past all zaken up to the end of the window, or to read and sort all that are reached. Sorting one costs some
/// four times as much as walking past one.
fn is_walk(aantallen: Aantallen, window: Window) -> bool {
    let shown = window.offset.saturating_add(window.limit).saturating_add(1).min(aantallen.bereikt);
    let walked = shown.saturating_mul(aantallen.alle) / aantallen.bereikt.max(1);
    walked <= aantallen.bereikt.saturating_mul(4)
}

/// Returns between which ids the window lies, and how many zaken there come before it; none past the end.
fn find_strook(stroken: &[Strook], window: Window) -> Option<(Uuid, Uuid, u64)> {
    let mut before = 0_u64;
    let first = stroken.iter().position(|strook| {
        let holds = before + strook.aantal > window.offset;
        before += if holds { 0 } else { strook.aantal };
        holds
    })?;
    let offset = window.offset - before;
    let mut there = 0_u64;
    let last = stroken[first..].iter().position(|strook| {
        there += strook.aantal;
        there > offset + window.limit
    });
    let from = last.map_or(Uuid::nil(), |last| stroken[first + last].from);
    Some((from, stroken[first].until, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_far_down_is_found_by_counting_stretches() {
        let id = |number: u128| Uuid::from_u128(number);
        let stroken: Vec<Strook> = [(300, 10), (200, 5), (100, 20)]
            .map(|(from, aantal)| Strook { from: id(from), until: id(from + 99), aantal })
            .into();
        // offset, limit, from, until, offset there
        let cases = [
            (0, 5, Some((300, 399, 0))),
            (9, 1, Some((200, 399, 9))),
            (10, 2, Some((200, 299, 0))),
            (12, 10, Some((100, 299, 2))),
            (15, 19, Some((100, 199, 0))),
            (15, 20, Some((0, 199, 0))),
            (34, 5, Some((0, 199, 19))),
            (35, 5, None),
        ];
        for (offset, limit, expected) in cases {
            let found = find_strook(&stroken, Window { limit, offset });
            assert_eq!(found, expected.map(|(from, until, rest)| (id(from), id(until), rest)), "{offset} {limit}");
        }
    }

    #[test]
    fn an_order_is_walked_when_enough_of_what_lies_there_is_reached() {
        // reached, all, offset, walk?
        let cases = [
            (1_000_000, 1_000_000, 0, true),
            (700_000, 1_000_000, 499_900, true),
            (10_000, 1_000_000, 0, true),
            (1_000, 1_000_000, 0, false),
            (0, 1_000_000, 0, true),
            (3, 10, 0, true),
        ];
        for (bereikt, alle, offset, expected) in cases {
            assert_eq!(is_walk(Aantallen { bereikt, alle }, Window { limit: 100, offset }), expected, "{bereikt}");
        }
    }
}
