//! The pages of administrators on a fresh database of each kind, with the bouwstenen installed.

use std::sync::Arc;

use identity::Logins;
use packages::Bouwsteen;
use store::jobs::{Handlers, JobError, JobRunner};
use store::{Clock, Db, NewJob};
use test_kit::pages::pages;
use test_kit::{Form, bouwstenen, databases, voorbeeldstad};
use web::WebSettings;

pub use test_kit::pages::Site;
pub use test_kit::people::{FATIMA, INGRID};
pub use test_kit::{Answer, Browser, SYSTEEM};

/// Starts the pages on each kind of database.
pub async fn start(demo: bool) -> Vec<Site> {
    let mut sites = Vec::new();
    for database in databases(&voorbeeldstad(), Clock::system).await {
        install(&database.db).await;
        let routers =
            vec![identity::router(Logins::none()), admin::router(sealer()).layer(axum::Extension(diensten()))];
        let settings = WebSettings { demo, ..WebSettings::default() };
        let pages = pages(&[("nl", admin::TEXTS_NL)], admin::TEMPLATES);
        sites.push(Site::new(database, settings, pages, routers));
    }
    sites
}

/// The mark in a form of what it was made from.
pub fn mark(page: &Answer) -> String {
    page.field("merk")
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

/// Leaves jobs behind that were given up.
pub async fn leave_failed_jobs(db: &Db, count: usize) {
    let mut tx = db.begin(&SYSTEEM).await.unwrap();
    for _ in 0..count {
        tx.enqueue(NewJob { kind: "test.mislukt", key: None, lane: None, due: None, payload: serde_json::json!({}) });
    }
    tx.commit().await.unwrap();
    let mut handlers = Handlers::default();
    handlers
        .inside("test.mislukt", |_, _| Box::pin(async { Err(JobError::GiveUp("the printer is <on fire>".into())) }));
    let runner = JobRunner::new(db.clone(), Arc::new(handlers));
    while runner.run_due().await.unwrap() > 0 {}
}

/// What an administrator does at these pages.
pub trait Beheren {
    /// Fills in the form that changes something: opens it, and sends the answers with the mark that it has.
    async fn change(&self, path: &str, answers: &[(&str, &str)]) -> Answer;
    /// Sends a form with a file in it.
    async fn upload(&self, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer;
    /// The same with this token against forgery.
    async fn upload_as(&self, csrf: &str, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer;
}

impl Beheren for Browser<'_> {
    async fn change(&self, path: &str, answers: &[(&str, &str)]) -> Answer {
        let merk = mark(&self.get(path).await);
        self.fill(path, &[answers, &[("merk", merk.as_str())]].concat()).await
    }

    async fn upload(&self, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
        self.upload_as(&self.csrf(), path, answers, name, file).await
    }

    async fn upload_as(&self, csrf: &str, path: &str, answers: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
        let mut form = Form::to(path, true);
        for (field, value) in [("csrf", csrf)].iter().chain(answers) {
            form.add(field, value);
        }
        form.attach("bestand", name, "application/zip", file);
        self.submit(&form).await
    }
}
