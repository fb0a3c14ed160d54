//! Logging in, for residents: choose, leave, come back.

use axum::Extension;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use values::actor::Betrouwbaarheidsniveau;
use web::{LocalPath, PageCall, PageError, Pairs, PublicPage};

use super::begin::begin;
use super::cookies::{Cookie, returning_attempt};
use crate::attempt::parse_loa;
use crate::login::{LoginError, LoginProvider, Outcome, Visit};
use crate::sessions::Who;
use crate::{LoginAttempt, Logins};

/// What the links to the login say.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    naar: Option<String>,
    niveau: Option<String>,
    namens: Option<String>,
    reden: Option<String>,
}

impl Wish {
    pub(super) fn naar(&self) -> Option<LocalPath> {
        self.naar.as_deref().and_then(LocalPath::parse)
    }

    pub(super) fn is_session_over(&self) -> bool {
        self.reden.as_deref() == Some("sessie")
    }

    /// The same wish as a query, with one more word.
    fn query(&self, more: Option<(&str, &str)>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(naar) = self.naar() {
            query.append_pair("naar", naar.as_str());
        }
        if let Some(niveau) = self.niveau.as_deref().filter(|niveau| parse_loa(niveau).is_some()) {
            query.append_pair("niveau", niveau);
        }
        if let Some((name, value)) = more {
            query.append_pair(name, value);
        }
        query.finish()
    }
}

#[derive(Serialize)]
struct ChoiceView {
    digid_href: String,
    /// None when nobody can act for somebody else here.
    namens_href: Option<String>,
    is_session_over: bool,
    needs_surer_login: bool,
}

/// `GET /inloggen`.
pub(crate) async fn choose(
    call: PageCall,
    Query(wish): Query<Wish>,
    Extension(logins): Extension<Logins>,
) -> Result<PublicPage, PageError> {
    let offers_namens = logins.digid(&call.tenant.key).is_none_or(LoginProvider::offers_namens);
    let view = ChoiceView {
        digid_href: format!("/inloggen/digid?{}", wish.query(None)),
        namens_href: offers_namens.then(|| format!("/inloggen/digid?{}", wish.query(Some(("namens", "ja"))))),
        is_session_over: wish.is_session_over(),
        needs_surer_login: wish.niveau.is_some(),
    };
    let chrome = call.chrome(call.text("inloggen-titel", &[]));
    call.public_page("identity/inloggen.html", view, &chrome)
}

/// `GET /inloggen/digid`: leaves for DigiD.
pub(crate) async fn start(
    call: PageCall,
    Query(wish): Query<Wish>,
    Extension(logins): Extension<Logins>,
) -> Result<Response, PageError> {
    let digid = logins.digid(&call.tenant.key).ok_or(UNAVAILABLE)?;
    let loa_min = wish.niveau.as_deref().and_then(parse_loa).unwrap_or(Betrouwbaarheidsniveau::Midden);
    let attempt = LoginAttempt::new(call.tenant.db.clock(), loa_min, wish.namens.is_some(), wish.naar());
    let terug = terug(&call);
    let visit = Visit { attempt: &attempt, terug: &terug, now: call.tenant.db.clock().now() };
    let to = digid.start(&visit).await.map_err(|error| refused(&error))?;
    let cookie = Cookie::Attempt.set(&attempt.to_cookie_value(), call.app.settings());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

/// `GET /inloggen/digid/terug`: comes back from DigiD.
pub(crate) async fn come_back(
    call: PageCall,
    headers: HeaderMap,
    Query(answer): Query<Vec<(String, String)>>,
    Extension(logins): Extension<Logins>,
) -> Result<Response, PageError> {
    finish(&call, &headers, &logins, &Pairs(answer)).await
}

/// Where DigiD sends the browser back to.
fn terug(call: &PageCall) -> String {
    call.base.url("/inloggen/digid/terug")
}

/// Ends a login: only the browser that started it, only with an answer that the means vouches for, always with a new session.
pub(super) async fn finish(
    call: &PageCall,
    headers: &HeaderMap,
    logins: &Logins,
    answer: &Pairs,
) -> Result<Response, PageError> {
    let settings = call.app.settings();
    let digid = logins.digid(&call.tenant.key).ok_or(UNAVAILABLE)?;
    let attempt = returning_attempt(headers, settings, answer)?;
    let mut db = call.tenant.db.reader();
    let terug = terug(call);
    let visit = Visit { attempt: &attempt, terug: &terug, now: call.tenant.db.clock().now() };
    let outcome = digid.callback(&mut db, &visit, answer).await.map_err(|error| refused(&error))?;
    let identity = match outcome {
        Outcome::LoggedIn(identity) if identity.burger.loa >= attempt.loa_min => identity,
        Outcome::LoggedIn(_) => return Err(TOO_LOW),
        Outcome::Cancelled => {
            let naar = attempt.naar.as_ref().map(|naar| format!("?naar={}", naar.as_query_value())).unwrap_or_default();
            let to = Redirect::to(&format!("/inloggen/gestopt{naar}"));
            return Ok(([(header::SET_COOKIE, Cookie::Attempt.clear(settings))], to).into_response());
        }
    };
    tracing::info!(provider = "digid", is_namens = attempt.is_namens, "A resident logged in");
    let is_looked_up = identity.burger.vertegenwoordigt.is_some() && digid.has_own_mandates();
    let who = if is_looked_up { Who::Gemachtigde(identity.burger) } else { Who::Burger(identity.burger) };
    begin(call, headers, &attempt, who).await
}

#[derive(Serialize)]
struct StoppedView {
    retry_href: String,
}

/// `GET /inloggen/gestopt`.
pub(crate) async fn stopped(call: PageCall, Query(wish): Query<Wish>) -> Result<PublicPage, PageError> {
    let chrome = call.chrome(call.text("gestopt-titel", &[]));
    let view = StoppedView { retry_href: format!("/inloggen?{}", wish.query(None)) };
    call.public_page("identity/gestopt.html", view, &chrome)
}

const UNAVAILABLE: PageError = PageError::Told {
    status_code: StatusCode::SERVICE_UNAVAILABLE,
    title: "inloggen-storing-titel",
    text: "inloggen-storing-tekst",
};

const TOO_LOW: PageError = PageError::Told {
    status_code: StatusCode::FORBIDDEN,
    title: "inloggen-te-laag-titel",
    text: "inloggen-te-laag-tekst",
};

/// What the simulator says of a choice that is not on its page: nothing of ours is broken.
pub(super) const NO_SUCH_CHOICE: PageError = PageError::Told {
    status_code: StatusCode::BAD_REQUEST,
    title: "simulator-geen-keuze-titel",
    text: "simulator-geen-keuze-tekst",
};

fn refused(error: &LoginError) -> PageError {
    told(error, UNAVAILABLE)
}

/// Logs why a login failed. The reader hears the same for all: what was wrong helps only an attacker.
pub(super) fn told(error: &LoginError, unavailable: PageError) -> PageError {
    if matches!(error, LoginError::NoSuchChoice) {
        return NO_SUCH_CHOICE;
    }
    match PageError::internal(error) {
        PageError::Internal if matches!(error, LoginError::Store(_)) => PageError::Internal,
        _ => unavailable,
    }
}
