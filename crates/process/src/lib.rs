//! Durable process instances: what the engine decided, kept, and what follows from it, done.
//!
//! The engine (`bpmn`) decides; this crate stores the outcome and carries it out: user tasks become rows that staff or residents
//! do, timers become jobs, service tasks become *actions* inside the same transaction. One command is one transaction: the status
//! that a process sets, the task it makes and the step it takes are committed together or not at all. Which action or form belongs to
//! which activity stands in the *koppelingen* of the package; nothing here knows a particular process.
//! Everything locks in one order: the process, its tasks, the zaak; several processes of a zaak oldest first. So nobody waits in a circle.
//! Start reading at [`start`] and [`complete_task`], then `run.rs`.

mod actions;
mod domain;
mod error;
mod install;
mod jobs;
mod koppeling;
mod letter;
mod overview;
mod run;
mod store;
mod tasks;

pub use domain::{Instantie, StartProcess, Taak, TaakSoort, TaakStatus};
pub use error::ProcessError;
pub use install::{check_process, install_beslistabel, install_proces, install_sjabloon};
pub use jobs::register_jobs;
pub use koppeling::Koppeling;
pub use letter::find_sjabloon;
pub use overview::{Diagram, HistoryLine, diagram, history, overview};
pub use run::{correlate_message, retry_incident, start};
pub use store::STATEMENTS;
pub use tasks::{
    TakenSelectie, answered_since, claim, complete_task, count_open_taken, find_taak, find_taak_burger,
    find_taak_medewerker, list_taken_burger, list_taken_medewerker, list_taken_zaak, lock_taak, release,
};
