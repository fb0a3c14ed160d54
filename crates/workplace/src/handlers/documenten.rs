//! Documents of a zaak.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use identity::StaffSession;
use web::{PageCall, PageError};
use zaken::ZaakInformatieobject;

use crate::load::{self, internal};
use crate::paths;

/// `GET /werk/zaken/{uuid}/documenten/{id}`: a document that is in this zaak, as a download.
pub(crate) async fn download(
    call: PageCall,
    session: StaffSession,
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

    let (document, bytes) = documenten::open(db, relation.informatieobject).await.map_err(internal)?;
    let headers: [(HeaderName, String); 2] =
        [(header::CONTENT_TYPE, document.formaat), (header::CONTENT_DISPOSITION, attachment(&document.bestandsnaam))];
    Ok((headers, Body::from_stream(bytes)).into_response())
}

/// Names a download. The name is written twice (RFC 6266): in plain letters for old readers, and in full.
fn attachment(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let mut full = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            full.push(char::from(byte));
        } else {
            full.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_name_can_not_break_out_of_the_header() {
        let cases = [
            ("brief.pdf", "attachment; filename=\"brief.pdf\"; filename*=UTF-8''brief.pdf"),
            ("é\"\r\n.pdf", "attachment; filename=\"____.pdf\"; filename*=UTF-8''%C3%A9%22%0D%0A.pdf"),
        ];
        for (name, expected) in cases {
            assert_eq!(attachment(name), expected);
        }
    }
}
