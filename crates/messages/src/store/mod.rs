//! Statements of the messages module and the mapping of rows.

mod berichten;
mod besluiten;
mod contact;
mod sjablonen;
mod uit;

pub(crate) use berichten::{NewBericht, count_ongelezen, find_bericht, insert_bericht, list_berichten, set_gelezen};
pub(crate) use besluiten::{BesluitDocument, find_besluit, find_besluit_document, list_besluit_documents};
pub(crate) use contact::{find_contact, upsert_contact};
pub(crate) use sjablonen::{
    Sjabloon, delete_teksten, find_sjabloon, insert_teksten, list_teksten, save_sjabloon, withdraw_sjablonen,
};
pub(crate) use uit::{
    NewUit, find_mail, insert_uit, list_recent_mails, list_sent, list_sent_zaak, list_texts, list_uit_for_zaak,
    set_failed, set_sent,
};

use ::store::Sql;

/// Every statement of this module, for the test that prepares them on both databases.
pub const STATEMENTS: &[&[&Sql]] =
    &[berichten::STATEMENTS, besluiten::STATEMENTS, contact::STATEMENTS, sjablonen::STATEMENTS, uit::STATEMENTS];
