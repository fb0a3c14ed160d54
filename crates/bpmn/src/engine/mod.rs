//! The engine: what a command does, and how tokens run until all wait.

mod command;
mod flow;
mod run;
mod terminate;
mod trigger;

pub use command::step;
pub(crate) use run::{At, Run};
