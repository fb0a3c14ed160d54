//! Business rule task: a decision that whoever embeds the engine evaluates.

use serde_json::Value;

use super::service;
use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::{ActionKind, MapDecisionResult};
use crate::text::Text;

/// Asks for the result of a decision.
#[derive(Debug, Clone)]
pub(crate) struct BusinessRuleTask {
    pub decision_ref: Text,
    pub result_variable: Option<String>,
    pub map_result: MapDecisionResult,
}

impl Behaviour for BusinessRuleTask {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let decision_ref = match run.evaluate(at.token, &self.decision_ref)? {
            Value::String(id) => id,
            other => return Err(format!("the decision must be an id, but it is {other}")),
        };
        let result_variable = self.result_variable.clone();
        let kind = ActionKind::BusinessRule { decision_ref, result_variable, map_result: self.map_result };
        service::request(run, at, kind, None);
        Ok(Entered::Waits)
    }

    fn on_terminate(&self, run: &mut Run<'_>, at: At<'_>) {
        service::cancel(run, at);
    }
}
