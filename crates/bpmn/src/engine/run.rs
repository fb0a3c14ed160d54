//! One step in progress: a working copy of the state, the events so far, and the work that is left.

use feel::Scope;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::command::Rejection;
use crate::event::Event;
use crate::ids::{SubscriptionId, TokenId};
use crate::lifecycle::{Lifecycle, is_allowed};
use crate::model::{FlowIndex, Model, Node, NodeIndex};
use crate::state::{State, apply};
use crate::text::Text;

/// How many element steps one command may take, so that a loop without a wait becomes an incident and not a hang.
const STEPS_MAX: u32 = 10_000;

/// A token and its node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'m> {
    pub token: TokenId,
    pub node: &'m Node,
}

/// What is to be done with a token.
#[derive(Debug, Clone, Copy)]
pub(super) enum Work {
    /// Prepare and enter its element.
    Activate(TokenId),
    /// Enter its element, which was prepared before.
    Enter(TokenId),
    /// Leave its element.
    Complete(TokenId),
}

pub(crate) struct Run<'m> {
    pub(super) model: &'m Model,
    pub(super) now: Timestamp,
    pub(super) state: State,
    pub(super) events: Vec<Event>,
    /// The last one is the next: depth first.
    pub(super) work: Vec<Work>,
    steps: u32,
    broken: Option<Rejection>,
}

impl<'m> Run<'m> {
    pub(super) fn new(model: &'m Model, state: &State, now: Timestamp) -> Self {
        Self { model, now, state: state.clone(), events: Vec::new(), work: Vec::new(), steps: 0, broken: None }
    }

    /// Runs until all tokens wait.
    pub(super) fn finish(mut self) -> Result<Vec<Event>, Rejection> {
        while let Some(work) = self.work.pop() {
            let (Work::Activate(token) | Work::Enter(token) | Work::Complete(token)) = work;
            // The token may have been terminated by what was done before.
            let Some(at) = self.at(token) else { continue };
            self.steps += 1;
            let done = if self.steps > STEPS_MAX {
                // A retry has to leave the element then, not to enter it again.
                if matches!(work, Work::Complete(_)) && self.lifecycle(token) == Some(Lifecycle::Activated) {
                    self.emit(Event::ElementCompleting { token, node: at.node.id.clone() });
                }
                Err(format!("stopped after {STEPS_MAX} steps without waiting; is there an endless loop?"))
            } else {
                match work {
                    Work::Activate(_) => self.activate(at),
                    Work::Enter(_) => self.enter(at),
                    Work::Complete(_) => self.complete(at),
                }
            };
            if let Err(message) = done {
                self.emit(Event::IncidentRaised { token, node: at.node.id.clone(), message });
            }
            if let Some(rejection) = self.broken {
                return Err(rejection);
            }
        }
        match self.broken {
            Some(rejection) => Err(rejection),
            None => Ok(self.events),
        }
    }

    /// Decides on an event: guards the life cycle, applies it to the working copy and keeps it.
    pub(crate) fn emit(&mut self, event: Event) {
        if let Some((token, to)) = transition(&event) {
            let from = self.state.tokens.get(&token).map(|token| token.lifecycle);
            if !is_allowed(from, to) {
                let from = from.map_or("nothing".to_owned(), |from| from.to_string());
                self.broken.get_or_insert(Rejection::BrokenLifecycle { token, from, to: to.to_string() });
                return;
            }
        }
        apply(&mut self.state, &event);
        self.events.push(event);
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn state(&self) -> &State {
        &self.state
    }

    pub(super) fn at(&self, token: TokenId) -> Option<At<'m>> {
        let node = self.model.node(&self.state.tokens.get(&token)?.node)?;
        Some(At { token, node })
    }

    pub(super) fn lifecycle(&self, token: TokenId) -> Option<Lifecycle> {
        self.state.tokens.get(&token).map(|token| token.lifecycle)
    }

    pub(super) fn scope_of(&self, token: TokenId) -> Option<TokenId> {
        self.state.tokens.get(&token).and_then(|token| token.scope)
    }

