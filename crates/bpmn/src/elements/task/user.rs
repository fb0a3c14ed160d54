//! User task: work for a person.

use serde_json::Value;

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::Event;
use crate::text::Text;
use crate::time;

/// Creates a task and waits until it is done.
#[derive(Debug, Clone)]
pub(crate) struct UserTask {
    pub assignee: Option<Text>,
    /// Text with commas, or FEEL that gives text or a list.
    pub candidate_groups: Option<Text>,
    /// A date, a moment, or a duration from the creation of the task.
    pub due: Option<Text>,
}

impl Behaviour for UserTask {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let value = |text: &Option<Text>| match text {
            Some(text) => run.evaluate(at.token, text),
            None => Ok(Value::Null),
        };
        let assignee = match value(&self.assignee)? {
            Value::String(assignee) => Some(assignee).filter(|assignee| !assignee.is_empty()),
            Value::Null => None,
            other => return Err(format!("the assignee must be text, but it is {other}")),
        };
        let candidate_groups = groups(value(&self.candidate_groups)?)?;
        let due = match value(&self.due)? {
            Value::String(text) => Some(time::due(&text, run.now())?),
            Value::Null => None,
            other => return Err(format!("the due date must be a date or a duration, but it is {other}")),
        };
        let (token, node) = (at.token, at.node.id.clone());
        let name = at.node.label().to_owned();
        run.emit(Event::TaskCreated { token, node, name, assignee, candidate_groups, due });
        Ok(Entered::Waits)
    }

    fn on_terminate(&self, run: &mut Run<'_>, at: At<'_>) {
        if run.waits(at.token) {
            run.emit(Event::TaskCancelled { token: at.token, node: at.node.id.clone() });
        }
    }
}

fn groups(value: Value) -> Result<Vec<String>, String> {
    let wrong = |value: &Value| Err(format!("the candidate groups must be text, but there is {value}"));
    let mut groups = Vec::new();
    let items = match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        single => vec![single],
    };
    for item in items {
        let Value::String(text) = item else { return wrong(&item) };
        groups.extend(text.split(',').map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned));
    }
    Ok(groups)
}
