//! `/informatieobjecttypen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use serde::Serialize;
use values::{Id, Vertrouwelijkheidaanduiding};

use super::resource::{Basis, Wire};
use super::{Geldigheid, Relaties, contains, input, read_filter};
use crate::gegevens::InformatieobjecttypeGegevens;
use crate::operations::schrijven::Verwijzingen;
use crate::paths;
use crate::register::{Extra, Regel, Soort, TypeFilter};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct InformatieobjecttypeView<'a> {
    url: Url<'a>,
    catalogus: Url<'a>,
    omschrijving: &'a str,
    vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    concept: bool,
    zaaktypen: Vec<Url<'a>>,
    zaaktype_identificaties: Vec<&'a str>,
    besluittypen: Vec<Url<'a>>,
    besluittype_omschrijving: Vec<&'a str>,
    informatieobjectcategorie: &'a str,
    trefwoord: &'a [String],
    omschrijving_generiek: OmschrijvingGeneriekView<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OmschrijvingGeneriekView<'a> {
    informatieobjecttype_omschrijving_generiek: &'a str,
    definitie_informatieobjecttype_omschrijving_generiek: &'a str,
    herkomst_informatieobjecttype_omschrijving_generiek: &'a str,
    hierarchie_informatieobjecttype_omschrijving_generiek: &'a str,
    opmerking_informatieobjecttype_omschrijving_generiek: &'a str,
}

impl Wire for InformatieobjecttypeGegevens {
    type View<'a> = InformatieobjecttypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> InformatieobjecttypeView<'a> {
        let own = &regel.gegevens;
        InformatieobjecttypeView {
            url: urls.url(paths::INFORMATIEOBJECTTYPEN, own.uuid.uuid()),
            catalogus: urls.url(paths::CATALOGUSSEN, own.catalogus.uuid()),
            omschrijving: &own.omschrijving,
            vertrouwelijkheidaanduiding: own.vertrouwelijkheidaanduiding,
            geldigheid: Geldigheid::of(&regel.rond),
            concept: own.concept,
            zaaktypen: relaties.urls(Soort::Zaaktype),
            zaaktype_identificaties: relaties.namen(Soort::Zaaktype),
            besluittypen: relaties.urls(Soort::Besluittype),
            besluittype_omschrijving: relaties.namen(Soort::Besluittype),
            informatieobjectcategorie: &own.informatieobjectcategorie,
            trefwoord: &own.trefwoord,
            omschrijving_generiek: OmschrijvingGeneriekView {
                informatieobjecttype_omschrijving_generiek: &own.generiek_omschrijving,
                definitie_informatieobjecttype_omschrijving_generiek: &own.generiek_definitie,
                herkomst_informatieobjecttype_omschrijving_generiek: &own.generiek_herkomst,
                hierarchie_informatieobjecttype_omschrijving_generiek: &own.generiek_hierarchie,
                opmerking_informatieobjecttype_omschrijving_generiek: &own.generiek_opmerking,
            },
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let catalogus = params.reference("catalogus", urls, paths::CATALOGUSSEN);
        let omschrijving = params.text("omschrijving");
        let mut filter = read_filter(params, catalogus, omschrijving);
        filter.extra = vec![
            contains(params, "omschrijving__icontains"),
            Extra::Id(params.reference("zaaktype", urls, paths::ZAAKTYPEN)),
        ];
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let catalogus = input::owner(fields, urls, "catalogus", Soort::Catalogus);
        let omschrijving = fields.text_required("omschrijving", 80);
        let level = input::level(fields);
        let begin = fields.date_required("beginGeldigheid");
        let einde_geldigheid = fields.date("eindeGeldigheid");
        input::days_of_use(fields);
        let informatieobjectcategorie = fields.text_required("informatieobjectcategorie", 80);
        let trefwoord = fields.texts("trefwoord", 30);
        let [omschrijving_generiek, definitie, herkomst, hierarchie, opmerking] =
            match input::group(fields, "omschrijvingGeneriek") {
                None => Default::default(),
                Some(map) => fields.within("omschrijvingGeneriek", map, |group| {
                    [
                        group.text_required("informatieobjecttypeOmschrijvingGeneriek", 80),
                        group.text_required("definitieInformatieobjecttypeOmschrijvingGeneriek", 255),
                        group.text_required("herkomstInformatieobjecttypeOmschrijvingGeneriek", 12),
                        group.text_required("hierarchieInformatieobjecttypeOmschrijvingGeneriek", 80),
                        group.text("opmerkingInformatieobjecttypeOmschrijvingGeneriek", 255),
                    ]
                }),
            };
        let record = Self {
            uuid: Id::new(basis.uuid),
            catalogus: catalogus?,
            omschrijving,
            vertrouwelijkheidaanduiding: level?,
            informatieobjectcategorie,
            trefwoord,
            generiek_omschrijving: omschrijving_generiek,
            generiek_definitie: definitie,
            generiek_herkomst: herkomst,
            generiek_hierarchie: hierarchie,
            generiek_opmerking: opmerking,
            begin_geldigheid: begin?,
            einde_geldigheid,
            concept: basis.current.is_none_or(|current| current.concept),
        };
        Some((record, Verwijzingen::default()))
    }
}
