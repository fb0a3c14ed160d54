//! Parallel gateway: waits for a token from each incoming flow, then takes all outgoing flows.

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::Event;
use crate::ids::TokenId;
use crate::lifecycle::Lifecycle;
use crate::model::FlowIndex;

/// Splits and joins. It counts per flow: a second token over the same flow waits for the next round.
#[derive(Debug, Clone)]
pub(crate) struct ParallelGateway;

impl Behaviour for ParallelGateway {
    fn on_arrive(&self, run: &mut Run<'_>, at: At<'_>) -> bool {
        if at.node.incoming.len() < 2 {
            return true;
        }
        let Some(others) = first_of_each_flow(run, at) else { return false };
        for other in others {
            run.emit(Event::TokenMerged { token: other, node: at.node.id.clone(), into: at.token });
        }
        true
    }

    fn on_enter(&self, _run: &mut Run<'_>, _at: At<'_>) -> Result<Entered, String> {
        Ok(Entered::Done)
    }

    fn on_complete(&self, _run: &Run<'_>, at: At<'_>) -> Result<Vec<FlowIndex>, String> {
        Ok(at.node.outgoing.clone())
    }
}

/// Returns the oldest waiting token of each other incoming flow, or `None` when one is still missing.
fn first_of_each_flow(run: &Run<'_>, at: At<'_>) -> Option<Vec<TokenId>> {
    let own = run.state().token(at.token)?;
    let mut others = Vec::new();
    for &flow in &at.node.incoming {
        let flow = run.flow_id(flow);
        if own.flow.as_deref() == Some(flow) {
            continue;
        }
        let waiting = run.state().tokens.iter().find(|(_, token)| {
            token.node == at.node.id
                && token.scope == own.scope
                && token.lifecycle == Lifecycle::Activating
                && token.flow.as_deref() == Some(flow)
        });
        others.push(*waiting?.0);
    }
    Some(others)
}
