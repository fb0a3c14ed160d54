//! `/besluittypen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use serde::Serialize;
use values::Id;

use super::resource::{Basis, Wire};
use super::{Geldigheid, Relaties, input, named, read_filter};
use crate::gegevens::BesluittypeGegevens;
use crate::operations::schrijven::Verwijzingen;
use crate::paths;
use crate::register::{Regel, Soort, TypeFilter};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BesluittypeView<'a> {
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
    informatieobjecttypen: Vec<Url<'a>>,
    informatieobjecttype_omschrijvingen: Vec<&'a str>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    concept: bool,
    resultaattypen: Vec<Url<'a>>,
    resultaattypen_omschrijving: Vec<&'a str>,
    vastgelegd_in: Vec<&'a str>,
}

impl Wire for BesluittypeGegevens {
    type View<'a> = BesluittypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> BesluittypeView<'a> {
        let own = &regel.gegevens;
        BesluittypeView {
            url: urls.url(paths::BESLUITTYPEN, own.uuid.uuid()),
            catalogus: urls.url(paths::CATALOGUSSEN, own.catalogus.uuid()),
            zaaktypen: relaties.urls(Soort::Zaaktype),
            zaaktype_identificaties: relaties.namen(Soort::Zaaktype),
            omschrijving: &own.omschrijving,
            omschrijving_generiek: &own.omschrijving_generiek,
            besluitcategorie: &own.besluitcategorie,
            reactietermijn: own.reactietermijn.map(|term| term.to_string()),
            publicatie_indicatie: own.publicatie_indicatie,
            publicatietekst: &own.publicatietekst,
            publicatietermijn: own.publicatietermijn.map(|term| term.to_string()),
            toelichting: &own.toelichting,
            informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
            informatieobjecttype_omschrijvingen: relaties.namen(Soort::Informatieobjecttype),
            geldigheid: Geldigheid::of(&regel.rond),
            concept: own.concept,
            resultaattypen: relaties.urls(Soort::Resultaattype),
            resultaattypen_omschrijving: relaties.namen(Soort::Resultaattype),
            vastgelegd_in: relaties.namen(Soort::Informatieobjecttype),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        let catalogus = params.reference("catalogus", urls, paths::CATALOGUSSEN);
        let omschrijving = params.text("omschrijving");
        let mut filter = read_filter(params, catalogus, omschrijving);
        filter.extra.extend(named(params, "zaaktypen", urls, Soort::Zaaktype));
        filter.extra.extend(named(params, "informatieobjecttypen", urls, Soort::Informatieobjecttype));
        filter
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let catalogus = input::owner(fields, urls, "catalogus", Soort::Catalogus);
        let omschrijving = fields.text("omschrijving", 80);
        let omschrijving_generiek = fields.text("omschrijvingGeneriek", 80);
        let besluitcategorie = fields.text("besluitcategorie", 40);
        let reactietermijn = fields.duration("reactietermijn");
        let publicatie_indicatie = fields.boolean_required("publicatieIndicatie");
        let publicatietekst = fields.text("publicatietekst", usize::MAX);
        let publicatietermijn = fields.duration("publicatietermijn");
        let toelichting = fields.text("toelichting", usize::MAX);
        let soort = (Soort::Informatieobjecttype, basis.herkomst);
        let informatieobjecttypen = input::verwijzingen_required(fields, "informatieobjecttypen", urls, soort);
        let begin = fields.date_required("beginGeldigheid");
        let einde_geldigheid = fields.date("eindeGeldigheid");
        input::days_of_use(fields);
        let record = Self {
            uuid: Id::new(basis.uuid),
            catalogus: catalogus?,
            omschrijving,
            omschrijving_generiek,
            besluitcategorie,
            reactietermijn,
            publicatie_indicatie: publicatie_indicatie?,
            publicatietekst,
            publicatietermijn,
            toelichting,
            begin_geldigheid: begin?,
            einde_geldigheid,
            concept: basis.current.is_none_or(|current| current.concept),
        };
        let named = Verwijzingen { informatieobjecttypen: Some(informatieobjecttypen), ..Verwijzingen::default() };
        Some((record, named))
    }
}
