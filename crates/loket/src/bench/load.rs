//! What is measured: pages over HTTP, and the submission of a form as one transaction.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::body::Body;
use axum::http::Request;
use form_logic::Strictness;
use forms::{Eigenaar, FormContext, Inzending, PostedFiles, StepOutcome, StepPost, Verzending};
use identity::sessions::{self, Who};
use tower::ServiceExt;
use values::actor::Burger;
use values::{Actor, Id};
use web::WebSettings;

use super::client::{Client, get};
use super::measure::{ALONE, Figure, Worker, measure};
use super::seed::{Seeded, resident};
use super::server::Server;
use crate::cli::BenchOptions;
use crate::tenants::Opened;

const FORM: &str = "bezwaar-maken";

/// The pages that are asked: a name and a path.
async fn targets(seeded: &Seeded) -> anyhow::Result<Vec<(&'static str, String)>> {
    let inzending = start_form(seeded, &seeded.burger).await?;
    Ok(vec![
        ("portal home", "/mijn".to_owned()),
        ("portal list of zaken", "/mijn/zaken".to_owned()),
        ("portal zaak", format!("/mijn/zaken/{}", seeded.zaak)),
        ("form step", format!("/formulieren/{FORM}/{}/uw-gegevens", inzending.uuid)),
        ("welcome", "/".to_owned()),
        ("API: zaak by id", format!("/zaken/api/v1/zaken/{}", seeded.zaak)),
        ("API: list of 100 zaken", "/zaken/api/v1/zaken?pageSize=100".to_owned()),
    ])
}

/// Opens a session for the resident and returns the `Cookie` header of her browser.
async fn cookie(seeded: &Seeded) -> anyhow::Result<String> {
    let token = sessions::open(&seeded.db, &Who::Burger(seeded.burger.clone()), None).await?;
    let settings = WebSettings { demo: true, public_https: false, ..WebSettings::default() };
    Ok(identity::session_cookie(&token, false, &settings))
}

/// Counts the statements of each page with the routes of the program, in this process.
///
/// # Errors
/// When a page does not answer.
pub async fn count_statements(seeded: &Seeded) -> anyhow::Result<HashMap<&'static str, u32>> {
    let opened = Opened { entry: seeded.entry.clone(), db: seeded.db.clone() };
    let router = super::router(opened, &seeded.sealer)?;
    let (cookie, token) = (cookie(seeded).await?, super::token(super::CLIENT_ID, seeded.db.clock().now())?);
    let mut counts = HashMap::new();
    for (name, path) in targets(seeded).await? {
        for _ in 0..2 {
            let request = Request::get(&path)
                .header("host", "localhost")
                .header("cookie", &cookie)
                .header("authorization", &token)
                .header("accept-crs", "EPSG:4326")
                .body(Body::empty())?;
            let (answer, count) = store::count_statements(router.clone().oneshot(request)).await;
            let status = answer?.status();
            anyhow::ensure!(status.is_success(), "{path} answers {status}");
            counts.insert(name, count);
        }
    }
    Ok(counts)
}

struct Asking {
    client: Client,
    request: Vec<u8>,
}

impl Worker for Asking {
    async fn once(&mut self) -> anyhow::Result<()> {
        let answer = self.client.send(&self.request).await?;
        anyhow::ensure!(answer.status_code == 200, "an answer of {}", answer.status_code);
        Ok(())
    }
}

/// Asks the pages over HTTP.
///
/// # Errors
/// When a page does not answer.
pub async fn pages(
    seeded: &Seeded,
    server: &Server,
    options: &BenchOptions,
    statements: &HashMap<&'static str, u32>,
) -> anyhow::Result<Vec<Figure>> {
    let (cookie, token) = (cookie(seeded).await?, super::token(super::CLIENT_ID, seeded.db.clock().now())?);
    let mut figures = Vec::new();
    for (name, path) in targets(seeded).await? {
        let request = get(&path, &[("cookie", &cookie), ("authorization", &token), ("accept-crs", "EPSG:4326")]);
        let bytes = Client::connect(&server.address).await?.send(&request).await?.size;
        let mut workers = Vec::new();
        for _ in 0..options.clients {
            workers.push(Asking { client: Client::connect(&server.address).await?, request: request.clone() });
        }
        let figure = measure(name, options.seconds, workers).await.with_context(|| path.clone())?;
        figures.push(Figure { statements: statements.get(name).copied(), bytes: Some(bytes), ..figure });
    }
    Ok(figures)
}

