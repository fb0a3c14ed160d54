//! HTTP in, HTTP out: one file for each group of pages.

pub(crate) mod berichten;
mod eigenaar;
pub(crate) mod formulieren;
pub(crate) mod gegevens;
pub(crate) mod home;
pub(crate) mod publiek;
pub(crate) mod stap;
pub(crate) mod taken;
pub(crate) mod themas;
pub(crate) mod zaken;
pub(crate) mod zoeken;

use identity::ResidentSession;
use serde::{Deserialize, Serialize};
use ui::{Chrome, Flash};
use web::{Page, PageCall, PageError};

use crate::load::Ask;
use crate::views::menu::{self, MenuFacts};
use crate::words::Words;
use crate::{paths, surroundings};

/// Returns the texts of a page.
fn words(call: &PageCall) -> Words<'_> {
    Words::new(call.app.pages().texts(), &call.lang.0)
}

/// Whom to call: the number of the municipality, or "us" when it did not say one.
fn phone(call: &PageCall) -> String {
    let phone = call.chrome("").municipality.phone;
    if phone.is_empty() { words(call).text("bel-ons-zonder-nummer") } else { phone }
}

/// Returns what a personal page starts from.
fn ask<'a>(call: &'a PageCall, session: &'a ResidentSession) -> Ask<'a> {
    Ask { db: &call.tenant.db, burger: &session.burger, words: words(call) }
}

/// What the previous request did, to be told once. Only known words become text.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    melding: Option<String>,
}

impl Told {
    fn flash(&self, words: Words<'_>) -> Option<Flash> {
        let (title, text) = match self.melding.as_deref()? {
            "bewaard" => ("portaal-bewaard", None),
            "opgeslagen" => ("portaal-opgeslagen", Some("portaal-opgeslagen-tekst")),
            "weggegooid" => ("portaal-concept-weggegooid", None),
            _ => return None,
        };
        let text = text.map(|key| words.text(key));
        Some(Flash { kind: "ok".to_owned(), title: words.text(title), text })
    }
}

/// Returns where to go so that the next page tells what happened.
fn telling(path: &str, melding: &str) -> String {
    format!("{path}?melding={melding}")
}

/// Returns the surroundings of a personal page: session, menu, footer.
fn chrome(call: &PageCall, session: &ResidentSession, title: String, facts: &MenuFacts) -> Chrome {
    let chrome = session.chrome(call, title);
    let nav = menu::nav(facts, &chrome.path, words(call));
    Chrome {
        nav,
        footer_links: surroundings::footer(words(call)),
        search_href: Some(paths::ZOEKEN.to_owned()),
        ..chrome
    }
}

/// Makes a personal page.
fn personal(
    call: &PageCall,
    session: &ResidentSession,
    template: &str,
    title: String,
    (view, facts): (impl Serialize, MenuFacts),
) -> Result<Page, PageError> {
    call.page(template, view, &chrome(call, session, title, &facts))
}

/// Returns the surroundings of a page outside the personal pages: of somebody who is logged in, or with a link to log in.
fn open_chrome(call: &PageCall, session: Option<&ResidentSession>, title: String) -> Chrome {
    let chrome = match session {
        Some(session) => session.chrome(call, title),
        None => Chrome { login_href: Some(paths::inloggen(paths::HOME)), ..call.chrome(title) },
    };
    Chrome { footer_links: surroundings::footer(words(call)), ..chrome }
}
