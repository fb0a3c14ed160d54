//! What the tests of several crates share: the real store, router and program, and the world around them. A dev-dependency only.
//!
//! | module | what |
//! | --- | --- |
//! | [`database`] | a fresh database of each kind, of a municipality, with a clock that stands still |
//! | [`bouwstenen`] | the packages that come with Loket, as files |
//! | [`people`] | residents and staff of the demonstration |
//! | [`answer`] | a request to a router in this process, and what came back |
//! | [`browser`], [`form`] | somebody at the pages: cookies, forms as they stand on a page, files |
//! | [`outside`] | what stands in for other people's systems: a subscriber, a mail server, a register |
//! | [`program`] | the program in a process of its own |
//! | `apis` (feature) | the APIs with the sample catalogus, and applications that call them |
//! | `pages` (feature) | the pages, and residents and staff who are logged in |
//!
//! What it keeps to, so that it stays a thing that every test may lean on:
//!
//! - Nothing here stands in for our own code: stand-ins exist only for other people's systems.
//! - It stands right above `store`. A feature adds what one layer's tests share, and never a crate above `catalogi` or `identity`: a change
//!   in `zaken` compiles no test of `web` or `catalogi` anew. So a test hands in what is higher: its routers, its pages, its jobs.
//! - What one crate uses stays in the `tests/` of that crate. `store` and the pure crates have their own: this stands on them.
//! - It panics where it fails, with what was said; a test has no use for an error.

pub mod answer;
#[cfg(feature = "apis")]
pub mod apis;
pub mod bouwstenen;
pub mod browser;
pub mod database;
pub mod form;
pub mod outside;
#[cfg(feature = "pages")]
pub mod pages;
pub mod people;
pub mod program;

pub use answer::{Answer, send};
pub use browser::{Browser, Length};
pub use database::{Database, Place, SYSTEEM, clock_at, databases, still_clock, voorbeeldstad};
pub use form::Form;
