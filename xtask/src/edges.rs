//! Who may depend on whom. Downwards is free, sideways is drawn here, upwards never. Adding an edge is a commit of its own.

use crate::Workspace;

/// From the bottom up; a crate may depend on all layers below its own.
pub(crate) const LAYERS: &[&[&str]] = &[
    &["values", "bpmn", "dmn", "feel", "form-logic", "openapi", "pdf"],
    &["store", "ui"],
    &["web"],
    &[
        "autorisaties",
        "diensten",
        "catalogi",
        "documenten",
        "zaken",
        "besluiten",
        "notificaties",
        "klanten",
        "objecten",
    ],
    &["process", "forms", "messages", "identity", "packages"],
    &["portal", "workplace", "admin"],
    &["loket"],
];

/// Sideways within a layer: the first may depend on the second. Standards: transitively too.
const SIDEWAYS: &[(&str, &str)] = &[
    ("bpmn", "feel"),
    ("dmn", "feel"),
    ("bpmn", "values"),
    ("dmn", "values"),
    ("feel", "values"),
    ("form-logic", "values"),
    ("pdf", "values"),
    ("diensten", "autorisaties"),
    ("catalogi", "autorisaties"),
    ("catalogi", "diensten"),
    ("documenten", "catalogi"),
    ("documenten", "autorisaties"),
    ("documenten", "diensten"),
    ("zaken", "documenten"),
    ("zaken", "catalogi"),
    ("zaken", "autorisaties"),
    ("zaken", "diensten"),
    ("besluiten", "zaken"),
    ("besluiten", "documenten"),
    ("besluiten", "catalogi"),
    ("besluiten", "autorisaties"),
    ("besluiten", "diensten"),
    ("notificaties", "besluiten"),
    ("notificaties", "autorisaties"),
    ("notificaties", "diensten"),
    ("klanten", "autorisaties"),
    ("objecten", "autorisaties"),
    ("forms", "process"),
    ("packages", "forms"),
    ("packages", "process"),
    ("packages", "messages"),
];

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

pub(crate) fn only_drawn_edges(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    // Where test-kit stands is in test_kit.rs.
    for own in workspace.crates.iter().filter(|own| own.name != "test-kit") {
        let Some(own_layer) = layer(&own.name) else {
            faults.push(format!("crates/{}: is in no layer of xtask/src/edges.rs", own.name));
            continue;
        };
        for other in &own.dependencies {
            let Some(other_layer) = layer(other) else { continue };
            let is_drawn = SIDEWAYS.contains(&(own.name.as_str(), other.as_str()));
            if other_layer > own_layer || (other_layer == own_layer && !is_drawn) {
                faults.push(format!("crates/{}: may not depend on {other}, see ARCHITECTURE.md", own.name));
            }
        }
    }
    faults
}
