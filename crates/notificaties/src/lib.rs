//! The Notificaties API: who wants to hear what happens, and delivering it.
//!
//! Nothing is lost and nothing is said that did not happen, because a delivery is a row in the transaction of the event
//! ([`publish`], plugged into the store). A [`Courier`] takes those rows to the subscribers: at once, in order for each main object, and
//! to each subscriber apart, so that one that fails delays no other. What keeps failing becomes a dead letter for an administrator.
//! This crate does not know the registers: an event names its resource, and [`rules`](self) know where the standard puts it.
//! Start reading at [`publish`] and [`Courier`].

mod courier;
mod domain;
mod error;
mod handlers;
mod operations;
pub mod paths;
mod router;
mod rules;
mod store;
mod wire;

pub use courier::{Base, Courier};
pub use domain::{
    Abonnement, AbonnementGegevens, CloudeventFilter, DodeBrief, Hapering, Kanaal, KanaalFilter, KanaalGegevens,
    Kenmerken, Notificatie, Overzicht,
};
pub use error::NotificatiesError;
pub use handlers::import::{import_abonnementen, import_kanalen};
pub use operations::abonnementen::{
    create as create_abonnement, list as list_abonnementen, read as read_abonnement, remove as remove_abonnement,
    update as update_abonnement,
};
pub use operations::bezorgingen::{dead_letters, delete_old, find_stalled, overzicht, publish, resend, resend_all};
pub use router::{Receive, ReceiveFuture, Settings, router};
pub use store::{STATEMENTS, count_abonnementen, count_kanalen};
