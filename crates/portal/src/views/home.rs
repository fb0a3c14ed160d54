//! The page that one sees after logging in: what must I do, what is new, what runs, what can I start.

use serde::Serialize;

use super::Section;
use super::rows::{ActionRow, CaseCard, MessageRow};
use super::samples;
use crate::paths::{LINKS, Links};
use crate::words::Words;

/// The most tasks on the page.
pub const TASKS_MAX: usize = 5;
/// The most messages on the page.
pub const MESSAGES_MAX: usize = 3;
/// The most zaken on the page.
pub const ZAKEN_MAX: usize = 4;

/// The page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// "Hallo, Anne!"
    pub greeting: String,
    /// What the page is for.
    pub intro: String,
    /// Forms that were begun and not sent.
    pub concepts: Section<ActionRow>,
    /// The first tasks.
    pub tasks: Section<ActionRow>,
    /// The newest messages.
    pub messages: Section<MessageRow>,
    /// Zaken that run; those that need the resident first.
    pub zaken: Section<CaseCard>,
    /// What can be started.
    pub products: Section<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
    /// The lists.
    pub links: Links,
}

/// Greets the person at the keyboard by the first name, also when she acts for another.
pub fn greeting(naam: &str, words: Words<'_>) -> String {
    let first = naam.split_whitespace().next().unwrap_or_default();
    let is_initial = first.ends_with('.') || first.chars().count() < 2;
    let name = if is_initial { naam } else { first };
    words.with("portaal-hallo", &[("naam", name.into())])
}

/// Returns what the page is for; a representative reads whose zaken these are.
pub fn intro(acting_for: Option<&str>, words: Words<'_>) -> String {
    match acting_for {
        Some(naam) => words.with("portaal-home-intro-namens", &[("naam", naam.into())]),
        None => words.text("portaal-home-intro"),
    }
}

impl HomeView {
    /// The empty, the ordinary and the crowded page, and one whose sources failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |tasks, messages, zaken, products, concepts| Self {
            greeting: "Hallo, Anne!".into(),
            intro: "Hier ziet u uw zaken, taken en berichten van de gemeente. U regelt het wanneer het u uitkomt."
                .into(),
            concepts,
            tasks,
            messages,
            zaken,
            products,
            today: samples::TODAY.into(),
            links: LINKS,
        };
        vec![
            (
                "leeg",
                view(
                    Section::of(vec![]),
                    Section::of(vec![]),
                    Section::of(vec![]),
                    Section::of(samples::products(2)),
                    Section::of(vec![]),
                ),
            ),
            (
                "gewoon",
                view(
                    Section::of(samples::tasks(2)),
                    Section::of(samples::messages(3)),
                    Section::of(samples::cards(3)),
                    Section::of(samples::products(2)),
                    Section::of(vec![]),
                ),
            ),
            (
                "vol",
                view(
                    Section::of(samples::tasks(5)),
                    Section::of(samples::messages(3)),
                    Section::of(samples::cards(4)),
                    Section::of(samples::products(9)),
                    Section::of(samples::tasks(1)),
                ),
            ),
            (
                "stuk",
                view(Section::failed(), Section::failed(), Section::failed(), Section::failed(), Section::failed()),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::texts;

    #[test]
    fn the_greeting_names_the_person_at_the_keyboard() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let cases = [("Anne de Vries", "Hallo, Anne!"), ("A. de Vries", "Hallo, A. de Vries!"), ("", "Hallo, !")];
        for (naam, expected) in cases {
            assert_eq!(greeting(naam, words), expected);
        }
        assert!(intro(Some("S. de Vries"), words).contains("S. de Vries"));
    }
}
