//! Checks of the code itself: the rules of ARCHITECTURE.md, as tests. `cargo run -p xtask` prints what breaks them.

use std::process::ExitCode;

use xtask::{Workspace, check};

fn main() -> ExitCode {
    let workspace = match Workspace::read() {
        Ok(workspace) => workspace,
        Err(error) => {
            eprintln!("the workspace can't be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    let faults = check(&workspace);
    for fault in &faults {
        eprintln!("{fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
