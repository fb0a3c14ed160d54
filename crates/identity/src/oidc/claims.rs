//! What the claims of an issuer mean: who logged in, how surely, for whom. Decides only.

use serde_json::{Map, Value};
use values::Bsn;
use values::actor::{Betrouwbaarheidsniveau, Burger, Grond, Medewerker, Vertegenwoordiging};

use super::settings::{BurgerClaims, MedewerkerClaims, NamensClaims, Niveau};
use crate::attempt::parse_loa;

/// What the issuer tells about somebody.
pub(super) type Claims = Map<String, Value>;

/// The names that DigiD has for its levels besides those of [`Betrouwbaarheidsniveau::urn`].
const NUMBERS: [(&str, Betrouwbaarheidsniveau); 4] = [
    ("10", Betrouwbaarheidsniveau::Basis),
    ("20", Betrouwbaarheidsniveau::Midden),
    ("25", Betrouwbaarheidsniveau::Substantieel),
    ("30", Betrouwbaarheidsniveau::Hoog),
];

/// Returns who logged in.
///
/// # Errors
/// Which fact is missing or can't be true; without the fact itself.
pub(super) fn burger(names: &BurgerClaims, claims: &Claims, is_namens: bool) -> Result<Burger, &'static str> {
    let bsn = bsn_of(claims, &names.bsn)?;
    let loa = loa(names, claims)?;
    let vertegenwoordigt = match (&names.namens, is_namens) {
        (Some(namens), true) => Some(vertegenwoordiging(namens, claims, &bsn)?),
        // Who asked to act for herself never acts for another, whatever the issuer says.
        (_, false) => None,
        (None, true) => return Err("acting for somebody else is not set up"),
    };
    Ok(Burger { bsn, naam: text(claims, &names.naam).unwrap_or_default(), loa, vertegenwoordigt })
}

/// Returns who logged in, with the roles that the groups give.
///
/// # Errors
/// Which fact is missing.
pub(super) fn medewerker(names: &MedewerkerClaims, claims: &Claims) -> Result<Medewerker, &'static str> {
    let id = text(claims, &names.id).filter(|id| id.len() <= 200).ok_or("the account name is missing")?;
    let groups = texts(claims, &names.groepen);
    let mut rollen: Vec<String> = if names.rollen.is_empty() {
        groups
    } else {
        groups.iter().filter_map(|group| names.rollen.get(group)).flatten().cloned().collect()
    };
    rollen.sort();
    rollen.dedup();
    let naam = text(claims, &names.naam).unwrap_or_else(|| id.clone());
    Ok(Medewerker { id, naam, rollen })
}

fn vertegenwoordiging(names: &NamensClaims, claims: &Claims, own: &Bsn) -> Result<Vertegenwoordiging, &'static str> {
    let bsn = bsn_of(claims, &names.bsn).map_err(|_| "the person who is represented is missing")?;
    if bsn == *own {
        return Err("somebody represents herself");
    }
    let zaaktypen = match &names.diensten {
        None => Vec::new(),
        Some(path) => {
            let services = texts(claims, path);
            let covered: Vec<String> =
                services.iter().filter_map(|service| names.zaaktypen.get(service)).flatten().cloned().collect();
            // An empty list would cover everything.
            if covered.is_empty() {
                return Err("the mandate covers no service of ours");
            }
            covered
        }
    };
    let naam = names.naam.as_ref().and_then(|path| text(claims, path)).unwrap_or_default();
    Ok(Vertegenwoordiging { bsn, naam, grond: Grond::Machtiging, zaaktypen })
}

fn loa(names: &BurgerClaims, claims: &Claims) -> Result<Betrouwbaarheidsniveau, &'static str> {
    let Some(said) = text(claims, &names.niveau) else {
        return names.niveau_standaard.map(|Niveau(level)| level).ok_or("the level of the login is missing");
    };
    let own = names.niveaus.get(&said).map(|Niveau(level)| *level);
    let number = || NUMBERS.iter().find(|(number, _)| *number == said).map(|(_, level)| *level);
    let urn = || NUMBERS.iter().map(|(_, level)| *level).find(|level| level.urn() == said);
    own.or_else(|| parse_loa(&said)).or_else(number).or_else(urn).ok_or("the level of the login is not known")
}

fn bsn_of(claims: &Claims, path: &str) -> Result<Bsn, &'static str> {
    text(claims, path).ok_or("the BSN is missing")?.parse().map_err(|_| "the BSN is not valid")
}

/// Finds a claim: by its whole name, or else as a path with dots.
fn find<'a>(claims: &'a Claims, path: &str) -> Option<&'a Value> {
    if let Some(found) = claims.get(path) {
        return Some(found);
    }
    let (first, rest) = path.split_once('.')?;
    rest.split('.').try_fold(claims.get(first)?, |value, name| value.get(name))
}

