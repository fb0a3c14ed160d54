//! From token to application.

use std::collections::HashMap;
use std::sync::Arc;

use ::store::{Reader, Result as StoreResult};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;
use values::actor::{Applicatie, Autorisatie, Herkomst, Rechten};

use crate::{AuthError, Reikwijdte, Sealer, TokenAge, extern_id, rules, store};

#[derive(Deserialize)]
struct Header {
    alg: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Claims {
    client_id: Value,
    user_id: Value,
    user_representation: Value,
    iat: Value,
    exp: Value,
    nbf: Value,
}

/// What an application may do, as of a version of its row and, when it has rights on a catalogus, of the types.
struct Kept {
    versie: i64,
    typen_versie: Option<i64>,
    rechten: Arc<Rechten>,
}

/// A client with its rights as they were read, and until when this server trusts that: another server or a command may change them too.
struct Client {
    client_id: String,
    row: store::ClientRow,
    rechten: Arc<Rechten>,
    read_at: Timestamp,
}

/// How long a change by another process may stay unseen. What this process changes counts from its commit on, but for a call that read it
/// just before.
const TRUSTED_MS: i128 = 1000;

/// Decides who calls: checks the token and reads the rights of its application. One statement a second, and one more when the rights
/// changed since they were read last. Rights on a catalogus follow its types, so a client that has them is read each time.
///
/// # Errors
/// Why the token is not accepted.
pub async fn verify(db: &mut Reader, sealer: &Sealer, token: &str, now: Timestamp) -> Result<Applicatie, AuthError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(AuthError::NotAJwt)?;
    let (header, claims) = signed.split_once('.').ok_or(AuthError::NotAJwt)?;
    let header: Header = decode(header)?;
    let claims: Claims = decode(claims)?;

    let client_id = claims.client_id.as_str().filter(|id| !id.is_empty()).ok_or(AuthError::NoClient)?;
    if client_id.contains('\0') {
        return Err(AuthError::UnknownClient);
    }
    let client = find_client(db, client_id, now).await?.ok_or(AuthError::UnknownClient)?;
    if client.row.secret_sealed.is_empty() {
        // It was named by the API and still has to be given its secret.
        return Err(AuthError::UnknownClient);
    }
    if header.alg != "HS256" {
        return Err(AuthError::Algorithm);
    }
    let secret = sealer.open(client_id, &client.row.secret_sealed).map_err(|_| AuthError::Sealed)?;
    let key = DecodingKey::from_secret(&secret);
    // Compares in constant time.
    let is_own = jsonwebtoken::crypto::verify(signature, signed.as_bytes(), &key, Algorithm::HS256);
    if !is_own.unwrap_or(false) {
        return Err(AuthError::Signature);
    }
    check_moments(&claims, now, sealer.token_age())?;

    let text = |value: &Value| value.as_str().unwrap_or_default().replace('\0', "");
    Ok(Applicatie {
        client_id: client_id.to_owned(),
        label: client.row.label.clone(),
        user_id: text(&claims.user_id),
        user_representation: text(&claims.user_representation),
        toelichting: String::new(),
        herkomst: Herkomst::default(),
        rechten: Arc::clone(&client.rechten),
    })
}

/// Returns a client, from memory when it was read a moment ago.
async fn find_client(db: &mut Reader, client_id: &str, now: Timestamp) -> StoreResult<Option<Arc<Client>>> {
    let key = Uuid::new_v5(&Uuid::NAMESPACE_OID, client_id.as_bytes());
    if let Some(kept) = db.memo().find::<Client>(key)
        && kept.client_id == client_id
        && (0..TRUSTED_MS).contains(&now.duration_since(kept.read_at).as_millis())
    {
        return Ok(Some(kept));
    }
    let Some(row) = store::find_client(db, client_id).await? else { return Ok(None) };
    let mut follows_typen = false;
    let rechten = if row.heeft_alle_autorisaties {
        let alleen_gereed_voor_publicatie = row.alleen_gereed_voor_publicatie;
        Arc::new(Rechten { alle: true, alleen_gereed_voor_publicatie, autorisaties: HashMap::new() })
    } else {
        let kept = rechten(db, &row).await?;
        follows_typen = kept.typen_versie.is_some();
        Arc::clone(&kept.rechten)
    };
    let client = Client { client_id: client_id.to_owned(), row, rechten, read_at: now };
    Ok(Some(if follows_typen { Arc::new(client) } else { db.memo().keep(key, client) }))
}

fn decode<T: for<'de> Deserialize<'de>>(part: &str) -> Result<T, AuthError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| AuthError::NotAJwt)?;
    serde_json::from_slice(&bytes).map_err(|_| AuthError::NotAJwt)
}

/// How many seconds a clock may be ahead of ours, whatever the leeway is.
const AHEAD_S_MAX: f64 = 60.0;

