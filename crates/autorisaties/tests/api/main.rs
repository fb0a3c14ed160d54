//! The Autorisaties API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

mod applicaties;
mod rechten;
mod token;

use autorisaties::Sealer;
use axum::Router;
use test_kit::apis::{BASE, TestApp};
use web::App;

fn routers(sealer: &Sealer) -> Vec<Router<App>> {
    vec![autorisaties::router(sealer.clone())]
}

async fn start() -> Vec<TestApp> {
    test_kit::apis::start(routers).await
}

fn api(path: &str) -> String {
    format!("{BASE}/autorisaties/api/v1/{path}")
}
