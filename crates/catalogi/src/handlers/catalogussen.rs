//! `GET /catalogussen`.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{Relaties, require_lezen, today, window};
use crate::register::{self, Extra, Relatie, Soort, TypeFilter};
use crate::{Catalogus, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CatalogusView<'a> {
    url: Url<'a>,
    domein: &'a str,
    rsin: &'a str,
    contactpersoon_beheer_naam: &'a str,
    contactpersoon_beheer_telefoonnummer: &'a str,
    contactpersoon_beheer_emailadres: &'a str,
    zaaktypen: Vec<Url<'a>>,
    besluittypen: Vec<Url<'a>>,
    besluittype_omschrijving: Vec<&'a str>,
    informatieobjecttypen: Vec<Url<'a>>,
    informatieobjecttype_omschrijving: Vec<&'a str>,
    naam: &'a str,
    versie: &'a str,
    begindatum_versie: Option<Date>,
}

fn view<'a>(catalogus: &'a Catalogus, relaties: &'a [Relatie], urls: &'a Urls) -> CatalogusView<'a> {
    let relaties = Relaties::of(relaties, catalogus.uuid.uuid(), urls);
    CatalogusView {
        url: urls.url(paths::CATALOGUSSEN, catalogus.uuid.uuid()),
        domein: &catalogus.domein,
        rsin: catalogus.rsin.as_str(),
        contactpersoon_beheer_naam: "",
        contactpersoon_beheer_telefoonnummer: "",
        contactpersoon_beheer_emailadres: "",
        zaaktypen: relaties.urls(Soort::Zaaktype),
        besluittypen: relaties.urls(Soort::Besluittype),
        besluittype_omschrijving: relaties.namen(Soort::Besluittype),
        informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
        informatieobjecttype_omschrijving: relaties.namen(Soort::Informatieobjecttype),
        naam: &catalogus.naam,
        versie: "",
        begindatum_versie: None,
    }
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    mut params: Params,
) -> Result<Response, Problem> {
    require_lezen(&caller)?;
    params.paged();
    let filter = TypeFilter {
        naam: params.text("domein"),
        extra: params.text("rsin").map(Extra::Text),
        ..TypeFilter::default()
    };
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_catalogussen(&mut db, &filter, window(&paging)).await?;
    let ids = found.rows.iter().map(|catalogus| catalogus.uuid.uuid());
    let relaties = register::list_relaties(&mut db, ids, today(&tenant)).await?;
    let views = found.rows.iter().map(|catalogus| view(catalogus, &relaties, &urls)).collect();
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
    require_lezen(&caller)?;
    params.finish()?;
    let mut db = tenant.db.reader();
    let catalogus = register::find_catalogus(&mut db, uuid).await?.ok_or_else(Problem::not_found)?;
    let relaties = register::list_relaties(&mut db, [uuid], today(&tenant)).await?;
    known.answer(&view(&catalogus, &relaties, &urls))
}
