//! Whether the program runs, and whether it can answer.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::App;

/// A database that takes longer is of no use to a request either.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(2);

/// `GET /health/live`: the program runs. Does not look at databases, so that a slow one does not restart the program.
pub(crate) async fn live() -> Response {
    answer(StatusCode::OK, "ok")
}

/// `GET /health/ready`: every database answers. Which one does not is in the log, not in the answer.
pub(crate) async fn ready(State(app): State<App>) -> Response {
    let mut is_ready = true;
    for tenant in app.tenants().all() {
        let mut db = tenant.db.reader();
        let probe = tokio::time::timeout(DATABASE_TIMEOUT, store::gemeente::find(&mut db)).await;
        if !matches!(probe, Ok(Ok(_))) {
            tracing::warn!(tenant = &*tenant.key, "The database does not answer");
            is_ready = false;
        }
    }
    if is_ready { answer(StatusCode::OK, "ok") } else { answer(StatusCode::SERVICE_UNAVAILABLE, "unavailable") }
}

fn answer(status_code: StatusCode, status: &str) -> Response {
    let body = format!("{{\"status\":\"{status}\"}}");
    (status_code, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
