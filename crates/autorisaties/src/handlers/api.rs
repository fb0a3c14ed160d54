//! What wraps the routes of one API, and the headers that its standard asks for.

use axum::extract::{FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use openapi::Document;
use uuid::Uuid;
use web::{App, Problem};

use super::document::document_at;
use crate::Sealer;

/// Wraps the routes of an API: its document stands beside them, every answer carries its version, and every handler can check tokens.
pub fn api(routes: Router<App>, document: &'static Document, sealer: Sealer) -> Router<App> {
    more_of_api(routes.merge(document_at(document.root, document)), document, sealer)
}

/// Wraps routes of an API whose others are served by another crate.
pub fn more_of_api(routes: Router<App>, document: &'static Document, sealer: Sealer) -> Router<App> {
    routes
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(check_accept))
        .layer(map_response(move |mut response: Response| async move {
            let name = HeaderName::from_static("api-version");
            response.headers_mut().insert(name, HeaderValue::from_static(document.version));
            response
        }))
        .layer(Extension(sealer))
}

/// The answer below the root of an API where there is no resource.
pub async fn not_found() -> Problem {
    Problem::not_found()
}

/// A method that the resource lacks is refused before anybody looks at the token.
async fn method_not_allowed() -> Problem {
    Problem::method_not_allowed()
}

/// Refuses a caller that reads no JSON. Files are what they are: their routes end with `/download` or a file name.
async fn check_accept(request: Request, next: Next) -> Response {
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    let is_file = matches!(last, "download" | "report") || last.contains('.');
    if is_file || accepts_json(request.headers()) {
        return next.run(request).await;
    }
    Problem::not_acceptable("Deze API antwoordt met application/json.").into_response()
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let given: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let mut kinds = given.iter().flat_map(|given| given.split(',')).map(str::trim).peekable();
    if kinds.peek().is_none_or(|first| first.is_empty()) {
        return true;
    }
    kinds.any(|kind| {
        let mut parts = kind.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let is_json = matches!(name.as_str(), "*/*" | "application/*" | "application/json") || name.ends_with("+json");
        is_json && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The id at the end of a path. What is no UUID is the id of nothing.
#[derive(Debug, Clone, Copy)]
pub struct Key(pub Uuid);

impl FromRequestParts<App> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Path(text) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| Problem::not_found())?;
        Uuid::try_parse(&text).map(Self).map_err(|_| Problem::not_found())
    }
}

/// The ids of a path with a main object and something below it.
#[derive(Debug, Clone, Copy)]
pub struct Keys(pub Uuid, pub Uuid);

impl FromRequestParts<App> for Keys {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let found = Path::<(String, String)>::from_request_parts(parts, app).await;
        let Path((main, below)) = found.map_err(|_| Problem::not_found())?;
        let read = |text: &str| Uuid::try_parse(text).map_err(|_| Problem::not_found());
        Ok(Self(read(&main)?, read(&below)?))
    }
}

const CRS: &str = "EPSG:4326";

/// The caller said in which coordinates it wants geometry. Take it after [`crate::handlers::Caller`]: 403 comes before 412.
#[derive(Debug, Clone, Copy)]
pub struct AcceptCrs;

/// The caller said in which coordinates the geometry of its body is.
#[derive(Debug, Clone, Copy)]
pub struct ContentCrs;

impl AcceptCrs {
    /// The header of the answer.
    pub const HEADER: [(HeaderName, &'static str); 1] = [(HeaderName::from_static("content-crs"), CRS)];
}

fn check(parts: &Parts, name: &'static str) -> Result<(), Problem> {
    match parts.headers.get(name).map(HeaderValue::as_bytes) {
        None => Err(Problem::precondition_failed(format!("De header '{name}' ontbreekt."))),
        Some(given) if given == CRS.as_bytes() => Ok(()),
        Some(_) => Err(Problem::not_acceptable(format!("De header '{name}' moet '{CRS}' zijn."))),
    }
}

impl FromRequestParts<App> for AcceptCrs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        // What has no body has no geometry.
        if parts.method == Method::HEAD && !parts.headers.contains_key("accept-crs") {
            return Ok(Self);
        }
        check(parts, "accept-crs").map(|()| Self)
    }
}

/// The caller may have said in which coordinates it wants geometry; what it says must be ours.
#[derive(Debug, Clone, Copy)]
pub struct AcceptCrsOptional;

impl FromRequestParts<App> for AcceptCrsOptional {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        if parts.headers.contains_key("accept-crs") { check(parts, "accept-crs").map(|()| Self) } else { Ok(Self) }
    }
}

impl FromRequestParts<App> for ContentCrs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        check(parts, "content-crs").map(|()| Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_that_reads_no_json_is_known_by_its_accept_header() {
        for (given, expected) in [
            (None, true),
            (Some(""), true),
            (Some("*/*"), true),
            (Some("text/html, application/json;q=0.5"), true),
            (Some("application/hal+json"), true),
            (Some("application/json;q=0, text/html"), false),
            (Some("application/xml"), false),
        ] {
            let headers = given.map(|given| (header::ACCEPT, HeaderValue::from_static(given))).into_iter().collect();
            assert_eq!(accepts_json(&headers), expected, "{given:?}");
        }
    }
}
