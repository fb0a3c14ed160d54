//! The life of an element, as one table.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a token is in the life of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Lifecycle {
    /// It arrived; inputs are being prepared, or a join waits for the other flows.
    Activating,
    /// It is being carried out, or waits.
    Activated,
    /// It did its work; outputs and outgoing flows are being chosen.
    Completing,
    /// It is done.
    Completed,
    /// It is being stopped.
    Terminating,
    /// It was stopped.
    Terminated,
    /// It arrived at a join and went on as part of another token.
    Merged,
}

use Lifecycle::{Activated, Activating, Completed, Completing, Merged, Terminated, Terminating};

/// Every transition that exists; `None` is the time before the token.
const TRANSITIONS: &[(Option<Lifecycle>, Lifecycle)] = &[
    (None, Activating),
    (Some(Activating), Activated),
    (Some(Activating), Merged),
    (Some(Activated), Completing),
    (Some(Completing), Completed),
    (Some(Activating), Terminating),
    (Some(Activated), Terminating),
    (Some(Completing), Terminating),
    (Some(Terminating), Terminated),
];

/// Returns whether the table knows this transition.
pub(crate) fn is_allowed(from: Option<Lifecycle>, to: Lifecycle) -> bool {
    TRANSITIONS.contains(&(from, to))
}

impl fmt::Display for Lifecycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Activating => "activating",
            Activated => "activated",
            Completing => "completing",
            Completed => "completed",
            Terminating => "terminating",
            Terminated => "terminated",
            Merged => "merged",
        })
    }
}
