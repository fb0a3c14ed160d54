//! A login on its way: what the browser keeps between start and return.
//!
//! Nothing is stored. A cookie holds a secret; the `state` that travels through the login means is derived from it. So a return
//! counts only in the browser that started, and nobody can log somebody else in as himself (login CSRF).

use ::store::Clock;
use values::actor::Betrouwbaarheidsniveau;
use web::LocalPath;

use crate::token::{derive, hex, parse_hex, random_bytes};

/// How sure every login must be, whatever the address or the cookie asks: a password alone opens nothing.
pub(crate) const LOA_FLOOR: Betrouwbaarheidsniveau = Betrouwbaarheidsniveau::Midden;

/// One login that has started and has not returned yet.
#[derive(Clone)]
pub struct LoginAttempt {
    secret: [u8; 32],
    /// The least sure login that the page needs; never less than [`LOA_FLOOR`].
    pub loa_min: Betrouwbaarheidsniveau,
    /// Whether the person wants to act for somebody else.
    pub is_namens: bool,
    /// Where to go after login.
    pub naar: Option<LocalPath>,
}

impl std::fmt::Debug for LoginAttempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginAttempt").field("naar", &self.naar).finish_non_exhaustive()
    }
}

const LEVELS: [(&str, Betrouwbaarheidsniveau); 4] = [
    ("basis", Betrouwbaarheidsniveau::Basis),
    ("midden", Betrouwbaarheidsniveau::Midden),
    ("substantieel", Betrouwbaarheidsniveau::Substantieel),
    ("hoog", Betrouwbaarheidsniveau::Hoog),
];

/// Finds the level with this name.
pub(crate) fn parse_loa(text: &str) -> Option<Betrouwbaarheidsniveau> {
    LEVELS.iter().find(|(name, _)| *name == text).map(|(_, level)| *level)
}

/// Returns the name of the level in URLs and cookies.
pub(crate) fn loa_name(loa: Betrouwbaarheidsniveau) -> &'static str {
    LEVELS.iter().find(|(_, level)| *level == loa).map_or("", |(name, _)| name)
}

impl LoginAttempt {
    pub(crate) fn new(
        clock: &Clock,
        loa_min: Betrouwbaarheidsniveau,
        is_namens: bool,
        naar: Option<LocalPath>,
    ) -> Self {
        Self { secret: random_bytes(clock), loa_min: loa_min.max(LOA_FLOOR), is_namens, naar }
    }

    /// Returns what travels through the login means and must come back.
    pub fn state(&self) -> String {
        hex(&derive("state", &self.secret))
    }

    /// Returns a further secret of this attempt, such as the `nonce` or the PKCE verifier of OIDC.
    pub fn secret_for(&self, purpose: &str) -> String {
        hex(&derive(purpose, &self.secret))
    }

    pub(crate) fn is_state(&self, given: &str) -> bool {
        web::secret_eq(self.state().as_bytes(), given.as_bytes())
    }

    pub(crate) fn to_cookie_value(&self) -> String {
        let naar = self.naar.as_ref().map(LocalPath::as_query_value).unwrap_or_default();
        let namens = if self.is_namens { "namens" } else { "zelf" };
        format!("{}.{}.{namens}.{naar}", hex(&self.secret), loa_name(self.loa_min))
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let secret = parse_hex(parts.next()?)?;
        let loa_min = parse_loa(parts.next()?)?;
        let is_namens = parts.next()? == "namens";
        let pair = format!("naar={}", parts.next()?);
        // The cookie is no secret to its owner, so its path is judged again.
        let naar = form_urlencoded::parse(pair.as_bytes()).next().and_then(|(_, naar)| LocalPath::parse(&naar));
        // Nor may she choose a weaker login than every page needs.
        Some(Self { secret, loa_min: loa_min.max(LOA_FLOOR), is_namens, naar })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_survives_its_cookie_and_judges_the_path_again() {
        let naar = LocalPath::parse("/mijn/zaken?a=b.c&d=%20");
        let attempt = LoginAttempt::new(&Clock::system(), Betrouwbaarheidsniveau::Hoog, true, naar.clone());
        let back = LoginAttempt::parse(&attempt.to_cookie_value()).unwrap();
        assert_eq!(
            (back.state(), back.loa_min, back.is_namens, back.naar),
            (attempt.state(), attempt.loa_min, true, naar)
        );
        assert!(attempt.is_state(&attempt.state()) && !attempt.is_state(""));

        let secret = "0".repeat(64);
        assert_eq!(LoginAttempt::parse(&format!("{secret}.midden.zelf.%2F%2Fevil.nl")).unwrap().naar, None);
        assert!(LoginAttempt::parse("x.midden.zelf.").is_none());
    }

    #[test]
    fn nobody_chooses_a_login_with_a_password_alone() {
        let weak = LoginAttempt::new(&Clock::system(), Betrouwbaarheidsniveau::Basis, false, None);
        assert_eq!(weak.loa_min, LOA_FLOOR);
        let edited = LoginAttempt::parse(&format!("{}.basis.zelf.", "0".repeat(64))).unwrap();
        assert_eq!(edited.loa_min, LOA_FLOOR);
    }
}
