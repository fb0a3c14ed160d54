//! Ids of what is in another register.
//!
//! Whatever our tables name, they name by an id. What is elsewhere has only a URL; its id here is made of that URL, so that a filter needs no
//! lookup, and looks different from every other id, so that nobody looks for a URL where there is none.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How every such id begins: with the version (8, "of our own making") no other id has both.
const START: [u8; 4] = [0x65, 0x78, 0x74, 0xe0];

/// How every such id begins as text.
pub const EXTERN_START: &str = "657874e0-";

/// Returns the id of what is at a URL in another register.
pub fn extern_id(url: &str) -> Uuid {
    let hash = Sha256::digest(url.as_bytes());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(START.iter().chain(hash.iter())) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Decides whether this is the id of something in another register.
pub fn is_extern(uuid: Uuid) -> bool {
    uuid.as_bytes().starts_with(&START) && uuid.get_version_num() == 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_url_and_known_by_its_looks() {
        let own = extern_id("https://elders.nl/zaken/api/v1/zaken/1");
        assert_eq!(own, extern_id("https://elders.nl/zaken/api/v1/zaken/1"));
        assert_ne!(own, extern_id("https://elders.nl/zaken/api/v1/zaken/2"));
        assert!(is_extern(own) && own.to_string().starts_with(EXTERN_START));
        for other in [Uuid::nil(), Uuid::max(), Uuid::from_u128(0x657874e0_0000_4000_8000_000000000000)] {
            assert!(!is_extern(other), "{other}");
        }
    }
}
