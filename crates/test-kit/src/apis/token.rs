//! The tokens that applications call with: JWTs, signed with their secret.

use axum::http::HeaderMap;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde_json::{Value, json};

use super::SECRET;

/// Returns a token with these claims.
pub fn sign(claims: &Value, secret: &str) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
}

/// Returns the token of an application at this moment, in seconds.
pub fn token(client_id: &str, now: i64) -> String {
    let claims =
        json!({ "iss": client_id, "client_id": client_id, "iat": now, "user_id": "", "user_representation": "" });
    sign(&claims, SECRET)
}

/// Returns the client id of a request whose token was signed with [`SECRET`], however old it is.
pub fn client_of(headers: &HeaderMap) -> Option<String> {
    let token = headers.get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(SECRET.as_bytes());
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation).ok()?.claims;
    Some(claims["client_id"].as_str()?.to_owned())
}
