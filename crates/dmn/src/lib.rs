//! DMN: reads decision tables and decides with them.
//!
//! [`parse`] reads XML (DMN 1.1 to 1.5) and gives decisions and findings: a wrong model is input, not an error.
//! [`evaluate`] takes a decision and variables, and gives the results and the rules that matched, so that a caseworker can
//! read why. Decisions that a decision requires are evaluated first; their results are variables by their name and id.
//!
//! Supported are decision tables with all hit policies, and literal expressions, in FEEL. This crate knows no database, no
//! clock and no network. Start reading at [`Decision`].

mod error;
mod evaluate;
mod model;
mod parse;

pub use error::DmnError;
pub use evaluate::{Outcome, evaluate};
pub use model::{Aggregator, Decision, HitPolicy, Input, Literal, Logic, Output, Rule, Table};
pub use parse::{Finding, Parsed, Severity, parse};
