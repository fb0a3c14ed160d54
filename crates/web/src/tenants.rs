//! Which municipality a request is for: the host name decides.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::Db;

use crate::layers::NotHere;
use crate::{App, BaseUrl};

/// One municipality. Cheap to clone.
#[derive(Clone)]
pub struct Tenant {
    /// Lower-case letters, digits and `-`: `den-haag`.
    pub key: Arc<str>,
    /// Its database.
    pub db: Db,
}

impl Tenant {
    /// Names a database.
    pub fn new(key: &str, db: Db) -> Self {
        Self { key: key.into(), db }
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tenant").field("key", &self.key).finish_non_exhaustive()
    }
}

/// All municipalities of this program, by host name.
#[derive(Debug, Default)]
pub struct Tenants {
    all: Vec<Tenant>,
    by_host: HashMap<String, usize>,
    /// Roots by which a municipality was known, without scheme and slash at the end.
    known: Vec<(Arc<str>, String)>,
    default: Option<usize>,
    /// The port that this program listens at.
    port: Option<u16>,
}

impl Tenants {
    /// Adds a municipality with the host names that it answers to, without port.
    pub fn add(mut self, tenant: Tenant, hosts: &[&str]) -> Self {
        let index = self.all.len();
        self.by_host.extend(hosts.iter().map(|host| (host.to_ascii_lowercase(), index)));
        self.all.push(tenant);
        self
    }

    /// Adds a municipality that also answers to every host name that no other one has.
    pub fn add_default(mut self, tenant: Tenant) -> Self {
        self.default = Some(self.all.len());
        self.all.push(tenant);
        self
    }

    /// Says at which port this program listens.
    pub fn at_port(self, port: Option<u16>) -> Self {
        Self { port, ..self }
    }

    /// Returns the port that this program listens at.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Returns the host names of all municipalities.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.by_host.keys().map(String::as_str)
    }

    /// Adds roots by which a municipality was or is known elsewhere, such as `https://oud.example.nl` or `https://api.example.nl/loket`: URLs
    /// below them are its own, though it does not answer there.
    pub fn add_known(mut self, key: &str, roots: &[&str]) -> Self {
        let roots =
            roots.iter().map(|root| (key.into(), without_scheme(root).trim_end_matches('/').to_ascii_lowercase()));
        self.known.extend(roots);
        self
    }

    /// Returns the path here of a URL below a root by which this municipality is known.
    pub fn find_known_path<'a>(&self, key: &str, url: &'a str) -> Option<&'a str> {
        let plain = without_scheme(url);
        self.known.iter().filter(|(own, _)| **own == *key).find_map(|(_, root)| {
            let (start, rest) = plain.split_at_checked(root.len())?;
            (start.eq_ignore_ascii_case(root) && rest.starts_with('/')).then_some(rest)
        })
    }

    /// Finds the municipality of a host name, with or without port.
    pub fn find(&self, host: &str) -> Option<&Tenant> {
        let name = without_port(host).trim_end_matches('.').to_ascii_lowercase();
        self.by_host.get(&name).copied().or(self.default).and_then(|index| self.all.get(index))
    }

    /// Returns every municipality, in the order in which they were added.
    pub fn all(&self) -> &[Tenant] {
        &self.all
    }
}

/// Systems are known by both schemes.
fn without_scheme(url: &str) -> &str {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url)
}

/// Takes off `:8080`, but not the inside of `[::1]`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

impl FromRequestParts<App> for Tenant {
    type Rejection = NotHere;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, NotHere> {
        let base = BaseUrl::of(&parts.headers, &parts.uri, app.settings()).ok_or(NotHere)?;
        let tenant = app.tenants().find(base.host()).ok_or(NotHere)?;
        Ok(Self { key: Arc::clone(&tenant.key), db: tenant.db.at(base.as_str()) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Tenants, without_port};

    #[test]
    fn urls_below_a_root_of_earlier_are_own_ones() {
        let tenants = Tenants::default().add_known("a", &["https://Oud.example.nl/", "https://api.example.nl/loket"]);
        for (key, url, expected) in [
            ("a", "https://oud.example.nl/zaken/1", Some("/zaken/1")),
            ("a", "http://OUD.example.nl/zaken/1", Some("/zaken/1")),
            ("a", "https://api.example.nl/loket/zaken/1", Some("/zaken/1")),
            ("a", "https://api.example.nl/loketten/zaken/1", None),
            ("a", "https://oud.example.nl.elders.nl/zaken/1", None),
            ("b", "https://oud.example.nl/zaken/1", None),
        ] {
            assert_eq!(tenants.find_known_path(key, url), expected, "{key} {url}");
        }
    }

    #[test]
    fn a_port_is_no_part_of_the_host_name() {
        let cases = [
            ("loket.example.nl", "loket.example.nl"),
            ("loket.example.nl:8080", "loket.example.nl"),
            ("[::1]:8080", "[::1]"),
            ("[::1]", "[::1]"),
            ("", ""),
        ];
        for (host, expected) in cases {
            assert_eq!(without_port(host), expected, "{host}");
        }
    }
}
