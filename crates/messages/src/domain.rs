//! Messages, and what is known of the people they are for.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;
use values::Id;
use zaken::{Zaak, ZaakInformatieobject};

use crate::template::{self, Blok};

/// Makes an enum whose values are words in rows and packages.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the word that rows and packages hold.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// Returns the value that this word is of.
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// What a message is about: the name of its template (docs/bouwsteen.md).
    Scenario {
        /// The first status: "Wij hebben uw aanvraag ontvangen".
        Ontvangen = "ontvangen",
        /// A status in between.
        StatusGewijzigd = "status-gewijzigd",
        /// The last status.
        Afgesloten = "afgesloten",
        /// A new task for the resident.
        Taak = "taak",
        /// A task that is almost due.
        TaakHerinnering = "taak-herinnering",
        /// What the resident had to do was done.
        TaakGedaan = "taak-gedaan",
        /// What the resident had to do need not be done any more.
        TaakVervallen = "taak-vervallen",
        /// An appointment was made with the resident.
        Uitnodiging = "uitnodiging",
        /// A message is in the inbox.
        Bericht = "bericht",
        /// A decision is in the inbox.
        Besluit = "besluit",
        /// The inbox message that carries a decision.
        InboxBesluit = "inbox-besluit",
        /// The term was extended.
        Vertraging = "vertraging",
        /// The zaak waits: its term does not run on.
        Opgeschort = "opgeschort",
        /// The zaak waits no longer.
        Hervat = "hervat",
        /// A visible document was added.
        DocumentToegevoegd = "document-toegevoegd",
        /// A form that was not sent is about to expire.
        ConceptVerloopt = "concept-verloopt",
        /// To the old address: it is not used any more.
        AdresGewijzigd = "adres-gewijzigd",
        /// A code that confirms an address.
        Controlecode = "controlecode",
    }
}

words! {
    /// How a resident wants to hear of a kind of message. The inbox always has it.
    Kanaal {
        /// By mail.
        Email = "email",
        /// Not at all.
        Geen = "geen",
    }
}

words! {
    /// How far an outgoing message is.
    UitState {
        /// It waits for the mail server.
        Queued = "queued",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server refused it for good, or stayed away too long.
        Failed = "failed",
        /// A rule said no; the row has the reason.
        NotSent = "not_sent",
    }
}

words! {
    /// What kind of number identifies a party: a KvK number can have the digits of another kind of number.
    PartijSoort {
        /// A resident.
        Bsn = "bsn",
        /// An organisation.
        Kvk = "kvk",
        /// A branch of an organisation.
        Vestiging = "vestiging",
        /// An organisation by its tax number.
        Rsin = "rsin",
        /// Somebody without a number: the rol is the only identity.
        Rol = "rol",
        /// Nobody: the zaak has no initiator.
        Geen = "geen",
    }
}

words! {
    /// What an inbox message is, in the words of the object type Bericht.
    BerichtSoort {
        /// For your information.
        Notificatie = "notificatie",
        /// A request to pay.
        Betaalverzoek = "betaalverzoek",
        /// An invitation.
        Uitnodiging = "uitnodiging",
        /// A request.
        Verzoek = "verzoek",
    }
}

/// Whom a message is for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Partij {
    pub(crate) soort: PartijSoort,
    pub(crate) nummer: String,
}

impl Partij {
    pub(crate) const NOBODY: Self = Self { soort: PartijSoort::Geen, nummer: String::new() };

    /// Returns the BSN of a resident.
    pub(crate) fn bsn(&self) -> Option<&str> {
        (self.soort == PartijSoort::Bsn).then_some(self.nummer.as_str())
    }
}

impl fmt::Debug for Partij {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Partij({}, ***)", self.soort.as_str())
    }
}

/// How a resident wants to be reached when a zaak has no address of its own.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address, if there is one.
    pub emailadres: Option<String>,
    /// News about the status of zaken.
    pub kanaal_status: Kanaal,
    /// Tasks and their deadlines.
    pub kanaal_taak: Kanaal,
    /// Messages in the inbox, decisions among them.
    pub kanaal_bericht: Kanaal,
}

