//! A municipality with the bouwstenen installed, and browsers of its residents.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use form_logic::Strictness;
use forms::{Eigenaar, FormContext, PostedFiles, StepOutcome, StepPost};
use identity::sessions::{self, Who};
use identity::{Logins, SessionToken};
use messages::MailTransport;
use process::{TaakStatus, TakenSelectie};
use store::jobs::{Handlers, JobRunner};
use store::{Clock, Db, Files, Gemeente, Location};
use tower::ServiceExt;
use values::actor::{Betrouwbaarheidsniveau, Burger, Grond, Medewerker, Vertegenwoordiging};
use values::{Actor, Id};
use web::{App, Tenant, Tenants, WebSettings};
use zaken::Zaak;

use crate::support::html::Form;

#[path = "html.rs"]
pub mod html;

const SYSTEEM: Actor = Actor::Systeem("test");
pub const ANNE: &str = "999900109";
pub const KARIM: &str = "999900845";
pub const GRETA: &str = "999901217";

pub struct World {
    pub db: Db,
    pub router: Router,
    settings: WebSettings,
    folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub statements: u32,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// Returns the first link on the page that starts like this.
    pub fn link(&self, start: &str) -> String {
        let rest = self.body.split(&format!("href=\"{start}")).nth(1);
        let rest = rest.unwrap_or_else(|| panic!("no link to {start}:\n{}", self.body));
        format!("{start}{}", rest.split('"').next().unwrap())
    }

    pub fn form(&self, action: &str) -> Form {
        Form::find(&self.body, action).unwrap_or_else(|| panic!("no form to {action}:\n{}", self.body))
    }
}

pub fn burger(bsn: &str, naam: &str) -> Burger {
    Burger { bsn: bsn.parse().unwrap(), naam: naam.into(), loa: Betrouwbaarheidsniveau::Midden, vertegenwoordigt: None }
}

pub fn anne() -> Burger {
    burger(ANNE, "Anne de Boer")
}

/// Karim acts for Anne, for these zaaktypen; for all when there are none.
pub fn karim_for_anne(zaaktypen: &[&str]) -> Burger {
    karim_for(ANNE, "Anne de Boer", zaaktypen)
}

/// Karim acts for somebody, for these zaaktypen; for all when there are none.
pub fn karim_for(bsn: &str, naam: &str, zaaktypen: &[&str]) -> Burger {
    let vertegenwoordigt = Some(Vertegenwoordiging {
        bsn: bsn.parse().unwrap(),
        naam: naam.into(),
        grond: Grond::Machtiging,
        zaaktypen: zaaktypen.iter().map(|zaaktype| (*zaaktype).to_owned()).collect(),
    });
    Burger { vertegenwoordigt, ..burger(KARIM, "Karim Benali") }
}

fn behandelaar() -> Medewerker {
    Medewerker {
        id: "fatima.yilmaz".into(),
        naam: "Fatima Yilmaz".into(),
        rollen: vec!["behandelaars".into(), "juridisch".into(), "parkeren".into()],
    }
}

impl World {
    /// A municipality on each database. PostgreSQL runs when `LOKET_TEST_POSTGRES` names a server.
    pub async fn start() -> Vec<Self> {
        let folder = tempfile::tempdir().unwrap();
        let file = Location::File(folder.path().join("test.sqlite"));
        let mut worlds = vec![Self::at(&file, folder).await];
        if let Ok(url) = std::env::var("LOKET_TEST_POSTGRES") {
            let schema = format!("portal_{:x}", Clock::system().random());
            worlds.push(Self::at(&Location::Server { url, schema: Some(schema) }, tempfile::tempdir().unwrap()).await);
        }
        worlds
    }

    async fn at(location: &Location, folder: tempfile::TempDir) -> Self {
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let clock = Arc::new(Clock::fixed("2026-11-25T10:00:00Z".parse().unwrap(), 7));
        let db = Db::open(location, files, clock).await.unwrap();
        db.set_reactions(messages::reactions());
        documenten::set_typesetter(|request| Ok(format!("%PDF-1.7 {}", request.titel).into_bytes()));
        install(&db).await;
        let settings = WebSettings { demo: true, trust_forwarded: true, ..WebSettings::default() };
        let tenants = Tenants::default().add_default(Tenant::new("test", db.clone()));
        let texts = web::TEXTS
            .iter()
            .chain(identity::TEXTS)
            .fold(ui::Texts::builder(), |all, (lang, text)| all.add(lang, text));
        let texts = texts.add("nl", portal::TEXTS_NL).add("en", portal::TEXTS_EN).strict(true).build().unwrap();
        let pages = ui::Pages::new(&[identity::TEMPLATES, portal::TEMPLATES].concat(), texts).unwrap();
        let routers = vec![identity::router(Logins::simulated(&settings).unwrap()), portal::router()];
        let router = web::build(App::new(settings.clone(), tenants, pages), routers);
        Self { db, router, settings, folder }
    }

