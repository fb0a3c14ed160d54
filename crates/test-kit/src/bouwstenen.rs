//! The packages that come with Loket (`bouwstenen/` of this repository), as files. To install one whole is for who knows `packages`.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Returns the folder of a bouwsteen.
pub fn folder(key: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bouwstenen").join(key)
}

/// Reads a file of a bouwsteen: `bezwaarschrift/zaaktype.json`.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(folder(path)).unwrap_or_else(|error| panic!("bouwstenen/{path}: {error}"))
}

/// Reads a file of a bouwsteen as JSON.
pub fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("bouwstenen/{path}: {error}"))
}

/// Reads all files of a folder of a bouwsteen, with their names, in the order of those.
pub fn texts(path: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder(path)).unwrap().map(|entry| entry.unwrap().path());
    let name = |file: &Path| file.file_name().unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<_> = entries.map(|file| (name(&file), std::fs::read_to_string(&file).unwrap())).collect();
    files.sort();
    files
}
