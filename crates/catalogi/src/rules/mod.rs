//! The rules of the standard that a record can break by itself. Pure.

pub(crate) mod versies;

use jiff::civil::Date;
use values::Duur;

use crate::error::InvalidField;
use crate::gegevens::{BesluittypeGegevens, EigenschapGegevens, ResultaattypeGegevens, ZaaktypeGegevens};

/// What selectielijst URLs must lead to.
pub(crate) const PROCESTYPE: &str = "procestypen";
/// A resultaat of the selectielijst.
pub(crate) const RESULTAAT: &str = "resultaten";
/// An entry of the list of general names.
pub(crate) const RESULTAATTYPEOMSCHRIJVING: &str = "resultaattypeomschrijvingen";

/// Decides whether a URL has the shape of a resource of the selectielijst API, such as `…/procestypen/{id}`.
/// Rules: ztc-001 (valideren zaaktype), ztc-002 (valideren resultaattype).
pub(crate) fn is_resource(url: &str, collection: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let mut segments = path.rsplit('/');
    segments.next().is_some_and(|id| !id.is_empty()) && segments.next() == Some(collection)
}

const OTHER_AFLEIDINGSWIJZE: InvalidField = InvalidField::whole(
    "invalid-afleidingswijze-for-procestermijn",
    "De afleidingswijze past niet bij de procestermijn van de selectielijstklasse.",
);

/// Decides whether the brondatum may be found so when the selectielijst has this procestermijn. Nothing is asked of an empty one.
/// Rule: ztc-003 (afleidingswijze tegen procestermijn).
pub(crate) fn procestermijn_fault(procestermijn: &str, afleidingswijze: &str) -> Option<InvalidField> {
    let fits = match (procestermijn, afleidingswijze) {
        ("", _) | (_, "") => true,
        ("nihil", wijze) => wijze == "afgehandeld",
        ("ingeschatte_bestaansduur_procesobject", wijze) => wijze == "termijn",
        (_, wijze) => wijze != "afgehandeld",
    };
    (!fits).then_some(OTHER_AFLEIDINGSWIJZE)
}

/// A type ends after it begins.
pub(crate) fn geldigheid_faults(begin: Date, einde: Option<Date>) -> Vec<InvalidField> {
    if einde.is_some_and(|einde| einde < begin) {
        return vec![InvalidField::new("eindeGeldigheid", "date-mismatch", "De einddatum ligt voor de begindatum.")];
    }
    Vec::new()
}

fn empty_duration(name: &'static str, duur: Option<Duur>) -> Option<InvalidField> {
    let is_zero = duur.is_some_and(Duur::is_zero);
    is_zero.then(|| InvalidField::new(name, "empty-duration", "De duur mag niet nul zijn."))
}

/// Returns what is wrong with a zaaktype.
pub(crate) fn zaaktype_faults(zaaktype: &ZaaktypeGegevens) -> Vec<InvalidField> {
    let mut faults = geldigheid_faults(zaaktype.begin_geldigheid, zaaktype.einde_geldigheid);
    faults.extend(empty_duration("doorlooptijd", Some(zaaktype.doorlooptijd)));
    faults.extend(empty_duration("servicenorm", zaaktype.servicenorm));
    faults.extend(empty_duration("verlengingstermijn", zaaktype.verlengingstermijn));
    if zaaktype.verlenging_mogelijk && zaaktype.verlengingstermijn.is_none() {
        let reason = "Als verlenging mogelijk is, hoort er een verlengingstermijn bij.";
        faults.push(InvalidField::new("verlengingstermijn", "verlenging-mismatch", reason));
    }
    let has_bron = !zaaktype.broncatalogus_url.is_empty();
    if has_bron == zaaktype.bronzaaktype_url.is_empty() {
        let reason = "De broncatalogus en het bronzaaktype horen bij elkaar.";
        faults.push(InvalidField::new("bronzaaktype", "invalid-bronzaaktype-for-broncatalogus", reason));
    }
    faults
}

