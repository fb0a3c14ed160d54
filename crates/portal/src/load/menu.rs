//! The menu.

use ::zaken::portaal;
use process::Taak;

use super::{Ask, thema};
use crate::PortalError;
use crate::views::menu::MenuFacts;

/// More tasks than anybody has; the badge counts no further.
const TASKS_MAX: i64 = 100;
/// A menu with more subjects helps nobody.
const THEMAS_MAX: usize = 12;

/// What the menu needs; pages that show the same things take them from here.
pub(crate) struct Menu {
    /// Tasks to do, by deadline.
    pub tasks: Result<Vec<Taak>, PortalError>,
    /// What is counted and named.
    pub facts: MenuFacts,
}

/// Gathers the menu. A source that fails leaves its badge or group out; the page itself still shows.
pub(crate) async fn load(ask: Ask<'_>) -> Menu {
    let mut menu = load_without_messages(ask).await;
    match messages::count_ongelezen(&mut ask.db.reader(), ask.burger).await {
        Ok(count) => menu.facts.unread_messages = usize::try_from(count).unwrap_or_default(),
        Err(error) => tracing::warn!("the menu can't count messages: {error}"),
    }
    menu
}

/// Gathers the menu for a page that counts messages itself.
pub(crate) async fn load_without_messages(ask: Ask<'_>) -> Menu {
    let mut db = ask.db.reader();
    let tasks = process::list_taken_burger(&mut db, ask.burger, true, TASKS_MAX).await.map_err(PortalError::from);
    let (themas, has_themas) = match themas(ask).await {
        Ok(found) => found,
        Err(error) => {
            tracing::warn!("the menu can't name subjects: {error}");
            Default::default()
        }
    };
    let open_tasks = tasks.as_ref().map_or(0, Vec::len);
    Menu { tasks, facts: MenuFacts { open_tasks, unread_messages: 0, themas, has_themas } }
}

/// Returns the subjects in which the resident has something, and whether there are any at all: the others stand in "Alle onderwerpen".
async fn themas(ask: Ask<'_>) -> Result<(Vec<(String, String)>, bool), PortalError> {
    let mut db = ask.db.reader();
    let all = thema::list(&mut db).await?;
    if all.is_empty() {
        return Ok((Vec::new(), false));
    }
    let own = portaal::list_zaaktypen(&mut db, ask.burger, ask.today()).await?;
    let has_something = |thema: &thema::Thema| thema.zaaktypen.iter().any(|zaaktype| own.contains(zaaktype));
    let named = all.into_iter().filter(has_something).map(|thema| (thema.key, thema.titel));
    Ok((named.take(THEMAS_MAX).collect(), true))
}
