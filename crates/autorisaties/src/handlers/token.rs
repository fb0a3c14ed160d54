//! `/autorisaties/api/oauth2/token`: answers in the words of OAuth2, not of the ZGW standard.

use axum::Extension;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use web::{Problem, Tenant};

use crate::{Sealer, TokenFault, token};

/// Why a request for a token is refused (RFC 6749 section 5.2).
fn refusal(status_code: StatusCode, error: &str) -> Response {
    let mut response = answer(status_code, &json!({ "error": error }));
    if status_code == StatusCode::UNAUTHORIZED {
        let challenge = header::HeaderValue::from_static("Basic realm=\"loket\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

fn answer(status_code: StatusCode, value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status_code, headers, value.to_string()).into_response()
}

pub(crate) async fn issue(
    tenant: Tenant,
    Extension(sealer): Extension<Sealer>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Problem> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let value = |name: &str| pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    match value("grant_type") {
        Some("client_credentials") => {}
        Some(_) => return Ok(refusal(StatusCode::BAD_REQUEST, "unsupported_grant_type")),
        None => return Ok(refusal(StatusCode::BAD_REQUEST, "invalid_request")),
    }
    let in_body = || Some((value("client_id")?.to_owned(), value("client_secret")?.to_owned()));
    let Some((client_id, secret)) = basic(&headers).or_else(in_body) else {
        return Ok(refusal(StatusCode::UNAUTHORIZED, "invalid_client"));
    };
    let now = tenant.db.clock().now();
    match token::issue(&mut tenant.db.reader(), &sealer, &client_id, &secret, now).await {
        Ok(issued) => {
            let value = json!({ "access_token": issued.token, "token_type": "Bearer", "expires_in": issued.age_s });
            Ok(answer(StatusCode::OK, &value))
        }
        Err(TokenFault::NoClient) => Ok(refusal(StatusCode::UNAUTHORIZED, "invalid_client")),
        Err(error) => Err(Problem::internal(&error)),
    }
}

/// Reads id and secret from the `Authorization` header; both are written as in a form, as RFC 6749 section 2.3.1 asks.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = given.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (client_id, secret) = text.split_once(':')?;
    let read = |text: &str| {
        let query = format!("v={}", text.replace('&', "%26"));
        form_urlencoded::parse(query.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    Some((read(client_id), read(secret)))
}
