//! Service task and send task: work outside the engine.

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::{ActionKind, Event};

/// Asks for an action and waits for its result. Without a topic, whoever embeds the engine knows what to do by the node.
#[derive(Debug, Clone)]
pub(crate) struct ServiceTask {
    /// `Service` or `Send`.
    pub kind: ActionKind,
    pub topic: Option<String>,
}

impl Behaviour for ServiceTask {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        request(run, at, self.kind.clone(), self.topic.clone());
        Ok(Entered::Waits)
    }

    fn on_terminate(&self, run: &mut Run<'_>, at: At<'_>) {
        cancel(run, at);
    }
}

pub(super) fn request(run: &mut Run<'_>, at: At<'_>, kind: ActionKind, topic: Option<String>) {
    let inputs = run.own_variables(at.token);
    run.emit(Event::ActionRequested { token: at.token, node: at.node.id.clone(), kind, topic, inputs });
}

pub(super) fn cancel(run: &mut Run<'_>, at: At<'_>) {
    if run.waits(at.token) {
        run.emit(Event::ActionCancelled { token: at.token, node: at.node.id.clone() });
    }
}
