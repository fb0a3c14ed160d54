//! Entity tags: strong, over the bytes of the representation.

use std::convert::Infallible;
use std::fmt::Write as _;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Problem;

/// A strong entity tag, with its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Etag(String);

impl Etag {
    /// Returns the tag of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let hash = Sha256::digest(bytes);
        let mut text = String::from("\"");
        for byte in hash.iter().take(16) {
            // Writing to a string can't fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push('"');
        Self(text)
    }

    /// Names a tag that was made elsewhere, with its quotes.
    pub fn named(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the tag as it stands in a header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns a mark of what a form was made from: the form takes it along, so that nobody overwrites what she did not see.
pub fn mark(shown: &[u8]) -> String {
    Etag::of(shown).as_str().trim_matches('"').to_owned()
}

/// What the caller already has.
#[derive(Debug, Clone, Default)]
pub struct IfNoneMatch(Option<String>);

impl IfNoneMatch {
    /// Reads the header.
    pub fn of(headers: &HeaderMap) -> Self {
        let all: Vec<_> =
            headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).collect();
        Self((!all.is_empty()).then(|| all.join(",")))
    }

    /// Decides whether the caller has this already. `W/` makes no difference here, as RFC 9110 asks for `If-None-Match`.
    pub fn matches(&self, etag: &Etag) -> bool {
        self.0.as_deref().is_some_and(|given| {
            given.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == etag.as_str())
        })
    }

    /// Answers with the value as JSON and its tag, or with 304 when the caller has it already.
    ///
    /// # Errors
    /// When the value can't be written as JSON: a mistake in our own types.
    pub fn answer(&self, value: &impl Serialize) -> Result<Response, Problem> {
        let bytes = serde_json::to_vec(value).map_err(|error| Problem::internal(&error))?;
        Ok(self.answer_bytes("application/json", bytes))
    }

    /// Answers with these bytes and their tag, or with 304 when the caller has them already.
    pub fn answer_bytes(&self, content_type: &'static str, bytes: Vec<u8>) -> Response {
        let etag = Etag::of(&bytes);
        let tag = [(header::ETAG, etag.as_str().to_owned())];
        if self.matches(&etag) {
            return (StatusCode::NOT_MODIFIED, tag).into_response();
        }
        (tag, [(header::CONTENT_TYPE, content_type)], bytes).into_response()
    }
}

impl<S: Sync> FromRequestParts<S> for IfNoneMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_matches_itself_in_a_list_and_the_star() {
        let etag = Etag::named("\"abc\"");
        for (given, expected) in [
            (None, false),
            (Some("\"abc\""), true),
            (Some("\"x\", \"abc\""), true),
            (Some("W/\"abc\""), true),
            (Some("*"), true),
            (Some("\"ab\""), false),
        ] {
            assert_eq!(IfNoneMatch(given.map(str::to_owned)).matches(&etag), expected, "{given:?}");
        }
    }
}
