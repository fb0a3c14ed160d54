//! How long a request may take: a fixed time, and for files that come in as long as something comes.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::middleware::{MapRequestLayer, map_request};
use futures_util::StreamExt;
use tokio::time::Instant;

/// How long it may take to keep what came in, once all of it is there.
const KEEP_WITHIN: Duration = Duration::from_secs(600);

/// The end of the time that a request has. Whoever sees it come on moves the end.
#[derive(Debug, Clone)]
pub struct Patience {
    started: Instant,
    limit: Duration,
    /// In milliseconds from the start.
    end_ms: Arc<AtomicU64>,
}

impl Patience {
    pub(crate) fn new(limit: Duration) -> Self {
        let own = Self { started: Instant::now(), limit, end_ms: Arc::default() };
        own.renew();
        own
    }

    /// Gives the request its time again, from now on.
    pub fn renew(&self) {
        self.extend(self.limit);
    }

    fn extend(&self, by: Duration) {
        let end = self.started.elapsed() + by;
        self.end_ms.fetch_max(u64::try_from(end.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Returns when the time is over.
    pub(crate) async fn is_over(&self) {
        loop {
            let end = self.started + Duration::from_millis(self.end_ms.load(Ordering::Relaxed));
            if Instant::now() >= end {
                return;
            }
            tokio::time::sleep_until(end).await;
        }
    }

    /// Moves the end with every piece of the body, and leaves time to keep it.
    fn watch(self, body: Body) -> Body {
        let own = self.clone();
        let pieces = body.into_data_stream().inspect(move |_| own.renew());
        let end = futures_util::stream::poll_fn(move |_| {
            self.extend(KEEP_WITHIN);
            std::task::Poll::Ready(None)
        });
        Body::from_stream(pieces.chain(end))
    }
}

impl<S: Sync> FromRequestParts<S> for Patience {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        // Without the layers, as in a test of one handler, nobody counts.
        Ok(parts.extensions.get().cloned().unwrap_or_else(|| Self::new(KEEP_WITHIN)))
    }
}

/// What [`slow_body`] is.
pub type SlowBody = MapRequestLayer<fn(Request) -> Ready<Request>, (), (Request,)>;

/// Lets the body of a route come in for as long as something comes: `post(send).layer(web::slow_body())`.
pub fn slow_body() -> SlowBody {
    map_request(|request: Request| {
        let Some(patience) = request.extensions().get::<Patience>().cloned() else { return ready(request) };
        ready(request.map(|body| patience.watch(body)))
    })
}

/// Lets a route take larger bodies than others, slowly: `post(send).layer(web::upload_limit(bytes_max))`.
pub fn upload_limit(bytes_max: usize) -> (DefaultBodyLimit, SlowBody) {
    (DefaultBodyLimit::max(bytes_max), slow_body())
}
