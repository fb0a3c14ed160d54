//! Everything of a resident that is about some words. Each source has its own gate; nothing is looked through that its own page does not
//! show.

use ::zaken::portaal::Selectie;

use super::{Ask, berichten, home, menu, producten, taken, zaken};
use crate::PortalError;
use crate::paths;
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, CaseCard, MessageRow};
use crate::views::zaken::is_found;
use crate::views::zoeken::{FOUND_MAX, ZoekenView, matches};

/// Messages that are looked through, the newest first.
const MESSAGES_MAX: i64 = 500;
/// The most characters of a question; what comes after is not looked for.
const QUERY_MAX: usize = 100;

/// Gathers the page.
pub(crate) async fn page(ask: Ask<'_>, query: &str) -> (ZoekenView, MenuFacts) {
    let menu::Menu { tasks, facts } = menu::load(ask).await;
    let query: String = query.trim().chars().take(QUERY_MAX).collect();
    let mut view = ZoekenView {
        query,
        total: String::new(),
        has_more: false,
        zaken: Section::of(Vec::new()),
        tasks: Section::of(Vec::new()),
        messages: Section::of(Vec::new()),
        products: Section::of(Vec::new()),
        today: ask.today().to_string(),
        action: paths::ZOEKEN,
    };
    if view.query.is_empty() {
        return (view, facts);
    }
    let query = view.query.as_str();
    let open_tasks = tasks.as_ref().map_or(&[][..], Vec::as_slice);
    let cards = all_cards(ask, open_tasks).await;
    let found_tasks: Vec<_> =
        open_tasks.iter().filter(|taak| matches(&[&taak.titel, &taak.toelichting], query)).cloned().collect();
    view.tasks =
        Section::from(tasks.as_ref().map(|_| taken::rows(ask, &found_tasks, cards.as_deref().unwrap_or_default())));
    view.zaken =
        Section::from(cards.map(|cards| {
            cards.into_iter().map(|(_, card)| card).filter(|card| is_found(card, query)).collect::<Vec<_>>()
        }));
    view.messages = Section::from(find_messages(ask, query).await);
    view.products =
        Section::from(producten::load(ask.db, |formulier| home::is_for(ask, formulier)).await.map(|found| {
            let is_found = |row: &ActionRow| matches(&[&row.title, &row.subtitle], query);
            found.rows().into_iter().filter(is_found).collect::<Vec<_>>()
        }));
    let counts = [view.zaken.items.len(), view.tasks.items.len(), view.messages.items.len(), view.products.items.len()];
    let count: usize = counts.iter().sum();
    view.has_more = counts.iter().any(|count| *count > FOUND_MAX);
    let is_whole =
        [view.zaken.unavailable, view.tasks.unavailable, view.messages.unavailable, view.products.unavailable]
            .iter()
            .all(|unavailable| !unavailable);
    // Nobody is told that there is nothing while a source did not answer.
    if count > 0 || is_whole {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        view.total = ask.words.with("portaal-zoeken-gevonden", &[("aantal", count.into()), ("zoek", query.into())]);
    }
    view.zaken.items.truncate(FOUND_MAX);
    view.tasks.items.truncate(FOUND_MAX);
    view.messages.items.truncate(FOUND_MAX);
    view.products.items.truncate(FOUND_MAX);
    (view, facts)
}

/// The zaken that run, and then those that ended.
async fn all_cards(
    ask: Ask<'_>,
    tasks: &[process::Taak],
) -> Result<Vec<(::zaken::portaal::PortaalZaak, CaseCard)>, PortalError> {
    let mut cards = zaken::cards(ask, Selectie::Lopend, tasks).await?;
    cards.extend(zaken::cards(ask, Selectie::Afgerond, tasks).await?);
    Ok(cards)
}

async fn find_messages(ask: Ask<'_>, query: &str) -> Result<Vec<MessageRow>, PortalError> {
    let found = messages::list_berichten(&mut ask.db.reader(), ask.burger, MESSAGES_MAX, 0).await?;
    let sender = berichten::sender(ask);
    let is_found = |bericht: &&messages::Bericht| matches(&[&bericht.onderwerp, &bericht.tekst], query);
    Ok(found.iter().filter(is_found).map(|bericht| berichten::row(bericht, &sender)).collect())
}
