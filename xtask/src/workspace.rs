//! The workspace as the rules see it: crates, their dependencies, their source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// All crates.
pub struct Workspace {
    /// By name.
    pub crates: Vec<Crate>,
}

/// One crate.
pub struct Crate {
    /// The name.
    pub name: String,
    /// What it depends on when it runs.
    pub dependencies: BTreeSet<String>,
    /// Its Rust files below `src/`.
    pub files: Vec<SourceFile>,
}

/// One file.
pub struct SourceFile {
    /// The path inside the crate, such as `src/lib.rs`.
    pub path: String,
    /// Its text without the tests at its end.
    pub text: String,
    /// Lines, tests included.
    pub lines: usize,
}

impl Workspace {
    /// Reads the crates of this workspace.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn read() -> std::io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
        let mut folders: Vec<PathBuf> =
            std::fs::read_dir(root)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        folders.sort();
        let crates = folders.iter().map(|folder| Crate::read(folder)).collect::<std::io::Result<_>>()?;
        Ok(Self { crates })
    }
}

impl Crate {
    fn read(folder: &Path) -> std::io::Result<Self> {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml"))?;
        let manifest: toml::Table = manifest.parse().map_err(std::io::Error::other)?;
        let dependencies = manifest
            .get("dependencies")
            .and_then(toml::Value::as_table)
            .map(|table| table.keys().cloned().collect())
            .unwrap_or_default();
        let mut files = Vec::new();
        read_files(folder, &folder.join("src"), &mut files)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, dependencies, files })
    }
}

fn read_files(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_files(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let whole = std::fs::read_to_string(&path)?;
            let text = whole.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
            let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path: inside, lines: whole.lines().count(), text });
        }
    }
    Ok(())
}
