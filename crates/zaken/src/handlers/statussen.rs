//! `/statussen`.

use autorisaties::handlers::{Caller, Fields, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{find_main, refuse, require, window};
use crate::access::Scope;
use crate::operations::{self, NewStatus};
use crate::paths;
use crate::register::{self, OnderdeelFilter, StatusRegel};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    statustype: Url<'a>,
    datum_status_gezet: Timestamp,
    statustoelichting: &'a str,
    indicatie_laatst_gezette_status: bool,
    gezetdoor: &'static str,
    zaakinformatieobjecten: [&'static str; 0],
}

fn view<'a>(regel: &'a StatusRegel, urls: &'a Urls) -> StatusView<'a> {
    let status = &regel.status;
    StatusView {
        url: urls.url(paths::STATUSSEN, status.uuid.uuid()),
        uuid: status.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, status.zaak.uuid()),
        statustype: urls.url(catalogi::paths::STATUSTYPEN, status.statustype.uuid()),
        datum_status_gezet: status.datum_status_gezet,
        statustoelichting: &status.statustoelichting,
        indicatie_laatst_gezette_status: regel.is_newest,
        gezetdoor: "",
        zaakinformatieobjecten: [],
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
        r#type: params.reference("statustype", &urls, catalogi::paths::STATUSTYPEN),
        ..OnderdeelFilter::default()
    };
    params.finish()?;
    let found = register::list_statussen(&mut tenant.db.reader(), &caller.0, &filter, window(&paging)).await?;
    let views = found.rows.iter().map(|regel| view(regel, &urls)).collect();
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
    let regel = register::read_status(&mut tenant.db.reader(), &caller.0, uuid).await?;
    known.answer(&view(&regel, &urls))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken, Scope::StatussenToevoegen, Scope::Heropenen])?;
    let mut fields = Fields::new(map);
    let zaak = find_main(&tenant, &urls, &mut fields).await?;
    if let Some((zaak, zaaktype)) = &zaak {
        operations::require_status(&caller.0, zaaktype, zaak)?;
    }
    let statustype = fields.reference("statustype", &urls, catalogi::paths::STATUSTYPEN);
    if let Some(uuid) = statustype
        && catalogi::register::find_statustype(&mut tenant.db.reader(), uuid).await?.is_none()
    {
        fields.fault("statustype", "bad-url", "Het statustype bestaat niet.");
    }
    let moment = fields.moment_required("datumStatusGezet");
    let statustoelichting = fields.text("statustoelichting", 1000);
    fields.not_kept(&["gezetdoor"]);
    let (Some((zaak, _)), Some(statustype), Some((moment, day)), true) = (&zaak, statustype, moment, fields.is_valid())
    else {
        return Err(refuse(fields));
    };

    let new = NewStatus {
        zaak: zaak.uuid,
        statustype: Id::new(statustype),
        datum_status_gezet: Some(moment),
        day: Some(day),
        statustoelichting: &statustoelichting,
    };
    let mut tx = tenant.db.begin(&caller.0).await?;
    let status = operations::set_status(&mut tx, &caller.0, &new).await?;
    let is_newest = crate::find_zaak(&mut tx, zaak.uuid).await?.is_some_and(|zaak| zaak.status == Some(status.uuid));
    tx.commit().await?;
    let url = urls.url(paths::STATUSSEN, status.uuid.uuid()).to_string();
    Ok(Created(view(&StatusRegel { status, is_newest }, &urls)).at(&url))
}
