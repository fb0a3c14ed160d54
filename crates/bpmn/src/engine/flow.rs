//! The ordinary life of an element: arrive, enter, leave.

use serde_json::{Map, Value};

use super::run::{At, Run, Work};
use crate::elements::{BoundaryTrigger, Element, Entered, schedule};
use crate::event::Event;
use crate::ids::TokenId;
use crate::lifecycle::Lifecycle;
use crate::model::{FlowIndex, Mapping};

impl<'m> Run<'m> {
    /// Prepares an element and enters it. An `Err` is the text of an incident.
    pub(super) fn activate(&mut self, at: At<'m>) -> Result<(), String> {
        if !at.node.element.behaviour().on_arrive(self, at) {
            return Ok(());
        }
        let inputs = self.evaluate_mappings(at.token, &at.node.inputs)?;
        if !inputs.is_empty() {
            let (token, node) = (at.token, at.node.id.clone());
            self.emit(Event::LocalVariablesSet { token, node, variables: inputs });
        }
        self.watch_boundaries(at)?;
        self.emit(Event::ElementActivated { token: at.token, node: at.node.id.clone() });
        self.enter(at)
    }

    /// Lets the element do its work.
    pub(super) fn enter(&mut self, at: At<'m>) -> Result<(), String> {
        let has_happened = self.state.tokens.get(&at.token).is_some_and(|token| token.triggered);
        if has_happened || at.node.element.behaviour().on_enter(self, at)? == Entered::Done {
            self.work.push(Work::Complete(at.token));
        }
        Ok(())
    }

    /// Leaves an element over the flows that it chooses.
    pub(super) fn complete(&mut self, at: At<'m>) -> Result<(), String> {
        let node = at.node.id.clone();
        if self.lifecycle(at.token) != Some(Lifecycle::Completing) {
            self.emit(Event::ElementCompleting { token: at.token, node: node.clone() });
        }
        // First the outputs: a condition on an outgoing flow may look at them. A retry after `noFlow` sets them again.
        let outputs = self.evaluate_mappings(at.token, &at.node.outputs)?;
        let scope = self.scope_of(at.token);
        self.set_variables(scope, &outputs);
        let flows = at.node.element.behaviour().on_complete(self, at)?;

        self.stop_watching(at, true);
        self.emit(Event::ElementCompleted { token: at.token, node });
        self.take(at, scope, &flows);
        if flows.is_empty() {
            self.end_scope_if_empty(scope);
        }
        Ok(())
    }

    /// Takes flows, in order.
    pub(super) fn take(&mut self, from: At<'m>, scope: Option<TokenId>, flows: &[FlowIndex]) {
        let height = self.work.len();
        for &flow in flows {
            self.take_one(from, scope, flow, false);
        }
        // The last one is done first.
        self.work[height..].reverse();
    }

    pub(super) fn take_one(&mut self, from: At<'m>, scope: Option<TokenId>, flow: FlowIndex, triggered: bool) {
        let (id, target) = (self.flow_id(flow).to_owned(), self.target(flow).id.clone());
        self.emit(Event::FlowTaken { flow: id, source: from.node.id.clone(), target });
        self.spawn(self.model.flows[flow].target, scope, Some(flow), triggered);
    }

    /// Ends a scope in which nothing is left.
    pub(super) fn end_scope_if_empty(&mut self, scope: Option<TokenId>) {
        if !self.state.tokens_in(scope).is_empty() {
            return;
        }
        match scope {
            None => self.emit(Event::InstanceCompleted),
            Some(token) => self.work.push(Work::Complete(token)),
        }
    }

    /// Evaluates parameters in order; each sees the earlier ones.
    fn evaluate_mappings(&self, token: TokenId, mappings: &[Mapping]) -> Result<Map<String, Value>, String> {
        let mut values = Map::new();
        if mappings.is_empty() {
            return Ok(values);
        }
        let mut variables = self.state.variables_for(token);
        for mapping in mappings {
            let scope = feel::Scope { variables: &variables, now: self.now };
            let value =
                mapping.value.evaluate(&scope).map_err(|error| format!("parameter `{}`: {error}", mapping.name))?;
            variables.insert(mapping.name.clone(), value.clone());
            values.insert(mapping.name.clone(), value);
        }
        Ok(values)
    }

    /// Starts the timers and subscriptions of the boundary events.
    fn watch_boundaries(&mut self, at: At<'m>) -> Result<(), String> {
        let mut messages = Vec::new();
        let mut timers = Vec::new();
        for &index in &at.node.boundaries {
            let node = &self.model.nodes[index];
            let Element::Boundary(boundary) = &node.element else { continue };
            match &boundary.trigger {
                BoundaryTrigger::Message(message) => messages.push((node, message.name(self, at.token)?)),
                BoundaryTrigger::Timer(timer) => {
                    let (due, repeat) = timer.due(self, at.token)?;
                    timers.push((node, due, repeat.filter(|_| !boundary.is_interrupting)));
                }
                BoundaryTrigger::Error { .. } => {}
            }
        }
        for (node, due, repeat) in timers {
            schedule(self, at.token, node, due, repeat);
        }
        for (node, name) in messages {
            self.subscribe(at.token, node, name);
        }
        Ok(())
    }

    /// Ends the timers and subscriptions of a token, with or without those of its boundary events.
    pub(super) fn stop_watching(&mut self, at: At<'m>, with_boundaries: bool) {
        let is_boundary = |id: &str| at.node.boundaries.iter().any(|&index| self.model.nodes[index].id == id);
        let is_ours = |token: TokenId, node: &str| token == at.token && (with_boundaries || !is_boundary(node));
        let timers = self.state.timers.iter().filter(|(_, timer)| is_ours(timer.token, &timer.node));
        let timers =
            timers.map(|(&timer, found)| Event::TimerCancelled { timer, token: at.token, node: found.node.clone() });
        let subscriptions = self.state.subscriptions.iter().filter(|(_, found)| is_ours(found.token, &found.node));
        let subscriptions = subscriptions.map(|(&subscription, found)| Event::MessageUnsubscribed {
            subscription,
            token: at.token,
            node: found.node.clone(),
        });
        let ended: Vec<Event> = timers.chain(subscriptions).collect();
        for event in ended {
            self.emit(event);
        }
    }
}
