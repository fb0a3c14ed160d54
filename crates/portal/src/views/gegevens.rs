//! What the municipality knows of the resident, how she wants to be told things, and who looked.

use serde::Serialize;

use super::Section;
use super::rows::{Fact, LinkView};
use super::samples;
use crate::paths;

/// The page.
#[derive(Debug, Serialize)]
pub struct GegevensView {
    /// Where the details come from.
    pub intro: String,
    /// Groups of facts of the register of residents.
    pub groups: Vec<GroupView>,
    /// Whether the register could not be read.
    pub unavailable: bool,
    /// The form for contact details, or none when somebody else's details may not be changed.
    pub contact: Option<ContactFormView>,
    /// Whether the contact details could not be read.
    pub contact_unavailable: bool,
    /// Where to read who looked.
    pub wie_keek_href: &'static str,
}

/// A group of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupView {
    /// The heading.
    pub title: String,
    /// An id for the heading.
    pub id: &'static str,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// The form for contact details.
#[derive(Debug, Serialize)]
pub struct ContactFormView {
    /// Where it posts to.
    pub action: &'static str,
    /// The fields, for the components of `ui`.
    pub fields: Vec<form_logic::Field>,
    /// The fault in each field.
    pub errors: std::collections::BTreeMap<String, String>,
    /// The faults with links to their fields.
    pub error_items: Vec<super::formulier::ErrorItem>,
}

/// Who looked.
#[derive(Debug, Serialize)]
pub struct WieKeekView {
    /// The way to this page.
    pub breadcrumb: Vec<LinkView>,
    /// When, who and why; newest first.
    pub lines: Section<InzageRow>,
    /// The page with older lines.
    pub ouder_href: Option<String>,
    /// The page with the newest lines, when this is another.
    pub begin_href: Option<&'static str>,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InzageRow {
    /// When.
    pub moment: String,
    /// Who, as a role.
    pub who: String,
    /// What.
    pub what: String,
    /// Where that is, or empty.
    pub href: String,
    /// Why.
    pub why: String,
}

impl GegevensView {
    /// Without facts, with them, with faults in the form, and one whose sources failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let group = |title: &str, id, facts: &[(&str, &str)]| GroupView {
            title: title.into(),
            id,
            facts: facts.iter().map(|(term, text)| Fact::verbatim(*term, *text)).collect(),
        };
        let groups = vec![
            group(
                "Wie u bent",
                "persoon",
                &[
                    ("Naam", "Anne de Vries"),
                    ("Geboren", "7 april 1980 in Voorbeeldstad"),
                    ("Burgerservicenummer", "*****1234"),
                ],
            ),
            group(
                "Waar u woont",
                "adres",
                &[("Adres", "Dorpsstraat 12"), ("Postcode en plaats", "1234 AB Voorbeeldstad")],
            ),
        ];
        let view = |groups, contact| Self {
            intro: "Deze gegevens staan in de Basisregistratie Personen.".into(),
            groups,
            unavailable: false,
            contact,
            contact_unavailable: false,
            wie_keek_href: paths::WIE_KEEK,
        };
        vec![
            ("leeg", view(vec![], None)),
            ("gewoon", view(groups.clone(), Some(samples::contact_form(false)))),
            ("fout", view(groups, Some(samples::contact_form(true)))),
            ("stuk", Self { unavailable: true, contact_unavailable: true, ..view(vec![], None) }),
        ]
    }
}

impl WieKeekView {
    /// The empty, the ordinary and the crowded page, and one whose source failed.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |lines| Self {
            breadcrumb: vec![
                LinkView::new("Home", paths::HOME),
                LinkView::new("Mijn profiel", paths::PROFIEL),
                LinkView::new("Wie heeft mijn gegevens bekeken", ""),
            ],
            lines,
            ouder_href: None,
            begin_href: None,
        };
        let rows = |count: usize| {
            let row = InzageRow {
                moment: "12 november 2026, 9.30 uur".into(),
                who: "Een medewerker van de gemeente".into(),
                what: "Bezwaarschrift, ZAAK-2026-0000000756".into(),
                href: samples::zaak_href(1),
                why: "Zaak behandelen".into(),
            };
            Section::of(vec![row; count])
        };
        vec![
            ("leeg", view(rows(0))),
            ("gewoon", view(rows(3))),
            (
                "vol",
                Self {
                    ouder_href: Some(paths::wie_keek_voor(jiff::civil::date(2026, 11, 12))),
                    begin_href: Some(paths::WIE_KEEK),
                    ..view(rows(50))
                },
            ),
            ("stuk", view(Section::failed())),
        ]
    }
}
