use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::{TimerId, TokenId};

/// What can be asked of an instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Command {
    /// Starts the instance at its start event without trigger, or else at its first start event.
    Start {
        /// The first process variables.
        variables: Map<String, Value>,
    },
    /// Starts the instance at one given start event: a message came in or a timer went off.
    StartAt {
        /// The id of the start event.
        node: String,
        /// The first process variables.
        variables: Map<String, Value>,
    },
    /// Completes a user task.
    CompleteTask {
        /// The token that waits at the task.
        task: TokenId,
        /// Variables to set.
        variables: Map<String, Value>,
    },
    /// Hands in the result of a service, send or business rule task.
    CompleteAction {
        /// The token that waits for the action.
        token: TokenId,
        /// Variables to set.
        variables: Map<String, Value>,
    },
    /// Reports that the action of a service, send or business rule task failed.
    FailAction {
        /// The token that waits for the action.
        token: TokenId,
        /// What went wrong.
        error: ActionFailure,
    },
    /// Delivers a message to the oldest subscription with this name.
    CorrelateMessage {
        /// The name of the message.
        name: String,
        /// Variables to set.
        variables: Map<String, Value>,
    },
    /// Tells that a timer is due.
    FireTimer {
        /// The timer, from [`crate::Event::TimerScheduled`].
        timer: TimerId,
    },
    /// Sets process variables from outside.
    SetVariables {
        /// The variables; others keep their value.
        variables: Map<String, Value>,
    },
    /// Tries again what raised an incident.
    RetryIncident {
        /// The token with the incident.
        token: TokenId,
    },
    /// Ends the instance before its end.
    Cancel {
        /// Why, for the history.
        reason: String,
    },
}

/// How an action failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ActionFailure {
    /// An error that the model may catch with an error boundary event.
    Bpmn {
        /// The error code.
        code: String,
        /// The error message.
        message: String,
    },
    /// A fault in the technique, which becomes an incident.
    Technical {
        /// What went wrong, for the administrator.
        message: String,
    },
}

/// Why a command is refused. Nothing happened then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The instance has not started.
    #[error("the instance has not started")]
    NotStarted,
    /// The instance runs already.
    #[error("the instance has started already")]
    AlreadyStarted,
    /// The instance has completed or was cancelled.
    #[error("the instance has ended")]
    Ended,
    /// The model has no such start event.
    #[error("there is no start event `{0}`")]
    UnknownStart(String),
    /// No such token, or it does not wait for this.
    #[error("token {0} does not wait for this")]
    UnknownToken(TokenId),
    /// No such timer; it fired before or its element was left.
    #[error("there is no timer {0}")]
    UnknownTimer(TimerId),
    /// Nothing waits for a message with this name.
    #[error("nothing waits for message `{0}`")]
    NoSuchSubscription(String),
    /// The token has no incident.
    #[error("token {0} has no incident")]
    NoIncident(TokenId),
    /// The state does not belong to this model: the element is not in it.
    #[error("the model has no element `{0}`")]
    UnknownNode(String),
    /// The engine was about to break its own lifecycle table. This is a fault in the engine.
    #[error("token {token} can't go from {from} to {to}")]
    BrokenLifecycle {
        /// The token.
        token: TokenId,
        /// Its phase now.
        from: String,
        /// The phase that was asked for.
        to: String,
    },
}
