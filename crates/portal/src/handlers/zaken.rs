//! Zaken and their documents.

use axum::extract::{Path, Query};
use axum::response::Response;
use diensten::handlers::Passed;
use diensten::{Diensten, ExternObject};
use documenten::download;
use identity::ResidentSession;
use serde::Deserialize;
use values::Id;
use web::{FileCall, FileFacts, Page, PageCall, PageError};
use zaken::portaal::Selectie;

use super::{Told, ask, chrome, personal, phone, words};
use crate::load::zaak::{find_document, log_representative};
use crate::load::zaken::Wish;
use crate::{PortalError, load};

/// What the list is asked to show.
#[derive(Debug, Deserialize)]
pub(crate) struct ListQuery {
    toon: Option<String>,
    zoek: Option<String>,
    pagina: Option<usize>,
    melding: Option<String>,
}

/// `GET /mijn/zaken`.
pub(crate) async fn list(
    call: PageCall,
    session: ResidentSession,
    Query(query): Query<ListQuery>,
) -> Result<Page, PageError> {
    let selectie = if query.toon.as_deref() == Some("afgerond") { Selectie::Afgerond } else { Selectie::Lopend };
    let zoek = query.zoek.unwrap_or_default();
    let wish = Wish { selectie, query: &zoek, page: query.pagina.unwrap_or(1) };
    let (view, facts) = load::zaken::page(ask(&call, &session), wish).await;
    let mut chrome = chrome(&call, &session, words(&call).text("portaal-mijn-zaken"), &facts);
    chrome.flash = Told { melding: query.melding }.flash(words(&call));
    call.page("portal/zaken.html", view, &chrome)
}

/// Reads an id from a path; what is no id is not there.
pub(super) fn parse<T>(text: &str) -> Result<Id<T>, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// `GET /mijn/zaken/{zaak}`.
pub(crate) async fn read(
    call: PageCall,
    session: ResidentSession,
    Path(zaak): Path<String>,
) -> Result<Page, PageError> {
    let zaak = parse(&zaak)?;
    let ask = ask(&call, &session);
    let phone = phone(&call);
    let (view, facts) = load::zaak::page(ask, zaak, &phone).await?;
    log_representative(&call.tenant.db, &session.actor, ask, "zaak", zaak.uuid()).await?;
    let title = view.title.clone();
    personal(&call, &session, "portal/zaak.html", title, (view, facts))
}

/// `GET /mijn/zaken/{zaak}/documenten/{document}`: passes the whole gate again, for the zaak and for the document.
pub(crate) async fn download(
    call: PageCall,
    session: ResidentSession,
    diensten: Diensten,
    file_call: FileCall,
    Path((zaak, relation)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (ask, db) = (ask(&call, &session), &call.tenant.db);
    let found = find_document(ask, parse(&zaak)?, parse(&relation)?).await?;
    let id = found.informatieobject.uuid();
    // What the other register says of a document now decides, not what it said when the zaak got it.
    let is_visible = |document: &ExternObject| zaken::portaal::shows_elders(&document.inhoud);
    let passed = diensten.pass_on(&call.tenant, id, is_visible).await.map_err(|error| PageError::internal(&error))?;
    let answer = match passed {
        Passed::Hier => None,
        Passed::Elders(answer) => Some(answer),
        Passed::Gone => return Err(PageError::NotFound),
        Passed::Unreachable => return Err(PageError::Unavailable),
    };
    if let Some(answer) = answer {
        log_representative(db, &session.actor, ask, "enkelvoudiginformatieobject", id).await?;
        return Ok(answer);
    }
    let document = documenten::prepare(db, found.informatieobject)
        .await
        .map_err(|error| PageError::from(PortalError::from(error)))?;
    log_representative(db, &session.actor, ask, "enkelvoudiginformatieobject", id).await?;
    let (Some(hash), Some(size)) = (&document.inhoud, document.bestandsomvang) else { return Err(PageError::NotFound) };
    let file = FileFacts {
        hash,
        size: u64::try_from(size).unwrap_or(0),
        media_type: download::media_type(&document.formaat),
        name: &download::file_name(&document.bestandsnaam, &document.titel, &document.formaat),
    };
    file_call.answer(db.files(), &file).await.map_err(|error| PageError::internal(&error))
}