async fn start_form(seeded: &Seeded, burger: &Burger) -> anyhow::Result<Inzending> {
    let actor = Actor::Burger(burger.clone());
    let mut tx = seeded.db.begin(&actor).await?;
    let formulier = forms::find_formulier(&mut tx, FORM).await?.context("the form is installed")?;
    let inzending = forms::start(&mut tx, &Eigenaar::Burger(burger.clone()), &formulier, None).await?;
    tx.commit().await?;
    Ok(inzending)
}

/// Fills in a form up to the point of sending it.
async fn fill_form(seeded: &Seeded, burger: &Burger) -> anyhow::Result<Id<Inzending>> {
    let steps: [(&str, &[(&str, &str)]); 3] = [
        ("uw-gegevens", &[("email", "inwoner@example.nl"), ("namensWie", "mijzelf")]),
        ("besluit", &[("kenmerkBesluit", "M-1"), ("datumBesluit", "2026-11-01"), ("onderwerpBesluit", "Parkeren")]),
        ("reden", &[("gronden", "Ik had betaald."), ("hoorzitting", "nee"), ("spoed", "nee")]),
    ];
    let eigenaar = Eigenaar::Burger(burger.clone());
    let actor = Actor::Burger(burger.clone());
    let uuid = start_form(seeded, burger).await?.uuid;
    let mut tx = seeded.db.begin(&actor).await?;
    for (step, answers) in steps {
        let inzending = forms::find_inzending(&mut tx, &eigenaar, uuid).await?.context("the form was started")?;
        let ctx = FormContext::of(tx.now(), &eigenaar, &inzending);
        let pairs: Vec<(String, String)> =
            answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let post = StepPost { step, pairs: &pairs, files: &PostedFiles::default(), strictness: Strictness::Next };
        if let StepOutcome::Refused(errors) = forms::save_step(&mut tx, &inzending, &post, &ctx).await? {
            anyhow::bail!("step {step} was refused: {:?}", errors.errors);
        }
    }
    tx.commit().await?;
    Ok(uuid)
}

/// Sends one of the forms that are ready.
struct Sending {
    seeded: Arc<Ready>,
}

struct Ready {
    db: store::Db,
    forms: Vec<(Burger, Id<Inzending>)>,
    next: AtomicUsize,
}

impl Sending {
    async fn one(&self, burger: &Burger, uuid: Id<Inzending>) -> anyhow::Result<()> {
        let eigenaar = Eigenaar::Burger(burger.clone());
        let actor = Actor::Burger(burger.clone());
        let verzending = Verzending { accepts_privacy: true, declares_truth: true, ..Verzending::default() };
        let db = &self.seeded.db;
        let inzending =
            forms::find_inzending(&mut db.reader(), &eigenaar, uuid).await?.context("the form was filled in")?;
        let ctx = FormContext::of(db.clock().now(), &eigenaar, &inzending);
        forms::submit_aanvraag(db, &actor, &eigenaar, &inzending, &ctx, &verzending).await?;
        Ok(())
    }
}

/// Sends forms until none is left; each is the whole transaction: zaak, rollen, eigenschappen, documents, status, process, mail job.
///
/// # Errors
/// When one is refused.
pub async fn submit(seeded: &Seeded, options: &BenchOptions) -> anyhow::Result<Figure> {
    const FORMS: usize = 2000;
    let mut ready = Vec::with_capacity(FORMS);
    for number in 0..FORMS {
        let burger = resident(100_000 + number)?;
        let uuid = fill_form(seeded, &burger).await?;
        ready.push((burger, uuid));
    }
    let ready = Arc::new(Ready { db: seeded.db.clone(), forms: ready, next: AtomicUsize::new(1 + ALONE) });
    let first = Sending { seeded: Arc::clone(&ready) };
    let (burger, uuid) = &ready.forms[0];
    let (outcome, statements) = store::count_statements(first.one(burger, *uuid)).await;
    outcome?;
    let mut alone = Vec::with_capacity(ALONE);
    for (burger, uuid) in &ready.forms[1..=ALONE] {
        let started = Instant::now();
        first.one(burger, *uuid).await?;
        alone.push(started.elapsed());
    }
    let alone_ms = Some(Figure::from_times("", alone, Duration::from_secs(1)).p50_ms);

    let started = Instant::now();
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..options.clients {
        let sending = Sending { seeded: Arc::clone(&ready) };
        running.spawn(async move {
            let mut times = Vec::new();
            while let Some((burger, uuid)) =
                sending.seeded.forms.get(sending.seeded.next.fetch_add(1, Ordering::Relaxed))
            {
                let started = Instant::now();
                sending.one(burger, *uuid).await?;
                times.push(started.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.extend(done??);
    }
    let took = started.elapsed();
    let figure = Figure::from_times("submit form to running case", times, took);
    Ok(Figure { alone_ms, statements: Some(statements), ..figure })
}
