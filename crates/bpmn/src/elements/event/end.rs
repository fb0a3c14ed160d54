//! End event: none, terminate, error or message.

use super::message::ThrowMessage;
use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::model::FlowIndex;

/// Where a token ends.
#[derive(Debug, Clone)]
pub(crate) enum End {
    /// Only this token.
    None,
    /// Everything in the surrounding scope.
    Terminate,
    /// The surrounding scope, abnormally.
    Error { code: String },
    /// This token, after a message.
    Message(ThrowMessage),
}

impl Behaviour for End {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        match self {
            Self::None => Ok(Entered::Done),
            Self::Terminate => {
                run.terminate_others(at.token);
                Ok(Entered::Done)
            }
            Self::Error { code } => {
                if run.throw_error(at.token, code, "") {
                    return Ok(Entered::Waits);
                }
                Err(format!("nothing catches error `{code}`"))
            }
            Self::Message(message) => message.on_enter(run, at),
        }
    }

    fn on_complete(&self, _run: &Run<'_>, _at: At<'_>) -> Result<Vec<FlowIndex>, String> {
        Ok(Vec::new())
    }
}
