//! Boundary event: what may happen while an activity is carried out.

use super::message::CatchMessage;
use super::timer::TimerDefinition;
use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::model::NodeIndex;

/// An event at the border of an activity.
#[derive(Debug, Clone)]
pub(crate) struct Boundary {
    pub trigger: BoundaryTrigger,
    /// Whether it stops the activity.
    pub is_interrupting: bool,
    /// The activity; `None` is an error in the model.
    pub attached_to: Option<NodeIndex>,
}

#[derive(Debug, Clone)]
pub(crate) enum BoundaryTrigger {
    Timer(TimerDefinition),
    Message(CatchMessage),
    Error {
        /// The code that it catches; without one it catches every error.
        code: Option<String>,
        code_variable: Option<String>,
        message_variable: Option<String>,
    },
}

impl Behaviour for Boundary {
    fn on_enter(&self, _run: &mut Run<'_>, _at: At<'_>) -> Result<Entered, String> {
        // A token only comes here after the event has happened.
        Ok(Entered::Done)
    }
}
