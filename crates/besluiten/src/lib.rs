//! The Besluiten API: decisions and their documents.
//!
//! A besluit is mostly taken in a zaak; that is mirrored there, and its documents are mirrored in the Documenten API. Residents see it
//! once it was sent. What a besluit must be is decided in [`rules`], who may do what in [`access`]. What applications see goes through
//! [`register`]. This crate knows no processes or pages; they call its operations or react to its events. Start reading at
//! [`create_besluit`].

pub mod access;
mod domain;
mod error;
mod handlers;
pub mod import;
mod operations;
pub mod paths;
pub mod register;
mod router;
pub mod rules;
mod store;
mod view;

pub use domain::{Besluit, BesluitGegevens, BesluitInformatieobject, BesluitRegel, NewBesluit};
pub use error::BesluitenError;
pub use handlers::EXPANDABLE;
pub use operations::{create_besluit, link_document};
pub use router::router;
pub use store::import::STATEMENTS as IMPORT_STATEMENTS;
pub use store::register::STATEMENTS as REGISTER_STATEMENTS;
pub use store::{STATEMENTS, list_besluiten, list_besluiten_documenten, list_sent_besluiten};
