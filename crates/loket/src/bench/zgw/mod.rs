//! `loket bench zgw`: the registers as a supplier's system sees them, with very many zaken in them.
//!
//! A server in a process of its own is asked over HTTP by an application with rights on some zaaktypen, each up to a level. Statements
//! are counted in this process, with the same routes on the same register.

mod cases;
mod receiver;
mod seed;

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::body::Body;
use axum::http::Request;
use serde::Serialize;
use serde_json::{Value, json};
use tower::ServiceExt;

use self::cases::{Ask, Case, Next};
use self::receiver::Receiver;
use self::seed::Seeded;
use super::client::{Client, request};
use super::measure::{Figure, Worker, measure};
use super::memory::{Most, Watch};
use super::server::Server;
use super::{SECRET, machine, router, token};
use crate::cli::ZgwOptions;
use crate::config::StoreConfig;
use crate::output::say;

const BASE: &str = "http://localhost";
const RSIN: &str = "002564440";
/// Events whose way to a subscriber is timed, one after another.
const EVENTS: usize = 200;
/// Documents that are there to be read.
const DOCUMENTS: usize = 200;

/// All figures.
#[derive(Debug, Default, Serialize)]
struct Report {
    machine: String,
    databases: Vec<Measured>,
}

/// The figures of one database.
#[derive(Debug, Serialize)]
struct Measured {
    database: String,
    zaken: usize,
    /// How many of them the application reaches.
    reached: usize,
    /// Zaken written a second when the register was filled.
    filled_per_second: f64,
    memory_at_rest_kb: u64,
    memory_most: Most,
    load_before: String,
    load_after: String,
    figures: Vec<Figure>,
}

/// Measures on SQLite and, when its URL is given, on PostgreSQL; prints the figures.
///
/// # Errors
/// When something that is measured does not work.
pub async fn run(options: &ZgwOptions) -> anyhow::Result<()> {
    let mut report = Report { machine: machine::line(), ..Report::default() };
    say(&report.machine);
    let sqlite = (!options.skip_sqlite).then_some(None);
    for database in sqlite.into_iter().chain(options.database.clone().map(Some)) {
        let own = std::env::temp_dir().join(format!("loket-bench-zgw-{}", std::process::id()));
        let folder = options.data.clone().unwrap_or(own);
        let kind = if database.is_some() { "postgres" } else { "sqlite" };
        let store = StoreConfig { data: folder.join(kind), database, cloud: None };
        let key = if options.keep { "bench-zgw".to_owned() } else { format!("bench-zgw-{}", std::process::id()) };
        let seeded = seed::open_or_fill(&store, &key, options.zaken).await?;
        let outcome = measure_database(options, &store, &seeded).await;
        if !options.keep {
            seeded.opened.db.erase().await?;
            let _ = std::fs::remove_dir_all(&store.data);
        }
        let measured = outcome?;
        say(format_args!("{measured}"));
        report.databases.push(measured);
    }
    if let Some(path) = &options.json {
        let text = serde_json::to_string_pretty(&report)?;
        std::fs::write(path, text).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

async fn measure_database(options: &ZgwOptions, store: &StoreConfig, seeded: &Seeded) -> anyhow::Result<Measured> {
    let facts = &seeded.facts;
    let clock = seeded.opened.db.clock();
    let is_asked = |name: &str| options.cases.is_empty() || options.cases.iter().any(|text| name.contains(text));
    let load_before = machine::load();
    let reading = cases::reading(facts, clock.now());
    let (make_zaak, set_status) = (cases::make_zaak(facts, clock.now()), cases::set_status(facts, clock.now()));
    let put_document = cases::put_document(facts);
    let mut all: Vec<&Case> = reading.iter().chain([&make_zaak, &set_status, &put_document]).collect();
    all.retain(|case| is_asked(&case.name));
    let statements = count_statements(seeded, &all).await?;

    let server = Server::start(store).await?;
    let memory_at_rest_kb = server.memory_kb()?;
    let watch = Watch::start(server.id()?);
    let mut bench = Bench { options, seeded, server: &server, statements, figures: Vec::new() };
    for case in all.iter().filter(|case| case.name != set_status.name) {
        bench.measure(case).await?;
    }
    if is_asked("GET document") {
        let urls = bench.documents(&put_document).await?;
        bench.measure(&cases::get_document(urls)).await?;
    }
    if is_asked(&set_status.name) || is_asked("event at a subscriber") {
        bench.events(&set_status).await?;
    }
    let figures = bench.figures;
    let memory_most = watch.stop();
    server.stop().await?;
    Ok(Measured {
        database: seeded.opened.db.kind().to_owned(),
        zaken: facts.zaken,
        reached: facts.reached,
        filled_per_second: facts.zaken as f64 / facts.seconds,
        memory_at_rest_kb,
        memory_most,
        load_before,
        load_after: machine::load(),
        figures,
    })
}

/// Counts the statements of each case. Each is asked twice: the first time fills the memory of types and rights.
async fn count_statements(seeded: &Seeded, cases: &[&Case]) -> anyhow::Result<HashMap<String, u32>> {
    let router = router(seeded.opened.clone(), &seeded.sealer)?;
    let mut counts = HashMap::new();
    for case in cases {
        let token = token(case.client_id, seeded.opened.db.clock().now())?;
        for _ in 0..2 {
            let Ask { method, path, body } = (case.next)();
            let request = Request::builder()
                .method(method)
                .uri(&path)
                .header("host", "localhost")
                .header("authorization", &token)
                .header("accept-crs", "EPSG:4326")
                .header("content-crs", "EPSG:4326")
                .header("content-type", "application/json")
                .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))?;
            let (answer, count) = store::count_statements(router.clone().oneshot(request)).await;
            let status = answer?.status();
            anyhow::ensure!(status.as_u16() == case.expected, "{method} {path} answers {status}");
            counts.insert(case.name.clone(), count);
        }
    }
    Ok(counts)
}

