//! The Autorisaties API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

#[path = "../../../catalogi/tests/api/support.rs"]
mod support;

mod applicaties;
mod rechten;
mod token;

use autorisaties::Sealer;
use axum::Router;
use support::{BASE, TestApp};
use web::App;

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![autorisaties::router(sealer.clone())]
}

async fn start() -> Vec<TestApp> {
    support::start(routers).await
}

fn api(path: &str) -> String {
    format!("{BASE}/autorisaties/api/v1/{path}")
}
