//! Embeds the migrations in the order of their names. Each is known by its whole name, also where two share a number.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder migrations/ is part of the project")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sql"))
        .collect();
    files.sort();
    let mut text = String::from("/// All migrations, in order.\npub const MIGRATIONS: &[Migration] = &[\n");
    for file in files {
        let name = file.file_stem().expect("a file has a name").to_string_lossy();
        let path = file.canonicalize().expect("the file exists");
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(text, "    Migration {{ name: {name:?}, text: include_str!({:?}) }},", path.display().to_string())
            .expect("writing to a string");
    }
    text.push_str("];\n");
    let target = Path::new(&std::env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("migrations.rs");
    std::fs::write(target, text).expect("OUT_DIR is writable");
}
