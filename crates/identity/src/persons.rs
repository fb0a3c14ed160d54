//! Persons as the BRP knows them.
//!
//! [`find`] is the only door: behind it is a table with invented people now, and the BRP of a municipality later. Callers ask by
//! BSN and name attributes as Haal Centraal BRP Personen does, so nothing else changes then.

use ::store::{Reader, Result};
use jiff::civil::Date;
use values::Bsn;
use values::actor::Vertegenwoordiging;

use crate::store::personen;

/// A person with the facts that pages and forms ask for. Empty text where a person has no such thing.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the BRP's own words")]
pub struct Persoon {
    pub bsn: Bsn,
    pub voornamen: String,
    pub voorvoegsel: String,
    pub geslachtsnaam: String,
    pub geboortedatum: Date,
    pub straat: String,
    pub huisnummer: String,
    pub huisletter: String,
    pub huisnummertoevoeging: String,
    pub postcode: String,
    pub woonplaats: String,
    pub email: String,
    pub telefoon: String,
}

impl std::fmt::Debug for Persoon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Persoon(***)")
    }
}

impl Persoon {
    /// Returns the name as it stands on a letter: `Anne de Boer`.
    pub fn volledige_naam(&self) -> String {
        join(&[&self.voornamen, &self.voorvoegsel, &self.geslachtsnaam], " ")
    }

    /// Returns the address in two lines: `Voorbeeldlaan 12A-2` and `1234 AB Voorbeeldstad`.
    pub fn adres_regels(&self) -> [String; 2] {
        let toevoeging = match self.huisnummertoevoeging.as_str() {
            "" => String::new(),
            toevoeging => format!("-{toevoeging}"),
        };
        let nummer = format!("{}{}{toevoeging}", self.huisnummer, self.huisletter);
        [join(&[&self.straat, &nummer], " "), join(&[&self.postcode, &self.woonplaats], " ")]
    }

    /// Returns the attribute at this path of Haal Centraal BRP Personen, as a form asks for it; none when it is unknown or empty.
    pub fn attribute(&self, path: &str) -> Option<String> {
        let text = match path {
            "burgerservicenummer" => self.bsn.as_str().to_owned(),
            "naam.volledigeNaam" => self.volledige_naam(),
            "naam.voornamen" => self.voornamen.clone(),
            "naam.voorvoegsel" => self.voorvoegsel.clone(),
            "naam.geslachtsnaam" => self.geslachtsnaam.clone(),
            // Haal Centraal has a date object; forms name it with and without its own field.
            "geboorte.datum" | "geboorte.datum.datum" => self.geboortedatum.to_string(),
            _ => match path.strip_prefix("verblijfplaats.verblijfadres.")? {
                "straatnaam" | "korteStraatnaam" | "officieleStraatnaam" => self.straat.clone(),
                "huisnummer" => self.huisnummer.clone(),
                "huisletter" => self.huisletter.clone(),
                "huisnummertoevoeging" => self.huisnummertoevoeging.clone(),
                "postcode" => self.postcode.clone(),
                "woonplaats" => self.woonplaats.clone(),
                _ => return None,
            },
        };
        (!text.is_empty()).then_some(text)
    }
}

fn join(parts: &[&str], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(between)
}

/// Finds the person with this BSN.
///
/// # Errors
/// When the source fails.
pub async fn find(db: &mut Reader, bsn: &Bsn) -> Result<Option<Persoon>> {
    personen::find(db, bsn).await
}

/// Returns for whom this person may act today, by name.
///
/// # Errors
/// When the source fails.
pub async fn machtigingen_of(db: &mut Reader, gemachtigde: &Bsn) -> Result<Vec<Vertegenwoordiging>> {
    let today = values::local_date(db.db().clock().now());
    personen::machtigingen_of(db, gemachtigde, today).await
}

/// Decides whether this person may act today for the other in zaken of this type (identificatie), on whatever ground.
///
/// # Errors
/// When the source fails.
pub async fn is_mandated(db: &mut Reader, gemachtigde: &Bsn, machtiginggever: &Bsn, zaaktype: &str) -> Result<bool> {
    let valid = machtigingen_of(db, gemachtigde).await?;
    Ok(valid.iter().any(|mandate| mandate.bsn == *machtiginggever && mandate.covers(zaaktype)))
}

