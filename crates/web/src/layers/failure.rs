//! From failure to answer: panics and time-outs are caught, and every error gets its page or problem.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use serde::Serialize;

use super::is_api;
use crate::page::{chrome, here};
use crate::{App, BaseUrl, Lang, PageError, Patience, Problem};

/// The context of `fout.html`.
#[derive(Serialize)]
struct ErrorView {
    code: u16,
    title: String,
    text: String,
}

pub(super) async fn finish(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let base = BaseUrl::of(request.headers(), request.uri(), app.settings());
    let lang = Lang::of(request.headers(), request.uri(), &app);
    let uri = request.uri().clone();
    let patience = Patience::new(Duration::from_secs(app.settings().request_timeout_s));
    request.extensions_mut().insert(patience.clone());
    // Nothing that a handler holds outlives it: transactions that were dropped are undone.
    let outcome = tokio::select! {
        outcome = AssertUnwindSafe(next.run(request)).catch_unwind() => Some(outcome),
        () = patience.is_over() => None,
    };
    let mut response = match outcome {
        Some(Ok(response)) => response,
        Some(Err(_)) => {
            tracing::error!("A handler panicked; the panic hook wrote where");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        None => {
            tracing::warn!("A request took too long");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    let status_code = response.status();
    if !status_code.is_client_error() && !status_code.is_server_error() {
        return response;
    }
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return with_problem(response, &problem, base.as_ref());
    }
    let fault = match response.extensions_mut().remove::<PageError>() {
        Some(fault) => fault,
        None if !is_bare(&response) => return response,
        None if is_api(uri.path()) => return with_problem(response, &problem_of(status_code), base.as_ref()),
        None => page_error_of(status_code),
    };
    let tenant = base.as_ref().and_then(|base| app.tenants().find(base.host()));
    let texts = app.pages().texts();
    let text = |key: &str| texts.find_text(&lang.0, key, &[]).unwrap_or_default();
    let (title, text) = fault.text_keys().map(|(title, words)| (text(title), text(words))).unwrap_or_default();
    let mut chrome = chrome(&app, tenant, &lang, &here(&uri), title.clone());
    if fault == PageError::Forbidden {
        // Only staff hears this; a resident hears that the page does not exist. Her own pages are the workplace, where she can log out.
        (chrome.site, chrome.home_href) = (ui::Site::Workplace, "/werk".into());
        chrome.languages.clear();
    }
    let html = app.pages().render("fout.html", ErrorView { code: fault.status_code().as_u16(), title, text }, &chrome);
    match html {
        Ok(html) => with_body(response, "text/html; charset=utf-8", html.into_bytes()),
        Err(error) => {
            tracing::error!(%error, "The error page itself failed");
            response
        }
    }
}

/// Decides whether the answer still lacks its words: the router and the extractors of axum give none, or one line in English.
fn is_bare(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    matches!(content_type, None | Some(b"text/plain; charset=utf-8"))
}

fn problem_of(status_code: StatusCode) -> Problem {
    match status_code.as_u16() {
        404 => Problem::not_found(),
        405 => Problem::method_not_allowed(),
        413 => Problem::too_large(),
        415 => Problem::unsupported_media_type(),
        403 => Problem::forbidden("Geen toegang."),
        503 => Problem::unavailable(),
        500.. => Problem::internal(&Unexplained),
        _ => Problem::parse_error("De aanroep kon niet worden gelezen."),
    }
}

/// The cause of a failure that was logged where it happened.
#[derive(Debug, thiserror::Error)]
#[error("the handler gave no answer")]
struct Unexplained;

fn page_error_of(status_code: StatusCode) -> PageError {
    match status_code.as_u16() {
        // To a reader a page that can't be opened like this does not exist.
        404 | 405 => PageError::NotFound,
        403 => PageError::Forbidden,
        409 => PageError::Conflict,
        413 => PageError::TooLarge,
        503 => PageError::Unavailable,
        500.. => PageError::Internal,
        _ => PageError::BadRequest,
    }
}

fn with_problem(mut response: Response, problem: &Problem, base: Option<&BaseUrl>) -> Response {
    *response.status_mut() = problem.status_code();
    with_body(response, "application/problem+json", problem.to_bytes(base.map_or("", BaseUrl::as_str)))
}

/// Puts another body in; headers such as `Allow` and `Set-Cookie` stay.
fn with_body(response: Response, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    Response::from_parts(parts, Body::from(bytes))
}
