//! `/resultaten`.

use autorisaties::handlers::{Caller, Fields, Key, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use catalogi::{Resultaattype, Zaaktype};
use diensten::Diensten;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, Json, Problem, Tenant};

use super::{CHANGE, NULLABLE, find_main, immutable, reading, require};
use crate::access;
use crate::register::{self, ResultaatFilter};
use crate::{operations, paths, views};

reading!(
    paths::RESULTATEN,
    list_resultaten,
    read_resultaat,
    |params, urls| ResultaatFilter {
        zaak: params.reference("zaak", urls, paths::ZAKEN).map(Id::new),
        resultaattype: params.reference("resultaattype", urls, catalogi::paths::RESULTAATTYPEN),
    },
    |resultaat, urls| views::resultaat(resultaat, urls)
);

/// Reads which outcome a zaak has, and why; one of the zaaktype of the zaak is in memory.
pub(super) async fn read_gegevens(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    zaaktype: Option<&Zaaktype>,
) -> Result<Option<(Id<Resultaattype>, String)>, Problem> {
    let resultaattype = fields.reference("resultaattype", urls, catalogi::paths::RESULTAATTYPEN);
    if let Some(uuid) = resultaattype
        && zaaktype.is_none_or(|zaaktype| zaaktype.resultaattype_by_id(Id::new(uuid)).is_none())
        && catalogi::register::find_resultaattype(&mut tenant.db.reader(), uuid).await?.is_none()
    {
        fields.fault("resultaattype", "bad-url", "Het resultaattype bestaat niet.");
    }
    let toelichting = fields.text("toelichting", 1000);
    Ok(resultaattype.map(|uuid| (Id::new(uuid), toelichting)))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let urls = catalogi::with_types(urls, &tenant, &diensten, &map).await?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let zaak = find_main(&tenant, &urls, &mut fields, "zaak").await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[])?;
    }
    let zaaktype = zaak.as_ref().map(|(_, zaaktype)| &**zaaktype);
    let gegevens = read_gegevens(&mut fields, &tenant, &urls, zaaktype).await?;
    let (Some((zaak, _)), Some((resultaattype, toelichting)), true) = (&zaak, gegevens, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let resultaat = operations::add_resultaat(&mut tx, &caller.0, zaak.uuid, resultaattype, &toelichting).await?;
    tx.commit().await?;
    let url = urls.url(paths::RESULTATEN, resultaat.uuid.uuid()).to_string();
    Ok(Created(views::resultaat(&resultaat, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_resultaat(&mut tx, uuid).await?;
    super::require_change(&mut tx, &caller, current.zaak, &[]).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&views::resultaat(&current, &urls))?.strict(NULLABLE);
    immutable(&mut fields, &urls, ("zaak", paths::ZAKEN), current.zaak.uuid());
    immutable(&mut fields, &urls, ("resultaattype", catalogi::paths::RESULTAATTYPEN), current.resultaattype.uuid());
    let toelichting = fields.text("toelichting", 1000);
    fields.finish()?;
    let changed = operations::change_resultaat(&mut tx, &caller.0, &current, &toelichting, actie).await?;
    tx.commit().await?;
    Ok(Json(views::resultaat(&changed, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_resultaat(&mut tx, uuid).await?;
    operations::remove_resultaat(&mut tx, &caller.0, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
