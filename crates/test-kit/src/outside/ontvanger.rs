//! A subscriber: it takes notifications by HTTP, and keeps them.

use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::Value;

/// What came in.
#[derive(Debug, Clone)]
pub struct Received {
    /// The headers.
    pub headers: HeaderMap,
    /// The message.
    pub body: Value,
    /// When it came.
    pub at: Instant,
}

impl Received {
    /// Returns a header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// What a call to an [`Ontvanger`] must be authorised with.
pub const AUTH: &str = "Bearer geheim";

/// A subscriber. Cheap to clone.
#[derive(Clone)]
pub struct Ontvanger {
    /// Where it takes messages.
    pub url: String,
    state: Arc<Shared>,
}

struct Shared {
    received: Mutex<Vec<Received>>,
    /// What it answers to a call with the right authorisation.
    answers: AtomicU16,
    /// It takes calls without authorisation too.
    is_open: AtomicBool,
    /// It never answers.
    is_silent: AtomicBool,
}

impl Ontvanger {
    /// Starts a subscriber that takes all that is authorised with [`AUTH`].
    pub async fn start() -> Self {
        let state = Arc::new(Shared {
            received: Mutex::default(),
            answers: AtomicU16::new(204),
            is_open: AtomicBool::new(false),
            is_silent: AtomicBool::new(false),
        });
        let router = Router::new().route("/callback", post(take)).with_state(Arc::clone(&state));
        let url = format!("{}/callback", super::serve("127.0.0.1", router).await);
        Self { url, state }
    }

    /// Answers with this HTTP status from now on.
    pub fn answer(&self, status_code: u16) {
        self.state.answers.store(status_code, Ordering::SeqCst);
    }

    /// Takes calls without authorisation too from now on.
    pub fn open(&self) {
        self.state.is_open.store(true, Ordering::SeqCst);
    }

    /// Answers no more.
    pub fn silence(&self) {
        self.state.is_silent.store(true, Ordering::SeqCst);
    }

    /// Returns what came in, tests of the callback left out.
    pub fn received(&self) -> Vec<Received> {
        let all = self.state.received.lock().unwrap();
        all.iter().filter(|one| one.body["kanaal"] != "test").cloned().collect()
    }

    /// Waits until so many came in.
    pub async fn wait(&self, count: usize) -> Vec<Received> {
        let start = Instant::now();
        loop {
            let received = self.received();
            if received.len() >= count {
                return received;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{} of {count} came: {received:?}", received.len());
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

async fn take(State(state): State<Arc<Shared>>, headers: HeaderMap, body: String) -> StatusCode {
    let is_ours = headers.get("authorization").is_some_and(|value| value == AUTH);
    if !is_ours && !state.is_open.load(Ordering::SeqCst) {
        return StatusCode::UNAUTHORIZED;
    }
    if state.is_silent.load(Ordering::SeqCst) {
        std::future::pending::<()>().await;
    }
    let answer = StatusCode::from_u16(state.answers.load(Ordering::SeqCst)).unwrap();
    let body = serde_json::from_str(&body).unwrap();
    state.received.lock().unwrap().push(Received { headers, body, at: Instant::now() });
    answer
}
