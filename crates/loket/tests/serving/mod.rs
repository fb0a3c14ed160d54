//! The program as it serves, in this process at a port of its own, and applications that call it over HTTP: for tests of two programs.

use axum::http::Request;
use identity::Logins;
use loket::config::{NotificatiesConfig, Web};
use loket::serve::{self, Serving};
use loket::tenants::{Entry, Opened};
use messages::MailTransport;
use serde_json::Value;
use store::{Db, Gemeente};
use test_kit::apis::token::token;
use test_kit::{outside, voorbeeldstad};
use web::WebSettings;
use web::outbound::Outbound;

/// What seals the secrets of these programs.
pub fn sealer() -> autorisaties::Sealer {
    autorisaties::Sealer::new([5; 32])
}

/// The municipality of a program.
pub fn gemeente(key: &str) -> Gemeente {
    Gemeente { key: key.into(), thema: "voorbeeld".into(), ..voorbeeldstad() }
}

/// Serves a municipality at a free port of this address. Returns its URL, without a slash at the end, and what its pages are set to.
pub async fn serve(db: &Db, entry: Entry, address: &str, outbound: Outbound) -> (String, WebSettings) {
    let serving = Serving {
        listen: String::new(),
        tenants: vec![Opened { entry, db: db.clone() }],
        demo: false,
        web: Web::default(),
        mail: MailTransport::DevelopmentPage,
        sealer: sealer(),
        outbound,
        logins: Logins::none(),
        notificaties: NotificatiesConfig::default(),
    };
    let app = serve::app(&serving).unwrap();
    let settings = app.settings().clone();
    (outside::serve(address, serve::router(&app, &serving).unwrap()).await, settings)
}

/// An application that calls a program.
pub struct Caller<'a> {
    pub client_id: &'a str,
    pub outbound: &'a Outbound,
    /// The program's URL, which paths are put behind.
    pub base: &'a str,
    /// The moment, in seconds.
    pub now: i64,
}

impl Caller<'_> {
    /// Calls a path or a URL, and returns the HTTP status and the body.
    pub async fn call(&self, method: &str, url: &str, body: &Value) -> (u16, Vec<u8>) {
        let url = if url.starts_with('/') { format!("{}{url}", self.base) } else { url.to_owned() };
        let request = Request::builder()
            .method(method)
            .uri(&url)
            .header("authorization", format!("Bearer {}", token(self.client_id, self.now)))
            .header("accept-crs", "EPSG:4326")
            .header("content-crs", "EPSG:4326")
            .header("content-type", "application/json")
            .body(if body.is_null() { String::new() } else { body.to_string() }.into())
            .unwrap();
        let answer = self.outbound.call(request).await.unwrap();
        (answer.status().as_u16(), answer.into_body().to_vec())
    }
}
