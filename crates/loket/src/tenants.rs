//! The municipalities of this installation: which there are, and opening their databases.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use store::{Clock, Db, Files, Gemeente, Location};
use values::Actor;

use crate::config::StoreConfig;

/// One municipality in `gemeenten.toml`: nothing but how to find it. All else is in its database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The short name: also the name of its folder and schema.
    pub key: String,
    /// The host names that its pages are served on.
    pub hosts: Vec<String>,
    /// Scheme and host for the URLs that subscribers are told, whichever host name was called: `https://mijn.denhaag.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its own PostgreSQL database, by name, on the server of the installation. Without one it is a schema of the database that all share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Made for a demonstration, in which anybody may be anybody: only such a one is served by `loket demo`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// Where else its APIs are or were known, such as `https://oud.example.nl` or `https://api.example.nl/loket`: a URL below one of these in a
    /// body or a filter is one of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bekend_als: Vec<String>,
}

impl Entry {
    /// A municipality at these host names, and nothing more said of it.
    pub fn new(key: impl Into<String>, hosts: Vec<String>) -> Self {
        Self { key: key.into(), hosts, url: None, database: None, demo: false, bekend_als: Vec::new() }
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Registry {
    #[serde(default)]
    gemeente: Vec<Entry>,
}

/// A municipality whose database is open.
#[derive(Clone)]
pub struct Opened {
    /// How to find it.
    pub entry: Entry,
    /// Its database.
    pub db: Db,
}

fn registry_path(store: &StoreConfig) -> PathBuf {
    store.data.join("gemeenten.toml")
}

/// Looks whether documents can be stored, when that is not on a disk of ours.
///
/// # Errors
/// When they can't; the message names the key that is wrong.
pub async fn check_documenten(store: &StoreConfig) -> anyhow::Result<()> {
    if let Some(cloud) = &store.cloud {
        cloud.check().await?;
    }
    Ok(())
}

/// Returns the municipalities that were set up.
///
/// # Errors
/// When the list can't be read.
pub fn list(store: &StoreConfig) -> anyhow::Result<Vec<Entry>> {
    let path = registry_path(store);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let registry: Registry = toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    Ok(registry.gemeente)
}

/// Opens the databases of all municipalities and brings them up to date.
///
/// # Errors
/// When one of them can't be opened: better no start than a municipality that is missing.
pub async fn open_all(store: &StoreConfig) -> anyhow::Result<Vec<Opened>> {
    let mut opened = Vec::new();
    for entry in list(store)? {
        let db = open(store, &entry).await?;
        opened.push(Opened { entry, db });
    }
    Ok(opened)
}

/// Opens the municipality that was named. Without a name it is the only one, or the one that answers at `localhost`, as in the demo.
///
/// # Errors
/// When there is no such municipality, it is not clear which one is meant, or its database can't be opened.
pub async fn open_one(store: &StoreConfig, key: Option<&str>) -> anyhow::Result<Opened> {
    let known = list(store)?;
    let entry = choose(&known, key).map_err(|fault| fault.context(format!("looking in {}", store.data.display())))?;
    let db = open(store, entry).await?;
    Ok(Opened { entry: entry.clone(), db })
}

fn choose<'a>(known: &'a [Entry], key: Option<&str>) -> anyhow::Result<&'a Entry> {
    let names: Vec<&str> = known.iter().map(|entry| entry.key.as_str()).collect();
    let names = names.join(", ");
    match (key, known) {
        (_, []) => {
            anyhow::bail!("there is no municipality yet: add one with `loket tenant add`, or start `loket demo`")
        }
        (Some(key), _) => known
            .iter()
            .find(|entry| entry.key == key)
            .ok_or_else(|| anyhow::anyhow!("there is no municipality `{key}`; there is: {names}")),
        (None, [only]) => Ok(only),
        (None, _) => known
            .iter()
            .find(|entry| entry.hosts.iter().any(|host| host == "localhost"))
            .ok_or_else(|| anyhow::anyhow!("name the municipality with --tenant; there is: {names}")),
    }
}

async fn open(store: &StoreConfig, entry: &Entry) -> anyhow::Result<Db> {
    let key = entry.key.as_str();
    let folder = store.data.join("gemeenten").join(key);
    create_private(&folder)?;
    let location = match (&store.database, &entry.database) {
        (None, _) => Location::File(folder.join("loket.sqlite")),
        (Some(url), own) => Location::Server {
            url: own.as_deref().map_or_else(|| url.clone(), |own| at_database(url, own)),
            schema: Some(format!("loket_{}", key.replace('-', "_"))),
        },
    };
    let files = match &store.cloud {
        None => Files::on_disk(&folder.join("documenten"))?,
        Some(cloud) => cloud.files(key).with_import(&folder.join("import")),
    };
    Db::open(&location, files, Arc::new(Clock::system()))
        .await
        .with_context(|| format!("opening the database of {key}"))
}

