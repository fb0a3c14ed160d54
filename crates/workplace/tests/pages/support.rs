//! The real program on a fresh database of each kind, with the bouwstenen installed, staff of two roles, and a resident who objects.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use form_logic::Strictness;
use forms::{Eigenaar, FormContext, NextStep, PostedFiles, StepOutcome, StepPost, Verzending};
use identity::sessions::{self, Who};
use identity::{Logins, SessionToken};
use messages::MailTransport;
use packages::Bouwsteen;
use process::Taak;
use store::jobs::{Handlers, JobRunner};
use store::{Clock, Db, Files, Gemeente, Location, Sql};
use tower::ServiceExt;
use values::actor::{Betrouwbaarheidsniveau, Burger};
use values::{Actor, Id};
use web::{App, Tenant, Tenants, WebSettings};
use workplace::paths;
use zaken::Zaak;

pub const SYSTEEM: Actor = Actor::Systeem("test");
/// May handle the bezwaar.
pub const FATIMA: &str = "fatima.yilmaz";
/// May handle it as well.
pub const JOOST: &str = "joost.bakker";
/// An administrator: not a handler.
pub const INGRID: &str = "ingrid.dewit";

/// What stands in for a typeset document.
pub const PDF: &[u8] = b"%PDF-1.7 proef";

pub struct TestApp {
    pub router: Router,
    pub db: Db,
    settings: WebSettings,
    folder: tempfile::TempDir,
}

pub struct Answer {
    pub status_code: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub statements: u32,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    /// The page without tags and line breaks, to look for sentences in.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut is_tag = false;
        for c in self.text().chars() {
            match c {
                '<' => is_tag = true,
                '>' => {
                    is_tag = false;
                    words.push(' ');
                }
                c if !is_tag => words.push(c),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Starts the program on each kind of database.
pub async fn start() -> Vec<TestApp> {
    let mut locations = vec![None];
    locations.extend(std::env::var("LOKET_TEST_POSTGRES").ok().map(Some));
    let mut apps = Vec::new();
    for url in locations {
        let folder = tempfile::tempdir().unwrap();
        let location = match url {
            None => Location::File(folder.path().join("test.sqlite")),
            Some(url) => Location::Server { url, schema: Some(format!("workplace_{:x}", Clock::system().random())) },
        };
        let files = Files::on_disk(&folder.path().join("documenten")).unwrap();
        let clock = Arc::new(Clock::fixed("2026-11-25T10:00:00Z".parse().unwrap(), 7));
        let db = Db::open(&location, files, clock).await.unwrap();
        db.set_reactions(messages::reactions());
        install(&db).await;
        let settings = WebSettings { demo: true, ..WebSettings::default() };
        let tenants = Tenants::default().add_default(Tenant::new("test", db.clone()));
        let routers = vec![identity::router(Logins::simulated(&settings).unwrap()), workplace::router()];
        let router = web::build(App::new(settings.clone(), tenants, pages()), routers);
        apps.push(TestApp { router, db, settings, folder });
    }
    apps
}

fn pages() -> ui::Pages {
    let texts =
        web::TEXTS.iter().chain(identity::TEXTS).fold(ui::Texts::builder(), |all, (lang, text)| all.add(lang, text));
    let texts = texts.add("nl", workplace::TEXTS_NL).strict(true).build().unwrap();
    ui::Pages::new(&[identity::TEMPLATES, workplace::TEMPLATES].concat(), texts).unwrap()
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

pub fn anne() -> Burger {
    Burger {
        bsn: "999900109".parse().unwrap(),
        naam: "Anne de Boer".into(),
        loa: Betrouwbaarheidsniveau::Midden,
        vertegenwoordigt: None,
    }
}

impl TestApp {
    /// A member of staff with a browser.
    pub async fn log_in(&self, medewerker: &str) -> Browser<'_> {
        let token = sessions::open(&self.db, &Who::Medewerker(medewerker.to_owned()), None).await.unwrap();
        Browser { app: self, token: Some(token), claims: None }
    }

    pub fn stranger(&self) -> Browser<'_> {
        Browser { app: self, token: None, claims: None }
    }

    /// Anne objects, as the portal does it.
    pub async fn bezwaar(&self) -> Id<Zaak> {
        self.bezwaar_with("nee").await
    }

    /// Anne objects, and says whether she wants to be heard.
    pub async fn bezwaar_with(&self, hoorzitting: &str) -> Id<Zaak> {
        let (eigenaar, actor) = (Eigenaar::Burger(anne()), Actor::Burger(anne()));
        let steps: [(&str, &[(&str, &str)]); 3] = [
            (
                "uw-gegevens",
                &[("email", "anne@example.nl"), ("telefoonnummer", "06 12345678"), ("namensWie", "mijzelf")],
            ),
            (
                "besluit",
                &[
                    ("kenmerkBesluit", "B-2026-17"),
                    ("datumBesluit-day", "10"),
                    ("datumBesluit-month", "11"),
                    ("datumBesluit-year", "2026"),
                    ("onderwerpBesluit", "Weigering parkeervergunning"),
                ],
            ),
            ("reden", &[("gronden", "Het besluit klopt niet."), ("hoorzitting", hoorzitting), ("spoed", "nee")]),
        ];
        let form = Filled::start(&self.db, &eigenaar, &actor, "bezwaar-maken", None).await;
        for (step, pairs) in steps {
            form.step(step, pairs).await;
        }
        let inzending = form.inzending().await;
        let ctx = FormContext::of(self.db.clock().now(), &eigenaar, &inzending);
        let verzending = Verzending { accepts_privacy: true, declares_truth: true, ..Verzending::default() };
        let submitted =
            forms::submit_aanvraag(&self.db, &actor, &eigenaar, &inzending, &ctx, &verzending).await.unwrap();
        submitted.zaak
    }

    /// Anne answers the task that waits for her.
    pub async fn answer(&self, zaak: Id<Zaak>, answer: &str) {
        let (eigenaar, actor) = (Eigenaar::Burger(anne()), Actor::Burger(anne()));
        let taak = self.open_taak(zaak).await;
        let form = Filled::start(&self.db, &eigenaar, &actor, "bezwaar-aanvulling", Some(taak.uuid)).await;
        form.step("uw-aanvulling", &[("aanvulling", answer)]).await;
        let inzending = form.inzending().await;
        let ctx = FormContext::of(self.db.clock().now(), &eigenaar, &inzending);
        forms::submit_taak(&self.db, &actor, &eigenaar, &inzending, &ctx).await.unwrap();
    }

    /// How many files the object store holds.
    pub fn stored_files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.folder.path().join("documenten"))
    }