/// What measures one database.
struct Bench<'a> {
    options: &'a ZgwOptions,
    seeded: &'a Seeded,
    server: &'a Server,
    statements: HashMap<String, u32>,
    figures: Vec<Figure>,
}

struct Asking {
    client: Client,
    token: String,
    next: Next,
    expected: u16,
}

impl Asking {
    async fn ask(&mut self, ask: &Ask) -> anyhow::Result<()> {
        let headers =
            [("authorization", self.token.as_str()), ("accept-crs", "EPSG:4326"), ("content-crs", "EPSG:4326")];
        let body = ask.body.as_ref().map(Value::to_string);
        let answer =
            self.client.send(&request(ask.method, &ask.path, &headers, body.as_deref().map(str::as_bytes))).await?;
        if answer.status_code != self.expected {
            let said = String::from_utf8_lossy(self.client.body()).into_owned();
            anyhow::bail!("{} {} answers {}: {said}", ask.method, ask.path, answer.status_code);
        }
        Ok(())
    }

    /// The URL of what was made last.
    fn url(&self) -> anyhow::Result<String> {
        let made: Value = serde_json::from_slice(self.client.body()).context("the answer is no JSON")?;
        Ok(made["url"].as_str().context("the answer has no url")?.to_owned())
    }
}

impl Worker for Asking {
    async fn once(&mut self) -> anyhow::Result<()> {
        let ask = (self.next)();
        self.ask(&ask).await
    }
}

impl Bench<'_> {
    async fn asking(&self, case: &Case) -> anyhow::Result<Asking> {
        Ok(Asking {
            client: Client::connect(&self.server.address).await?,
            token: token(case.client_id, self.seeded.opened.db.clock().now())?,
            next: case.next.clone(),
            expected: case.expected,
        })
    }

    async fn measure(&mut self, case: &Case) -> anyhow::Result<()> {
        let mut one = self.asking(case).await?;
        one.once().await?;
        let bytes = one.client.body().len();
        let mut workers = vec![one];
        while workers.len() < self.options.clients {
            workers.push(self.asking(case).await?);
        }
        let figure = measure(&case.name, self.options.seconds, workers).await?;
        let statements = self.statements.get(&case.name).copied();
        self.figures.push(Figure { statements, bytes: Some(bytes), ..figure });
        Ok(())
    }

    /// Puts documents in and returns their URLs.
    async fn documents(&self, put: &Case) -> anyhow::Result<Vec<String>> {
        let mut one = self.asking(put).await?;
        let mut urls = Vec::with_capacity(DOCUMENTS);
        while urls.len() < DOCUMENTS {
            one.once().await?;
            urls.push(one.url()?);
        }
        Ok(urls)
    }

    /// Sets statussen while a subscriber listens, and then times the way of single events to it.
    async fn events(&mut self, set_status: &Case) -> anyhow::Result<()> {
        let mut receiver = Receiver::start().await?;
        let mut one = self.asking(set_status).await?;
        let subscribe = Ask {
            method: "POST",
            path: "/notificaties/api/v1/abonnement".to_owned(),
            body: Some(json!({
                "callbackUrl": receiver.url,
                "auth": receiver::AUTH,
                "kanalen": [{ "naam": "zaken", "filters": {} }],
            })),
        };
        one.ask(&subscribe).await?;
        let subscription = one.url()?;

        let started = Instant::now();
        self.measure(set_status).await?;
        // What was left to be delivered when the last status was set.
        let mut delivered = 0_usize;
        while let Ok(Some(_)) = tokio::time::timeout(Duration::from_secs(2), receiver.received.recv()).await {
            delivered += 1;
        }
        let took = started.elapsed().saturating_sub(Duration::from_secs(2));
        self.figures.push(Figure {
            per_second: delivered as f64 / took.as_secs_f64(),
            ..Figure::from_times("events at a subscriber, under load", Vec::new(), took)
        });

        let mut times = Vec::with_capacity(EVENTS);
        let started = Instant::now();
        while times.len() < EVENTS {
            one.once().await?;
            // The answer comes when the transaction is durable.
            let committed = Instant::now();
            let url = one.url()?;
            let received = loop {
                let next = tokio::time::timeout(Duration::from_secs(10), receiver.received.recv()).await;
                let received = next.context("the event did not come")?.context("the subscriber ended")?;
                if received.resource_url == url {
                    break received;
                }
            };
            times.push(received.at.saturating_duration_since(committed));
        }
        self.figures.push(Figure::from_times("event at a subscriber, after the commit", times, started.elapsed()));

        let path = subscription.strip_prefix(BASE).unwrap_or(&subscription).to_owned();
        one.expected = 204;
        one.ask(&Ask { method: "DELETE", path, body: None }).await
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mb = |kb: u64| kb as f64 / 1024.0;
        let Most { total_kb, own_kb } = self.memory_most;
        writeln!(f, "{} ({} zaken, {} reached)", self.database, self.zaken, self.reached)?;
        writeln!(f, "  filled          {:>8.0} zaken a second", self.filled_per_second)?;
        writeln!(f, "  memory at rest  {:>8.1} MB", mb(self.memory_at_rest_kb))?;
        writeln!(f, "  memory at most  {:>8.1} MB, of which {:.1} MB its own", mb(total_kb), mb(own_kb))?;
        writeln!(f, "  load            {} before, {} after", self.load_before, self.load_after)?;
        Figure::write_all(f, &self.figures)
    }
}