impl Default for Contact {
    fn default() -> Self {
        Self {
            emailadres: None,
            kanaal_status: Kanaal::Email,
            kanaal_taak: Kanaal::Email,
            kanaal_bericht: Kanaal::Email,
        }
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contact")
            .field("has_emailadres", &self.emailadres.is_some())
            .field("kanaal_status", &self.kanaal_status)
            .field("kanaal_taak", &self.kanaal_taak)
            .field("kanaal_bericht", &self.kanaal_bericht)
            .finish()
    }
}

impl Contact {
    /// Returns how this person wants to hear of the scenario.
    pub fn kanaal(&self, scenario: Scenario) -> Kanaal {
        match scenario {
            Scenario::Taak
            | Scenario::TaakHerinnering
            | Scenario::TaakGedaan
            | Scenario::TaakVervallen
            | Scenario::Uitnodiging => self.kanaal_taak,
            Scenario::Bericht | Scenario::Besluit | Scenario::InboxBesluit => self.kanaal_bericht,
            Scenario::Ontvangen
            | Scenario::StatusGewijzigd
            | Scenario::Afgesloten
            | Scenario::Vertraging
            | Scenario::Opgeschort
            | Scenario::Hervat
            | Scenario::DocumentToegevoegd => self.kanaal_status,
            // These protect the person or her own work: they can't be switched off.
            Scenario::ConceptVerloopt | Scenario::AdresGewijzigd | Scenario::Controlecode => Kanaal::Email,
        }
    }
}

/// A message in the inbox.
#[derive(Debug, Clone)]
pub struct Bericht {
    /// The id.
    pub uuid: Uuid,
    /// The zaak that it is about.
    pub zaak: Option<Id<Zaak>>,
    /// The subject.
    pub onderwerp: String,
    /// The text: paragraphs, `# kop`, `* item`; [`Bericht::blokken`] takes it apart.
    pub tekst: String,
    /// What it is.
    pub soort: BerichtSoort,
    /// `betalen`, `informatie verstrekken`, `informatie ontvangen` or empty.
    pub handelingsperspectief: String,
    /// The day from which it can be seen.
    pub publicatiedatum: Date,
    /// When the person who reads it opened it: a representative has a mark of her own.
    pub gelezen_op: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Documents of the zaak; each passes the gate for documents again when it is shown.
    pub bijlagen: Vec<Id<ZaakInformatieobject>>,
}

impl Bericht {
    /// Returns the text as headings, paragraphs and lists, to be shown with the page's own components.
    pub fn blokken(&self) -> Vec<Blok> {
        template::parse_blokken(&self.tekst)
    }
}

/// A message that went out, or did not, for staff that may see the zaak.
#[derive(Debug, Clone)]
pub struct UitgaandBericht {
    /// The id; also that of the Message-ID.
    pub uuid: Uuid,
    /// The word of the [`Scenario`]; one that this version does not know was written by a newer server.
    pub scenario: String,
    /// Where to; none when it could not be sent at all.
    pub adres: Option<String>,
    /// It goes to who acts for whom the zaak is of.
    pub is_gemachtigde: bool,
    /// By what channel.
    pub kanaal: Kanaal,
    /// How far it is.
    pub state: UitState,
    /// Why it was not sent or failed: a word (`geen-adres`), and behind a colon what it is about. A row from before there were words
    /// holds a sentence.
    pub reden: Option<String>,
    /// The subject; empty when it was never written.
    pub onderwerp: String,
    /// The text; empty when it was never written.
    pub tekst: String,
    /// When it was decided.
    pub created_at: Timestamp,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// That the municipality wrote to a person.
#[derive(Debug, Clone)]
pub struct Contactmoment {
    /// The id of the message.
    pub uuid: Uuid,
    /// The zaak that it was about.
    pub zaak: Option<Id<Zaak>>,
    /// When.
    pub plaatsgevonden_op: Timestamp,
    /// `e-mail`.
    pub kanaal: &'static str,
    /// The subject; none when it is not for who asks.
    pub onderwerp: Option<String>,
    /// What was written, in lines; none when it is not for who asks, empty when it is a code.
    pub inhoud: Option<String>,
}

/// A mail as the development page shows it. Demo only: it has the address.
#[derive(Clone)]
pub struct Mail {
    /// The id.
    pub uuid: Uuid,
    /// The address.
    pub aan: String,
    /// The subject.
    pub onderwerp: String,
    /// The plain text part.
    pub tekst: String,
    /// The HTML part: a whole document.
    pub html: String,
    /// How far it is.
    pub state: UitState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({}, ***)", self.uuid)
    }
}
