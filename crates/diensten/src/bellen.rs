//! Calling other systems: with what proves us to them, and only as far as the municipality chose them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::store::{Db, Tx};
use autorisaties::handlers::Urls;
use autorisaties::{Sealer, extern_id, is_extern};
use bytes::Bytes;
use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Map, Value, json};
use tokio::time::Instant;
use uuid::Uuid;
use values::Actor;
use web::outbound::{Download, Outbound, OutboundFault, Returned, Terms};

use crate::store::Verzegeld;
use crate::{AutorisatieSoort, ElderFault, ExternObject, ObjectSoort, rules, store};

/// How long another system may take, with all its redirects.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(5);
/// How long finding the addresses of a new dienst may take.
const JUDGE_TIMEOUT: Duration = Duration::from_secs(2);
/// The largest resource.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;
/// The largest document: that of the Documenten API.
const DOWNLOAD_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// How often another system may send us on.
const REDIRECTS_MAX: usize = 3;
/// What was fetched is shown without asking for this long; what is still the same after it is written again, so that it is not forgotten.
pub(crate) const FRESH_FOR: SignedDuration = SignedDuration::from_mins(5);

/// Calls other systems. Cheap to clone. The default knows none: every URL of elsewhere is refused.
#[derive(Debug, Clone, Default)]
pub struct Diensten(Option<Arc<Inner>>);

#[derive(Debug)]
pub(crate) struct Inner {
    outbound: Outbound,
    sealer: Sealer,
    /// Whose turn it is to ask a dienst for a type: that takes many calls, and whoever comes at the same time wants the same.
    turns: Mutex<HashMap<Uuid, Turn>>,
}

/// Until when a dienst is held to be away.
type Turn = Arc<tokio::sync::Mutex<Option<Instant>>>;

impl Diensten {
    /// Calls by these connections; `sealer` opens the secrets.
    pub fn new(outbound: Outbound, sealer: Sealer) -> Self {
        Self(Some(Arc::new(Inner { outbound, sealer, turns: Mutex::default() })))
    }

    /// Decides whether a root is inside the walls, where only who runs the installation may have us call: as a call to it would be judged. A name
    /// that has no address now, or none in time, is judged when it is called.
    pub async fn is_inside(&self, root: &str) -> bool {
        let Some(inner) = &self.0 else { return true };
        let root = rules::normal_root(root).unwrap_or_default();
        matches!(inner.outbound.judge(&root, JUDGE_TIMEOUT).await, Err(OutboundFault::Refused(_)))
    }

