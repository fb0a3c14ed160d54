//! `/statustypen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use serde::Serialize;
use serde_json::{Value, json};
use values::Id;

use super::resource::{Basis, Wire};
use super::{Geldigheid, Relaties, input, part_filter};
use crate::gegevens::{Checklistitem, StatustypeGegevens};
use crate::operations::schrijven::Verwijzingen;
use crate::register::{Regel, Soort, TypeFilter};
use crate::{Selectielijst, paths};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatustypeView<'a> {
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
    doorlooptijd: Option<String>,
    toelichting: &'a str,
    checklistitem_statustype: Vec<ChecklistitemView<'a>>,
    eigenschappen: Vec<Url<'a>>,
    /// As in Open Zaak; the standard has only the other direction.
    zaakobjecttypen: Vec<Url<'a>>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
}

#[derive(Serialize)]
struct ChecklistitemView<'a> {
    itemnaam: &'a str,
    toelichting: &'a str,
    vraagstelling: &'a str,
    verplicht: bool,
}

impl Wire for StatustypeGegevens {
    type View<'a> = StatustypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> StatustypeView<'a> {
        let own = &regel.gegevens;
        let item = |item: &'a Checklistitem| ChecklistitemView {
            itemnaam: &item.itemnaam,
            toelichting: &item.toelichting,
            vraagstelling: &item.vraagstelling,
            verplicht: item.verplicht,
        };
        StatustypeView {
            url: urls.url(paths::STATUSTYPEN, own.uuid.uuid()),
            omschrijving: &own.omschrijving,
            omschrijving_generiek: &own.omschrijving_generiek,
            statustekst: &own.statustekst,
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            volgnummer: own.volgnummer,
            is_eindstatus: regel.rond.is_last,
            informeren: own.informeren,
            doorlooptijd: own.doorlooptijd.map(|term| term.to_string()),
            toelichting: &own.toelichting,
            checklistitem_statustype: own.checklistitems.iter().map(item).collect(),
            eigenschappen: relaties.urls(Soort::Eigenschap),
            zaakobjecttypen: relaties.urls(Soort::Zaakobjecttype),
            geldigheid: Geldigheid::of(&regel.rond),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        part_filter(params, urls)
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let read = |inner: &mut Fields| Checklistitem {
            itemnaam: inner.text_required("itemnaam", 30),
            toelichting: inner.text("toelichting", 1000),
            vraagstelling: inner.text_required("vraagstelling", 255),
            verplicht: inner.boolean("verplicht").unwrap_or(false),
        };
        let omschrijving = fields.text_required("omschrijving", 80);
        let omschrijving_generiek = fields.text("omschrijvingGeneriek", 80);
        let statustekst = fields.text("statustekst", 1000);
        let volgnummer = fields.integer_required("volgnummer", 1, 9999);
        let informeren = fields.boolean("informeren").unwrap_or(false);
        let doorlooptijd = fields.duration("doorlooptijd");
        let toelichting = fields.text("toelichting", 1000);
        let checklistitems = fields.items("checklistitemStatustype", read);
        let eigenschappen = fields.references("eigenschappen", urls, paths::EIGENSCHAPPEN);
        input::days_of_part(fields);
        let record = Self {
            uuid: Id::new(basis.uuid),
            zaaktype: zaaktype?,
            volgnummer: volgnummer?,
            omschrijving,
            omschrijving_generiek,
            statustekst,
            informeren,
            doorlooptijd,
            toelichting,
            checklistitems,
            toon_in_portaal: basis.current.is_none_or(|current| current.toon_in_portaal),
        };
        Some((record, Verwijzingen { eigenschappen: Some(eigenschappen), ..Verwijzingen::default() }))
    }

    fn eigen(&self) -> Option<Value> {
        Some(json!({ "toonInPortaal": self.toon_in_portaal }))
    }

    fn read_eigen(&mut self, fields: &mut Fields, _: &Selectielijst) {
        self.toon_in_portaal = fields.boolean("toonInPortaal").unwrap_or(self.toon_in_portaal);
    }
}
