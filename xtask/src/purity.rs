//! The engines and values are pure: no I/O, no clock, no chance. Invariant 3 of ARCHITECTURE.md.

use crate::Workspace;
use crate::rules::{code, place};

/// The pure crates, and all that each may depend on. Whoever adds a name has looked at what it does: it reads no files, no clock, no network.
const PURE: &[(&str, &[&str])] = &[
    ("values", &["jiff", "serde", "thiserror", "uuid"]),
    ("feel", &["jiff", "rust_decimal", "serde_json", "thiserror", "values"]),
    ("bpmn", &["feel", "jiff", "roxmltree", "serde", "serde_json", "thiserror", "values"]),
    ("dmn", &["feel", "jiff", "roxmltree", "serde_json", "thiserror"]),
    ("form-logic", &["jiff", "serde", "serde_json", "thiserror", "values"]),
];

/// What no line of a pure crate names.
const BANNED: &[&str] = &[
    "async fn",
    "async move",
    ".await",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "rand::",
    "getrandom",
    "static mut",
    "thread_local!",
    "println!",
    "eprintln!",
    "dbg!",
    "include_bytes!",
    "extern \"C\"",
];

/// The parts of `std` that reach outside.
const BANNED_STD: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread"];

pub(crate) fn pure_crates_are_pure(workspace: &Workspace) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, allowed) in PURE {
        let Some(own) = workspace.crates.iter().find(|own| own.name == *name) else {
            faults.push(format!("crates/{name}: is on the list of pure crates and does not exist"));
            continue;
        };
        let strangers = own.dependencies.iter().filter(|dependency| !allowed.contains(&dependency.as_str()));
        faults.extend(strangers.map(|dependency| {
            format!("crates/{name}: is pure, {dependency} is not on its list in xtask/src/purity.rs")
        }));
        for file in &own.files {
            for (number, line) in code(file) {
                if let Some(word) = banned(line) {
                    faults.push(format!("{}:{number}: a pure crate has no `{word}`", place(own, file)));
                }
            }
        }
    }
    faults
}

/// Returns what a line may not name, also when it is imported in a group.
fn banned(line: &str) -> Option<String> {
    if let Some(word) = BANNED.iter().find(|word| names(line, word)) {
        return Some((*word).to_owned());
    }
    line.match_indices("std::").find_map(|(at, found)| {
        let behind = line.get(at + found.len()..)?;
        let is_name = |one: char| one.is_alphanumeric() || one == '_';
        let named = match behind.strip_prefix('{') {
            // What is behind a name in a group (`collections::HashMap`) is of that name.
            Some(group) => {
                group.split(',').map(|one| one.trim().split(|one| !is_name(one)).next().unwrap_or("")).collect()
            }
            None => vec![behind.split(|one| !is_name(one)).next().unwrap_or("")],
        };
        BANNED_STD.iter().find(|part| named.contains(part)).map(|part| format!("std::{part}"))
    })
}

/// Decides whether a line has this word, and not as the end of a longer one (`Operand::` is no `rand::`).
fn names(line: &str, word: &str) -> bool {
    let is_end_of_other = |at: usize| line[..at].ends_with(|one: char| one.is_alphanumeric() || one == '_');
    line.match_indices(word).any(|(at, _)| !word.starts_with(char::is_alphanumeric) || !is_end_of_other(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_outside_is_seen_however_it_is_written() {
        let cases = [
            ("use std::fs;", Some("std::fs")),
            ("use std::{collections::HashMap, io::Read};", Some("std::io")),
            ("let now = Timestamp::now();", Some("Timestamp::now")),
            ("pub async fn run() {", Some("async fn")),
            ("use std::collections::{BTreeMap, HashMap};", None),
            ("use std::{fmt, iter, ops::Not};", None),
            ("use std::time::Duration;", None),
            ("let roll = rand::random();", Some("rand::")),
            ("Operand::Number(1)", None),
            ("let answer = (step)().await;", Some(".await")),
        ];
        for (line, expected) in cases {
            assert_eq!(banned(line).as_deref(), expected, "{line}");
        }
    }
}
