//! Putting models, decision tables and templates of a package in place.

use ::store::Tx;

use crate::koppeling::{self, Koppeling};
use crate::{ProcessError, actions, store};

/// Returns every fault of a process and its koppelingen, in words for the maker of the package.
pub fn check_process(xml: &str, koppelingen: &str) -> Vec<String> {
    let parsed = bpmn::parse(xml);
    let mut faults: Vec<String> = parsed
        .findings
        .iter()
        .filter(|finding| finding.severity == bpmn::Severity::Error)
        .map(|finding| {
            let element = finding.element_id.as_deref().unwrap_or("the file");
            format!("line {}, {element}: {}", finding.line, finding.message)
        })
        .collect();
    let koppelingen = match koppeling::parse(koppelingen) {
        Ok(koppelingen) => koppelingen,
        Err(fault) => {
            faults.push(fault);
            return faults;
        }
    };
    for (activity, koppeling) in &koppelingen {
        let node = parsed.models.iter().find_map(|model| model.node(activity));
        let Some(node) = node else {
            if !parsed.models.is_empty() {
                faults.push(format!("koppelingen: there is no activity {activity}"));
            }
            continue;
        };
        let is_user_task = node.kind == bpmn::NodeKind::UserTask;
        match koppeling {
            Koppeling::Formulier { .. } | Koppeling::Klanttaak { .. } if !is_user_task => {
                faults.push(format!("koppelingen: {activity} is no user task"));
            }
            Koppeling::Formulier { toelichting: Some(text), .. }
            | Koppeling::Klanttaak { toelichting: Some(text), .. } => faults.extend(check_feel(activity, text)),
            Koppeling::Actie { actie, eigenschappen } => {
                if is_user_task {
                    faults.push(format!("koppelingen: {activity} is a user task, it can't have an action"));
                }
                if !actions::NAMES.contains(&actie.as_str()) {
                    faults.push(format!("koppelingen: {activity} asks for the unknown action {actie}"));
                }
                for text in eigenschappen.values().filter_map(serde_json::Value::as_str) {
                    faults.extend(check_feel(activity, text));
                }
            }
            _ => {}
        }
    }
    for node in parsed.models.iter().flat_map(bpmn::Model::nodes) {
        let needs =
            matches!(node.kind, bpmn::NodeKind::UserTask | bpmn::NodeKind::ServiceTask | bpmn::NodeKind::SendTask);
        if needs && !koppelingen.contains_key(&node.id) {
            faults.push(format!("koppelingen: {} has none", node.id));
        }
    }
    faults
}

fn check_feel(activity: &str, text: &str) -> Option<String> {
    let expression = text.strip_prefix('=')?;
    feel::parse(expression).err().map(|error| format!("koppelingen: {activity}: {error}"))
}

/// Installs a process as its newest version. The same model and koppelingen again change nothing.
///
/// # Errors
/// [`ProcessError::Invalid`] with every fault.
pub async fn install_proces(tx: &mut Tx, xml: &str, koppelingen: &str) -> Result<(), ProcessError> {
    let faults = check_process(xml, koppelingen);
    if !faults.is_empty() {
        return Err(ProcessError::Invalid(faults));
    }
    for model in bpmn::parse(xml).models {
        store::insert_model(tx, model.id(), xml, koppelingen).await?;
    }
    Ok(())
}

/// Installs a file of decision tables. The same file again changes nothing.
///
/// # Errors
/// [`ProcessError::Invalid`] with every fault.
pub async fn install_beslistabel(tx: &mut Tx, xml: &str) -> Result<(), ProcessError> {
    let parsed = dmn::parse(xml);
    let faults: Vec<String> = parsed
        .findings
        .iter()
        .filter(|finding| finding.severity == dmn::Severity::Error)
        .map(|finding| format!("line {}: {}", finding.line, finding.message))
        .collect();
    if !faults.is_empty() {
        return Err(ProcessError::Invalid(faults));
    }
    for decision in &parsed.decisions {
        store::insert_beslistabel(tx, &decision.id, xml).await?;
    }
    Ok(())
}

/// Installs the text of a template, for one zaaktype (identificatie) or, with an empty one, for all.
///
/// # Errors
/// When the database fails.
pub async fn install_sjabloon(tx: &mut Tx, zaaktype: &str, naam: &str, tekst: &str) -> Result<(), ProcessError> {
    Ok(store::insert_sjabloon(tx, zaaktype, naam, tekst).await?)
}
