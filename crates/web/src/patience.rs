//! How long a request may take: a fixed time, and for files that come in as long as enough comes.

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

/// How slow what comes in and what goes out may be: after a while, so many bytes a second on the average.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    pub free: Duration,
    pub bytes_per_s: u64,
}

/// A telephone at the edge of the network is ten times as fast.
pub(crate) const SLOWEST: Pace = Pace { free: Duration::from_secs(60), bytes_per_s: 1000 };

impl Pace {
    /// Returns how long so many bytes may take.
    pub(crate) fn time_for(self, bytes: u64) -> Duration {
        let ms = bytes.saturating_mul(1000) / self.bytes_per_s.max(1);
        self.free.saturating_add(Duration::from_millis(ms))
    }
}

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
        self.extend_to(self.started.elapsed() + by);
    }

    fn extend_to(&self, end: Duration) {
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

    /// Moves the end with every piece of the body, as far as its pace allows, and leaves time to keep it.
    fn watch(self, body: Body, pace: Pace) -> Body {
        let own = self.clone();
        let (begun, mut bytes) = (self.started.elapsed(), 0);
        let pieces = body.into_data_stream().inspect(move |piece| {
            bytes += piece.as_ref().map_or(0, |piece| piece.len() as u64);
            own.extend_to(end_of(own.started.elapsed(), own.limit, begun, pace, bytes));
        });
        let end = futures_util::stream::poll_fn(move |_| {
            self.extend(KEEP_WITHIN);
            std::task::Poll::Ready(None)
        });
        Body::from_stream(pieces.chain(end))
    }
}

/// Decides until when a request may take whose body began to come in at `begun`, when a piece of it comes `now`.
fn end_of(now: Duration, limit: Duration, begun: Duration, pace: Pace, bytes: u64) -> Duration {
    (now + limit).min(begun + pace.time_for(bytes))
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

/// Lets the body of a route come in for as long as enough comes: `post(send).layer(web::slow_body())`. After the first minute that is a
/// thousand bytes a second on the average.
pub fn slow_body() -> SlowBody {
    map_request(|request: Request| {
        let Some(patience) = request.extensions().get::<Patience>().cloned() else { return ready(request) };
        ready(request.map(|body| patience.watch(body, SLOWEST)))
    })
}

/// Lets a route take larger bodies than others, slowly: `post(send).layer(web::upload_limit(bytes_max))`.
pub fn upload_limit(bytes_max: usize) -> (DefaultBodyLimit, SlowBody) {
    (DefaultBodyLimit::max(bytes_max), slow_body())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use futures_util::stream;

    #[test]
    fn a_body_has_time_as_long_as_enough_comes() {
        let s = Duration::from_secs;
        // seconds of the request when a piece comes, bytes of the body so far, until when it may take from the first second on
        let cases = [
            // Within the first minute anything goes.
            (5, 1, 61),
            (0, 1_000_000, 60),
            // After it a byte now and then is not enough, and a thousand each second is.
            (50, 2, 61),
            (100, 100_000, 160),
            (100, 45_000, 106),
            (300, 10_000_000, 360),
        ];
        for (now, bytes, expected) in cases {
            let end = end_of(s(now), s(60), s(1), SLOWEST, bytes);
            assert_eq!(end.as_secs(), expected, "{bytes} bytes after {now} s");
        }
    }

    #[tokio::test]
    async fn a_body_that_comes_byte_by_byte_is_over_once() {
        let patience = Patience::new(Duration::from_secs(1));
        let drops = stream::repeat(()).then(|()| async {
            tokio::time::sleep(Duration::from_millis(10)).await;
            Ok::<_, std::convert::Infallible>(Bytes::from_static(b"a"))
        });
        let pace = Pace { free: Duration::from_millis(1500), bytes_per_s: 1000 };
        let mut body = patience.clone().watch(Body::from_stream(drops), pace).into_data_stream();
        let all = async { while body.next().await.is_some() {} };
        let is_over = async {
            tokio::select! {
                () = patience.is_over() => {}
                () = all => unreachable!("it has no end"),
            }
        };
        tokio::time::timeout(Duration::from_secs(20), is_over).await.expect("it is over");
    }
}