    /// Does what waits in the background: mails go to the development page.
    pub async fn run_jobs(&self) {
        let mut handlers = Handlers::default();
        let plugins = messages::Plugins {
            is_task_open: |_, _| Box::pin(async { Ok(true) }),
            find_mandaat: |_, _| Box::pin(async { Ok(messages::Mandaat::Elders) }),
        };
        messages::register_jobs(&mut handlers, MailTransport::DevelopmentPage, plugins);
        documenten::register_jobs(&mut handlers);
        process::register_jobs(&mut handlers);
        documenten::set_typesetter(|_| Ok(PDF.to_vec()));
        let runner = JobRunner::new(self.db.clone(), Arc::new(handlers));
        while runner.run_due().await.unwrap() > 0 {}
    }

    /// Who looked at a zaak, and why, in the order of looking.
    pub async fn inzagen(&self, zaak: Id<Zaak>) -> Vec<(String, String)> {
        static LIST: Sql =
            store::sql("test.inzagen", "SELECT actor_id, doel FROM inzage WHERE resource_id = $1 ORDER BY id");
        let read = |row: &store::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.db.reader().query(&LIST, &[zaak.into()], read).await.unwrap()
    }

    pub async fn open_taak(&self, zaak: Id<Zaak>) -> Taak {
        let taken = process::list_taken_zaak(&mut self.db.reader(), zaak).await.unwrap();
        taken.into_iter().find(|taak| taak.status == process::TaakStatus::Open).expect("a task is open")
    }
}

/// A form of a resident that is being filled in.
struct Filled<'a> {
    db: &'a Db,
    eigenaar: &'a Eigenaar,
    actor: &'a Actor,
    uuid: Id<forms::Inzending>,
}