/// Returns what is wrong with a kind of decision.
pub(crate) fn besluittype_faults(besluittype: &BesluittypeGegevens) -> Vec<InvalidField> {
    let mut faults = geldigheid_faults(besluittype.begin_geldigheid, besluittype.einde_geldigheid);
    faults.extend(empty_duration("reactietermijn", besluittype.reactietermijn));
    faults.extend(empty_duration("publicatietermijn", besluittype.publicatietermijn));
    faults
}

/// Returns what is wrong with an eigenschap. Rule: ztc-015 (datumvelden).
pub(crate) fn eigenschap_faults(eigenschap: &EigenschapGegevens) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut add = |holds: bool, name, reason| {
        if holds {
            faults.push(InvalidField::new(name, "invalid", reason));
        }
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let lengte = eigenschap.lengte.trim();
    let fault = match eigenschap.formaat.as_str() {
        "datum" => (lengte != "8").then_some("Een datum heeft lengte 8: JJJJMMDD."),
        "datum_tijd" => (lengte != "14").then_some("Een datum met tijd heeft lengte 14: JJJJMMDDUUMMSS."),
        "getal" => (!lengte.split([',', '.']).all(is_number))
            .then_some("De lengte van een getal is een getal, zoals 5 of 5,2."),
        _ => (!is_number(lengte)).then_some("De lengte is een getal."),
    };
    add(fault.is_some(), "specificatie.lengte", fault.unwrap_or_default());
    // What is no number has no bound, as N.
    let is_nothing = eigenschap.kardinaliteit.trim().parse::<i64>().is_ok_and(|count| count < 1);
    add(is_nothing, "specificatie.kardinaliteit", "Een zaak heeft minstens 1 waarde: gebruik een getal of N.");
    faults
}

