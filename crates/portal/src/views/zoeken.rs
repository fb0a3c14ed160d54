//! Everything of a resident that is about some words.

use serde::Serialize;

use super::Section;
use super::rows::{ActionRow, CaseCard, MessageRow};
use super::samples;
use crate::paths;

/// The most of one kind that is shown: who finds more says more.
pub const FOUND_MAX: usize = 20;

/// The page.
#[derive(Debug, Serialize)]
pub struct ZoekenView {
    /// What is looked for.
    pub query: String,
    /// How much was found, in words; empty when nothing was asked.
    pub total: String,
    /// Whether there is more of a kind than is shown.
    pub has_more: bool,
    /// Her zaken, those that ended too.
    pub zaken: Section<CaseCard>,
    /// What she still has to do.
    pub tasks: Section<ActionRow>,
    /// What she was told.
    pub messages: Section<MessageRow>,
    /// What she can start.
    pub products: Section<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
    /// Where the form goes.
    pub action: &'static str,
}

/// Decides whether all the words are somewhere in these texts, whatever the case of letters.
pub fn matches(texts: &[&str], query: &str) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    query.to_lowercase().split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

impl ZoekenView {
    /// The page before a question, without and with an answer, and one whose sources failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |query: &str, total: &str, count| Self {
            query: query.into(),
            total: total.into(),
            has_more: count >= FOUND_MAX,
            zaken: Section::of(samples::cards(count)),
            tasks: Section::of(samples::tasks(count)),
            messages: Section::of(samples::messages(count)),
            products: Section::of(samples::products(count)),
            today: samples::TODAY.into(),
            action: paths::ZOEKEN,
        };
        let failed = Self {
            zaken: Section::failed(),
            tasks: Section::failed(),
            messages: Section::failed(),
            products: Section::failed(),
            ..view("parkeren", "", 0)
        };
        vec![
            ("leeg", view("", "", 0)),
            ("niets", view("parkeren", "Wij hebben niets gevonden voor “parkeren”.", 0)),
            ("gewoon", view("parkeren", "Wij hebben 4 keer iets gevonden voor “parkeren”.", 1)),
            ("vol", view("parkeren", "Wij hebben 80 keer iets gevonden voor “parkeren”.", FOUND_MAX)),
            ("stuk", failed),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_be_there_in_any_order() {
        let texts = ["Parkeervergunning voor bewoners", "ZAAK-2026-0000000012"];
        let cases = [
            ("parkeer", true),
            ("BEWONERS parkeervergunning", true),
            ("0012 bewoners", true),
            ("bewoners bezwaar", false),
            ("  ", true),
        ];
        for (query, expected) in cases {
            assert_eq!(matches(&texts, query), expected, "{query}");
        }
    }
}