/// Decides whether the token holds at this moment. A token that was made slightly in the future is no fault: clocks differ.
fn check_moments(claims: &Claims, now: Timestamp, age: TokenAge) -> Result<(), AuthError> {
    let moment = |value: &Value| match value {
        Value::Null => Ok(None),
        value => value.as_f64().map(Some).ok_or(AuthError::NoMoment),
    };
    let now_s = now.as_duration().as_secs_f64();
    let leeway_s = f64::from(age.leeway_s);
    if moment(&claims.exp)?.is_some_and(|exp| now_s >= exp + leeway_s) {
        return Err(AuthError::Ended);
    }
    if moment(&claims.nbf)?.is_some_and(|nbf| nbf > now_s + leeway_s) {
        return Err(AuthError::NotYet);
    }
    let iat = moment(&claims.iat)?.ok_or(AuthError::NoIat)?;
    if now_s - iat >= f64::from(age.max_s) + leeway_s {
        return Err(AuthError::TooOld);
    }
    // Further in the future than clocks differ, it would never be too old.
    if iat > now_s + leeway_s.max(AHEAD_S_MAX) {
        return Err(AuthError::NotYet);
    }
    if iat > now_s {
        tracing::info!(ahead_s = iat - now_s, "A token was made in the future: the clocks differ");
    }
    Ok(())
}

/// Returns the rights, from memory when they are of this version.
async fn rechten(db: &mut Reader, client: &store::ClientRow) -> StoreResult<Arc<Kept>> {
    if let Some(kept) = db.memo().find::<Kept>(client.applicatie)
        && kept.versie == client.versie
        && kept.typen_versie.is_none_or(|versie| versie == client.typen_versie)
    {
        return Ok(kept);
    }
    let given = store::list_toekenningen_of(db, client.applicatie).await?;
    let typen = store::list_typen(db, &given.iter().collect::<Vec<_>>()).await?;
    let mut rechten =
        Rechten { alleen_gereed_voor_publicatie: client.alleen_gereed_voor_publicatie, ..Rechten::default() };
    for one in rules::spell_out(&given, &typen) {
        let r#type = match one.reikwijdte {
            Reikwijdte::Type(uuid) => Some(uuid),
            Reikwijdte::Component => None,
            // Of what is elsewhere only `expand` shows something.
            Reikwijdte::Elders(url) => Some(extern_id(&url)),
            Reikwijdte::Catalogus(_) => continue,
        };
        rechten.autorisaties.entry(one.component).or_default().push(Autorisatie {
            r#type,
            scopes: one.scopes,
            // A component without levels is reached as a whole.
            max_vertrouwelijkheidaanduiding: one
                .max_vertrouwelijkheidaanduiding
                .unwrap_or(values::Vertrouwelijkheidaanduiding::ZeerGeheim),
        });
    }
    let follows_typen = given.iter().any(|one| matches!(one.reikwijdte, Reikwijdte::Catalogus(_)));
    let kept = Kept {
        versie: client.versie,
        typen_versie: follows_typen.then_some(client.typen_versie),
        rechten: Arc::new(rechten),
    };
    Ok(db.memo().keep(client.applicatie, kept))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_holds_for_an_hour_and_within_its_own_moments() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        let at = |seconds: i64| json!(now.as_second() + seconds);
        let code = |claims: Value, age: TokenAge| {
            let claims: Claims = serde_json::from_value(claims).unwrap();
            check_moments(&claims, now, age).err().and_then(|error| error.code())
        };
        let cases = [
            (json!({ "iat": at(0) }), None),
            (json!({ "iat": at(-3599) }), None),
            (json!({ "iat": at(30) }), None),
            (json!({ "iat": at(61) }), Some("jwt-immaturesignatureerror")),
            (json!({ "iat": 1e300 }), Some("jwt-immaturesignatureerror")),
            (json!({ "iat": at(-3600) }), Some("jwt-expired")),
            (json!({}), Some("jwt-missing-iat-claim")),
            (json!({ "iat": "gisteren" }), Some("jwt-decodeerror")),
            (json!({ "iat": at(0), "exp": at(0) }), Some("jwt-expiredsignatureerror")),
            (json!({ "iat": at(0), "exp": at(1) }), None),
            (json!({ "iat": at(0), "nbf": at(10) }), Some("jwt-immaturesignatureerror")),
        ];
        for (claims, expected) in cases {
            assert_eq!(code(claims.clone(), TokenAge::default()), expected, "{claims}");
        }
        let lenient = TokenAge { max_s: 60, leeway_s: 5 };
        let cases = [
            (json!({ "iat": at(-64) }), None),
            (json!({ "iat": at(-65) }), Some("jwt-expired")),
            (json!({ "iat": at(0), "exp": at(-4) }), None),
            (json!({ "iat": at(0), "exp": at(-5) }), Some("jwt-expiredsignatureerror")),
            (json!({ "iat": at(0), "nbf": at(5) }), None),
        ];
        for (claims, expected) in cases {
            assert_eq!(code(claims.clone(), lenient), expected, "{claims}");
        }
    }
}
