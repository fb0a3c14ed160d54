pub(crate) mod event_based;
pub(crate) mod exclusive;
pub(crate) mod parallel;

use crate::engine::{At, Run};
use crate::model::FlowIndex;

/// Returns the flows whose condition is true, a flow without condition among them; or else the default flow.
///
/// # Errors
/// Returns the text of the incident when no flow can be taken though there are flows, or when a condition fails.
pub(super) fn matching_flows(run: &Run<'_>, at: At<'_>) -> Result<Vec<FlowIndex>, String> {
    let mut taken = Vec::new();
    for &flow in at.node.outgoing.iter().filter(|&&flow| at.node.default_flow != Some(flow)) {
        if run.is_open(at.token, flow)? {
            taken.push(flow);
        }
    }
    if taken.is_empty() {
        taken.extend(at.node.default_flow);
    }
    if taken.is_empty() && !at.node.outgoing.is_empty() {
        return Err(no_flow());
    }
    Ok(taken)
}

fn no_flow() -> String {
    "no condition is true and there is no default flow".to_owned()
}
