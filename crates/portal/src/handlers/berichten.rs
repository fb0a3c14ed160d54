//! Messages and contact.

use axum::extract::{Path, Query};
use identity::ResidentSession;
use serde::Deserialize;
use web::{Page, PageCall, PageError};

use super::{ask, personal, phone, words};
use crate::load;

/// Which page of a list.
#[derive(Debug, Deserialize)]
pub(crate) struct Paged {
    pagina: Option<usize>,
}

/// `GET /mijn/berichten`.
pub(crate) async fn list(
    call: PageCall,
    session: ResidentSession,
    Query(paged): Query<Paged>,
) -> Result<Page, PageError> {
    let found = load::berichten::page(ask(&call, &session), paged.pagina.unwrap_or(1)).await;
    personal(&call, &session, "portal/berichten.html", words(&call).text("portaal-mijn-berichten"), found)
}

/// `GET /mijn/berichten/{bericht}`.
pub(crate) async fn read(
    call: PageCall,
    session: ResidentSession,
    Path(bericht): Path<String>,
) -> Result<Page, PageError> {
    let uuid = bericht.parse().map_err(|_| PageError::NotFound)?;
    let (view, facts) = load::berichten::bericht(ask(&call, &session), &session.actor, uuid).await?;
    let title = view.title.clone();
    personal(&call, &session, "portal/bericht.html", title, (view, facts))
}

/// `GET /mijn/contact`.
pub(crate) async fn contact(call: PageCall, session: ResidentSession) -> Result<Page, PageError> {
    let phone = phone(&call);
    let found = load::berichten::contact(ask(&call, &session), &phone).await;
    personal(&call, &session, "portal/contact.html", words(&call).text("portaal-mijn-contact"), found)
}
