//! URLs of resources, in answers and in bodies.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::{Serialize, Serializer};
use uuid::Uuid;
use web::{App, BaseUrl, Tenant};

/// Makes and reads the URLs of this municipality's own resources.
#[derive(Debug, Clone)]
pub struct Urls {
    base: BaseUrl,
    app: App,
    tenant: Option<Arc<str>>,
}

/// Why a URL leads to no resource of the kind that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlFault {
    /// It is no URL.
    NotAUrl,
    /// It is a URL of another system.
    Elsewhere,
    /// It is one of ours, but of another kind.
    OtherResource,
}

impl FromRequestParts<App> for Urls {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let base = BaseUrl::from_request_parts(parts, app).await?;
        let tenant = Tenant::from_request_parts(parts, app).await.ok().map(|tenant| tenant.key);
        Ok(Self { base, app: app.clone(), tenant })
    }
}

impl Urls {
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
        let own = match self.base.find_path(url) {
            Some(own) => own.to_owned(),
            None => {
                let uri: Uri = url.parse().map_err(|_| UrlFault::NotAUrl)?;
                let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
                let host = uri.host().filter(|_| is_http).ok_or(UrlFault::NotAUrl)?;
                let owner = self.app.tenants().find(host).map(|tenant| Arc::clone(&tenant.key));
                if owner.is_none() || owner != self.tenant {
                    return Err(UrlFault::Elsewhere);
                }
                uri.path().to_owned()
            }
        };
        let id = own.strip_prefix(path).ok_or(UrlFault::OtherResource)?;
        Uuid::try_parse(id).map_err(|_| UrlFault::OtherResource)
    }
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
