//! Gathers what a page shows, through the operations of the other crates.

pub(crate) mod taak;
pub(crate) mod werkvoorraad;
pub(crate) mod zaak;
pub(crate) mod zoeken;

use std::error::Error;

use web::PageError;

/// Says that something failed that the reader can't help.
pub(crate) fn internal<E: Error + 'static>(error: E) -> PageError {
    PageError::internal(&error)
}
