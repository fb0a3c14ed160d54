//! What staff sees of a process: the drawing with its current step, and the history.

use std::collections::HashMap;

use ::store::Reader;
use bpmn::Event;
use jiff::Timestamp;
use values::Id;
use zaken::Zaak;

use crate::{ProcessError, store};

/// The drawing of a process with what happens in it.
#[derive(Debug, Clone)]
pub struct Diagram {
    /// The name of the process.
    pub naam: String,
    /// The model, as it was installed.
    pub xml: String,
    /// Elements that are being carried out.
    pub current: Vec<String>,
    /// The names of those elements.
    pub current_labels: Vec<String>,
    /// Elements that were carried out.
    pub done: Vec<String>,
    /// What stands still, and why.
    pub incidents: Vec<Incident>,
}

/// Something that can't go on without help.
#[derive(Debug, Clone)]
pub struct Incident {
    /// The instance it is in.
    pub instantie: uuid::Uuid,
    /// The token, to try it again by.
    pub token: bpmn::TokenId,
    /// The name of the element.
    pub label: String,
    /// What went wrong.
    pub message: String,
}

/// One line of the history of a process.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// What: `started`, `activity`, `ended`, `cancelled` or `incident`.
    pub what: &'static str,
    /// The name of the element; empty for the process itself.
    pub label: String,
    /// The name of who set it off.
    pub actor: String,
}

/// Returns the drawing of the newest process of a zaak, if it has one.
///
/// # Errors
/// When the database fails or the model can't be read.
pub async fn diagram(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Diagram>, ProcessError> {
    let Some(instantie) = store::find_newest_instantie(db, zaak).await? else { return Ok(None) };
    let row = store::read_model(db, instantie.model).await?;
    let parsed = bpmn::parse(&row.xml);
    let model = parsed.models.iter().find(|model| model.id() == row.key);
    let label = |node: &str| {
        model.and_then(|model| model.node(node)).map_or_else(|| node.to_owned(), |node| node.label().to_owned())
    };
    let mut done: Vec<String> = Vec::new();
    for command in store::list_history(db, instantie.uuid).await? {
        for event in command.events {
            if let Event::ElementCompleted { node, .. } = event
                && !done.contains(&node)
            {
                done.push(node);
            }
        }
    }
    let current: Vec<String> = instantie.state.active_nodes().into_iter().map(|(_, node)| node.to_owned()).collect();
    let incidents = instantie
        .state
        .incidents()
        .map(|(token, node, message)| Incident {
            instantie: instantie.uuid.uuid(),
            token,
            label: label(node),
            message: message.to_owned(),
        })
        .collect();
    Ok(Some(Diagram {
        naam: model.and_then(bpmn::Model::name).unwrap_or(&row.key).to_owned(),
        current_labels: current.iter().map(|node| label(node)).collect(),
        xml: row.xml,
        current,
        done,
        incidents,
    }))
}

/// Returns the history of the newest process of a zaak, newest first.
///
/// # Errors
/// When the database fails or the model can't be read.
pub async fn history(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<HistoryLine>, ProcessError> {
    let Some(instantie) = store::find_newest_instantie(db, zaak).await? else { return Ok(Vec::new()) };
    let row = store::read_model(db, instantie.model).await?;
    let parsed = bpmn::parse(&row.xml);
    let labels: HashMap<&str, &str> = parsed
        .models
        .iter()
        .filter(|model| model.id() == row.key)
        .flat_map(bpmn::Model::nodes)
        .filter(|node| !node.label().is_empty())
        .map(|node| (node.id.as_str(), node.label()))
        .collect();
    let is_task = |node: &str| {
        parsed.models.iter().find_map(|model| model.node(node)).is_some_and(|node| node.kind.as_str().ends_with("Task"))
    };
    let mut lines = Vec::new();
    for command in store::list_history(db, instantie.uuid).await? {
        for event in &command.events {
            let (what, node) = match event {
                Event::InstanceStarted { .. } => ("started", ""),
                Event::ElementCompleted { node, .. } if is_task(node) => ("activity", node.as_str()),
                Event::IncidentRaised { node, .. } => ("incident", node.as_str()),
                Event::InstanceCompleted => ("ended", ""),
                Event::InstanceCancelled { .. } => ("cancelled", ""),
                _ => continue,
            };
            let label = labels.get(node).copied().unwrap_or(node).to_owned();
            lines.push(HistoryLine { at: command.at, what, label, actor: command.actor_naam.clone() });
        }
    }
    lines.reverse();
    Ok(lines)
}
