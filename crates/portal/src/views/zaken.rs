//! The list of zaken.

use catalogi::Zaaktype;
use serde::Serialize;
use values::actor::Burger;
use zaken::portaal::PortaalZaak;

use super::Section;
use super::rows::{ActionRow, CaseCard};
use super::{samples, status, zoeken};
use crate::paths;
use crate::words::Words;

/// The most zaken on one page.
pub const PAGE_SIZE: usize = 20;

/// The list.
#[derive(Debug, Serialize)]
pub struct ZakenView {
    /// How many there are, in words.
    pub total: String,
    /// The two halves of the list.
    pub tabs: Vec<TabView>,
    /// Which half this is: `lopend` or `afgerond`.
    pub selection: &'static str,
    /// What is looked for.
    pub query: String,
    /// Forms that were not sent.
    pub concepts: Section<ConceptRow>,
    /// The zaken.
    pub zaken: Section<CaseCard>,
    /// What the page says when there are none.
    pub empty_text: String,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The link to a page, without its number.
    pub page_base: String,
    /// Where the search form goes.
    pub action: &'static str,
}

/// A half of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TabView {
    /// Its name.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether it is shown.
    pub current: bool,
}

/// A form that was not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptRow {
    /// Going on with it.
    pub row: ActionRow,
    /// Where the form to throw it away posts to.
    pub delete_action: String,
}

/// Returns the name of a zaak for residents.
pub fn title(zaaktype: &Zaaktype) -> &str {
    if zaaktype.onderwerp.is_empty() { &zaaktype.omschrijving } else { &zaaktype.onderwerp }
}

/// Returns a zaak as a card.
pub fn card(
    found: &PortaalZaak,
    zaaktype: &Zaaktype,
    burger: &Burger,
    action_needed: bool,
    words: Words<'_>,
) -> CaseCard {
    CaseCard {
        title: title(zaaktype).to_owned(),
        number: found.zaak.identificatie.clone(),
        status: status::label(zaaktype, found.statustype, words),
        href: paths::zaak(found.zaak.uuid),
        archived: found.zaak.einddatum.is_some(),
        action_needed,
        waits: found.zaak.einddatum.is_none() && found.zaak.bijzonderheden.opschorting.indicatie,
        on_behalf_of: burger.vertegenwoordigt.as_ref().map(|represented| represented.naam.clone()),
    }
}

/// Puts the zaken that need the resident first; the rest keeps its order.
pub fn sort(cards: &mut [CaseCard]) {
    cards.sort_by_key(|card| !card.action_needed);
}

/// Decides whether a zaak is what somebody looks for: each word is in its title, number or status.
pub fn is_found(card: &CaseCard, query: &str) -> bool {
    zoeken::matches(&[&card.title, &card.number, &card.status], query)
}

/// Returns one page of a list and how many pages there are; a page that does not exist is the last one.
pub fn paged<T>(items: Vec<T>, page: usize, size: usize) -> (Vec<T>, usize, usize) {
    let pages = items.len().div_ceil(size).max(1);
    let page = page.clamp(1, pages);
    (items.into_iter().skip((page - 1) * size).take(size).collect(), page, pages)
}

/// Returns the query part of a link; characters that mean something in a link are written out.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

impl ZakenView {
    /// The empty, the ordinary and the crowded page, a search without result, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let tab = |label: &str, selection, current| TabView {
            label: label.into(),
            href: format!("{}?toon={selection}", paths::ZAKEN),
            current,
        };
        let view = |total: &str, zaken, concepts| Self {
            total: total.into(),
            tabs: vec![tab("Lopend", "lopend", true), tab("Afgerond", "afgerond", false)],
            selection: "lopend",
            query: String::new(),
            concepts,
            zaken,
            empty_text: "U heeft nu geen lopende zaken. Vraagt u iets aan? Dan ziet u het hier.".into(),
            page: 1,
            pages: 1,
            page_base: format!("{}?toon=lopend&pagina=", paths::ZAKEN),
            action: paths::ZAKEN,
        };
        let concepts = samples::concepts();
        vec![
            ("leeg", view("U heeft geen lopende zaken", Section::of(vec![]), Section::of(vec![]))),
            ("gewoon", view("U heeft 3 lopende zaken", Section::of(samples::cards(3)), Section::of(concepts))),
            (
                "vol",
                Self {
                    pages: 7,
                    page: 3,
                    ..view("U heeft 134 lopende zaken", Section::of(samples::cards(20)), Section::of(vec![]))
                },
            ),
            (
                "zoeken",
                Self {
                    query: "vuurwerk".into(),
                    empty_text: "Wij hebben niets gevonden voor \u{201c}vuurwerk\u{201d}.".into(),
                    ..view("Geen zaken gevonden", Section::of(vec![]), Section::of(vec![]))
                },
            ),
            ("stuk", view("", Section::failed(), Section::failed())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_looks_in_title_number_and_status() {
        let card = CaseCard {
            title: "Bezwaarschrift".into(),
            number: "ZAAK-2026-0000000007".into(),
            status: "In behandeling".into(),
            ..CaseCard::default()
        };
        let cases = [
            ("", true),
            ("bezwaar", true),
            (" BEZWAAR ", true),
            ("2026-0000000007", true),
            ("behandeling bezwaar", true),
            ("bezwaar parkeren", false),
        ];
        for (query, expected) in cases {
            assert_eq!(is_found(&card, query), expected, "{query}");
        }
    }

    #[test]
    fn a_page_that_does_not_exist_is_the_last_one() {
        let items: Vec<_> = (1..=41).collect();
        let cases = [(1, 1, 20, 3), (3, 3, 1, 3), (99, 3, 1, 3), (0, 1, 20, 3)];
        for (asked, shown, length, pages) in cases {
            let (items, page, all) = paged(items.clone(), asked, 20);
            assert_eq!((page, items.len(), all), (shown, length, pages), "{asked}");
        }
        assert_eq!(paged(Vec::<i32>::new(), 1, 20), (vec![], 1, 1));
    }

    #[test]
    fn zaken_that_need_the_resident_come_first() {
        let card = |title: &str, action_needed| CaseCard { title: title.into(), action_needed, ..CaseCard::default() };
        let mut cards = vec![card("a", false), card("b", true), card("c", false), card("d", true)];
        sort(&mut cards);
        assert_eq!(cards.iter().map(|card| card.title.as_str()).collect::<String>(), "bdac");
    }

    #[test]
    fn a_query_is_safe_in_a_link() {
        assert_eq!(encode("bezwaar & é"), "bezwaar%20%26%20%C3%A9");
    }
}
