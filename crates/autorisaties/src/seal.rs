//! Secrets at rest.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Seals secrets under the key of this installation, and says how long a token that was signed with one holds. Cheap to clone; the key
/// never leaves it.
#[derive(Clone)]
pub struct Sealer {
    cipher: Arc<XChaCha20Poly1305>,
    codes: Arc<[u8; 32]>,
    tokens: TokenAge,
}

/// How old a token may be, whatever its own `exp` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenAge {
    /// Seconds since its `iat`.
    pub max_s: u32,
    /// Seconds that clocks may differ: added to every bound.
    pub leeway_s: u32,
}

impl Default for TokenAge {
    fn default() -> Self {
        Self { max_s: 3600, leeway_s: 0 }
    }
}

/// The sealed bytes were made with another key, for another purpose, or were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed value can't be opened with this key")]
pub struct Unsealable;

const NONCE_LEN: usize = 24;

impl Sealer {
    /// Uses this key. The binary keeps it in a file that only its own account can read.
    pub fn new(key: [u8; 32]) -> Self {
        // What is made for one purpose must say nothing about another.
        let codes = mac(&key, b"pseudoniemen");
        let cipher = Arc::new(XChaCha20Poly1305::new(&key.into()));
        Self { cipher, codes: Arc::new(codes), tokens: TokenAge::default() }
    }

    /// Lets tokens hold for another time than the standard's hour.
    pub fn with_token_age(self, tokens: TokenAge) -> Self {
        Self { tokens, ..self }
    }

    /// Returns how long tokens hold.
    pub fn token_age(&self) -> TokenAge {
        self.tokens
    }

    /// Seals a secret. `purpose` (such as the client id) is bound to it, so that it can't be put in another row. `nonce` must be
    /// unpredictable; 192 bits are enough to never meet the same one twice.
    pub fn seal(&self, purpose: &str, secret: &[u8], nonce: [u64; 3]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(NONCE_LEN + secret.len() + 16);
        for part in nonce {
            sealed.extend_from_slice(&part.to_le_bytes());
        }
        let mut bytes = [0; NONCE_LEN];
        bytes.copy_from_slice(&sealed);
        let payload = Payload { msg: secret, aad: purpose.as_bytes() };
        let text =
            self.cipher.encrypt(&XNonce::from(bytes), payload).expect("a secret is far shorter than the cipher allows");
        sealed.extend_from_slice(&text);
        sealed
    }

    /// Opens what [`Sealer::seal`] made for the same purpose.
    ///
    /// # Errors
    /// [`Unsealable`] when it was made otherwise.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(Unsealable)?;
        let payload = Payload { msg: text, aad: purpose.as_bytes() };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Unsealable)
    }

    /// Returns the code of a number such as a BSN: always the same under this key, and nobody without the key finds the number of a code,
    /// though there are few numbers.
    pub fn pseudonym(&self, number: &str) -> Uuid {
        let code = mac(&self.codes, number.as_bytes());
        let (half, _) = code.split_first_chunk().expect("32 bytes are more than 16");
        Uuid::from_bytes(*half)
    }
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_only_with_its_own_key_and_purpose() {
        let sealer = Sealer::new([7; 32]);
        let sealed = sealer.seal("leverancier", b"geheim", [1, 2, 3]);
        assert!(!sealed.windows(6).any(|part| part == b"geheim"));
        assert_eq!(sealer.open("leverancier", &sealed).as_deref(), Ok(&b"geheim"[..]));
        assert_eq!(sealer.open("ander", &sealed), Err(Unsealable));
        assert_eq!(Sealer::new([8; 32]).open("leverancier", &sealed), Err(Unsealable));
        assert_eq!(sealer.open("leverancier", &sealed[..10]), Err(Unsealable));
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert_eq!(sealer.open("leverancier", &changed), Err(Unsealable));
    }

    #[test]
    fn a_code_is_the_same_under_one_key_only() {
        let sealer = Sealer::new([7; 32]);
        let code = sealer.pseudonym("999993653");
        assert_eq!(sealer.clone().pseudonym("999993653"), code);
        assert_ne!(sealer.pseudonym("999990019"), code);
        assert_ne!(Sealer::new([8; 32]).pseudonym("999993653"), code);
    }
}
