//! Where test-kit stands: what it may need, who may use which part of it, and that nothing that runs depends on it.

use std::collections::BTreeSet;

use crate::edges::LAYERS;
use crate::{Crate, Workspace};

const NAME: &str = "test-kit";

/// What of our own each feature needs; the first line is what it needs without any.
const NEEDS: &[(&str, &[&str])] = &[
    ("", &["store", "values"]),
    ("apis", &["autorisaties", "catalogi", "diensten", "ui", "web"]),
    ("pages", &["identity", "ui", "web"]),
];

/// Crates that a feature needs and that use it all the same: for tests that see such a crate from outside, in its `tests/`, that is no circle.
/// Each is here with the reason that it can't be avoided.
const CIRCLES: &[(&str, &str)] = &[
    // The tests of both call the APIs as applications do, on the sample catalogus.
    ("autorisaties", "apis"),
    ("catalogi", "apis"),
];

/// What changes most, and what nearly all else stands on. test-kit reaches neither, by whatever way: then a change there would compile the
/// tests of all crates anew.
const OUT_OF_REACH: &[&str] = &["documenten", "zaken"];

pub(crate) fn only_for_tests_and_in_its_place(workspace: &Workspace) -> Vec<String> {
    let Some(kit) = workspace.crates.iter().find(|own| own.name == NAME) else {
        return vec![format!("crates/{NAME}: does not exist")];
    };
    let ours: BTreeSet<&str> = workspace.crates.iter().map(|own| own.name.as_str()).collect();
    let mut faults = strangers(kit, &ours);
    let reached = reach(kit, &workspace.crates);
    let wrong = OUT_OF_REACH.iter().filter(|name| reached.contains(*name));
    faults.extend(
        wrong.map(|name| format!("crates/{NAME}: reaches {name}, which no test may compile for another crate")),
    );
    for own in workspace.crates.iter().filter(|own| own.name != NAME) {
        faults.extend(uses(own));
    }
    faults
}

/// Returns all that a crate depends on, near and far.
fn reach<'a>(from: &'a Crate, crates: &'a [Crate]) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = from.dependencies.iter().map(String::as_str).collect();
    while let Some(name) = next.pop() {
        if reached.insert(name) {
            let own = crates.iter().filter(|own| own.name == name);
            next.extend(own.flat_map(|own| own.dependencies.iter()).map(String::as_str));
        }
    }
    reached
}

/// What test-kit needs and may not.
fn strangers(kit: &Crate, ours: &BTreeSet<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let always = NEEDS[0].1;
    for name in kit.dependencies.iter().filter(|name| ours.contains(name.as_str())) {
        let is_optional = kit.optional.contains(name);
        if !is_optional && !always.contains(&name.as_str()) {
            faults.push(format!("crates/{NAME}: {name} is for a feature, or for the tests that hand it in"));
        }
    }
    for (feature, turned_on) in &kit.features {
        let allowed = NEEDS.iter().find(|(name, _)| name == feature).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            faults.push(format!("crates/{NAME}: the feature {feature} is not in xtask/src/test_kit.rs"));
            continue;
        };
        let needed = turned_on.iter().filter_map(|one| one.strip_prefix("dep:"));
        let wrong = needed.filter(|name| ours.contains(name) && !allowed.contains(name));
        faults.extend(wrong.map(|name| format!("crates/{NAME}: the feature {feature} may not need {name}")));
    }
    faults
}

/// How a crate uses test-kit and may not.
fn uses(own: &Crate) -> Vec<String> {
    let mut faults = Vec::new();
    if own.dependencies.contains(NAME) || own.build_dependencies.contains(NAME) {
        faults.push(format!("crates/{}: {NAME} is a dev-dependency only", own.name));
    }
    let Some(features) = own.dev_dependencies.get(NAME) else { return faults };
    let name = own.name.as_str();
    // The lowest layer is of libraries that a stranger could use without Loket.
    let is_below = LAYERS[0].contains(&name) || NEEDS[0].1.contains(&name);
    if is_below {
        faults.push(format!("crates/{name}: has tests/support of its own; {NAME} stands above it"));
    }
    for feature in features {
        let needs = NEEDS.iter().find(|(one, _)| one == feature).map_or(&[][..], |(_, needs)| needs);
        if needs.contains(&name) && !CIRCLES.contains(&(name, feature.as_str())) {
            faults.push(format!("crates/{name}: the feature {feature} of {NAME} stands above it"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(manifest: &str) -> Crate {
        Crate::from_manifest("x", &manifest.parse().unwrap())
    }

    #[test]
    fn it_is_a_dev_dependency_of_what_is_above_it() {
        // manifest of crate x, the crate's real name, faults
        let cases = [
            ("[dev-dependencies]\ntest-kit.workspace = true", "web", 0),
            ("[dev-dependencies]\ntest-kit = { workspace = true, features = [\"apis\"] }", "zaken", 0),
            ("[dev-dependencies]\ntest-kit = { workspace = true, features = [\"apis\"] }", "catalogi", 0),
            ("[dev-dependencies]\ntest-kit = { workspace = true, features = [\"apis\"] }", "web", 1),
            ("[dev-dependencies]\ntest-kit.workspace = true", "store", 1),
            ("[dev-dependencies]\ntest-kit.workspace = true", "feel", 1),
            ("[dependencies]\ntest-kit.workspace = true", "loket", 1),
            ("[build-dependencies]\ntest-kit.workspace = true", "loket", 1),
            ("[target.'cfg(unix)'.dependencies]\ntest-kit.workspace = true", "loket", 1),
        ];
        for (manifest, name, expected) in cases {
            let own = Crate { name: name.into(), ..named(manifest) };
            assert_eq!(uses(&own).len(), expected, "{name}: {manifest}");
        }
    }

    #[test]
    fn what_a_crate_reaches_is_found_however_far() {
        let depends = |name: &str, on: &str| Crate {
            name: name.into(),
            ..named(&format!("[dependencies]\n{on}.workspace = true"))
        };
        let crates = [depends(NAME, "identity"), depends("identity", "process"), depends("process", "zaken")];
        assert_eq!(reach(&crates[0], &crates), BTreeSet::from(["identity", "process", "zaken"]));
    }

    #[test]
    fn it_needs_nothing_from_zaken_up() {
        let ours = BTreeSet::from(["store", "values", "web", "catalogi", "zaken"]);
        let cases = [
            ("[dependencies]\nstore.workspace = true\naxum.workspace = true", 0),
            ("[dependencies]\nweb.workspace = true", 1),
            (
                "[features]\napis = [\"dep:catalogi\"]\n[dependencies]\ncatalogi = { workspace = true, optional = true }",
                0,
            ),
            ("[features]\napis = [\"dep:zaken\"]\n[dependencies]\nzaken = { workspace = true, optional = true }", 1),
            ("[features]\nmore = [\"dep:web\"]\n[dependencies]\nweb = { workspace = true, optional = true }", 1),
        ];
        for (manifest, expected) in cases {
            assert_eq!(strangers(&named(manifest), &ours).len(), expected, "{manifest}");
        }
    }
}