fn text(claims: &Claims, path: &str) -> Option<String> {
    let text = match find(claims, path)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A list of texts; one text counts as a list of one.
fn texts(claims: &Claims, path: &str) -> Vec<String> {
    match find(claims, path) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Claims {
        let Value::Object(claims) = value else { panic!("an object is needed") };
        claims
    }

    fn names(toml: Value) -> BurgerClaims {
        serde_json::from_value(toml).unwrap()
    }

    #[test]
    fn a_resident_is_who_the_issuer_says_at_the_level_that_it_says() {
        use Betrouwbaarheidsniveau::{Hoog, Midden, Substantieel};
        let usual = json!({});
        let own = json!({"bsn": "nl.bsn", "niveau": "loa", "niveaus": {"eidas2": "substantieel"}, "niveau_standaard": "midden"});
        let urn = Hoog.urn();
        let cases = [
            (&usual, json!({"bsn": "999900109", "acr": "midden"}), Ok(Midden)),
            (&usual, json!({"bsn": "999900109", "acr": 25}), Ok(Substantieel)),
            (&usual, json!({"bsn": "999900109", "acr": urn}), Ok(Hoog)),
            (&usual, json!({"bsn": "999900109", "acr": "goud"}), Err("the level of the login is not known")),
            (&usual, json!({"bsn": "999900109"}), Err("the level of the login is missing")),
            (&usual, json!({"bsn": "999900100", "acr": "midden"}), Err("the BSN is not valid")),
            (&usual, json!({"sub": "x", "acr": "midden"}), Err("the BSN is missing")),
            (&own, json!({"nl": {"bsn": "999900109"}, "loa": "eidas2"}), Ok(Substantieel)),
            (&own, json!({"nl.bsn": "999900109"}), Ok(Midden)),
        ];
        for (settings, told, expected) in cases {
            let found = burger(&names(settings.clone()), &claims(told.clone()), false).map(|burger| burger.loa);
            assert_eq!(found, expected, "{told}");
        }
    }

    #[test]
    fn a_mandate_counts_only_when_it_was_asked_for_and_covers_what_it_says() {
        let with = json!({"namens": {"bsn": "voor.bsn", "naam": "voor.naam"}});
        let services =
            json!({"namens": {"bsn": "voor.bsn", "diensten": "voor.diensten", "zaaktypen": {"parkeren": ["PARK"]}}});
        let told = |diensten: &[&str]| {
            json!({"bsn": "999900109", "acr": "midden",
                   "voor": {"bsn": "999993653", "naam": "Jan Jansen", "diensten": diensten}})
        };
        let mut own = told(&[]);
        own["voor"]["bsn"] = json!("999900109");
        let cases = [
            (json!({}), told(&[]), true, Err("acting for somebody else is not set up")),
            (with.clone(), told(&[]), false, Ok(None)),
            (with.clone(), told(&[]), true, Ok(Some(vec![]))),
            (with.clone(), own, true, Err("somebody represents herself")),
            (with, json!({"bsn": "999900109", "acr": "midden"}), true, Err("the person who is represented is missing")),
            (services.clone(), told(&["parkeren", "anders"]), true, Ok(Some(vec!["PARK".to_owned()]))),
            (services, told(&["anders"]), true, Err("the mandate covers no service of ours")),
        ];
        for (settings, told, is_namens, expected) in cases {
            let found = burger(&names(settings), &claims(told.clone()), is_namens);
            assert_eq!(found.map(|burger| burger.vertegenwoordigt.map(|one| one.zaaktypen)), expected, "{told}");
        }
    }

    #[test]
    fn the_groups_of_staff_give_roles() {
        let mapped = json!({"rollen": {"g-bezwaar": ["behandelaars", "juristen"], "g-beheer": ["beheerders"]}});
        let cases = [
            (
                json!({}),
                json!({"preferred_username": "fatima", "groups": ["b", "a", "b"]}),
                Ok(("fatima", vec!["a", "b"])),
            ),
            (
                json!({}),
                json!({"preferred_username": "fatima", "name": "Fatima", "groups": "a"}),
                Ok(("Fatima", vec!["a"])),
            ),
            (
                mapped.clone(),
                json!({"preferred_username": "f", "groups": ["g-bezwaar", "x"]}),
                Ok(("f", vec!["behandelaars", "juristen"])),
            ),
            (mapped, json!({"preferred_username": "f", "groups": ["beheerders"]}), Ok(("f", vec![]))),
            (json!({"id": "sub"}), json!({"groups": []}), Err("the account name is missing")),
        ];
        for (settings, told, expected) in cases {
            let names: MedewerkerClaims = serde_json::from_value(settings).unwrap();
            let found = medewerker(&names, &claims(told.clone()));
            let expected = expected
                .map(|(naam, rollen)| (naam.to_owned(), rollen.into_iter().map(str::to_owned).collect::<Vec<_>>()));
            assert_eq!(found.map(|one| (one.naam, one.rollen)), expected, "{told}");
        }
    }
}
