//! Kanalen, abonnementen and messages, in the words of the standard.

use jiff::Timestamp;
use uuid::Uuid;
use values::Id;

/// Names with values: what a notification tells besides its URLs, and what an abonnement asks of it.
pub type Kenmerken = Vec<(String, String)>;

/// A subject that messages are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kanaal {
    /// The id.
    pub uuid: Id<Kanaal>,
    /// The name; it never changes.
    pub naam: String,
    /// Where its messages are explained.
    pub documentatie_link: String,
    /// The names of its kenmerken.
    pub filters: Vec<String>,
}

/// What a kanaal is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KanaalGegevens {
    /// The name.
    pub naam: String,
    /// Where its messages are explained.
    pub documentatie_link: String,
    /// The names of its kenmerken.
    pub filters: Vec<String>,
}

/// Somebody who wants to hear what happens. What proves us to it is not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abonnement {
    /// The id.
    pub uuid: Id<Abonnement>,
    /// The client that made it; no other may change it.
    pub client_id: String,
    /// Where it takes messages.
    pub callback_url: String,
    /// Which it takes.
    pub kanalen: Vec<KanaalFilter>,
    /// As CloudEvents instead of notifications.
    pub send_cloudevents: bool,
    /// Which CloudEvents it takes besides.
    pub cloudevent_filters: Vec<CloudeventFilter>,
}

/// What an abonnement is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AbonnementGegevens {
    /// Where it takes messages.
    pub callback_url: String,
    /// The value of the `Authorization` header.
    pub auth: String,
    /// Which it takes.
    pub kanalen: Vec<KanaalFilter>,
    /// As CloudEvents instead of notifications.
    pub send_cloudevents: bool,
    /// Which CloudEvents it takes besides.
    pub cloudevent_filters: Vec<CloudeventFilter>,
}

/// Messages of one kanaal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KanaalFilter {
    /// The name of the kanaal.
    pub naam: String,
    /// What their kenmerken must be.
    pub filters: Kenmerken,
}

/// CloudEvents whose type holds a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CloudeventFilter {
    /// The text.
    pub type_substring: String,
    /// What their data must be.
    pub filters: Kenmerken,
}

/// What happened, as subscribers are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notificatie {
    /// The name of the kanaal.
    pub kanaal: String,
    /// The system that it comes from.
    pub source: String,
    /// The URL of the main object. Of one of our own only the path is kept: the host is added when it is delivered.
    pub hoofd_object: String,
    /// The kind of resource.
    pub resource: String,
    /// Its URL, as `hoofd_object`.
    pub resource_url: String,
    /// What was done.
    pub actie: String,
    /// When.
    pub aanmaakdatum: Timestamp,
    /// What subscribers filter on.
    pub kenmerken: Kenmerken,
}

/// In which form a subscriber takes a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// The standard's own.
    Notificatie,
    /// A CloudEvent that we make of a notification.
    AlsCloudevent,
    /// A CloudEvent that was handed to us.
    Cloudevent,
    /// A CloudEvent of our own, about a zaak as a whole.
    EigenCloudevent,
}

impl Vorm {
    /// Returns the word in the row.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notificatie => "notificatie",
            Self::AlsCloudevent => "als_cloudevent",
            Self::Cloudevent => "cloudevent",
            Self::EigenCloudevent => "eigen_cloudevent",
        }
    }

    /// Reads the word in the row.
    pub fn of(text: &str) -> Self {
        match text {
            "als_cloudevent" => Self::AlsCloudevent,
            "cloudevent" => Self::Cloudevent,
            "eigen_cloudevent" => Self::EigenCloudevent,
            _ => Self::Notificatie,
        }
    }
}

/// A message that is still to be taken to a subscriber.
#[derive(Debug, Clone)]
pub struct Bezorging {
    /// Stays the same over all attempts.
    pub id: Uuid,
    /// The main object: its messages keep their order.
    pub hoofd_object: String,
    /// The form.
    pub vorm: Vorm,
    /// The message, as JSON.
    pub bericht: String,
    /// Scheme and host for our own URLs, when they are known.
    pub basis: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
}

/// How an abonnement does, for an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overzicht {
    /// The abonnement.
    pub abonnement: Abonnement,
    /// Messages that wait, up to a limit.
    pub wachtend: i64,
    /// Messages that were given up, up to a limit.
    pub dood: i64,
    /// Failures since the last success.
    pub mislukt: i64,
}

/// A message that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DodeBrief {
    /// The id to send it again by.
    pub id: Uuid,
    /// What it is about: kanaal, resource and what was done, or the type of a CloudEvent.
    pub titel: String,
    /// The path or URL of the resource.
    pub resource_url: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last attempt said.
    pub last_error: String,
}

/// That a subscriber did not take a message, which is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hapering {
    /// When the oldest message that waits was made.
    pub sinds: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last attempt said.
    pub last_error: String,
    /// When it is tried again.
    pub next: Timestamp,
}
