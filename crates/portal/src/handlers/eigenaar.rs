//! Who fills in a form: a resident, or somebody who did not log in and is known by a cookie.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use forms::AnoniemToken;
use identity::{OptionalResident, ResidentSession};
use web::{App, PageCall, PageError, Pairs, Rate, Visitor, WebSettings};

use crate::load::formulier::Invuller;
use crate::paths;

/// Who fills in a form.
pub(crate) struct Wie {
    /// The resident, when she logged in.
    pub session: Option<ResidentSession>,
    /// The token of somebody who did not.
    pub anoniem: Option<AnoniemToken>,
    visitor: Visitor,
}

impl FromRequestParts<App> for Wie {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let OptionalResident(session) = OptionalResident::from_request_parts(parts, app).await?;
        let name = cookie_name(app.settings());
        let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let anoniem = pairs.find_map(|(found, value)| (found == name).then(|| AnoniemToken::parse(value))?);
        let Ok(visitor) = Visitor::from_request_parts(parts, app).await;
        Ok(Self { session, anoniem, visitor })
    }
}

impl Wie {
    /// Returns who fills in; somebody unknown goes to the login page first.
    pub fn invuller(&self, call: &PageCall) -> Result<Invuller, PageError> {
        match (&self.session, &self.anoniem) {
            (Some(session), _) => Ok(Invuller::burger(&session.burger)),
            (None, Some(token)) => Ok(Invuller::anoniem(token.clone())),
            (None, None) => Err(to_login(call)),
        }
    }

    /// Counts what somebody does who did not log in, in units of about a megabyte of work: anybody can, with a program.
    pub fn spend(&self, call: &PageCall, rate: &Rate, amount: u32) -> Result<(), PageError> {
        if self.session.is_some() { Ok(()) } else { self.visitor.spend(&call.app, rate, amount) }
    }

    /// Refuses a form that is not from a page of this session. Without a session there is nothing to ride on: the cookie is not sent
    /// from other sites, and `web` refuses their forms.
    pub fn check_csrf(&self, pairs: &Pairs) -> Result<(), PageError> {
        self.session.as_ref().map_or(Ok(()), |session| session.check_csrf(pairs))
    }
}

/// Sends the reader to the login page, and then back here.
pub(crate) fn to_login(call: &PageCall) -> PageError {
    PageError::Redirect(paths::inloggen(&call.here.as_query_value()))
}

fn cookie_name(settings: &WebSettings) -> &'static str {
    if settings.public_https { "__Host-loket-formulier" } else { "loket-formulier" }
}

/// Writes the cookie; it ends with the browser.
pub(crate) fn set_cookie(token: &AnoniemToken, settings: &WebSettings) -> String {
    let secure = if settings.public_https { "; Secure" } else { "" };
    format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}", cookie_name(settings), token.as_str())
}
