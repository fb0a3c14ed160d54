//! `/roltypen`, `/eigenschappen`, `/zaakobjecttypen`, `/zaaktype-informatieobjecttypen`: the smaller parts of a zaaktype.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;

use super::resource::{Basis, Wire};
use super::{Geldigheid, Relaties, contains, input, named, part_filter};
use crate::gegevens::{
    EigenschapGegevens, RoltypeGegevens, ZaakobjecttypeGegevens, ZaaktypeInformatieobjecttypeGegevens,
};
use crate::keuzes::{FORMATEN, RICHTINGEN, ROLLEN};
use crate::operations::schrijven::Verwijzingen;
use crate::register::{Extra, Regel, Soort, TypeFilter};
use crate::{Selectielijst, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RoltypeView<'a> {
    url: Url<'a>,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    omschrijving: &'a str,
    omschrijving_generiek: &'a str,
    catalogus: Url<'a>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
}

impl Wire for RoltypeGegevens {
    type View<'a> = RoltypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, _: &Relaties<'a>, urls: &'a Urls) -> RoltypeView<'a> {
        let own = &regel.gegevens;
        RoltypeView {
            url: urls.url(paths::ROLTYPEN, own.uuid.uuid()),
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            omschrijving: &own.omschrijving,
            omschrijving_generiek: &own.omschrijving_generiek,
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
            geldigheid: Geldigheid::of(&regel.rond),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let mut filter = part_filter(params, urls);
        filter.extra =
            vec![Extra::Text(params.choice("omschrijvingGeneriek", &ROLLEN)), contains(params, "omschrijving")];
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let omschrijving = fields.text_required("omschrijving", 100);
        let omschrijving_generiek = fields.choice_required("omschrijvingGeneriek", &ROLLEN);
        input::catalogus_of_part(fields, basis.herkomst);
        input::days_of_part(fields);
        let record = Self { uuid: Id::new(basis.uuid), zaaktype: zaaktype?, omschrijving, omschrijving_generiek };
        Some((record, Verwijzingen::default()))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EigenschapView<'a> {
    url: Url<'a>,
    naam: &'a str,
    catalogus: Url<'a>,
    definitie: &'a str,
    specificatie: SpecificatieView<'a>,
    toelichting: &'a str,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    statustype: Option<Url<'a>>,
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

impl Wire for EigenschapGegevens {
    type View<'a> = EigenschapView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, _: &Relaties<'a>, urls: &'a Urls) -> EigenschapView<'a> {
        let own = &regel.gegevens;
        EigenschapView {
            url: urls.url(paths::EIGENSCHAPPEN, own.uuid.uuid()),
            naam: &own.naam,
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
            definitie: &own.definitie,
            specificatie: SpecificatieView {
                groep: &own.groep,
                formaat: &own.formaat,
                lengte: &own.lengte,
                kardinaliteit: &own.kardinaliteit,
                waardenverzameling: &own.waardenverzameling,
            },
            toelichting: &own.toelichting,
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            statustype: own.statustype.map(|statustype| urls.url(paths::STATUSTYPEN, statustype.uuid())),
            geldigheid: Geldigheid::of(&regel.rond),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        part_filter(params, urls)
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let naam = fields.text_required("naam", 20);
        let definitie = fields.text_required("definitie", 255);
        let specificatie = fields.object_required("specificatie").map(|map| {
            fields.within("specificatie", map, |inner| {
                let lengte = read_lengte(inner);
                (
                    inner.text("groep", 32),
                    inner.choice_required("formaat", &FORMATEN),
                    lengte,
                    inner.text_required("kardinaliteit", 3),
                    inner.texts("waardenverzameling", 100),
                )
            })
        });
        let toelichting = fields.text("toelichting", 1000);
        let statustype = input::statustype(fields, urls);
        input::days_of_part(fields);
        let (groep, formaat, lengte, kardinaliteit, waardenverzameling) = specificatie?;
        let current = basis.current;
        let record = Self {
            uuid: Id::new(basis.uuid),
            zaaktype: zaaktype?,
            label: current.map_or_else(|| naam.clone(), |current| current.label.clone()),
            naam,
            definitie,
            toelichting,
            groep,
            formaat,
            lengte,
            kardinaliteit,
            waardenverzameling,
            statustype,
            toon_in_portaal: current.is_some_and(|current| current.toon_in_portaal),
        };
        Some((record, Verwijzingen::default()))
    }

    fn eigen(&self) -> Option<Value> {
        Some(json!({ "label": self.label, "toonInPortaal": self.toon_in_portaal }))
    }

    fn read_eigen(&mut self, fields: &mut Fields, _: &Selectielijst) {
        if fields.has("label") {
            self.label = fields.text("label", 100);
        }
        self.toon_in_portaal = fields.boolean("toonInPortaal").unwrap_or(self.toon_in_portaal);
    }
}

/// A length is a text, that clients also send as a number.
fn read_lengte(fields: &mut Fields) -> String {
    match fields.value("lengte").and_then(Value::as_u64) {
        Some(number) => number.to_string(),
        None => fields.text_required("lengte", 14),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZaakobjecttypeView<'a> {
    url: Url<'a>,
    ander_objecttype: bool,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    objecttype: &'a str,
    relatie_omschrijving: &'a str,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    resultaattypen: Vec<Url<'a>>,
    resultaattype_omschrijving: Vec<&'a str>,
    statustypen: Vec<Url<'a>>,
    statustype: Option<Url<'a>>,
    catalogus: Url<'a>,
}

impl Wire for ZaakobjecttypeGegevens {
    type View<'a> = ZaakobjecttypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> ZaakobjecttypeView<'a> {
        let own = &regel.gegevens;
        let statustype = own.statustype.map(|statustype| urls.url(paths::STATUSTYPEN, statustype.uuid()));
        ZaakobjecttypeView {
            url: urls.url(paths::ZAAKOBJECTTYPEN, own.uuid.uuid()),
            ander_objecttype: own.ander_objecttype,
            geldigheid: Geldigheid::of(&regel.rond),
            objecttype: &own.objecttype,
            relatie_omschrijving: &own.relatie_omschrijving,
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            resultaattypen: relaties.urls(Soort::Resultaattype),
            resultaattype_omschrijving: relaties.namen(Soort::Resultaattype),
            statustypen: statustype.into_iter().collect(),
            statustype,
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let mut filter = part_filter(params, urls);
        let day = |date: Option<Date>| Extra::Text(date.map(|date| date.to_string()));
        filter.extra = vec![
            Extra::Flag(params.boolean("anderObjecttype")),
            Extra::Id(params.reference("catalogus", urls, paths::CATALOGUSSEN)),
            day(params.date("datumBeginGeldigheid")),
            day(params.date("datumEindeGeldigheid")),
            Extra::Text(params.url("objecttype")),
            Extra::Text(params.text("relatieOmschrijving")),
        ];
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let ander_objecttype = fields.boolean_required("anderObjecttype");
        let objecttype = fields.url_required_within("objecttype", 200);
        let relatie_omschrijving = fields.text_required("relatieOmschrijving", 80);
        let statustype = input::statustype(fields, urls);
        input::catalogus_of_part(fields, basis.herkomst);
        input::days_of_part(fields);
        let record = Self {
            uuid: Id::new(basis.uuid),
            zaaktype: zaaktype?,
            ander_objecttype: ander_objecttype?,
            objecttype,
            relatie_omschrijving,
            statustype,
        };
        Some((record, Verwijzingen::default()))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZaaktypeInformatieobjecttypeView<'a> {
    url: Url<'a>,
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    catalogus: Url<'a>,
    informatieobjecttype: Url<'a>,
    volgnummer: i64,
    richting: &'a str,
    statustype: Option<Url<'a>>,
}

impl Wire for ZaaktypeInformatieobjecttypeGegevens {
    type View<'a> = ZaaktypeInformatieobjecttypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, _: &Relaties<'a>, urls: &'a Urls) -> ZaaktypeInformatieobjecttypeView<'a> {
        let own = &regel.gegevens;
        ZaaktypeInformatieobjecttypeView {
            url: urls.url(paths::ZAAKTYPE_INFORMATIEOBJECTTYPEN, own.uuid.uuid()),
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
            informatieobjecttype: urls.url(paths::INFORMATIEOBJECTTYPEN, own.informatieobjecttype.uuid()),
            volgnummer: own.volgnummer,
            richting: &own.richting,
            statustype: own.statustype.map(|statustype| urls.url(paths::STATUSTYPEN, statustype.uuid())),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let mut filter = part_filter(params, urls);
        filter.extra = vec![Extra::Text(params.choice("richting", &RICHTINGEN))];
        filter.extra.extend(named(params, "informatieobjecttype", urls, Soort::Informatieobjecttype));
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let soort = input::verwijzing(fields, "informatieobjecttype", urls, Soort::Informatieobjecttype);
        let volgnummer = fields.integer_required("volgnummer", 1, 999);
        let richting = fields.choice_required("richting", &RICHTINGEN);
        let statustype = input::statustype(fields, urls);
        let record = Self {
            uuid: Id::new(basis.uuid),
            zaaktype: zaaktype?,
            // Filled in when the kind of document that is named was found.
            informatieobjecttype: Id::new(Uuid::nil()),
            volgnummer: volgnummer?,
            richting,
            statustype,
        };
        Some((record, Verwijzingen { informatieobjecttype: Some(soort?), ..Verwijzingen::default() }))
    }
}
