//! The archive parameters of a zaak that closes: zrc-021 (afleiden van archiveringsparameters).

use catalogi::{Afleidingswijze, Resultaattype};
use jiff::civil::Date;
use serde_json::Value;

use super::eigenschap::read_day;
use crate::ZakenError;

/// What is known of the zaak that closes.
#[derive(Debug, Clone, Default)]
pub struct ArchiefFacts {
    /// The day that it ends.
    pub einddatum: Date,
    /// The nominatie that the zaak has already.
    pub archiefnominatie: Option<String>,
    /// The day that the zaak has already; it stays when the zaak closes.
    pub archiefactiedatum: Option<Date>,
    /// The start of the term that the zaak has already; it wins.
    pub startdatum_bewaartermijn: Option<Date>,
    /// Whether it is a part of another zaak.
    pub has_hoofdzaak: bool,
    /// The value of the eigenschap that the resultaattype names.
    pub eigenschap: Option<String>,
    /// The latest day in what else the afleidingswijze looks at: the einddatum of the hoofdzaak or of related zaken, the attribute of
    /// objects, the ingangsdatum or vervaldatum of besluiten.
    pub day: Option<Date>,
}

/// The archive parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archief {
    /// `blijvend_bewaren` or `vernietigen`.
    pub nominatie: String,
    /// When it is destroyed or handed over; none while the fact is still missing.
    pub actiedatum: Option<Date>,
    /// The day from which the term counts.
    pub startdatum_bewaartermijn: Option<Date>,
}

/// Whether the day from which the term counts is known.
#[derive(Debug, PartialEq, Eq)]
enum Brondatum {
    Known(Date),
    /// The zaak closes without; the day is filled in when the fact comes.
    Postponed,
    /// The fact should have been there.
    Missing,
}

/// Decides the archive parameters of a zaak that closes with this resultaattype.
/// Months are calendar months: 31 January plus `P1M` is 28 February.
///
/// # Errors
/// `archiefactiedatum-error` when the zaak must be destroyed one day and the fact that tells when is missing.
pub fn archief(resultaattype: &Resultaattype, facts: &ArchiefFacts) -> Result<Archief, ZakenError> {
    let nominatie = facts.archiefnominatie.clone().unwrap_or_else(|| resultaattype.archiefnominatie.clone());
    // Rule: zrc-021. The day is worked out when there is none yet.
    if let Some(day) = facts.archiefactiedatum {
        let startdatum_bewaartermijn = facts.startdatum_bewaartermijn;
        return Ok(Archief { nominatie, actiedatum: Some(day), startdatum_bewaartermijn });
    }
    let Some(termijn) = resultaattype.archiefactietermijn else {
        return Ok(Archief { nominatie, actiedatum: None, startdatum_bewaartermijn: facts.startdatum_bewaartermijn });
    };
    match brondatum(resultaattype, facts) {
        Brondatum::Known(day) => Ok(Archief {
            nominatie,
            actiedatum: Some(termijn.after(day).ok_or_else(missing)?),
            startdatum_bewaartermijn: Some(day),
        }),
        Brondatum::Missing if nominatie == "vernietigen" => Err(missing()),
        Brondatum::Postponed | Brondatum::Missing => {
            Ok(Archief { nominatie, actiedatum: None, startdatum_bewaartermijn: None })
        }
    }
}

fn missing() -> ZakenError {
    ZakenError::invalid(
        "nonFieldErrors",
        "archiefactiedatum-error",
        "De archiefactiedatum kan niet worden bepaald: het gegeven waarvan de bewaartermijn afhangt, ontbreekt.",
    )
}

fn brondatum(resultaattype: &Resultaattype, facts: &ArchiefFacts) -> Brondatum {
    if let Some(day) = facts.startdatum_bewaartermijn {
        return Brondatum::Known(day);
    }
    let known = |day: Option<Date>| day.map_or(Brondatum::Missing, Brondatum::Known);
    match resultaattype.brondatum.afleidingswijze {
        Afleidingswijze::Afgehandeld => Brondatum::Known(facts.einddatum),
        Afleidingswijze::Termijn => {
            known(resultaattype.brondatum.procestermijn.and_then(|termijn| termijn.after(facts.einddatum)))
        }
        // A hoofdzaak ends after its deelzaken.
        Afleidingswijze::Hoofdzaak if facts.has_hoofdzaak => facts.day.map_or(Brondatum::Postponed, Brondatum::Known),
        Afleidingswijze::Hoofdzaak => Brondatum::Missing,
        Afleidingswijze::Eigenschap => match facts.eigenschap.as_deref() {
            None | Some("") => Brondatum::Postponed,
            Some(text) => known(read_day(text)),
        },
        Afleidingswijze::AnderDatumkenmerk => Brondatum::Postponed,
        Afleidingswijze::VervaldatumBesluit => facts.day.map_or(Brondatum::Postponed, Brondatum::Known),
        Afleidingswijze::Zaakobject | Afleidingswijze::GerelateerdeZaak | Afleidingswijze::IngangsdatumBesluit => {
            known(facts.day)
        }
    }
}

