//! Event-based gateway: the first of the events behind it wins.

use crate::elements::{Behaviour, Element, Entered, schedule};
use crate::engine::{At, Run};

/// Waits for all events behind it at once; the engine moves the token to the one that happens.
#[derive(Debug, Clone)]
pub(crate) struct EventBasedGateway;

impl Behaviour for EventBasedGateway {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let targets: Vec<_> = at.node.outgoing.iter().map(|&flow| run.target(flow)).collect();
        // First compute all, then ask for all, so that a failing expression leaves nothing behind.
        let mut messages = Vec::new();
        let mut timers = Vec::new();
        for target in targets {
            match &target.element {
                Element::CatchMessage(message) => messages.push((target, message.name(run, at.token)?)),
                Element::CatchTimer(catch) => timers.push((target, catch.timer.due(run, at.token)?)),
                _ => return Err(format!("`{}` can't follow an event-based gateway", target.label())),
            }
        }
        for (target, name) in messages {
            run.subscribe(at.token, target, name);
        }
        for (target, (due, _)) in timers {
            schedule(run, at.token, target, due, None);
        }
        Ok(Entered::Waits)
    }
}