/// Returns what is wrong with how the brondatum is found.
///
/// Rules: ztc-004 (datumkenmerk), ztc-005 (einddatumBekend), ztc-006 (objecttype), ztc-007 (registratie), ztc-008 (procestermijn).
pub(crate) fn resultaattype_faults(resultaattype: &ResultaattypeGegevens) -> Vec<InvalidField> {
    let wijze = resultaattype.afleidingswijze.as_str();
    if wijze.is_empty() {
        return Vec::new();
    }
    let has_objecttype = matches!(wijze, "zaakobject" | "ander_datumkenmerk");
    // Field, whether it has a value, whether it must have one.
    let cases = [
        (
            "brondatumArchiefprocedure.datumkenmerk",
            !resultaattype.datumkenmerk.is_empty(),
            has_objecttype || wijze == "eigenschap",
        ),
        ("brondatumArchiefprocedure.objecttype", !resultaattype.objecttype.is_empty(), has_objecttype),
        ("brondatumArchiefprocedure.registratie", !resultaattype.registratie.is_empty(), wijze == "ander_datumkenmerk"),
        ("brondatumArchiefprocedure.procestermijn", resultaattype.procestermijn.is_some(), wijze == "termijn"),
    ];
    let mut faults = Vec::new();
    for (name, is_given, is_needed) in cases {
        match (is_given, is_needed) {
            (false, true) => {
                faults.push(InvalidField::new(name, "required", "Dit veld is verplicht bij deze afleidingswijze."));
            }
            (true, false) => {
                faults.push(InvalidField::new(
                    name,
                    "must-be-empty",
                    "Dit veld moet leeg zijn bij deze afleidingswijze.",
                ));
            }
            _ => {}
        }
    }
    if resultaattype.einddatum_bekend && matches!(wijze, "afgehandeld" | "termijn") {
        let reason = "Dit veld moet leeg zijn bij deze afleidingswijze.";
        faults.push(InvalidField::new("brondatumArchiefprocedure.einddatumBekend", "must-be-empty", reason));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::Id;

    #[test]
    fn selectielijst_urls_are_judged_by_their_shape() {
        for (url, expected) in [
            ("https://selectielijst.openzaak.nl/api/v1/procestypen/e1b73b12-b2f6-4c4e-8929-94f84dd2a57d", true),
            ("https://referentielijsten-api.vng.cloud/api/v1/procestypen/e1b73b12", true),
            ("https://selectielijst.openzaak.nl/api/v1/procestypen/", false),
            ("https://selectielijst.openzaak.nl/api/v1/resultaten/e1b73b12", false),
        ] {
            assert_eq!(is_resource(url, PROCESTYPE), expected, "{url}");
        }
    }

    #[test]
    fn ztc_003_a_procestermijn_asks_for_an_afleidingswijze() {
        let ingeschat = "ingeschatte_bestaansduur_procesobject";
        for (procestermijn, afleidingswijze, expected) in [
            ("nihil", "afgehandeld", true),
            ("nihil", "termijn", false),
            ("nihil", "", true),
            (ingeschat, "termijn", true),
            (ingeschat, "eigenschap", false),
            (ingeschat, "afgehandeld", false),
            ("vast_te_leggen_datum", "afgehandeld", false),
            ("vast_te_leggen_datum", "eigenschap", true),
            ("samengevoegd_met_bewaartermijn", "afgehandeld", false),
            ("", "afgehandeld", true),
            ("", "hoofdzaak", true),
        ] {
            let fault = procestermijn_fault(procestermijn, afleidingswijze);
            assert_eq!(fault.is_none(), expected, "{procestermijn} {afleidingswijze}");
        }
    }

    #[test]
    fn ztc_004_to_008_each_afleidingswijze_has_its_own_fields() {
        let termijn: Duur = "P1Y".parse().unwrap();
        // afleidingswijze, datumkenmerk, einddatumBekend, objecttype, registratie, procestermijn, faults
        let cases = [
            ("", "", false, "", "", None, vec![]),
            ("afgehandeld", "", false, "", "", None, vec![]),
            (
                "afgehandeld",
                "x",
                true,
                "pand",
                "y",
                Some(termijn),
                vec![
                    "datumkenmerk must-be-empty",
                    "objecttype must-be-empty",
                    "registratie must-be-empty",
                    "procestermijn must-be-empty",
                    "einddatumBekend must-be-empty",
                ],
            ),
            ("eigenschap", "einddatum", true, "", "", None, vec![]),
            ("eigenschap", "", false, "", "", None, vec!["datumkenmerk required"]),
            ("zaakobject", "", false, "", "", None, vec!["datumkenmerk required", "objecttype required"]),
            ("ander_datumkenmerk", "x", false, "pand", "y", None, vec![]),
            ("ander_datumkenmerk", "x", false, "pand", "", None, vec!["registratie required"]),
            ("termijn", "", false, "", "", None, vec!["procestermijn required"]),
            ("termijn", "", false, "", "", Some(termijn), vec![]),
        ];
        for (wijze, datumkenmerk, einddatum_bekend, objecttype, registratie, procestermijn, expected) in cases {
            let resultaattype = ResultaattypeGegevens {
                uuid: Id::new(uuid::Uuid::nil()),
                zaaktype: Id::new(uuid::Uuid::nil()),
                omschrijving: String::new(),
                resultaattypeomschrijving: String::new(),
                omschrijving_generiek: String::new(),
                selectielijstklasse: String::new(),
                toelichting: String::new(),
                archiefnominatie: String::new(),
                archiefactietermijn: None,
                afleidingswijze: wijze.into(),
                datumkenmerk: datumkenmerk.into(),
                einddatum_bekend,
                objecttype: objecttype.into(),
                registratie: registratie.into(),
                procestermijn,
                procestermijn_dossier: None,
                procesobjectaard: String::new(),
                indicatie_specifiek: None,
            };
            let found: Vec<String> = resultaattype_faults(&resultaattype)
                .iter()
                .map(|fault| format!("{} {}", fault.name.trim_start_matches("brondatumArchiefprocedure."), fault.code))
                .collect();
            assert_eq!(found, expected, "{wijze}");
        }
    }
}
