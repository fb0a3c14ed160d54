//! The Besluiten API: decisions and their documents.
//!
//! A besluit is taken in a zaak and belongs to it. Residents see it once it was sent. Start reading at [`create_besluit`].

mod domain;
mod error;
mod operations;
mod store;

pub use domain::{Besluit, NewBesluit};
pub use error::BesluitenError;
pub use operations::{create_besluit, link_document};
pub use store::{STATEMENTS, list_besluiten, list_sent_besluiten};