    /// Returns what is at a URL, as it is now: kept from an earlier time when the other system says that it is still so.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn find(&self, db: &Db, url: &str, soort: ObjectSoort) -> Result<ExternObject, ElderFault> {
        self.find_by(db, self.dienst_of(db, url).await?, url, soort).await
    }

    async fn find_by(
        &self,
        db: &Db,
        (inner, dienst): (&Inner, Verzegeld),
        url: &str,
        soort: ObjectSoort,
    ) -> Result<ExternObject, ElderFault> {
        let uuid = extern_id(url);
        let kept = store::find_object(&mut db.reader(), uuid).await?;
        // What is known as something is not made any object again.
        let soort = match &kept {
            Some(kept) if soort == ObjectSoort::Object => kept.soort,
            _ => soort,
        };
        let kept = kept.filter(|kept| kept.url == url && kept.soort == soort);
        let etag = kept.as_ref().map(|kept| kept.etag.as_str()).filter(|etag| !etag.is_empty());
        let now = db.clock().now();
        let answer = tokio::time::timeout(TIMEOUT, inner.follow(&dienst, now, url, etag)).await;
        let answer = answer.map_err(|_| ElderFault::BadUrl(OutboundFault::Timeout(TIMEOUT).to_string()))??;
        let object = match (answer.status_code, kept) {
            (304, Some(kept)) => {
                if now.duration_since(kept.opgehaald_op) < FRESH_FOR {
                    return Ok(kept);
                }
                ExternObject { opgehaald_op: now, ..kept }
            }
            (200, _) => {
                let etag = answer.etag.unwrap_or_default();
                let inhoud = read_object(&answer.body, soort)?;
                ExternObject { uuid, url: url.to_owned(), soort, etag, inhoud, opgehaald_op: now }
            }
            (status_code, _) => return Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        };
        let mut tx: Tx = db.begin(&Actor::Systeem("diensten")).await?;
        if !store::save_object(&mut tx, &object, false).await? {
            return Err(ElderFault::BadUrl("its id is that of another URL".to_owned()));
        }
        tx.commit().await?;
        Ok(object)
    }

    /// Returns what is at a URL as it was some minutes ago at most: for what many bodies name and hardly changes.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn find_recent(&self, db: &Db, url: &str, soort: ObjectSoort) -> Result<ExternObject, ElderFault> {
        self.find_recent_by(db, self.dienst_of(db, url).await?, url, soort).await
    }

    /// Does the same with a URL that may belong to no dienst: see [`Diensten::answers`].
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn find_public(
        &self,
        (db, urls): (&Db, &Urls),
        url: &str,
        soort: ObjectSoort,
    ) -> Result<ExternObject, ElderFault> {
        self.find_recent_by(db, self.dienst_or_anybody((db, urls), url).await?, url, soort).await
    }

    async fn find_recent_by(
        &self,
        db: &Db,
        by: (&Inner, Verzegeld),
        url: &str,
        soort: ObjectSoort,
    ) -> Result<ExternObject, ElderFault> {
        let now = db.clock().now();
        let kept = store::find_object(&mut db.reader(), extern_id(url)).await?;
        let is_recent = |kept: &ExternObject| {
            kept.url == url && kept.soort == soort && now.duration_since(kept.opgehaald_op) < FRESH_FOR
        };
        match kept.filter(is_recent) {
            Some(kept) => Ok(kept),
            None => self.find_by(db, by, url, soort).await,
        }
    }

    /// Decides whether a URL answers with 200, whatever it says. One that belongs to no dienst is asked for as anybody would: without
    /// what proves us, and on the public network only; and not when it is our own.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn answers(&self, (db, urls): (&Db, &Urls), url: &str) -> Result<(), ElderFault> {
        self.body_at((db, urls), url).await.map(drop)
    }

    /// Returns the JSON that is at a URL now, whatever it is about: called as [`Diensten::answers`] does.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn json_at(&self, (db, urls): (&Db, &Urls), url: &str) -> Result<Value, ElderFault> {
        let body = self.body_at((db, urls), url).await?;
        serde_json::from_slice(&body).map_err(|_| ElderFault::InvalidResource)
    }

    async fn body_at(&self, (db, urls): (&Db, &Urls), url: &str) -> Result<Bytes, ElderFault> {
        let (inner, dienst) = self.dienst_or_anybody((db, urls), url).await?;
        let answer = tokio::time::timeout(TIMEOUT, inner.follow(&dienst, db.clock().now(), url, None)).await;
        let answer = answer.map_err(|_| ElderFault::BadUrl(OutboundFault::Timeout(TIMEOUT).to_string()))??;
        match answer.status_code {
            200 => Ok(answer.body),
            status_code => Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        }
    }

    /// Asks another system for a list, or any other JSON.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn get(&self, db: &Db, url: &str) -> Result<Value, ElderFault> {
        let (status_code, answer) = self.send(db, "GET", url, None).await?;
        if status_code == 200 { Ok(answer) } else { Err(ElderFault::BadUrl(format!("it answers {status_code}"))) }
    }

    /// Asks another system what is at a URL now, none when it is gone.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn find_now(&self, db: &Db, url: &str) -> Result<Option<Map<String, Value>>, ElderFault> {
        match self.send(db, "GET", url, None).await? {
            (200, Value::Object(found)) => Ok(Some(found)),
            (200, _) => Err(ElderFault::InvalidResource),
            (404 | 410, _) => Ok(None),
            (status_code, _) => Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        }
    }

    /// Makes a call that is not sent on, and returns the HTTP status with the JSON that came; null when it was none.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn send(
        &self,
        db: &Db,
        method: &str,
        url: &str,
        body: Option<&Value>,
    ) -> Result<(u16, Value), ElderFault> {
        let (inner, dienst) = self.dienst_of(db, url).await?;
        let json = [("content-type", "application/json"), ("content-crs", "EPSG:4326")];
        let headers = if body.is_some() { &json[..] } else { &[] };
        let body = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        let answer = inner.call(&dienst, (db.clock().now(), true), (method, url), headers, body).await?;
        Ok((answer.status_code, serde_json::from_slice(&answer.body).unwrap_or_default()))
    }

    /// Returns a document of another register as that shows it now, by its id here; none when it is one of ours, or gone.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn find_document(&self, db: &Db, uuid: Uuid) -> Result<Option<ExternObject>, ElderFault> {
        if !is_extern(uuid) {
            return Ok(None);
        }
        let Some(kept) = store::find_object(&mut db.reader(), uuid).await? else { return Ok(None) };
        self.find(db, &kept.url, ObjectSoort::Informatieobject).await.map(Some)
    }

    /// Asks the register of a document for its bytes, and returns them as they come in. They are asked of the dienst of the document only.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn download(&self, db: &Db, document: &ExternObject) -> Result<Download, ElderFault> {
        let (inner, own) = self.dienst_of(db, &document.url).await?;
        let url = document.text("inhoud");
        if !rules::is_below(url, &own.dienst.api_root) {
            return Err(ElderFault::InvalidResource);
        }
        let bewijs = inner.bewijs(&own, db.clock().now())?;
        let mut headers = vec![("accept", "*/*")];
        headers.extend(bewijs.as_ref().map(|(name, value)| (name.as_str(), value.as_str())));
        let answer = inner.outbound.download_on(own.dienst.is_intern, url, &headers).await;
        match answer.map_err(|fault| ElderFault::BadUrl(fault.to_string()))? {
            (200, bytes) => Ok(at_most(bytes, DOWNLOAD_BYTES_MAX)),
            (status_code, _) => Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        }
    }

    /// Finds the dienst that a URL belongs to, or what calls it as anybody would.
    async fn dienst_or_anybody(&self, (db, urls): (&Db, &Urls), url: &str) -> Result<(&Inner, Verzegeld), ElderFault> {
        match self.dienst_of(db, url).await {
            // What we have is found without a call, and what else answers at our name is a page.
            Err(ElderFault::UnknownService) if urls.is_at_home(url) => {
                Err(ElderFault::BadUrl("it is at our own host".to_owned()))
            }
            Err(ElderFault::UnknownService) => {
                let inner = self.0.as_deref().ok_or(ElderFault::UnknownService)?;
                let dienst = rules::anybody(url).ok_or_else(|| ElderFault::BadUrl("it has no host".to_owned()))?;
                Ok((inner, Verzegeld { dienst, geheim: Vec::new() }))
            }
            found => found,
        }
    }

    /// Finds the dienst that a URL belongs to.
    pub(crate) async fn dienst_of(&self, db: &Db, url: &str) -> Result<(&Inner, Verzegeld), ElderFault> {
        let inner = self.0.as_deref().ok_or(ElderFault::UnknownService)?;
        let all = store::list(&mut db.reader()).await?;
        let own = rules::longest_root(url, all, |one| &one.dienst.api_root).ok_or(ElderFault::UnknownService)?;
        Ok((inner, own))
    }
}

