//! Forms of other sites are refused, before any handler sees them.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::is_api;
use crate::{App, BaseUrl, PageError, WebSettings};

pub(super) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    // APIs are called with a token in a header, which no browser adds by itself.
    let is_form =
        !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) && !is_api(request.uri().path());
    if is_form && !is_own_form(request.headers(), request.uri(), app.settings()) {
        return PageError::stale_form().into_response();
    }
    next.run(request).await
}

/// Decides by what the browser says of where the form was. A browser that says nothing still needs the token in the form.
fn is_own_form(headers: &HeaderMap, uri: &Uri, settings: &WebSettings) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return false;
    }
    match headers.get(header::ORIGIN) {
        None => true,
        // A proxy may show us another host than the browser sees; what the browser itself compared, it has said above.
        Some(_) if site == Some(b"same-origin") => true,
        Some(origin) => BaseUrl::of(headers, uri, settings)
            .is_some_and(|base| origin.as_bytes().eq_ignore_ascii_case(base.as_str().as_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_of_this_site_are_taken() {
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[], true),
            (&[("origin", "https://a.nl")], true),
            (&[("origin", "http://a.nl")], false),
            (&[("origin", "https://evil.nl")], false),
            (&[("origin", "null")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://b.a.nl")], false),
            (&[("sec-fetch-site", "same-origin"), ("origin", "https://a.nl")], true),
            (&[("sec-fetch-site", "none"), ("origin", "https://evil.nl")], false),
        ];
        for (given, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert("host", "a.nl".parse().unwrap());
            for (name, value) in given {
                headers.insert(axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
            }
            assert_eq!(is_own_form(&headers, &Uri::from_static("/"), &WebSettings::default()), expected, "{given:?}");
        }
    }
}
