//! `GET /informatieobjecttypen`.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use values::Vertrouwelijkheidaanduiding;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{Relaties, read_filter, require_lezen, today, window};
use crate::register::{self, Relatie, Soort};
use crate::{Informatieobjecttype, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InformatieobjecttypeView<'a> {
    url: Url<'a>,
    catalogus: Url<'a>,
    omschrijving: &'a str,
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    begin_geldigheid: Date,
    einde_geldigheid: Option<Date>,
    begin_object: Option<Date>,
    einde_object: Option<Date>,
    concept: bool,
    zaaktypen: Vec<Url<'a>>,
    zaaktype_identificaties: Vec<&'a str>,
    besluittypen: [&'a str; 0],
    besluittype_omschrijving: [&'a str; 0],
    informatieobjectcategorie: &'a str,
    trefwoord: [&'a str; 0],
    omschrijving_generiek: OmschrijvingGeneriekView,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct OmschrijvingGeneriekView {
    informatieobjecttype_omschrijving_generiek: &'static str,
    definitie_informatieobjecttype_omschrijving_generiek: &'static str,
    herkomst_informatieobjecttype_omschrijving_generiek: &'static str,
    hierarchie_informatieobjecttype_omschrijving_generiek: &'static str,
    opmerking_informatieobjecttype_omschrijving_generiek: &'static str,
}

fn view<'a>(soort: &'a Informatieobjecttype, relaties: &'a [Relatie], urls: &'a Urls) -> InformatieobjecttypeView<'a> {
    let relaties = Relaties::of(relaties, soort.uuid.uuid(), urls);
    InformatieobjecttypeView {
        url: urls.url(paths::INFORMATIEOBJECTTYPEN, soort.uuid.uuid()),
        catalogus: urls.url(paths::CATALOGUSSEN, soort.catalogus.uuid()),
        omschrijving: &soort.omschrijving,
        vertrouwelijkheidaanduiding: soort.vertrouwelijkheidaanduiding,
        begin_geldigheid: soort.begin_geldigheid,
        einde_geldigheid: soort.einde_geldigheid,
        begin_object: None,
        einde_object: None,
        concept: soort.concept,
        zaaktypen: relaties.urls(Soort::Zaaktype),
        zaaktype_identificaties: relaties.namen(Soort::Zaaktype),
        besluittypen: [],
        besluittype_omschrijving: [],
        informatieobjectcategorie: &soort.informatieobjectcategorie,
        trefwoord: [],
        omschrijving_generiek: OmschrijvingGeneriekView::default(),
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
    let catalogus = params.reference("catalogus", &urls, paths::CATALOGUSSEN);
    let omschrijving = params.text("omschrijving");
    let filter = read_filter(&mut params, catalogus, omschrijving);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_informatieobjecttypen(&mut db, &filter, window(&paging)).await?;
    let ids = found.rows.iter().map(|soort| soort.uuid.uuid());
    let day = filter.day.unwrap_or_else(|| today(&tenant));
    let relaties = register::list_relaties(&mut db, ids, day).await?;
    let views = found.rows.iter().map(|soort| view(soort, &relaties, &urls)).collect();
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
    let soort = register::find_informatieobjecttype(&mut db, uuid).await?.ok_or_else(Problem::not_found)?;
    let relaties = register::list_relaties(&mut db, [uuid], today(&tenant)).await?;
    known.answer(&view(&soort, &relaties, &urls))
}
