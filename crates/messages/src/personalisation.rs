//! The values of one message. Each message owns its own: nothing is shared between two residents.

use std::collections::BTreeMap;

use crate::Scenario;
use crate::rules::links;

/// Values by placeholder. Names compare without regard to case, spaces, dashes and underscores, as Notify does.
#[derive(Clone, Default)]
pub(crate) struct Personalisation(BTreeMap<String, Value>);

/// One value.
#[derive(Clone)]
pub(crate) enum Value {
    Text(String),
    /// General words ("uw zaak") in place of a title.
    General(String),
    Flag(bool),
}

/// Whether who reads a text can log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Login {
    /// She reads it in the portal.
    Done,
    /// She reads it in a mail, and can go to the portal.
    Possible,
    /// She reads it in a mail, and has no portal here.
    Never,
}

impl Value {
    /// Decides whether the text behind `??` is shown.
    pub(crate) fn is_yes(&self) -> bool {
        match self {
            Self::Flag(flag) => *flag,
            Self::Text(text) | Self::General(text) => {
                ["yes", "y", "true", "t", "1", "include", "show"].contains(&text.to_lowercase().as_str())
            }
        }
    }
}

impl Personalisation {
    /// Sets a value that others may have typed: links go, and it can't become markup or a second line.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.0.insert(key(name), Value::Text(links::strip_links(&clean(value))));
    }

    /// Sets a fact of the municipality's own configuration, such as its website in plain text.
    pub(crate) fn set_own(&mut self, name: &str, value: &str) {
        let value = clean(value);
        let bare = value.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        self.0.insert(key(name), Value::Text(bare.to_owned()));
    }

    /// Sets general words in place of a title.
    pub(crate) fn set_general(&mut self, name: &str, value: &str) {
        self.0.insert(key(name), Value::General(links::strip_links(&clean(value))));
    }

    /// Sets a yes or no.
    pub(crate) fn set_flag(&mut self, name: &str, value: bool) {
        self.0.insert(key(name), Value::Flag(value));
    }

    /// Says where the reader can go: three flags of which one is true, as a template has no "else".
    pub(crate) fn set_login(&mut self, login: Login) {
        for (name, one) in LOGIN.iter().zip([Login::Done, Login::Possible, Login::Never]) {
            self.set_flag(name, login == one);
        }
    }

    /// Returns the value of a placeholder.
    pub(crate) fn find(&self, name: &str) -> Option<&Value> {
        self.0.get(&key(name))
    }
}

fn key(name: &str) -> String {
    name.chars().filter(|character| !" -_".contains(*character)).flat_map(char::to_lowercase).collect()
}

/// Makes one line without markup at its start, control characters, or characters that can't be seen.
pub(crate) fn clean(value: &str) -> String {
    let visible: String = value
        .chars()
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .filter(|character| !character.is_control() && !is_invisible(*character))
        .collect();
    let one_line = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    one_line.trim_start_matches(['#', '*', '^', '-', ' ']).to_owned()
}

/// Zero-width characters and marks that turn the direction of text: they hide links from eyes and from rules.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Placeholders of every message.
const ALWAYS: &[&str] = &[
    "klant.aanhef",
    "klant.namens_ander",
    "gemeente.naam",
    "gemeente.website",
    "gemeente.telefoon",
    "gemeente.openingstijden",
    "gemeente.postadres",
    "gemeente.heeft_postadres",
];
const ZAAK: &[&str] = &[
    "zaak.omschrijving",
    "zaak.identificatie",
    "zaak.registratiedatum",
    "zaak.heeft_uiterlijkeEinddatum",
    "zaak.uiterlijkeEinddatum",
];
const LOGIN: &[&str] = &["klant.is_ingelogd", "klant.kan_inloggen", "klant.kan_niet_inloggen"];
const VERTEGENWOORDIGD: &[&str] = &["klant.wordt_vertegenwoordigd"];
/// In front of the naam of an eigenschap: only as a question, for what is in it can be anything.
const EIGENSCHAP: &str = "zaak.eigenschap.";
const STATUS: &[&str] = &["status.omschrijving", "wat_kunt_u_doen"];
const TAAK: &[&str] = &["taak.record.data.title", "taak.heeft_verloopdatum", "taak.verloopdatum"];
const TAAK_DAGEN: &[&str] = &["taak.dagen", "taak.een_dag", "taak.meer_dagen"];
const AFSPRAAK: &[&str] = &["afspraak.datum", "afspraak.tijd", "afspraak.plaats"];
const BERICHT: &[&str] = &["message.onderwerp", "message.handelingsperspectief"];
const CONCEPT: &[&str] = &["formulier.naam", "formulier.verloopdatum"];
const CODE: &[&str] = &["code"];

/// Returns the placeholders that a template of this scenario can have. Rule: docs/bouwsteen.md, messages.
pub(crate) fn placeholders(scenario: Scenario) -> Vec<&'static str> {
    let own: &[&[&str]] = match scenario {
        Scenario::Ontvangen | Scenario::StatusGewijzigd | Scenario::Afgesloten => &[ZAAK, STATUS],
        Scenario::Taak | Scenario::TaakGedaan | Scenario::TaakVervallen => &[ZAAK, TAAK],
        Scenario::TaakHerinnering => &[ZAAK, TAAK, TAAK_DAGEN],
        Scenario::Uitnodiging => &[ZAAK, AFSPRAAK],
        Scenario::Bericht | Scenario::Besluit => &[ZAAK, BERICHT],
        Scenario::InboxBesluit
        | Scenario::Vertraging
        | Scenario::Opgeschort
        | Scenario::Hervat
        | Scenario::DocumentToegevoegd => &[ZAAK],
        Scenario::ConceptVerloopt => &[CONCEPT],
        Scenario::AdresGewijzigd => &[],
        Scenario::Controlecode => &[CODE],
    };
    let of_zaak: &[&[&str]] = if is_of_zaak(scenario) { &[LOGIN, VERTEGENWOORDIGD] } else { &[] };
    [ALWAYS].iter().chain(of_zaak).chain(own).flat_map(|names| names.iter().copied()).collect()
}

fn is_of_zaak(scenario: Scenario) -> bool {
    !matches!(scenario, Scenario::ConceptVerloopt | Scenario::AdresGewijzigd | Scenario::Controlecode)
}

/// Decides whether a text of the scenario can ask this, as the name before `??`.
pub(crate) fn is_known_question(scenario: Scenario, name: &str) -> bool {
    is_known(scenario, name) || (is_of_zaak(scenario) && key(name).starts_with(&key(EIGENSCHAP)))
}

/// Returns the name of the question whether an eigenschap of the zaak says yes.
pub(crate) fn eigenschap(naam: &str) -> String {
    format!("{EIGENSCHAP}{naam}")
}

/// Decides whether two names are of the same placeholder.
pub(crate) fn is_same(name: &str, other: &str) -> bool {
    key(name) == key(other)
}

/// Decides whether the scenario has this placeholder.
pub(crate) fn is_known(scenario: Scenario, name: &str) -> bool {
    placeholders(scenario).into_iter().any(|known| key(known) == key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_visible_line_without_markup() {
        let cases = [
            ("  Jan\r\n  Jansen ", "Jan Jansen"),
            ("# Kop\n* item", "Kop * item"),
            ("e\u{200b}vil\u{202e}", "evil"),
            ("* * lijst", "lijst"),
        ];
        for (value, expected) in cases {
            assert_eq!(clean(value), expected);
        }
    }
}
