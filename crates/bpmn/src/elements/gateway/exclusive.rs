//! Exclusive gateway: the first flow, in document order, whose condition is true.

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::model::FlowIndex;

/// Chooses one flow; as a join it lets each token pass alone.
#[derive(Debug, Clone)]
pub(crate) struct ExclusiveGateway;

impl Behaviour for ExclusiveGateway {
    fn on_enter(&self, _run: &mut Run<'_>, _at: At<'_>) -> Result<Entered, String> {
        Ok(Entered::Done)
    }

    fn on_complete(&self, run: &Run<'_>, at: At<'_>) -> Result<Vec<FlowIndex>, String> {
        for &flow in at.node.outgoing.iter().filter(|&&flow| at.node.default_flow != Some(flow)) {
            if run.is_open(at.token, flow)? {
                return Ok(vec![flow]);
            }
        }
        match at.node.default_flow {
            Some(default) => Ok(vec![default]),
            None if at.node.outgoing.is_empty() => Ok(Vec::new()),
            None => Err(super::no_flow()),
        }
    }
}
