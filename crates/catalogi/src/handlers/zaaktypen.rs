//! `/zaaktypen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use values::{Id, Vertrouwelijkheidaanduiding};

use super::resource::{Basis, Herkomst, Wire};
use super::{Geldigheid, Relaties, contains, input, read_filter, words};

use crate::gegevens::ZaaktypeGegevens;
use crate::keuzes::{AARD_RELATIE, INTERN_OF_EXTERN};
use crate::operations::schrijven::{Verwijzing, Verwijzingen};
use crate::register::{Regel, Soort, TypeFilter};
use crate::selectielijst::PROCESTYPE;
use crate::{Selectielijst, paths, rules};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ZaaktypeView<'a> {
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
    verantwoordingsrelatie: &'a [String],
    producten_of_diensten: &'a [String],
    selectielijst_procestype: &'a str,
    referentieproces: ReferentieprocesView<'a>,
    verantwoordelijke: &'a str,
    zaakobjecttypen: Vec<Url<'a>>,
    broncatalogus: BroncatalogusView<'a>,
    bronzaaktype: BronzaaktypeView<'a>,
    catalogus: Url<'a>,
    statustypen: Vec<Url<'a>>,
    resultaattypen: Vec<Url<'a>>,
    resultaattype_omschrijving: Vec<&'a str>,
    eigenschappen: Vec<Url<'a>>,
    informatieobjecttypen: Vec<Url<'a>>,
    informatieobjecttype_omschrijving: Vec<&'a str>,
    roltypen: Vec<Url<'a>>,
    besluittypen: Vec<Url<'a>>,
    besluittype_omschrijving: Vec<&'a str>,
    deelzaaktypen: Vec<Url<'a>>,
    deelzaaktype_identificaties: Vec<&'a str>,
    gerelateerde_zaaktypen: Vec<GerelateerdView<'a>>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    versiedatum: Date,
    concept: bool,
}

#[derive(Serialize)]
struct ReferentieprocesView<'a> {
    naam: &'a str,
    link: &'a str,
}

#[derive(Serialize)]
struct BroncatalogusView<'a> {
    url: &'a str,
    domein: &'a str,
    rsin: &'a str,
}

#[derive(Serialize)]
struct BronzaaktypeView<'a> {
    url: &'a str,
    identificatie: &'a str,
    omschrijving: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GerelateerdView<'a> {
    zaaktype: Url<'a>,
    zaaktype_identificatie: &'a str,
    aard_relatie: &'a str,
    toelichting: &'a str,
}

