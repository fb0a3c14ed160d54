//! The three cookies: session of a resident, session of staff, login on its way.

use axum::http::{HeaderMap, header};
use web::{PageError, Pairs, WebSettings};

use crate::{LoginAttempt, SessionToken};

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cookie {
    Resident,
    Staff,
    Attempt,
}

/// A login takes at most this long.
const ATTEMPT_S: u32 = 15 * 60;

impl Cookie {
    /// `__Host-` makes the browser refuse the cookie from a subdomain, from plain http and for a part of the site; it only exists on https.
    fn name(self, settings: &WebSettings) -> &'static str {
        match (self, settings.public_https) {
            (Self::Resident, true) => "__Host-loket",
            (Self::Resident, false) => "loket",
            (Self::Staff, true) => "__Host-loket-werk",
            (Self::Staff, false) => "loket-werk",
            (Self::Attempt, true) => "__Host-loket-inlog",
            (Self::Attempt, false) => "loket-inlog",
        }
    }

    fn find(self, headers: &HeaderMap, settings: &WebSettings) -> Option<String> {
        let name = self.name(settings);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(found, value)| (found == name).then(|| value.to_owned()))
    }

    pub(super) fn token(self, headers: &HeaderMap, settings: &WebSettings) -> Option<SessionToken> {
        self.find(headers, settings).as_deref().and_then(SessionToken::parse)
    }

    /// Writes the cookie; a session ends with the browser, a login on its way sooner.
    pub(super) fn set(self, value: &str, settings: &WebSettings) -> String {
        let secure = if settings.public_https { "; Secure" } else { "" };
        let age = if self == Self::Attempt { format!("; Max-Age={ATTEMPT_S}") } else { String::new() };
        format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}", self.name(settings))
    }

    /// Takes the cookie away.
    pub(super) fn clear(self, settings: &WebSettings) -> String {
        let secure = if settings.public_https { "; Secure" } else { "" };
        format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", self.name(settings))
    }
}

/// Returns the login that this browser started, when it came back with its state.
pub(super) fn returning_attempt(
    headers: &HeaderMap,
    settings: &WebSettings,
    answer: &Pairs,
) -> Result<LoginAttempt, PageError> {
    find_attempt(headers, settings)
        .filter(|attempt| answer.find("state").is_some_and(|state| attempt.is_state(state)))
        .ok_or_else(PageError::stale_form)
}

pub(super) fn find_attempt(headers: &HeaderMap, settings: &WebSettings) -> Option<LoginAttempt> {
    Cookie::Attempt.find(headers, settings).as_deref().and_then(LoginAttempt::parse)
}

/// Returns the `Cookie` header of a browser with this session, for tests that skip the login.
pub fn session_cookie(token: &SessionToken, is_staff: bool, settings: &WebSettings) -> String {
    let cookie = if is_staff { Cookie::Staff } else { Cookie::Resident };
    format!("{}={}", cookie.name(settings), token.to_cookie_value())
}
