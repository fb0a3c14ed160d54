//! The code flow of OpenID Connect with one issuer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use web::Pairs;
use web::outbound::Outbound;

use super::claims::Claims;
use super::settings::{InvalidLogin, LoginSettings};
use crate::LoginAttempt;
use crate::login::{LoginError, Visit};

/// What the issuer says of itself is asked again after this time.
const KNOWN_MAX: SignedDuration = SignedDuration::from_hours(1);
/// A key that we do not know is asked for at most this often.
const ASK_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// How far the clock of the issuer may differ from ours.
const LEEWAY_S: i64 = 60;
/// Signatures that anybody can check and only the issuer can make.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// We, to one issuer.
pub(super) struct Client {
    issuer: String,
    client_id: String,
    secret: String,
    scope: String,
    parameters: BTreeMap<String, String>,
    http: Outbound,
    known: Mutex<Option<Arc<Issuer>>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// What the browser came back with.
pub(super) enum Returned {
    Cancelled,
    Claims(Claims),
}

/// What an issuer says of itself, and its keys.
struct Issuer {
    metadata: Metadata,
    keys: JwkSet,
    asked_at: Timestamp,
}

#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

impl Client {
    /// Returns the client and where the facts stand.
    pub(super) fn new<C>(settings: LoginSettings<C>, http: Outbound) -> Result<(Self, C), InvalidLogin> {
        let secret = settings.secret()?;
        let is_local = |url: &str| {
            ["http://localhost", "http://127.0.0.1", "http://[::1]"].iter().any(|start| {
                url.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
            })
        };
        if !settings.issuer.starts_with("https://") && !is_local(&settings.issuer) {
            return Err(InvalidLogin::Issuer(settings.issuer));
        }
        let scopes = settings.scopes.iter().map(String::as_str).filter(|scope| *scope != "openid");
        let scope = std::iter::once("openid").chain(scopes).collect::<Vec<_>>().join(" ");
        let client = Self {
            issuer: settings.issuer,
            client_id: settings.client_id,
            secret,
            scope,
            parameters: settings.parameters,
            http,
            known: Mutex::new(None),
        };
        Ok((client, settings.claims))
    }

    /// Returns the URL to send the browser to. `parameters` come instead of our own of the same name.
    pub(super) async fn start(
        &self,
        visit: &Visit<'_>,
        parameters: Option<&BTreeMap<String, String>>,
        acr_values: &[String],
    ) -> Result<String, LoginError> {
        let Visit { attempt, terug, now } = *visit;
        let issuer = self.issuer(now, KNOWN_MAX).await?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier(attempt)));
        let acr_values = acr_values.join(" ");
        let (state, nonce) = (attempt.state(), attempt.secret_for("nonce"));
        let mut query = form_urlencoded::Serializer::new(String::new());
        let own = [
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", terug),
            ("scope", &self.scope),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        query.extend_pairs(own);
        if !acr_values.is_empty() {
            query.append_pair("acr_values", &acr_values);
        }
        let mut further = self.parameters.clone();
        further.extend(parameters.cloned().unwrap_or_default());
        // No setting may take the place of what protects the login.
        query.extend_pairs(further.iter().filter(|(name, _)| !own.iter().any(|(taken, _)| taken == name)));
        let endpoint = &issuer.metadata.authorization_endpoint;
        let separator = if endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{endpoint}{separator}{}", query.finish()))
    }