impl Inner {
    pub(crate) fn turn_of(&self, dienst: Uuid) -> Turn {
        let mut turns = self.turns.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(turns.entry(dienst).or_default())
    }

    /// Asks for what is at a URL and goes where the answer sends us, a few times. Each place is judged anew; what proves us to the dienst goes
    /// nowhere else.
    pub(crate) async fn follow(
        &self,
        own: &Verzegeld,
        now: Timestamp,
        url: &str,
        etag: Option<&str>,
    ) -> Result<Returned, ElderFault> {
        let mut target = url.to_owned();
        for _ in 0..=REDIRECTS_MAX {
            let is_own = rules::is_below(&target, &own.dienst.api_root);
            let known: Vec<_> = etag.filter(|_| is_own).map(|etag| ("if-none-match", etag)).into_iter().collect();
            let answer = self.call(own, (now, is_own), ("GET", &target), &known, Bytes::new()).await?;
            if !matches!(answer.status_code, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            target = answer
                .location
                .as_deref()
                .and_then(|next| rules::next_place(&target, next))
                .ok_or_else(|| ElderFault::BadUrl("it sends us to no place".to_owned()))?;
        }
        Err(ElderFault::BadUrl("it keeps sending us on".to_owned()))
    }

    /// Makes one call, with what proves us to the dienst when it is to the dienst.
    async fn call(
        &self,
        own: &Verzegeld,
        (now, is_own): (Timestamp, bool),
        place: (&str, &str),
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Returned, ElderFault> {
        let bewijs = if is_own { self.bewijs(own, now)? } else { None };
        let mut headers = headers.to_vec();
        headers.extend([("accept", "application/json"), ("accept-crs", "EPSG:4326")]);
        headers.extend(bewijs.as_ref().map(|(name, value)| (name.as_str(), value.as_str())));
        let is_trusted = is_own && own.dienst.is_intern;
        let terms = Terms { timeout: TIMEOUT, answer_bytes_max: ANSWER_BYTES_MAX, is_trusted };
        self.outbound.call_on(terms, place, &headers, body).await.map_err(|fault| {
            tracing::warn!(dienst = own.dienst.naam, %fault, "A dienst can't be called");
            ElderFault::BadUrl(fault.to_string())
        })
    }

    fn bewijs(&self, own: &Verzegeld, now: Timestamp) -> Result<Option<(String, String)>, ElderFault> {
        if own.dienst.autorisatie == AutorisatieSoort::Geen {
            return Ok(None);
        }
        let geheim = self.sealer.open(&own.dienst.uuid.to_string(), &own.geheim).map_err(|_| ElderFault::Sealed)?;
        let geheim = String::from_utf8(geheim).map_err(|_| ElderFault::Sealed)?;
        Ok(Some(match own.dienst.autorisatie {
            AutorisatieSoort::Header => (own.dienst.header.clone(), geheim),
            AutorisatieSoort::Zgw | AutorisatieSoort::Geen => {
                let claims = json!({
                    "iss": own.dienst.client_id,
                    "client_id": own.dienst.client_id,
                    "iat": now.as_second(),
                    "user_id": "loket",
                    "user_representation": "Loket",
                });
                let key = EncodingKey::from_secret(geheim.as_bytes());
                let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key);
                let token = token.map_err(|_| ElderFault::Sealed)?;
                ("authorization".to_owned(), format!("Bearer {token}"))
            }
        }))
    }
}

/// Breaks off what is longer than this: nobody sends without end through us.
fn at_most(bytes: Download, bytes_max: u64) -> Download {
    let limited = bytes.scan(0u64, move |sent, piece| {
        if let Ok(piece) = &piece {
            *sent = sent.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        }
        let piece =
            if *sent > bytes_max { Err(OutboundFault::Call("the document is too large".into())) } else { piece };
        std::future::ready(Some(piece))
    });
    limited.boxed()
}

pub(crate) fn read_object(body: &[u8], soort: ObjectSoort) -> Result<Map<String, Value>, ElderFault> {
    shaped(serde_json::from_slice(body).unwrap_or_default(), soort)
}

/// Returns the fields of something that can be a resource of that kind.
pub(crate) fn shaped(found: Value, soort: ObjectSoort) -> Result<Map<String, Value>, ElderFault> {
    let Value::Object(mut inhoud) = found else { return Err(ElderFault::InvalidResource) };
    inhoud.remove("_expand");
    if rules::has_shape(soort, &inhoud) { Ok(inhoud) } else { Err(ElderFault::InvalidResource) }
}
