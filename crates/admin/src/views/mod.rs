//! What templates show: finished texts and links.

mod mail;
mod overzicht;
mod taken;

pub use mail::{MailPage, MailRow, MailsPage};
pub use overzicht::{BouwsteenRow, OverzichtPage};
pub use taken::{TaakRow, TakenPage};
