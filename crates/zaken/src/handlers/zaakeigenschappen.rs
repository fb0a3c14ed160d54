//! `/zaken/{zaak_uuid}/zaakeigenschappen`.

use autorisaties::handlers::{Caller, Fields, Key, Keys, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{CHANGE, find_with_type, refuse, require};
use crate::access::{self, Scope};
use crate::views::EigenschapUrl;
use crate::{Eigenschapswaarde, Zaak, operations, paths, register};

#[derive(Serialize)]
struct EigenschapView<'a> {
    url: EigenschapUrl<'a>,
    uuid: Uuid,
    zaak: Url<'a>,
    eigenschap: Url<'a>,
    naam: &'a str,
    waarde: &'a str,
}

fn view<'a>(value: &'a Eigenschapswaarde, zaak: Id<Zaak>, urls: &'a Urls) -> EigenschapView<'a> {
    EigenschapView {
        url: EigenschapUrl::new(urls, zaak.uuid(), value.uuid.uuid()),
        uuid: value.uuid.uuid(),
        zaak: urls.url(paths::ZAKEN, zaak.uuid()),
        eigenschap: urls.url(catalogi::paths::EIGENSCHAPPEN, value.eigenschap.uuid()),
        naam: &value.naam,
        waarde: &value.waarde,
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(zaak): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let zaak = Id::new(zaak);
    let found = register::list_eigenschappen(&mut tenant.db.reader(), &caller.0, zaak).await?;
    let views: Vec<_> = found.iter().map(|value| view(value, zaak, &urls)).collect();
    Ok(Json(views).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Keys(zaak, uuid): Keys,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let zaak = Id::new(zaak);
    let value = register::read_eigenschap(&mut tenant.db.reader(), &caller.0, zaak, Id::new(uuid)).await?;
    known.answer(&view(&value, zaak, &urls))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(main): Key,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let mut fields = Fields::new(map);
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
        return Err(refuse(fields));
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let value = operations::add_eigenschap(&mut tx, &caller.0, zaak.uuid, Id::new(eigenschap), &waarde).await?;
    tx.commit().await?;
    let view = view(&value, zaak.uuid, &urls);
    let url = view.url.to_string();
    Ok(Created(view).at(&url))
}
