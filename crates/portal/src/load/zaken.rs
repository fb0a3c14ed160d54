//! Zaken in lists.

use std::collections::HashSet;

use ::zaken::Zaak;
use ::zaken::portaal::{self, PortaalZaak, Selectie};
use process::Taak;
use values::Id;

use super::{Ask, menu};
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, CaseCard};
use crate::views::zaken::{self as view, ConceptRow, PAGE_SIZE, TabView, ZakenView};
use crate::{PortalError, paths};

/// More zaken than a resident has. A list is searched and sorted as a whole, so it is read as a whole.
pub(crate) const ZAKEN_MAX: i64 = 500;

/// Returns the zaken of the resident as cards, those that need her first, with the zaken themselves.
pub(crate) async fn cards(
    ask: Ask<'_>,
    selectie: Selectie,
    tasks: &[Taak],
) -> Result<Vec<(PortaalZaak, CaseCard)>, PortalError> {
    let mut db = ask.db.reader();
    let found = portaal::list(&mut db, ask.burger, ask.today(), selectie, ZAKEN_MAX, 0).await?;
    let waiting: HashSet<Id<Zaak>> = tasks.iter().map(|taak| taak.zaak).collect();
    let mut cards = Vec::with_capacity(found.len());
    for zaak in found {
        // From memory: a zaaktype is read once in the life of the program.
        let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaak.zaaktype).await?;
        let card = view::card(&zaak, &zaaktype, ask.burger, waiting.contains(&zaak.zaak.uuid), ask.words);
        cards.push((zaak, card));
    }
    cards.sort_by_key(|(_, card)| !card.action_needed);
    Ok(cards)
}

/// What the list shows.
pub(crate) struct Wish<'a> {
    /// Those that run, or those that ended.
    pub selectie: Selectie,
    /// What is looked for.
    pub query: &'a str,
    /// Which page, from 1.
    pub page: usize,
}

/// Gathers the list.
pub(crate) async fn page(ask: Ask<'_>, wish: Wish<'_>) -> (ZakenView, MenuFacts) {
    let menu = menu::load(ask).await;
    let tasks = menu.tasks.unwrap_or_default();
    let found = cards(ask, wish.selectie, &tasks).await;
    let query = wish.query.trim();
    let found = found.map(|cards| {
        cards.into_iter().map(|(_, card)| card).filter(|card| view::is_found(card, query)).collect::<Vec<_>>()
    });
    let total = found.as_ref().map_or_else(|_| String::new(), |cards| total(ask, &wish, cards.len()));
    let zaken = Section::from(found);
    let (items, page, pages) = view::paged(zaken.items, wish.page, PAGE_SIZE);
    let (selection, empty_key) = match (wish.selectie, query.is_empty()) {
        (Selectie::Lopend, true) => ("lopend", "portaal-geen-zaken"),
        (Selectie::Afgerond, true) => ("afgerond", "portaal-geen-afgeronde-zaken"),
        (Selectie::Lopend, false) => ("lopend", "portaal-niets-gevonden"),
        (Selectie::Afgerond, false) => ("afgerond", "portaal-niets-gevonden"),
    };
    let search = if query.is_empty() { String::new() } else { format!("&zoek={}", view::encode(query)) };
    let view = ZakenView {
        total,
        tabs: tabs(ask, selection, &search),
        selection,
        query: query.to_owned(),
        // What was not sent yet belongs with what runs.
        concepts: if selection == "lopend" { Section::from(concepts(ask).await) } else { Section::of(Vec::new()) },
        zaken: Section { items, unavailable: zaken.unavailable },
        empty_text: ask.words.text(empty_key),
        page,
        pages,
        page_base: format!("{}?toon={selection}{search}&pagina=", paths::ZAKEN),
        action: paths::ZAKEN,
    };
    (view, menu.facts)
}

fn total(ask: Ask<'_>, wish: &Wish<'_>, count: usize) -> String {
    let query = wish.query.trim();
    if !query.is_empty() {
        let number = i64::try_from(count).unwrap_or(i64::MAX);
        return ask.words.with("portaal-aantal-gevonden", &[("aantal", number.into()), ("zoek", query.into())]);
    }
    match wish.selectie {
        Selectie::Lopend => ask.words.with_count("portaal-aantal-lopend", count),
        Selectie::Afgerond => ask.words.with_count("portaal-aantal-afgerond", count),
    }
}

fn tabs(ask: Ask<'_>, selection: &str, search: &str) -> Vec<TabView> {
    let tab = |key: &str, name: &str| TabView {
        label: ask.words.text(key),
        href: format!("{}?toon={name}{search}", paths::ZAKEN),
        current: selection == name,
    };
    vec![tab("portaal-zaken-lopend", "lopend"), tab("portaal-zaken-afgerond", "afgerond")]
}

/// Returns the forms that she began and did not send.
pub(super) async fn concepts(ask: Ask<'_>) -> Result<Vec<ConceptRow>, PortalError> {
    let found = forms::list_concepten(&mut ask.db.reader(), ask.burger).await;
    let row = |concept: forms::Concept| ConceptRow {
        row: ActionRow {
            title: concept.naam,
            href: paths::inzending(&concept.slug, concept.inzending),
            subtitle: ask.words.with_date("portaal-concept-geldig", values::local_date(concept.expires_at)),
            button: Some(ask.words.text("portaal-ga-verder")),
            ..ActionRow::default()
        },
        delete_action: paths::concept_weg(&concept.slug, concept.inzending),
    };
    Ok(found?.into_iter().map(row).collect())
}
