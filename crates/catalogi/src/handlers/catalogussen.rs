//! `/catalogussen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use jiff::civil::Date;
use serde::Serialize;
use values::Id;

use super::resource::{Basis, Herkomst, Wire};
use super::{Relaties, words};
use crate::gegevens::CatalogusGegevens;
use crate::operations::schrijven::Verwijzingen;
use crate::paths;
use crate::register::{Extra, Regel, Soort, TypeFilter};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CatalogusView<'a> {
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

impl Wire for CatalogusGegevens {
    type View<'a> = CatalogusView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> CatalogusView<'a> {
        let catalogus = &regel.gegevens;
        CatalogusView {
            url: urls.url(paths::CATALOGUSSEN, catalogus.uuid.uuid()),
            domein: &catalogus.domein,
            rsin: &catalogus.rsin,
            contactpersoon_beheer_naam: &catalogus.contactpersoon_beheer_naam,
            contactpersoon_beheer_telefoonnummer: &catalogus.contactpersoon_beheer_telefoonnummer,
            contactpersoon_beheer_emailadres: &catalogus.contactpersoon_beheer_emailadres,
            zaaktypen: relaties.urls(Soort::Zaaktype),
            besluittypen: relaties.urls(Soort::Besluittype),
            besluittype_omschrijving: relaties.namen(Soort::Besluittype),
            informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
            informatieobjecttype_omschrijving: relaties.namen(Soort::Informatieobjecttype),
            naam: &catalogus.naam,
            versie: &catalogus.versie,
            begindatum_versie: catalogus.begindatum_versie,
        }
    }

    fn filter(params: &mut Params, _: &Urls) -> TypeFilter {
        let extra = vec![
            Extra::Text(params.text("domein")),
            Extra::Text(params.text("rsin")),
            words(params, "domein__in"),
            words(params, "rsin__in"),
        ];
        TypeFilter { extra, ..TypeFilter::default() }
    }

    fn read(fields: &mut Fields, _: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let domein = fields.text_required("domein", 5);
        let rsin = fields.rsin_required("rsin");
        let emailadres = fields.text("contactpersoonBeheerEmailadres", 254);
        if !emailadres.is_empty()
            && !emailadres.split_once('@').is_some_and(|(before, after)| is_address(before, after))
        {
            fields.fault("contactpersoonBeheerEmailadres", "invalid", "Dit is geen e-mailadres.");
        }
        // A catalogus that a bouwsteen has made has nobody to contact yet.
        let contact = "contactpersoonBeheerNaam";
        let contact = if basis.herkomst == Herkomst::Bestand {
            fields.text(contact, 40)
        } else {
            fields.text_required(contact, 40)
        };
        let record = Self {
            uuid: Id::new(basis.uuid),
            domein,
            rsin: String::new(),
            naam: fields.text("naam", 200),
            contactpersoon_beheer_naam: contact,
            contactpersoon_beheer_telefoonnummer: fields.text("contactpersoonBeheerTelefoonnummer", 20),
            contactpersoon_beheer_emailadres: emailadres,
            versie: fields.text("versie", 20),
            begindatum_versie: fields.date("begindatumVersie"),
        };
        Some((Self { rsin: rsin?.as_str().to_owned(), ..record }, Verwijzingen::default()))
    }
}

fn is_address(before: &str, after: &str) -> bool {
    !before.is_empty() && after.contains('.') && !after.contains(char::is_whitespace)
}
