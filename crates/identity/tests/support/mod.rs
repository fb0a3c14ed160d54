//! The routes of login with two pages behind them, on a fresh database of each kind with a clock that stands still.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::{get, post};
use identity::{Logins, OptionalResident, ResidentForm, ResidentSession, StaffForm, StaffSession};
use jiff::{SignedDuration, Timestamp};
use store::{Clock, Db, Files, Gemeente, Location};
use tower::ServiceExt;
use values::Actor;
use values::actor::Betrouwbaarheidsniveau;
use web::{App, Page, PageCall, PageError, Tenant, Tenants, WebSettings};

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    pub start: Timestamp,
    pub _folder: tempfile::TempDir,
}

pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let from = self.text.find(&start).unwrap_or_else(|| panic!("no {name} in {}", self.text)) + start.len();
        self.text[from..].split('"').next().unwrap().to_owned()
    }
}

/// A browser: it keeps cookies.
#[derive(Default)]
pub struct Browser {
    pub cookies: Vec<(String, String)>,
    pub headers: Vec<(&'static str, &'static str)>,
}

impl Browser {
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(own, _)| own != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    async fn send(&mut self, app: &TestApp, mut request: Request<Body>) -> Answer {
        let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::HOST, "a.example.nl".parse().unwrap());
        headers.insert(header::COOKIE, jar.join("; ").parse().unwrap());
        for (name, value) in &self.headers {
            headers.insert(*name, value.parse().unwrap());
        }
        let (parts, body) = app.router.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        let answer = Answer { status_code: parts.status, headers: parts.headers, text };
        for cookie in answer.cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            self.set_cookie(name, rest.split(';').next().unwrap());
        }
        answer
    }

    pub async fn get(&mut self, app: &TestApp, path: &str) -> Answer {
        self.send(app, Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, app: &TestApp, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(app, request.body(Body::from(body)).unwrap()).await
    }

    /// Goes through the simulated DigiD; `start` is the link on the login page.
    pub async fn log_in_at(&mut self, app: &TestApp, start: &str, keuze: &str) -> Answer {
        let leaving = self.get(app, start).await;
        assert_eq!(leaving.status_code, 303, "{}", leaving.text);
        let choice = self.get(app, leaving.location()).await;
        let state = choice.field("state");
        self.post(app, "/simulator/digid", &[("state", &state), ("keuze", keuze)]).await
    }

    pub async fn log_in(&mut self, app: &TestApp) {
        let answer = self.log_in_at(app, "/inloggen/digid", ANNE).await;
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, "/mijn"));
    }

    pub async fn log_in_staff(&mut self, app: &TestApp) {
        let state = self.get(app, "/werk/inloggen").await.field("state");
        let answer = self.post(app, "/werk/inloggen", &[("state", &state), ("medewerker", "fatima.yilmaz")]).await;
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, "/werk"));
    }
}

pub const ANNE: &str = "999900109";
pub const KARIM: &str = "999900845";
pub const GRETA: &str = "999901217";

async fn mine(call: PageCall, session: ResidentSession) -> Result<Page, PageError> {
    let chrome = session.chrome(&call, "Mijn Loket");
    let text = format!("{:?} {}", session.burger.loa, session.burger.betrokkene().masked());
    call.page("proef.html", serde_json::json!({ "text": text }), &chrome)
}

async fn sure(call: PageCall, session: ResidentSession) -> Result<String, PageError> {
    session.require_loa(&call, Betrouwbaarheidsniveau::Hoog)?;
    Ok("zeker".into())
}

async fn work(call: PageCall, session: StaffSession) -> Result<Page, PageError> {
    let chrome = session.chrome(&call, "Werk");
    call.page("proef.html", serde_json::json!({ "text": session.medewerker.rollen.join(",") }), &chrome)
}

async fn admin(session: StaffSession) -> Result<String, PageError> {
    session.require_rol("beheerders")?;
    Ok("beheer".into())
}

fn routes() -> Router<App> {
    Router::new()
        .route("/mijn", get(mine))
        .route("/mijn/zeker", get(sure))
        .route("/mijn/form", post(async |form: ResidentForm| form.pairs.find("naam").unwrap_or_default().to_owned()))
        .route("/werk", get(work))
        .route("/werk/beheer", get(admin))
        .route("/werk/form", post(async |_: StaffForm| "gedaan"))
        .route("/start", get(async |OptionalResident(session): OptionalResident| format!("{}", session.is_some())))
}

const TEMPLATE: (&str, &str) =
    ("proef.html", "{% extends \"layout/portal.html\" %}{% block content %}<p>[{{ text }}]</p>{% endblock %}");

pub fn pages() -> ui::Pages {
    let texts = web::TEXTS.iter().chain(identity::TEXTS);
    let texts = texts.fold(ui::Texts::builder(), |builder, (lang, source)| builder.add(lang, source));
    let templates: Vec<_> = identity::TEMPLATES.iter().copied().chain([TEMPLATE]).collect();
    ui::Pages::new(&templates, texts.build().unwrap()).unwrap()
}

pub fn demo() -> WebSettings {
    WebSettings { demo: true, ..WebSettings::default() }
}

/// Starts the routes on each kind of database.
pub async fn start(settings: WebSettings) -> Vec<TestApp> {
    let mut urls = vec![None];
    urls.extend(std::env::var("LOKET_TEST_POSTGRES").ok().map(Some));
    let mut apps = Vec::new();
    for url in urls {
        let folder = tempfile::tempdir().unwrap();
        let location = match url {
            None => Location::File(folder.path().join("test.sqlite")),
            Some(url) => Location::Server { url, schema: Some(format!("identity_{:x}", Clock::system().random())) },
        };
        let start: Timestamp = "2026-11-25T09:00:00Z".parse().unwrap();
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let db = Db::open(&location, files, Arc::new(Clock::fixed(start, 7))).await.unwrap();
        let gemeente = Gemeente {
            key: "voorbeeldstad".into(),
            naam: "Voorbeeldstad".into(),
            rsin: "999993653".parse().unwrap(),
            website: "www.voorbeeldstad.example".into(),
            telefoon: "14 099".into(),
            postadres: "Postbus 1, 1000 AA Voorbeeldstad".to_owned(),
            openingstijden: String::new(),
            thema: "loket".into(),
            afzender: "loket@example.nl".into(),
        };
        let mut tx = db.begin(&Actor::Systeem("test")).await.unwrap();
        store::gemeente::save(&mut tx, &gemeente).await.unwrap();
        tx.commit().await.unwrap();
        db.reload_gemeente().await.unwrap();
        // Twice: what is there already stays.
        for _ in 0..2 {
            let mut tx = db.begin(&Actor::Systeem("test")).await.unwrap();
            identity::seed_demo(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
        }
        let logins = Logins::simulated(&settings).unwrap_or_default();
        let tenants = Tenants::default().add(Tenant::new("voorbeeldstad", db.clone()), &["a.example.nl"]);
        let app = App::new(settings.clone(), tenants, pages());
        let router = web::build(app, vec![identity::router(logins), routes()]);
        apps.push(TestApp { router, db, start, _folder: folder });
    }
    apps
}

impl TestApp {
    /// Sets the clock to so many minutes after the start.
    pub fn at_minute(&self, minutes: i64) {
        self.at_second(minutes * 60);
    }

    pub fn at_second(&self, seconds: i64) {
        self.db.clock().set(self.start + SignedDuration::from_secs(seconds));
    }
}