impl Wire for ZaaktypeGegevens {
    type View<'a> = ZaaktypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> ZaaktypeView<'a> {
        let own = &regel.gegevens;
        let gerelateerd = relaties.all(Soort::Gerelateerd).map(|relatie| GerelateerdView {
            zaaktype: urls.url(paths::ZAAKTYPEN, relatie.uuid),
            zaaktype_identificatie: &relatie.naam,
            aard_relatie: &relatie.aard,
            toelichting: &relatie.toelichting,
        });
        ZaaktypeView {
            url: urls.url(paths::ZAAKTYPEN, own.uuid.uuid()),
            identificatie: &own.identificatie,
            omschrijving: &own.omschrijving,
            omschrijving_generiek: &own.omschrijving_generiek,
            vertrouwelijkheidaanduiding: own.vertrouwelijkheidaanduiding,
            doel: &own.doel,
            aanleiding: &own.aanleiding,
            toelichting: &own.toelichting,
            indicatie_intern_of_extern: &own.indicatie_intern_of_extern,
            handeling_initiator: &own.handeling_initiator,
            onderwerp: &own.onderwerp,
            handeling_behandelaar: &own.handeling_behandelaar,
            doorlooptijd: own.doorlooptijd.to_string(),
            servicenorm: own.servicenorm.map(|term| term.to_string()),
            opschorting_en_aanhouding_mogelijk: own.opschorting_en_aanhouding_mogelijk,
            verlenging_mogelijk: own.verlenging_mogelijk,
            verlengingstermijn: own.verlengingstermijn.map(|term| term.to_string()),
            trefwoorden: &own.trefwoorden,
            publicatie_indicatie: own.publicatie_indicatie,
            publicatietekst: &own.publicatietekst,
            verantwoordingsrelatie: &own.verantwoordingsrelatie,
            producten_of_diensten: &own.producten_of_diensten,
            selectielijst_procestype: &own.selectielijst_procestype,
            referentieproces: ReferentieprocesView {
                naam: &own.referentieproces_naam,
                link: &own.referentieproces_link,
            },
            verantwoordelijke: &own.verantwoordelijke,
            zaakobjecttypen: relaties.urls(Soort::Zaakobjecttype),
            broncatalogus: BroncatalogusView {
                url: &own.broncatalogus_url,
                domein: &own.broncatalogus_domein,
                rsin: &own.broncatalogus_rsin,
            },
            bronzaaktype: BronzaaktypeView {
                url: &own.bronzaaktype_url,
                identificatie: &own.bronzaaktype_identificatie,
                omschrijving: &own.bronzaaktype_omschrijving,
            },
            catalogus: urls.url(paths::CATALOGUSSEN, own.catalogus.uuid()),
            statustypen: relaties.urls(Soort::Statustype),
            resultaattypen: relaties.urls(Soort::Resultaattype),
            resultaattype_omschrijving: relaties.namen(Soort::Resultaattype),
            eigenschappen: relaties.urls(Soort::Eigenschap),
            informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
            informatieobjecttype_omschrijving: relaties.namen(Soort::Informatieobjecttype),
            roltypen: relaties.urls(Soort::Roltype),
            besluittypen: relaties.urls(Soort::Besluittype),
            besluittype_omschrijving: relaties.namen(Soort::Besluittype),
            deelzaaktypen: relaties.urls(Soort::Deelzaaktype),
            deelzaaktype_identificaties: relaties.namen(Soort::Deelzaaktype),
            gerelateerde_zaaktypen: gerelateerd.collect(),
            geldigheid: Geldigheid::of(&regel.rond),
            versiedatum: own.versiedatum,
            concept: own.concept,
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let catalogus = params.reference("catalogus", urls, paths::CATALOGUSSEN);
        let identificatie = params.text("identificatie");
        let mut filter = read_filter(params, catalogus, identificatie);
        filter.extra = vec![
            words(params, "trefwoorden"),
            contains(params, "identificatie__icontains"),
            contains(params, "omschrijving__icontains"),
        ];
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let current = basis.current;
        let is_api = basis.herkomst == Herkomst::Api;
        let catalogus = input::owner(fields, urls, "catalogus", Soort::Catalogus);
        // Open Zaak makes one for who leaves it out: nobody would find that type again.
        let identificatie = fields.text_required("identificatie", 50);
        let is_new = current.is_none_or(|current| current.identificatie != identificatie);
        if is_api && is_new && !values::is_one_line(&identificatie) {
            fields.fault("identificatie", "invalid", "Gebruik geen regeleinden of andere stuurtekens.");
        }
        let omschrijving = fields.text_required("omschrijving", 80);
        let omschrijving_generiek = fields.text("omschrijvingGeneriek", 80);
        let level = input::level(fields);
        let doel = fields.text_required("doel", usize::MAX);
        let aanleiding = fields.text_required("aanleiding", usize::MAX);
        let toelichting = fields.text("toelichting", usize::MAX);
        let indicatie = fields.choice_required("indicatieInternOfExtern", &INTERN_OF_EXTERN);
        let handeling_initiator = fields.text_required("handelingInitiator", 20);
        let onderwerp = fields.text_required("onderwerp", 80);
        let handeling_behandelaar = fields.text_required("handelingBehandelaar", 20);
        let doorlooptijd = fields.duration_required("doorlooptijd");
        let servicenorm = fields.duration("servicenorm");
        let opschorting = fields.boolean_required("opschortingEnAanhoudingMogelijk");
        let verlenging_mogelijk = fields.boolean_required("verlengingMogelijk");
        let verlengingstermijn = fields.duration("verlengingstermijn");
        let trefwoorden = fields.texts("trefwoorden", 30);
        let publicatie_indicatie = fields.boolean_required("publicatieIndicatie");
        let publicatietekst = fields.text("publicatietekst", usize::MAX);
        let verantwoordingsrelatie = fields.texts("verantwoordingsrelatie", 40);
        let has_producten = input::is_listed(fields, "productenOfDiensten", basis.herkomst);
        let producten = if has_producten { fields.urls("productenOfDiensten") } else { Vec::new() };
        let procestype = input::selectielijst(fields, basis.lijst, (PROCESTYPE, rules::PROCESTYPE), 200);
        let referentieproces = fields.object_required("referentieproces").map(|map| {
            fields.within("referentieproces", map, |inner| {
                (inner.text_required("naam", 80), inner.url_within("link", 200))
            })
        });
        let verantwoordelijke = fields.text_required("verantwoordelijke", 50);
        let broncatalogus = input::group(fields, "broncatalogus").map(|map| {
            fields.within("broncatalogus", map, |inner| {
                (
                    inner.url_required_within("url", 200),
                    inner.text_required("domein", 5),
                    inner.text_required("rsin", 9),
                )
            })
        });
        let bronzaaktype = input::group(fields, "bronzaaktype").map(|map| {
            fields.within("bronzaaktype", map, |inner| {
                let url = inner.url_required_within("url", 200);
                (url, inner.text_required("identificatie", 50), inner.text_required("omschrijving", 80))
            })
        });
        let soort = (Soort::Besluittype, basis.herkomst);
        let besluittypen = input::verwijzingen_required(fields, "besluittypen", urls, soort);
        let deelzaaktypen = input::verwijzingen(fields, "deelzaaktypen", urls, Soort::Zaaktype);
        let has_gerelateerd = input::is_listed(fields, "gerelateerdeZaaktypen", basis.herkomst);
        let gerelateerd = if has_gerelateerd { read_gerelateerd(fields, urls) } else { Vec::new() };
        let begin = fields.date_required("beginGeldigheid");
        let einde_geldigheid = fields.date("eindeGeldigheid");
        let versiedatum = fields.date("versiedatum");
        input::days_of_use(fields);
        let (broncatalogus_url, broncatalogus_domein, broncatalogus_rsin) = broncatalogus.unwrap_or_default();
        let (bronzaaktype_url, bronzaaktype_identificatie, bronzaaktype_omschrijving) =
            bronzaaktype.unwrap_or_default();
        let (referentieproces_naam, referentieproces_link) = referentieproces?;
        let record = Self {
            uuid: Id::new(basis.uuid),
            catalogus: catalogus?,
            identificatie,
            omschrijving,
            omschrijving_generiek,
            vertrouwelijkheidaanduiding: level?,
            doel,
            aanleiding,
            toelichting,
            indicatie_intern_of_extern: indicatie,
            handeling_initiator,
            onderwerp,
            handeling_behandelaar,
            doorlooptijd: doorlooptijd?,
            servicenorm,
            opschorting_en_aanhouding_mogelijk: opschorting?,
            verlenging_mogelijk: verlenging_mogelijk?,
            verlengingstermijn,
            trefwoorden,
            publicatie_indicatie: publicatie_indicatie?,
            publicatietekst,
            verantwoordingsrelatie,
            producten_of_diensten: producten,
            selectielijst_procestype: procestype,
            referentieproces_naam,
            referentieproces_link,
            verantwoordelijke,
            broncatalogus_url,
            broncatalogus_domein,
            broncatalogus_rsin,
            bronzaaktype_url,
            bronzaaktype_identificatie,
            bronzaaktype_omschrijving,
            behandelrollen: current.map(|current| current.behandelrollen.clone()).unwrap_or_default(),
            begin_geldigheid: begin?,
            einde_geldigheid,
            versiedatum: versiedatum.or(begin)?,
            concept: current.is_none_or(|current| current.concept),
        };
        let named = Verwijzingen {
            besluittypen: Some(besluittypen),
            deelzaaktypen: Some(deelzaaktypen),
            gerelateerd: Some(gerelateerd),
            ..Verwijzingen::default()
        };
        Some((record, named))
    }

    fn eigen(&self) -> Option<Value> {
        Some(json!({ "behandelrollen": self.behandelrollen }))
    }

    fn read_eigen(&mut self, fields: &mut Fields, _: &Selectielijst) {
        if fields.has("behandelrollen") {
            self.behandelrollen = fields.texts("behandelrollen", 100);
        }
    }
}

/// Reads the zaaktypen that this one has to do with, each named by its URL or identificatie.
fn read_gerelateerd(fields: &mut Fields, urls: &Urls) -> Vec<(Verwijzing, String, String)> {
    let read = |inner: &mut Fields| {
        let zaaktype = input::verwijzing(inner, "zaaktype", urls, Soort::Zaaktype);
        let aard = inner.choice_required("aardRelatie", &AARD_RELATIE);
        let toelichting = inner.text("toelichting", 255);
        zaaktype.map(|zaaktype| (zaaktype, aard, toelichting))
    };
    fields.items("gerelateerdeZaaktypen", read).into_iter().flatten().collect()
}
