//! The pages of residents over HTTP: the real router, a fresh database with the bouwstenen that come with Loket, no JavaScript.

mod anoniem;
mod counts;
mod formulier;
mod isolation;
mod journey;
mod live;
mod matrix;
mod producten;
mod support;
mod uploads;