/// Returns the URL of another database on the same server.
fn at_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, ""), |(base, query)| (base, query));
    let host_from = base.find("://").map_or(0, |found| found + 3);
    let server = base[host_from..].find('/').map_or(base, |slash| &base[..host_from + slash]);
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{server}/{name}{mark}{query}")
}

/// Makes a folder that only we can read: it holds personal data.
fn create_private(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("making the folder {}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .with_context(|| format!("protecting the folder {}", folder.display()))?;
    }
    Ok(())
}

/// Sets a municipality up: a database with its facts, and its place in the list. Doing it again changes the facts.
///
/// # Errors
/// When a host name belongs to another municipality, it would move to another database, or the database can't be made.
pub async fn add(store: &StoreConfig, entry: Entry, gemeente: &Gemeente) -> anyhow::Result<Opened> {
    let is_key = |text: &str| {
        !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    anyhow::ensure!(is_key(&entry.key), "`{}` is no short name: lower-case letters, digits and -", entry.key);
    let afzender = &gemeente.afzender;
    anyhow::ensure!(
        messages::is_afzender(afzender),
        "`{afzender}` is no sender of mails, such as `Den Haag <loket@denhaag.nl>`"
    );
    let mut entries = list(store)?;
    for other in entries.iter().filter(|other| other.key != entry.key) {
        if let Some(host) = entry.hosts.iter().find(|host| other.hosts.contains(host)) {
            anyhow::bail!("the host name {host} belongs to {}", other.key);
        }
    }
    if let Some(name) = &entry.database {
        let is_name = is_key(&name.replace('_', "-"));
        anyhow::ensure!(is_name, "`{name}` is no name of a database: lower-case letters, digits, - and _");
        anyhow::ensure!(
            store.database.is_some(),
            "a database of its own is one on a PostgreSQL server: say --database"
        );
    }
    if let Some(earlier) = entries.iter().find(|earlier| earlier.key == entry.key) {
        let is_same = earlier.database == entry.database;
        anyhow::ensure!(is_same, "{} is in another database already: move its data first", entry.key);
    }
    let db = open(store, &entry).await?;
    let mut tx = db.begin(&Actor::Systeem("beheer")).await?;
    store::gemeente::save(&mut tx, gemeente).await?;
    tx.commit().await?;
    db.reload_gemeente().await?;

    entries.retain(|other| other.key != entry.key);
    entries.push(entry.clone());
    write(store, entries)?;
    Ok(Opened { entry, db })
}

/// Replaces the list in one step, so that a crash leaves the old or the new one.
fn write(store: &StoreConfig, gemeente: Vec<Entry>) -> anyhow::Result<()> {
    let path = registry_path(store);
    let text = toml::to_string(&Registry { gemeente })?;
    let new = path.with_extension("toml.new");
    std::fs::write(&new, text).with_context(|| format!("writing {}", new.display()))?;
    std::fs::rename(&new, &path).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_municipality_can_not_have_is_refused_before_there_is_anything() {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreConfig { data: folder.path().to_owned(), database: None, cloud: None };
        // key, sender, part of the fault
        let cases = [
            ("Den Haag", "Den Haag <loket@denhaag.nl>", "is no short name"),
            ("den-haag", "Den Haag (demo) <loket@denhaag.nl>", "is no sender of mails"),
            ("den-haag", "Den Haag", "is no sender of mails"),
        ];
        for (key, afzender, fault) in cases {
            let entry = Entry::new(key, vec!["localhost".into()]);
            let (_, mut gemeente) = crate::commands::demo::municipalities().unwrap().remove(0);
            gemeente.afzender = afzender.into();
            let error = add(&store, entry, &gemeente).await.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(fault), "{key} {afzender}: {error}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{key} {afzender}");
        }
    }

    #[test]
    fn another_database_is_on_the_same_server() {
        for (url, expected) in [
            ("postgres://a:b%2F@host:5432/all?sslmode=require", "postgres://a:b%2F@host:5432/own?sslmode=require"),
            ("postgres://host/all", "postgres://host/own"),
            ("postgres://host", "postgres://host/own"),
        ] {
            assert_eq!(at_database(url, "own"), expected);
        }
    }

    #[test]
    fn without_a_name_the_only_municipality_is_meant_or_the_one_at_localhost() {
        let entry = |key: &str, host: &str| Entry::new(key, vec![host.into()]);
        let one = [entry("a", "a.nl")];
        let demo = [entry("a", "a.localhost"), entry("b", "localhost")];
        let two = [entry("a", "a.nl"), entry("b", "b.nl")];
        let cases: [(&[Entry], Option<&str>, Option<&str>); 7] = [
            (&[], None, None),
            (&one, None, Some("a")),
            (&one, Some("b"), None),
            (&demo, None, Some("b")),
            (&demo, Some("a"), Some("a")),
            (&two, None, None),
            (&two, Some("b"), Some("b")),
        ];
        for (known, key, expected) in cases {
            let found = choose(known, key).ok().map(|entry| entry.key.as_str());
            assert_eq!(found, expected, "{known:?} {key:?}");
        }
    }
}
