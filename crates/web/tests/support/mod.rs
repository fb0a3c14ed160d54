//! The kernel with a few routes of its own, on a fresh database of each kind.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use store::{Clock, Db, Gemeente};
use test_kit::browser::HOST;
use test_kit::{Answer, Database, databases, voorbeeldstad};
use web::{App, Tenant, Tenants, WebSettings};

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    database: Database,
}

pub fn pages() -> ui::Pages {
    let texts = web::TEXTS.iter().fold(ui::Texts::builder(), |builder, (lang, source)| builder.add(lang, source));
    ui::Pages::new(&[], texts.build().unwrap()).unwrap()
}

/// Starts the kernel on each kind of database.
pub async fn start(settings: WebSettings, routes: fn() -> Router<App>) -> Vec<TestApp> {
    let gemeente = Gemeente { key: "voorbeeldstad".into(), thema: "voorbeeld".into(), ..voorbeeldstad() };
    let serve = |database: Database| {
        let db = database.db.clone();
        let tenants = Tenants::default().add(Tenant::new("voorbeeldstad", db.clone()), &[HOST]);
        let router = web::build(App::new(settings.clone(), tenants, pages()), vec![routes()]);
        TestApp { router, db, database }
    };
    databases(&gemeente, Clock::system).await.into_iter().map(serve).collect()
}

impl TestApp {
    /// How many files the object store holds.
    pub fn stored_files(&self) -> usize {
        self.database.stored_files()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        test_kit::send(&self.router, request).await
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", HOST);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header("host", HOST).header("content-type", content_type);
        self.send(request.body(body.into()).unwrap()).await
    }
}