    pub(crate) fn flow_id(&self, flow: FlowIndex) -> &'m str {
        &self.model.flows[flow].id
    }

    pub(crate) fn target(&self, flow: FlowIndex) -> &'m Node {
        &self.model.nodes[self.model.flows[flow].target]
    }

    /// Returns whether the token waits for a person or an action.
    pub(crate) fn waits(&self, token: TokenId) -> bool {
        self.state.tokens.get(&token).is_some_and(|token| token.waits_for.is_some())
    }

    /// Puts a new token on a node.
    pub(crate) fn spawn(&mut self, node: NodeIndex, scope: Option<TokenId>, flow: Option<FlowIndex>, triggered: bool) {
        let token = TokenId(self.state.tokens_made.saturating_add(1));
        let node = self.model.nodes[node].id.clone();
        let flow = flow.map(|flow| self.flow_id(flow).to_owned());
        self.emit(Event::ElementActivating { token, node, scope, flow, triggered });
        self.work.push(Work::Activate(token));
    }

    /// Starts to wait for a message that triggers `node`.
    pub(crate) fn subscribe(&mut self, token: TokenId, node: &Node, name: String) {
        let subscription = SubscriptionId(self.state.subscriptions_made.saturating_add(1));
        self.emit(Event::MessageSubscribed { subscription, token, node: node.id.clone(), name });
    }

    /// Lets `see` look with the variables that the token sees.
    pub(crate) fn with_scope<T>(&self, token: TokenId, see: impl FnOnce(&Scope<'_>) -> T) -> T {
        let scopes = self.state.scopes_of(token);
        let has_own =
            scopes.iter().any(|id| self.state.tokens.get(id).is_some_and(|token| !token.variables.is_empty()));
        if has_own {
            let variables = self.state.variables_for(token);
            return see(&Scope { variables: &variables, now: self.now });
        }
        see(&Scope { variables: &self.state.variables, now: self.now })
    }

    pub(crate) fn evaluate(&self, token: TokenId, text: &Text) -> Result<Value, String> {
        self.with_scope(token, |scope| text.evaluate(scope))
    }

    /// Returns whether a flow may be taken: it has no condition, or its condition is true.
    pub(crate) fn is_open(&self, token: TokenId, flow: FlowIndex) -> Result<bool, String> {
        let Some(condition) = &self.model.flows[flow].condition else { return Ok(true) };
        let holds = self.with_scope(token, |scope| condition.is_true(scope));
        holds.map_err(|error| format!("the condition of flow `{}` failed: {error}", self.flow_id(flow)))
    }

    /// Returns the variables of the token itself: its inputs.
    pub(crate) fn own_variables(&self, token: TokenId) -> Map<String, Value> {
        self.state.tokens.get(&token).map(|token| token.variables.clone()).unwrap_or_default()
    }

    /// Sets variables as seen from a token: in the nearest scope that has one with that name, or else in the process.
    pub(crate) fn set_variables(&mut self, from: Option<TokenId>, variables: &Map<String, Value>) {
        let scopes = from.map(|token| self.state.scopes_of(token)).unwrap_or_default();
        let mut rest = variables.clone();
        for scope in scopes {
            let Some(token) = self.state.tokens.get(&scope) else { continue };
            let names: Vec<String> = rest.keys().filter(|name| token.variables.contains_key(*name)).cloned().collect();
            let node = token.node.clone();
            // Kept in the order in which they came, so that a replay of the same command gives the same text.
            let local: Map<_, _> = names.into_iter().filter_map(|name| rest.shift_remove_entry(&name)).collect();
            if !local.is_empty() {
                self.emit(Event::LocalVariablesSet { token: scope, node, variables: local });
            }
        }
        if !rest.is_empty() {
            self.emit(Event::VariablesSet { variables: rest });
        }
    }
}

/// Returns the transition that an event makes in the life of a token.
fn transition(event: &Event) -> Option<(TokenId, Lifecycle)> {
    match event {
        Event::ElementActivating { token, .. } => Some((*token, Lifecycle::Activating)),
        Event::ElementActivated { token, .. } => Some((*token, Lifecycle::Activated)),
        Event::ElementCompleting { token, .. } => Some((*token, Lifecycle::Completing)),
        Event::ElementCompleted { token, .. } => Some((*token, Lifecycle::Completed)),
        Event::ElementTerminating { token, .. } => Some((*token, Lifecycle::Terminating)),
        Event::ElementTerminated { token, .. } => Some((*token, Lifecycle::Terminated)),
        Event::TokenMerged { token, .. } => Some((*token, Lifecycle::Merged)),
        _ => None,
    }
}
