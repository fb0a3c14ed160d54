//! Timers: when they go off, and how often.

use feel::Scope;
use jiff::Timestamp;
use serde_json::Value;

use crate::elements::{Behaviour, Entered};
use crate::engine::{At, Run};
use crate::event::{Event, Repeat};
use crate::ids::{TimerId, TokenId};
use crate::model::Node;
use crate::text::Text;
use crate::time::{self, Cycle};

/// When a timer goes off: at a moment, after a duration, or in a cycle.
#[derive(Debug, Clone)]
pub struct TimerDefinition {
    pub(crate) kind: TimerKind,
    pub(crate) text: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimerKind {
    Date,
    Duration,
    Cycle,
}

impl TimerDefinition {
    /// Returns when a timer that is set now goes off first, and how it goes on after that.
    /// Use [`Repeat::next`] for the later times.
    ///
    /// # Errors
    /// Returns what is wrong with the moment, duration or cycle that the expression gave.
    pub fn first_due(&self, scope: &Scope<'_>) -> Result<(Timestamp, Option<Repeat>), String> {
        match self.text.evaluate(scope)? {
            Value::String(text) => self.first_due_of(&text, scope.now),
            other => Err(format!("the timer must be text, a date or a duration, but it is {other}")),
        }
    }

    /// Checks the text when it is literal.
    pub(crate) fn check(&self) -> Result<(), String> {
        match self.text.literal() {
            Some(text) => self.first_due_of(text, Timestamp::UNIX_EPOCH).map(|_| ()),
            None => Ok(()),
        }
    }

    fn first_due_of(&self, text: &str, now: Timestamp) -> Result<(Timestamp, Option<Repeat>), String> {
        match self.kind {
            TimerKind::Date => Ok((time::moment(text)?, None)),
            TimerKind::Duration => Ok((time::after(text, now)?, None)),
            TimerKind::Cycle => {
                let Cycle { times, start, every } = time::cycle(text)?;
                let due = match start {
                    Some(start) => start,
                    None => time::after(&every, now)?,
                };
                Ok((due, Some(Repeat { every, left: times.map(|times| times - 1) })))
            }
        }
    }

    pub(crate) fn due(&self, run: &Run<'_>, token: TokenId) -> Result<(Timestamp, Option<Repeat>), String> {
        run.with_scope(token, |scope| self.first_due(scope))
    }
}

impl Repeat {
    /// Returns the time after `due`, and how it goes on after that; `None` when it was the last time.
    pub fn next(&self, due: Timestamp) -> Option<(Timestamp, Self)> {
        let left = match self.left {
            Some(left) => Some(left.checked_sub(1)?),
            None => None,
        };
        // Counted from the previous due time, so that it does not drift.
        let due = time::after(&self.every, due).ok()?;
        Some((due, Self { every: self.every.clone(), left }))
    }
}

/// Waits for a timer.
#[derive(Debug, Clone)]
pub(crate) struct CatchTimer {
    pub timer: TimerDefinition,
}

impl Behaviour for CatchTimer {
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String> {
        let (due, _) = self.timer.due(run, at.token)?;
        schedule(run, at.token, at.node, due, None);
        Ok(Entered::Waits)
    }
}

/// Sets a timer that triggers `node`.
pub(crate) fn schedule(run: &mut Run<'_>, token: TokenId, node: &Node, due: Timestamp, repeat: Option<Repeat>) {
    let timer = TimerId(run.state().timers_made.saturating_add(1));
    run.emit(Event::TimerScheduled { timer, token, node: node.id.clone(), due, repeat });
}
