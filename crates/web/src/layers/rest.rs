//! What a handler left unread of a request: taken in before the answer goes out, so that the connection can be used again.
//!
//! A server that answers before it read the whole request must close the connection, and a client that keeps connections finds out with its
//! next request, which it can't simply repeat when that one writes. What is too long to take in is told: `Connection: close`.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::StreamExt;
use http_body::{Frame, SizeHint};
use tokio::sync::oneshot;

/// The most that is taken in for nothing, in bytes.
const REST_BYTES_MAX: usize = 256 * 1024;
/// How long the rest may take.
const REST_TIME_MAX: Duration = Duration::from_secs(1);

/// Gives back what nobody read of it.
struct Lent {
    body: Option<Body>,
    back: Option<oneshot::Sender<Body>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(HttpBody::size_hint).unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take())
            && !body.is_end_stream()
        {
            // Nobody listens any more when the answer went out before: then there is nothing to take in.
            let _ = back.send(body);
        }
    }
}

/// Takes in what the handler left of the body.
pub(super) async fn take_in(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if body.is_end_stream() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    // Who asks first whether to send it must not be told to for nothing.
    let asks_first = parts.headers.contains_key(header::EXPECT);
    let (back, mut left) = oneshot::channel();
    let lent = Lent { body: Some(body), back: Some(back) };
    let mut response = next.run(Request::from_parts(parts, Body::new(lent))).await;
    if let Ok(rest) = left.try_recv()
        && (asks_first || !is_taken_in(rest).await)
    {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Reads the rest of a body, and returns whether that was all.
async fn is_taken_in(rest: Body) -> bool {
    let all = async {
        let mut bytes = 0;
        let mut chunks = rest.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            bytes += chunk.map_or(REST_BYTES_MAX + 1, |chunk| chunk.len());
            if bytes > REST_BYTES_MAX {
                return false;
            }
        }
        true
    };
    tokio::time::timeout(REST_TIME_MAX, all).await.unwrap_or(false)
}
