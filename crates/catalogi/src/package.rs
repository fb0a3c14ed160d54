//! A zaaktype as a package (bouwsteen) carries it: the fields of the standard, nested, related by omschrijving instead of by URL.

use serde::Deserialize;
use values::{Duur, Vertrouwelijkheidaanduiding};

use crate::Afleidingswijze;

/// The content of `zaaktype.json`. Fields are those of the Catalogi API 1.4.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields are described by the standard and in docs/bouwsteen.md")]
pub struct ZaaktypePackage {
    pub identificatie: String,
    pub omschrijving: String,
    #[serde(default)]
    pub omschrijving_generiek: String,
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    pub doel: String,
    pub aanleiding: String,
    #[serde(default)]
    pub toelichting: String,
    pub indicatie_intern_of_extern: String,
    pub handeling_initiator: String,
    pub onderwerp: String,
    pub handeling_behandelaar: String,
    pub doorlooptijd: String,
    pub servicenorm: Option<String>,
    pub opschorting_en_aanhouding_mogelijk: bool,
    pub verlenging_mogelijk: bool,
    pub verlengingstermijn: Option<String>,
    pub publicatie_indicatie: bool,
    #[serde(default)]
    pub publicatietekst: String,
    pub verantwoordelijke: String,
    pub referentieproces: ReferentieprocesPackage,
    #[serde(default)]
    pub verantwoordingsrelatie: Vec<String>,
    #[serde(default)]
    pub selectielijst_procestype: String,
    #[serde(default)]
    pub broncatalogus: BroncatalogusPackage,
    #[serde(default)]
    pub bronzaaktype: BronzaaktypePackage,
    #[serde(default)]
    pub deelzaaktype_identificaties: Vec<String>,
    #[serde(default)]
    pub gerelateerde_zaaktypen: Vec<GerelateerdPackage>,
    #[serde(default)]
    pub producten_of_diensten: Vec<String>,
    #[serde(default)]
    pub trefwoorden: Vec<String>,
    pub begin_geldigheid: jiff::civil::Date,
    pub einde_geldigheid: Option<jiff::civil::Date>,
    pub versiedatum: jiff::civil::Date,
    pub statustypen: Vec<StatustypePackage>,
    pub resultaattypen: Vec<ResultaattypePackage>,
    pub roltypen: Vec<RoltypePackage>,
    #[serde(default)]
    pub eigenschappen: Vec<EigenschapPackage>,
    #[serde(default)]
    pub zaakobjecttypen: Vec<ZaakobjecttypePackage>,
    #[serde(default)]
    pub informatieobjecttypen: Vec<InformatieobjecttypePackage>,
    #[serde(default)]
    pub besluittypen: Vec<BesluittypePackage>,
    #[serde(default)]
    pub loket: LoketPackage,
}

