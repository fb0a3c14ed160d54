//! The Notificaties API 1.0.1: every path of the standard, one line each. It is served below `/notificaties` and, for clients that know it
//! at a host of its own, at `/api/v1`: any host name of a municipality will do.

use std::pin::Pin;

use ::store::Tx;
use autorisaties::Sealer;
use autorisaties::handlers::{Caller, Urls, api, document_at, not_found};
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use serde_json::{Map, Value};
use web::outbound::Outbound;
use web::{App, Problem};

use crate::handlers::{abonnementen, kanalen, notificaties};

/// What the routes need besides the database.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Calls subscribers, to test them.
    pub outbound: Outbound,
    /// Refuses a subscriber that takes messages from anybody.
    pub require_auth_on_callback: bool,
    /// Do what CloudEvents of other systems say.
    pub receivers: Vec<Receive>,
}

/// What [`Receive`] returns.
pub type ReceiveFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// Does what a CloudEvent of another system says, in the transaction that hands it over to subscribers; nothing when it is not meant. What is
/// wrong with it is found before anything is written.
pub type Receive = for<'a> fn(&'a mut Tx, &'a Caller, &'a Urls, &'a Map<String, Value>) -> ReceiveFuture<'a>;

/// Returns the routes. `sealer` opens the secrets of the applications, and seals those of subscribers.
pub fn router(sealer: Sealer, settings: Settings) -> Router<App> {
    let routes = ["/notificaties/api/v1", "/api/v1"].into_iter().fold(Router::new(), |routes, root| {
        let at = |path: &str| format!("{root}{path}");
        routes
            .route(&at("/abonnement"), get(abonnementen::list).post(abonnementen::create))
            .route(
                &at("/abonnement/{uuid}"),
                get(abonnementen::read)
                    .put(abonnementen::change)
                    .patch(abonnementen::change)
                    .delete(abonnementen::remove),
            )
            .route(&at("/kanaal"), get(kanalen::list).post(kanalen::create))
            .route(&at("/kanaal/{uuid}"), get(kanalen::read).put(kanalen::change).patch(kanalen::change))
            .route(&at("/notificaties"), post(notificaties::create))
            .route(&at("/cloudevents"), post(notificaties::create_cloudevent))
            .route(&at("/{*rest}"), any(not_found))
    });
    let routes = routes.layer(Extension(settings)).merge(document_at("/api/v1", &openapi::NOTIFICATIES));
    api(routes, &openapi::NOTIFICATIES, sealer)
}
