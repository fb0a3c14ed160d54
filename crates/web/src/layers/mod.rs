//! What holds for every request, from the outside in: what was left unread, observation, headers, compression, failures, origin, size of
//! the body.

mod failure;
mod headers;
mod observe;
mod origin;
mod rest;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};

use crate::App;

/// Says that there is nothing here: no such page, resource or municipality. It becomes a page or a problem by its path.
#[derive(Debug, Clone, Copy)]
pub struct NotHere;

impl IntoResponse for NotHere {
    fn into_response(self) -> Response {
        StatusCode::NOT_FOUND.into_response()
    }
}

/// Decides whether the caller of this path is a program, which wants a problem instead of a page.
fn is_api(path: &str) -> bool {
    path.split('/').skip(1).take(2).any(|segment| segment == "api")
}

/// Decides whether an answer may be compressed: a file may not, as its number of bytes and its ranges would no longer hold.
fn is_no_file(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::ACCEPT_RANGES) && !headers.contains_key(header::CONTENT_RANGE)
}

/// Wraps the routes. The last one added is the outermost.
pub(crate) fn apply(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(DefaultBodyLimit::max(app.settings().request_bytes_max))
        .layer(from_fn_with_state(app.clone(), origin::check))
        .layer(from_fn_with_state(app.clone(), failure::finish))
        .layer(CompressionLayer::new().br(true).gzip(true).compress_when(DefaultPredicate::new().and(is_no_file)))
        .layer(from_fn_with_state(app.clone(), headers::add))
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .layer(from_fn(rest::take_in))
}

#[cfg(test)]
mod tests {
    use super::is_api;

    #[test]
    fn programs_call_paths_with_api() {
        for path in ["/zaken/api/v1/zaken", "/api/v1/zaken", "/zaken/api"] {
            assert!(is_api(path), "{path}");
        }
        for path in ["/", "/mijn/zaken", "/apis/v1", "/mijn/zaken/api"] {
            assert!(!is_api(path), "{path}");
        }
    }
}
