//! Models in short XML, and events as short text.

#![allow(dead_code, reason = "each test program uses a part of it")]

use bpmn::{Command, Event, Model, Rejection, State, TimerId, TokenId, apply, parse, step};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Wraps a process in a file. `flows` is like `"s>a a>e"`; a flow `s>a` has the id `s-a`.
pub fn file(body: &str, flows: &str) -> String {
    let flows: String = flows.split_whitespace().map(|text| flow(text, "")).collect();
    format!(
        r#"<?xml version="1.0"?>
<bpmn:definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:operaton="http://operaton.org/schema/1.0/bpmn">
<message id="m1" name="betaald"/><message id="m2" name="ingetrokken"/><error id="e1" errorCode="afgewezen"/><error id="e2" errorCode="anders"/><error id="e0"/>
<process id="p" name="Proces" isExecutable="true" camunda:versionTag="1.0"><documentation>Uitleg</documentation>
{body}
{flows}</process></bpmn:definitions>"#
    )
}

/// Writes one flow with a condition, or without when that is empty.
pub fn flow(ends: &str, condition: &str) -> String {
    let (source, target) = ends.split_once('>').unwrap();
    let condition = match condition {
        "" => String::new(),
        text => format!("<conditionExpression>{}</conditionExpression>", text.replace('<', "&lt;")),
    };
    format!(
        r#"<sequenceFlow id="{source}-{target}" sourceRef="{source}" targetRef="{target}">{condition}</sequenceFlow>"#
    )
}

pub fn model(body: &str, flows: &str) -> Model {
    let mut parsed = parse(&file(body, flows));
    assert_eq!(parsed.models.len(), 1, "{:#?}", parsed.findings);
    parsed.models.remove(0)
}

pub fn now() -> Timestamp {
    "2026-03-28T08:00:00Z".parse().unwrap()
}

pub fn map(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

pub fn start(variables: Value) -> Command {
    Command::Start { variables: map(variables) }
}

pub fn done(task: u32, variables: Value) -> Command {
    Command::CompleteTask { task: TokenId(task), variables: map(variables) }
}

pub fn result(token: u32, variables: Value) -> Command {
    Command::CompleteAction { token: TokenId(token), variables: map(variables) }
}

pub fn message(name: &str) -> Command {
    Command::CorrelateMessage { name: name.to_owned(), variables: Map::new() }
}

pub fn timer(timer: u32) -> Command {
    Command::FireTimer { timer: TimerId(timer) }
}

/// An instance that checks after each event that a restart from the snapshot makes no difference.
pub struct Instance {
    pub model: Model,
    pub state: State,
}

impl Instance {
    pub fn new(body: &str, flows: &str) -> Self {
        Self { model: model(body, flows), state: State::default() }
    }

    pub fn send(&mut self, command: &Command) -> Result<Vec<Event>, Rejection> {
        let events = step(&self.model, &self.state, command, now())?;
        for event in &events {
            let event: Event = serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap();
            apply(&mut self.state, &event);
            let restarted: State = serde_json::from_str(&serde_json::to_string(&self.state).unwrap()).unwrap();
            assert_eq!(restarted, self.state);
        }
        Ok(events)
    }

    /// Sends a command and returns what happened, in short.
    pub fn short(&mut self, command: &Command) -> String {
        match self.send(command) {
            Ok(events) => events.iter().filter_map(short).collect::<Vec<_>>().join(", "),
            Err(rejection) => format!("rejected: {rejection}"),
        }
    }

    /// Sends commands and checks what happens at each.
    pub fn check(&mut self, steps: &[(Command, &str)]) {
        for (command, expected) in steps {
            assert_eq!(self.short(command), *expected, "at {command:?}");
        }
    }
}

/// Returns an event in short; the smaller steps of a life cycle are left out.
pub fn short(event: &Event) -> Option<String> {
    Some(match event {
        Event::InstanceStarted { node } => format!("started {node}"),
        Event::VariablesSet { variables } => format!("set {}", json(variables)),
        Event::LocalVariablesSet { node, variables, .. } => format!("set {node} {}", json(variables)),
        Event::ElementActivating { .. } | Event::ElementCompleting { .. } => return None,
        Event::ElementTerminating { .. } | Event::FlowTaken { .. } => return None,
        Event::ElementActivated { token, node } => format!("+{node}#{token}"),
        Event::ElementCompleted { node, .. } => format!("-{node}"),
        Event::ElementTerminated { node, .. } => format!("!{node}"),
        Event::TokenMerged { token, into, .. } => format!("merge #{token} into #{into}"),
        Event::TaskCreated { node, name, assignee, candidate_groups, due, .. } => {
            let assignee = assignee.as_ref().map_or(String::new(), |assignee| format!(" for {assignee}"));
            let groups = if candidate_groups.is_empty() { String::new() } else { format!(" {candidate_groups:?}") };
            let due = due.map_or(String::new(), |due| format!(" due {due}"));
            let name = if name == node { String::new() } else { format!(" '{name}'") };
            format!("task {node}{name}{assignee}{groups}{due}")
        }
        Event::TaskCompleted { node, .. } => format!("done {node}"),
        Event::TaskCancelled { node, .. } => format!("cancel {node}"),
        Event::ActionRequested { node, kind, topic, inputs, .. } => {
            let kind = serde_json::to_value(kind).unwrap();
            let extra = match kind.get("decisionRef") {
                Some(decision) => format!(" {} {} {}", decision, kind["resultVariable"], kind["mapResult"]),
                None => String::new(),
            };
            let topic = topic.as_ref().map_or(String::new(), |topic| format!(" topic {topic}"));
            let inputs = if inputs.is_empty() { String::new() } else { format!(" {}", json(inputs)) };
            format!("{} {node}{extra}{topic}{inputs}", kind["type"].as_str().unwrap())
        }
        Event::ActionCompleted { node, .. } => format!("done {node}"),
        Event::ActionCancelled { node, .. } => format!("cancel {node}"),
        Event::MessageThrown { node, name, variables, .. } => {
            let variables = if variables.is_empty() { String::new() } else { format!(" {}", json(variables)) };
            format!("throw {node} {name}{variables}")
        }
        Event::TimerScheduled { timer, node, due, repeat, .. } => {
            let left = repeat.as_ref().map_or(String::new(), |repeat| match repeat.left {
                Some(left) => format!(" {left} left"),
                None => " endless".to_owned(),
            });
            format!("timer{timer} {node} {due}{left}")
        }
        Event::TimerFired { timer, .. } => format!("fire timer{timer}"),
        Event::TimerCancelled { timer, .. } => format!("cancel timer{timer}"),
        Event::MessageSubscribed { subscription, node, name, .. } => format!("sub{subscription} {node} {name}"),
        Event::MessageReceived { subscription, .. } => format!("receive sub{subscription}"),
        Event::MessageUnsubscribed { subscription, .. } => format!("cancel sub{subscription}"),
        Event::ErrorCaught { node, code, .. } => format!("caught {node} {code}"),
        Event::IncidentRaised { node, message, .. } => format!("incident {node}: {message}"),
        Event::IncidentResolved { node, .. } => format!("resolved {node}"),
        Event::InstanceCompleted => "completed".to_owned(),
        Event::InstanceCancelled { reason } => format!("cancelled: {reason}"),
    })
}

fn json(variables: &Map<String, Value>) -> String {
    serde_json::to_string(variables).unwrap()
}
