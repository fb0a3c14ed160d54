//! URLs of resources, in answers and in bodies.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;
use web::{App, BaseUrl, Tenant};

use crate::extern_id;

/// Makes and reads the URLs of this municipality's own resources.
#[derive(Debug, Clone)]
pub struct Urls {
    base: BaseUrl,
    tenant: Option<(App, Arc<str>)>,
    /// Roots of another register whose resources become our own, without their scheme, with the path here.
    roots: Arc<[(String, &'static str)]>,
    elders: Elders,
}

/// What is known of the resources of other registers: by their URL and the path of their kind.
pub type Named = HashMap<(String, &'static str), Result<(), UrlFault>>;

/// Which resources of other registers can be named as if they were our own.
#[derive(Debug, Clone, Default)]
enum Elders {
    /// None.
    #[default]
    Geen,
    /// Those of which it was found out before.
    Gekend(Arc<Named>),
    /// All: what is read is itself of another register.
    Alle,
}

/// Why a URL leads to no resource of the kind that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlFault {
    /// It is no URL.
    NotAUrl,
    /// It is a URL of another system.
    Elsewhere,
    /// It is one of ours, or of another system that we know, but of another kind.
    OtherResource,
    /// It is one of another system that we know, but it can't be fetched.
    Unreachable,
}

impl FromRequestParts<App> for Urls {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let base = BaseUrl::from_request_parts(parts, app).await?;
        let tenant = Tenant::from_request_parts(parts, app).await.ok().map(|tenant| (app.clone(), tenant.key));
        Ok(Self { base, tenant, roots: Arc::default(), elders: Elders::default() })
    }
}

impl Urls {
    /// Returns what writes paths instead of URLs, for what is kept: a municipality may get another host name.
    pub fn paths() -> Self {
        Self { base: BaseUrl::none(), tenant: None, roots: Arc::default(), elders: Elders::default() }
    }

    /// Returns what reads a resource of another register: all that it names is there, and has the id here that is made of its URL.
    pub fn of_elders() -> Self {
        Self { elders: Elders::Alle, ..Self::paths() }
    }

    /// Returns what also finds these resources of other registers, as if they were our own.
    pub fn with_elders(self, named: Named) -> Self {
        Self { elders: Elders::Gekend(Arc::new(named)), ..self }
    }

    /// Returns what writes paths, and takes URLs below these roots of another register for our own: its records are taken over. Each root
    /// ends with a slash and stands beside the path that its resources have here.
    pub fn of_roots<'a>(roots: impl IntoIterator<Item = (&'a str, &'static str)>) -> Self {
        let roots = roots.into_iter().map(|(root, path)| (without_scheme(root).to_ascii_lowercase(), path));
        Self { roots: roots.collect(), ..Self::paths() }
    }

