//! The real program on a fresh database of each kind, with the bouwstenen installed.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use identity::sessions::{self, Who};
use identity::{Logins, SessionToken};
use packages::Bouwsteen;
use store::jobs::{Handlers, JobError, JobRunner};
use store::{Clock, Db, Files, Gemeente, Location, NewJob};
use tower::ServiceExt;
use values::Actor;
use web::{App, Tenant, Tenants, WebSettings};

pub const SYSTEEM: Actor = Actor::Systeem("test");
/// An administrator.
pub const INGRID: &str = "ingrid.dewit";
/// A caseworker.
pub const FATIMA: &str = "fatima.yilmaz";

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    settings: WebSettings,
    _folder: tempfile::TempDir,
}

pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    /// The body as text; what is no text is not shown.
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Starts the program on each kind of database.
pub async fn start(demo: bool) -> Vec<TestApp> {
    let mut locations = vec![None];
    locations.extend(std::env::var("LOKET_TEST_POSTGRES").ok().map(Some));
    let mut apps = Vec::new();
    for url in locations {
        let folder = tempfile::tempdir().unwrap();
        let location = match url {
            None => Location::File(folder.path().join("test.sqlite")),
            Some(url) => Location::Server { url, schema: Some(format!("admin_{:x}", Clock::system().random())) },
        };
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let db = Db::open(&location, files, Arc::new(Clock::system())).await.unwrap();
        install(&db).await;
        let settings = WebSettings { demo, ..WebSettings::default() };
        let tenants = Tenants::default().add_default(Tenant::new("test", db.clone()));
        let routers =
            vec![identity::router(Logins::none()), admin::router(sealer()).layer(axum::Extension(diensten()))];
        let router = web::build(App::new(settings.clone(), tenants, pages()), routers);
        apps.push(TestApp { router, db, settings, _folder: folder });
    }
    apps
}

/// The mark in a form of what it was made from.
pub fn mark(page: &Answer) -> String {
    let rest = page.text.split("name=\"merk\" value=\"").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    rest.split('"').next().unwrap().to_owned()
}

/// What seals secrets in these tests.
pub fn sealer() -> autorisaties::Sealer {
    autorisaties::Sealer::new([5; 32])
}

/// What judges and calls other systems in these tests: only those on the public network.
fn diensten() -> diensten::Diensten {
    let outbound = web::outbound::Outbound::new(web::outbound::OutboundSettings::default()).unwrap();
    diensten::Diensten::new(outbound, sealer())
}

fn pages() -> ui::Pages {
    let texts =
        web::TEXTS.iter().chain(identity::TEXTS).fold(ui::Texts::builder(), |all, (lang, text)| all.add(lang, text));
    let texts = texts.add("nl", admin::TEXTS_NL).strict(true).build().unwrap();
    ui::Pages::new(&[identity::TEMPLATES, admin::TEMPLATES].concat(), texts).unwrap()
}

async fn install(db: &Db) {
    let gemeente = Gemeente {
        key: "test".into(),
        naam: "Voorbeeldstad".into(),
        rsin: "002564440".parse().unwrap(),
        website: "www.voorbeeldstad.example".into(),
        telefoon: "14 000".into(),
        postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
        openingstijden: "altijd".into(),
        thema: "loket".into(),
        afzender: "test@voorbeeldstad.example".into(),
    };
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    store::gemeente::save(&mut tx, &gemeente).await.unwrap();
    tx.commit().await.unwrap();
    db.reload_gemeente().await.unwrap();
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &gemeente.rsin, "Test").await.unwrap();
    for key in ["basis", "bezwaarschrift"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bouwstenen").join(key);
        packages::install(&mut tx, &catalogus, &Bouwsteen::read_folder(&folder).unwrap()).await.unwrap();
    }
    identity::seed_demo(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

impl TestApp {
    pub async fn log_in(&self, medewerker: &str) -> Browser<'_> {
        let token = sessions::open(&self.db, &Who::Medewerker(medewerker.to_owned()), None).await.unwrap();
        Browser { app: self, token: Some(token) }
    }

    pub fn stranger(&self) -> Browser<'_> {
        Browser { app: self, token: None }
    }

    /// Leaves jobs behind that were given up.
    pub async fn fail(&self, count: usize) {
        let mut tx = self.db.begin(&SYSTEEM).await.unwrap();
        for _ in 0..count {
            tx.enqueue(NewJob {
                kind: "test.mislukt",
                key: None,
                lane: None,
                due: None,
                payload: serde_json::json!({}),
            });
        }
        tx.commit().await.unwrap();
        let mut handlers = Handlers::default();
        handlers.inside("test.mislukt", |_, _| {
            Box::pin(async { Err(JobError::GiveUp("the printer is <on fire>".into())) })
        });
        let runner = JobRunner::new(self.db.clone(), Arc::new(handlers));
        while runner.run_due().await.unwrap() > 0 {}
    }
}

/// Somebody with a browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    token: Option<SessionToken>,
}

impl Browser<'_> {
    pub fn csrf(&self) -> String {
        self.token.as_ref().map(|token| token.csrf(self.app.db.clock())).unwrap_or_default()
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert(header::HOST, "a.example.nl".parse().unwrap());
        if let Some(token) = &self.token {
            let cookie = identity::session_cookie(token, true, &self.app.settings);
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let (parts, body) = self.app.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status_code: parts.status, headers: parts.headers, text, bytes }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with its token and these answers.
    pub async fn fill(&self, path: &str, answers: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf();
        let token = [("csrf", csrf.as_str())];
        let pairs = answers.iter().chain(&token);
        let body: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", value.replace(' ', "+").replace('\n', "%0A"))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// Fills in the form that changes something: opens it, and sends the answers with the mark that it has.
    pub async fn change(&self, path: &str, answers: &[(&str, &str)]) -> Answer {
        let merk = mark(&self.get(path).await);
        self.fill(path, &[answers, &[("merk", merk.as_str())]].concat()).await
    }

    /// Takes a file.
    pub async fn download(&self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status_code, 200, "{path}");
        answer
    }

    /// Sends a form with a file in it.
    pub async fn upload(&self, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
        self.upload_as(&self.csrf(), path, answers, name, file).await
    }

    pub async fn upload_as(&self, csrf: &str, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (field, value) in [("csrf", csrf)].iter().chain(answers) {
            let part = format!("--grens\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let part = format!(
            "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\nContent-Type: application/zip\r\n\r\n"
        );
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--grens--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=grens");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn press(&self, path: &str, csrf: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(format!("csrf={csrf}"))).unwrap()).await
    }
}
