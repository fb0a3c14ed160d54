//! A municipality with the bouwstenen installed, and browsers of its residents.

use std::sync::Arc;

use form_logic::Strictness;
use forms::{Eigenaar, FormContext, PostedFiles, StepOutcome, StepPost};
use identity::Logins;
use messages::MailTransport;
use packages::Bouwsteen;
use process::{TaakStatus, TakenSelectie};
use store::Db;
use store::jobs::{Handlers, JobRunner};
use test_kit::database::tick;
use test_kit::pages::{Site, pages};
use test_kit::people::gemachtigde;
use test_kit::{Database, bouwstenen, databases, still_clock, voorbeeldstad};
use values::actor::{Burger, Medewerker};
use values::{Actor, Id};
use web::WebSettings;
use zaken::Zaak;

pub use test_kit::people::{ANNE, GRETA, KARIM, anne, burger};
pub use test_kit::{Answer, Browser, Form, Length, SYSTEEM};

pub struct World {
    pub db: Db,
    site: Site,
}

/// Karim acts for Anne, for these zaaktypen; for all when there are none.
pub fn karim_for_anne(zaaktypen: &[&str]) -> Burger {
    karim_for(ANNE, "Anne de Boer", zaaktypen)
}

/// Karim acts for somebody, for these zaaktypen; for all when there are none.
pub fn karim_for(bsn: &str, naam: &str, zaaktypen: &[&str]) -> Burger {
    gemachtigde(burger(KARIM, "Karim Benali"), (bsn, naam), zaaktypen)
}

impl World {
    /// A municipality on each database.
    pub async fn start() -> Vec<Self> {
        let mut worlds = Vec::new();
        for database in databases(&voorbeeldstad(), still_clock).await {
            worlds.push(Self::new(database).await);
        }
        worlds
    }

    async fn new(database: Database) -> Self {
        let db = database.db.clone();
        db.set_reactions(messages::reactions());
        documenten::set_typesetter(|request| Ok(format!("%PDF-1.7 {}", request.titel).into_bytes()));
        install(&db).await;
        let settings = WebSettings { demo: true, trust_forwarded: true, ..WebSettings::default() };
        let pages = pages(&[("nl", portal::TEXTS_NL), ("en", portal::TEXTS_EN)], portal::TEMPLATES);
        let routers = vec![identity::router(Logins::simulated(&settings).unwrap()), portal::router()];
        Self { db, site: Site::new(database, settings, pages, routers) }
    }

    /// Opens a browser in which this resident is logged in.
    pub async fn browser(&self, burger: &Burger) -> Browser<'_> {
        self.tick();
        self.site.resident(burger).await.ticking(self.db.clock())
    }

    /// Opens a browser in which nobody is logged in.
    pub fn stranger(&self) -> Browser<'_> {
        self.site.stranger().ticking(self.db.clock())
    }

    /// Opens a browser in which nobody is logged in, at this address of the public network. It is a program: it does not say how long it is
    /// what it sends.
    pub fn stranger_at(&self, address: &'static str) -> Browser<'_> {
        let mut browser = self.stranger();
        browser.headers.push(("x-forwarded-for", address));
        browser.length = Length::Untold;
        browser
    }

    /// Moves the clock a little, so that what comes later is later.
    pub fn tick(&self) {
        tick(self.db.clock());
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
        self.site.stored_files()
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
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    let catalogus = catalogi::ensure_catalogus(&mut tx, "LOKET", &db.gemeente().rsin, "Test").await.unwrap();
    for key in ["basis", "bezwaarschrift", "parkeervergunning-bewoners"] {
        let bouwsteen = Bouwsteen::read_folder(&bouwstenen::folder(key)).unwrap();
        packages::install(&mut tx, &catalogus, &bouwsteen).await.unwrap();
    }
    identity::seed_demo(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn behandelaar() -> Medewerker {
    Medewerker {
        id: "fatima.yilmaz".into(),
        naam: "Fatima Yilmaz".into(),
        rollen: vec!["behandelaars".into(), "juridisch".into(), "parkeren".into()],
    }
}

/// What a resident does at these pages.
pub trait Apply {
    /// Objects, from the first page to the confirmation, and returns the zaak.
    async fn bezwaar(&self) -> Id<Zaak>;
    /// Fills in the three steps and returns the overview with its address.
    async fn until_overview(&self) -> (String, Answer);
}

impl Apply for Browser<'_> {
    async fn bezwaar(&self) -> Id<Zaak> {
        let (_, page) = self.until_overview().await;
        let mut form = page.form("/overzicht");
        form.set("_privacy", "on");
        form.set("_truth", "on");
        let (_, page) = self.follow(&form).await;
        let href = page.text().split("href=\"/mijn/zaken/").nth(1).unwrap();
        href.split('"').next().unwrap().parse().unwrap()
    }

    async fn until_overview(&self) -> (String, Answer) {
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
