//! Another register that has whatever it is asked for.

use axum::extract::Request;
use axum::{Json, Router};
use serde_json::{Value, json};

/// Starts a register at this address of the machine that has whatever it is asked for, and keeps what it is given. Returns its root, with a
/// slash at the end.
pub async fn start(address: &str) -> String {
    format!("{}/", super::serve(address, Router::new().fallback(anything)).await)
}

async fn anything(request: Request) -> Json<Value> {
    let host = request.headers()["host"].to_str().unwrap();
    let url = format!("http://{host}{}", request.uri().path());
    Json(json!({ "url": url, "bronorganisatie": "002564440", "naam": "Iets", "omschrijving": "Iets" }))
}
