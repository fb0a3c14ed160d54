//! `/besluiten`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use values::Id;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::require_lezen;
use crate::register::{self, BesluitFilter};
use crate::{paths, view};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.paged();
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    let filter = BesluitFilter {
        identificatie: params.text("identificatie"),
        verantwoordelijke_organisatie: params.text("verantwoordelijkeOrganisatie"),
        besluittype: params.reference("besluittype", &urls, catalogi::paths::BESLUITTYPEN),
        zaak: params.reference("zaak", &urls, zaken::paths::ZAKEN).map(Id::new),
    };
    params.finish()?;
    let window = Window::from(&paging);
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, &caller.0, &filter, window).await?;
    let views = found.rows.iter().map(|besluit| view::besluit(besluit, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
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
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let besluit = register::read(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, view::besluit(&besluit, &urls)).await?)
}
