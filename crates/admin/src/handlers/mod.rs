//! HTTP in, HTTP out.

pub(crate) mod mail;
pub(crate) mod overzicht;
pub(crate) mod taken;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use identity::StaffSession;
use web::{App, PageError};

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