    /// Writes paths for the URLs of our own in what is kept, as the audit trail has them.
    pub fn shorten_all(&self, kept: &mut Value) {
        match kept {
            Value::String(text) if text.starts_with("http") => {
                if let Ok(path) = self.path_of(text) {
                    *text = path;
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|one| self.shorten_all(one)),
            Value::Object(map) => map.values_mut().for_each(|one| self.shorten_all(one)),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Writes the paths in what was kept as URLs again.
    pub fn complete(&self, kept: &mut Value) {
        match kept {
            Value::String(text) if is_path_of_api(text) => *text = self.base.url(text),
            Value::Array(list) => list.iter_mut().for_each(|one| self.complete(one)),
            Value::Object(map) => map.values_mut().for_each(|one| self.complete(one)),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Returns the URL of a resource. `path` ends with a slash.
    pub fn url(&self, path: &'static str, uuid: impl Into<Uuid>) -> Url<'_> {
        Url { base: self.base.as_str(), path, uuid: uuid.into(), rest: "" }
    }

    /// Returns the URL of a resource that has no place of its own, such as the bytes of a document.
    pub fn url_below(&self, path: &'static str, uuid: impl Into<Uuid>, rest: &'static str) -> Url<'_> {
        Url { base: self.base.as_str(), path, uuid: uuid.into(), rest }
    }

    /// Returns the absolute URL of a path.
    pub fn absolute(&self, path: &str) -> String {
        self.base.url(path)
    }

    /// Finds the id of a resource in its URL, by whichever host name this municipality is called.
    ///
    /// # Errors
    /// Why it leads to no resource of this kind. Whether the resource exists is not looked at.
    pub fn find(&self, url: &str, path: &'static str) -> Result<Uuid, UrlFault> {
        let own = match self.path_of(url) {
            Err(UrlFault::Elsewhere) => return self.find_elsewhere(url, path),
            found => found?,
        };
        let id = own.strip_prefix(path).ok_or(UrlFault::OtherResource)?;
        Uuid::try_parse(id).map_err(|_| UrlFault::OtherResource)
    }

    fn find_elsewhere(&self, url: &str, path: &'static str) -> Result<Uuid, UrlFault> {
        // The URL of a resource has neither: what is beside it could not be found, and a relation could not be mirrored there.
        if url.contains(['?', '#']) && !matches!(self.elders, Elders::Alle) {
            return Err(UrlFault::Unreachable);
        }
        match &self.elders {
            Elders::Geen => Err(UrlFault::Elsewhere),
            Elders::Gekend(named) => match named.get(&(url.to_owned(), path)) {
                Some(known) => known.map(|()| extern_id(url)),
                None => Err(UrlFault::Elsewhere),
            },
            Elders::Alle => {
                let kind = path.trim_end_matches('/').rsplit('/').next();
                let is_such = url.rsplit('/').nth(1) == kind;
                if is_such { Ok(extern_id(url)) } else { Err(UrlFault::OtherResource) }
            }
        }
    }

    /// Returns the id by which a resource is named here, also one of another register: whether there is such a resource is not looked at.
    ///
    /// # Errors
    /// Why it is the URL of no resource of this kind.
    pub fn id_of(&self, url: &str, path: &'static str) -> Result<Uuid, UrlFault> {
        match self.find(url, path) {
            Err(UrlFault::Elsewhere) => Ok(extern_id(url)),
            found => found,
        }
    }

    /// Finds the id of a resource in its URL; `{}` in the path stands for the id of the main object that it lies below.
    pub fn find_below(&self, url: &str, path: &str) -> Option<Uuid> {
        let own = self.path_of(url).ok()?;
        let rest = match path.split_once("{}") {
            None => own.strip_prefix(path)?,
            Some((before, after)) => {
                let (main, rest) = own.strip_prefix(before)?.split_once('/')?;
                Uuid::try_parse(main).ok()?;
                rest.strip_prefix(after.trim_start_matches('/'))?
            }
        };
        Uuid::try_parse(rest).ok()
    }

    /// Returns a URL as it is kept: one of our own as a path, for a municipality may get another host name.
    pub fn shorten(&self, url: &str) -> String {
        self.path_of(url).unwrap_or_else(|_| url.to_owned())
    }

    /// Decides whether a URL is at one of the host names of this program, at one of its ports: who asks what is there calls herself.
    pub fn is_at_home(&self, url: &str) -> bool {
        let Ok(uri) = url.parse::<Uri>() else { return false };
        let (Some(host), Some((app, _))) = (uri.host(), &self.tenant) else { return false };
        let host = host.trim_end_matches('.');
        let is_known = app.tenants().find(host).is_some() || self.base.name().eq_ignore_ascii_case(host);
        is_known && is_port_of([app.tenants().port(), self.base.port()], uri.port_u16())
    }

    /// Decides whether a URL is one of this municipality, whatever it leads to.
    pub fn is_own(&self, url: &str) -> bool {
        self.path_of(url).is_ok()
    }

    /// Returns the path here of what lies below a root of the other register.
    fn path_below_root(&self, url: &str) -> Option<String> {
        let plain = without_scheme(url);
        self.roots.iter().find_map(|(root, path)| {
            let (start, rest) = plain.split_at_checked(root.len())?;
            start.eq_ignore_ascii_case(root).then(|| format!("{path}{rest}"))
        })
    }

    /// Returns the path in a URL of this municipality.
    fn path_of(&self, url: &str) -> Result<String, UrlFault> {
        if let Some(path) = self.path_below_root(url) {
            return Ok(path);
        }
        match self.base.find_path(url) {
            // What else is behind that name is of other systems. What is kept has no host.
            Some(own) if self.tenant.is_none() || is_own_path(own) => Ok(own.to_owned()),
            _ => {
                let uri: Uri = url.parse().map_err(|_| UrlFault::NotAUrl)?;
                let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
                let host = uri.host().filter(|_| is_http).ok_or(UrlFault::NotAUrl)?;
                let Some((app, own)) = &self.tenant else { return Err(UrlFault::Elsewhere) };
                let tenants = app.tenants();
                if let Some(path) = tenants.find_known_path(own, url).filter(|path| is_own_path(path)) {
                    return Ok(path.to_owned());
                }
                let is_own_port = is_port_of([tenants.port(), self.base.port()], uri.port_u16());
                match tenants.find(host) {
                    Some(tenant) if tenant.key == *own && is_own_port && is_own_path(uri.path()) => {
                        Ok(uri.path().to_owned())
                    }
                    _ => Err(UrlFault::Elsewhere),
                }
            }
        }
    }
}

/// Returns a URL without `https://`: registers are known by both schemes.
fn without_scheme(url: &str) -> &str {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url)
}

/// Decides whether a text is the path of a resource of one of the APIs, such as `/zaken/api/v1/zaken/…`.
fn is_path_of_api(text: &str) -> bool {
    let mut segments = text.split('/');
    let start = (segments.next(), segments.next(), segments.next(), segments.next());
    matches!(start, (Some(""), Some(_), Some("api"), Some("v1"))) && !text.contains(char::is_whitespace)
}

/// Decides whether a port in a URL is ours: one of these, or that of either scheme, for a proxy has those. At others there may be other systems.
fn is_port_of(own: [Option<u16>; 2], port: Option<u16>) -> bool {
    matches!(port, None | Some(80 | 443)) || own.contains(&port)
}

/// Decides whether the root of an API is at this program itself: at one of its host names and ports, above or below one of its APIs. What else has
/// such a host name is behind the same proxy, or at another port.
pub fn is_served_here<'a>(root: &str, mut hosts: impl Iterator<Item = &'a str>, own: [Option<u16>; 2]) -> bool {
    let Ok(uri) = root.trim().parse::<Uri>() else { return false };
    let Some(host) = uri.host() else { return false };
    let host = host.trim_end_matches('.');
    let path = format!("{}/", uri.path().trim_end_matches('/'));
    let is_of_api = is_own_path(&path) || APIS.iter().any(|api| format!("/{api}/api/v1/").starts_with(&path));
    is_of_api && is_port_of(own, uri.port_u16()) && hosts.any(|own| own.eq_ignore_ascii_case(host))
}

/// The APIs that are here.
const APIS: [&str; 6] = ["zaken", "catalogi", "documenten", "besluiten", "autorisaties", "notificaties"];

/// Decides whether a path is one of the APIs that are here.
fn is_own_path(path: &str) -> bool {
    let rest = APIS.iter().find_map(|api| path.strip_prefix('/')?.strip_prefix(api));
    rest.is_some_and(|rest| rest.starts_with("/api/v1/"))
}

/// The URL of a resource. It is written into the answer without being made first.
#[derive(Debug, Clone, Copy)]
pub struct Url<'a> {
    base: &'a str,
    path: &'static str,
    uuid: Uuid,
    rest: &'static str,
}

impl std::fmt::Display for Url<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}{}", self.base, self.path, self.uuid, self.rest)
    }
}

