//! The files of a package, wherever they come from.

use std::collections::BTreeMap;
use std::path::Path;

use forms::FormFiles;
use sha2::{Digest, Sha256};

use crate::PackageError;
use crate::manifest::{self, Manifest};
use crate::zip;

/// A package that was read but not checked.
#[derive(Debug)]
pub struct Bouwsteen {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Paths inside the package with `/`, and their text.
    files: BTreeMap<String, String>,
}

/// More than any package needs; past it somebody gave us another folder or zip.
pub(crate) const FILES_MAX: usize = 1000;

impl Bouwsteen {
    /// Reads a package from a folder, or from a zip of one.
    ///
    /// # Errors
    /// When a file can't be read, or there is no valid `bouwsteen.toml`.
    pub fn read(path: &Path) -> Result<Self, PackageError> {
        if path.is_dir() {
            return Self::read_folder(path);
        }
        let io = |source| PackageError::Io { path: path.display().to_string(), source };
        Self::from_files(zip::read(std::fs::File::open(path).map_err(io)?)?)
    }

    /// Reads a package from a folder.
    ///
    /// # Errors
    /// When a file can't be read, or there is no valid `bouwsteen.toml`.
    pub fn read_folder(folder: &Path) -> Result<Self, PackageError> {
        let mut files = BTreeMap::new();
        read_into(folder, "", &mut files)?;
        Self::from_files(files)
    }

    /// Makes a package from files that are at hand: those that are embedded in the program, or come out of a zip.
    ///
    /// # Errors
    /// [`PackageError::Invalid`] when there is no valid `bouwsteen.toml`.
    pub fn from_files(files: BTreeMap<String, String>) -> Result<Self, PackageError> {
        let text = files
            .get("bouwsteen.toml")
            .ok_or_else(|| PackageError::Invalid(vec!["bouwsteen.toml: is missing".to_owned()]))?;
        let manifest = manifest::parse(text).map_err(|fault| PackageError::Invalid(vec![fault]))?;
        Ok(Self { manifest, files })
    }

    /// Returns the text of a file.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Returns the files in a folder of the package: the name without the folder, and the text.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter_map(move |(path, text)| Some((path.strip_prefix(folder)?.strip_prefix('/')?, text.as_str())))
    }

    /// Returns the forms, each with the files of its export.
    pub(crate) fn forms(&self) -> Vec<FormFiles> {
        let mut slugs: Vec<&str> = self.folder("formulieren").filter_map(|(path, _)| path.split('/').next()).collect();
        slugs.dedup();
        let text = |slug: &str, name: &str| self.file(&format!("formulieren/{slug}/{name}")).unwrap_or("[]").to_owned();
        slugs
            .into_iter()
            .map(|slug| FormFiles {
                slug: slug.to_owned(),
                forms: text(slug, "forms.json"),
                form_steps: text(slug, "formSteps.json"),
                form_definitions: text(slug, "formDefinitions.json"),
                form_logic: text(slug, "formLogic.json"),
                form_variables: text(slug, "formVariables.json"),
                loket: text(slug, "loket.json"),
            })
            .collect()
    }

    /// Returns the processes: the name of the file, the model and its koppelingen.
    pub(crate) fn processes(&self) -> Vec<(&str, &str, &str)> {
        self.folder("processen")
            .filter_map(|(name, xml)| {
                let key = name.strip_suffix(".bpmn")?;
                let koppelingen = self.file(&format!("processen/{key}.koppelingen.json")).unwrap_or("[]");
                Some((name, xml, koppelingen))
            })
            .collect()
    }

    /// Returns a fingerprint of all files: the same content gives the same one.
    pub(crate) fn hash(&self) -> String {
        use std::fmt::Write as _;
        let mut hasher = Sha256::new();
        for (path, text) in &self.files {
            for part in [path.as_bytes(), text.as_bytes()] {
                hasher.update((part.len() as u64).to_be_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing to a string can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

fn read_into(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), PackageError> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |source| PackageError::Io { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if files.len() >= FILES_MAX {
            return Err(PackageError::Invalid(vec![format!("there are more than {FILES_MAX} files")]));
        }
        if path.is_dir() {
            read_into(&path, &inside, files)?;
        } else if !name.starts_with('.') {
            files.insert(inside, std::fs::read_to_string(&path).map_err(io(&path))?);
        }
    }
    Ok(())
}