/// Returns the latest day that objects hold in an attribute; none when one of them holds no day there. `path` names it, with `/` between
/// the levels.
pub fn latest_of_objects<'a>(objects: impl IntoIterator<Item = &'a Value>, path: &str) -> Option<Date> {
    let find = |object: &'a Value| {
        // What the data of another kind of object is called is no part of the path.
        let within =
            |from: &'a Value| path.split('/').filter(|part| !part.is_empty()).try_fold(from, |at, part| at.get(part));
        within(object).or_else(|| within(object.get("overigeData")?))
    };
    let days: Option<Vec<Date>> = objects.into_iter().map(|object| read_day(find(object)?.as_str()?)).collect();
    days?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogi::Brondatumprocedure;
    use jiff::civil::date;
    use values::Id;

    fn resultaattype(wijze: Afleidingswijze, nominatie: &str) -> Resultaattype {
        Resultaattype {
            uuid: Id::new(uuid::Uuid::nil()),
            omschrijving: String::new(),
            resultaattypeomschrijving: String::new(),
            omschrijving_generiek: String::new(),
            selectielijstklasse: String::new(),
            toelichting: String::new(),
            archiefnominatie: nominatie.into(),
            archiefactietermijn: Some("P1Y".parse().unwrap()),
            brondatum: Brondatumprocedure {
                afleidingswijze: wijze,
                datumkenmerk: "einde".into(),
                einddatum_bekend: false,
                objecttype: String::new(),
                registratie: String::new(),
                procestermijn: Some("P1M".parse().unwrap()),
            },
        }
    }

    #[test]
    fn the_archive_date_follows_the_afleidingswijze() {
        use Afleidingswijze::{
            Afgehandeld, AnderDatumkenmerk, Eigenschap, GerelateerdeZaak, Hoofdzaak, IngangsdatumBesluit, Termijn,
            VervaldatumBesluit, Zaakobject,
        };
        let einddatum = date(2026, 1, 31);
        let facts = ArchiefFacts { einddatum, ..ArchiefFacts::default() };
        let with_eigenschap = |text: &str| ArchiefFacts { eigenschap: Some(text.into()), ..facts.clone() };
        let dated = ArchiefFacts { day: Some(date(2026, 4, 1)), ..facts.clone() };
        let later = Ok(Some(date(2027, 4, 1)));
        let by_hand = ArchiefFacts { archiefactiedatum: Some(date(2050, 1, 1)), ..facts.clone() };
        let kept = ArchiefFacts { startdatum_bewaartermijn: Some(date(2020, 2, 29)), ..facts.clone() };
        let cases = [
            (Afgehandeld, "vernietigen", facts.clone(), Ok(Some(date(2027, 1, 31)))),
            (Termijn, "vernietigen", facts.clone(), Ok(Some(date(2027, 2, 28)))),
            (Eigenschap, "vernietigen", with_eigenschap("2026-03-01"), Ok(Some(date(2027, 3, 1)))),
            (Eigenschap, "vernietigen", with_eigenschap("20260301"), Ok(Some(date(2027, 3, 1)))),
            (Eigenschap, "vernietigen", with_eigenschap(""), Ok(None)),
            (Eigenschap, "vernietigen", with_eigenschap("morgen"), Err(())),
            (AnderDatumkenmerk, "vernietigen", facts.clone(), Ok(None)),
            (Hoofdzaak, "vernietigen", facts.clone(), Err(())),
            (Hoofdzaak, "blijvend_bewaren", facts.clone(), Ok(None)),
            (Hoofdzaak, "vernietigen", ArchiefFacts { has_hoofdzaak: true, ..facts.clone() }, Ok(None)),
            (Hoofdzaak, "vernietigen", ArchiefFacts { has_hoofdzaak: true, ..dated.clone() }, later),
            (Zaakobject, "vernietigen", facts.clone(), Err(())),
            (Zaakobject, "vernietigen", dated.clone(), later),
            (GerelateerdeZaak, "vernietigen", facts.clone(), Err(())),
            (GerelateerdeZaak, "vernietigen", dated.clone(), later),
            (IngangsdatumBesluit, "vernietigen", facts.clone(), Err(())),
            (IngangsdatumBesluit, "vernietigen", dated.clone(), later),
            (VervaldatumBesluit, "vernietigen", facts.clone(), Ok(None)),
            (VervaldatumBesluit, "vernietigen", dated.clone(), later),
            (Zaakobject, "blijvend_bewaren", facts.clone(), Ok(None)),
            (Zaakobject, "vernietigen", kept, Ok(Some(date(2021, 2, 28)))),
            (Afgehandeld, "vernietigen", by_hand.clone(), Ok(Some(date(2050, 1, 1)))),
            (AnderDatumkenmerk, "vernietigen", by_hand.clone(), Ok(Some(date(2050, 1, 1)))),
            (GerelateerdeZaak, "vernietigen", by_hand, Ok(Some(date(2050, 1, 1)))),
        ];
        for (wijze, nominatie, facts, expected) in cases {
            let outcome = archief(&resultaattype(wijze, nominatie), &facts);
            assert_eq!(outcome.map(|archief| archief.actiedatum).map_err(|_| ()), expected, "{wijze:?} {nominatie}");
        }
    }

    #[test]
    fn the_latest_day_of_objects_is_found_along_a_path() {
        use serde_json::json;
        let objects = [
            json!({ "overigeData": { "periode": { "einde": "2027-05-01" } } }),
            json!({ "overigeData": { "periode": { "einde": "20280501" } } }),
        ];
        let latest = |path: &str| latest_of_objects(&objects, path);
        assert_eq!(latest("periode/einde"), Some(date(2028, 5, 1)));
        assert_eq!(latest("overigeData/periode/einde"), Some(date(2028, 5, 1)));
        assert_eq!(latest("periode"), None);
        let without = json!({ "overigeData": { "periode": { "einde": "later" } } });
        assert_eq!(
            latest_of_objects(objects.iter().chain([&without]), "periode/einde"),
            None,
            "one of them says no day"
        );
    }
}
