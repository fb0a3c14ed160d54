//! What is committed together with the rows: audit lines, events, jobs.

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{Result, Sql, Tx, sql};

/// What was done to a resource, as the ZGW standards name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actie {
    /// Made.
    Create,
    /// Replaced as a whole.
    Update,
    /// Changed in part.
    PartialUpdate,
    /// Removed.
    Destroy,
}

impl Actie {
    /// Returns the word of the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::PartialUpdate => "partial_update",
            Self::Destroy => "destroy",
        }
    }
}

/// What happened, in the shape of a ZGW notification plus the ids that we need inside.
#[derive(Debug, Clone)]
pub struct Event {
    /// `zaken`, `documenten`, `besluiten`, …; our own kanalen start with `loket.`.
    pub kanaal: &'static str,
    /// `zaak`, `status`, …
    pub resource: &'static str,
    /// What was done.
    pub actie: Actie,
    /// The id of the main object that the resource belongs to.
    pub hoofd_object: Uuid,
    /// The id of the resource.
    pub resource_id: Uuid,
    /// What subscribers filter on, plus facts that reactions need. No personal data.
    pub kenmerken: Map<String, Value>,
}

/// One line of the audit trail.
#[derive(Debug, Clone)]
pub struct AuditLine {
    /// `zrc`, `brc`, … or the name of our own module.
    pub bron: &'static str,
    /// What was done.
    pub actie: Actie,
    /// `zaak`, `status`, …
    pub resource: &'static str,
    /// The id of the resource.
    pub resource_id: Uuid,
    /// The id of the main object.
    pub hoofd_object: Uuid,
    /// The resource in a few words, for people.
    pub weergave: String,
    /// The resource before, as its API shows it, with paths instead of URLs; or null.
    pub oud: Value,
    /// The resource after, likewise; or null.
    pub nieuw: Value,
}

/// Something to do after the commit.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which handler does it.
    pub kind: &'static str,
    /// Jobs with the same kind and key are one job: asking twice does it once. Unique for ever when empty.
    pub key: Option<String>,
    /// Jobs in one lane run one after another, in the order they were asked.
    pub lane: Option<String>,
    /// Not before this moment; at once when empty.
    pub due: Option<Timestamp>,
    /// What the handler needs to know. No personal data: it shows on the page of failed jobs.
    pub payload: Value,
}

/// Decides which job follows from an event, if any. Runs inside the transaction that wrote the event.
pub type Reaction = fn(&Event) -> Option<NewJob>;

/// What [`Publish`] returns.
pub type PublishFuture<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// Hands the events of a transaction over to subscribers, inside that transaction: what it writes is committed with them.
pub type Publish = for<'a> fn(&'a mut Tx, &'a [Event]) -> PublishFuture<'a>;

pub(crate) static INSERT_EVENT: Sql = sql(
    "store.insert_event",
    "INSERT INTO event (id, created_at, kanaal, resource, actie, hoofd_object, resource_id, kenmerken)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

pub(crate) static INSERT_AUDIT: Sql = sql(
    "store.insert_audit",
    "INSERT INTO audit (id, created_at, actor_kind, actor_id, actor_naam, bron, actie, resource, resource_id, hoofd_object,
                        weergave, oud, nieuw, gebruiker_id, gebruiker_naam, toelichting)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
);

pub(crate) static INSERT_JOB: Sql = sql(
    "store.insert_job",
    "INSERT INTO job (id, kind, key, lane, due_at, created_at, payload, attempts, is_dead)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 0, FALSE) ON CONFLICT (kind, key) DO NOTHING",
);

pub(crate) static INSERT_INZAGE: Sql = sql(
    "store.insert_inzage",
    "INSERT INTO inzage (id, created_at, actor_kind, actor_id, actor_naam, resource, resource_id, doel)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

/// Every statement of the outbox.
pub const STATEMENTS: &[&Sql] = &[&INSERT_EVENT, &INSERT_AUDIT, &INSERT_JOB, &INSERT_INZAGE];
