//! What a package says of itself.

use serde::{Deserialize, Serialize};

/// The content of `bouwsteen.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Lower-case letters, digits and `-`; the same for all versions.
    pub key: String,
    /// SemVer.
    pub version: String,
    /// The name for people.
    pub naam: String,
    /// In one or two sentences.
    pub omschrijving: String,
    /// SPDX.
    pub licentie: String,
    /// The versions of Loket that it works with, such as `>=0.1`.
    pub loket: String,
    /// Who keeps it.
    pub eigenaar: String,
    /// Subjects in the menu of the portal.
    #[serde(default)]
    pub thema: Vec<Thema>,
}

/// A subject in the menu of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thema {
    /// Part of its address.
    pub key: String,
    /// Its name in the menu.
    pub titel: String,
    /// One sentence for residents.
    #[serde(default)]
    pub omschrijving: String,
    /// The zaaktypen that belong to it.
    #[serde(default)]
    pub zaaktypen: Vec<String>,
    /// The forms that belong to it, by their slug.
    #[serde(default)]
    pub formulieren: Vec<String>,
}

/// Reads a manifest, or says what is wrong in one line.
pub(crate) fn parse(text: &str) -> Result<Manifest, String> {
    toml::from_str(text).map_err(|error| format!("bouwsteen.toml: {}", error.message()))
}

impl Manifest {
    /// Returns every fault, in words for the maker of the package.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let is_key = |text: &str| {
            !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !is_key(&self.key) {
            faults.push("bouwsteen.toml: key has only lower-case letters, digits and -".to_owned());
        }
        if version(&self.version).is_none() {
            faults.push("bouwsteen.toml: version is no SemVer such as 1.0.0".to_owned());
        }
        let own = version(env!("CARGO_PKG_VERSION"));
        match self.loket.strip_prefix(">=").map(|least| version(&format!("{}.0", least.trim())).or(version(least))) {
            Some(Some(least)) if Some(least) <= own => {}
            Some(Some(_)) => faults.push(format!(
                "bouwsteen.toml: needs Loket {}, this is {}",
                self.loket,
                env!("CARGO_PKG_VERSION")
            )),
            _ => faults.push("bouwsteen.toml: loket is no range such as >=0.1".to_owned()),
        }
        for thema in &self.thema {
            if !is_key(&thema.key) {
                faults.push("bouwsteen.toml: the key of a thema has only lower-case letters, digits and -".to_owned());
            }
        }
        faults
    }
}

/// Reads the three numbers of a version; what comes after a `-` does not count.
fn version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split('-').next()?.split('.').map(str::parse);
    let version = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_says_what_is_wrong_with_it() {
        let text = |key: &str, version: &str, loket: &str| {
            format!(
                "key = \"{key}\"\nversion = \"{version}\"\nnaam = \"\"\nomschrijving = \"\"\nlicentie = \"EUPL-1.2\"\n\
                 loket = \"{loket}\"\neigenaar = \"\"\n"
            )
        };
        let cases = [
            ("bezwaar", "1.0.0", ">=0.1", 0),
            ("bezwaar", "1.0.0-rc.1", ">=0.1.0", 0),
            ("Bezwaar", "1.0.0", ">=0.1", 1),
            ("bezwaar", "1.0", ">=0.1", 1),
            ("bezwaar", "1.0.0", ">=99.0", 1),
            ("", "een", "alles", 3),
        ];
        for (key, version, loket, expected) in cases {
            let faults = parse(&text(key, version, loket)).unwrap().faults();
            assert_eq!(faults.len(), expected, "{key} {version} {loket}: {faults:?}");
        }
        assert!(parse("key = 1").unwrap_err().starts_with("bouwsteen.toml: "));
    }
}
