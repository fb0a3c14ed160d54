//! What pages show: contexts of finished text and links, and the functions that make them from the domain.
//!
//! Each page has a context with `samples()`: the empty, the ordinary and the crowded page. Tests, screenshots and the check of
//! accessibility use the same samples.

pub mod berichten;
pub mod contact;
pub mod formulier;
pub mod formulier_start;
pub mod gegevens;
pub mod home;
pub mod menu;
pub mod product;
pub mod publiek;
pub mod rows;
pub mod samples;
pub mod stap;
pub mod status;
pub mod taken;
pub mod thema;
pub mod verzenden;
pub mod zaak;
pub mod zaken;
pub mod zoeken;

use serde::Serialize;

/// A part of a page with its own source: when that fails, the rest of the page still shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section<T> {
    /// What there is.
    pub items: Vec<T>,
    /// Whether the source failed. Then the page says so: an empty list would tell that there is nothing to do.
    pub unavailable: bool,
}

impl<T> Section<T> {
    /// A section whose source answered.
    pub const fn of(items: Vec<T>) -> Self {
        Self { items, unavailable: false }
    }

    /// A section whose source failed.
    pub const fn failed() -> Self {
        Self { items: Vec::new(), unavailable: true }
    }
}

impl<T, E: std::fmt::Display> From<Result<Vec<T>, E>> for Section<T> {
    fn from(outcome: Result<Vec<T>, E>) -> Self {
        match outcome {
            Ok(items) => Self::of(items),
            Err(error) => {
                tracing::warn!("a section of a page is not available: {error}");
                Self::failed()
            }
        }
    }
}
