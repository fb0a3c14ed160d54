//! Sequence flows: their ends, conditions and defaults.

use super::Reader;
use super::process::Draft;
use super::xml::Xml;
use crate::elements::Element;
use crate::model::Flow;
use crate::text;

pub(super) fn read<'x>(reader: &mut Reader<'x>, draft: &mut Draft<'x>) {
    for xml in std::mem::take(&mut draft.flows_found) {
        read_one(reader, draft, xml);
    }
    link_defaults(reader, draft);
}

fn read_one<'x>(reader: &mut Reader<'x>, draft: &mut Draft<'x>, xml: Xml<'x>) {
    let end = |attribute: &str| xml.attribute(attribute).and_then(|id| draft.by_id.get(id).copied());
    let (Some(id), Some(source), Some(target)) = (xml.attribute("id"), end("sourceRef"), end("targetRef")) else {
        return reader.error(xml, "the flow must have an id and connect two elements that exist");
    };
    if draft.nodes[source].scope != draft.nodes[target].scope {
        return reader.error(xml, "the flow crosses the border of a sub-process");
    }
    if matches!(draft.nodes[source].element, Element::End(_)) {
        reader.error(xml, "the flow starts at an end event");
    }
    if matches!(draft.nodes[target].element, Element::Start(_) | Element::Boundary(_)) {
        reader.error(xml, "the flow leads to a start event or boundary event");
    }
    let condition = xml.child("conditionExpression").and_then(|condition| {
        if let Some(language) =
            condition.attribute("language").filter(|language| !language.eq_ignore_ascii_case("feel"))
        {
            reader.error(condition, format!("not supported yet: a condition in {language}"));
            return None;
        }
        let text = condition.text()?;
        reader.keep(condition, text::read_expression(&text))
    });
    let index = draft.flows.len();
    draft.flows.push(Flow { id: id.to_owned(), target, condition });
    draft.flow_xml.push(xml);
    draft.nodes[source].outgoing.push(index);
    draft.nodes[target].incoming.push(index);
}

fn link_defaults<'x>(reader: &mut Reader<'x>, draft: &mut Draft<'x>) {
    for (index, node) in draft.nodes.iter_mut().enumerate() {
        let xml = draft.xml[index];
        let Some(default) = xml.attribute("default") else { continue };
        match node.outgoing.iter().copied().find(|&flow| draft.flows[flow].id == default) {
            None => reader.error(xml, format!("the default flow `{default}` does not start here")),
            Some(flow) => {
                if draft.flows[flow].condition.is_some() {
                    reader.error(draft.flow_xml[flow], "the default flow must not have a condition");
                }
                node.default_flow = Some(flow);
            }
        }
    }
}
