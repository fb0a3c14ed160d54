//! Extending and ending a session, for residents. The pages of staff in `werk.rs` share what is here.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use web::{FormPairs, LocalPath, PageCall, PageError, PublicPage};

use super::cookies::Cookie;
use super::inloggen::Wish;
use super::request::{RESIDENT, Site, find_referer};
use super::{OptionalResident, ResidentForm};
use crate::sessions;

/// `POST /uitloggen`. Whose session is over already hears the same.
pub(crate) async fn log_out(
    call: PageCall,
    OptionalResident(session): OptionalResident,
    FormPairs(pairs): FormPairs,
) -> Result<Response, PageError> {
    if let Some(session) = session {
        session.check_csrf(&pairs)?;
        sessions::close(&call.tenant.db, &session.token).await?;
    }
    Ok(goodbye(&call, Cookie::Resident, &RESIDENT))
}

pub(super) fn goodbye(call: &PageCall, cookie: Cookie, site: &Site) -> Response {
    let clear = cookie.clear(call.app.settings());
    ([(header::SET_COOKIE, clear)], Redirect::to(site.logged_out)).into_response()
}

#[derive(Serialize)]
struct LoggedOutView {
    login_href: String,
}

/// `GET /uitgelogd`.
pub(crate) async fn logged_out(call: PageCall, Query(wish): Query<Wish>) -> Result<PublicPage, PageError> {
    logged_out_of(&call, &wish, &RESIDENT)
}

pub(super) fn logged_out_of(call: &PageCall, wish: &Wish, site: &Site) -> Result<PublicPage, PageError> {
    if wish.is_session_over() {
        return Err(PageError::Redirect(site.expired.into()));
    }
    let chrome = call.chrome(call.text("uitgelogd-titel", &[]));
    call.public_page("identity/uitgelogd.html", LoggedOutView { login_href: site.login.into() }, &chrome)
}

/// `GET /sessie-verlopen`: where a page goes by itself when the time is over.
pub(crate) async fn expired(call: PageCall, Query(wish): Query<Wish>) -> Result<PublicPage, PageError> {
    expired_of(&call, &wish, &RESIDENT)
}

pub(super) fn expired_of(call: &PageCall, wish: &Wish, site: &Site) -> Result<PublicPage, PageError> {
    let naar = wish.naar().map(|naar| format!("?naar={}", naar.as_query_value())).unwrap_or_default();
    let chrome = call.chrome(call.text("sessie-verlopen-titel", &[]));
    let view = LoggedOutView { login_href: format!("{}{naar}", site.login) };
    call.public_page("identity/sessie_verlopen.html", view, &chrome)
}

/// `POST /sessie/verlengen`: "Ik ben er nog". That the form came in has extended the session already.
pub(crate) async fn extend(call: PageCall, headers: HeaderMap, _: ResidentForm) -> Response {
    extended(&call, &headers, &RESIDENT)
}

/// Answers a script with nothing, and a reader without script with the page where she was.
pub(super) fn extended(call: &PageCall, headers: &HeaderMap, site: &Site) -> Response {
    let mode = headers.get("sec-fetch-mode").map(|value| value.as_bytes());
    if matches!(mode, Some(b"cors" | b"same-origin")) {
        return StatusCode::NO_CONTENT.into_response();
    }
    let back = find_referer(headers, &call.base);
    Redirect::to(back.as_ref().map_or(site.home, LocalPath::as_str)).into_response()
}
