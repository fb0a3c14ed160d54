//! What a request tells about its sender, besides who it is.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use web::{BaseUrl, LocalPath, PageCall, PageError, Pairs};

use crate::SessionToken;

/// The field that `ui` puts in each form, and the name that other forms may use.
const CSRF_FIELDS: [&str; 2] = ["csrf", "_csrf"];

/// Decides whether somebody is there: a page that asks for news by itself does not keep a session alive.
pub(super) fn is_activity(parts: &Parts) -> bool {
    let mode = parts.headers.get("sec-fetch-mode").map(|value| value.as_bytes());
    !matches!(parts.method, Method::GET | Method::HEAD) || matches!(mode, None | Some(b"navigate"))
}

/// The page that a form was on, when it is one of this site.
pub(super) fn find_referer(headers: &HeaderMap, base: &BaseUrl) -> Option<LocalPath> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    base.find_path(referer).and_then(LocalPath::parse)
}

/// Refuses a form without the token of this session.
pub(super) fn check_csrf(token: &SessionToken, pairs: &Pairs) -> Result<(), PageError> {
    let given = CSRF_FIELDS.iter().find_map(|name| pairs.find(name));
    if given.is_some_and(|given| token.is_csrf(given)) { Ok(()) } else { Err(PageError::stale_form()) }
}

/// Where somebody without session goes. What was being read is found back after login; what was being sent can't be.
pub(super) fn to_login(call: &PageCall, parts: &Parts, is_over: bool, site: &Site) -> PageError {
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let reason = if is_over { "&reden=sessie" } else { "" };
        return PageError::Redirect(format!("{}?naar={}{reason}", site.login, call.here.as_query_value()));
    }
    let back = find_referer(&parts.headers, &call.base);
    let naar = back.map(|back| format!("?naar={}", back.as_query_value())).unwrap_or_default();
    PageError::Redirect(format!("{}{naar}", site.expired))
}

/// The pages around a session: those of residents, or those of staff.
pub(super) struct Site {
    pub(super) home: &'static str,
    pub(super) login: &'static str,
    pub(super) logout: &'static str,
    pub(super) logged_out: &'static str,
    pub(super) extend: &'static str,
    pub(super) expired: &'static str,
}

pub(super) const RESIDENT: Site = Site {
    home: "/mijn",
    login: "/inloggen",
    logout: "/uitloggen",
    logged_out: "/uitgelogd",
    extend: "/sessie/verlengen",
    expired: "/sessie-verlopen",
};

pub(super) const STAFF: Site = Site {
    home: "/werk",
    login: "/werk/inloggen",
    logout: "/werk/uitloggen",
    logged_out: "/werk/uitgelogd",
    extend: "/werk/sessie/verlengen",
    expired: "/werk/sessie-verlopen",
};

impl Site {
    /// Returns the surroundings of a page of somebody who is logged in. The page crate adds its menu.
    pub(super) fn chrome(&self, call: &PageCall, title: String, csrf: &str, seconds_left: u32) -> ui::Chrome {
        ui::Chrome {
            csrf: csrf.to_owned(),
            session_seconds_left: Some(seconds_left),
            home_href: self.home.into(),
            logout_action: self.logout.into(),
            extend_action: self.extend.into(),
            expired_href: format!("{}?naar={}", self.expired, call.here.as_query_value()),
            switch_href: self.login.into(),
            ..call.chrome(title)
        }
    }
}
