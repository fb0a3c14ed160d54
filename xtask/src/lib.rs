//! The rules about the code, so that a review can be about the design.
//!
//! Each rule is a function from the workspace to lines that say what breaks it. The rules are those of ARCHITECTURE.md.

mod edges;
mod effects;
mod purity;
mod rules;
mod test_kit;
mod workspace;

pub use workspace::{Crate, SourceFile, Workspace};

/// Returns every line that breaks a rule.
pub fn check(workspace: &Workspace) -> Vec<String> {
    let rules: [fn(&Workspace) -> Vec<String>; 15] = [
        edges::only_drawn_edges,
        test_kit::only_for_tests_and_in_its_place,
        rules::only_store_names_a_driver,
        rules::sql_only_in_store_files,
        rules::http_only_in_routers_handlers_and_web,
        purity::pure_crates_are_pure,
        effects::the_network_has_few_doors,
        effects::mail_leaves_from_a_job,
        effects::no_call_while_a_transaction_is_open,
        effects::readers_do_not_write,
        rules::only_output_prints,
        rules::pages_have_no_tables,
        rules::domain_types_are_not_serialised,
        rules::files_stay_small,
        rules::nothing_is_left_unfinished,
    ];
    rules.iter().flat_map(|rule| rule(workspace)).collect()
}
