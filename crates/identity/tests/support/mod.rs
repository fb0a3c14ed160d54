//! The routes of login with two pages behind them, on a fresh database of each kind with a clock that stands still.

use axum::Router;
use axum::routing::{get, post};
use identity::{Logins, OptionalResident, ResidentForm, ResidentSession, StaffForm, StaffSession};
use jiff::{SignedDuration, Timestamp};
use store::{Db, Gemeente};
use test_kit::people::{ANNE, FATIMA};
use test_kit::{Answer, Browser, Database, SYSTEEM, clock_at, databases, voorbeeldstad};
use values::actor::Betrouwbaarheidsniveau;
use web::{App, Page, PageCall, PageError, Tenant, Tenants, WebSettings};

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    pub start: Timestamp,
    pub _database: Database,
}

/// How one logs in with a browser.
pub trait Login {
    /// Goes through the simulated DigiD; `start` is the link on the login page.
    async fn log_in_at(&self, start: &str, keuze: &str) -> Answer;
    async fn log_in(&self);
    async fn log_in_staff(&self);
}

impl Login for Browser<'_> {
    async fn log_in_at(&self, start: &str, keuze: &str) -> Answer {
        let leaving = self.get(start).await;
        assert_eq!(leaving.status_code, 303, "{}", leaving.text());
        let choice = self.get(leaving.location()).await;
        let state = choice.field("state");
        self.post("/simulator/digid", &[("state", &state), ("keuze", keuze)]).await
    }

    async fn log_in(&self) {
        let answer = self.log_in_at("/inloggen/digid", ANNE).await;
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, "/mijn"));
    }

    async fn log_in_staff(&self) {
        let state = self.get("/werk/inloggen").await.field("state");
        let answer = self.post("/werk/inloggen", &[("state", &state), ("medewerker", FATIMA)]).await;
        assert_eq!((answer.status_code.as_u16(), answer.location()), (303, "/werk"));
    }
}

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
    let gemeente = Gemeente { key: "voorbeeldstad".into(), ..voorbeeldstad() };
    let mut apps = Vec::new();
    for database in databases(&gemeente, || clock_at("2026-11-25T09:00:00Z")).await {
        let db = database.db.clone();
        // Twice: what is there already stays.
        for _ in 0..2 {
            let mut tx = db.begin(&SYSTEEM).await.unwrap();
            identity::seed_demo(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
        }
        let logins = Logins::simulated(&settings).unwrap_or_default();
        let tenants = Tenants::default().add(Tenant::new("voorbeeldstad", db.clone()), &["a.example.nl"]);
        let app = App::new(settings.clone(), tenants, pages());
        let router = web::build(app, vec![identity::router(logins), routes()]);
        apps.push(TestApp { router, start: db.clock().now(), db, _database: database });
    }
    apps
}

impl TestApp {
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(&self.router)
    }

    /// Sets the clock to so many minutes after the start.
    pub fn at_minute(&self, minutes: i64) {
        self.at_second(minutes * 60);
    }

    pub fn at_second(&self, seconds: i64) {
        self.db.clock().set(self.start + SignedDuration::from_secs(seconds));
    }
}
