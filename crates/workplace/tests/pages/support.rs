//! The pages of staff on a fresh database of each kind, with the bouwstenen installed, staff of two roles, and a resident who objects.

use std::sync::Arc;

use form_logic::Strictness;
use forms::{Eigenaar, FormContext, NextStep, PostedFiles, StepOutcome, StepPost, Verzending};
use identity::Logins;
use messages::MailTransport;
use packages::Bouwsteen;
use process::Taak;
use store::jobs::{Handlers, JobRunner};
use store::{Db, Sql};
use test_kit::pages::{Site, pages};
use test_kit::{Database, Form, bouwstenen, databases, still_clock, voorbeeldstad};
use values::{Actor, Id};
use web::WebSettings;
use workplace::paths;
use zaken::Zaak;

pub use test_kit::people::{FATIMA, INGRID, JOOST, anne};
pub use test_kit::{Answer, Browser, Length, SYSTEEM};

/// What stands in for a typeset document.
pub const PDF: &[u8] = b"%PDF-1.7 proef";

pub struct TestApp {
    pub site: Site,
    pub db: Db,
}

/// Starts the pages on each kind of database.
pub async fn start() -> Vec<TestApp> {
    let mut apps = Vec::new();
    for database in databases(&voorbeeldstad(), still_clock).await {
        apps.push(TestApp::new(database).await);
    }
    apps
}

async fn install(db: &Db) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &db.gemeente().rsin, "Test").await.unwrap();
    for key in ["basis", "bezwaarschrift"] {
        let bouwsteen = Bouwsteen::read_folder(&bouwstenen::folder(key)).unwrap();
        packages::install(&mut tx, &catalogus, &bouwsteen).await.unwrap();
    }
    identity::seed_demo(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

impl TestApp {
    async fn new(database: Database) -> Self {
        let db = database.db.clone();
        db.set_reactions(messages::reactions());
        install(&db).await;
        let settings = WebSettings { demo: true, ..WebSettings::default() };
        let pages = pages(&[("nl", workplace::TEXTS_NL)], workplace::TEMPLATES);
        let routers = vec![identity::router(Logins::simulated(&settings).unwrap()), workplace::router()];
        Self { site: Site::new(database, settings, pages, routers), db }
    }

    /// A member of staff with a browser.
    pub async fn log_in(&self, medewerker: &str) -> Browser<'_> {
        self.site.staff(medewerker).await
    }

    pub fn stranger(&self) -> Browser<'_> {
        self.site.stranger()
    }

    /// How many files the object store holds.
    pub fn stored_files(&self) -> usize {
        self.site.stored_files()
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

    /// Does both tasks of staff, up to the decision.
    pub async fn decide(&self, who: &Browser<'_>, zaak: Id<Zaak>) {
        for answers in [INTAKE, BESLISSING] {
            let answer = self.do_taak(who, zaak, answers).await;
            assert_eq!(answer.status_code, 303, "{}", answer.words());
        }
    }

    /// Claims the open task of a zaak and answers it.
    pub async fn do_taak(&self, who: &Browser<'_>, zaak: Id<Zaak>, answers: &[(&str, &str)]) -> Answer {
        let taak = self.open_taak(zaak).await;
        who.press(&paths::oppakken(taak.uuid)).await;
        who.fill_in(&paths::taak(taak.uuid), answers).await
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

/// What staff does at these pages.
pub trait Handle {
    /// Looks for a zaak.
    async fn search(&self, text: &str) -> Answer;
    /// Sends the form of a task.
    async fn fill_in(&self, path: &str, pairs: &[(&str, &str)]) -> Answer;
    /// Sends the form of a task with these answers and nothing else.
    async fn fill_in_raw(&self, path: &str, pairs: &[(&str, String)]) -> Answer;
    /// The same with files: question, name and content.
    async fn fill_in_with(&self, path: &str, pairs: &[(&str, String)], files: &[(&str, &str, &str)]) -> Answer;
}

impl Handle for Browser<'_> {
    async fn search(&self, text: &str) -> Answer {
        self.fill(paths::ZOEKEN, &[("tekst", text)]).await
    }

    async fn fill_in(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.submit(&self.filled(path, pairs, true)).await
    }

    async fn fill_in_raw(&self, path: &str, pairs: &[(&str, String)]) -> Answer {
        self.fill_in_with(path, pairs, &[]).await
    }

    async fn fill_in_with(&self, path: &str, pairs: &[(&str, String)], files: &[(&str, &str, &str)]) -> Answer {
        let mut form = Form::to(path, true);
        for (name, value) in pairs {
            form.add(name, value);
        }
        for (key, name, content) in files {
            form.attach(key, name, "", content.as_bytes());
        }
        self.submit(&form).await
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
