//! Decisions without database or clock.

pub(crate) mod answers;
pub(crate) mod check;
pub(crate) mod copy;
pub(crate) mod doorman;
pub(crate) mod progress;
pub(crate) mod rollen;
pub(crate) mod sniff;
pub(crate) mod titels;
pub(crate) mod toegang;
pub(crate) mod upload;
