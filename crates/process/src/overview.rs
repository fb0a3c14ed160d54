//! What staff sees of a process: the drawing with its current step, and the history.

use std::sync::Arc;

use ::store::Reader;
use bpmn::Event;
use jiff::Timestamp;
use values::Id;
use zaken::Zaak;

use crate::run::{self, Proces};
use crate::store::{self, CommandHistory};
use crate::{Instantie, ProcessError};

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
    /// The name of who did it: of the task of a person, or of who set the process off; empty for a step of the process itself.
    pub actor: String,
    /// How many lines of the audit trail came before it at this moment; none for what was done before this was kept.
    pub place: Option<usize>,
}

/// The newest process of a zaak, with all that happened in it.
struct Loaded {
    instantie: Instantie,
    proces: Arc<Proces>,
    commands: Vec<CommandHistory>,
}

async fn load(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Loaded>, ProcessError> {
    let Some(instantie) = store::find_newest_instantie(db, zaak).await? else { return Ok(None) };
    let proces = run::load_proces(db, instantie.model).await?;
    let commands = store::list_history(db, instantie.uuid).await?;
    Ok(Some(Loaded { instantie, proces, commands }))
}

/// Returns the drawing and the history of the newest process of a zaak, if it has one.
///
/// # Errors
/// When the database fails or the model can't be read.
pub async fn overview(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<(Diagram, Vec<HistoryLine>)>, ProcessError> {
    let Some(loaded) = load(db, zaak).await? else { return Ok(None) };
    let lines = lines_of(&loaded);
    Ok(Some((diagram_of(db, loaded).await?, lines)))
}

/// Returns the drawing of the newest process of a zaak, if it has one.
///
/// # Errors
/// When the database fails or the model can't be read.
pub async fn diagram(db: &mut Reader, zaak: Id<Zaak>) -> Result<Option<Diagram>, ProcessError> {
    match load(db, zaak).await? {
        Some(loaded) => Ok(Some(diagram_of(db, loaded).await?)),
        None => Ok(None),
    }
}

/// Returns the history of the newest process of a zaak, newest first.
///
/// # Errors
/// When the database fails or the model can't be read.
pub async fn history(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<HistoryLine>, ProcessError> {
    Ok(load(db, zaak).await?.as_ref().map(lines_of).unwrap_or_default())
}

async fn diagram_of(db: &mut Reader, loaded: Loaded) -> Result<Diagram, ProcessError> {
    let Loaded { instantie, proces, commands } = loaded;
    let model = &proces.model;
    let label = |node: &str| model.node(node).map_or_else(|| node.to_owned(), |node| node.label().to_owned());
    // A sub-process is where its own steps are.
    let is_around = |node: &str| model.node(node).is_some_and(|node| matches!(node.kind, bpmn::NodeKind::SubProcess));
    let mut done: Vec<String> = Vec::new();
    for event in commands.into_iter().flat_map(|command| command.events) {
        if let Event::ElementCompleted { node, .. } = event
            && !done.contains(&node)
        {
            done.push(node);
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
    Ok(Diagram {
        naam: model.name().unwrap_or(model.id()).to_owned(),
        current_labels: current.iter().filter(|node| !is_around(node)).map(|node| label(node)).collect(),
        xml: store::read_model(db, instantie.model).await?.xml,
        current,
        done,
        incidents,
    })
}

fn lines_of(loaded: &Loaded) -> Vec<HistoryLine> {
    let model = &loaded.proces.model;
    let is_task = |node: &str| model.node(node).is_some_and(|node| node.kind.as_str().ends_with("Task"));
    let is_of_person = |node: &str| model.node(node).is_some_and(|node| matches!(node.kind, bpmn::NodeKind::UserTask));
    let mut lines = Vec::new();
    for command in &loaded.commands {
        for (index, event) in command.events.iter().enumerate() {
            let (what, node) = match event {
                Event::InstanceStarted { .. } => ("started", ""),
                Event::ElementCompleted { node, .. } if is_task(node) => ("activity", node.as_str()),
                Event::IncidentRaised { node, .. } => ("incident", node.as_str()),
                Event::InstanceCompleted => ("ended", ""),
                Event::InstanceCancelled { .. } => ("cancelled", ""),
                _ => continue,
            };
            let label = model.node(node).map(bpmn::Node::label).filter(|label| !label.is_empty()).unwrap_or(node);
            lines.push(HistoryLine {
                at: command.at,
                what,
                label: label.to_owned(),
                actor: if what == "started" || is_of_person(node) { command.actor_naam.clone() } else { String::new() },
                place: command.places.get(index).copied(),
            });
        }
    }
    lines.reverse();
    lines
}
