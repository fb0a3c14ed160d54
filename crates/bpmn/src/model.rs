//! A process model in memory: nodes, flows, and how they hang together.

use std::collections::HashMap;
use std::fmt;

use feel::Expression;

use crate::elements::{Element, TimerDefinition};
use crate::finding::Finding;
use crate::text::Text;

/// What came out of reading a file: the models that can run, and everything that was found.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The executable processes without errors.
    pub models: Vec<Model>,
    /// All remarks at once, in the order of the file.
    pub findings: Vec<Finding>,
}

/// An executable process. It never changes, so one value can serve all instances and threads.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) version_tag: Option<String>,
    pub(crate) documentation: Option<String>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) flows: Vec<Flow>,
    pub(crate) by_id: HashMap<String, NodeIndex>,
}

/// The place of a node in its model.
pub(crate) type NodeIndex = usize;
/// The place of a flow in its model.
pub(crate) type FlowIndex = usize;

impl Model {
    /// Returns the id of the process.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the name of the process.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the version tag that the modeller gave.
    pub fn version_tag(&self) -> Option<&str> {
        self.version_tag.as_deref()
    }

    /// Returns the documentation of the process.
    pub fn documentation(&self) -> Option<&str> {
        self.documentation.as_deref()
    }

    /// Returns the node with this id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.by_id.get(id).map(|&index| &self.nodes[index])
    }

    /// Returns all nodes, in document order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// Returns the start events of the process itself, not those of its sub-processes.
    pub fn start_events(&self) -> impl Iterator<Item = (&Node, StartTrigger<'_>)> {
        self.nodes.iter().filter(|node| node.scope.is_none()).filter_map(|node| match &node.element {
            Element::Start(start) => Some((node, start.trigger())),
            _ => None,
        })
    }
}

/// What makes a start event start.
#[derive(Debug, Clone, Copy)]
pub enum StartTrigger<'a> {
    /// A person or a program.
    None,
    /// A message with this name.
    Message(&'a str),
    /// A timer; ask it when.
    Timer(&'a TimerDefinition),
}

/// One element of a process.
#[derive(Debug, Clone)]
pub struct Node {
    /// The id in the model.
    pub id: String,
    /// The name that the modeller gave.
    pub name: Option<String>,
    /// What it is.
    pub kind: NodeKind,
    /// The documentation that the modeller wrote.
    pub documentation: Option<String>,
    /// The key of the form that goes with it.
    pub form_key: Option<String>,
    /// The sub-process around it.
    pub(crate) scope: Option<NodeIndex>,
    pub(crate) incoming: Vec<FlowIndex>,
    pub(crate) outgoing: Vec<FlowIndex>,
    pub(crate) default_flow: Option<FlowIndex>,
    /// The boundary events that are attached to it.
    pub(crate) boundaries: Vec<NodeIndex>,
    pub(crate) inputs: Vec<Mapping>,
    pub(crate) outputs: Vec<Mapping>,
    pub(crate) element: Element,
}

impl Node {
    /// Returns the name, or else the id.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// A sequence flow.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    pub id: String,
    pub target: NodeIndex,
    pub condition: Option<Expression>,
}

/// One input or output parameter.
#[derive(Debug, Clone)]
pub(crate) struct Mapping {
    pub name: String,
    pub value: Text,
}

/// The kinds of element that the engine can carry out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of BPMN")]
pub enum NodeKind {
    StartEvent,
    EndEvent,
    IntermediateThrowEvent,
    IntermediateCatchEvent,
    BoundaryEvent,
    UserTask,
    ServiceTask,
    SendTask,
    ReceiveTask,
    ScriptTask,
    BusinessRuleTask,
    ManualTask,
    Task,
    ExclusiveGateway,
    ParallelGateway,
    EventBasedGateway,
    SubProcess,
}

impl NodeKind {
    /// Returns the name of the kind as the BPMN file writes it: `userTask`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StartEvent => "startEvent",
            Self::EndEvent => "endEvent",
            Self::IntermediateThrowEvent => "intermediateThrowEvent",
            Self::IntermediateCatchEvent => "intermediateCatchEvent",
            Self::BoundaryEvent => "boundaryEvent",
            Self::UserTask => "userTask",
            Self::ServiceTask => "serviceTask",
            Self::SendTask => "sendTask",
            Self::ReceiveTask => "receiveTask",
            Self::ScriptTask => "scriptTask",
            Self::BusinessRuleTask => "businessRuleTask",
            Self::ManualTask => "manualTask",
            Self::Task => "task",
            Self::ExclusiveGateway => "exclusiveGateway",
            Self::ParallelGateway => "parallelGateway",
            Self::EventBasedGateway => "eventBasedGateway",
            Self::SubProcess => "subProcess",
        }
    }
}

impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
