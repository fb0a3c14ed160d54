//! `/resultaattypen`.

use autorisaties::handlers::{Fields, Params, Url, Urls};
use serde::Serialize;
use serde_json::{Value, json};
use values::{Duur, Id};

use super::resource::{Basis, Herkomst, Wire};
use super::{Geldigheid, Relaties, input, part_filter};
use crate::gegevens::ResultaattypeGegevens;
use crate::keuzes::{AFLEIDINGSWIJZEN, ARCHIEFNOMINATIES, OBJECTTYPEN};
use crate::operations::schrijven::Verwijzingen;
use crate::register::{Regel, Soort, TypeFilter};
use crate::selectielijst::{KLASSE, OMSCHRIJVING};
use crate::{Selectielijst, paths, rules};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResultaattypeView<'a> {
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
    procesobjectaard: &'a str,
    catalogus: Url<'a>,
    #[serde(flatten)]
    geldigheid: Geldigheid,
    indicatie_specifiek: Option<bool>,
    procestermijn: Option<String>,
    besluittypen: Vec<Url<'a>>,
    besluittype_omschrijving: Vec<&'a str>,
    informatieobjecttypen: Vec<Url<'a>>,
    informatieobjecttype_omschrijving: Vec<&'a str>,
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

/// How the day is found from which the archive term counts.
#[derive(Default)]
struct Brondatum {
    afleidingswijze: String,
    datumkenmerk: String,
    einddatum_bekend: bool,
    objecttype: String,
    registratie: String,
    procestermijn: Option<Duur>,
}

fn read_brondatum(fields: &mut Fields) -> Brondatum {
    const NAME: &str = "brondatumArchiefprocedure";
    let Some(map) = input::group(fields, NAME) else { return Brondatum::default() };
    fields.within(NAME, map, |inner| Brondatum {
        afleidingswijze: inner.choice_required("afleidingswijze", &AFLEIDINGSWIJZEN),
        datumkenmerk: inner.text("datumkenmerk", 80),
        einddatum_bekend: inner.boolean("einddatumBekend").unwrap_or(false),
        objecttype: inner.choice("objecttype", &OBJECTTYPEN),
        registratie: inner.text("registratie", 80),
        procestermijn: inner.duration("procestermijn"),
    })
}

impl Wire for ResultaattypeGegevens {
    type View<'a> = ResultaattypeView<'a>;

