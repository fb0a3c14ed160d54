//! `loket bench`: start-up, memory and requests, on databases of its own; nothing that exists is touched.
//!
//! The pages are asked over real HTTP from this process, of a server in a process of its own, so the figures hold the cost of both
//! on this machine. Submitting a form is measured at the operation: one call is the whole transaction.

mod client;
mod load;
mod machine;
mod measure;
mod memory;
mod report;
mod seed;
mod server;
mod zgw;

use anyhow::Context;
use autorisaties::Sealer;
use jiff::Timestamp;
use messages::MailTransport;

pub use measure::Figure;
pub use report::{DatabaseReport, Report};
pub use zgw::run as zgw;

use self::seed::Seeded;
use crate::cli::BenchOptions;
use crate::config::{Config, NotificatiesConfig, StoreConfig, Web};
use crate::output::say;
use crate::serve::{self, Serving};
use crate::tenants::Opened;

/// The application that asks the APIs.
const CLIENT_ID: &str = "bench";
const SECRET: &str = "a secret of the bench, on a database of its own";

/// Measures on SQLite and, when its URL is given, on PostgreSQL; prints the figures.
///
/// # Errors
/// When something that is measured does not work.
pub async fn run(options: &BenchOptions) -> anyhow::Result<()> {
    let mut report = Report::default();
    let urls = std::iter::once(None).chain(options.database.clone().map(Some));
    for database in urls {
        let folder = std::env::temp_dir().join(format!("loket-bench-{}", std::process::id()));
        let store = StoreConfig { data: folder.clone(), database, cloud: None };
        let outcome = measure_database(options, &store).await;
        let _ = std::fs::remove_dir_all(&folder);
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

/// Writes a token of an application, as the standard has it (HS256).
fn token(client_id: &str, now: Timestamp) -> anyhow::Result<String> {
    let claims = serde_json::json!({
        "iss": client_id,
        "client_id": client_id,
        "iat": now.as_second(),
        "user_id": "bench",
        "user_representation": "bench",
    });
    let key = jsonwebtoken::EncodingKey::from_secret(SECRET.as_bytes());
    Ok(format!("Bearer {}", jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key)?))
}

/// Returns the routes of the program, to be asked in this process.
fn router(opened: Opened, sealer: &Sealer) -> anyhow::Result<axum::Router> {
    let serving = Serving {
        listen: String::new(),
        tenants: vec![opened],
        demo: true,
        logins: identity::Logins::none(),
        web: Web::default(),
        mail: MailTransport::DevelopmentPage,
        sealer: sealer.clone(),
        outbound: Config::default().outbound(true)?,
        notificaties: NotificatiesConfig::default(),
    };
    serve::router(&serve::app(&serving)?, &serving)
}

async fn measure_database(options: &BenchOptions, store: &StoreConfig) -> anyhow::Result<DatabaseReport> {
    let seeded = seed::seed(store, options.zaken).await?;
    let outcome = measure_seeded(options, store, &seeded).await;
    seeded.db.erase().await?;
    outcome
}

async fn measure_seeded(
    options: &BenchOptions,
    store: &StoreConfig,
    seeded: &Seeded,
) -> anyhow::Result<DatabaseReport> {
    if store.database.is_some() {
        // A server does this by itself, a minute after so many rows.
        seeded.db.analyze().await?;
    }
    // Counted in this process, with the very same routes; the first request fills the memory of types and models.
    let statements = load::count_statements(seeded).await?;
    // The mails and letters of the seed are no part of what is measured.
    let server = server::Server::start(store).await?;
    server::wait_for_jobs(&seeded.db).await?;
    server.stop().await?;

    let server = server::Server::start(store).await?;
    let (startup_ms, memory_at_rest_kb) = (server.startup_ms, server.memory_kb()?);
    let mut figures = load::pages(seeded, &server, options, &statements).await?;
    let memory_after_kb = server.memory_kb()?;
    server.stop().await?;
    figures.push(load::submit(seeded, options).await?);
    Ok(DatabaseReport {
        database: seeded.db.kind().to_owned(),
        zaken: options.zaken,
        startup_ms,
        memory_at_rest_kb,
        memory_after_kb,
        figures,
    })
}
