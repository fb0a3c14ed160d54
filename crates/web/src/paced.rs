//! A connection whose other side must take what we send: who does not would keep the whole answer in our memory for ever.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::patience::Pace;

/// Ends with an error when the other side takes nothing for a while, or too little for longer.
pub(crate) struct Paced<S> {
    stream: S,
    pace: Pace,
    stalled_within: Duration,
    /// Since when something waits to be sent.
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    bytes: u64,
    moved_at: Instant,
    timer: Pin<Box<Sleep>>,
}

impl<S> Paced<S> {
    pub(crate) fn new(stream: S, pace: Pace, stalled_within: Duration) -> Self {
        Self { stream, pace, stalled_within, waiting: None }
    }

    fn judge(&mut self, written: Poll<Result<usize>>, cx: &mut Context<'_>) -> Poll<Result<usize>> {
        let now = Instant::now();
        match (&written, &mut self.waiting) {
            (Poll::Ready(Ok(bytes)), Some(waiting)) => {
                waiting.bytes += *bytes as u64;
                waiting.moved_at = now;
                written
            }
            (Poll::Ready(_), _) => written,
            (Poll::Pending, _) => self.wait(now, cx),
        }
    }

    fn wait(&mut self, now: Instant, cx: &mut Context<'_>) -> Poll<Result<usize>> {
        let waiting = self.waiting.get_or_insert_with(|| Waiting {
            since: now,
            bytes: 0,
            moved_at: now,
            timer: Box::pin(sleep_until(now)),
        });
        let slow = waiting.since + self.pace.time_for(waiting.bytes);
        let end = slow.min(waiting.moved_at + self.stalled_within);
        if waiting.timer.deadline() != end {
            waiting.timer.as_mut().reset(end);
        }
        match waiting.timer.as_mut().poll(cx) {
            Poll::Ready(()) => {
                Poll::Ready(Err(Error::new(ErrorKind::TimedOut, "the other side does not take the answer")))
            }
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.judge(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.judge(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        // All that was to be sent is with the system now.
        self.waiting = None;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
