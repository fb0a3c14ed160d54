//! The invariants of ARCHITECTURE.md.

use crate::{Crate, SourceFile, Workspace};

/// A file past this usually holds two subjects.
const LINES_MAX: usize = 600;

pub(crate) fn each_file(workspace: &Workspace) -> impl Iterator<Item = (&Crate, &SourceFile)> {
    workspace.crates.iter().flat_map(|own| own.files.iter().map(move |file| (own, file)))
}

pub(crate) fn place(own: &Crate, file: &SourceFile) -> String {
    format!("crates/{}/{}", own.name, file.path)
}

/// Returns the lines of code, without comments, with their number.
pub(crate) fn code(file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    file.text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

pub(crate) fn only_store_names_a_driver(workspace: &Workspace) -> Vec<String> {
    let drivers = ["rusqlite", "tokio-postgres", "deadpool-postgres", "object_store"];
    workspace
        .crates
        .iter()
        .filter(|own| own.name != "store")
        .flat_map(|own| {
            let named = own.dependencies.iter().filter(|name| drivers.contains(&name.as_str()));
            named
                .map(|name| format!("crates/{}: names the driver {name}; only store does", own.name))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub(crate) fn sql_only_in_store_files(workspace: &Workspace) -> Vec<String> {
    let is_store = |path: &str| path.ends_with("/store.rs") || path.contains("/store/");
    let starts = ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "];
    each_file(workspace)
        .filter(|(own, file)| own.name != "store" && !is_store(&file.path))
        .flat_map(|(own, file)| {
            code(file)
                .filter(|(_, line)| starts.iter().any(|start| line.contains(start)))
                .map(|(number, _)| format!("{}:{number}: SQL belongs in store.rs or below store/", place(own, file)))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub(crate) fn http_only_in_routers_handlers_and_web(workspace: &Workspace) -> Vec<String> {
    let may = |own: &Crate, file: &SourceFile| {
        matches!(own.name.as_str(), "web" | "loket" | "test-kit")
            || file.path.ends_with("/router.rs")
            || file.path.contains("/handlers/")
            || file.path.ends_with("/handlers.rs")
    };
    each_file(workspace)
        .filter(|(own, file)| !may(own, file))
        .flat_map(|(own, file)| {
            code(file)
                .filter(|(_, line)| line.contains("axum::") || line.contains("tower_http::"))
                .map(|(number, _)| {
                    format!("{}:{number}: HTTP belongs in router.rs, handlers/ or web", place(own, file))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// `println!` panics when nobody reads what it says, whatever the command did by then.
pub(crate) fn only_output_prints(workspace: &Workspace) -> Vec<String> {
    each_file(workspace)
        .filter(|(own, file)| own.name == "loket" && file.path.starts_with("src/"))
        .flat_map(|(own, file)| {
            code(file)
                .filter(|(_, line)| ["println!(", "print!("].iter().any(|name| line.contains(name)))
                .map(|(number, _)| format!("{}:{number}: say it by output::say or say_aside", place(own, file)))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub(crate) fn pages_have_no_tables(workspace: &Workspace) -> Vec<String> {
    workspace
        .crates
        .iter()
        .filter(|own| matches!(own.name.as_str(), "portal" | "workplace" | "admin"))
        .flat_map(|own| {
            own.files
                .iter()
                .flat_map(|file| code(file).map(move |(number, line)| (file, number, line)))
                .filter(|(_, _, line)| names_a_table(line))
                .map(|(file, number, _)| {
                    format!("{}:{number}: pages call operations, never a table or our own API", place(own, file))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Decides whether a line has to do with SQL, or calls by HTTP.
fn names_a_table(line: &str) -> bool {
    let words = line.split(|one: char| !one.is_alphanumeric() && one != '_');
    words.into_iter().any(|word| matches!(word, "Sql" | "sql" | "sql_pair" | "STATEMENTS" | "SELECT" | "reqwest"))
}

pub(crate) fn domain_types_are_not_serialised(workspace: &Workspace) -> Vec<String> {
    each_file(workspace)
        .filter(|(_, file)| file.path == "src/domain.rs" || file.path.starts_with("src/domain/"))
        .flat_map(|(own, file)| {
            code(file)
                .filter(|(_, line)| line.contains("derive(") && line.contains("Serialize"))
                .map(|(number, _)| format!("{}:{number}: the wire has its own types", place(own, file)))
                .collect::<Vec<_>>()
        })
        .collect()
}

pub(crate) fn files_stay_small(workspace: &Workspace) -> Vec<String> {
    each_file(workspace)
        .filter(|(_, file)| file.lines > LINES_MAX)
        .map(|(own, file)| {
            format!("{}: has {} lines; give the second subject its own name", place(own, file), file.lines)
        })
        .collect()
}

pub(crate) fn nothing_is_left_unfinished(workspace: &Workspace) -> Vec<String> {
    let words = ["todo!(", "unimplemented!(", "// TODO", "// FIXME", "// XXX", "#[ignore"];
    each_file(workspace)
        .flat_map(|(own, file)| {
            file.text
                .lines()
                .enumerate()
                .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
                .map(|(index, _)| format!("{}:{}: finish it, or say in the issue why not", place(own, file), index + 1))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names_a_table;

    #[test]
    fn sql_in_pages_is_seen_however_it_is_imported() {
        let bad = [
            "use ::store::{Reader, Result, Sql, sql};",
            "static LIST: Sql = sql_pair(",
            "    \"SELECT uuid FROM zaak\",",
            "pub use store::STATEMENTS;",
            "let client = reqwest::Client::new();",
        ];
        let good = ["use ::store::Reader;", "use store::jobs;", "let sqlite = db.kind() == \"sqlite\";"];
        assert!(bad.iter().all(|line| names_a_table(line)));
        assert!(!good.iter().any(|line| names_a_table(line)));
    }
}
