//! `/enkelvoudiginformatieobjecten`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Key, Params, Urls};
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use values::Id;
use web::{Etag, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{filter, require};
use crate::access::Scope;
use crate::register::{self, Versie};
use crate::{Document, DocumentenError, paths, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    params.paged();
    let expand = resources.asked(&mut params, paths::ENKELVOUDIGINFORMATIEOBJECTEN);
    let filter = filter::read(&mut params, &urls);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    let views = found.rows.iter().map(|regel| views::document(regel, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

fn read_versie(params: &mut Params) -> Versie {
    Versie {
        nummer: params.parsed("versie", "Hier hoort een getal."),
        registratie_op: params.parsed("registratieOp", "Hier hoort een tijdstip met zone."),
    }
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::ENKELVOUDIGINFORMATIEOBJECTEN);
    let versie = read_versie(&mut params);
    params.finish()?;
    let mut db = tenant.db.reader();
    let regel = register::read(&mut db, &caller.0, Id::new(uuid), versie).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::document(&regel, &urls)).await?)
}

pub(crate) async fn download(
    caller: Caller,
    tenant: Tenant,
    known: IfNoneMatch,
    Key(uuid): Key,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let versie = read_versie(&mut params);
    params.finish()?;
    let found = register::read(&mut tenant.db.reader(), &caller.0, Id::new(uuid), versie).await?;
    if let Some(hash) = &found.document.inhoud {
        if known.matches(&etag(hash)) {
            return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag(hash).as_str().to_owned())]).into_response());
        }
        let bytes = tenant.db.files().get(hash).await?;
        return Ok(file(&found.document, Body::from_stream(bytes)));
    }
    match crate::open(&tenant.db, found.document.uuid).await {
        Ok((document, bytes)) => Ok(file(&document, Body::from_stream(bytes))),
        // The document is there, its bytes are not: only its metadata was registered.
        Err(DocumentenError::DocumentNotFound) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(error) => Err(error.into()),
    }
}

fn etag(hash: &str) -> Etag {
    Etag::named(format!("\"{hash}\""))
}

/// Answers with the bytes, their number and their checksum (`Repr-Digest`, RFC 9530).
fn file(document: &Document, body: Body) -> Response {
    let mut headers = HeaderMap::new();
    let mut add = |name: header::HeaderName, value: String| {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    };
    add(header::CONTENT_TYPE, "application/octet-stream".into());
    add(header::CONTENT_DISPOSITION, disposition(&document.bestandsnaam));
    if let Some(size) = document.bestandsomvang {
        add(header::CONTENT_LENGTH, size.to_string());
    }
    if let Some(hash) = &document.inhoud {
        add(header::ETAG, etag(hash).as_str().to_owned());
        add(header::HeaderName::from_static("repr-digest"), format!("sha-256=:{}:", STANDARD.encode(from_hex(hash))));
    }
    (headers, body).into_response()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// The file name as RFC 6266 writes it: every character that could end the header or a path is encoded.
fn disposition(bestandsnaam: &str) -> String {
    let mut encoded = String::new();
    for byte in bestandsnaam.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    if encoded.is_empty() { "attachment".into() } else { format!("attachment; filename*=UTF-8''{encoded}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_can_not_break_out_of_its_header() {
        for (name, expected) in [
            ("brief.pdf", "attachment; filename*=UTF-8''brief.pdf"),
            ("a\"\r\nX: y", "attachment; filename*=UTF-8''a%22%0D%0AX%3A%20y"),
            ("é/..", "attachment; filename*=UTF-8''%C3%A9%2F.."),
            ("", "attachment"),
        ] {
            assert_eq!(disposition(name), expected);
        }
        assert_eq!(from_hex("00ff1a"), [0, 255, 26]);
    }
}
