//! One process: its nodes, also those in sub-processes, and its flows.

use std::collections::HashMap;

use super::xml::{Xml, human};
use super::{Reader, check, flow, node};
use crate::elements::{Element, Start};
use crate::finding::Severity;
use crate::model::{Flow, Model, Node, NodeIndex};

/// How deep sub-processes may be nested. The engine uses the stack to stop them.
const NESTING_MAX: usize = 20;

/// What stands in a process or sub-process without being a node. Loops are read with the activity that they repeat.
const DRAWING: &[&str] = &[
    "association",
    "category",
    "dataInput",
    "dataObject",
    "dataObjectReference",
    "dataOutput",
    "dataStoreReference",
    "documentation",
    "extensionElements",
    "group",
    "incoming",
    "ioSpecification",
    "laneSet",
    "outgoing",
    "property",
    "textAnnotation",
    "multiInstanceLoopCharacteristics",
    "standardLoopCharacteristics",
    "dataInputAssociation",
    "dataOutputAssociation",
    "auditing",
    "monitoring",
    "supportedInterfaceRef",
];

/// A process while it is read. `xml` holds the element of each node, `flow_xml` that of each flow.
pub(super) struct Draft<'x> {
    pub nodes: Vec<Node>,
    pub xml: Vec<Xml<'x>>,
    pub by_id: HashMap<String, NodeIndex>,
    pub flows: Vec<Flow>,
    pub flow_xml: Vec<Xml<'x>>,
    /// The sequence flows and the container in which they stand, to be read when all nodes are known.
    pub flows_found: Vec<Xml<'x>>,
}

/// Reads a process, or returns `None` when it is not executable or has errors.
pub(super) fn read<'x>(reader: &mut Reader<'x>, process: Xml<'x>) -> Option<Model> {
    if process.attribute("isExecutable") != Some("true") {
        return None;
    }
    let found_before = reader.findings.len();
    let mut draft = Draft {
        nodes: Vec::new(),
        xml: Vec::new(),
        by_id: HashMap::new(),
        flows: Vec::new(),
        flow_xml: Vec::new(),
        flows_found: Vec::new(),
    };
    if process.attribute("id").is_none() {
        reader.error(process, "the process has no id");
    }
    node::refuse_unsupported_extensions(reader, process);
    read_container(reader, &mut draft, process, None, 0);
    flow::read(reader, &mut draft);
    link_boundaries(reader, &mut draft);
    link_starts(&mut draft);
    check::check(reader, &draft, process);

    let has_errors = reader.findings[found_before..].iter().any(|finding| finding.severity == Severity::Error);
    // A repeated id was found before, and makes every process in the file unfit.
    if has_errors || reader.findings[..found_before].iter().any(|finding| finding.message.contains("more than once")) {
        return None;
    }
    Some(Model {
        id: process.attribute("id")?.to_owned(),
        name: process.attribute("name").map(str::to_owned),
        version_tag: process.extension("versionTag").map(str::to_owned),
        documentation: process.documentation(),
        nodes: draft.nodes,
        flows: draft.flows,
        by_id: draft.by_id,
    })
}

fn read_container<'x>(
    reader: &mut Reader<'x>,
    draft: &mut Draft<'x>,
    container: Xml<'x>,
    scope: Option<NodeIndex>,
    depth: usize,
) {
    if depth > NESTING_MAX {
        return reader.error(container, "the sub-processes are nested too deeply");
    }
    for xml in container.children().filter(|child| child.is_in_bpmn()) {
        let tag = xml.tag();
        if tag == "sequenceFlow" {
            draft.flows_found.push(xml);
            continue;
        }
        if DRAWING.contains(&tag) {
            continue;
        }
        let Some(mut node) = node::read(reader, xml) else {
            reader.error(xml, format!("not supported yet: {}", human(tag)));
            // The flows to it are not worth findings of their own.
            add(draft, node::placeholder(xml, scope), xml);
            continue;
        };
        node.scope = scope;
        let is_sub_process = matches!(node.element, Element::SubProcess(_));
        let index = add(draft, node, xml);
        if is_sub_process {
            read_container(reader, draft, xml, Some(index), depth + 1);
        }
    }
}

fn add<'x>(draft: &mut Draft<'x>, node: Node, xml: Xml<'x>) -> NodeIndex {
    let index = draft.nodes.len();
    draft.by_id.entry(node.id.clone()).or_insert(index);
    draft.nodes.push(node);
    draft.xml.push(xml);
    index
}

fn link_boundaries<'x>(reader: &mut Reader<'x>, draft: &mut Draft<'x>) {
    for index in 0..draft.nodes.len() {
        if !matches!(draft.nodes[index].element, Element::Boundary(_)) {
            continue;
        }
        let xml = draft.xml[index];
        let host = xml.attribute("attachedToRef").and_then(|id| draft.by_id.get(id).copied());
        let host = host.filter(|&host| {
            draft.nodes[host].scope == draft.nodes[index].scope && may_have_boundary(&draft.nodes[host])
        });
        let Some(host) = host else {
            reader.error(xml, "the boundary event is not attached to an activity in the same process or sub-process");
            continue;
        };
        draft.nodes[host].boundaries.push(index);
        if let Element::Boundary(boundary) = &mut draft.nodes[index].element {
            boundary.attached_to = Some(host);
        }
    }
}

fn may_have_boundary(node: &Node) -> bool {
    use crate::model::NodeKind::{
        BusinessRuleTask, ManualTask, ReceiveTask, ScriptTask, SendTask, ServiceTask, SubProcess, Task, UserTask,
    };
    let activities =
        [BusinessRuleTask, ManualTask, ReceiveTask, ScriptTask, SendTask, ServiceTask, SubProcess, Task, UserTask];
    activities.contains(&node.kind)
}

/// Tells each sub-process where it starts.
fn link_starts(draft: &mut Draft<'_>) {
    for index in 0..draft.nodes.len() {
        let node = &draft.nodes[index];
        let (Element::Start(Start::None), Some(scope)) = (&node.element, node.scope) else { continue };
        if let Element::SubProcess(sub_process) = &mut draft.nodes[scope].element {
            sub_process.start.get_or_insert(index);
        }
    }
}
