//! The language of a page: Dutch, unless the reader chose another.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::page::is_for_staff;
use crate::{App, LocalPath, PageError};

const COOKIE: &str = "loket-taal";
/// Dutch by default: the language of the municipality, whatever the browser prefers.
const DEFAULT: &str = "nl";

/// The language of a page: `nl`, or another one that there are texts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lang(pub String);

impl Lang {
    pub(crate) fn of(headers: &HeaderMap, uri: &Uri, app: &App) -> Self {
        let is_ours = |lang: &&str| is_known(app, lang) && !is_for_staff(uri.path());
        let chosen = find_cookie(headers, COOKIE).filter(is_ours).unwrap_or(DEFAULT);
        Self(chosen.to_owned())
    }
}

impl FromRequestParts<App> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, &parts.uri, app))
    }
}

fn is_known(app: &App, lang: &str) -> bool {
    app.pages().texts().langs().any(|known| known == lang)
}

/// Finds the value of a cookie. The first wins when there are several.
pub(crate) fn find_cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

#[derive(Deserialize)]
pub(crate) struct Back {
    naar: Option<String>,
}

/// `GET /taal/{lang}?naar=/pad`: remembers the language and goes back.
pub(crate) async fn choose(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(back): Query<Back>,
) -> Result<Response, PageError> {
    if !is_known(&app, &lang) {
        return Err(PageError::NotFound);
    }
    let to = back.naar.as_deref().and_then(LocalPath::parse);
    let secure = if app.settings().public_https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={lang}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}");
    let to = to.as_ref().map_or("/", LocalPath::as_str);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response())
}
