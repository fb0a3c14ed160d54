//! The state of one instance, and how events change it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::event::{Event, Repeat};
use crate::ids::{SubscriptionId, TimerId, TokenId};
use crate::lifecycle::Lifecycle;

/// A snapshot of one instance: everything that `step` needs besides the model. The default has not started.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct State {
    pub(crate) phase: Phase,
    pub(crate) variables: Map<String, Value>,
    pub(crate) tokens: BTreeMap<TokenId, Token>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) timers: BTreeMap<TimerId, Timer>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) subscriptions: BTreeMap<SubscriptionId, Subscription>,
    pub(crate) tokens_made: u32,
    pub(crate) timers_made: u32,
    pub(crate) subscriptions_made: u32,
}

/// How far an instance is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// It has not started.
    #[default]
    NotStarted,
    /// It runs, or waits.
    Running,
    /// It reached its end.
    Completed,
    /// It was ended before its end.
    Cancelled,
}

/// One element that is being carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// The id of the element.
    pub node: String,
    /// The token of the sub-process around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<TokenId>,
    /// The flow over which it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow: Option<String>,
    /// Where it is in the life cycle.
    pub lifecycle: Lifecycle,
    /// Whether its event has happened already, so that it need not wait.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub triggered: bool,
    /// What it waits for outside the engine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Wait>,
    /// Variables that only it and what is inside it can see.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variables: Map<String, Value>,
    /// Why it can't go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// What a token waits for, when that is not an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// A person who does the task.
    Task,
    /// A result from outside.
    Action,
}

/// A timer that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// The token that it belongs to.
    pub token: TokenId,
    /// The event element that it triggers.
    pub node: String,
    /// When it goes off.
    pub due: Timestamp,
    /// How it goes on after that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

/// A message that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The token that it belongs to.
    pub token: TokenId,
    /// The event element that it triggers.
    pub node: String,
    /// The name of the message.
    pub name: String,
}

impl State {
    /// Returns how far the instance is.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns whether the instance has completed or was cancelled.
    pub fn is_ended(&self) -> bool {
        matches!(self.phase, Phase::Completed | Phase::Cancelled)
    }

    /// Returns the process variables.
    pub fn variables(&self) -> &Map<String, Value> {
        &self.variables
    }

    /// Returns the elements that are being carried out, oldest first.
    pub fn active_nodes(&self) -> Vec<(TokenId, &str)> {
        self.tokens.iter().map(|(&id, token)| (id, token.node.as_str())).collect()
    }

    /// Returns one token.
    pub fn token(&self, id: TokenId) -> Option<&Token> {
        self.tokens.get(&id)
    }

    /// Returns the tokens that wait for a person or an action, oldest first.
    pub fn waiting(&self) -> impl Iterator<Item = (TokenId, &Token, Wait)> {
        self.tokens.iter().filter_map(|(&id, token)| token.waits_for.map(|wait| (id, token, wait)))
    }

    /// Returns the incidents: token, element and message.
    pub fn incidents(&self) -> impl Iterator<Item = (TokenId, &str, &str)> {
        self.tokens.iter().filter_map(|(&id, token)| Some((id, token.node.as_str(), token.incident.as_deref()?)))
    }

    /// Returns the timers that run.
    pub fn timers(&self) -> impl Iterator<Item = (TimerId, &Timer)> {
        self.timers.iter().map(|(&id, timer)| (id, timer))
    }

    /// Returns the messages that are waited for.
    pub fn subscriptions(&self) -> impl Iterator<Item = (SubscriptionId, &Subscription)> {
        self.subscriptions.iter().map(|(&id, subscription)| (id, subscription))
    }

