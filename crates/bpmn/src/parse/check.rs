//! Rules about the whole process.

use super::Reader;
use super::process::Draft;
use super::xml::{Xml, human};
use crate::elements::{Element, Start};
use crate::model::{NodeIndex, NodeKind};

pub(super) fn check<'x>(reader: &mut Reader<'x>, draft: &Draft<'x>, process: Xml<'x>) {
    check_starts(reader, draft, None, process);
    for (index, node) in draft.nodes.iter().enumerate() {
        match node.element {
            Element::SubProcess(_) if is_event_sub_process(draft.xml[index]) => {}
            Element::SubProcess(_) => check_starts(reader, draft, Some(index), draft.xml[index]),
            Element::EventBased(_) => check_event_gateway(reader, draft, index),
            Element::Exclusive(_) => check_exclusive_gateway(reader, draft, index),
            _ => {}
        }
    }
    warn_unreachable(reader, draft);
}

/// A process has one start event without trigger at most, and one start event at least; a sub-process exactly one without.
fn check_starts<'x>(reader: &mut Reader<'x>, draft: &Draft<'x>, scope: Option<NodeIndex>, about: Xml<'x>) {
    let starts = draft.nodes.iter().filter(|node| node.scope == scope && node.kind == NodeKind::StartEvent);
    let (plain, triggered): (Vec<_>, Vec<_>) =
        starts.partition(|node| !matches!(node.element, Element::Start(Start::Message(_) | Start::Timer(_))));
    if plain.len() > 1 {
        reader.error(about, "there is more than one start event without trigger");
    }
    match scope {
        None if plain.is_empty() && triggered.is_empty() => reader.error(about, "the process has no start event"),
        Some(_) if plain.is_empty() => reader.error(about, "the sub-process has no start event without trigger"),
        Some(_) if !triggered.is_empty() => reader.error(about, "a start event in a sub-process can't have a trigger"),
        _ => {}
    }
}

fn check_event_gateway<'x>(reader: &mut Reader<'x>, draft: &Draft<'x>, index: NodeIndex) {
    let (node, xml) = (&draft.nodes[index], draft.xml[index]);
    if xml.attribute("instantiate") == Some("true") {
        reader.error(xml, "not supported yet: event-based gateway that starts the process");
    }
    if node.outgoing.is_empty() {
        reader.error(xml, "the event-based gateway has no outgoing flows");
    }
    for &flow in &node.outgoing {
        let target = draft.flows[flow].target;
        let follows = &draft.nodes[target];
        // A placeholder has a finding of its own.
        let is_placeholder =
            matches!(follows.element, Element::PassThrough(_)) && follows.kind == NodeKind::IntermediateCatchEvent;
        if !matches!(follows.element, Element::CatchMessage(_) | Element::CatchTimer(_)) && !is_placeholder {
            reader.error(
                draft.xml[target],
                format!("a {} can't follow an event-based gateway", human(draft.xml[target].tag())),
            );
        } else if follows.incoming.len() > 1 {
            reader.error(draft.xml[target], "an event behind an event-based gateway has only one incoming flow");
        }
    }
}

fn check_exclusive_gateway<'x>(reader: &mut Reader<'x>, draft: &Draft<'x>, index: NodeIndex) {
    let node = &draft.nodes[index];
    if node.outgoing.len() < 2 {
        return;
    }
    for &flow in &node.outgoing {
        if draft.flows[flow].condition.is_none() && node.default_flow != Some(flow) {
            let message = "the flow has no condition and is not the default, so it is always taken";
            reader.warning(draft.flow_xml[flow], message);
        }
    }
}

fn warn_unreachable<'x>(reader: &mut Reader<'x>, draft: &Draft<'x>) {
    let mut reached = vec![false; draft.nodes.len()];
    let is_start = |index: &NodeIndex| draft.nodes[*index].kind == NodeKind::StartEvent;
    let mut next: Vec<NodeIndex> = (0..draft.nodes.len()).filter(is_start).collect();
    while let Some(index) = next.pop() {
        if std::mem::replace(&mut reached[index], true) {
            continue;
        }
        let node = &draft.nodes[index];
        next.extend(node.outgoing.iter().map(|&flow| draft.flows[flow].target));
        next.extend(&node.boundaries);
    }
    for (index, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
        if draft.nodes[index].kind != NodeKind::BoundaryEvent && !is_event_sub_process(draft.xml[index]) {
            reader.warning(draft.xml[index], "nothing leads to this element");
        }
    }
}

/// An event sub-process has its own finding, and rules of its own.
fn is_event_sub_process(xml: Xml<'_>) -> bool {
    xml.attribute("triggeredByEvent") == Some("true")
}
