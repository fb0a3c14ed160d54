//! Takes messages to subscribers.
//!
//! Every subscriber has rounds of its own, so one that is slow or gone delays no other. In a round the messages about one main object go one
//! after another, different main objects side by side. A message that fails is tried again with growing pauses, and the later ones
//! about its main object wait for it. A subscriber that takes nothing is left in peace, also with growing pauses, and then tried with
//! one message first.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use ::store::{Db, Result as StoreResult, Tx};
use autorisaties::Sealer;
use futures_util::{StreamExt, stream};
use jiff::{Timestamp, ToSpan};
use tokio::sync::watch;
use tokio::task::{self, JoinSet};
use uuid::Uuid;
use values::{Actor, Id};
use web::outbound::Outbound;

use crate::domain::Bezorging;
use crate::operations::abonnementen;
use crate::store::{self, bezorgingen as rows};
use crate::{rules, wire};

/// Messages taken up at a time for one subscriber.
const BATCH: i64 = 64;
/// Main objects whose messages are on their way to one subscriber at the same time.
const LANES: usize = 4;
/// How often to look for what no bell announced: another node's event, or a message whose pause is over.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How long a subscriber is left to a node that no longer says that it delivers to it.
const CLAIM: Duration = Duration::from_secs(30);
/// How often a node that is delivering says so.
const CLAIM_EVERY: Duration = Duration::from_secs(10);
/// Past this age a message to a subscriber that takes nothing is given up.
const AGE_HOURS_MAX: i64 = 24;

const BEZORGER: Actor = Actor::Systeem("notificaties");

/// Scheme and host of our own URLs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Such as `https://mijn.denhaag.example`.
    pub url: String,
    /// For everything; otherwise only for what no request caused, because that has the host that was called.
    pub is_fixed: bool,
}

/// Takes the messages of one municipality to its subscribers until it is told to stop. Cheap to clone.
#[derive(Clone)]
pub struct Courier(Arc<Inner>);

struct Inner {
    db: Db,
    outbound: Outbound,
    sealer: Sealer,
    base: Base,
    node: Uuid,
}

impl Courier {
    /// Returns a courier.
    pub fn new(db: Db, outbound: Outbound, sealer: Sealer, base: Base) -> Self {
        let node = Uuid::from_u64_pair(db.clock().random(), db.clock().random());
        Self(Arc::new(Inner { db, outbound, sealer, base, node }))
    }

