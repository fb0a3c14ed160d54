//! A subject: what the resident has in it, and what can be started.

use serde::Serialize;

use super::Section;
use super::rows::{ActionRow, CaseCard, LinkView};
use super::samples;
use crate::paths;

/// All subjects.
#[derive(Debug, Serialize)]
pub struct ThemasView {
    /// Each with its sentence.
    pub themas: Section<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
}

impl ThemasView {
    /// The empty, the ordinary and the crowded page, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |themas| Self { themas, today: samples::TODAY.into() };
        vec![
            ("leeg", view(Section::of(vec![]))),
            ("gewoon", view(Section::of(samples::products(3)))),
            ("vol", view(Section::of(samples::products(20)))),
            ("stuk", view(Section::failed())),
        ]
    }
}

/// The page.
#[derive(Debug, Serialize)]
pub struct ThemaView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// The name.
    pub title: String,
    /// One sentence about it.
    pub intro: String,
    /// Tasks of its zaken.
    pub tasks: Section<ActionRow>,
    /// Zaken that run.
    pub zaken: Section<CaseCard>,
    /// Zaken that ended.
    pub closed: Section<CaseCard>,
    /// What can be started.
    pub products: Section<ActionRow>,
    /// The day of today, in ISO.
    pub today: String,
}

impl ThemaView {
    /// The empty, the ordinary and the crowded page, and one whose sources failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |tasks, zaken, closed, products| Self {
            breadcrumb: vec![LinkView::new("Home", paths::HOME), LinkView::new("Parkeren", "")],
            title: "Parkeren".into(),
            intro: "Vraag een parkeervergunning aan en bekijk uw aanvragen.".into(),
            tasks,
            zaken,
            closed,
            products,
            today: samples::TODAY.into(),
        };
        let none = Section::of(vec![]);
        vec![
            ("leeg", view(none.clone(), Section::of(vec![]), Section::of(vec![]), Section::of(samples::products(1)))),
            (
                "gewoon",
                view(
                    Section::of(samples::tasks(1)),
                    Section::of(samples::cards(2)),
                    Section::of(samples::cards(1)),
                    Section::of(samples::products(1)),
                ),
            ),
            (
                "vol",
                view(
                    Section::of(samples::tasks(12)),
                    Section::of(samples::cards(12)),
                    Section::of(samples::cards(12)),
                    Section::of(samples::products(8)),
                ),
            ),
            ("stuk", view(Section::failed(), Section::failed(), Section::failed(), Section::failed())),
        ]
    }
}
