//! `GET /besluittypen`.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{Relaties, read_filter, require_lezen, today, window};
use crate::register::{self, Extra, Relatie, Soort};
use crate::{Besluittype, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BesluittypeView<'a> {
    url: Url<'a>,
    catalogus: Url<'a>,
    zaaktypen: Vec<Url<'a>>,
    zaaktype_identificaties: Vec<&'a str>,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    besluitcategorie: &'a str,
    reactietermijn: Option<String>,
    publicatie_indicatie: bool,
    publicatietekst: &'a str,
    publicatietermijn: Option<String>,
    toelichting: &'a str,
    informatieobjecttypen: [&'a str; 0],
    informatieobjecttype_omschrijvingen: [&'a str; 0],
    begin_geldigheid: Date,
    einde_geldigheid: Option<Date>,
    begin_object: Option<Date>,
    einde_object: Option<Date>,
    concept: bool,
    resultaattypen: [&'a str; 0],
    resultaattypen_omschrijving: [&'a str; 0],
    vastgelegd_in: [&'a str; 0],
}

fn view<'a>(besluittype: &'a Besluittype, relaties: &'a [Relatie], urls: &'a Urls) -> BesluittypeView<'a> {
    let relaties = Relaties::of(relaties, besluittype.uuid.uuid(), urls);
    BesluittypeView {
        url: urls.url(paths::BESLUITTYPEN, besluittype.uuid.uuid()),
        catalogus: urls.url(paths::CATALOGUSSEN, besluittype.catalogus.uuid()),
        zaaktypen: relaties.urls(Soort::Zaaktype),
        zaaktype_identificaties: relaties.namen(Soort::Zaaktype),
        omschrijving: &besluittype.omschrijving,
        omschrijving_generiek: &besluittype.omschrijving_generiek,
        besluitcategorie: &besluittype.besluitcategorie,
        reactietermijn: besluittype.reactietermijn.map(|term| term.to_string()),
        publicatie_indicatie: besluittype.publicatie_indicatie,
        publicatietekst: &besluittype.publicatietekst,
        publicatietermijn: besluittype.publicatietermijn.map(|term| term.to_string()),
        toelichting: &besluittype.toelichting,
        informatieobjecttypen: [],
        informatieobjecttype_omschrijvingen: [],
        begin_geldigheid: besluittype.begin_geldigheid,
        einde_geldigheid: besluittype.einde_geldigheid,
        begin_object: None,
        einde_object: None,
        concept: besluittype.concept,
        resultaattypen: [],
        resultaattypen_omschrijving: [],
        vastgelegd_in: [],
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
    let zaaktype = params.reference("zaaktypen", &urls, paths::ZAAKTYPEN);
    let omschrijving = params.text("omschrijving");
    let mut filter = read_filter(&mut params, catalogus, omschrijving);
    filter.extra = zaaktype.map(Extra::Id);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_besluittypen(&mut db, &filter, window(&paging)).await?;
    let ids = found.rows.iter().map(|besluittype| besluittype.uuid.uuid());
    let day = filter.day.unwrap_or_else(|| today(&tenant));
    let relaties = register::list_relaties(&mut db, ids, day).await?;
    let views = found.rows.iter().map(|besluittype| view(besluittype, &relaties, &urls)).collect();
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
    let besluittype = register::find_besluittype(&mut db, uuid).await?.ok_or_else(Problem::not_found)?;
    let relaties = register::list_relaties(&mut db, [uuid], today(&tenant)).await?;
    known.answer(&view(&besluittype, &relaties, &urls))
}
