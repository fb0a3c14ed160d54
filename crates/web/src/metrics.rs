//! Counts for Prometheus, in its text format.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use crate::layers::NotHere;
use crate::{App, secret_eq};

/// Upper bounds in milliseconds.
const BUCKETS_MS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000];

/// What was counted since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    routes: RwLock<BTreeMap<Box<str>, Arc<Route>>>,
    in_flight: AtomicI64,
}

/// One route. There are as many as the program has, so an attacker can't make more.
#[derive(Debug)]
struct Route {
    /// By HTTP status, from 100 to 599.
    requests: Vec<AtomicU64>,
    /// Not cumulative; the last one is for what is slower than every bound.
    durations: [AtomicU64; BUCKETS_MS.len() + 1],
    duration_us_sum: AtomicU64,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            requests: (100..600).map(|_| AtomicU64::new(0)).collect(),
            durations: std::array::from_fn(|_| AtomicU64::new(0)),
            duration_us_sum: AtomicU64::new(0),
        }
    }
}

/// A request that runs; it ends when this is dropped, also when the caller goes away.
pub(crate) struct InFlight<'a>(&'a AtomicI64);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(crate) fn enter(&self) -> InFlight<'_> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(&self.in_flight)
    }

    pub(crate) fn record(&self, route: &str, status_code: u16, duration: Duration) {
        let route = self.route(route);
        if let Some(count) = route.requests.get(usize::from(status_code).wrapping_sub(100)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let bucket = BUCKETS_MS.iter().position(|bound| duration <= Duration::from_millis(*bound));
        route.durations[bucket.unwrap_or(BUCKETS_MS.len())].fetch_add(1, Ordering::Relaxed);
        let duration_us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        route.duration_us_sum.fetch_add(duration_us, Ordering::Relaxed);
    }

    fn route(&self, name: &str) -> Arc<Route> {
        if let Some(route) = self.routes.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return route.clone();
        }
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        routes.entry(name.into()).or_default().clone()
    }

    fn write(&self, out: &mut String) {
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        head(out, "loket_http_requests_total", "counter", "Answered requests.");
        for (name, route) in routes.iter() {
            for (index, count) in route.requests.iter().enumerate() {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    let status = index + 100;
                    line(out, &format!("loket_http_requests_total{{route=\"{name}\",status=\"{status}\"}} {count}"));
                }
            }
        }
        head(out, "loket_http_request_duration_seconds", "histogram", "Time from request to answer.");
        for (name, route) in routes.iter() {
            let mut total = 0;
            for (index, count) in route.durations.iter().enumerate() {
                total += count.load(Ordering::Relaxed);
                let bound = BUCKETS_MS.get(index).map_or("+Inf".to_owned(), |ms| (*ms as f64 / 1000.0).to_string());
                line(
                    out,
                    &format!("loket_http_request_duration_seconds_bucket{{route=\"{name}\",le=\"{bound}\"}} {total}"),
                );
            }
            let sum = route.duration_us_sum.load(Ordering::Relaxed) as f64 / 1_000_000.0;
            line(out, &format!("loket_http_request_duration_seconds_sum{{route=\"{name}\"}} {sum}"));
            line(out, &format!("loket_http_request_duration_seconds_count{{route=\"{name}\"}} {total}"));
        }
        head(out, "loket_http_requests_in_flight", "gauge", "Requests that run now.");
        line(out, &format!("loket_http_requests_in_flight {}", self.in_flight.load(Ordering::Relaxed)));
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    line(out, &format!("# HELP {name} {help}"));
    line(out, &format!("# TYPE {name} {kind}"));
}

fn line(out: &mut String, text: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(out, "{text}");
}

/// `GET /metrics`: with the bearer token of the settings; without such a token only in a demonstration.
pub(crate) async fn page(State(app): State<App>, headers: HeaderMap) -> Result<Response, NotHere> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    let is_allowed = match &app.settings().metrics_token {
        Some(token) => given.is_some_and(|given| secret_eq(given, token.as_bytes())),
        None => app.settings().demo,
    };
    if !is_allowed {
        return Err(NotHere);
    }
    let mut out = String::new();
    app.metrics().write(&mut out);
    write_jobs(&app, &mut out).await;
    if let Some(bytes) = resident_bytes() {
        head(&mut out, "process_resident_memory_bytes", "gauge", "Memory in use.");
        line(&mut out, &format!("process_resident_memory_bytes {bytes}"));
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response())
}

async fn write_jobs(app: &App, out: &mut String) {
    let mut counts = Vec::new();
    for tenant in app.tenants().all() {
        let mut db = tenant.db.reader();
        let waiting = store::jobs::count_waiting(&mut db).await;
        let dead = store::jobs::count_dead(&mut db).await;
        match (waiting, dead) {
            (Ok(waiting), Ok(dead)) => counts.push((tenant.key.clone(), waiting, dead)),
            // The other municipalities still count; the readiness of this one says that it does not answer.
            (Err(error), _) | (_, Err(error)) => tracing::warn!(tenant = &*tenant.key, %error, "Can't count jobs"),
        }
    }
    head(out, "loket_jobs_waiting", "gauge", "Jobs that are still to be done.");
    for (tenant, waiting, _) in &counts {
        line(out, &format!("loket_jobs_waiting{{tenant=\"{tenant}\"}} {waiting}"));
    }
    head(out, "loket_jobs_dead", "gauge", "Jobs that failed too often and wait for a person.");
    for (tenant, _, dead) in &counts {
        line(out, &format!("loket_jobs_dead{{tenant=\"{tenant}\"}} {dead}"));
    }
}

/// The memory of this process; only Linux tells it in a file.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    kilobytes.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
