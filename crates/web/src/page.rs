//! Pages: what a handler needs to make one, and what it answers when it can't.

use std::error::Error;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use ui::{Arg, Chrome, LanguageLink, Municipality, Site, THEMES};

use crate::layers::NotHere;
use crate::problem::{log_failure, random_uuid};
use crate::{App, BaseUrl, Lang, LocalPath, Tenant};

/// A page for somebody who is logged in: no cache keeps it, so that "back" after logout shows nothing.
#[derive(Debug, Clone)]
pub struct Page(pub String);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, "no-store")], Html(self.0)).into_response()
    }
}

/// A page for everybody: a browser asks again whether it has changed.
#[derive(Debug, Clone)]
pub struct PublicPage(pub String);

impl IntoResponse for PublicPage {
    fn into_response(self) -> Response {
        ([(header::CACHE_CONTROL, "no-cache")], Html(self.0)).into_response()
    }
}

/// Why there is no page. The outermost layer makes the error page, in the language of the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageError {
    /// It does not exist, or it is somebody else's: the same answer, so that nobody can tell.
    NotFound,
    /// The account has no access. For staff; a resident gets [`PageError::NotFound`].
    Forbidden,
    /// Somebody else was first.
    Conflict,
    /// The browser sent something that no page of ours sends.
    BadRequest,
    /// The form or a file in it is larger than allowed.
    TooLarge,
    /// Somebody who did not log in did this too often; an hour later it can be done again.
    TooMany,
    /// A source does not answer.
    Unavailable,
    /// Our fault; the cause is in the log.
    Internal,
    /// Another refusal, in words of its own.
    Told {
        /// The HTTP status.
        status_code: StatusCode,
        /// The key of the title.
        title: &'static str,
        /// The key of the sentence below it.
        text: &'static str,
    },
    /// No error to the reader: the page is elsewhere (303).
    Redirect(String),
}

