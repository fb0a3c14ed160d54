//! Doing one thing many times, and what that took.

use std::future::Future;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;

/// How fast one thing goes.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// Done per second, by all clients together.
    pub per_second: f64,
    /// Half of them took at most this many milliseconds.
    pub p50_ms: f64,
    /// 99 of 100 took at most this many milliseconds.
    pub p99_ms: f64,
    /// Half of them took at most this many milliseconds when nobody else asked.
    pub alone_ms: Option<f64>,
    /// Statements that one of them sends to the database.
    pub statements: Option<u32>,
    /// Bytes of one answer, when it is a page.
    pub bytes: Option<usize>,
}

/// One client that does the same thing again and again.
pub trait Worker: Send + 'static {
    /// Does it once.
    ///
    /// # Errors
    /// When it did not work: a figure about errors is worth nothing.
    fn once(&mut self) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// How often a thing is done while nobody else asks.
pub const ALONE: usize = 50;

/// Lets one worker work alone, then all of them for `seconds`, after a short warm-up.
///
/// # Errors
/// The first error of any worker.
pub async fn measure<W: Worker>(name: &str, seconds: u64, mut workers: Vec<W>) -> anyhow::Result<Figure> {
    let mut times = Vec::with_capacity(ALONE);
    if let Some(one) = workers.first_mut() {
        one.once().await?;
        while times.len() < ALONE {
            let started = Instant::now();
            one.once().await?;
            times.push(started.elapsed());
        }
    }
    let alone_ms = Some(Figure::from_times(name, times, Duration::from_secs(1)).p50_ms);
    let from = Instant::now() + Duration::from_millis(300);
    let until = from + Duration::from_secs(seconds);
    let mut running = JoinSet::new();
    for mut worker in workers {
        running.spawn(async move {
            let mut times = Vec::with_capacity(16 * 1024);
            while Instant::now() < until {
                let started = Instant::now();
                worker.once().await?;
                if started >= from {
                    times.push(started.elapsed());
                }
            }
            anyhow::Ok(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = running.join_next().await {
        times.extend(done??);
    }
    Ok(Figure { alone_ms, ..Figure::from_times(name, times, Duration::from_secs(seconds)) })
}

impl Figure {
    /// Makes the figure of things that took these times, all within `took`.
    pub fn from_times(name: &str, mut times: Vec<Duration>, took: Duration) -> Self {
        times.sort_unstable();
        let at = |share: f64| {
            let index = (times.len() as f64 * share) as usize;
            times.get(index.min(times.len().saturating_sub(1))).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
        };
        Self {
            name: name.to_owned(),
            per_second: times.len() as f64 / took.as_secs_f64(),
            p50_ms: at(0.5),
            p99_ms: at(0.99),
            alone_ms: None,
            statements: None,
            bytes: None,
        }
    }
}
