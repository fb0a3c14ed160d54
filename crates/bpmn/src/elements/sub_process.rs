//! Embedded sub-process: a scope of its own around its tokens.

use super::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::model::NodeIndex;

/// A sub-process, which starts at its only start event and is done when nothing in it is left.
#[derive(Debug, Clone)]
pub(crate) struct SubProcess {
    /// The start event; `None` is an error in the model.
    pub start: Option<NodeIndex>,
}

impl Behaviour for SubProcess {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let start = self.start.ok_or("the sub-process has no start event")?;
        run.spawn(start, Some(at.token), None, false);
        Ok(Entered::Waits)
    }
}