    /// Opens a browser in which this resident is logged in.
    pub async fn browser(&self, burger: &Burger) -> Browser<'_> {
        self.tick();
        let token = sessions::open(&self.db, &Who::Burger(burger.clone()), None).await.unwrap();
        Browser { world: self, token: Some(token), cookie: None.into(), address: None, claims: None }
    }

    /// Opens a browser in which nobody is logged in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { world: self, token: None, cookie: None.into(), address: None, claims: None }
    }

    /// Opens a browser in which nobody is logged in, at this address of the public network.
    pub fn stranger_at(&self, address: &'static str) -> Browser<'_> {
        Browser { address: Some(address), ..self.stranger() }
    }

    /// Moves the clock a little, so that what comes later is later.
    pub fn tick(&self) {
        let clock = self.db.clock();
        clock.set(clock.now() + std::time::Duration::from_secs(1));
    }

    /// Does what waits after commits: inbox messages, mails.
    pub async fn run_jobs(&self) {
        let mut handlers = Handlers::default();
        let plugins = messages::Plugins {
            is_task_open: |_, _| Box::pin(async { Ok(true) }),
            find_mandaat: |_, _| Box::pin(async { Ok(messages::Mandaat::Elders) }),
        };
        messages::register_jobs(&mut handlers, MailTransport::DevelopmentPage, plugins);
        documenten::register_jobs(&mut handlers);
        let runner = JobRunner::new(self.db.clone(), Arc::new(handlers));
        for _ in 0..20 {
            runner.run_due().await.unwrap();
        }
    }

    /// How many files the object store holds.
    pub fn stored_files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.folder.path().join("documenten"))
    }

    /// A member of staff does the task that waits in this zaak.
    pub async fn staff_does(&self, zaak: Id<Zaak>, answers: &[(&str, &str)]) {
        self.staff_does_one(zaak, "", answers).await;
    }

    /// The same, where more than one waits: the one with this form.
    pub async fn staff_does_one(&self, zaak: Id<Zaak>, slug: &str, answers: &[(&str, &str)]) {
        self.tick();
        let medewerker = behandelaar();
        let actor = Actor::Medewerker(medewerker.clone());
        let mut db = self.db.reader();
        let vrij = process::list_taken_medewerker(&mut db, &medewerker, TakenSelectie::Vrij, 100).await.unwrap();
        let is_it = |taak: &process::Taak| slug.is_empty() || taak.formulier.as_deref() == Some(slug);
        let is_open = |taak: &process::Taak| taak.zaak == zaak && taak.status == TaakStatus::Open;
        let taak = vrij.into_iter().find(|taak| is_open(taak) && is_it(taak)).unwrap();
        let eigenaar = Eigenaar::Medewerker(medewerker);
        let slug = taak.formulier.clone().unwrap();
        let formulier = forms::find_formulier(&mut db, &slug).await.unwrap().unwrap();
        let mut tx = self.db.begin(&actor).await.unwrap();
        let inzending = forms::start(&mut tx, &eigenaar, &formulier, Some(taak.uuid)).await.unwrap();
        let context = FormContext::of(tx.now(), &eigenaar, &inzending);
        let pairs: Vec<_> = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let step = formulier.definition.steps[0].slug.clone();
        let post =
            StepPost { step: &step, pairs: &pairs, files: &PostedFiles::default(), strictness: Strictness::Next };
        let outcome = forms::save_step(&mut tx, &inzending, &post, &context).await.unwrap();
        assert!(matches!(outcome, StepOutcome::Saved(_)), "{slug}: {outcome:?}");
        tx.commit().await.unwrap();
        let saved = forms::find_inzending(&mut self.db.reader(), &eigenaar, inzending.uuid).await.unwrap().unwrap();
        forms::submit_taak(&self.db, &actor, &eigenaar, &saved, &context).await.unwrap();
    }
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
    for key in ["basis", "bezwaarschrift", "parkeervergunning-bewoners"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bouwstenen").join(key);
        packages::install(&mut tx, &catalogus, &packages::Bouwsteen::read_folder(&folder).unwrap()).await.unwrap();
    }
    identity::seed_demo(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody with a browser without script.
pub struct Browser<'a> {
    world: &'a World,
    token: Option<SessionToken>,
    cookie: std::cell::RefCell<Option<String>>,
    /// What the proxy says that the caller's address is.
    pub address: Option<&'static str>,
    /// How many bytes it says to send, when that is not the truth.
    pub claims: Option<usize>,
}

