//! The menu.

use process::Taak;

use super::Ask;
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
    let installed = packages::list_installed(&mut db).await.unwrap_or_else(|error| {
        tracing::warn!("the menu can't name subjects: {error}");
        Vec::new()
    });
    let mut themas: Vec<_> = installed
        .into_iter()
        .flat_map(|installed| installed.manifest.thema)
        .map(|thema| (thema.key, thema.titel))
        .collect();
    themas.sort_by(|one, other| one.1.cmp(&other.1));
    themas.dedup();
    themas.truncate(THEMAS_MAX);
    let open_tasks = tasks.as_ref().map_or(0, Vec::len);
    Menu { tasks, facts: MenuFacts { open_tasks, unread_messages: 0, themas } }
}