    /// Judges what the browser came back with; the state was checked before.
    pub(super) async fn finish(&self, visit: &Visit<'_>, answer: &Pairs) -> Result<Returned, LoginError> {
        if let Some(error) = answer.find("error") {
            return match error {
                "access_denied" | "login_required" | "interaction_required" => Ok(Returned::Cancelled),
                _ => Err(LoginError::Unavailable("the issuer answered with an error".into())),
            };
        }
        let code = answer.find("code").ok_or(LoginError::Refused("there is no code"))?;
        let Visit { attempt, terug, now } = *visit;
        let issuer = self.issuer(now, KNOWN_MAX).await?;
        let tokens = self.tokens(&issuer.metadata, code, terug, &verifier(attempt)).await?;
        let nonce = attempt.secret_for("nonce");
        let mut claims = match self.verify(&issuer, &tokens.id_token, &nonce, now) {
            // The issuer may have new keys.
            Err(LoginError::Refused(UNKNOWN_KEY)) => {
                let issuer = self.issuer(now, ASK_AGAIN_AFTER).await?;
                self.verify(&issuer, &tokens.id_token, &nonce, now)?
            }
            verified => verified?,
        };
        if let (Some(endpoint), Some(token)) = (&issuer.metadata.userinfo_endpoint, &tokens.access_token) {
            let more: Claims = self.get(endpoint, &[("Authorization", &format!("Bearer {token}"))]).await?;
            if more.get("sub") != claims.get("sub") {
                return Err(LoginError::Refused("the facts are about somebody else"));
            }
            // What is signed goes before what is not.
            for (name, value) in more {
                claims.entry(name).or_insert(value);
            }
        }
        Ok(Returned::Claims(claims))
    }

    /// Returns what we know of the issuer, asked for again when it is older than this.
    async fn issuer(&self, now: Timestamp, age_max: SignedDuration) -> Result<Arc<Issuer>, LoginError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = &known
            && now.duration_since(known.asked_at) < age_max
        {
            return Ok(Arc::clone(known));
        }
        match self.ask(now).await {
            Ok(issuer) => {
                let issuer = Arc::new(issuer);
                *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&issuer));
                Ok(issuer)
            }
            // A short failure of the issuer's page about itself need not stop logins.
            Err(error) => known.ok_or(error),
        }
    }

    async fn ask(&self, now: Timestamp) -> Result<Issuer, LoginError> {
        let base = self.issuer.trim_end_matches('/');
        let metadata: Metadata = self.get(&format!("{base}/.well-known/openid-configuration"), &[]).await?;
        if metadata.issuer.trim_end_matches('/') != base {
            return Err(LoginError::Refused("the issuer calls itself something else"));
        }
        let keys: JwkSet = self.get(&metadata.jwks_uri, &[]).await?;
        Ok(Issuer { metadata, keys, asked_at: now })
    }

    async fn tokens(&self, metadata: &Metadata, code: &str, terug: &str, verifier: &str) -> Result<Tokens, LoginError> {
        let methods = &metadata.token_endpoint_auth_methods_supported;
        let is_basic = methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic");
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", terug),
            ("code_verifier", verifier),
        ];
        let mut headers = vec![("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")];
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let credentials = STANDARD.encode(format!("{}:{}", encoded(&self.client_id), encoded(&self.secret)));
        let authorization = format!("Basic {credentials}");
        if is_basic {
            headers.push(("Authorization", &authorization));
        } else {
            fields.extend([("client_id", self.client_id.as_str()), ("client_secret", &self.secret)]);
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let answer = self.http.post(&metadata.token_endpoint, &headers, Bytes::from(body)).await;
        let answer = answer.map_err(|fault| unavailable("asking for tokens", &fault))?;
        match answer.status_code {
            200 => parse(&answer.body, "the tokens"),
            400 | 401 => Err(LoginError::Refused("the issuer does not give tokens for this code")),
            other => Err(LoginError::Unavailable(format!("asking for tokens gave {other}"))),
        }
    }

    async fn get<T: for<'a> Deserialize<'a>>(&self, url: &str, headers: &[(&str, &str)]) -> Result<T, LoginError> {
        let headers = [headers, &[("Accept", "application/json")]].concat();
        let answer = self.http.get(url, &headers).await.map_err(|fault| unavailable(url, &fault))?;
        if answer.status_code != 200 {
            return Err(LoginError::Unavailable(format!("{url} gave {}", answer.status_code)));
        }
        parse(&answer.body, url)
    }

    fn verify(&self, issuer: &Issuer, token: &str, nonce: &str, now: Timestamp) -> Result<Claims, LoginError> {
        let refused = |_| LoginError::Refused("the token is not one of the issuer");
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        if !ALGORITHMS.contains(&header.alg) {
            return Err(LoginError::Refused("the token has a signature of a kind that is not accepted"));
        }
        let key = find_key(&issuer.keys, header.kid.as_deref()).ok_or(LoginError::Refused(UNKNOWN_KEY))?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[&issuer.metadata.issuer]);
        validation.set_audience(&[&self.client_id]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The times are judged below, by our own clock.
        validation.validate_exp = false;
        let key = DecodingKey::from_jwk(key).map_err(refused)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(refused)?.claims;
        judge(&claims, &self.client_id, nonce, now).map_err(LoginError::Refused)?;
        Ok(claims)
    }
}

