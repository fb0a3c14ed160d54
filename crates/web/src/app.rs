//! What every handler can reach.

use std::sync::Arc;

use crate::metrics::Metrics;
use crate::tenants::Tenants;
use crate::visitor::Spent;

/// How the program serves HTTP. The default is safe for production behind a TLS proxy that keeps the `Host` header.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// A demonstration with invented people: simulated logins exist, and every page says so.
    pub demo: bool,
    /// The public side is https, so cookies are `Secure` and URLs say `https`.
    pub public_https: bool,
    /// A proxy in front sets `X-Forwarded-Host` and `X-Forwarded-Proto`, adds to `X-Forwarded-For`, and removes what clients send under these names.
    pub trust_forwarded: bool,
    /// The largest body of an ordinary request. Routes for uploads choose their own with [`crate::upload_limit`].
    pub request_bytes_max: usize,
    /// How long a request may take.
    pub request_timeout_s: u64,
    /// What a caller of `/metrics` must send as bearer token. Without one the page exists in demonstrations only.
    pub metrics_token: Option<String>,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            demo: false,
            public_https: true,
            trust_forwarded: false,
            request_bytes_max: 2 * 1024 * 1024,
            request_timeout_s: 60,
            metrics_token: None,
        }
    }
}

/// The state of all routers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: WebSettings,
    tenants: Tenants,
    pages: ui::Pages,
    metrics: Metrics,
    spent: Spent,
}

impl App {
    /// Joins what the binary read and opened.
    pub fn new(settings: WebSettings, tenants: Tenants, pages: ui::Pages) -> Self {
        Self(Arc::new(Inner { settings, tenants, pages, metrics: Metrics::default(), spent: Spent::default() }))
    }

    /// Returns how HTTP is served.
    pub fn settings(&self) -> &WebSettings {
        &self.0.settings
    }

    /// Returns the municipalities.
    pub fn tenants(&self) -> &Tenants {
        &self.0.tenants
    }

    /// Returns all templates and texts.
    pub fn pages(&self) -> &ui::Pages {
        &self.0.pages
    }

    pub(crate) fn spent(&self) -> &Spent {
        &self.0.spent
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }
}
