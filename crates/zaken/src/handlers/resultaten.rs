//! `/resultaten`.

use autorisaties::handlers::{Caller, Fields, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{CHANGE, find_main, refuse, require, window};
use crate::access::{self, Scope};
use crate::register::{self, OnderdeelFilter};
use crate::{Resultaat, operations, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultaatView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    resultaattype: Url<'a>,
    toelichting: &'a str,
}

fn view<'a>(resultaat: &'a Resultaat, urls: &'a Urls) -> ResultaatView<'a> {
    ResultaatView {
        url: urls.url(paths::RESULTATEN, resultaat.uuid.uuid()),
        uuid: resultaat.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, resultaat.zaak.uuid()),
        resultaattype: urls.url(catalogi::paths::RESULTAATTYPEN, resultaat.resultaattype.uuid()),
        toelichting: &resultaat.toelichting,
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.paged();
    let filter = OnderdeelFilter {
        zaak: params.reference("zaak", &urls, paths::ZAKEN).map(Id::new),
        r#type: params.reference("resultaattype", &urls, catalogi::paths::RESULTAATTYPEN),
        ..OnderdeelFilter::default()
    };
    params.finish()?;
    let found = register::list_resultaten(&mut tenant.db.reader(), &caller.0, &filter, window(&paging)).await?;
    let views = found.rows.iter().map(|resultaat| view(resultaat, &urls)).collect();
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let resultaat = register::read_resultaat(&mut tenant.db.reader(), &caller.0, uuid).await?;
    known.answer(&view(&resultaat, &urls))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut fields = Fields::new(map);
    let zaak = find_main(&tenant, &urls, &mut fields).await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let resultaattype = fields.reference("resultaattype", &urls, catalogi::paths::RESULTAATTYPEN);
    if let Some(uuid) = resultaattype
        && catalogi::register::find_resultaattype(&mut tenant.db.reader(), uuid).await?.is_none()
    {
        fields.fault("resultaattype", "bad-url", "Het resultaattype bestaat niet.");
    }
    let toelichting = fields.text("toelichting", 1000);
    let (Some((zaak, _)), Some(resultaattype), true) = (&zaak, resultaattype, fields.is_valid()) else {
        return Err(refuse(fields));
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let resultaattype = Id::new(resultaattype);
    let resultaat = operations::add_resultaat(&mut tx, &caller.0, zaak.uuid, resultaattype, &toelichting).await?;
    tx.commit().await?;
    let url = urls.url(paths::RESULTATEN, resultaat.uuid.uuid()).to_string();
    Ok(Created(view(&resultaat, &urls)).at(&url))
}
