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

/// The context of the page where one goes when the time of a page is over.
#[derive(Serialize)]
struct ExpiredView {
    login_href: String,
    /// Where "Ga verder" leads for who is still logged in, by what she did in another window.
    verder_href: Option<String>,
    logout_href: &'static str,
}

/// A session this near to its end is over when its page says so: clocks differ.
const ALMOST_OVER_S: u32 = 30;

/// `GET /sessie-verlopen`: where a page goes by itself when the time is over.
pub(crate) async fn expired(
    call: PageCall,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, PageError> {
    expired_of(&call, &headers, &wish, (Cookie::Resident, &RESIDENT)).await
}

/// Ends what is left of the session; when another window made it last longer, says that and lets her choose.
pub(super) async fn expired_of(
    call: &PageCall,
    headers: &HeaderMap,
    wish: &Wish,
    (cookie, site): (Cookie, &Site),
) -> Result<Response, PageError> {
    let (db, token) = (&call.tenant.db, cookie.token(headers, call.app.settings()));
    let left = match (&token, cookie) {
        (Some(token), Cookie::Resident) => sessions::find_burger(db, token, false).await?.seconds_left(),
        (Some(token), Cookie::Staff) => sessions::find_medewerker(db, token, false).await?.seconds_left(),
        _ => None,
    };
    let naar = wish.naar().map(|naar| format!("?naar={}", naar.as_query_value())).unwrap_or_default();
    let login_href = format!("{}{naar}", site.login);
    let view = |verder_href| ExpiredView { login_href, verder_href, logout_href: site.logout };
    let page = |view: ExpiredView, title: &str, csrf: String| {
        let chrome = ui::Chrome { csrf, ..call.chrome(call.text(title, &[])) };
        call.public_page("identity/sessie_verlopen.html", view, &chrome)
    };
    match token.zip(left) {
        Some((token, left)) if left > ALMOST_OVER_S => {
            let verder = wish.naar().map_or_else(|| site.home.to_owned(), |naar| naar.as_str().to_owned());
            let csrf = token.csrf(db.clock());
            Ok(page(view(Some(verder)), "nog-ingelogd-titel", csrf)?.into_response())
        }
        session => {
            let page = page(view(None), "sessie-verlopen-titel", String::new())?;
            let Some((token, _)) = session else { return Ok(page.into_response()) };
            sessions::close(db, &token).await?;
            Ok(([(header::SET_COOKIE, cookie.clear(call.app.settings()))], page).into_response())
        }
    }
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
