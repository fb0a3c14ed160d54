use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::{SubscriptionId, TimerId, TokenId};

/// What happened to an instance. Applying all events in order gives its state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(
    missing_docs,
    reason = "the fields have the same few names everywhere: token, node, timer, subscription, flow"
)]
pub enum Event {
    /// The instance started at this start event.
    InstanceStarted { node: String },
    /// Process variables got a value.
    VariablesSet { variables: Map<String, Value> },
    /// Variables that only this token and what is inside it can see got a value.
    LocalVariablesSet { token: TokenId, node: String, variables: Map<String, Value> },
    /// A token arrived at an element. `scope` is the token of the surrounding sub-process, `triggered` tells that the event
    /// of this element has happened already.
    ElementActivating {
        token: TokenId,
        node: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<TokenId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flow: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        triggered: bool,
    },
    /// The element is being carried out.
    ElementActivated { token: TokenId, node: String },
    /// The element did its work and is about to be left.
    ElementCompleting { token: TokenId, node: String },
    /// The element is done.
    ElementCompleted { token: TokenId, node: String },
    /// The element is being stopped before its end.
    ElementTerminating { token: TokenId, node: String },
    /// The element was stopped before its end.
    ElementTerminated { token: TokenId, node: String },
    /// The token arrived at a join and went on as part of another token.
    TokenMerged { token: TokenId, node: String, into: TokenId },
    /// A sequence flow was taken.
    FlowTaken { flow: String, source: String, target: String },
    /// A user task is there to be done.
    TaskCreated {
        token: TokenId,
        node: String,
        name: String,
        assignee: Option<String>,
        candidate_groups: Vec<String>,
        due: Option<Timestamp>,
    },
    /// The user task was done.
    TaskCompleted { token: TokenId, node: String },
    /// The user task is no longer needed.
    TaskCancelled { token: TokenId, node: String },
    /// Something outside the engine has to be done; answer with `CompleteAction` or `FailAction`.
    ActionRequested {
        token: TokenId,
        node: String,
        kind: ActionKind,
        topic: Option<String>,
        inputs: Map<String, Value>,
    },
    /// The action was done.
    ActionCompleted { token: TokenId, node: String },
    /// The action is no longer needed.
    ActionCancelled { token: TokenId, node: String },
    /// A message goes out; who delivers it decides to whom.
    MessageThrown { token: TokenId, node: String, name: String, variables: Map<String, Value> },
    /// Send `FireTimer` at this moment. For a boundary event `token` is the activity's token and `node` the boundary event.
    TimerScheduled {
        timer: TimerId,
        token: TokenId,
        node: String,
        due: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeat: Option<Repeat>,
    },
    /// The timer went off.
    TimerFired { timer: TimerId, token: TokenId, node: String },
    /// The timer is no longer needed.
    TimerCancelled { timer: TimerId, token: TokenId, node: String },
    /// A message with this name is welcome from now on.
    MessageSubscribed { subscription: SubscriptionId, token: TokenId, node: String, name: String },
    /// A message was delivered. The subscription stays until it is ended by `MessageUnsubscribed`.
    MessageReceived { subscription: SubscriptionId, token: TokenId, node: String, name: String },
    /// The subscription has ended.
    MessageUnsubscribed { subscription: SubscriptionId, token: TokenId, node: String },
    /// An error with this code was caught by a boundary event.
    ErrorCaught { token: TokenId, node: String, code: String },
    /// The token can't go on without help.
    IncidentRaised { token: TokenId, node: String, message: String },
    /// The incident is out of the way: it is tried again or its element was stopped.
    IncidentResolved { token: TokenId, node: String },
    /// The instance reached its end.
    InstanceCompleted,
    /// The instance was ended before its end.
    InstanceCancelled { reason: String },
}

/// What kind of work an action asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ActionKind {
    /// A service task.
    Service,
    /// A send task.
    Send,
    /// A business rule task: evaluate the decision, and hand in the result under the name of the result variable.
    BusinessRule {
        /// The id of the decision.
        decision_ref: String,
        /// The variable that takes the result.
        result_variable: Option<String>,
        /// The form of the result.
        map_result: MapDecisionResult,
    },
}

/// How the result of a decision becomes one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MapDecisionResult {
    /// The only output of the only rule.
    SingleEntry,
    /// All outputs of the only rule, as a context.
    SingleResult,
    /// The only output of each rule, as a list.
    CollectEntries,
    /// All outputs of all rules, as a list of contexts.
    #[default]
    ResultList,
}

/// How a timer goes on after it fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// The ISO 8601 duration from one due time to the next.
    pub every: String,
    /// How many times more, or `None` for without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
}
