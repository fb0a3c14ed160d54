//! `/mijn/zoeken`.

use axum::extract::Query;
use identity::ResidentSession;
use serde::Deserialize;
use web::{Page, PageCall, PageError};

use super::{ask, personal, words};
use crate::load;

/// What is looked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Zoekvraag {
    zoek: Option<String>,
}

/// `GET /mijn/zoeken`.
pub(crate) async fn page(
    call: PageCall,
    session: ResidentSession,
    Query(vraag): Query<Zoekvraag>,
) -> Result<Page, PageError> {
    let found = load::zoeken::page(ask(&call, &session), &vraag.zoek.unwrap_or_default()).await;
    personal(&call, &session, "portal/zoeken.html", words(&call).text("portaal-zoeken"), found)
}
