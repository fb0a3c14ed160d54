//! What is known of the resident.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use identity::{ResidentForm, ResidentSession};
use serde::Deserialize;
use web::{Page, PageCall, PageError};

use super::{Told, ask, chrome, personal, telling, words};
use crate::{load, paths};

/// `GET /mijn/profiel`.
pub(crate) async fn page(
    call: PageCall,
    session: ResidentSession,
    Query(told): Query<Told>,
) -> Result<Page, PageError> {
    let (view, facts) = load::gegevens::page(ask(&call, &session), None).await;
    let mut chrome = chrome(&call, &session, words(&call).text("portaal-mijn-profiel"), &facts);
    chrome.flash = told.flash(words(&call));
    call.page("portal/gegevens.html", view, &chrome)
}

/// `POST /mijn/profiel`.
pub(crate) async fn save(call: PageCall, form: ResidentForm) -> Result<Response, PageError> {
    let ResidentForm { session, pairs } = form;
    let ask = ask(&call, &session);
    let find = |name: &str| pairs.find(name).map(str::to_owned);
    let Some(refused) = load::gegevens::save_contact(ask, &session.actor, find).await? else {
        return Ok(Redirect::to(&telling(paths::PROFIEL, "bewaard")).into_response());
    };
    let found = load::gegevens::page(ask, Some(refused)).await;
    let title = words(&call).text("portaal-mijn-profiel");
    let page = personal(&call, &session, "portal/gegevens.html", title, found)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Which page of who looked.
#[derive(Debug, Deserialize)]
pub(crate) struct Blad {
    /// The first day of the page before.
    voor: Option<String>,
}

/// `GET /mijn/profiel/wie-keek`.
pub(crate) async fn wie_keek(
    call: PageCall,
    session: ResidentSession,
    Query(blad): Query<Blad>,
) -> Result<Page, PageError> {
    // What is no day shows the newest lines.
    let voor = blad.voor.as_deref().and_then(|day| day.parse().ok());
    let found = load::gegevens::wie_keek(ask(&call, &session), voor).await;
    personal(&call, &session, "portal/wie_keek.html", words(&call).text("portaal-wie-keek"), found)
}
