//! Logging in, for staff, by the login of the municipality: leave and come back.

use axum::Extension;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use values::actor::Betrouwbaarheidsniveau;
use web::{PageCall, PageError, Pairs};

use super::begin::begin;
use super::cookies::{Cookie, returning_attempt};
use super::inloggen::Wish;
use super::request::STAFF;
use crate::login::{LoginError, Visit};
use crate::sessions::Who;
use crate::{LoginAttempt, Logins, staff};

/// `GET /werk/inloggen`
pub(crate) async fn start(
    call: PageCall,
    Query(wish): Query<Wish>,
    Extension(logins): Extension<Logins>,
) -> Result<Response, PageError> {
    let means = logins.medewerkers(&call.tenant.key).ok_or(UNAVAILABLE)?;
    let clock = call.tenant.db.clock();
    let attempt = LoginAttempt::new(clock, Betrouwbaarheidsniveau::Basis, false, wish.naar());
    let terug = terug(&call);
    let visit = Visit { attempt: &attempt, terug: &terug, now: clock.now() };
    let to = means.start(&visit).await.map_err(|error| refused(&error))?;
    let cookie = Cookie::Attempt.set(&attempt.to_cookie_value(), call.app.settings());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

/// `GET /werk/inloggen/terug`: name and roles are those that the login tells now.
pub(crate) async fn come_back(
    call: PageCall,
    headers: HeaderMap,
    Query(answer): Query<Vec<(String, String)>>,
    Extension(logins): Extension<Logins>,
) -> Result<Response, PageError> {
    let settings = call.app.settings();
    let answer = Pairs(answer);
    let means = logins.medewerkers(&call.tenant.key).ok_or(UNAVAILABLE)?;
    let attempt = returning_attempt(&headers, settings, &answer)?;
    let terug = terug(&call);
    let visit = Visit { attempt: &attempt, terug: &terug, now: call.tenant.db.clock().now() };
    let Some(told) = means.finish(&visit, &answer).await.map_err(|error| refused(&error))? else {
        let clear = Cookie::Attempt.clear(settings);
        return Ok(([(header::SET_COOKIE, clear)], Redirect::to(STAFF.logged_out)).into_response());
    };
    let medewerker = staff::welcome(&call.tenant.db, &told).await?.ok_or(NO_ACCESS)?;
    tracing::info!(provider = "oidc", "A member of staff logged in");
    begin(&call, &headers, &attempt, Who::Medewerker(medewerker.id)).await
}

fn terug(call: &PageCall) -> String {
    call.base.url("/werk/inloggen/terug")
}

const UNAVAILABLE: PageError = PageError::Told {
    status_code: StatusCode::SERVICE_UNAVAILABLE,
    title: "werk-inloggen-storing-titel",
    text: "werk-inloggen-storing-tekst",
};

const NO_ACCESS: PageError = PageError::Told {
    status_code: StatusCode::FORBIDDEN,
    title: "werk-geen-toegang-titel",
    text: "werk-geen-toegang-tekst",
};

fn refused(error: &LoginError) -> PageError {
    super::inloggen::told(error, UNAVAILABLE)
}
