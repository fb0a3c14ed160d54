//! Decisions about messages: pure, without database or clock.

pub(crate) mod links;
pub(crate) mod reach;
pub(crate) mod scenario;