impl Browser<'_> {
    async fn send(&self, method: Method, path: &str, content_type: Option<&str>, body: Vec<u8>) -> Answer {
        self.world.tick();
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "loket.test");
        if let Some(token) = &self.token {
            request = request.header(header::COOKIE, identity::session_cookie(token, false, &self.world.settings));
        }
        if let Some(cookie) = &*self.cookie.borrow() {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(address) = self.address {
            request = request.header("x-forwarded-for", address);
        }
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        // Browsers say how long it is; a stranger whose address is looked at is a program that does not.
        if self.token.is_some() || self.address.is_none() {
            request = request.header(header::CONTENT_LENGTH, self.claims.unwrap_or(body.len()));
        }
        let request = request.body(Body::from(body)).unwrap();
        let (response, statements) = store::count_statements(self.world.router.clone().oneshot(request)).await;
        let (parts, body) = response.unwrap().into_parts();
        let body = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await.unwrap()).into_owned();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE) {
            *self.cookie.borrow_mut() = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        Answer { status_code: parts.status, headers: parts.headers, body, statements }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Reads a page that must be there.
    pub async fn read(&self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status_code, StatusCode::OK, "{path}: {} {}", answer.location(), answer.body);
        answer
    }

    /// Sends a form as it stands on the page.
    pub async fn submit(&self, form: &Form) -> Answer {
        let (content_type, body) = form.body();
        self.send(Method::POST, &form.action, Some(&content_type), body).await
    }

    /// Sends a form and follows where it leads; the form must be accepted.
    pub async fn follow(&self, form: &Form) -> (String, Answer) {
        let answer = self.submit(form).await;
        assert_eq!(answer.status_code, StatusCode::SEE_OTHER, "{}: {}", form.action, answer.body);
        let location = answer.location().to_owned();
        let page = self.read(&location).await;
        (location, page)
    }

    /// Sends something to a path, with a token of this session.
    pub async fn post(&self, path: &str, pairs: &[(&str, &str)], is_multipart: bool) -> Answer {
        let csrf = self.token.as_ref().map(|token| token.csrf(self.world.db.clock())).unwrap_or_default();
        let mut form = Form::to(path, is_multipart);
        form.set("csrf", &csrf);
        for (name, value) in pairs {
            form.set(name, value);
        }
        self.submit(&form).await
    }

    /// Objects, from the first page to the confirmation, and returns the zaak.
    pub async fn bezwaar(&self) -> Id<Zaak> {
        let (_, page) = self.until_overview().await;
        let mut form = page.form("/overzicht");
        form.set("_privacy", "on");
        form.set("_truth", "on");
        let (_, page) = self.follow(&form).await;
        let href = page.body.split("href=\"/mijn/zaken/").nth(1).unwrap();
        href.split('"').next().unwrap().parse().unwrap()
    }

    /// Fills in the three steps and returns the overview with its address.
    pub async fn until_overview(&self) -> (String, Answer) {
        let start = self.read("/formulieren/bezwaar-maken").await;
        let (_, page) = self.follow(&start.form("/formulieren/bezwaar-maken")).await;
        let mut form = page.form("/uw-gegevens");
        form.press("actie", "volgende");
        for (name, value) in [("namensWie", "mijzelf"), ("email", "anne@example.nl"), ("telefoonnummer", "0612345678")]
        {
            form.set(name, value);
        }
        let (_, page) = self.follow(&form).await;
        let mut form = page.form("/besluit");
        form.press("actie", "volgende");
        let date = [("datumBesluit-day", "10"), ("datumBesluit-month", "11"), ("datumBesluit-year", "2026")];
        for (name, value) in
            [("kenmerkBesluit", "B-2026-17"), ("onderwerpBesluit", "Weigering"), ("datumBesluit", "2026-11-10")]
        {
            form.set(name, value);
        }
        for (name, value) in date {
            form.set(name, value);
        }
        let (_, page) = self.follow(&form).await;
        let mut form = page.form("/reden");
        form.press("actie", "volgende");
        for (name, value) in [("gronden", "Het besluit klopt niet."), ("hoorzitting", "nee"), ("spoed", "nee")] {
            form.set(name, value);
        }
        form.attach("bijlagen", "foto.png", "image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR a small picture");
        self.follow(&form).await
    }
}
