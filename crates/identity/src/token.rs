//! Secrets of a session: the token, its hash, and what is derived from it.

use std::fmt;
use std::fmt::Write as _;

use ::store::Clock;
use sha2::{Digest, Sha256};

/// 256 random bits that prove a session. Only the browser has it; it prints as `SessionToken(***)`.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken([u8; 32]);

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(***)")
    }
}

impl SessionToken {
    /// Makes a new token. The clock's randomness is that of the operating system, except in tests with a fixed clock.
    pub(crate) fn new(clock: &Clock) -> Self {
        Self(random_bytes(clock))
    }

    /// Reads the token from a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        parse_hex(text).map(Self)
    }

    /// Returns the token as it stands in the cookie.
    pub fn to_cookie_value(&self) -> String {
        hex(&self.0)
    }

    /// Returns what the database knows it by.
    pub(crate) fn hash(&self) -> String {
        hex(&derive("sessie", &self.0))
    }

    /// Returns a token for forms. It differs each time, so that compressed answers do not leak it byte by byte (BREACH).
    pub fn csrf(&self, clock: &Clock) -> String {
        let mask = random_bytes(clock);
        let masked = xor(&mask, &self.csrf_secret());
        format!("{}{}", hex(&mask), hex(&masked))
    }

    /// Decides whether a form holds the token of this session.
    pub fn is_csrf(&self, given: &str) -> bool {
        let halves = given.split_at_checked(64).and_then(|(mask, masked)| Some((parse_hex(mask)?, parse_hex(masked)?)));
        halves.is_some_and(|(mask, masked)| web::secret_eq(&xor(&mask, &masked), &self.csrf_secret()))
    }

    fn csrf_secret(&self) -> [u8; 32] {
        derive("csrf", &self.0)
    }
}

/// Returns 256 unpredictable bits.
pub(crate) fn random_bytes(clock: &Clock) -> [u8; 32] {
    let mut bytes = [0; 32];
    for chunk in bytes.chunks_exact_mut(8) {
        chunk.copy_from_slice(&clock.random().to_le_bytes());
    }
    bytes
}

/// Derives a value for one purpose; it tells nothing about the secret or about the values for other purposes.
pub(crate) fn derive(purpose: &str, secret: &[u8; 32]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"loket/");
    hasher.update(purpose.as_bytes());
    hasher.update(b"/");
    hasher.update(secret);
    hasher.finalize().into()
}

fn xor(one: &[u8; 32], other: &[u8; 32]) -> [u8; 32] {
    std::array::from_fn(|index| one[index] ^ other[index])
}

/// Writes bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads exactly 32 bytes in hexadecimal.
pub(crate) fn parse_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |character: u8| char::from(character).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_is_different_each_time_and_valid_for_its_own_session_only() {
        let clock = Clock::system();
        let (own, other) = (SessionToken::new(&clock), SessionToken::new(&clock));
        let (first, second) = (own.csrf(&clock), own.csrf(&clock));
        assert_ne!(first, second);
        assert!(own.is_csrf(&first) && own.is_csrf(&second));
        assert!(!other.is_csrf(&first));
        for wrong in ["", "00", &first[..127], &"0".repeat(128), &own.to_cookie_value(), "é"] {
            assert!(!own.is_csrf(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_token_does_not_print_itself_and_survives_its_cookie() {
        let token = SessionToken::new(&Clock::system());
        assert_eq!(format!("{token:?}"), "SessionToken(***)");
        assert_eq!(SessionToken::parse(&token.to_cookie_value()), Some(token.clone()));
        assert_ne!(token.hash(), token.to_cookie_value());
        assert_eq!(SessionToken::parse("zz"), None);
    }
}
