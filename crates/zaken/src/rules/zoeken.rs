//! Finding a zaak by what a caseworker knows: its number, a name, a BSN or a number in the Handelsregister.
//!
//! A name is kept as its words without capitals and accents, the surname first, so that finding by surname is a range in an index. Who
//! searches may type the words in any order: the last or the first of them starts the range, the others must be there too.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use values::Bsn;

use crate::Rol;

/// The longest text that is searched, in characters.
pub const TEXT_MAX: usize = 100;
/// The shortest word of a name that is searched: a single letter finds half the municipality.
const WORD_MIN: usize = 2;
/// Digits of the number that Loket gives a zaak itself, as in `ZAAK-2026-0000000012`.
const NUMBER_DIGITS_MAX: usize = 10;

/// What a caseworker looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zoekvraag {
    /// The numbers that the zaak may have.
    Nummer(Vec<String>),
    /// The BSN of a betrokkene.
    Bsn(Bsn),
    /// The number of a betrokkene in the Handelsregister.
    Kvk(String),
    /// The words of a name; each is a range of the search name together with words that must be in it.
    Naam(Vec<Naamdeel>),
}

/// One way to read a name: who is called something that starts with `begin`, and has all of `ook`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naamdeel {
    /// The start of the search name.
    pub begin: String,
    /// Other words.
    pub ook: Vec<String>,
}

/// Decides what a text of a caseworker means; `year` is the current one. `None` when it says too little to search by.
pub fn zoekvraag(text: &str, year: i16) -> Option<Zoekvraag> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > TEXT_MAX {
        return None;
    }
    // People write a BSN and a number of the Handelsregister in groups.
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        if let Ok(bsn) = digits.parse::<Bsn>() {
            return Some(Zoekvraag::Bsn(bsn));
        }
        if digits.len() == 8 {
            return Some(Zoekvraag::Kvk(digits));
        }
        return Some(Zoekvraag::Nummer(numbers(text, &digits, year)));
    }
    // A name has no digits; a number of another system may look like anything that has.
    if text.chars().any(|c| c.is_ascii_digit()) {
        return Some(Zoekvraag::Nummer(vec![text.to_owned(), text.to_uppercase()]));
    }
    let words = words(text);
    if words.iter().all(|word| word.chars().count() < WORD_MIN) {
        return None;
    }
    // Before a comma stands the surname; of a name without one, the last word is.
    let surname = text.split_once(',').map_or(words.len(), |(before, _)| self::words(before).len()).saturating_sub(1);
    let deel = |begin: usize| Naamdeel {
        begin: words[begin].clone(),
        ook: words.iter().enumerate().filter(|(at, _)| *at != begin).map(|(_, word)| word.clone()).collect(),
    };
    let mut delen = vec![deel(surname)];
    if surname > 0 {
        delen.push(deel(0));
    }
    delen.retain(|deel| deel.begin.chars().count() >= WORD_MIN);
    Some(Zoekvraag::Naam(delen))
}

/// The number as it was typed, and the numbers of this year and the year before that end with it.
fn numbers(text: &str, digits: &str, year: i16) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if digits.len() <= NUMBER_DIGITS_MAX {
        all.extend([year, year - 1].map(|year| format!("ZAAK-{year}-{digits:0>10}")));
    }
    all
}

/// Returns the name that a betrokkene is found by; empty when the rol says none.
pub fn zoeknaam(rol: &Rol) -> String {
    let field = |name: &str| rol.betrokkene_identificatie.get(name).and_then(Value::as_str).unwrap_or_default().trim();
    let first = |names: &[&str]| names.iter().map(|name| field(name)).find(|text| !text.is_empty()).unwrap_or_default();
    let surname = first(&["geslachtsnaam", "achternaam"]);
    if !surname.is_empty() {
        let given = first(&["voornamen", "voorletters"]);
        let prefix = first(&["voorvoegselGeslachtsnaam", "voorvoegselAchternaam"]);
        return words(&format!("{surname} {given} {prefix}")).join(" ");
    }
    let organisation = first(&["statutaireNaam", "handelsnaam", "naam"]);
    if !organisation.is_empty() {
        return words(organisation).join(" ");
    }
    let alias = Some(rol.afwijkende_naam_betrokkene.as_str()).filter(|naam| !naam.is_empty());
    let mut words = words(rol.naam().or(alias).unwrap_or_default());
    // Of a whole name the last word is the surname, or the main part of it.
    if rol.betrokkene_type == "natuurlijk_persoon" || rol.betrokkene_type == "medewerker" {
        let by = usize::from(words.len() > 1);
        words.rotate_right(by);
    }
    words.join(" ")
}