const UNKNOWN_KEY: &str = "the token is signed with a key that the issuer does not have";

/// Judges what the signature does not cover: is the token for us, for this login, and not over?
fn judge(claims: &Claims, client_id: &str, nonce: &str, now: Timestamp) -> Result<(), &'static str> {
    let number = |name: &str| claims.get(name).and_then(serde_json::Value::as_i64);
    let text = |name: &str| claims.get(name).and_then(serde_json::Value::as_str);
    let now = now.as_second();
    if !text("nonce").is_some_and(|given| web::secret_eq(given.as_bytes(), nonce.as_bytes())) {
        return Err("the token belongs to another login");
    }
    if number("exp").is_none_or(|exp| exp + LEEWAY_S <= now) {
        return Err("the token is over");
    }
    if number("iat").is_none_or(|iat| iat - LEEWAY_S > now) || number("nbf").is_some_and(|nbf| nbf - LEEWAY_S > now) {
        return Err("the token is of later");
    }
    let is_shared = claims.get("aud").and_then(serde_json::Value::as_array).is_some_and(|all| all.len() > 1);
    match text("azp") {
        Some(azp) if azp != client_id => Err("the token was made for another client"),
        None if is_shared => Err("the token does not say for whom it was made"),
        _ => Ok(()),
    }
}

/// The key of this name; without a name the only one there is.
fn find_key<'a>(keys: &'a JwkSet, kid: Option<&str>) -> Option<&'a Jwk> {
    let signs = |key: &&Jwk| !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption));
    let mut keys = keys.keys.iter().filter(signs);
    match kid {
        Some(kid) => keys.find(|key| key.common.key_id.as_deref() == Some(kid)),
        None => keys.next().filter(|_| keys.next().is_none()),
    }
}

fn verifier(attempt: &LoginAttempt) -> String {
    attempt.secret_for("pkce")
}

fn parse<T: for<'a> Deserialize<'a>>(body: &[u8], what: &str) -> Result<T, LoginError> {
    // The body may hold a token or somebody's facts, so what is wrong with it is not repeated.
    serde_json::from_slice(body).map_err(|_| LoginError::Unavailable(format!("{what} can't be read")))
}

fn unavailable(doing: &str, fault: &web::outbound::OutboundFault) -> LoginError {
    LoginError::Unavailable(format!("{doing}: {fault}"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_token_counts_for_us_in_this_login_and_in_its_time() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        let at = |seconds: i64| now.as_second() + seconds;
        let usual = json!({"nonce": "n", "aud": "loket", "iat": at(-5), "exp": at(300)});
        let with = |name: &str, value: Value| {
            let mut token = usual.clone();
            token[name] = value;
            token
        };
        let cases = [
            (usual.clone(), Ok(())),
            (with("nonce", json!("other")), Err("the token belongs to another login")),
            (with("nonce", Value::Null), Err("the token belongs to another login")),
            (with("exp", json!(at(-60))), Err("the token is over")),
            (with("exp", json!(at(-59))), Ok(())),
            (with("exp", Value::Null), Err("the token is over")),
            (with("iat", json!(at(61))), Err("the token is of later")),
            (with("nbf", json!(at(61))), Err("the token is of later")),
            (with("azp", json!("other")), Err("the token was made for another client")),
            (with("aud", json!(["loket", "other"])), Err("the token does not say for whom it was made")),
        ];
        for (token, expected) in cases {
            let Value::Object(claims) = token.clone() else { unreachable!() };
            assert_eq!(judge(&claims, "loket", "n", now), expected, "{token}");
        }
    }
}
