//! `/enkelvoudiginformatieobjecten`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Key, Params, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use values::Id;
use web::{FileCall, FileFacts, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{filter, require};
use crate::access::Scope;
use crate::register::{self, Versie};
use crate::{DocumentenError, paths, views};

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
    call: FileCall,
    Key(uuid): Key,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let versie = read_versie(&mut params);
    params.finish()?;
    let found = register::read(&mut tenant.db.reader(), &caller.0, Id::new(uuid), versie).await?;
    let document = match found.document.inhoud {
        Some(_) => found.document,
        None => match crate::prepare(&tenant.db, found.document.uuid).await {
            Ok(document) => document,
            // The document is there, its bytes are not: only its metadata was registered.
            Err(DocumentenError::DocumentNotFound) => return Ok(StatusCode::NO_CONTENT.into_response()),
            Err(error) => return Err(error.into()),
        },
    };
    let (Some(hash), Some(size)) = (&document.inhoud, document.bestandsomvang) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let size = u64::try_from(size).unwrap_or(0);
    let file = FileFacts { hash, size, media_type: "application/octet-stream", name: &document.bestandsnaam };
    Ok(call.answer(tenant.db.files(), &file).await?)
}
