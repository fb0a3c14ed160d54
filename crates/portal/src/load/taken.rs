//! Tasks in lists, and one task.

use ::zaken::portaal::{PortaalZaak, Selectie};
use process::Taak;
use values::Id;

use super::{Ask, menu, zaken};
use crate::PortalError;
use crate::views::Section;
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, CaseCard};
use crate::views::taken::{self as view, TakenView};

/// Tasks that were done, on one page.
const DONE_MAX: i64 = 50;

/// Returns tasks as rows; each names its zaak when that is among the cards.
pub(crate) fn rows(ask: Ask<'_>, tasks: &[Taak], cards: &[(PortaalZaak, CaseCard)]) -> Vec<ActionRow> {
    let subtitle = |taak: &Taak| {
        let found = cards.iter().find(|(zaak, _)| zaak.zaak.uuid == taak.zaak);
        found.map_or_else(String::new, |(_, card)| {
            let args = [("titel", card.title.as_str().into()), ("nummer", card.number.as_str().into())];
            ask.words.with("portaal-taak-van-zaak", &args)
        })
    };
    tasks.iter().map(|taak| view::row(taak, subtitle(taak))).collect()
}

/// Gathers the list.
pub(crate) async fn page(ask: Ask<'_>) -> (TakenView, MenuFacts) {
    let menu::Menu { tasks, facts } = menu::load(ask).await;
    let total = match &tasks {
        Ok(tasks) => ask.words.with_count("portaal-aantal-taken", tasks.len()),
        Err(_) => String::new(),
    };
    let cards = match &tasks {
        Ok(tasks) if !tasks.is_empty() => zaken::cards(ask, Selectie::Lopend, tasks).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    let done = process::list_taken_burger(&mut ask.db.reader(), ask.burger, false, DONE_MAX).await;
    let done = done.map(|done| done.iter().map(|taak| view::done_row(taak, ask.words)).collect::<Vec<_>>());
    let view = TakenView {
        total,
        open: Section::from(tasks.map(|tasks| rows(ask, &tasks, &cards))),
        done: Section::from(done),
        today: ask.today().to_string(),
    };
    (view, facts)
}

/// Returns a task of the resident; another's does not exist.
pub(crate) async fn find(ask: Ask<'_>, taak: Id<Taak>) -> Result<Taak, PortalError> {
    process::find_taak_burger(&mut ask.db.reader(), ask.burger, taak).await?.ok_or(PortalError::NotFound)
}
