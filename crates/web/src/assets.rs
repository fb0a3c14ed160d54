//! Styles and scripts. Their URL changes with their content, so that a browser keeps them for ever.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use crate::layers::NotHere;
use crate::{Etag, IfNoneMatch};

/// `GET /static/{hash}/{name}`.
pub(crate) async fn read(uri: Uri, headers: HeaderMap, known: IfNoneMatch) -> Result<Response, NotHere> {
    let asset = ui::find_asset(uri.path()).ok_or(NotHere)?;
    let keep = [
        (header::ETAG, asset.etag.clone()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    if known.matches(&Etag::named(asset.etag)) {
        return Ok((StatusCode::NOT_MODIFIED, keep).into_response());
    }
    let content_type = [(header::CONTENT_TYPE, asset.content_type)];
    Ok(match asset.brotli.filter(|_| takes_brotli(&headers)) {
        Some(brotli) => (keep, content_type, [(header::CONTENT_ENCODING, "br")], body(brotli)).into_response(),
        None => (keep, content_type, body(asset.bytes)).into_response(),
    })
}

/// `GET /favicon.ico`: browsers ask for it at pages that are none of ours, such as an answer of an API. The mark of the default theme.
pub(crate) async fn icon() -> Result<Response, NotHere> {
    let [theme, ..] = ui::THEMES;
    let asset = ui::find_asset(&ui::asset_url(theme.icon)).ok_or(NotHere)?;
    let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, body(asset.bytes)).into_response())
}

fn body(bytes: Cow<'static, [u8]>) -> Body {
    Body::from(match bytes {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    })
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let given = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    given.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|quality| quality.trim_end_matches(['0', '.']) == "q=")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_goes_to_who_asks_for_it() {
        for (given, expected) in [
            ("br", true),
            ("gzip, br;q=0.9", true),
            ("gzip", false),
            ("br;q=0", false),
            ("br;q=0.0, gzip", false),
            ("", false),
        ] {
            let headers = [(header::ACCEPT_ENCODING, given.parse().unwrap())].into_iter().collect();
            assert_eq!(takes_brotli(&headers), expected, "{given}");
        }
    }
}
