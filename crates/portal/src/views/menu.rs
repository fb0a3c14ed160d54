//! The menu beside every personal page.

use ui::{NavGroup, NavItem};

use crate::paths;
use crate::words::Words;

/// What the menu counts and names.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MenuFacts {
    /// Tasks to do.
    pub open_tasks: usize,
    /// Messages that were not opened.
    pub unread_messages: usize,
    /// The subjects in which the resident has something: key and title.
    pub themas: Vec<(String, String)>,
    /// Whether the municipality has subjects.
    pub has_themas: bool,
}

/// Returns the groups of the menu; the item whose page, or part of the site, is shown at `path` is the current one.
pub fn nav(facts: &MenuFacts, path: &str, words: Words<'_>) -> Vec<NavGroup> {
    let item = |key: &str, href: &str, badge: usize| NavItem {
        label: words.text(key),
        href: href.to_owned(),
        current: is_current(href, path),
        badge: u32::try_from(badge).ok().filter(|count| *count > 0),
    };
    let group = |items| NavGroup { label: None, items };
    let themas = facts.themas.iter().map(|(key, title)| {
        let href = paths::thema(key);
        NavItem { label: title.clone(), current: is_current(&href, path), href, badge: None }
    });
    let all = facts.has_themas.then(|| NavItem {
        label: words.text("portaal-alle-onderwerpen"),
        href: paths::THEMAS.to_owned(),
        // A subject in which one has nothing has no item of its own.
        current: is_current(paths::THEMAS, path) && !facts.themas.iter().any(|(key, _)| paths::thema(key) == path),
        badge: None,
    });
    let groups = [
        group(vec![item("portaal-home", paths::HOME, 0)]),
        group(vec![
            item("portaal-mijn-taken", paths::TAKEN, facts.open_tasks),
            item("portaal-mijn-berichten", paths::BERICHTEN, facts.unread_messages),
            item("portaal-mijn-zaken", paths::ZAKEN, 0),
            item("portaal-mijn-contact", paths::CONTACTMOMENTEN, 0),
        ]),
        group(themas.chain(all).collect()),
        group(vec![item("portaal-mijn-profiel", paths::PROFIEL, 0)]),
    ];
    groups.into_iter().filter(|group| !group.items.is_empty()).collect()
}

fn is_current(href: &str, path: &str) -> bool {
    path == href || (href != paths::HOME && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::texts;

    #[test]
    fn the_menu_marks_the_page_and_the_part_of_the_site() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let facts = MenuFacts {
            open_tasks: 2,
            unread_messages: 0,
            themas: vec![("parkeren".to_owned(), "Parkeren".to_owned())],
            has_themas: true,
        };
        let current = |path: &str| {
            let items = nav(&facts, path, words).into_iter().flat_map(|group| group.items);
            items.filter(|item| item.current).map(|item| item.href).collect::<Vec<_>>()
        };
        assert_eq!(current("/mijn"), ["/mijn"]);
        assert_eq!(current("/mijn/zaken/0192"), ["/mijn/zaken"]);
        assert_eq!(current("/mijn/themas/parkeren"), ["/mijn/themas/parkeren"]);
        assert_eq!(current("/mijn/themas/afval"), ["/mijn/themas"]);
        assert_eq!(current("/mijn/zakenlunch"), [""; 0]);
        let badges: Vec<_> =
            nav(&facts, "/mijn", words).into_iter().flat_map(|group| group.items).map(|item| item.badge).collect();
        assert_eq!(badges, [None, Some(2), None, None, None, None, None, None]);
        assert_eq!(nav(&MenuFacts::default(), "/mijn", words).len(), 3, "no group without subjects");
    }
}
