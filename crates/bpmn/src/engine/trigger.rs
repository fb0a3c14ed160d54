//! What happens when an event happens: a message, a timer, an error.

use serde_json::{Map, Value};

use super::run::{At, Run, Work};
use crate::command::Rejection;
use crate::elements::{Boundary, BoundaryTrigger, Element, schedule};
use crate::event::Event;
use crate::ids::{TimerId, TokenId};
use crate::model::Node;

impl<'m> Run<'m> {
    /// Delivers a message to the oldest subscription with its name.
    pub(super) fn correlate(&mut self, name: &str, variables: &Map<String, Value>) -> Result<(), Rejection> {
        let found = self.state.subscriptions.iter().find(|(_, subscription)| subscription.name == name);
        let Some((&subscription, found)) = found else {
            return Err(Rejection::NoSuchSubscription(name.to_owned()));
        };
        let (token, node) = (found.token, found.node.clone());
        self.emit(Event::MessageReceived { subscription, token, node: node.clone(), name: name.to_owned() });
        // The variables of the activity are not the message's to set: it may be about to stop.
        self.set_variables(self.scope_of(token), variables);
        self.trigger(token, &node);
        Ok(())
    }

    /// Lets a timer go off, and sets it again when it repeats.
    pub(super) fn fire(&mut self, timer: TimerId) -> Result<(), Rejection> {
        let Some(found) = self.state.timers.get(&timer).cloned() else { return Err(Rejection::UnknownTimer(timer)) };
        self.emit(Event::TimerFired { timer, token: found.token, node: found.node.clone() });
        let next = found.repeat.and_then(|repeat| repeat.next(found.due));
        if let (Some((due, repeat)), Some(node)) = (next, self.model.node(&found.node)) {
            schedule(self, found.token, node, due, Some(repeat));
        }
        self.trigger(found.token, &found.node);
        Ok(())
    }

    /// Lets the event of `node` happen to a token that waits for it.
    fn trigger(&mut self, token: TokenId, node: &str) {
        let (Some(at), Some(node)) = (self.at(token), self.model.node(node)) else { return };
        if let Element::Boundary(boundary) = &node.element {
            return self.leave_by_boundary(at, node, boundary);
        }
        self.stop_watching(at, false);
        if node.id == at.node.id {
            self.work.push(Work::Complete(token));
        } else {
            self.leave_gateway_to(at, node);
        }
    }

    /// Moves a token from an event-based gateway over the flow to the event that happened.
    fn leave_gateway_to(&mut self, at: At<'m>, target: &Node) {
        let Some(&flow) = at.node.outgoing.iter().find(|&&flow| self.target(flow).id == target.id) else { return };
        let scope = self.scope_of(at.token);
        let node = at.node.id.clone();
        self.emit(Event::ElementCompleting { token: at.token, node: node.clone() });
        self.emit(Event::ElementCompleted { token: at.token, node });
        self.take_one(at, scope, flow, true);
    }

    fn leave_by_boundary(&mut self, at: At<'m>, node: &'m Node, boundary: &Boundary) {
        let scope = self.scope_of(at.token);
        if boundary.is_interrupting {
            self.terminate(at.token);
        }
        if let Some(&index) = self.model.by_id.get(&node.id) {
            self.spawn(index, scope, None, true);
        }
    }

    /// Throws an error from a token: the nearest boundary event around it that catches it wins. Returns whether one did.
    pub(crate) fn throw_error(&mut self, from: TokenId, code: &str, message: &str) -> bool {
        for host in self.state.scopes_of(from) {
            let Some(at) = self.at(host) else { continue };
            let Some((node, boundary)) = self.catching(at, code) else { continue };
            self.emit(Event::ErrorCaught { token: host, node: node.id.clone(), code: code.to_owned() });
            if let BoundaryTrigger::Error { code_variable, message_variable, .. } = &boundary.trigger {
                let named = [(code_variable, code), (message_variable, message)];
                let variables = named.into_iter().filter_map(|(name, value)| Some((name.clone()?, Value::from(value))));
                let variables = variables.collect();
                self.set_variables(self.scope_of(host), &variables);
            }
            self.leave_by_boundary(at, node, boundary);
            return true;
        }
        false
    }

    /// Returns the boundary event that catches this code: one with the same code before one that catches all.
    fn catching(&self, at: At<'m>, thrown: &str) -> Option<(&'m Node, &'m Boundary)> {
        let with_code = |wanted: Option<&str>| {
            at.node.boundaries.iter().find_map(|&index| {
                let node = &self.model.nodes[index];
                match &node.element {
                    Element::Boundary(boundary) => match &boundary.trigger {
                        BoundaryTrigger::Error { code, .. } if code.as_deref() == wanted => Some((node, boundary)),
                        _ => None,
                    },
                    _ => None,
                }
            })
        };
        with_code(Some(thrown)).or_else(|| with_code(None))
    }
}
