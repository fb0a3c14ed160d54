//! BPMN 2.0: reads process models and runs them, one pure step at a time.
//!
//! [`parse`] reads XML and gives models and findings: a wrong model is input, not an error. [`step`] decides what a command
//! does to an instance and gives events; [`apply`] changes a [`State`] by an event. The same model, state, command and time
//! always give the same events, so an instance can be replayed from its events, or go on from a snapshot of its state.
//!
//! This crate knows no database, no clock and no network. Whoever embeds it keeps the state, creates the tasks, runs the
//! actions, watches the timers and delivers the messages that the events ask for. Expressions are FEEL.
//!
//! Start reading at [`Event`], then the engine, then `elements/`, which has one file for each kind of element.

mod command;
mod elements;
mod engine;
mod event;
mod finding;
mod ids;
mod lifecycle;
mod model;
mod parse;
mod state;
mod text;
mod time;

pub use command::{ActionFailure, Command, Rejection};
pub use elements::TimerDefinition;
pub use engine::step;
pub use event::{ActionKind, Event, MapDecisionResult, Repeat};
pub use finding::{Finding, Severity};
pub use ids::{SubscriptionId, TimerId, TokenId};
pub use lifecycle::Lifecycle;
pub use model::{Model, Node, NodeKind, Parsed, StartTrigger};
pub use parse::parse;
pub use state::{Phase, State, Subscription, Timer, Token, Wait, apply};
