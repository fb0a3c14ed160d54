//! A subscriber: a real HTTP server of the bench, that tells when a notification came in.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What a subscriber asks for in the header `Authorization`.
pub const AUTH: &str = "Bearer bench";

/// A notification that came in.
#[derive(Debug)]
pub struct Received {
    /// The URL of the resource that it is about.
    pub resource_url: String,
    /// When.
    pub at: Instant,
}

/// A subscriber.
pub struct Receiver {
    /// Where it listens.
    pub url: String,
    /// What came in.
    pub received: UnboundedReceiver<Received>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Notificatie {
    kanaal: String,
    resource_url: String,
}

impl Receiver {
    /// Starts listening on a port of its own.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start() -> anyhow::Result<Self> {
        let (sender, received) = unbounded_channel();
        let router = Router::new().route("/", post(take)).with_state(Arc::new(sender));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.context("a subscriber of our own")?;
        let url = format!("http://{}/", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, received })
    }
}

async fn take(State(sender): State<Arc<UnboundedSender<Received>>>, headers: HeaderMap, body: String) -> StatusCode {
    let at = Instant::now();
    if headers.get("authorization").is_none_or(|value| value != AUTH) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(Notificatie { kanaal, resource_url }) = serde_json::from_str(&body) else { return StatusCode::BAD_REQUEST };
    if kanaal != "test" {
        // The bench may have stopped listening.
        let _ = sender.send(Received { resource_url, at });
    }
    StatusCode::NO_CONTENT
}