/// The words of a name, without capitals, accents and signs.
fn words(text: &str) -> Vec<String> {
    let lower = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = lower.map(without_stroke).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters that Unicode does not take apart, as the keyboard of a Dutch office has them.
fn without_stroke(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_number_a_bsn_a_kvk_or_a_name() {
        let name = |delen: &[(&str, &[&str])]| {
            let deel = |(begin, ook): &(&str, &[&str])| Naamdeel {
                begin: (*begin).into(),
                ook: ook.iter().map(|word| (*word).into()).collect(),
            };
            Some(Zoekvraag::Naam(delen.iter().map(deel).collect()))
        };
        let number = |numbers: &[&str]| Some(Zoekvraag::Nummer(numbers.iter().map(|one| (*one).into()).collect()));
        let cases = [
            ("  ", None),
            ("a", None),
            ("zaak-2026-0000000012", number(&["zaak-2026-0000000012", "ZAAK-2026-0000000012"])),
            ("12", number(&["12", "ZAAK-2026-0000000012", "ZAAK-2025-0000000012"])),
            ("999900109", Some(Zoekvraag::Bsn("999900109".parse().unwrap()))),
            ("9999.00.109", Some(Zoekvraag::Bsn("999900109".parse().unwrap()))),
            ("6876 2426", Some(Zoekvraag::Kvk("68762426".into()))),
            ("Boer", name(&[("boer", &[])])),
            ("Anne de Bóer", name(&[("boer", &["anne", "de"]), ("anne", &["de", "boer"])])),
            ("Boer, A", name(&[("boer", &["a"])])),
            ("de Boer, A", name(&[("boer", &["de", "a"]), ("de", &["boer", "a"])])),
        ];
        for (text, expected) in cases {
            assert_eq!(zoekvraag(text, 2026), expected, "{text}");
        }
        assert_eq!(zoekvraag(&"a".repeat(TEXT_MAX + 1), 2026), None);
    }

    #[test]
    fn a_search_name_has_the_surname_first_and_no_accents() {
        let cases = [
            (
                "natuurlijk_persoon",
                serde_json::json!({"geslachtsnaam": "Özdemir", "voornamen": "Ali", "voorvoegselGeslachtsnaam": ""}),
                "",
                "ozdemir ali",
            ),
            ("natuurlijk_persoon", serde_json::json!({"inpBsn": "999900109"}), "Anne de Boer", "boer anne de"),
            (
                "niet_natuurlijk_persoon",
                serde_json::json!({"statutaireNaam": "Bakkerij 't Hoekje B.V."}),
                "",
                "bakkerij t hoekje b v",
            ),
            ("medewerker", serde_json::json!({"achternaam": "Yılmaz", "voorletters": "F."}), "", "yilmaz f"),
            ("natuurlijk_persoon", serde_json::json!({}), "", ""),
        ];
        for (soort, who, contact, expected) in cases {
            let rol = Rol {
                uuid: values::Id::new(uuid::Uuid::from_u128(1)),
                zaak: values::Id::new(uuid::Uuid::from_u128(2)),
                roltype: values::Id::new(uuid::Uuid::from_u128(3)),
                betrokkene_type: soort.into(),
                omschrijving: "Aanvrager".into(),
                omschrijving_generiek: "initiator".into(),
                roltoelichting: String::new(),
                registratiedatum: jiff::Timestamp::UNIX_EPOCH,
                indicatie_machtiging: String::new(),
                betrokkene_identificatie: who,
                contactpersoon_rol: (!contact.is_empty()).then(|| serde_json::json!({"naam": contact})),
                authenticatie_context: None,
                betrokkene: String::new(),
                afwijkende_naam_betrokkene: String::new(),
                begin_geldigheid: None,
                einde_geldigheid: None,
            };
            assert_eq!(zoeknaam(&rol), expected);
        }
    }
}
