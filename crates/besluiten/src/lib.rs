//! The Besluiten API: decisions and their documents.
//!
//! A besluit is taken in a zaak and belongs to it. Residents see it once it was sent. What applications see goes
//! through [`register`]. Start reading at [`create_besluit`].

mod domain;
mod error;
mod handlers;
mod operations;
pub mod paths;
pub mod register;
mod router;
mod store;
mod view;

pub use domain::{Besluit, BesluitInformatieobject, NewBesluit};
pub use error::BesluitenError;
pub use handlers::EXPANDABLE;
pub use operations::{create_besluit, link_document};
pub use router::router;
pub use store::register::STATEMENTS as REGISTER_STATEMENTS;
pub use store::{STATEMENTS, list_besluiten, list_besluiten_documenten, list_sent_besluiten};