/// Decides whether what a login vouched for is still so: the mandate is there, on the same ground, and covers no less.
pub(crate) fn still_holds(held: &Vertegenwoordiging, valid: &[Vertegenwoordiging]) -> bool {
    let is_within = |now: &Vertegenwoordiging| match held.zaaktypen.as_slice() {
        [] => now.zaaktypen.is_empty(),
        some => some.iter().all(|zaaktype| now.covers(zaaktype)),
    };
    valid.iter().any(|now| now.bsn == held.bsn && now.grond == held.grond && is_within(now))
}

#[cfg(test)]
mod tests {
    use values::actor::Grond;

    use super::*;

    #[test]
    fn attributes_and_address_lines_follow_the_brp() {
        let mut anne = Persoon {
            bsn: "999993653".parse().unwrap(),
            voornamen: "Anne".into(),
            voorvoegsel: "de".into(),
            geslachtsnaam: "Boer".into(),
            geboortedatum: jiff::civil::date(1985, 4, 12),
            straat: "Voorbeeldlaan".into(),
            huisnummer: "12".into(),
            huisletter: "A".into(),
            huisnummertoevoeging: String::new(),
            postcode: "1234 AB".into(),
            woonplaats: "Voorbeeldstad".into(),
            email: "anne@example.nl".into(),
            telefoon: String::new(),
        };
        assert_eq!(anne.adres_regels(), ["Voorbeeldlaan 12A", "1234 AB Voorbeeldstad"]);
        let cases = [
            ("naam.volledigeNaam", Some("Anne de Boer")),
            ("naam.geslachtsnaam", Some("Boer")),
            ("geboorte.datum", Some("1985-04-12")),
            ("verblijfplaats.verblijfadres.officieleStraatnaam", Some("Voorbeeldlaan")),
            ("verblijfplaats.verblijfadres.huisnummer", Some("12")),
            ("verblijfplaats.verblijfadres.huisnummertoevoeging", None),
            ("verblijfplaats.verblijfadres", None),
            ("email", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(anne.attribute(path).as_deref(), expected, "{path}");
        }
        assert_eq!(format!("{anne:?}"), "Persoon(***)");
        anne.huisletter.clear();
        anne.huisnummertoevoeging = "2".into();
        assert_eq!(anne.adres_regels()[0], "Voorbeeldlaan 12-2");
    }
    #[test]
    fn a_mandate_holds_while_it_is_there_on_its_ground_and_covers_no_less() {
        let mandate = |bsn: &str, grond, zaaktypen: &[&str]| Vertegenwoordiging {
            bsn: bsn.parse().unwrap(),
            naam: String::new(),
            grond,
            zaaktypen: zaaktypen.iter().map(|one| (*one).to_owned()).collect(),
        };
        let (greta, anne) = ("999901217", "999900109");
        let (given, by_court) = (Grond::Machtiging, Grond::Bewindvoering);
        // What the login vouched for, what is valid now, and whether it still holds.
        let cases = [
            (mandate(greta, given, &[]), vec![mandate(greta, given, &[])], true),
            (mandate(greta, given, &[]), vec![], false),
            (mandate(greta, given, &[]), vec![mandate(anne, given, &[])], false),
            (mandate(greta, given, &[]), vec![mandate(greta, by_court, &[])], false),
            (mandate(greta, given, &[]), vec![mandate(anne, given, &[]), mandate(greta, given, &[])], true),
            (mandate(greta, given, &[]), vec![mandate(greta, given, &["BEZWAAR"])], false),
            (mandate(greta, given, &["BEZWAAR"]), vec![mandate(greta, given, &[])], true),
            (mandate(greta, given, &["BEZWAAR"]), vec![mandate(greta, given, &["BEZWAAR", "PARKEREN"])], true),
            (mandate(greta, given, &["BEZWAAR", "PARKEREN"]), vec![mandate(greta, given, &["BEZWAAR"])], false),
        ];
        for (held, valid, expected) in cases {
            assert_eq!(still_holds(&held, &valid), expected, "{held:?} {valid:?}");
        }
    }
}
