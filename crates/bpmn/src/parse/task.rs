//! Tasks and their attributes.

use super::Reader;
use super::event::message;
use super::xml::Xml;
use crate::elements::{BusinessRuleTask, CatchMessage, Element, ScriptTask, ServiceTask, ThrowMessage, UserTask};
use crate::event::{ActionKind, MapDecisionResult};
use crate::text::{self, Text};
use crate::time;

/// Reads an extension attribute that may be FEEL.
fn attribute<'x>(reader: &mut Reader<'x>, xml: Xml<'x>, name: &str) -> Option<Text> {
    let value = xml.extension(name)?;
    reader.keep(xml, Text::read(value).map_err(|message| format!("attribute `{name}`: {message}")))
}

pub(super) fn read_user<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let task = UserTask {
        assignee: attribute(reader, xml, "assignee"),
        candidate_groups: attribute(reader, xml, "candidateGroups"),
        due: attribute(reader, xml, "dueDate"),
    };
    if let Some(due) = task.due.as_ref().and_then(Text::literal) {
        let due = time::due(due, jiff::Timestamp::UNIX_EPOCH);
        reader.keep(xml, due.map_err(|message| format!("attribute `dueDate`: {message}")));
    }
    if task.assignee.is_none() && task.candidate_groups.is_none() {
        reader.warning(xml, "the user task has no assignee and no candidate groups");
    }
    Some(Element::User(task))
}

pub(super) fn read_service<'x>(_reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let topic = xml.extension("topic").map(str::to_owned);
    Some(Element::Service(ServiceTask { kind: ActionKind::Service, topic }))
}

/// A send task with a message and without a topic publishes the message; any other asks for an action.
pub(super) fn read_send<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let topic = xml.extension("topic").map(str::to_owned);
    if topic.is_none() && xml.attribute("messageRef").is_some() {
        return Some(Element::ThrowMessage(ThrowMessage { message: message(reader, xml, xml)? }));
    }
    Some(Element::Service(ServiceTask { kind: ActionKind::Send, topic }))
}

pub(super) fn read_receive<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    Some(Element::CatchMessage(CatchMessage { message: message(reader, xml, xml)? }))
}

pub(super) fn read_script<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let format = xml.attribute("scriptFormat").unwrap_or("feel");
    if !format.eq_ignore_ascii_case("feel") {
        reader.error(xml, format!("not supported yet: a script in {format}, write it in FEEL"));
        return None;
    }
    let Some(script) = xml.child("script").and_then(Xml::text) else {
        reader.error(xml, "the script task has no script");
        return None;
    };
    let script = reader.keep(xml, text::read_expression(&script))?;
    Some(Element::Script(ScriptTask { script, result_variable: xml.extension("resultVariable").map(str::to_owned) }))
}

pub(super) fn read_business_rule<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    if xml.extension("decisionRef").is_none() {
        // Without a decision it is like a service task: whoever embeds the engine knows what to do.
        return read_service(reader, xml);
    }
    let decision_ref = attribute(reader, xml, "decisionRef")?;
    let map_result = match xml.extension("mapDecisionResult") {
        None | Some("resultList") => MapDecisionResult::ResultList,
        Some("singleEntry") => MapDecisionResult::SingleEntry,
        Some("singleResult") => MapDecisionResult::SingleResult,
        Some("collectEntries") => MapDecisionResult::CollectEntries,
        Some(other) => {
            reader.error(xml, format!("attribute `mapDecisionResult` can't be `{other}`"));
            return None;
        }
    };
    let result_variable = xml.extension("resultVariable").map(str::to_owned);
    if result_variable.is_none() {
        reader.warning(xml, "the result of the decision goes to no variable");
    }
    Some(Element::BusinessRule(BusinessRuleTask { decision_ref, result_variable, map_result }))
}
