//! The kernel with a few routes of its own, on a fresh database of each kind.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use store::{Clock, Db, Files, Gemeente, Location};
use tower::ServiceExt;
use values::Actor;
use web::{App, Tenant, Tenants, WebSettings};

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    folder: tempfile::TempDir,
}

pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

pub fn pages() -> ui::Pages {
    let texts = web::TEXTS.iter().fold(ui::Texts::builder(), |builder, (lang, source)| builder.add(lang, source));
    ui::Pages::new(&[], texts.build().unwrap()).unwrap()
}

async fn databases() -> Vec<(Db, tempfile::TempDir)> {
    let mut locations = vec![None];
    locations.extend(std::env::var("LOKET_TEST_POSTGRES").ok().map(Some));
    let mut opened = Vec::new();
    for url in locations {
        let folder = tempfile::tempdir().unwrap();
        let location = match url {
            None => Location::File(folder.path().join("test.sqlite")),
            Some(url) => Location::Server { url, schema: Some(format!("web_{:x}", Clock::system().random())) },
        };
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let db = Db::open(&location, files, Arc::new(Clock::system())).await.unwrap();
        let gemeente = Gemeente {
            key: "voorbeeldstad".into(),
            naam: "Voorbeeldstad".into(),
            rsin: "999993653".parse().unwrap(),
            website: "www.voorbeeldstad.example".into(),
            telefoon: "14 099".into(),
            postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
            openingstijden: String::new(),
            thema: "voorbeeld".into(),
            afzender: "loket@example.nl".into(),
        };
        let mut tx = db.begin(&Actor::Systeem("test")).await.unwrap();
        store::gemeente::save(&mut tx, &gemeente).await.unwrap();
        tx.commit().await.unwrap();
        db.reload_gemeente().await.unwrap();
        opened.push((db, folder));
    }
    opened
}

/// Starts the kernel on each kind of database.
pub async fn start(settings: WebSettings, routes: fn() -> Router<App>) -> Vec<TestApp> {
    databases()
        .await
        .into_iter()
        .map(|(db, folder)| {
            let tenants = Tenants::default().add(Tenant::new("voorbeeldstad", db.clone()), &["a.example.nl"]);
            let app = App::new(settings.clone(), tenants, pages());
            TestApp { router: web::build(app, vec![routes()]), db, folder }
        })
        .collect()
}

impl TestApp {
    /// How many files the object store holds.
    pub fn stored_files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.folder.path().join("documenten"))
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status_code: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "a.example.nl");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header("host", "a.example.nl").header("content-type", content_type);
        self.send(request.body(body.into()).unwrap()).await
    }
}
