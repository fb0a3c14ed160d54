//! The workspace as the rules see it: crates, their dependencies, their source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// All crates.
pub struct Workspace {
    /// By name.
    pub crates: Vec<Crate>,
}

/// One crate.
#[derive(Default)]
pub struct Crate {
    /// The name.
    pub name: String,
    /// What it depends on when it runs.
    pub dependencies: BTreeSet<String>,
    /// Those of them that a feature turns on.
    pub optional: BTreeSet<String>,
    /// What it depends on when it is built.
    pub build_dependencies: BTreeSet<String>,
    /// What its tests depend on, with the features that they turn on.
    pub dev_dependencies: BTreeMap<String, Vec<String>>,
    /// Its features, each with what it turns on.
    pub features: BTreeMap<String, Vec<String>>,
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
        let mut files = Vec::new();
        read_files(folder, &folder.join("src"), &mut files)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { files, ..Self::from_manifest(&name, &manifest) })
    }

    /// Reads what a manifest says of a crate; its files are not read.
    pub(crate) fn from_manifest(name: &str, manifest: &toml::Table) -> Self {
        let mut own = Self { name: name.to_owned(), ..Self::default() };
        own.add_dependencies(manifest);
        // What holds for one system only counts as well.
        let targets = manifest.get("target").and_then(toml::Value::as_table);
        for target in targets.into_iter().flat_map(|all| all.values()).filter_map(toml::Value::as_table) {
            own.add_dependencies(target);
        }
        let features = manifest.get("features").and_then(toml::Value::as_table);
        own.features = features.into_iter().flatten().map(|(name, value)| (name.clone(), texts(value))).collect();
        own
    }

    fn add_dependencies(&mut self, manifest: &toml::Table) {
        let of = |kind: &str| manifest.get(kind).and_then(toml::Value::as_table).into_iter().flatten();
        self.dependencies.extend(of("dependencies").map(|(name, _)| name.clone()));
        let is_optional = |value: &toml::Value| value.get("optional").and_then(toml::Value::as_bool) == Some(true);
        let optional = of("dependencies").filter(|(_, value)| is_optional(value));
        self.optional.extend(optional.map(|(name, _)| name.clone()));
        self.build_dependencies.extend(of("build-dependencies").map(|(name, _)| name.clone()));
        for (name, value) in of("dev-dependencies") {
            self.dev_dependencies.insert(name.clone(), value.get("features").map(texts).unwrap_or_default());
        }
    }
}

fn texts(value: &toml::Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
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
