//! Events and their definitions.

use super::Reader;
use super::xml::{Xml, human};
use crate::elements::TimerKind;
use crate::elements::{
    Boundary, BoundaryTrigger, CatchMessage, CatchTimer, Element, End, PassThrough, Start, ThrowMessage,
    TimerDefinition,
};
use crate::text::Text;

/// Returns the only event definition of an event; `Err` after a finding.
fn definition<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Result<Option<Xml<'x>>, ()> {
    let mut found = xml.children().filter(|child| child.is_in_bpmn() && child.tag().ends_with("EventDefinition"));
    let first = found.next();
    if found.next().is_some() {
        reader.error(xml, "not supported yet: an event with more than one trigger");
        return Err(());
    }
    Ok(first)
}

fn unsupported<'x, T>(reader: &mut Reader<'x>, xml: Xml<'x>, definition: Xml<'x>) -> Option<T> {
    let trigger = human(definition.tag().trim_end_matches("EventDefinition"));
    let event = human(xml.tag());
    reader.error(xml, format!("not supported yet: {event} with trigger {trigger}"));
    None
}

pub(super) fn read_start<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let start = match definition(reader, xml).ok()? {
        None => Start::None,
        Some(definition) => match definition.tag() {
            "messageEventDefinition" => match message(reader, xml, definition)? {
                Text::Literal(name) => Start::Message(name),
                Text::Feel(_) => {
                    reader.error(xml, "the message of a start event must have a fixed name");
                    return None;
                }
            },
            "timerEventDefinition" => Start::Timer(timer(reader, definition)?),
            _ => return unsupported(reader, xml, definition),
        },
    };
    Some(Element::Start(start))
}

pub(super) fn read_end<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let end = match definition(reader, xml).ok()? {
        None => End::None,
        Some(definition) => match definition.tag() {
            "terminateEventDefinition" => End::Terminate,
            "errorEventDefinition" => match error_code(reader, definition)? {
                Some(code) => End::Error { code },
                None => {
                    reader.error(xml, "the error end event has no error with a code");
                    return None;
                }
            },
            "messageEventDefinition" => End::Message(ThrowMessage { message: message(reader, xml, definition)? }),
            _ => return unsupported(reader, xml, definition),
        },
    };
    Some(Element::End(end))
}

pub(super) fn read_catch<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let Some(definition) = definition(reader, xml).ok()? else {
        reader.error(xml, "the catch event has no trigger");
        return None;
    };
    match definition.tag() {
        "messageEventDefinition" => {
            Some(Element::CatchMessage(CatchMessage { message: message(reader, xml, definition)? }))
        }
        "timerEventDefinition" => Some(Element::CatchTimer(CatchTimer { timer: timer(reader, definition)? })),
        _ => unsupported(reader, xml, definition),
    }
}

pub(super) fn read_throw<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    match definition(reader, xml).ok()? {
        None => Some(Element::PassThrough(PassThrough)),
        Some(definition) if definition.tag() == "messageEventDefinition" => {
            Some(Element::ThrowMessage(ThrowMessage { message: message(reader, xml, definition)? }))
        }
        Some(definition) => unsupported(reader, xml, definition),
    }
}

pub(super) fn read_boundary<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Element> {
    let Some(definition) = definition(reader, xml).ok()? else {
        reader.error(xml, "the boundary event has no trigger");
        return None;
    };
    let is_interrupting = xml.attribute("cancelActivity") != Some("false");
    let trigger = match definition.tag() {
        "messageEventDefinition" => {
            BoundaryTrigger::Message(CatchMessage { message: message(reader, xml, definition)? })
        }
        "timerEventDefinition" => BoundaryTrigger::Timer(timer(reader, definition)?),
        "errorEventDefinition" => {
            if !is_interrupting {
                reader.error(xml, "an error always interrupts the activity");
            }
            BoundaryTrigger::Error {
                code: error_code(reader, definition)?,
                code_variable: definition.extension("errorCodeVariable").map(str::to_owned),
                message_variable: definition.extension("errorMessageVariable").map(str::to_owned),
            }
        }
        _ => return unsupported(reader, xml, definition),
    };
    Some(Element::Boundary(Boundary { trigger, is_interrupting, attached_to: None }))
}

/// Reads the name of the message to which an element refers.
pub(super) fn message<'x>(reader: &mut Reader<'x>, about: Xml<'x>, holder: Xml<'x>) -> Option<Text> {
    let name = holder.attribute("messageRef").and_then(|id| reader.messages.get(id).copied());
    match name {
        Some(name) => reader.keep(about, Text::read(name)),
        None => {
            reader.error(about, format!("the {} has no message with a name", human(about.tag())));
            None
        }
    }
}

/// Reads the code of the error to which a definition refers: `Some(None)` when it refers to none.
fn error_code<'x>(reader: &mut Reader<'x>, definition: Xml<'x>) -> Option<Option<String>> {
    let Some(id) = definition.attribute("errorRef") else { return Some(None) };
    match reader.errors.get(id) {
        Some(code) => Some(Some((*code).to_owned())),
        None => {
            reader.error(definition, format!("the error `{id}` has no code"));
            None
        }
    }
}

fn timer<'x>(reader: &mut Reader<'x>, definition: Xml<'x>) -> Option<TimerDefinition> {
    let kinds = [("timeDate", TimerKind::Date), ("timeDuration", TimerKind::Duration), ("timeCycle", TimerKind::Cycle)];
    let found = kinds.iter().find_map(|&(tag, kind)| Some((kind, definition.child(tag)?.text()?)));
    let Some((kind, text)) = found else {
        reader.error(definition, "the timer has no date, duration or cycle");
        return None;
    };
    let timer = TimerDefinition { kind, text: reader.keep(definition, Text::read(&text))? };
    reader.keep(definition, timer.check())?;
    Some(timer)
}