impl Serialize for Url<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_kept_gets_its_host_back_and_texts_stay() {
        let urls = Urls::paths();
        let uuid = Uuid::from_u128(1);
        let below = "/zaken/api/v1/zaken/{}/zaakeigenschappen/";
        for (url, path, expected) in [
            (format!("/zaken/api/v1/zaken/{uuid}"), "/zaken/api/v1/zaken/", Some(uuid)),
            (format!("/zaken/api/v1/zaken/{uuid}/zaakeigenschappen/{uuid}"), below, Some(uuid)),
            (format!("/zaken/api/v1/zaken/x/zaakeigenschappen/{uuid}"), below, None),
            (format!("/zaken/api/v1/zaken/{uuid}/besluiten/{uuid}"), below, None),
            (format!("/zaken/api/v1/rollen/{uuid}"), "/zaken/api/v1/zaken/", None),
            (format!("https://elders.nl/zaken/api/v1/zaken/{uuid}"), "/zaken/api/v1/zaken/", None),
        ] {
            assert_eq!(urls.find_below(&url, path), expected, "{url}");
        }
        let mut kept = json!({ "toelichting": "/zaken zijn leuk", "lijst": ["/zaken/api/v1/zaken/1"] });
        let before = kept.clone();
        urls.complete(&mut kept);
        assert_eq!(kept, before);
        assert!(is_path_of_api("/zaken/api/v1/zaken/1") && !is_path_of_api("/zaken/api/v1/ zoeken"));
    }

    #[test]
    fn a_root_is_ours_by_host_port_and_path() {
        let hosts = ["loket.nl", "Buren.nl"];
        for (root, is_here) in [
            ("https://loket.nl/", true),
            ("https://LOKET.nl", true),
            ("http://loket.nl:80/zaken/api/v1/", true),
            ("https://loket.nl:443/zaken/", true),
            ("https://buren.nl./catalogi/api/v1", true),
            ("http://loket.nl:8080/", true),
            ("http://loket.nl:8081/", false),
            ("https://loket.nl/objecten/api/v2/", false),
            ("https://loket.nl/openzaak/zaken/api/v1/", false),
            ("https://loket.nl.elders.nl/", false),
            ("loket", false),
        ] {
            assert_eq!(is_served_here(root, hosts.into_iter(), [Some(8080), None]), is_here, "{root}");
        }
    }

    #[test]
    fn only_the_apis_that_are_here_are_behind_another_port() {
        for (path, is_own) in [
            ("/zaken/api/v1/zaken/1", true),
            ("/notificaties/api/v1/kanaal/1", true),
            ("/klantinteracties/api/v1/partijen/1", false),
            ("/zakenmagazijn/api/v1/x", false),
            ("/persoon/1", false),
            ("/", false),
        ] {
            assert_eq!(is_own_path(path), is_own, "{path}");
        }
    }

    #[test]
    fn what_another_register_has_is_found_when_it_is_known() {
        const ZAKEN: &str = "/zaken/api/v1/zaken/";
        let (url, other, gone) = ("https://oud.nl/api/zaken/1", "https://oud.nl/api/rollen/1", "https://oud.nl/weg/1");
        assert_eq!(Urls::of_elders().find(url, ZAKEN), Ok(extern_id(url)));
        assert_eq!(Urls::of_elders().find(other, ZAKEN), Err(UrlFault::OtherResource));
        let named = [(url, Ok(())), (gone, Err(UrlFault::Unreachable))];
        let named = named.map(|(url, known)| ((url.to_owned(), ZAKEN), known)).into_iter().collect();
        let urls = Urls::paths().with_elders(named);
        assert_eq!(urls.find(url, ZAKEN), Ok(extern_id(url)));
        assert_eq!(urls.find(url, "/zaken/api/v1/rollen/"), Err(UrlFault::Elsewhere));
        assert_eq!(urls.find(gone, ZAKEN), Err(UrlFault::Unreachable));
        assert_eq!(urls.find(other, ZAKEN), Err(UrlFault::Elsewhere));
    }

    #[test]
    fn what_lies_below_a_root_of_another_register_becomes_our_own() {
        let urls = Urls::of_roots([("https://Oud.nl/rx/zaken/", "/zaken/api/v1/")]);
        let uuid = Uuid::from_u128(1);
        let cases = [
            (format!("https://oud.nl/rx/zaken/zaken/{uuid}"), Ok(uuid)),
            (format!("http://OUD.nl/rx/zaken/zaken/{uuid}"), Ok(uuid)),
            (format!("https://oud.nl/rx/zaken/rollen/{uuid}"), Err(UrlFault::OtherResource)),
            (format!("https://oud.nl/rx/andere/zaken/{uuid}"), Err(UrlFault::Elsewhere)),
            (format!("https://oud.nl.elders.nl/rx/zaken/zaken/{uuid}"), Err(UrlFault::Elsewhere)),
            ("https://oud".to_owned(), Err(UrlFault::Elsewhere)),
            ("zaak".to_owned(), Err(UrlFault::NotAUrl)),
        ];
        for (url, expected) in cases {
            assert_eq!(urls.find(&url, "/zaken/api/v1/zaken/"), expected, "{url}");
        }
        let mut kept = json!({ "zaak": format!("https://oud.nl/rx/zaken/zaken/{uuid}"), "elders": ["https://a.nl/b"] });
        urls.shorten_all(&mut kept);
        let expected = json!({ "zaak": format!("/zaken/api/v1/zaken/{uuid}"), "elders": ["https://a.nl/b"] });
        assert_eq!(kept, expected);
    }
}
