//! The Autorisaties API over HTTP, on SQLite and (with `LOKET_TEST_POSTGRES`) on PostgreSQL.

#[path = "../../../catalogi/tests/api/support.rs"]
mod support;

mod applicaties;
mod rechten;
mod token;

use autorisaties::Sealer;
use axum::Router;
use serde_json::Value;
use support::{Answer, BASE, TestApp};
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

async fn send(app: &TestApp, client_id: &str, method: &str, url: &str, body: &Value) -> Answer {
    let token = format!("Bearer {}", app.token(client_id));
    let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
    app.send_with(method, url, &headers, &body.to_string()).await
}
