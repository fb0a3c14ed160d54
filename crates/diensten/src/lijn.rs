//! Several questions to one dienst: a type with all its parts. Nothing of another dienst is asked, whatever the answers name.

use std::time::Duration;

use ::store::Db;
use autorisaties::extern_id;
use serde_json::{Map, Value};
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, timeout_at};
use web::outbound::{OutboundFault, Returned};

use crate::bellen::{Inner, TIMEOUT, read_object, shaped};
use crate::store::Verzegeld;
use crate::{Diensten, ElderFault, ExternObject, ObjectSoort, rules};

/// How many pages of a list are read.
const PAGES_MAX: usize = 20;
/// How long all questions together may take.
const ALL_WITHIN: Duration = Duration::from_secs(20);

/// What does not answer is left in peace for this long, by who can do without.
const AWAY_FOR: Duration = Duration::from_secs(30);

/// One dienst.
pub struct Lijn<'a> {
    inner: &'a Inner,
    own: Verzegeld,
    db: &'a Db,
    until: Instant,
}

impl std::fmt::Debug for Lijn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lijn").field("dienst", &self.own.dienst).finish_non_exhaustive()
    }
}

/// The turn of who asks a dienst for a type.
#[derive(Debug)]
pub struct Beurt(OwnedMutexGuard<Option<Instant>>);

impl Beurt {
    /// Decides whether it did not answer a moment ago: then it need not be asked for what is known.
    pub fn is_away(&self) -> bool {
        self.0.is_some_and(|until| Instant::now() < until)
    }

    /// Remembers that it does not answer.
    pub fn set_away(&mut self) {
        *self.0 = Some(Instant::now() + AWAY_FOR);
    }
}

impl Diensten {
    /// Finds the dienst that a URL belongs to, for more than one question.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn lijn<'a>(&'a self, db: &'a Db, url: &str) -> Result<Lijn<'a>, ElderFault> {
        let (inner, own) = self.dienst_of(db, url).await?;
        Ok(Lijn { inner, own, db, until: Instant::now() + ALL_WITHIN })
    }
}

impl Lijn<'_> {
    /// Waits until nobody else asks this dienst for a type.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn turn(&self) -> Result<Beurt, ElderFault> {
        let turn = self.inner.turn_of(self.own.dienst.uuid.uuid()).lock_owned();
        let turn = timeout_at(self.until, turn).await;
        turn.map(Beurt).map_err(|_| ElderFault::BadUrl(OutboundFault::Timeout(ALL_WITHIN).to_string()))
    }

    /// Returns what is at a URL, none when it is still what is known of it. It must call itself by that URL: one thing has one name here.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn ask(
        &self,
        url: &str,
        soort: ObjectSoort,
        known: Option<&ExternObject>,
    ) -> Result<Option<ExternObject>, ElderFault> {
        let etag = known.map(|known| known.etag.as_str()).filter(|etag| !etag.is_empty());
        let answer = self.get(url, etag).await?;
        match answer.status_code {
            304 if etag.is_some() => Ok(None),
            200 => {
                let inhoud = read_object(&answer.body, soort)?;
                let etag = answer.etag.unwrap_or_default();
                let object = self.object(soort, etag, inhoud);
                if object.url == url { Ok(Some(object)) } else { Err(ElderFault::InvalidResource) }
            }
            404 | 410 => Err(ElderFault::Gone),
            status_code => Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
        }
    }

    /// Returns everything of a list, over all its pages.
    ///
    /// # Errors
    /// [`ElderFault`].
    pub async fn list(&self, url: &str, soort: ObjectSoort) -> Result<Vec<ExternObject>, ElderFault> {
        let mut found = Vec::new();
        let mut next = Some(url.to_owned());
        for _ in 0..PAGES_MAX {
            let Some(url) = next.take() else { return Ok(found) };
            let answer = self.get(&url, None).await?;
            match answer.status_code {
                200 => {}
                404 | 410 => return Err(ElderFault::Gone),
                status_code => return Err(ElderFault::BadUrl(format!("it answers {status_code}"))),
            }
            let mut page: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            next = page.get("next").and_then(Value::as_str).map(str::to_owned);
            let items = match page.get_mut("results") {
                Some(items) => items.take(),
                None => page,
            };
            let Value::Array(items) = items else { return Err(ElderFault::InvalidResource) };
            for item in items {
                let object = self.object(soort, String::new(), shaped(item, soort)?);
                if !rules::is_below(&object.url, &self.own.dienst.api_root) {
                    return Err(ElderFault::InvalidResource);
                }
                found.push(object);
            }
        }
        Err(ElderFault::BadUrl("the list does not end".to_owned()))
    }

    fn object(&self, soort: ObjectSoort, etag: String, inhoud: Map<String, Value>) -> ExternObject {
        let url = inhoud.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
        ExternObject { uuid: extern_id(&url), url, soort, etag, inhoud, opgehaald_op: self.db.clock().now() }
    }

    async fn get(&self, url: &str, etag: Option<&str>) -> Result<Returned, ElderFault> {
        if !rules::is_below(url, &self.own.dienst.api_root) {
            return Err(ElderFault::InvalidResource);
        }
        let answer = self.inner.follow(&self.own, self.db.clock().now(), url, etag);
        let answer = timeout_at(self.until.min(Instant::now() + TIMEOUT), answer).await;
        answer.map_err(|_| ElderFault::BadUrl(OutboundFault::Timeout(TIMEOUT).to_string()))?
    }
}
