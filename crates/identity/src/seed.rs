//! Invented people for a demonstration.

use ::store::{Result, Tx};
use jiff::civil::date;
use values::Bsn;
use values::actor::{Grond, Medewerker};

use crate::persons::Persoon;
use crate::store::{medewerkers, personen};

struct Resident {
    bsn: &'static str,
    /// Voornamen, voorvoegsel, geslachtsnaam.
    naam: [&'static str; 3],
    born_in: i16,
    /// Straat, huisnummer, postcode.
    adres: [&'static str; 3],
    email: &'static str,
}

const fn resident(
    bsn: &'static str,
    naam: [&'static str; 3],
    born_in: i16,
    adres: [&'static str; 3],
    email: &'static str,
) -> Resident {
    Resident { bsn, naam, born_in, adres, email }
}

/// The BSNs pass the elfproef and are in the range that is never given out.
const RESIDENTS: [Resident; 6] = [
    resident("999900109", ["Anne", "de", "Boer"], 1985, ["Voorbeeldlaan", "12", "9999 XA"], "anne@example.nl"),
    resident("999900845", ["Karim", "", "Benali"], 1978, ["Verzonnen Kade", "7", "9999 XB"], "karim@example.nl"),
    resident("999901217", ["Greta", "van", "Dongen"], 1941, ["Denkbeeldig Plein", "3", "9999 XC"], "greta@example.nl"),
    resident("999901588", ["Sanne", "", "Vermeulen"], 1990, ["Fantasiestraat", "28", "9999 XD"], "sanne@example.nl"),
    resident("999901953", ["Pieter", "", "Hofstra"], 1966, ["Proefweg", "101", "9999 XE"], "pieter@example.nl"),
    resident("999902325", ["Lotte", "", "Jansen"], 2001, ["Nergenssingel", "54", "9999 XF"], "lotte@example.nl"),
];
/// Index of who acts, index of for whom, and why.
const MACHTIGINGEN: [(usize, usize, Grond); 2] = [(1, 2, Grond::Machtiging), (3, 4, Grond::Bewindvoering)];

const STAFF: [(&str, &str, &[&str]); 3] = [
    ("fatima.yilmaz", "Fatima Yilmaz", &["behandelaars"]),
    ("joost.bakker", "Joost Bakker", &["behandelaars", "parkeren"]),
    ("ingrid.dewit", "Ingrid de Wit", &["beheerders"]),
];

/// Adds the invented residents, their machtigingen and the members of staff. What is there already stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn seed_demo(tx: &mut Tx) -> Result<()> {
    let gemeente = tx.db().find_gemeente();
    let woonplaats = gemeente.map_or_else(|| "Voorbeeldstad".to_owned(), |gemeente| gemeente.naam.clone());
    for (index, resident) in RESIDENTS.iter().enumerate() {
        let [voornamen, voorvoegsel, geslachtsnaam] = resident.naam.map(str::to_owned);
        let [straat, huisnummer, postcode] = resident.adres.map(str::to_owned);
        let persoon = Persoon {
            bsn: parse(resident.bsn),
            voornamen,
            voorvoegsel,
            geslachtsnaam,
            geboortedatum: date(resident.born_in, 4, 12),
            straat,
            huisnummer,
            huisletter: String::new(),
            huisnummertoevoeging: String::new(),
            postcode,
            woonplaats: woonplaats.clone(),
            email: resident.email.into(),
            telefoon: format!("06 9999 000{index}"),
        };
        personen::insert(tx, &persoon).await?;
    }
    for (gemachtigde, machtiginggever, grond) in MACHTIGINGEN {
        let (own, other) = (parse(RESIDENTS[gemachtigde].bsn), parse(RESIDENTS[machtiginggever].bsn));
        personen::insert_machtiging(tx, &own, &other, grond, &[], None).await?;
    }
    for (id, naam, rollen) in STAFF {
        let rollen = rollen.iter().map(|rol| (*rol).to_owned()).collect();
        medewerkers::insert(tx, &Medewerker { id: id.into(), naam: naam.into(), rollen }).await?;
    }
    Ok(())
}

fn parse(bsn: &str) -> Bsn {
    bsn.parse().expect("the table above has valid numbers; a test reads them all")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invented_bsn_passes_the_elfproef_and_is_never_given_out() {
        for resident in RESIDENTS {
            assert!(resident.bsn.parse::<Bsn>().is_ok() && resident.bsn.starts_with("9999"), "{}", resident.bsn);
        }
    }
}