#[derive(Debug, Deserialize)]
pub struct ReferentieprocesPackage {
    pub naam: String,
    #[serde(default)]
    pub link: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BroncatalogusPackage {
    pub url: String,
    pub domein: String,
    pub rsin: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct BronzaaktypePackage {
    pub url: String,
    pub identificatie: String,
    pub omschrijving: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GerelateerdPackage {
    pub zaaktype_identificatie: String,
    pub aard_relatie: String,
    #[serde(default)]
    pub toelichting: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatustypePackage {
    pub omschrijving: String,
    #[serde(default)]
    pub omschrijving_generiek: String,
    #[serde(default)]
    pub statustekst: String,
    pub volgnummer: i64,
    #[serde(default)]
    pub informeren: bool,
    pub doorlooptijd: Option<String>,
    #[serde(default)]
    pub toelichting: String,
    #[serde(default)]
    pub checklistitem_statustype: Vec<ChecklistitemPackage>,
    /// By naam: those that need a value before this status.
    #[serde(default)]
    pub eigenschappen: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct ChecklistitemPackage {
    pub itemnaam: String,
    #[serde(default)]
    pub toelichting: String,
    pub vraagstelling: String,
    #[serde(default)]
    pub verplicht: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultaattypePackage {
    pub omschrijving: String,
    #[serde(default)]
    pub resultaattypeomschrijving: String,
    #[serde(default)]
    pub omschrijving_generiek: String,
    #[serde(default)]
    pub selectielijstklasse: String,
    #[serde(default)]
    pub toelichting: String,
    pub archiefnominatie: String,
    pub archiefactietermijn: Option<String>,
    pub brondatum_archiefprocedure: BrondatumPackage,
    #[serde(default)]
    pub procesobjectaard: String,
    /// The one beside that of the brondatumArchiefprocedure.
    pub procestermijn: Option<String>,
    pub indicatie_specifiek: Option<bool>,
    #[serde(default)]
    pub besluittype_omschrijving: Vec<String>,
    #[serde(default)]
    pub informatieobjecttype_omschrijving: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BrondatumPackage {
    pub afleidingswijze: String,
    #[serde(default)]
    pub datumkenmerk: String,
    #[serde(default)]
    pub einddatum_bekend: bool,
    #[serde(default)]
    pub objecttype: String,
    #[serde(default)]
    pub registratie: String,
    pub procestermijn: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoltypePackage {
    pub omschrijving: String,
    pub omschrijving_generiek: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EigenschapPackage {
    pub naam: String,
    pub definitie: String,
    #[serde(default)]
    pub toelichting: String,
    pub specificatie: SpecificatiePackage,
    /// By omschrijving: the status that needs a value of it.
    pub statustype: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ZaakobjecttypePackage {
    #[serde(default)]
    pub ander_objecttype: bool,
    pub objecttype: String,
    pub relatie_omschrijving: String,
    /// By omschrijving.
    pub statustype: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpecificatiePackage {
    #[serde(default)]
    pub groep: String,
    pub formaat: String,
    pub lengte: String,
    pub kardinaliteit: String,
    #[serde(default)]
    pub waardenverzameling: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InformatieobjecttypePackage {
    pub omschrijving: String,
    pub vertrouwelijkheidaanduiding: Vertrouwelijkheidaanduiding,
    #[serde(default)]
    pub informatieobjectcategorie: String,
    #[serde(default)]
    pub trefwoord: Vec<String>,
    #[serde(default)]
    pub omschrijving_generiek: OmschrijvingGeneriekPackage,
    pub begin_geldigheid: Option<jiff::civil::Date>,
    pub einde_geldigheid: Option<jiff::civil::Date>,
    pub richting: String,
    pub volgnummer: i64,
    /// By omschrijving.
    pub statustype: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct OmschrijvingGeneriekPackage {
    pub informatieobjecttype_omschrijving_generiek: String,
    pub definitie_informatieobjecttype_omschrijving_generiek: String,
    pub herkomst_informatieobjecttype_omschrijving_generiek: String,
    pub hierarchie_informatieobjecttype_omschrijving_generiek: String,
    pub opmerking_informatieobjecttype_omschrijving_generiek: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BesluittypePackage {
    pub omschrijving: String,
    #[serde(default)]
    pub omschrijving_generiek: String,
    #[serde(default)]
    pub besluitcategorie: String,
    pub reactietermijn: Option<String>,
    #[serde(default)]
    pub publicatie_indicatie: bool,
    #[serde(default)]
    pub publicatietekst: String,
    pub publicatietermijn: Option<String>,
    #[serde(default)]
    pub toelichting: String,
    #[serde(default)]
    pub informatieobjecttype_omschrijvingen: Vec<String>,
    pub begin_geldigheid: Option<jiff::civil::Date>,
    pub einde_geldigheid: Option<jiff::civil::Date>,
}

/// What Loket knows beyond the standard.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct LoketPackage {
    /// Roles of staff that may see and handle zaken of this type.
    #[serde(default)]
    pub behandelrollen: Vec<String>,
    /// By omschrijving.
    #[serde(default)]
    pub statustypen: std::collections::HashMap<String, PortalPackage>,
    /// By naam.
    #[serde(default)]
    pub eigenschappen: std::collections::HashMap<String, PortalPackage>,
}

/// What residents see of something.
#[derive(Debug, Deserialize)]
pub struct PortalPackage {
    /// Shown in the portal; yes when left out.
    #[serde(default = "shown")]
    pub toon_in_portaal: bool,
    /// The name that residents see; the name of the standard when left out.
    #[serde(default)]
    pub label: String,
}

const fn shown() -> bool {
    true
}

impl ZaaktypePackage {
    /// Returns every fault against the rules of the standard, in words for the maker of the package.
    /// Rules: ztc publish (at least 1 roltype, 1 resultaattype, 2 statustypen), ztc-004 to ztc-008 (brondatum).
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        check(!self.identificatie.is_empty(), "identificatie: is empty".into());
        check(self.statustypen.len() >= 2, "statustypen: at least 2 are needed".into());
        check(!self.resultaattypen.is_empty(), "resultaattypen: at least 1 is needed".into());
        check(!self.roltypen.is_empty(), "roltypen: at least 1 is needed".into());
        let is_duration = |text: &str| text.parse::<Duur>().is_ok_and(|duur| !duur.is_zero());
        check(is_duration(&self.doorlooptijd), "doorlooptijd: is no duration such as P84D".into());
        for (name, value) in [("servicenorm", &self.servicenorm), ("verlengingstermijn", &self.verlengingstermijn)] {
            check(value.as_deref().is_none_or(is_duration), format!("{name}: is no duration such as P42D"));
        }
        check(
            self.verlenging_mogelijk == self.verlengingstermijn.is_some(),
            "verlengingstermijn: is needed exactly when verlengingMogelijk is true".into(),
        );
        for statustype in &self.statustypen {
            check(
                statustype.doorlooptijd.as_deref().is_none_or(|text| text.parse::<Duur>().is_ok()),
                format!("statustypen[{}].doorlooptijd: is no duration such as P14D", statustype.omschrijving),
            );
        }
        let mut numbers: Vec<i64> = self.statustypen.iter().map(|statustype| statustype.volgnummer).collect();
        numbers.sort_unstable();
        numbers.dedup();
        check(numbers.len() == self.statustypen.len(), "statustypen: each volgnummer may occur once".into());
        for resultaattype in &self.resultaattypen {
            let place = format!("resultaattypen[{}]", resultaattype.omschrijving);
            let brondatum = &resultaattype.brondatum_archiefprocedure;
            let wijze = brondatum.afleidingswijze.parse::<Afleidingswijze>();
            check(wijze.is_ok(), format!("{place}.afleidingswijze: {} is unknown", brondatum.afleidingswijze));
            let needs_kenmerk = matches!(
                wijze,
                Ok(Afleidingswijze::Eigenschap | Afleidingswijze::Zaakobject | Afleidingswijze::AnderDatumkenmerk)
            );
            check(
                needs_kenmerk != brondatum.datumkenmerk.is_empty(),
                format!("{place}.datumkenmerk: does not fit (ztc-004)"),
            );
            let is_termijn = matches!(wijze, Ok(Afleidingswijze::Termijn));
            check(
                is_termijn == brondatum.procestermijn.is_some(),
                format!("{place}.procestermijn: does not fit (ztc-008)"),
            );
            check(
                matches!(resultaattype.archiefnominatie.as_str(), "vernietigen" | "blijvend_bewaren"),
                format!("{place}.archiefnominatie: is neither vernietigen nor blijvend_bewaren"),
            );
            check(
                resultaattype.procestermijn.as_deref().is_none_or(|text| text.parse::<Duur>().is_ok()),
                format!("{place}.procestermijn: is no duration such as P1Y"),
            );
            check(
                resultaattype.archiefactietermijn.as_deref().is_none_or(|text| text.parse::<Duur>().is_ok()),
                format!("{place}.archiefactietermijn: is no duration such as P10Y"),
            );
        }
        faults.extend(self.name_faults());
        let mut check = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        for eigenschap in &self.eigenschappen {
            check(
                eigenschap.naam.chars().count() <= 20,
                format!("eigenschappen[{}]: the name is over 20 characters", eigenschap.naam),
            );
        }
        faults
    }

    /// Returns every name of a part that the package itself does not have.
    fn name_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let statustypen: Vec<&str> = self.statustypen.iter().map(|one| one.omschrijving.as_str()).collect();
        let eigenschappen: Vec<&str> = self.eigenschappen.iter().map(|one| one.naam.as_str()).collect();
        let soorten: Vec<&str> = self.informatieobjecttypen.iter().map(|one| one.omschrijving.as_str()).collect();
        let besluittypen: Vec<&str> = self.besluittypen.iter().map(|one| one.omschrijving.as_str()).collect();
        let mut check = |place: String, named: &[String], known: &[&str]| {
            let unknown = named.iter().filter(|name| !known.contains(&name.as_str()));
            faults.extend(unknown.map(|name| format!("{place}: {name} is not in the package")));
        };
        for one in &self.statustypen {
            check(format!("statustypen[{}].eigenschappen", one.omschrijving), &one.eigenschappen, &eigenschappen);
        }
        for one in &self.resultaattypen {
            let place = format!("resultaattypen[{}]", one.omschrijving);
            check(format!("{place}.besluittypeOmschrijving"), &one.besluittype_omschrijving, &besluittypen);
            let named = &one.informatieobjecttype_omschrijving;
            check(format!("{place}.informatieobjecttypeOmschrijving"), named, &soorten);
        }
        for one in &self.besluittypen {
            let place = format!("besluittypen[{}].informatieobjecttypeOmschrijvingen", one.omschrijving);
            check(place, &one.informatieobjecttype_omschrijvingen, &soorten);
        }
        let named = self.eigenschappen.iter().map(|one| (&one.naam, &one.statustype));
        let named = named.chain(self.informatieobjecttypen.iter().map(|one| (&one.omschrijving, &one.statustype)));
        let named = named.chain(self.zaakobjecttypen.iter().map(|one| (&one.relatie_omschrijving, &one.statustype)));
        for (of, statustype) in named {
            check(format!("{of}.statustype"), statustype.as_slice(), &statustypen);
        }
        faults
    }
}
