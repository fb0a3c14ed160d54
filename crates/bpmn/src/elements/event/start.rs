//! Start event: none, message or timer.

use super::timer::TimerDefinition;
use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::model::StartTrigger;

/// Where an instance or a sub-process starts.
#[derive(Debug, Clone)]
pub(crate) enum Start {
    None,
    Message(String),
    Timer(TimerDefinition),
}

impl Start {
    pub(crate) fn trigger(&self) -> StartTrigger<'_> {
        match self {
            Self::None => StartTrigger::None,
            Self::Message(name) => StartTrigger::Message(name),
            Self::Timer(timer) => StartTrigger::Timer(timer),
        }
    }
}

impl Behaviour for Start {
    fn on_enter(&self, _run: &mut Run<'_>, _at: At<'_>) -> Result<Entered, String> {
        Ok(Entered::Done)
    }
}
