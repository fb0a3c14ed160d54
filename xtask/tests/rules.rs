//! The code keeps the rules of ARCHITECTURE.md.

#[test]
fn the_code_keeps_its_rules() {
    let faults = xtask::check(&xtask::Workspace::read().expect("the workspace can be read"));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