    /// Works until `stop` becomes true.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut rounds = JoinSet::new();
        let mut running = HashMap::new();
        while !*stop.borrow() {
            if let Err(error) = self.start_rounds(&mut rounds, &mut running, &stop).await {
                tracing::error!(%error, "What is to be delivered can't be read; trying again");
                tokio::time::sleep(LOOK_EVERY).await;
            }
            tokio::select! {
                () = self.0.db.outgoing().notified() => {}
                Some(ended) = rounds.join_next_with_id(), if !rounds.is_empty() => {
                    running.remove(&ended.map_or_else(|error| error.id(), |(id, ())| id));
                }
                () = tokio::time::sleep(LOOK_EVERY) => {}
                _ = stop.changed() => {}
            }
        }
        while rounds.join_next().await.is_some() {}
        if let Err(error) = self.release().await {
            tracing::warn!(%error, "Subscribers could not be left to other nodes; they wait until the claim ends");
        }
    }

    async fn release(&self) -> StoreResult<()> {
        if self.0.db.kind() == "sqlite" {
            return Ok(());
        }
        let mut tx = self.0.db.begin(&BEZORGER).await?;
        rows::release(&mut tx, self.0.node).await?;
        tx.commit().await
    }

    async fn start_rounds(
        &self,
        rounds: &mut JoinSet<()>,
        running: &mut HashMap<task::Id, Uuid>,
        stop: &watch::Receiver<bool>,
    ) -> StoreResult<()> {
        let now = self.0.db.clock().now();
        let due = rows::find_subscribers(&mut self.0.db.reader(), now).await?;
        for (abonnement, failures) in due {
            if !running.values().any(|one| *one == abonnement) {
                let (courier, stop) = (self.clone(), stop.clone());
                let round = rounds.spawn(async move {
                    let failures = u32::try_from(failures).unwrap_or(u32::MAX);
                    if let Err(error) = courier.round(abonnement, failures, &stop).await {
                        tracing::error!(%error, abonnement.uuid = %abonnement, "A round of deliveries could not be recorded");
                        tokio::time::sleep(LOOK_EVERY).await;
                    }
                });
                running.insert(round.id(), abonnement);
            }
        }
        Ok(())
    }

    /// Delivers what is due to one subscriber, until nothing is or nothing arrives.
    async fn round(&self, abonnement: Uuid, mut failures: u32, stop: &watch::Receiver<bool>) -> StoreResult<()> {
        let db = &self.0.db;
        let mut claimed_until = Timestamp::MIN;
        while !*stop.borrow() {
            let now = db.clock().now();
            if claimed_until < now.checked_add(CLAIM_EVERY).unwrap_or(now) {
                claimed_until = match self.claim(abonnement).await? {
                    Some(until) => until,
                    None => return Ok(()),
                };
            }
            let limit = if failures > 0 { 1 } else { BATCH };
            let due = rows::find_due(&mut db.reader(), abonnement, now, limit).await?;
            if due.is_empty() {
                return Ok(());
            }
            let Some((url, sealed)) = store::find_auth(&mut db.reader(), abonnement).await? else { return Ok(()) };
            let auth = abonnementen::open(&self.0.sealer, Id::new(abonnement), &sealed);
            let outcome = match &auth {
                Ok(auth) => self.deliver_claimed(abonnement, &url, auth, due).await,
                Err(error) => {
                    let failed = due.into_iter().take(1).map(|one| (one, error.to_string())).collect();
                    Outcome { done: Vec::new(), failed }
                }
            };
            let arrived = !outcome.done.is_empty();
            let mut tx = db.begin(&BEZORGER).await?;
            record(&mut tx, abonnement, failures, &outcome).await?;
            tx.commit().await?;
            if !arrived {
                return Ok(());
            }
            failures = 0;
        }
        Ok(())
    }

    /// Makes a subscriber ours for a while and returns until when; none when it is another node's.
    async fn claim(&self, abonnement: Uuid) -> StoreResult<Option<Timestamp>> {
        let db = &self.0.db;
        // A file has one program that delivers; a server has any number of nodes.
        if db.kind() == "sqlite" {
            return Ok(Some(Timestamp::MAX));
        }
        let mut tx = db.begin(&BEZORGER).await?;
        let until = tx.now().checked_add(CLAIM).unwrap_or(Timestamp::MAX);
        let is_ours = rows::claim(&mut tx, abonnement, self.0.node, until).await?;
        tx.commit().await?;
        Ok(is_ours.then_some(until))
    }

    /// Delivers a batch, and says now and then that we still do: a subscriber that takes long stays ours.
    async fn deliver_claimed(&self, abonnement: Uuid, url: &str, auth: &str, due: Vec<Bezorging>) -> Outcome {
        let mut work = std::pin::pin!(self.deliver_all(url, auth, due));
        loop {
            tokio::select! {
                outcome = &mut work => return outcome,
                () = tokio::time::sleep(CLAIM_EVERY) => {
                    if let Err(error) = self.claim(abonnement).await {
                        tracing::warn!(%error, abonnement.uuid = %abonnement, "A subscriber could not be claimed again");
                    }
                }
            }
        }
    }

    async fn deliver_all(&self, url: &str, auth: &str, due: Vec<Bezorging>) -> Outcome {
        let outcomes: Vec<Outcome> = stream::iter(lanes(due))
            .map(|lane| self.deliver_lane(url, auth, lane))
            .buffer_unordered(LANES)
            .collect()
            .await;
        let mut all = Outcome { done: Vec::new(), failed: Vec::new() };
        for outcome in outcomes {
            all.done.extend(outcome.done);
            all.failed.extend(outcome.failed);
        }
        all
    }

    /// Delivers messages about one main object, in order, up to the first that fails.
    async fn deliver_lane(&self, url: &str, auth: &str, lane: Vec<Bezorging>) -> Outcome {
        let mut outcome = Outcome { done: Vec::new(), failed: Vec::new() };
        for bezorging in lane {
            match self.deliver(url, auth, &bezorging).await {
                Ok(()) => outcome.done.push(bezorging.id),
                Err(error) => {
                    outcome.failed.push((bezorging, error));
                    break;
                }
            }
        }
        outcome
    }

    async fn deliver(&self, url: &str, auth: &str, bezorging: &Bezorging) -> Result<(), String> {
        let base = match &bezorging.basis {
            Some(called) if !self.0.base.is_fixed => called,
            _ => &self.0.base.url,
        };
        let (content_type, body) = wire::outgoing(bezorging, base);
        let id = bezorging.id.to_string();
        let headers = [("authorization", auth), ("content-type", content_type), ("idempotency-key", id.as_str())];
        match self.0.outbound.post(url, &headers, body.into()).await {
            Ok(answer) if (200..300).contains(&answer.status_code) => Ok(()),
            Ok(answer) => Err(format!("the subscriber answered {}", answer.status_code)),
            Err(fault) => Err(fault.to_string()),
        }
    }
}

