//! `/zaakinformatieobjecten`: bare lists, as the standard has them.

use autorisaties::handlers::{Caller, Fields, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{find_main, refuse, require};
use crate::access::{self, Scope};
use crate::{Relatie, operations, paths, register};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RelatieView<'a> {
    url: Url<'a>,
    uuid: Uuid,
    informatieobject: Url<'a>,
    zaak: Url<'a>,
    aard_relatie_weergave: &'static str,
    titel: &'a str,
    beschrijving: &'a str,
    registratiedatum: Timestamp,
    vernietigingsdatum: Option<Timestamp>,
    status: Option<Url<'a>>,
}

fn view<'a>(relatie: &'a Relatie, urls: &'a Urls) -> RelatieView<'a> {
    RelatieView {
        url: urls.url(paths::ZAAKINFORMATIEOBJECTEN, relatie.uuid.uuid()),
        uuid: relatie.uuid.uuid(),
        informatieobject: urls.url(documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN, relatie.informatieobject.uuid()),
        zaak: urls.url(paths::ZAKEN, relatie.zaak.uuid()),
        aard_relatie_weergave: "Hoort bij, omgekeerd: kent",
        titel: &relatie.titel,
        beschrijving: &relatie.beschrijving,
        registratiedatum: relatie.registratiedatum,
        vernietigingsdatum: None,
        status: None,
    }
}

pub(crate) async fn list(caller: Caller, tenant: Tenant, urls: Urls, mut params: Params) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let zaak = params.reference("zaak", &urls, paths::ZAKEN).map(Id::new);
    let document =
        params.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    params.finish()?;
    let found = register::list_relaties(&mut tenant.db.reader(), &caller.0, zaak, document).await?;
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
    require(&caller, &[Scope::Lezen])?;
    params.finish()?;
    let relatie = register::read_relatie(&mut tenant.db.reader(), &caller.0, Id::new(uuid)).await?;
    known.answer(&view(&relatie, &urls))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken, Scope::Bijwerken, Scope::GeforceerdBijwerken])?;
    let mut fields = Fields::new(map);
    let zaak = find_main(&tenant, &urls, &mut fields).await?;
    if let Some((zaak, zaaktype)) = &zaak {
        access::require_change(&caller.0, zaaktype, zaak, &[Scope::Aanmaken])?;
    }
    let mut document = None;
    if let Some(uuid) = fields.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN) {
        document = documenten::find(&mut tenant.db.reader(), Id::new(uuid)).await?;
        if document.is_none() {
            fields.fault("informatieobject", "bad-url", "Het informatieobject bestaat niet.");
        }
    }
    let titel = fields.text("titel", 200);
    let beschrijving = fields.text("beschrijving", usize::MAX);
    fields.not_kept(&["vernietigingsdatum", "status"]);
    let (Some((zaak, _)), Some(document), true) = (&zaak, &document, fields.is_valid()) else {
        return Err(refuse(fields));
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let relatie = operations::link_document_as(&mut tx, &caller.0, zaak.uuid, document, &titel, &beschrijving).await?;
    tx.commit().await?;
    let url = urls.url(paths::ZAAKINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
    Ok(Created(view(&relatie, &urls)).at(&url))
}
