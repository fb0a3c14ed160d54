//! HTTP in, HTTP out.

pub(crate) mod abonnementen;
mod applicatie_form;
mod applicatie_rechten;
pub(crate) mod applicaties;
pub(crate) mod catalogi;
pub(crate) mod dienst_zaaktypen;
pub(crate) mod diensten;
pub(crate) mod mail;
pub(crate) mod overzicht;
pub(crate) mod taken;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use identity::StaffSession;
use serde::Deserialize;
use ui::Flash;
use web::{App, PageCall, PageError};

use crate::views::Fouten;

/// The role that these pages are for.
const BEHEERDERS: &str = "beheerders";

/// An administrator who is logged in.
pub(crate) struct Beheerder(pub(crate) StaffSession);

impl FromRequestParts<App> for Beheerder {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let session = StaffSession::from_request_parts(parts, app).await?;
        session.require_rol(BEHEERDERS)?;
        Ok(Self(session))
    }
}

/// That this is a demonstration. It comes first in a handler: elsewhere the page does not exist, whoever asks.
pub(crate) struct InDemo;

impl FromRequestParts<App> for InDemo {
    type Rejection = PageError;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, PageError> {
        if app.settings().demo { Ok(Self) } else { Err(PageError::NotFound) }
    }
}

/// Says at a field what it is now, to who was not the first to change it.
fn tell_now(call: &PageCall, fouten: &mut Fouten, key: &str, wat: String, nu: &str) {
    let text = if nu.is_empty() { "catalogi-fout-nu-leeg" } else { "catalogi-fout-nu" };
    fouten.add(key, call.text(text, &[("wat", wat.into()), ("nu", nu.into())]));
}

/// What the address says of the previous request.
#[derive(Debug, Deserialize)]
pub(crate) struct Wens {
    /// How many messages it sent again.
    verstuurd: Option<u32>,
    /// What it did.
    gedaan: Option<String>,
    /// The day on which the version before the one that was published ends.
    vorige: Option<String>,
}

impl Wens {
    /// Returns what to tell on top of the page.
    pub(crate) fn flash(&self, call: &PageCall) -> Option<Flash> {
        let ok = |title: String, text| Flash { kind: "ok".to_owned(), title, text };
        if let Some(count) = self.verstuurd {
            let title = call.text("beheer-verstuurd-titel", &[("aantal", i64::from(count).into())]);
            return Some(ok(title, Some(call.text("beheer-verstuurd-tekst", &[]))));
        }
        let key = match self.gedaan.as_deref()? {
            "gewijzigd" => "beheer-gedaan-gewijzigd",
            "verwijderd" => "beheer-gedaan-verwijderd",
            "toegevoegd" => "beheer-gedaan-toegevoegd",
            "gepubliceerd" => "catalogi-gedaan-gepubliceerd",
            "kopie" => "catalogi-gedaan-kopie",
            "versie" => "catalogi-gedaan-versie",
            _ => return None,
        };
        let ended = self.vorige.as_deref().and_then(|text| text.parse().ok());
        let text = ended
            .map(|day| call.text("catalogi-gedaan-vorige-eindigt", &[("dag", catalogi::day_text(call, day).into())]));
        Some(ok(call.text(key, &[]), text))
    }
}

/// Our fault; the cause goes to the log.
fn failed(error: &(dyn std::error::Error + 'static)) -> PageError {
    PageError::internal(error)
}
