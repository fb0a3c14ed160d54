//! Script task: a FEEL expression, whose value becomes a variable.

use feel::Expression;
use serde_json::Map;

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};

/// Evaluates its script at once.
#[derive(Debug, Clone)]
pub(crate) struct ScriptTask {
    pub script: Expression,
    pub result_variable: Option<String>,
}

impl Behaviour for ScriptTask {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let result = run.with_scope(at.token, |scope| self.script.evaluate(scope));
        let result = result.map_err(|error| format!("the script failed: {error}"))?;
        if let Some(name) = &self.result_variable {
            run.set_variables(Some(at.token), &Map::from_iter([(name.clone(), result)]));
        }
        Ok(Entered::Done)
    }
}
