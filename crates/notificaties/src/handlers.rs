//! The HTTP border of the Notificaties API.

pub(crate) mod abonnementen;
pub(crate) mod import;
pub(crate) mod kanalen;
pub(crate) mod notificaties;

use autorisaties::handlers::{Caller, Fields};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use values::Actor;
use values::actor::Component;
use web::{App, InvalidParam, Problem};

use crate::{Kenmerken, NotificatiesError, paths};

const CONSUMEREN: &str = "notificaties.consumeren";
const PUBLICEREN: &str = "notificaties.publiceren";

impl From<NotificatiesError> for Problem {
    fn from(error: NotificatiesError) -> Self {
        match error {
            NotificatiesError::NotFound => Self::not_found(),
            NotificatiesError::Forbidden => Self::forbidden("Het abonnement is van een andere applicatie."),
            NotificatiesError::Invalid(faults) => Self::invalid(faults.into_iter().map(InvalidParam::from).collect()),
            NotificatiesError::Sealed | NotificatiesError::Store(_) => Self::internal(&error),
        }
    }
}

fn require(caller: &Caller, scopes: &[&str]) -> Result<(), Problem> {
    let all: Vec<(Component, &str)> = scopes.iter().map(|scope| (Component::Nrc, *scope)).collect();
    caller.require_any(&all)
}

/// The client that calls.
fn client_id(caller: &Caller) -> &str {
    match &caller.0 {
        Actor::Applicatie(applicatie) => &applicatie.client_id,
        _ => "",
    }
}

/// Below which root the API is called: answers keep to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root {
    kanalen: &'static str,
    abonnementen: &'static str,
}

impl FromRequestParts<App> for Root {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(if parts.uri.path().starts_with("/api/") {
            Self { kanalen: paths::KANALEN_AT_HOST, abonnementen: paths::ABONNEMENTEN_AT_HOST }
        } else {
            Self { kanalen: paths::KANALEN, abonnementen: paths::ABONNEMENTEN }
        })
    }
}

/// Reads an object of texts, such as the filters of an abonnement.
fn read_texts(fields: &mut Fields, name: &str) -> Kenmerken {
    let Some(map) = fields.object(name) else { return Vec::new() };
    let keys: Vec<String> = map.keys().cloned().collect();
    fields.within(name, map, |inner| {
        keys.into_iter()
            .map(|key| {
                let value = inner.text_required(&key, 1000);
                (key, value)
            })
            .collect()
    })
}
