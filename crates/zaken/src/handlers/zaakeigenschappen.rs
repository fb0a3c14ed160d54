//! `/zaken/{zaak_uuid}/zaakeigenschappen`.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Keys, Params, Sent, Urls};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use diensten::Diensten;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_with_type, immutable, require};
use crate::access::{self, Scope};
use crate::{operations, paths, register, views};

const X_WARNING: HeaderName = HeaderName::from_static("x-warning");

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(zaak): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKEIGENSCHAPPEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    let found = register::list_eigenschappen(&mut db, &caller.0, zaak).await?;
    let views: Vec<_> = found.iter().map(|value| views::eigenschap(value, zaak, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Keys(zaak, uuid): Keys,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKEIGENSCHAPPEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    let value = register::read_eigenschap(&mut db, &caller.0, zaak, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::eigenschap(&value, zaak, &urls)).await?)
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(main): Key,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    if fields.own_reference("zaak", &urls, paths::ZAKEN).is_some_and(|named| named != main) {
        fields.fault("zaak", "incorrect_match", "De zaak is een andere dan die in het pad.");
    }
    let eigenschap = fields.reference("eigenschap", &urls, catalogi::paths::EIGENSCHAPPEN);
    if let Some(uuid) = eigenschap
        && catalogi::register::find_eigenschap(&mut tenant.db.reader(), uuid).await?.is_none()
    {
        fields.fault("eigenschap", "bad-url", "De eigenschap bestaat niet.");
    }
    let waarde = fields.text_required("waarde", usize::MAX);
    let (Some(eigenschap), true) = (eigenschap, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let (value, warning) =
        operations::add_eigenschap(&mut tx, &caller.0, zaak.uuid, Id::new(eigenschap), &waarde).await?;
    tx.commit().await?;
    let view = views::eigenschap(&value, zaak.uuid, &urls);
    let url = view.url.to_string();
    Ok((warned(warning), Created(view).at(&url)).into_response())
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Keys(zaak, uuid): Keys,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let zaak = Id::new(zaak);
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_eigenschap(&mut tx, zaak, Id::new(uuid)).await?;
    super::require_change(&mut tx, &caller, zaak, &[]).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&views::eigenschap(&current, zaak, &urls))?.strict(NULLABLE);
    immutable(&mut fields, &urls, ("zaak", paths::ZAKEN), zaak.uuid());
    immutable(&mut fields, &urls, ("eigenschap", catalogi::paths::EIGENSCHAPPEN), current.eigenschap.uuid());
    let waarde = fields.text_required("waarde", usize::MAX);
    fields.finish()?;
    let (changed, warning) = operations::change_eigenschap(&mut tx, &caller.0, zaak, &current, &waarde, actie).await?;
    tx.commit().await?;
    Ok((warned(warning), Json(views::eigenschap(&changed, zaak, &urls))).into_response())
}

/// Says in a header why a value does not fit the specificatie: the standard keeps it all the same.
fn warned(reason: Option<String>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let warning = reason.and_then(|reason| HeaderValue::from_bytes(reason.as_bytes()).ok());
    if let Some(warning) = warning {
        headers.insert(X_WARNING, warning);
    }
    headers
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Keys(zaak, uuid): Keys) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let zaak = Id::new(zaak);
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_eigenschap(&mut tx, zaak, Id::new(uuid)).await?;
    operations::remove_eigenschap(&mut tx, &caller.0, zaak, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
