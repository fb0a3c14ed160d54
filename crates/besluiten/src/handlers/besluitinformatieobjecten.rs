//! `/besluitinformatieobjecten`: a bare list, as the standard has it.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use values::Id;
use web::{IfNoneMatch, Json, Problem, Tenant};

use super::require_lezen;
use crate::{BesluitInformatieobject, paths, register};

#[derive(Serialize)]
struct RelatieView<'a> {
    url: Url<'a>,
    informatieobject: Url<'a>,
    besluit: Url<'a>,
}

fn view<'a>(relatie: &BesluitInformatieobject, urls: &'a Urls) -> RelatieView<'a> {
    RelatieView {
        url: urls.url(paths::BESLUITINFORMATIEOBJECTEN, relatie.uuid.uuid()),
        informatieobject: urls.url(documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN, relatie.informatieobject.uuid()),
        besluit: urls.url(paths::BESLUITEN, relatie.besluit.uuid()),
    }
}

pub(crate) async fn list(caller: Caller, tenant: Tenant, urls: Urls, mut params: Params) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    let besluit = params.reference("besluit", &urls, paths::BESLUITEN).map(Id::new);
    let document =
        params.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    params.finish()?;
    let found = register::list_documenten(&mut tenant.db.reader(), &caller.0, besluit, document).await?;
    let views: Vec<_> = found.iter().map(|relatie| view(relatie, &urls)).collect();
    Ok(Json(views).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.finish()?;
    let relatie = register::read_document(&mut tenant.db.reader(), &caller.0, Id::new(uuid)).await?;
    known.answer(&view(&relatie, &urls))
}
