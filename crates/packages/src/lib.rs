//! Bouwstenen: everything that a municipality configures for one kind of zaak, as one package of plain files.
//!
//! A package is checked as a whole, with all its faults at once, and installed as a whole, in one transaction. Installing the same
//! package again changes nothing; a newer one adds versions, and what runs stays on the version that it started with.
//! The format is described in `docs/bouwsteen.md`. Start reading at [`Bouwsteen`].

mod bouwsteen;
mod check;
mod error;
mod install;
mod manifest;
mod producten;
mod store;
mod zip;

pub use bouwsteen::Bouwsteen;
pub use check::check;
pub use error::PackageError;
pub use install::{Outcome, install};
pub use manifest::{Manifest, Thema};
pub use producten::Product;
pub use store::{Installed, STATEMENTS, find_product, list_installed, list_products};
