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
    pub informatieobjecttypen: Vec<InformatieobjecttypePackage>,
    #[serde(default)]
    pub besluittypen: Vec<BesluittypePackage>,
    #[serde(default)]
    pub loket: LoketPackage,
}

#[derive(Debug, Deserialize)]
pub struct ReferentieprocesPackage {
    pub naam: String,
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
    #[serde(default)]
    pub toelichting: String,
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
    pub richting: String,
    pub volgnummer: i64,
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
                resultaattype.archiefactietermijn.as_deref().is_none_or(|text| text.parse::<Duur>().is_ok()),
                format!("{place}.archiefactietermijn: is no duration such as P10Y"),
            );
        }
        for eigenschap in &self.eigenschappen {
            check(
                eigenschap.naam.chars().count() <= 20,
                format!("eigenschappen[{}]: the name is over 20 characters", eigenschap.naam),
            );
        }
        faults
    }
}