impl<'a> Filled<'a> {
    async fn start(db: &'a Db, eigenaar: &'a Eigenaar, actor: &'a Actor, slug: &str, taak: Option<Id<Taak>>) -> Self {
        let formulier = forms::find_formulier(&mut db.reader(), slug).await.unwrap().unwrap();
        let mut tx = db.begin(actor).await.unwrap();
        let inzending = forms::start(&mut tx, eigenaar, &formulier, taak).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, eigenaar, actor, uuid: inzending.uuid }
    }

    async fn inzending(&self) -> forms::Inzending {
        forms::find_inzending(&mut self.db.reader(), self.eigenaar, self.uuid).await.unwrap().unwrap()
    }

    async fn step(&self, step: &str, pairs: &[(&str, &str)]) -> NextStep {
        let inzending = self.inzending().await;
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut tx = self.db.begin(self.actor).await.unwrap();
        let ctx = FormContext::of(tx.now(), self.eigenaar, &inzending);
        let post = StepPost { step, pairs: &pairs, files: &PostedFiles::default(), strictness: Strictness::Next };
        let outcome = forms::save_step(&mut tx, &inzending, &post, &ctx).await.unwrap();
        tx.commit().await.unwrap();
        match outcome {
            StepOutcome::Saved(saved) => saved.next,
            StepOutcome::Refused(refused) => panic!("{step}: {:?}", refused.errors),
        }
    }
}

/// Somebody with a browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    token: Option<SessionToken>,
    /// How many bytes it says to send, when that is not the truth.
    pub claims: Option<usize>,
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
        let (response, statements) = store::count_statements(self.app.router.clone().oneshot(request)).await;
        let (parts, body) = response.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status_code: parts.status, headers: parts.headers, body, statements }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Presses a button.
    pub async fn press(&self, path: &str) -> Answer {
        self.press_with(path, &self.csrf()).await
    }

    pub async fn press_with(&self, path: &str, csrf: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(format!("csrf={csrf}"))).unwrap()).await
    }

    /// Does both tasks of staff, up to the decision.
    pub async fn decide(&self, zaak: Id<Zaak>) {
        for answers in [INTAKE, BESLISSING] {
            let answer = self.do_taak(zaak, answers).await;
            assert_eq!(answer.status_code, 303, "{}", answer.words());
        }
    }

    /// Claims the open task of a zaak and answers it.
    pub async fn do_taak(&self, zaak: Id<Zaak>, answers: &[(&str, &str)]) -> Answer {
        let taak = self.app.open_taak(zaak).await;
        self.press(&paths::oppakken(taak.uuid)).await;
        self.fill_in(&paths::taak(taak.uuid), answers).await
    }

    /// Looks for a zaak.
    pub async fn search(&self, text: &str) -> Answer {
        self.send_form(paths::ZOEKEN, &[("tekst", text)]).await
    }

    /// Sends a form without files, with the token of the session.
    pub async fn send_form(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &self.csrf()).extend_pairs(pairs);
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.finish())).unwrap()).await
    }

    /// Sends the form of a task.
    pub async fn fill_in(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut own = vec![("csrf", self.csrf())];
        own.extend(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.fill_in_raw(path, &own).await
    }

    pub async fn fill_in_raw(&self, path: &str, pairs: &[(&str, String)]) -> Answer {
        self.fill_in_with(path, pairs, &[]).await
    }

    /// Sends the form of a task with files: question, name and content.
    pub async fn fill_in_with(&self, path: &str, pairs: &[(&str, String)], files: &[(&str, &str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in pairs {
            let part = format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.push_str(&part);
        }
        for (key, name, content) in files {
            body.push_str(&format!(
                "--grens\r\nContent-Disposition: form-data; name=\"{key}\"; filename=\"{name}\"\r\n\r\n{content}\r\n"
            ));
        }
        body.push_str("--grens--\r\n");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grens")
            .header(header::CONTENT_LENGTH, self.claims.unwrap_or(body.len()));
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

/// The answers of the intake that lets the bezwaar go on at once.
pub const INTAKE: &[(&str, &str)] =
    &[("_stap", "intake"), ("_actie", "volgende"), ("ontvankelijk", "ja"), ("aanvullingNodig", "nee")];
/// The answers that ask Anne for more.
pub const INTAKE_MEER: &[(&str, &str)] = &[
    ("_stap", "intake"),
    ("_actie", "volgende"),
    ("ontvankelijk", "ja"),
    ("aanvullingNodig", "ja"),
    ("aanvullingVraag", "Wilt u het besluit meesturen?"),
];
/// The decision.
pub const BESLISSING: &[(&str, &str)] =
    &[("_stap", "beslissing"), ("_actie", "volgende"), ("uitkomst", "gegrond"), ("motivering", "U heeft gelijk.")];
