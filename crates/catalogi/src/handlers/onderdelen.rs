//! `GET /statustypen`, `/resultaattypen`, `/roltypen`, `/eigenschappen`: the parts of a zaaktype.

use autorisaties::handlers::{Caller, Key, Params, Url, Urls};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;
use web::{IfNoneMatch, Json, Paging, Problem, Tenant};

use super::{read_filter, require_lezen, window};
use crate::register::{self, Extra, Onderdeel, TypeFilter};
use crate::{Eigenschap, Resultaattype, Roltype, Statustype, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatustypeView<'a> {
    url: Url<'a>,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    statustekst: &'a str,
    zaaktype: Url<'a>,
    catalogus: Url<'a>,
    zaaktype_identificatie: &'a str,
    volgnummer: i64,
    is_eindstatus: bool,
    informeren: bool,
    doorlooptijd: Option<&'a str>,
    toelichting: &'a str,
    checklistitem_statustype: [&'a str; 0],
    eigenschappen: [&'a str; 0],
    #[serde(flatten)]
    geldigheid: Geldigheid,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultaattypeView<'a> {
    url: Url<'a>,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    omschrijving: &'a str,
    resultaattypeomschrijving: &'a str,
    omschrijving_generiek: &'a str,
    selectielijstklasse: &'a str,
    toelichting: &'a str,
    archiefnominatie: &'a str,
    archiefactietermijn: Option<String>,
    brondatum_archiefprocedure: BrondatumView<'a>,
    procesobjectaard: Option<&'a str>,
    catalogus: Url<'a>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    indicatie_specifiek: Option<bool>,
    procestermijn: Option<&'a str>,
    besluittypen: [&'a str; 0],
    besluittype_omschrijving: [&'a str; 0],
    informatieobjecttypen: [&'a str; 0],
    informatieobjecttype_omschrijving: [&'a str; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BrondatumView<'a> {
    afleidingswijze: &'a str,
    datumkenmerk: &'a str,
    einddatum_bekend: bool,
    objecttype: &'a str,
    registratie: &'a str,
    procestermijn: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RoltypeView<'a> {
    url: Url<'a>,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    catalogus: Url<'a>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EigenschapView<'a> {
    url: Url<'a>,
    naam: &'a str,
    catalogus: Url<'a>,
    definitie: &'a str,
    specificatie: SpecificatieView<'a>,
    toelichting: &'a str,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    statustype: Option<&'a str>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
}

#[derive(Serialize)]
struct SpecificatieView<'a> {
    groep: &'a str,
    formaat: &'a str,
    lengte: &'a str,
    kardinaliteit: &'a str,
    waardenverzameling: &'a [String],
}

/// The dates of the zaaktype. First and last use over its versions are not kept.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Geldigheid {
    begin_geldigheid: Date,
    einde_geldigheid: Option<Date>,
    begin_object: Option<Date>,
    einde_object: Option<Date>,
}

fn geldigheid<T>(of: &Onderdeel<T>) -> Geldigheid {
    Geldigheid {
        begin_geldigheid: of.begin_geldigheid,
        einde_geldigheid: of.einde_geldigheid,
        begin_object: None,
        einde_object: None,
    }
}

fn statustype<'a>(of: &'a Onderdeel<Statustype>, urls: &'a Urls) -> StatustypeView<'a> {
    let own = &of.onderdeel;
    StatustypeView {
        url: urls.url(paths::STATUSTYPEN, own.uuid.uuid()),
        omschrijving: &own.omschrijving,
        omschrijving_generiek: &own.omschrijving_generiek,
        statustekst: &own.statustekst,
        zaaktype: urls.url(paths::ZAAKTYPEN, of.zaaktype.uuid()),
        catalogus: urls.url(paths::CATALOGUSSEN, of.catalogus.uuid()),
        zaaktype_identificatie: &of.zaaktype_identificatie,
        volgnummer: own.volgnummer,
        is_eindstatus: of.is_last,
        informeren: own.informeren,
        doorlooptijd: None,
        toelichting: &own.toelichting,
        checklistitem_statustype: [],
        eigenschappen: [],
        geldigheid: geldigheid(of),
    }
}

fn resultaattype<'a>(of: &'a Onderdeel<Resultaattype>, urls: &'a Urls) -> ResultaattypeView<'a> {
    let own = &of.onderdeel;
    let brondatum = &own.brondatum;
    ResultaattypeView {
        url: urls.url(paths::RESULTAATTYPEN, own.uuid.uuid()),
        zaaktype: urls.url(paths::ZAAKTYPEN, of.zaaktype.uuid()),
        zaaktype_identificatie: &of.zaaktype_identificatie,
        omschrijving: &own.omschrijving,
        resultaattypeomschrijving: &own.resultaattypeomschrijving,
        omschrijving_generiek: &own.omschrijving_generiek,
        selectielijstklasse: &own.selectielijstklasse,
        toelichting: &own.toelichting,
        archiefnominatie: &own.archiefnominatie,
        archiefactietermijn: own.archiefactietermijn.map(|term| term.to_string()),
        brondatum_archiefprocedure: BrondatumView {
            afleidingswijze: brondatum.afleidingswijze.as_str(),
            datumkenmerk: &brondatum.datumkenmerk,
            einddatum_bekend: brondatum.einddatum_bekend,
            objecttype: &brondatum.objecttype,
            registratie: &brondatum.registratie,
            procestermijn: brondatum.procestermijn.map(|term| term.to_string()),
        },
        procesobjectaard: None,
        catalogus: urls.url(paths::CATALOGUSSEN, of.catalogus.uuid()),
        geldigheid: geldigheid(of),
        indicatie_specifiek: None,
        procestermijn: None,
        besluittypen: [],
        besluittype_omschrijving: [],
        informatieobjecttypen: [],
        informatieobjecttype_omschrijving: [],
    }
}

fn roltype<'a>(of: &'a Onderdeel<Roltype>, urls: &'a Urls) -> RoltypeView<'a> {
    RoltypeView {
        url: urls.url(paths::ROLTYPEN, of.onderdeel.uuid.uuid()),
        zaaktype: urls.url(paths::ZAAKTYPEN, of.zaaktype.uuid()),
        zaaktype_identificatie: &of.zaaktype_identificatie,
        omschrijving: &of.onderdeel.omschrijving,
        omschrijving_generiek: &of.onderdeel.omschrijving_generiek,
        catalogus: urls.url(paths::CATALOGUSSEN, of.catalogus.uuid()),
        geldigheid: geldigheid(of),
    }
}

fn eigenschap<'a>(of: &'a Onderdeel<Eigenschap>, urls: &'a Urls) -> EigenschapView<'a> {
    let own = &of.onderdeel;
    EigenschapView {
        url: urls.url(paths::EIGENSCHAPPEN, own.uuid.uuid()),
        naam: &own.naam,
        catalogus: urls.url(paths::CATALOGUSSEN, of.catalogus.uuid()),
        definitie: &own.definitie,
        specificatie: SpecificatieView {
            groep: &own.groep,
            formaat: &own.formaat,
            lengte: &own.lengte,
            kardinaliteit: &own.kardinaliteit,
            waardenverzameling: &own.waardenverzameling,
        },
        toelichting: &own.toelichting,
        zaaktype: urls.url(paths::ZAAKTYPEN, of.zaaktype.uuid()),
        zaaktype_identificatie: &of.zaaktype_identificatie,
        statustype: None,
        geldigheid: geldigheid(of),
    }
}

fn part_filter(params: &mut Params, urls: &Urls) -> TypeFilter {
    let zaaktype = params.reference("zaaktype", urls, paths::ZAAKTYPEN);
    let identificatie = params.text("zaaktypeIdentificatie");
    read_filter(params, zaaktype, identificatie)
}

const GENERIEK: [&str; 8] = [
    "adviseur",
    "behandelaar",
    "belanghebbende",
    "beslisser",
    "initiator",
    "klantcontacter",
    "zaakcoordinator",
    "mede_initiator",
];

fn no_extra(_: &mut Params) -> Option<Extra> {
    None
}

fn generiek(params: &mut Params) -> Option<Extra> {
    params.choice("omschrijvingGeneriek", &GENERIEK).map(Extra::Text)
}

macro_rules! routes {
    ($($list:ident, $read:ident, $find:ident, $view:ident, $more:ident;)*) => {
        $(
            pub(crate) async fn $list(
                caller: Caller,
                tenant: Tenant,
                urls: Urls,
                paging: Paging,
                mut params: Params,
            ) -> Result<Response, Problem> {
                require_lezen(&caller)?;
                let mut filter = part_filter(&mut params, &urls);
                filter.extra = $more(&mut params);
                params.finish()?;
                let found = register::$list(&mut tenant.db.reader(), &filter, window(&paging)).await?;
                let views = found.rows.iter().map(|one| $view(one, &urls)).collect();
                Ok(Json(paging.listed(found.count, views)?).into_response())
            }

            pub(crate) async fn $read(
                caller: Caller,
                tenant: Tenant,
                urls: Urls,
                known: IfNoneMatch,
                Key(uuid): Key,
                params: Params,
            ) -> Result<Response, Problem> {
                require_lezen(&caller)?;
                params.finish()?;
                let found = register::$find(&mut tenant.db.reader(), uuid).await?.ok_or_else(Problem::not_found)?;
                known.answer(&$view(&found, &urls))
            }
        )*
    };
}

routes! {
    list_statustypen, read_statustype, find_statustype, statustype, no_extra;
    list_resultaattypen, read_resultaattype, find_resultaattype, resultaattype, no_extra;
    list_roltypen, read_roltype, find_roltype, roltype, generiek;
    list_eigenschappen, read_eigenschap, find_eigenschap, eigenschap, no_extra;
}
