//! One log line and one count for each request. No query strings, no ids in paths, no names: only the route.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::problem::random_uuid;
use crate::{App, BaseUrl};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The route of everything that has none.
const NO_ROUTE: &str = "-";

pub(super) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = random_uuid();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let base = BaseUrl::of(request.headers(), request.uri(), app.settings());
    let tenant = base.as_ref().and_then(|base| app.tenants().find(base.host())).map_or("-", |tenant| &*tenant.key);

    let span = tracing::info_span!("request", %id, %method, route, tenant);
    let in_flight = app.metrics().enter();
    let mut response = next.run(request).instrument(span.clone()).await;
    drop(in_flight);

    let elapsed = started.elapsed();
    let status_code = response.status().as_u16();
    app.metrics().record(route, status_code, elapsed);
    let duration_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| {
        if route.starts_with("/health/") {
            tracing::debug!(status_code, duration_ms, "{method} {route} {status_code}");
        } else {
            tracing::info!(status_code, duration_ms, "{method} {route} {status_code}");
        }
    });
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}
