//! Documents of a zaak.

use axum::extract::Path;
use axum::response::Response;
use diensten::Diensten;
use diensten::handlers::Passed;
use documenten::download;
use identity::StaffSession;
use web::{FileCall, FileFacts, PageCall, PageError};
use zaken::ZaakInformatieobject;

use crate::load::{self, internal};
use crate::paths;

/// `GET /werk/zaken/{uuid}/documenten/{id}`: a document that is in this zaak, as a download.
pub(crate) async fn download(
    call: PageCall,
    session: StaffSession,
    diensten: Diensten,
    file_call: FileCall,
    Path((uuid, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let db = &call.tenant.db;
    let zaak = load::zaak::find(&mut db.reader(), &session.medewerker, &uuid).await?;
    let id = paths::parse_id::<ZaakInformatieobject>(&id).ok_or(PageError::NotFound)?;
    let documents = zaken::list_documenten(&mut db.reader(), zaak.uuid).await?;
    let relation = documents.into_iter().find(|document| document.uuid == id).ok_or(PageError::NotFound)?;
    let mut tx = db.begin(&session.actor).await?;
    tx.log_inzage("enkelvoudiginformatieobject", relation.informatieobject.uuid(), "behandeling").await?;
    tx.commit().await?;

    // A caseworker who may see the zaak may see all its documents.
    match diensten.pass_on(&call.tenant, relation.informatieobject.uuid(), |_| true).await.map_err(internal)? {
        Passed::Hier => {}
        Passed::Elders(answer) => return Ok(answer),
        Passed::Gone => return Err(PageError::NotFound),
        Passed::Unreachable => return Err(PageError::Unavailable),
    }
    let document = documenten::prepare(db, relation.informatieobject).await.map_err(internal)?;
    let (Some(hash), Some(size)) = (&document.inhoud, document.bestandsomvang) else { return Err(PageError::NotFound) };
    let size = u64::try_from(size).unwrap_or(0);
    let media_type = download::media_type(&document.formaat);
    let name = &download::file_name(&document.bestandsnaam, &document.titel, &document.formaat);
    let file = FileFacts { hash, size, media_type, name };
    file_call.answer(db.files(), &file).await.map_err(internal)
}
