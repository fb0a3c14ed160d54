//! Messages that are waited for (catch event, receive task) and that go out (throw event, send task).

use serde_json::Value;

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::Event;
use crate::ids::TokenId;
use crate::text::Text;

/// Waits for a message.
#[derive(Debug, Clone)]
pub(crate) struct CatchMessage {
    pub message: Text,
}

impl CatchMessage {
    pub(crate) fn name(&self, run: &Run<'_>, token: TokenId) -> Result<String, String> {
        name(&self.message, run, token)
    }
}

impl Behaviour for CatchMessage {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let name = self.name(run, at.token)?;
        run.subscribe(at.token, at.node, name);
        Ok(Entered::Waits)
    }
}

/// Lets a message go out, with the element's own inputs as its content, and goes on.
#[derive(Debug, Clone)]
pub(crate) struct ThrowMessage {
    pub message: Text,
}

impl Behaviour for ThrowMessage {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let name = name(&self.message, run, at.token)?;
        let variables = run.own_variables(at.token);
        run.emit(Event::MessageThrown { token: at.token, node: at.node.id.clone(), name, variables });
        Ok(Entered::Done)
    }
}

fn name(message: &Text, run: &Run<'_>, token: TokenId) -> Result<String, String> {
    match run.evaluate(token, message)? {
        Value::String(name) if !name.is_empty() => Ok(name),
        other => Err(format!("the name of the message must be text, but it is {other}")),
    }
}
