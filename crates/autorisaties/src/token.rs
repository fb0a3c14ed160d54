//! Tokens for clients that speak OAuth2 (client credentials, RFC 6749 section 4.4).
//!
//! What they get is the token that any client of the standard makes for itself: a JWT with its own id, signed with its own secret, only
//! made here. So nothing is kept, every node accepts it, and it ends at once when the client is removed or gets another secret.

use ::store::{Reader, StoreError};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::json;

use crate::{Sealer, store};

/// How long such a token holds.
const TOKEN_AGE_S: u32 = 900;

/// A token, and how long it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The token.
    pub token: String,
    /// How long it holds.
    pub age_s: u32,
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenFault {
    /// There is no such client, or this is not its secret.
    #[error("the client is unknown or its secret is another one")]
    NoClient,
    /// The stored secret can't be read, or the token can't be made.
    #[error("{0}")]
    Sealed(String),
    /// The database refused or was unreachable.
    #[error("storage failed: {0}")]
    Store(#[from] StoreError),
}

/// Makes a token for a client that shows its secret.
///
/// # Errors
/// [`TokenFault::NoClient`], without telling which of the two is wrong.
pub async fn issue(
    db: &mut Reader,
    sealer: &Sealer,
    client_id: &str,
    secret: &str,
    now: Timestamp,
) -> Result<Issued, TokenFault> {
    if client_id.is_empty() || secret.is_empty() || client_id.contains('\0') {
        return Err(TokenFault::NoClient);
    }
    let client = store::find_client(db, client_id).await?.ok_or(TokenFault::NoClient)?;
    if client.secret_sealed.is_empty() {
        return Err(TokenFault::NoClient);
    }
    let own = sealer.open(client_id, &client.secret_sealed).map_err(|error| TokenFault::Sealed(error.to_string()))?;
    if !web::secret_eq(&own, secret.as_bytes()) {
        return Err(TokenFault::NoClient);
    }
    let age_s = TOKEN_AGE_S.min(sealer.token_age().max_s);
    let iat = now.as_second();
    let claims = json!({
        "iss": client_id,
        "client_id": client_id,
        "iat": iat,
        "exp": iat + i64::from(age_s),
        "user_id": "",
        "user_representation": "",
    });
    let key = EncodingKey::from_secret(&own);
    let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key)
        .map_err(|error| TokenFault::Sealed(error.to_string()))?;
    Ok(Issued { token, age_s })
}
