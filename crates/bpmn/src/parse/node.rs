//! One node: what all kinds have in common, and which reader knows the rest.

use super::xml::{Xml, human};
use super::{Reader, event, task};
use crate::elements::{Element, EventBasedGateway, ExclusiveGateway, ParallelGateway, PassThrough, SubProcess};
use crate::model::{Mapping, Node, NodeIndex, NodeKind};
use crate::text::Text;

/// Extensions that change what happens; to pass them by would run another process than the one that was drawn.
const UNSUPPORTED_EXTENSIONS: &[&str] =
    &["connector", "executionListener", "taskListener", "failedJobRetryTimeCycle", "in", "out", "errorEventDefinition"];
const UNSUPPORTED_ATTRIBUTES: &[&str] =
    &["class", "delegateExpression", "expression", "followUpDate", "candidateUsers"];

/// Reads a node, or returns `None` when the kind of element is not supported.
pub(super) fn read<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Node> {
    let (kind, element) = match xml.tag() {
        "startEvent" => (NodeKind::StartEvent, event::read_start(reader, xml)),
        "endEvent" => (NodeKind::EndEvent, event::read_end(reader, xml)),
        "intermediateCatchEvent" => (NodeKind::IntermediateCatchEvent, event::read_catch(reader, xml)),
        "intermediateThrowEvent" => (NodeKind::IntermediateThrowEvent, event::read_throw(reader, xml)),
        "boundaryEvent" => (NodeKind::BoundaryEvent, event::read_boundary(reader, xml)),
        "userTask" => (NodeKind::UserTask, task::read_user(reader, xml)),
        "serviceTask" => (NodeKind::ServiceTask, task::read_service(reader, xml)),
        "sendTask" => (NodeKind::SendTask, task::read_send(reader, xml)),
        "receiveTask" => (NodeKind::ReceiveTask, task::read_receive(reader, xml)),
        "scriptTask" => (NodeKind::ScriptTask, task::read_script(reader, xml)),
        "businessRuleTask" => (NodeKind::BusinessRuleTask, task::read_business_rule(reader, xml)),
        "manualTask" => (NodeKind::ManualTask, Some(Element::PassThrough(PassThrough))),
        "task" => (NodeKind::Task, Some(Element::PassThrough(PassThrough))),
        "exclusiveGateway" => (NodeKind::ExclusiveGateway, Some(Element::Exclusive(ExclusiveGateway))),
        "parallelGateway" => (NodeKind::ParallelGateway, Some(Element::Parallel(ParallelGateway))),
        "eventBasedGateway" => (NodeKind::EventBasedGateway, Some(Element::EventBased(EventBasedGateway))),
        "subProcess" => (NodeKind::SubProcess, Some(read_sub_process(reader, xml))),
        _ => return None,
    };
    if xml.attribute("id").is_none() {
        reader.error(xml, format!("the {} has no id", human(xml.tag())));
    }
    refuse_unsupported_extensions(reader, xml);
    // What could not be read is a finding already; the model will not be used.
    let element = element.unwrap_or(Element::PassThrough(PassThrough));
    let (inputs, outputs) = read_mappings(reader, xml);
    Some(Node { kind, element, inputs, outputs, ..placeholder(xml, None) })
}

/// Returns a node that stands in for one that is not supported, so that the flows to it connect.
pub(super) fn placeholder(xml: Xml<'_>, scope: Option<NodeIndex>) -> Node {
    Node {
        id: xml.attribute("id").unwrap_or_default().to_owned(),
        name: xml.attribute("name").map(str::to_owned),
        kind: NodeKind::Task,
        documentation: xml.documentation(),
        form_key: xml.extension("formKey").or_else(|| xml.extension("formRef")).map(str::to_owned),
        scope,
        incoming: Vec::new(),
        outgoing: Vec::new(),
        default_flow: None,
        boundaries: Vec::new(),
        inputs: Vec::new(),
        outputs: Vec::new(),
        element: Element::PassThrough(PassThrough),
    }
}

fn read_sub_process<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Element {
    if xml.attribute("triggeredByEvent") == Some("true") {
        reader.error(xml, "not supported yet: event sub-process");
    }
    Element::SubProcess(SubProcess { start: None })
}

/// Reports the extensions and loops of a node that we can't carry out.
pub(super) fn refuse_unsupported_extensions<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) {
    if xml.extensions().any(Xml::is_zeebe) {
        reader.error(xml, "extensions of Camunda 8 (zeebe) are not supported, use those of Camunda 7 or Operaton");
    }
    for name in UNSUPPORTED_ATTRIBUTES {
        if let Some(value) = xml.extension(name) {
            let message = Text::read(value).err();
            reader.error(xml, message.unwrap_or_else(|| format!("not supported yet: attribute `{name}`")));
        }
    }
    for extension in xml.extensions() {
        if UNSUPPORTED_EXTENSIONS.iter().any(|tag| extension.is_extension(tag)) {
            reader.error(extension, format!("not supported yet: {}", human(extension.tag())));
        }
    }
    for child in xml.children().filter(|child| child.is_in_bpmn()) {
        match child.tag() {
            "multiInstanceLoopCharacteristics" => reader.error(child, "not supported yet: multi-instance"),
            "standardLoopCharacteristics" => reader.error(child, "not supported yet: loop"),
            _ => {}
        }
    }
}

/// Reads the input and output parameters.
fn read_mappings<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> (Vec<Mapping>, Vec<Mapping>) {
    let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
    for parameters in xml.extensions().filter(|extension| extension.is_extension("inputOutput")) {
        for parameter in parameters.children() {
            let list = if parameter.is_extension("inputParameter") { &mut inputs } else { &mut outputs };
            list.extend(read_mapping(reader, parameter));
        }
    }
    (inputs, outputs)
}

fn read_mapping<'x>(reader: &mut Reader<'x>, parameter: Xml<'x>) -> Option<Mapping> {
    let Some(name) = parameter.attribute("name") else {
        reader.error(parameter, "the parameter has no name");
        return None;
    };
    if let Some(inner) = parameter.children().next() {
        reader.error(parameter, format!("not supported yet: {} in parameter `{name}`, write it in FEEL", inner.tag()));
        return None;
    }
    let value = reader.keep(parameter, Text::read(&parameter.text().unwrap_or_default()))?;
    Some(Mapping { name: name.to_owned(), value })
}
