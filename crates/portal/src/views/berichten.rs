//! The inbox.

use messages::Blok;
use serde::Serialize;

use super::Section;
use super::rows::{FileRow, LinkView, MessageRow};
use super::samples;
use crate::paths;

/// The most messages on one page.
pub const PAGE_SIZE: usize = 20;

/// The list.
#[derive(Debug, Serialize)]
pub struct BerichtenView {
    /// How many were not opened yet, in words.
    pub total: String,
    /// The messages, newest first.
    pub messages: Section<MessageRow>,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The link to a page, without its number.
    pub page_base: String,
}

/// One message.
#[derive(Debug, Serialize)]
pub struct BerichtView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// What it is about.
    pub title: String,
    /// From whom and when.
    pub sent: String,
    /// What the resident can do with it, or empty.
    pub perspective: String,
    /// The text, as blocks.
    pub blocks: Vec<BlockView>,
    /// Documents that belong to it.
    pub attachments: Vec<FileRow>,
    /// The zaak that it is about, or empty.
    pub zaak_href: String,
    /// The list.
    pub back_href: &'static str,
}

/// A piece of the text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BlockView {
    /// `heading`, `paragraph`, `list` or `numbers`.
    pub kind: &'static str,
    /// The lines: of a list its items, of a paragraph its lines.
    pub lines: Vec<String>,
}

/// Returns the text of a message as blocks.
pub fn blocks(blokken: Vec<Blok>) -> Vec<BlockView> {
    let block = |blok| match blok {
        Blok::Kop(text) => BlockView { kind: "heading", lines: vec![text] },
        Blok::Alinea(lines) => BlockView { kind: "paragraph", lines },
        Blok::Lijst(lines) => BlockView { kind: "list", lines },
        Blok::Genummerd(lines) => BlockView { kind: "numbers", lines },
    };
    blokken.into_iter().map(block).collect()
}

impl BerichtenView {
    /// The empty, the ordinary and the crowded page, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |total: &str, messages| Self {
            total: total.into(),
            messages,
            page: 1,
            pages: 1,
            page_base: format!("{}?pagina=", paths::BERICHTEN),
        };
        vec![
            ("leeg", view("U heeft geen nieuwe berichten", Section::of(vec![]))),
            ("gewoon", view("U heeft 1 nieuw bericht", Section::of(samples::messages(3)))),
            (
                "vol",
                Self { pages: 4, page: 2, ..view("U heeft 31 nieuwe berichten", Section::of(samples::messages(20))) },
            ),
            ("stuk", view("", Section::failed())),
        ]
    }
}

impl BerichtView {
    /// A short message, and a long one with documents.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let alinea = |text: &str| Blok::Alinea(text.split('|').map(str::to_owned).collect());
        let view = |blokken| Self {
            breadcrumb: vec![
                LinkView::new("Home", paths::HOME),
                LinkView::new("Mijn berichten", paths::BERICHTEN),
                LinkView::new("Besluit over uw bezwaar", ""),
            ],
            title: "Besluit over uw bezwaar".into(),
            sent: "Van Gemeente Voorbeeldstad, 20 november 2026".into(),
            perspective: String::new(),
            blocks: blocks(blokken),
            attachments: vec![],
            zaak_href: String::new(),
            back_href: paths::BERICHTEN,
        };
        vec![
            ("kort", view(vec![alinea("Beste Anne de Vries,"), alinea("Wij hebben een besluit genomen.")])),
            (
                "lang",
                Self {
                    perspective: "U hoeft niets te doen.".into(),
                    attachments: samples::files(2),
                    zaak_href: samples::zaak_href(1),
                    ..view(vec![
                        alinea("Beste Anne de Vries,"),
                        Blok::Kop("Wat is het besluit?".into()),
                        alinea("U krijgt gelijk.|U krijgt het geld terug."),
                        Blok::Kop("Wat kunt u doen?".into()),
                        Blok::Lijst(vec!["lees het besluit".into(), "bewaar het besluit".into()]),
                        Blok::Genummerd(vec!["eerst dit".into(), "dan dat".into()]),
                        alinea("Met vriendelijke groet,|Gemeente Voorbeeldstad"),
                    ])
                },
            ),
        ]
    }
}
