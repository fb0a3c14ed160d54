//! `/besluitinformatieobjecten`: a bare list, as the standard has it.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use values::Id;
use web::{IfNoneMatch, Json, Problem, Tenant};

use super::require_lezen;
use crate::{paths, register, view};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    let expand = resources.asked(&mut params, paths::BESLUITINFORMATIEOBJECTEN);
    let besluit = params.reference("besluit", &urls, paths::BESLUITEN).map(Id::new);
    let document =
        params.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_documenten(&mut db, &caller.0, besluit, document).await?;
    let views = found.iter().map(|relatie| view::relatie(relatie, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
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
    require_lezen(&caller)?;
    let expand = resources.asked(&mut params, paths::BESLUITINFORMATIEOBJECTEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let relatie = register::read_document(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, view::relatie(&relatie, &urls)).await?)
}
