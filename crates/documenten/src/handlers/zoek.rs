//! `/enkelvoudiginformatieobjecten/_zoek`: every filter of the list, in a body.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Params, Urls};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use web::{InvalidParam, Json, Paging, Problem, Tenant};

use super::{filter, require};
use crate::access::Scope;
use crate::{paths, register, views};

pub(crate) async fn search(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut query: Params,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    if body.is_empty() {
        return Err(Problem::invalid(vec![InvalidParam::whole("empty_search_body", "Geef minstens één zoekterm op.")]));
    }
    query.paged();
    let in_query = resources.asked(&mut query, paths::ENKELVOUDIGINFORMATIEOBJECTEN);
    query.finish()?;
    let mut fields = Fields::new(body.clone()).strict(&[]);
    let in_body = resources.asked_in(&mut fields, paths::ENKELVOUDIGINFORMATIEOBJECTEN);
    let mut params = Params::of_body(&body);
    params.known("expand");
    let paging = params.page_of_body(paging);
    let filter = filter::read(&mut params, &urls);
    fields.finish()?;
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, &caller.0, &filter, Window::from(&paging)).await?;
    let views = found.rows.iter().map(|regel| views::document(regel, &urls)).collect();
    let expand = if in_body.is_empty() { &in_query } else { &in_body };
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
}
