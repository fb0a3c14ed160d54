//! Home. Sections are independent: one that fails does not take the page along.

use ::zaken::portaal::Selectie;

use super::{Ask, berichten, menu, producten, taken, zaken};
use crate::PortalError;
use crate::paths::LINKS;
use crate::views::Section;
use crate::views::home::{self as view, HomeView, MESSAGES_MAX, TASKS_MAX, ZAKEN_MAX};
use crate::views::menu::MenuFacts;
use crate::views::rows::{ActionRow, CaseCard};

/// Messages that are looked at for the badge and the newest ones: one list instead of a list and a count.
const MESSAGES_LOOKED_AT: i64 = 50;

/// Gathers the page.
pub(crate) async fn page(ask: Ask<'_>) -> (HomeView, MenuFacts) {
    let menu::Menu { tasks, mut facts } = menu::load_without_messages(ask).await;
    let found_messages = messages::list_berichten(&mut ask.db.reader(), ask.burger, MESSAGES_LOOKED_AT, 0).await;
    if let Ok(found) = &found_messages {
        facts.unread_messages = found.iter().filter(|bericht| bericht.gelezen_op.is_none()).count();
    }
    let open_tasks = tasks.as_ref().map_or(&[][..], Vec::as_slice);
    let found_zaken = zaken::cards(ask, Selectie::Lopend, open_tasks).await;

    let acting_for = ask.burger.vertegenwoordigt.as_ref().map(|represented| represented.naam.as_str());
    let sender = berichten::sender(ask);
    let messages = found_messages.map(|found| {
        found.iter().take(MESSAGES_MAX).map(|bericht| berichten::row(bericht, &sender)).collect::<Vec<_>>()
    });
    let tasks = match (&found_zaken, tasks) {
        (Ok(cards), Ok(tasks)) => Ok(taken::rows(ask, &tasks[..tasks.len().min(TASKS_MAX)], cards)),
        (Err(_), Ok(tasks)) => Ok(taken::rows(ask, &tasks[..tasks.len().min(TASKS_MAX)], &[])),
        (_, Err(error)) => Err(error),
    };
    let cards =
        found_zaken.map(|cards| cards.into_iter().map(|(_, card)| card).take(ZAKEN_MAX).collect::<Vec<CaseCard>>());
    let view = HomeView {
        greeting: view::greeting(&ask.burger.naam, ask.words),
        intro: view::intro(acting_for, ask.words),
        concepts: Section::from(
            zaken::concepts(ask).await.map(|found| found.into_iter().map(|concept| concept.row).collect::<Vec<_>>()),
        ),
        tasks: Section::from(tasks),
        messages: Section::from(messages),
        zaken: Section::from(cards),
        products: Section::from(products(ask.db, |formulier| is_for(ask, formulier)).await),
        today: ask.today().to_string(),
        links: LINKS,
    };
    (view, facts)
}

/// Decides whether a form is offered: a mandate for some zaaktypen covers the forms of those only.
pub(crate) fn is_for(ask: Ask<'_>, formulier: &forms::Formulier) -> bool {
    ask.burger.vertegenwoordigt.as_ref().is_none_or(|mandate| mandate.covers(&formulier.zaaktype))
}

/// Returns what can be started.
pub(crate) async fn products(
    db: &::store::Db,
    is_offered: impl Fn(&forms::Formulier) -> bool,
) -> Result<Vec<ActionRow>, PortalError> {
    Ok(producten::load(db, is_offered).await?.rows())
}
