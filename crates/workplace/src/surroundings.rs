//! The menu around each page, and what the previous request has done.

use identity::StaffSession;
use ui::{Chrome, Flash, NavGroup, NavItem};
use web::PageCall;

use crate::paths;
use crate::views::{Tab, TabLink};

/// The role of functional administrators.
const BEHEERDERS: &str = "beheerders";

/// What the previous request has done, as the address of the next page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Melding {
    Opgepakt,
    Teruggegeven,
    Afgerond,
    Bewaard,
    Hersteld,
    StaatStil,
    NotitieBewaard,
    DocumentToegevoegd,
    Verlengd,
    Opgeschort,
    Hervat,
}

impl Melding {
    const ALL: [Self; 11] = [
        Self::Opgepakt,
        Self::Teruggegeven,
        Self::Afgerond,
        Self::Bewaard,
        Self::Hersteld,
        Self::StaatStil,
        Self::NotitieBewaard,
        Self::DocumentToegevoegd,
        Self::Verlengd,
        Self::Opgeschort,
        Self::Hervat,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Opgepakt => "opgepakt",
            Self::Teruggegeven => "teruggegeven",
            Self::Afgerond => "afgerond",
            Self::Bewaard => "bewaard",
            Self::Hersteld => "hersteld",
            Self::StaatStil => "staat-stil",
            Self::NotitieBewaard => "notitie-bewaard",
            Self::DocumentToegevoegd => "document-toegevoegd",
            Self::Verlengd => "verlengd",
            Self::Opgeschort => "opgeschort",
            Self::Hervat => "hervat",
        }
    }

    /// Returns the address with the message in it.
    pub(crate) fn on(self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}melding={}", self.as_str())
    }

    fn flash(self, call: &PageCall) -> Flash {
        let (kind, title, text) = match self {
            Self::Opgepakt => ("ok", "werk-opgepakt", None),
            Self::Teruggegeven => ("ok", "werk-teruggegeven", None),
            Self::Afgerond => ("ok", "werk-afgerond", None),
            Self::Bewaard => ("ok", "werk-bewaard", Some("werk-bewaard-tekst")),
            Self::Hersteld => ("ok", "werk-storing-weg", None),
            Self::StaatStil => ("warning", "werk-storing-blijft", Some("werk-storing-blijft-tekst")),
            Self::NotitieBewaard => ("ok", "werk-notitie-bewaard", None),
            Self::DocumentToegevoegd => ("ok", "werk-document-toegevoegd", None),
            Self::Verlengd => ("ok", "werk-verlengd", Some("werk-verlengd-tekst")),
            Self::Opgeschort => ("ok", "werk-opgeschort", Some("werk-opgeschort-tekst")),
            Self::Hervat => ("ok", "werk-hervat-klaar", Some("werk-hervat-uitleg-kort")),
        };
        Flash { kind: kind.to_owned(), title: call.text(title, &[]), text: text.map(|text| call.text(text, &[])) }
    }
}

/// Returns the surroundings of a page; `current` is the part of the menu that it belongs to, `melding` what the address says.
pub(crate) fn chrome(
    call: &PageCall,
    session: &StaffSession,
    title: &str,
    current: Option<Tab>,
    melding: Option<&str>,
) -> Chrome {
    let item = |label: &str, href: &str, current: bool| NavItem {
        label: call.text(label, &[]),
        href: href.to_owned(),
        current,
        badge: None,
    };
    let items = Tab::ALL.map(|tab| item(tab.label(), tab.href(), current == Some(tab)));
    let mut nav = vec![NavGroup { label: None, items: items.into() }];
    if session.medewerker.has_rol(BEHEERDERS) {
        nav.push(NavGroup { label: None, items: vec![item("werk-beheer", paths::BEHEER, false)] });
    }
    let found = melding.and_then(|text| Melding::ALL.into_iter().find(|melding| melding.as_str() == text));
    Chrome { nav, flash: found.map(|melding| melding.flash(call)), ..session.chrome(call, title) }
}

/// Puts in the menu how many tasks wait.
pub(crate) fn count(chrome: &mut Chrome, tabs: &[TabLink]) {
    for item in chrome.nav.iter_mut().flat_map(|group| &mut group.items) {
        let tab = tabs.iter().find(|tab| tab.href == item.href);
        item.badge = tab.and_then(|tab| tab.aantal.as_deref()?.trim_end_matches('+').parse().ok());
    }
}