    /// Returns the variables as an element with this token sees them: its own, those of the sub-processes around it, and
    /// those of the process; the nearest counts.
    pub fn variables_for(&self, id: TokenId) -> Map<String, Value> {
        let mut seen = self.variables.clone();
        for scope in self.scopes_of(id).into_iter().rev() {
            if let Some(token) = self.tokens.get(&scope) {
                seen.extend(token.variables.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
        }
        seen
    }

    /// Returns the token itself and the tokens of the sub-processes around it, from the inside out.
    pub(crate) fn scopes_of(&self, id: TokenId) -> Vec<TokenId> {
        let mut scopes = vec![id];
        let mut at = id;
        while let Some(scope) = self.tokens.get(&at).and_then(|token| token.scope) {
            // A snapshot from elsewhere may be anything; a scope is always older than what is in it.
            if scope >= at {
                break;
            }
            scopes.push(scope);
            at = scope;
        }
        scopes
    }

    /// Returns the tokens directly in a scope, oldest first.
    pub(crate) fn tokens_in(&self, scope: Option<TokenId>) -> Vec<TokenId> {
        self.tokens.iter().filter(|(_, token)| token.scope == scope).map(|(&id, _)| id).collect()
    }
}

/// Applies one event. Changes only: it never decides and never fails.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::InstanceStarted { .. } => state.phase = Phase::Running,
        Event::InstanceCompleted => state.phase = Phase::Completed,
        Event::InstanceCancelled { .. } => state.phase = Phase::Cancelled,
        Event::VariablesSet { variables } => {
            state.variables.extend(variables.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        Event::TimerScheduled { timer, token, node, due, repeat } => {
            state.timers_made = state.timers_made.max(timer.0);
            let timer_state = Timer { token: *token, node: node.clone(), due: *due, repeat: repeat.clone() };
            state.timers.insert(*timer, timer_state);
        }
        Event::TimerFired { timer, .. } | Event::TimerCancelled { timer, .. } => {
            state.timers.remove(timer);
        }
        Event::MessageSubscribed { subscription, token, node, name } => {
            state.subscriptions_made = state.subscriptions_made.max(subscription.0);
            let waiting = Subscription { token: *token, node: node.clone(), name: name.clone() };
            state.subscriptions.insert(*subscription, waiting);
        }
        Event::MessageUnsubscribed { subscription, .. } => {
            state.subscriptions.remove(subscription);
        }
        Event::ElementActivating { token, node, scope, flow, triggered } => {
            state.tokens_made = state.tokens_made.max(token.0);
            let arrived = Token {
                node: node.clone(),
                scope: *scope,
                flow: flow.clone(),
                lifecycle: Lifecycle::Activating,
                triggered: *triggered,
                waits_for: None,
                variables: Map::new(),
                incident: None,
            };
            state.tokens.insert(*token, arrived);
        }
        Event::ElementCompleted { token, .. }
        | Event::ElementTerminated { token, .. }
        | Event::TokenMerged { token, .. } => {
            state.tokens.remove(token);
        }
        Event::ElementActivated { token, .. }
        | Event::ElementCompleting { token, .. }
        | Event::ElementTerminating { token, .. }
        | Event::LocalVariablesSet { token, .. }
        | Event::TaskCreated { token, .. }
        | Event::TaskCompleted { token, .. }
        | Event::TaskCancelled { token, .. }
        | Event::ActionRequested { token, .. }
        | Event::ActionCompleted { token, .. }
        | Event::ActionCancelled { token, .. }
        | Event::IncidentRaised { token, .. }
        | Event::IncidentResolved { token, .. } => {
            if let Some(token) = state.tokens.get_mut(token) {
                apply_to_token(token, event);
            }
        }
        // These are only history.
        Event::FlowTaken { .. }
        | Event::MessageThrown { .. }
        | Event::MessageReceived { .. }
        | Event::ErrorCaught { .. } => {}
    }
}

/// Applies an event that changes nothing but one token.
fn apply_to_token(token: &mut Token, event: &Event) {
    match event {
        Event::ElementActivated { .. } => token.lifecycle = Lifecycle::Activated,
        Event::ElementCompleting { .. } => token.lifecycle = Lifecycle::Completing,
        Event::ElementTerminating { .. } => token.lifecycle = Lifecycle::Terminating,
        Event::LocalVariablesSet { variables, .. } => {
            token.variables.extend(variables.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
        Event::TaskCreated { .. } => token.waits_for = Some(Wait::Task),
        Event::ActionRequested { .. } => token.waits_for = Some(Wait::Action),
        Event::TaskCompleted { .. }
        | Event::TaskCancelled { .. }
        | Event::ActionCompleted { .. }
        | Event::ActionCancelled { .. } => token.waits_for = None,
        Event::IncidentRaised { message, .. } => {
            token.incident = Some(message.clone());
            token.waits_for = None;
        }
        Event::IncidentResolved { .. } => token.incident = None,
        _ => {}
    }
}