impl PageError {
    /// Writes the chain of causes to the log, and says to the reader only that it is our fault; of a race with others, and of a database that
    /// can't be reached now, to try again.
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        log_failure(random_uuid(), error);
        let is_over_soon = store::StoreError::is_race_in(error) || store::StoreError::is_outage_in(error);
        if is_over_soon { Self::Unavailable } else { Self::Internal }
    }

    /// Says that the form is of another session, of another site, or too old.
    pub const fn stale_form() -> Self {
        Self::Told {
            status_code: StatusCode::FORBIDDEN,
            title: "fout-formulier-verlopen-titel",
            text: "fout-formulier-verlopen-tekst",
        }
    }

    /// Returns the HTTP status.
    pub fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Told { status_code, .. } => *status_code,
            Self::Redirect(_) => StatusCode::SEE_OTHER,
        }
    }

    /// The keys of title and sentence, where the template has none of its own.
    pub(crate) fn text_keys(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::BadRequest => Some(("fout-400-titel", "fout-400-tekst")),
            Self::TooLarge => Some(("fout-413-titel", "fout-413-tekst")),
            Self::TooMany => Some(("fout-429-titel", "fout-429-tekst")),
            Self::Told { title, text, .. } => Some((title, text)),
            _ => None,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Self::Redirect(to) = &self {
            return Redirect::to(to).into_response();
        }
        let mut response = self.status_code().into_response();
        if self == Self::TooMany {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("3600"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<store::StoreError> for PageError {
    fn from(error: store::StoreError) -> Self {
        Self::internal(&error)
    }
}

impl From<ui::PageError> for PageError {
    fn from(error: ui::PageError) -> Self {
        Self::internal(&error)
    }
}

/// What every page handler starts from: the municipality, the language, and how to make a page of them.
#[derive(Debug, Clone)]
pub struct PageCall {
    /// The state of the program.
    pub app: App,
    /// The municipality.
    pub tenant: Tenant,
    /// The language of the reader.
    pub lang: Lang,
    /// Scheme and host.
    pub base: BaseUrl,
    /// The path and query of this request, to come back to.
    pub here: LocalPath,
}

impl PageCall {
    /// Returns a text in the language of the reader.
    pub fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.app.pages().texts().text(&self.lang.0, key, args)
    }

    /// Returns the surroundings of a page with this title, for a reader who is not logged in. A session adds who is.
    pub fn chrome(&self, title: impl Into<String>) -> Chrome {
        chrome(&self.app, Some(&self.tenant), &self.lang, &self.here, title.into())
    }

    /// Makes a page for somebody who is logged in.
    ///
    /// # Errors
    /// When the template or its context has a mistake.
    pub fn page(&self, template: &str, context: impl Serialize, chrome: &Chrome) -> Result<Page, PageError> {
        Ok(Page(self.app.pages().render(template, context, chrome)?))
    }

    /// Makes a page for everybody.
    ///
    /// # Errors
    /// When the template or its context has a mistake.
    pub fn public_page(
        &self,
        template: &str,
        context: impl Serialize,
        chrome: &Chrome,
    ) -> Result<PublicPage, PageError> {
        Ok(PublicPage(self.app.pages().render(template, context, chrome)?))
    }
}

impl FromRequestParts<App> for PageCall {
    type Rejection = NotHere;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, NotHere> {
        let base = BaseUrl::of(&parts.headers, &parts.uri, app.settings()).ok_or(NotHere)?;
        let tenant = app.tenants().find(base.host()).cloned().ok_or(NotHere)?;
        let lang = Lang::of(&parts.headers, &parts.uri, app);
        Ok(Self { app: app.clone(), tenant, lang, base, here: here(&parts.uri) })
    }
}

/// The path and query of a request; the home page when it can't be one of our links.
pub(crate) fn here(uri: &Uri) -> LocalPath {
    let text = uri.path_and_query().map_or("/", |path| path.as_str());
    LocalPath::parse(text).unwrap_or_else(|| LocalPath::parse("/").expect("a slash is a local path"))
}

/// Decides whether a path belongs to the pages for staff: they are in Dutch, whatever a reader chose elsewhere.
pub(crate) fn is_for_staff(path: &str) -> bool {
    matches!(site_of(path).0, Site::Workplace | Site::Admin)
}

/// Which part of the product a path belongs to, and where that part begins.
fn site_of(path: &str) -> (Site, &'static str) {
    match path.split(['/', '?']).nth(1) {
        Some("mijn") => (Site::Portal, "/mijn"),
        Some("werk") => (Site::Workplace, "/werk"),
        Some("beheer") => (Site::Admin, "/beheer"),
        _ => (Site::Public, "/"),
    }
}

pub(crate) fn chrome(app: &App, tenant: Option<&Tenant>, lang: &Lang, here: &LocalPath, title: String) -> Chrome {
    let texts = app.pages().texts();
    let (site, home) = site_of(here.as_str());
    let others = texts.langs().filter(|other| *other != lang.0 && !is_for_staff(here.as_str()));
    let languages = others.map(|other| LanguageLink {
        lang: other.to_owned(),
        label: texts.text(other, "taal-naam", &[]),
        href: format!("/taal/{other}?naar={}", here.as_query_value()),
    });
    let path = here.as_str().split('?').next().unwrap_or_default().to_owned();
    let mut chrome = Chrome {
        lang: lang.0.clone(),
        site,
        title,
        demo: app.settings().demo,
        home_href: home.into(),
        languages: languages.collect(),
        path,
        ..Chrome::default()
    };
    if let Some(gemeente) = tenant.and_then(|tenant| tenant.db.find_gemeente()) {
        chrome.municipality = Municipality {
            name: texts.text(&lang.0, "gemeente-naam", &[("naam", gemeente.naam.as_str().into())]),
            website: gemeente.website.clone(),
            phone: gemeente.telefoon.clone(),
            opening_hours: gemeente.openingstijden.clone(),
        };
        if let Some(theme) = THEMES.iter().find(|theme| theme.name == gemeente.thema) {
            chrome = chrome.with_theme(*theme);
        }
    }
    chrome
}
