//! Pages for everybody: the start page of the municipality and the pages of the footer.

use serde::Serialize;

use super::Section;
use super::product::ProductGroep;
use super::rows::{ActionRow, Fact};
use super::samples;
use crate::paths;
use crate::words::Words;

/// The start page.
#[derive(Debug, Serialize)]
pub struct WelkomView {
    /// The heading.
    pub title: String,
    /// What one can do here.
    pub intro: String,
    /// The button to the personal pages.
    pub button: String,
    /// Where that button goes.
    pub button_href: String,
    /// What logging in is for, or that one is logged in.
    pub button_text: String,
    /// What the municipality offers, by thema.
    pub products: Section<ProductGroep>,
    /// Forms that belong to no product.
    pub forms: Vec<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
}

/// A page of plain text.
#[derive(Debug, Serialize)]
pub struct TekstView {
    /// The heading.
    pub title: String,
    /// The first sentence.
    pub intro: String,
    /// Facts such as a telephone number.
    pub facts: Vec<Fact>,
    /// The parts.
    pub parts: Vec<PartView>,
}

/// A part of a page of plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// The heading.
    pub title: String,
    /// An id for the heading.
    pub id: String,
    /// The sentences.
    pub text: String,
    /// Items below it.
    pub items: Vec<String>,
}

/// The pages of the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the page that its name says")]
pub enum Tekst {
    Toegankelijkheid,
    Privacy,
    Contact,
    Proclaimer,
    Cookies,
}

impl Tekst {
    /// The key that the texts of the page begin with, its number of parts, and the number of items of each part.
    const fn shape(self) -> (&'static str, &'static [usize]) {
        match self {
            Self::Toegankelijkheid => ("portaal-toegankelijkheid", &[5, 0, 0]),
            Self::Privacy => ("portaal-privacy", &[0, 4, 0, 5]),
            Self::Contact => ("portaal-contact", &[0, 0]),
            Self::Proclaimer => ("portaal-proclaimer", &[0, 0, 0]),
            Self::Cookies => ("portaal-cookies", &[3, 0]),
        }
    }

    /// Returns the heading.
    pub fn title(self, words: Words<'_>) -> String {
        words.text(&format!("{}-titel", self.shape().0))
    }

    /// Returns the page.
    pub fn view(self, municipality: &ui::Municipality, words: Words<'_>) -> TekstView {
        let (key, parts) = self.shape();
        let args = [("gemeente", municipality.name.as_str().into())];
        let part = |(index, items): (usize, &usize)| {
            let key = format!("{key}-{}", index + 1);
            PartView {
                title: words.text(&format!("{key}-kop")),
                id: format!("deel-{}", index + 1),
                text: words.with(&format!("{key}-tekst"), &args),
                items: (1..=*items).map(|item| words.text(&format!("{key}-punt-{item}"))).collect(),
            }
        };
        let facts = match self {
            Self::Contact => contact_facts(municipality, words),
            Self::Toegankelijkheid | Self::Privacy | Self::Proclaimer | Self::Cookies => Vec::new(),
        };
        TekstView {
            title: self.title(words),
            intro: words.with(&format!("{key}-intro"), &args),
            facts,
            parts: parts.iter().enumerate().map(part).collect(),
        }
    }
}

fn contact_facts(municipality: &ui::Municipality, words: Words<'_>) -> Vec<Fact> {
    let facts = [
        Fact::verbatim(words.text("portaal-feit-telefoon"), &municipality.phone),
        Fact::dutch(words.text("portaal-feit-openingstijden"), &municipality.opening_hours),
        Fact::verbatim(words.text("portaal-feit-website"), &municipality.website),
    ];
    facts.into_iter().filter(|fact| !fact.text.is_empty()).collect()
}

impl WelkomView {
    /// Without services, with some and with many, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |products, forms| Self {
            title: "Regel uw zaken met gemeente Voorbeeldstad".into(),
            intro: "Vraag iets aan, kijk hoe het met uw aanvraag gaat en lees uw berichten.".into(),
            button: "Inloggen".into(),
            button_href: paths::inloggen(paths::HOME),
            button_text: "Log in met DigiD om uw zaken, taken en berichten te zien.".into(),
            products,
            forms,
            today: samples::TODAY.into(),
        };
        vec![
            ("leeg", view(Section::of(vec![]), vec![])),
            ("gewoon", view(Section::of(ProductGroep::samples()), vec![])),
            ("vol", view(Section::of(ProductGroep::samples()), samples::products(24))),
            ("stuk", view(Section::failed(), vec![])),
        ]
    }
}

impl TekstView {
    /// Each page of the footer.
    pub fn samples(words: Words<'_>) -> Vec<(&'static str, Self)> {
        let municipality = samples::municipality();
        vec![
            ("toegankelijkheid", Tekst::Toegankelijkheid.view(&municipality, words)),
            ("privacy", Tekst::Privacy.view(&municipality, words)),
            ("contact", Tekst::Contact.view(&municipality, words)),
            ("proclaimer", Tekst::Proclaimer.view(&municipality, words)),
            ("cookies", Tekst::Cookies.view(&municipality, words)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::texts;

    #[test]
    fn the_pages_of_the_footer_have_all_their_texts() {
        let texts = texts();
        for lang in ["nl", "en"] {
            for (name, view) in TekstView::samples(Words::new(&texts, lang)) {
                let parts = view.parts.iter().flat_map(|part| [&part.title, &part.text].into_iter().chain(&part.items));
                for text in parts.chain([&view.title, &view.intro]) {
                    assert!(!text.starts_with("portaal-"), "{lang} {name}: {text}");
                }
            }
        }
    }
}
