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
    default: Option<usize>,
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
    use super::without_port;

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
