//! The filters of `/zaken`: the same in the query of a list as in the body of a search.

use ::store::like_pattern;
use autorisaties::handlers::{Params, UrlFault, Urls};
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;
use values::Vertrouwelijkheidaanduiding;

use super::rol_filter;
use super::zaak_input::{ARCHIEFNOMINATIES, ARCHIEFSTATUSSEN};
use crate::register::{Dagen, Order, OrderField, RolWie, ZaakFilter};

/// Reads every filter and the order.
pub(super) fn read(params: &mut Params, urls: &Urls) -> ZaakFilter {
    let wie = rol_filter::read(params, urls, &rol_filter::OF_ZAKEN);
    let zaaktypen = params.texts("zaaktype__in");
    ZaakFilter {
        uuids: params.uuids("uuid__in"),
        identificatie: params.text("identificatie"),
        identificatie_holds: params.text("identificatie__icontains").map(|text| like_pattern(&text.to_lowercase())),
        omschrijving_holds: params.text("omschrijving").map(|text| like_pattern(&text.to_lowercase())),
        bronorganisaties: either(params.text("bronorganisatie"), params.texts("bronorganisatie__in")),
        zaaktype: params.reference("zaaktype", urls, catalogi::paths::ZAAKTYPEN),
        zaaktypen: zaaktypen.map(|given| read_zaaktypen(params, urls, "zaaktype__in", &given)),
        zaaktype_omschrijving: params.text("zaaktype__omschrijving"),
        archiefnominaties: either(
            params.choice("archiefnominatie", &ARCHIEFNOMINATIES),
            params.choices("archiefnominatie__in", &ARCHIEFNOMINATIES),
        ),
        archiefstatussen: either(
            params.choice("archiefstatus", &ARCHIEFSTATUSSEN),
            params.choices("archiefstatus__in", &ARCHIEFSTATUSSEN),
        ),
        archiefactiedatum: days(params, ["archiefactiedatum", "archiefactiedatum__gt", "archiefactiedatum__lt"], None),
        archiefactiedatum_is_null: params.boolean("archiefactiedatum__isnull"),
        startdatum: days(
            params,
            ["startdatum", "startdatum__gt", "startdatum__lt"],
            Some(["startdatum__gte", "startdatum__lte"]),
        ),
        registratiedatum: days(params, ["registratiedatum", "registratiedatum__gt", "registratiedatum__lt"], None),
        einddatum: days(params, ["einddatum", "einddatum__gt", "einddatum__lt"], None),
        is_open: params.boolean("einddatum__isnull"),
        einddatum_gepland: days(params, ["einddatumGepland", "einddatumGepland__gt", "einddatumGepland__lt"], None),
        uiterlijke_einddatum_afdoening: days(
            params,
            ["uiterlijkeEinddatumAfdoening", "uiterlijkeEinddatumAfdoening__gt", "uiterlijkeEinddatumAfdoening__lt"],
            None,
        ),
        level_max: read_level(params),
        kenmerk: params.text("kenmerk"),
        kenmerk_bron: params.text("kenmerk__bron"),
        statustype: params.reference("status__statustype", urls, catalogi::paths::STATUSTYPEN),
        resultaattype: params.reference("resultaat__resultaattype", urls, catalogi::paths::RESULTAATTYPEN),
        rol: Some(wie).filter(|wie| *wie != RolWie::default()),
        order: read_order(params),
    }
}

/// Reads of which zaaktypen no zaak is wanted. Only a search has it, as in Open Zaak.
pub(super) fn read_unwanted(params: &mut Params, urls: &Urls) -> Option<Vec<Uuid>> {
    let given = params.texts("zaaktype__not_in")?;
    Some(read_zaaktypen(params, urls, "zaaktype__not_in", &given))
}

/// One value and a list of values both hold: then only what is in both.
fn either(one: Option<String>, list: Option<Vec<String>>) -> Option<Vec<String>> {
    match (one, list) {
        (None, list) => list,
        (Some(one), None) => Some(vec![one]),
        (Some(one), Some(list)) => Some(list.into_iter().filter(|own| *own == one).collect()),
    }
}

fn days(params: &mut Params, [exact, gt, lt]: [&'static str; 3], or_equal: Option<[&'static str; 2]>) -> Dagen {
    let exact = params.date(exact);
    let gt = params.date(gt).map(|day| day.checked_add(1.day()).unwrap_or(Date::MAX));
    let lt = params.date(lt).map(|day| day.checked_sub(1.day()).unwrap_or(Date::MIN));
    let [gte, lte] = or_equal.map_or([None, None], |names| names.map(|name| params.date(name)));
    Dagen { van: [exact, gt, gte].into_iter().flatten().max(), tot: [exact, lt, lte].into_iter().flatten().min() }
}

fn read_zaaktypen(params: &mut Params, urls: &Urls, name: &'static str, given: &[String]) -> Vec<Uuid> {
    let mut found = Vec::new();
    for url in given {
        match urls.id_of(url, catalogi::paths::ZAAKTYPEN) {
            Ok(uuid) => found.push(uuid),
            // What leads to nothing finds nothing.
            Err(UrlFault::Elsewhere | UrlFault::OtherResource | UrlFault::Unreachable) => {}
            Err(UrlFault::NotAUrl) => params.fault(name, "invalid", "Hier hoort een lijst van URLs."),
        }
    }
    found
}

fn read_level(params: &mut Params) -> Option<i64> {
    let text = params.text("maximaleVertrouwelijkheidaanduiding")?;
    match text.parse::<Vertrouwelijkheidaanduiding>() {
        Ok(level) => Some(level.rank()),
        Err(_) => {
            params.fault("maximaleVertrouwelijkheidaanduiding", "invalid_choice", "Dit is geen geldige keuze.");
            None
        }
    }
}

fn read_order(params: &mut Params) -> Order {
    let mut order = Vec::new();
    for text in params.texts("ordering").unwrap_or_default() {
        let name = text.strip_prefix('-').unwrap_or(&text);
        match OrderField::find(name) {
            Some(field) if order.len() < Order::FIELDS_MAX => order.push((field, text.starts_with('-'))),
            Some(_) => params.fault("ordering", "max_length", "Gebruik hoogstens drie velden."),
            None => params.fault("ordering", "invalid_choice", "Dit is geen geldige keuze."),
        }
    }
    Order(order)
}