    fn view<'a>(regel: &'a Regel<Self>, relaties: &Relaties<'a>, urls: &'a Urls) -> ResultaattypeView<'a> {
        let own = &regel.gegevens;
        ResultaattypeView {
            url: urls.url(paths::RESULTAATTYPEN, own.uuid.uuid()),
            zaaktype: urls.url(paths::ZAAKTYPEN, own.zaaktype.uuid()),
            zaaktype_identificatie: &regel.rond.zaaktype_identificatie,
            omschrijving: &own.omschrijving,
            resultaattypeomschrijving: &own.resultaattypeomschrijving,
            omschrijving_generiek: &own.omschrijving_generiek,
            selectielijstklasse: &own.selectielijstklasse,
            toelichting: &own.toelichting,
            archiefnominatie: &own.archiefnominatie,
            archiefactietermijn: own.archiefactietermijn.map(|term| term.to_string()),
            brondatum_archiefprocedure: BrondatumView {
                afleidingswijze: &own.afleidingswijze,
                datumkenmerk: &own.datumkenmerk,
                einddatum_bekend: own.einddatum_bekend,
                objecttype: &own.objecttype,
                registratie: &own.registratie,
                procestermijn: own.procestermijn.map(|term| term.to_string()),
            },
            procesobjectaard: &own.procesobjectaard,
            catalogus: urls.url(paths::CATALOGUSSEN, regel.rond.catalogus.uuid()),
            geldigheid: Geldigheid::of(&regel.rond),
            indicatie_specifiek: own.indicatie_specifiek,
            procestermijn: own.procestermijn_dossier.map(|term| term.to_string()),
            besluittypen: relaties.urls(Soort::Besluittype),
            besluittype_omschrijving: relaties.namen(Soort::Besluittype),
            informatieobjecttypen: relaties.urls(Soort::Informatieobjecttype),
            informatieobjecttype_omschrijving: relaties.namen(Soort::Informatieobjecttype),
        }
    }

    fn filter(params: &mut Params, urls: &Urls) -> TypeFilter {
        // Catalogi 1.3 writes these two so for this resource alone, and 1.4 still takes them.
        let identificatie = params.text("zaaktype_identificatie");
        let day = params.date("datum_geldigheid");
        let filter = part_filter(params, urls);
        TypeFilter { naam: filter.naam.or(identificatie), day: filter.day.or(day), ..filter }
    }

    fn read(fields: &mut Fields, urls: &Urls, basis: &Basis<'_, Self>) -> Option<(Self, Verwijzingen)> {
        let zaaktype = input::owner(fields, urls, "zaaktype", Soort::Zaaktype);
        let is_file = basis.herkomst == Herkomst::Bestand;
        let omschrijving = fields.text_required("omschrijving", 30);
        let mut selectielijst = |name, collection| {
            if is_file {
                // What a list says of it counts, also in a file.
                basis.lijst.fault(name).cloned().into_iter().for_each(|fault| fields.add(fault));
                return fields.text(name, 1000);
            }
            let text = fields.text_required(name, 1000);
            if text.is_empty() { text } else { input::selectielijst(fields, basis.lijst, (name, collection), 1000) }
        };
        let resultaattypeomschrijving = selectielijst(OMSCHRIJVING, rules::RESULTAATTYPEOMSCHRIJVING);
        let selectielijstklasse = selectielijst(KLASSE, rules::RESULTAAT);
        let klasse = basis.lijst.find(KLASSE);
        let said = |name| klasse.map_or("", |klasse| klasse.text(name));
        let toelichting = fields.text("toelichting", usize::MAX);
        // What is not said here is as the class says it. Rule: ztc-002 (valideren resultaattype).
        let mut archiefnominatie = fields.choice("archiefnominatie", &ARCHIEFNOMINATIES);
        if archiefnominatie.is_empty() && ARCHIEFNOMINATIES.contains(&said("waardering")) {
            said("waardering").clone_into(&mut archiefnominatie);
        }
        let archiefactietermijn = fields.duration("archiefactietermijn").or_else(|| said("bewaartermijn").parse().ok());
        let brondatum = read_brondatum(fields);
        let procesobjectaard = fields.text("procesobjectaard", 200);
        input::catalogus_of_part(fields, basis.herkomst);
        input::days_of_part(fields);
        let indicatie_specifiek = fields.boolean("indicatieSpecifiek");
        let procestermijn_dossier = fields.duration("procestermijn");
        // Where the list of general names can't be asked, what an import or a package gave stays with the name that it is of.
        let omschrijving_generiek = match (basis.lijst.find(OMSCHRIJVING), basis.current) {
            (Some(found), _) => found.text("omschrijving").chars().take(80).collect(),
            (None, None) if is_file => fields.text("omschrijvingGeneriek", 80),
            (None, Some(current)) if current.resultaattypeomschrijving == resultaattypeomschrijving => {
                current.omschrijving_generiek.clone()
            }
            (None, _) => String::new(),
        };
        let besluittypen = input::verwijzingen(fields, "besluittypen", urls, Soort::Besluittype);
        let informatieobjecttypen =
            input::verwijzingen(fields, "informatieobjecttypen", urls, Soort::Informatieobjecttype);
        if let Some(fault) = rules::procestermijn_fault(said("procestermijn"), &brondatum.afleidingswijze) {
            fields.fault(fault.name, fault.code, fault.reason);
        }
        let record = Self {
            uuid: Id::new(basis.uuid),
            zaaktype: zaaktype?,
            omschrijving,
            resultaattypeomschrijving,
            omschrijving_generiek,
            selectielijstklasse,
            toelichting,
            archiefnominatie,
            archiefactietermijn,
            afleidingswijze: brondatum.afleidingswijze,
            datumkenmerk: brondatum.datumkenmerk,
            einddatum_bekend: brondatum.einddatum_bekend,
            objecttype: brondatum.objecttype,
            registratie: brondatum.registratie,
            procestermijn: brondatum.procestermijn,
            procestermijn_dossier,
            procesobjectaard,
            indicatie_specifiek,
        };
        let named = Verwijzingen {
            procestype: klasse.map(|klasse| klasse.text("procesType").to_owned()),
            besluittypen: Some(besluittypen),
            informatieobjecttypen: Some(informatieobjecttypen),
            ..Verwijzingen::default()
        };
        Some((record, named))
    }

    fn eigen(&self) -> Option<Value> {
        Some(json!({ "omschrijvingGeneriek": self.omschrijving_generiek }))
    }

    fn read_eigen(&mut self, fields: &mut Fields, lijst: &Selectielijst) {
        // The name in the list counts; a name by hand is for where the list can't be asked. Rule: ztc-002 (valideren resultaattype).
        if fields.has("omschrijvingGeneriek") && lijst.find(OMSCHRIJVING).is_none() {
            self.omschrijving_generiek = fields.text("omschrijvingGeneriek", 80);
        }
    }
}