/// What became of a batch.
struct Outcome {
    done: Vec<Uuid>,
    failed: Vec<(Bezorging, String)>,
}

/// Puts messages about the same main object together, in their order.
fn lanes(due: Vec<Bezorging>) -> Vec<Vec<Bezorging>> {
    let mut lanes: Vec<Vec<Bezorging>> = Vec::new();
    let mut places = HashMap::new();
    for bezorging in due {
        let place = *places.entry(bezorging.hoofd_object.clone()).or_insert(lanes.len());
        match lanes.get_mut(place) {
            Some(lane) => lane.push(bezorging),
            None => lanes.push(vec![bezorging]),
        }
    }
    lanes
}

async fn record(tx: &mut Tx, abonnement: Uuid, failures: u32, outcome: &Outcome) -> StoreResult<()> {
    let now = tx.now();
    let later = |count: u32, random: u64| now.checked_add(rules::pause(count, random)).unwrap_or(Timestamp::MAX);
    rows::delete(tx, &outcome.done).await?;
    for (bezorging, error) in &outcome.failed {
        let attempts = bezorging.attempts.saturating_add(1);
        let is_dead = attempts >= rules::ATTEMPTS_MAX;
        let due = later(attempts, tx.random());
        let error: String = error.chars().take(1000).collect();
        tracing::warn!(%error, bezorging.id = %bezorging.id, attempts, is_dead, "A notification could not be delivered");
        rows::fail(tx, bezorging, due, &error, is_dead).await?;
    }
    if !outcome.done.is_empty() {
        if failures > 0 {
            rows::set_failures(tx, abonnement, 0, now).await?;
        }
        return Ok(());
    }
    let failures = failures.saturating_add(1);
    let niet_voor = later(failures, tx.random());
    rows::set_failures(tx, abonnement, failures, niet_voor).await?;
    if failures >= rules::ATTEMPTS_MAX {
        let before = now.checked_sub(AGE_HOURS_MAX.hours()).unwrap_or(now);
        rows::give_up_old(tx, abonnement, before, "the subscriber took nothing for a day").await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Vorm;

    #[test]
    fn messages_about_one_object_stay_together_and_in_order() {
        let bezorging = |number: u128, object: &str| Bezorging {
            id: Uuid::from_u128(number),
            hoofd_object: object.to_owned(),
            vorm: Vorm::Notificatie,
            bericht: String::new(),
            basis: None,
            attempts: 0,
        };
        let found = lanes(vec![bezorging(1, "a"), bezorging(2, "b"), bezorging(3, "a")]);
        let numbers: Vec<Vec<u128>> =
            found.iter().map(|lane| lane.iter().map(|one| one.id.as_u128()).collect()).collect();
        assert_eq!(numbers, [vec![1, 3], vec![2]]);
    }
}
