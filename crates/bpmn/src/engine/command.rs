//! From a command to the first events.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::run::{Run, Work};
use crate::command::{ActionFailure, Command, Rejection};
use crate::elements::Element;
use crate::event::Event;
use crate::ids::TokenId;
use crate::lifecycle::Lifecycle;
use crate::model::{Model, NodeIndex, StartTrigger};
use crate::state::{Phase, State, Wait};

/// Takes one step: carries out a command and runs until all tokens wait. Decides only: the same model, state, command and
/// time always give the same events. Apply them, in order, to get the next state.
///
/// What goes wrong inside the process (an expression, no flow, an endless loop) is not a rejection but an incident.
///
/// # Errors
/// Returns why the command is refused; nothing happens then.
pub fn step(model: &Model, state: &State, command: &Command, now: Timestamp) -> Result<Vec<Event>, Rejection> {
    check(model, state)?;
    let mut run = Run::new(model, state, now);
    match (command, state.phase) {
        (Command::Start { .. } | Command::StartAt { .. }, Phase::Running) => return Err(Rejection::AlreadyStarted),
        (_, Phase::Completed | Phase::Cancelled) => return Err(Rejection::Ended),
        (Command::Start { variables }, Phase::NotStarted) => run.start(default_start(model)?, variables),
        (Command::StartAt { node, variables }, Phase::NotStarted) => run.start(start_at(model, node)?, variables),
        (_, Phase::NotStarted) => return Err(Rejection::NotStarted),
        (command, Phase::Running) => run.carry_out(command)?,
    }
    run.finish()
}

/// Refuses a state that is not of this model.
fn check(model: &Model, state: &State) -> Result<(), Rejection> {
    let tokens = state.tokens.values().map(|token| &token.node);
    let timers = state.timers.values().map(|timer| &timer.node);
    let subscriptions = state.subscriptions.values().map(|subscription| &subscription.node);
    match tokens.chain(timers).chain(subscriptions).find(|node| model.node(node).is_none()) {
        Some(node) => Err(Rejection::UnknownNode(node.clone())),
        None => Ok(()),
    }
}

fn default_start(model: &Model) -> Result<NodeIndex, Rejection> {
    let mut starts = model.start_events();
    let first = starts.next();
    let plain = first.into_iter().chain(starts).find(|(_, trigger)| matches!(trigger, StartTrigger::None));
    match plain.or(first) {
        Some((node, _)) => start_at(model, &node.id),
        None => Err(Rejection::UnknownStart(String::new())),
    }
}

fn start_at(model: &Model, id: &str) -> Result<NodeIndex, Rejection> {
    let found = model.by_id.get(id).copied().filter(|&index| {
        let node = &model.nodes[index];
        node.scope.is_none() && matches!(node.element, Element::Start(_))
    });
    found.ok_or_else(|| Rejection::UnknownStart(id.to_owned()))
}

impl Run<'_> {
    fn start(&mut self, start: NodeIndex, variables: &Map<String, Value>) {
        self.emit(Event::InstanceStarted { node: self.model.nodes[start].id.clone() });
        self.set_variables(None, variables);
        self.spawn(start, None, None, true);
    }

    fn carry_out(&mut self, command: &Command) -> Result<(), Rejection> {
        match command {
            // Refused before.
            Command::Start { .. } | Command::StartAt { .. } => return Err(Rejection::AlreadyStarted),
            Command::CompleteTask { task, variables } => {
                let node = self.waiting_node(*task, Wait::Task)?;
                self.emit(Event::TaskCompleted { token: *task, node });
                self.set_variables(Some(*task), variables);
                self.work.push(Work::Complete(*task));
            }
            Command::CompleteAction { token, variables } => {
                let node = self.waiting_node(*token, Wait::Action)?;
                self.emit(Event::ActionCompleted { token: *token, node });
                self.set_variables(Some(*token), variables);
                self.work.push(Work::Complete(*token));
            }
            Command::FailAction { token, error } => self.fail(*token, error)?,
            Command::CorrelateMessage { name, variables } => self.correlate(name, variables)?,
            Command::FireTimer { timer } => self.fire(*timer)?,
            Command::SetVariables { variables } => self.set_variables(None, variables),
            Command::RetryIncident { token } => self.retry(*token)?,
            Command::Cancel { reason } => {
                for token in self.state.tokens_in(None) {
                    self.terminate(token);
                }
                self.emit(Event::InstanceCancelled { reason: reason.clone() });
            }
        }
        Ok(())
    }

    /// Returns the node of a token that waits for this.
    fn waiting_node(&self, token: TokenId, wait: Wait) -> Result<String, Rejection> {
        let found = self.state.tokens.get(&token).filter(|token| token.waits_for == Some(wait));
        found.map(|token| token.node.clone()).ok_or(Rejection::UnknownToken(token))
    }

    fn fail(&mut self, token: TokenId, error: &ActionFailure) -> Result<(), Rejection> {
        let node = self.waiting_node(token, Wait::Action)?;
        let message = match error {
            ActionFailure::Technical { message } => message.clone(),
            ActionFailure::Bpmn { code, message } => {
                if self.throw_error(token, code, message) {
                    return Ok(());
                }
                format!("nothing catches error `{code}`: {message}")
            }
        };
        self.emit(Event::IncidentRaised { token, node, message });
        Ok(())
    }

    /// Tries again where the token stopped.
    fn retry(&mut self, token: TokenId) -> Result<(), Rejection> {
        let found = self.state.tokens.get(&token).ok_or(Rejection::UnknownToken(token))?;
        if found.incident.is_none() {
            return Err(Rejection::NoIncident(token));
        }
        let work = match found.lifecycle {
            Lifecycle::Activating => Work::Activate(token),
            Lifecycle::Completing => Work::Complete(token),
            _ => Work::Enter(token),
        };
        self.emit(Event::IncidentResolved { token, node: found.node.clone() });
        self.work.push(work);
        Ok(())
    }
}
