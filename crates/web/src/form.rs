//! Forms as browsers send them.

use axum::extract::{FromRequest, Request};
use axum::http::header;
use bytes::Bytes;

use crate::{App, PageError};

/// The name-value pairs of a form, in the order of the page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

impl std::fmt::Debug for Pairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What people typed never ends in a log.
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl Pairs {
    /// Returns the first value under this name.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns every value under this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Leaves out what no keyboard types and PostgreSQL keeps in no text.
pub(crate) fn typed(text: &str) -> String {
    text.replace('\0', "")
}

/// More than any form has; a page with more is no form of ours.
pub(crate) const PAIRS_MAX: usize = 2_000;

/// The body of a form without files.
#[derive(Debug, Clone)]
pub struct FormPairs(pub Pairs);

impl FromRequest<App> for FormPairs {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_form = content_type.is_some_and(|value| {
            value.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded")
        });
        if !is_form {
            return Err(PageError::BadRequest);
        }
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| match rejection.status().as_u16() {
            413 => PageError::TooLarge,
            _ => PageError::BadRequest,
        })?;
        let pairs = form_urlencoded::parse(&bytes).map(|(name, value)| (name.into_owned(), typed(&value)));
        let pairs: Vec<_> = pairs.take(PAIRS_MAX + 1).collect();
        if pairs.len() > PAIRS_MAX {
            return Err(PageError::TooLarge);
        }
        Ok(Self(Pairs(pairs)))
    }
}
