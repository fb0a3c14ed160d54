//! Mail and the inbox: the one place that may contact a person.
//!
//! An event (a status, a task for the resident, a decision) becomes a job in its own transaction ([`reactions`]). The job decides by
//! a pure rule (`rules`) whether somebody may and wants to be told, makes the text (`template`, `personalisation`), and writes rows:
//! the inbox message, and the mail with its address or with the reason why there is none. A second job sends the mail. So a message
//! exists once, staff sees every "no", and a mail server that is down holds up nobody. No message holds a link.
//!
//! This crate does not know processes, forms or pages: whether a task is still open and a mandate still holds is plugged in ([`Plugins`]).
//! Start reading at [`reactions`] and [`register_jobs`], then `delivery.rs`.

mod contact;
mod delivery;
mod domain;
mod dossier;
mod error;
mod inbox;
mod jobs;
mod mail;
mod personalisation;
mod rules;
mod store;
mod teksten;
mod template;
mod templates;
mod uitgaand;

pub use contact::{find_contact, set_contact};
pub use domain::{
    Bericht, BerichtSoort, Contact, Contactmoment, Kanaal, Mail, PartijSoort, Scenario, UitState, UitgaandBericht,
};
pub use error::MessagesError;
pub use inbox::{count_ongelezen, find_bericht, list_berichten, mark_gelezen};
pub use jobs::{
    FindMandaat, IsTaskOpen, Mandaat, MandaatFuture, MandaatVraag, Plugins, TaskOpenFuture, reactions, register_jobs,
};
pub use mail::{MailTls, MailTransport, is_afzender};
pub use rules::reach::REDENEN;
pub use store::STATEMENTS;
pub use template::{Blok, parse_blokken};
pub use templates::{check_templates, install_templates};
pub use uitgaand::{find_mail, list_contactmomenten, list_contactmomenten_zaak, list_recent_mails, list_uit_for_zaak};
