//! Manual task, plain task and throw event without trigger: only to be seen in the history.

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};

/// Lets the token pass.
#[derive(Debug, Clone)]
pub(crate) struct PassThrough;

impl Behaviour for PassThrough {
    fn on_enter(&self, _run: &mut Run<'_>, _at: At<'_>) -> Result<Entered, String> {
        Ok(Entered::Done)
    }
}
