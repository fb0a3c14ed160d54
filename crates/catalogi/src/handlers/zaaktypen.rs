//! `GET /zaaktypen`.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use values::Vertrouwelijkheidaanduiding;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{Relaties, read_filter, require_lezen, today, window};
use crate::register::{self, Relatie, Soort};
use crate::{Zaaktype, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ZaaktypeView<'a> {
    url: Url<'a>,
    identificatie: &'a str,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    doel: &'a str,
    aanleiding: &'a str,
    toelichting: &'a str,
    indicatie_intern_of_extern: &'a str,
    handeling_initiator: &'a str,
    onderwerp: &'a str,
    handeling_behandelaar: &'a str,
    doorlooptijd: String,
    servicenorm: Option<String>,
    opschorting_en_aanhouding_mogelijk: bool,
    verlenging_mogelijk: bool,
    verlengingstermijn: Option<String>,
    trefwoorden: &'a [String],
    publicatie_indicatie: bool,
    publicatietekst: &'a str,
    verantwoordingsrelatie: [&'a str; 0],
    producten_of_diensten: &'a [String],
    selectielijst_procestype: &'a str,
    referentieproces: ReferentieprocesView<'a>,
    verantwoordelijke: &'a str,
    zaakobjecttypen: [&'a str; 0],
    broncatalogus: BroncatalogusView,
    bronzaaktype: BronzaaktypeView,
    catalogus: Url<'a>,
    statustypen: Vec<Url<'a>>,
    resultaattypen: Vec<Url<'a>>,
    eigenschappen: Vec<Url<'a>>,
    informatieobjecttypen: Vec<Url<'a>>,
    informatieobjecttype_omschrijving: Vec<&'a str>,
    roltypen: Vec<Url<'a>>,
    besluittypen: Vec<Url<'a>>,
    besluittype_omschrijving: Vec<&'a str>,
    deelzaaktypen: [&'a str; 0],
    deelzaaktype_identificaties: [&'a str; 0],
    gerelateerde_zaaktypen: [&'a str; 0],
    begin_geldigheid: Date,
    einde_geldigheid: Option<Date>,
    begin_object: Option<Date>,
    einde_object: Option<Date>,
    versiedatum: Date,
    concept: bool,
}

#[derive(Serialize)]
struct ReferentieprocesView<'a> {
    naam: &'a str,
    link: &'a str,
}

#[derive(Default, Serialize)]
struct BroncatalogusView {
    url: &'static str,
    domein: &'static str,
    rsin: &'static str,
}

#[derive(Default, Serialize)]
struct BronzaaktypeView {
    url: &'static str,
    identificatie: &'static str,
    omschrijving: &'static str,
}

fn view<'a>(zaaktype: &'a Zaaktype, relaties: &'a [Relatie], urls: &'a Urls) -> ZaaktypeView<'a> {
    let relaties = Relaties::of(relaties, zaaktype.uuid.uuid(), urls);
    ZaaktypeView {
        url: urls.url(paths::ZAAKTYPEN, zaaktype.uuid.uuid()),
        identificatie: &zaaktype.identificatie,
        omschrijving: &zaaktype.omschrijving,
        omschrijving_generiek: &zaaktype.omschrijving_generiek,
        vertrouwelijkheidaanduiding: zaaktype.vertrouwelijkheidaanduiding,
        doel: &zaaktype.doel,
        aanleiding: &zaaktype.aanleiding,
        toelichting: &zaaktype.toelichting,
        indicatie_intern_of_extern: &zaaktype.indicatie_intern_of_extern,
        handeling_initiator: &zaaktype.handeling_initiator,
        onderwerp: &zaaktype.onderwerp,
        handeling_behandelaar: &zaaktype.handeling_behandelaar,
        doorlooptijd: zaaktype.doorlooptijd.to_string(),
        servicenorm: zaaktype.servicenorm.map(|term| term.to_string()),
        opschorting_en_aanhouding_mogelijk: zaaktype.opschorting_en_aanhouding_mogelijk,
        verlenging_mogelijk: zaaktype.verlengingstermijn.is_some(),
        verlengingstermijn: zaaktype.verlengingstermijn.map(|term| term.to_string()),
        trefwoorden: &zaaktype.trefwoorden,
        publicatie_indicatie: zaaktype.publicatie_indicatie,
        publicatietekst: &zaaktype.publicatietekst,
        verantwoordingsrelatie: [],
        producten_of_diensten: &zaaktype.producten_of_diensten,
        selectielijst_procestype: "",
        referentieproces: ReferentieprocesView { naam: &zaaktype.referentieproces_naam, link: "" },
        verantwoordelijke: &zaaktype.verantwoordelijke,
        zaakobjecttypen: [],
        broncatalogus: BroncatalogusView::default(),
        bronzaaktype: BronzaaktypeView::default(),
        catalogus: urls.url(paths::CATALOGUSSEN, zaaktype.catalogus.uuid()),
        statustypen: relaties.urls(Soort::Statustype),
        resultaattypen: relaties.urls(Soort::Resultaattype),
        eigenschappen: relaties.urls(Soort::Eigenschap),
        informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
        informatieobjecttype_omschrijving: relaties.namen(Soort::Informatieobjecttype),
        roltypen: relaties.urls(Soort::Roltype),
        besluittypen: relaties.urls(Soort::Besluittype),
        besluittype_omschrijving: relaties.namen(Soort::Besluittype),
        deelzaaktypen: [],
        deelzaaktype_identificaties: [],
        gerelateerde_zaaktypen: [],
        begin_geldigheid: zaaktype.begin_geldigheid,
        einde_geldigheid: zaaktype.einde_geldigheid,
        begin_object: None,
        einde_object: None,
        versiedatum: zaaktype.versiedatum,
        concept: zaaktype.concept,
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
    let identificatie = params.text("identificatie");
    let filter = read_filter(&mut params, catalogus, identificatie);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_zaaktypen(&mut db, &filter, window(&paging)).await?;
    let ids = found.rows.iter().map(|zaaktype| zaaktype.uuid.uuid());
    let relaties = register::list_relaties(&mut db, ids, today(&tenant)).await?;
    let views = found.rows.iter().map(|zaaktype| view(zaaktype, &relaties, &urls)).collect();
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
    let zaaktype = register::find_zaaktype(&mut db, uuid).await?.ok_or_else(Problem::not_found)?;
    let relaties = register::list_relaties(&mut db, [uuid], today(&tenant)).await?;
    known.answer(&view(&zaaktype, &relaties, &urls))
}
