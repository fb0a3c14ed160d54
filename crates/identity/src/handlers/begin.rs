//! How every login ends when it succeeds, whichever means vouched for who it is.

use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use web::{LocalPath, PageCall, PageError};

use super::cookies::Cookie;
use super::request::{RESIDENT, STAFF};
use crate::LoginAttempt;
use crate::sessions::{self, Who};

/// Opens a session in place of the one that this browser had, and goes on to where it wanted to be.
pub(super) async fn begin(
    call: &PageCall,
    headers: &HeaderMap,
    attempt: &LoginAttempt,
    who: Who,
) -> Result<Response, PageError> {
    let settings = call.app.settings();
    let (cookie, site) = match who {
        Who::Burger(_) | Who::Gemachtigde(_) => (Cookie::Resident, &RESIDENT),
        Who::Medewerker(_) => (Cookie::Staff, &STAFF),
    };
    let previous = cookie.token(headers, settings);
    let token = sessions::open(&call.tenant.db, &who, previous.as_ref()).await?;
    let cookies = [Cookie::Attempt.clear(settings), cookie.set(&token.to_cookie_value(), settings)];
    let cookies = AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((cookies, Redirect::to(attempt.naar.as_ref().map_or(site.home, LocalPath::as_str))).into_response())
}
