//! The archive parameters of a zaak that closes: zrc-021 (afleiden van archiveringsparameters).

use catalogi::{Afleidingswijze, Resultaattype};
use jiff::civil::Date;

use crate::ZakenError;

/// What is known of the zaak that closes.
#[derive(Debug, Clone, Default)]
pub struct ArchiefFacts {
    /// The day that it ends.
    pub einddatum: Date,
    /// The nominatie that the zaak has already.
    pub archiefnominatie: Option<String>,
    /// The start of the term that the zaak has already; it wins.
    pub startdatum_bewaartermijn: Option<Date>,
    /// The day that the hoofdzaak ended.
    pub hoofdzaak_einddatum: Option<Date>,
    /// The value of the eigenschap that the resultaattype names.
    pub eigenschap: Option<String>,
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
        Afleidingswijze::Hoofdzaak => known(facts.hoofdzaak_einddatum),
        Afleidingswijze::Eigenschap => match facts.eigenschap.as_deref() {
            None | Some("") => Brondatum::Postponed,
            Some(text) => known(parse_day(text)),
        },
        Afleidingswijze::AnderDatumkenmerk | Afleidingswijze::VervaldatumBesluit => Brondatum::Postponed,
        // These read besluiten, objects and other zaken; until those are at hand here the fact counts as missing, which refuses
        // to close rather than to keep a zaak for the wrong time.
        Afleidingswijze::Zaakobject | Afleidingswijze::GerelateerdeZaak | Afleidingswijze::IngangsdatumBesluit => {
            Brondatum::Missing
        }
    }
}

/// Reads the day of an eigenschap: ISO, or as ztc-015 (datumvelden) writes it.
fn parse_day(text: &str) -> Option<Date> {
    let digits = text.get(..8).filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    match digits {
        Some(digits) => format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok(),
        None => text.get(..10)?.parse().ok(),
    }
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
        use Afleidingswijze::{Afgehandeld, AnderDatumkenmerk, Eigenschap, Hoofdzaak, Termijn, Zaakobject};
        let einddatum = date(2026, 1, 31);
        let facts = ArchiefFacts { einddatum, ..ArchiefFacts::default() };
        let with_eigenschap = |text: &str| ArchiefFacts { eigenschap: Some(text.into()), ..facts.clone() };
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
            (Zaakobject, "blijvend_bewaren", facts.clone(), Ok(None)),
            (Zaakobject, "vernietigen", kept, Ok(Some(date(2021, 2, 28)))),
        ];
        for (wijze, nominatie, facts, expected) in cases {
            let outcome = archief(&resultaattype(wijze, nominatie), &facts);
            assert_eq!(outcome.map(|archief| archief.actiedatum).map_err(|_| ()), expected, "{wijze:?} {nominatie}");
        }
    }
}
