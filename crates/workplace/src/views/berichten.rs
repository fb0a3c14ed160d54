//! What was mailed about a zaak, and what was not.

use messages::{Scenario, UitState, UitgaandBericht};
use serde::Serialize;

use super::moment;

/// A mail about the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct BerichtRow {
    /// The subject; empty when it was never written.
    pub onderwerp: String,
    /// The key of what it is about, for a mail without a subject; of a scenario that is newer than this version, its word.
    pub scenario: String,
    /// The key of whom it is for.
    pub aan: &'static str,
    /// The address, when there is one.
    pub adres: Option<String>,
    /// When.
    pub op: String,
    /// The key of how far it is.
    pub staat: &'static str,
    /// The kind of badge.
    pub staat_kind: &'static str,
    /// The key of why it was not sent; of a message from before there were keys, the sentence itself.
    pub reden: Option<String>,
    /// What the reason is about: the code of the mail server, a value of a text.
    pub reden_waarde: String,
}

/// Returns what the list says of a mail.
pub fn bericht(found: &UitgaandBericht) -> BerichtRow {
    let (staat, staat_kind) = match found.state {
        UitState::Queued => ("werk-bericht-wacht", "active"),
        UitState::Sent => ("werk-bericht-verstuurd", "success"),
        UitState::Failed => ("werk-bericht-mislukt", "danger"),
        UitState::NotSent => ("werk-bericht-niet", "warning"),
    };
    let (reden, reden_waarde) = reden(found.reden.as_deref().unwrap_or_default());
    let scenario = match Scenario::find(&found.scenario) {
        Some(known) => format!("werk-scenario-{}", known.as_str()),
        None => found.scenario.clone(),
    };
    BerichtRow {
        onderwerp: found.onderwerp.clone(),
        scenario,
        aan: if found.is_gemachtigde { "werk-bericht-aan-gemachtigde" } else { "werk-bericht-aan-aanvrager" },
        adres: found.adres.clone(),
        op: moment(found.sent_at.unwrap_or(found.created_at)),
        staat,
        staat_kind,
        reden,
        reden_waarde,
    }
}

/// Takes the reason of a row apart: a word and, behind a colon, what it is about.
fn reden(row: &str) -> (Option<String>, String) {
    let (word, about) = row.split_once(':').unwrap_or((row, ""));
    match word {
        "" => (None, String::new()),
        sentence if sentence.contains(' ') => (Some(row.to_owned()), String::new()),
        word => (Some(format!("werk-reden-{word}")), about.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use messages::{REDENEN, Scenario};

    use super::*;

    #[test]
    fn every_scenario_has_a_name_for_staff() {
        let texts = ui::Texts::builder().add("nl", crate::TEXTS_NL).build().unwrap();
        for scenario in Scenario::ALL {
            let key = format!("werk-scenario-{}", scenario.as_str());
            assert!(texts.find_text("nl", &key, &[]).is_some(), "{key}");
        }
    }

    #[test]
    fn a_reason_is_a_key_and_an_old_one_the_sentence_that_it_was() {
        let cases = [
            ("", None, ""),
            ("geen-adres", Some("werk-reden-geen-adres"), ""),
            ("mailserver-weigert:550", Some("werk-reden-mailserver-weigert"), "550"),
            ("geen e-mailadres bekend", Some("geen e-mailadres bekend"), ""),
            ("de tekst heeft een waarde nodig: a", Some("de tekst heeft een waarde nodig: a"), ""),
        ];
        for (row, key, about) in cases {
            assert_eq!(reden(row), (key.map(str::to_owned), about.to_owned()), "{row}");
        }
    }

    #[test]
    fn every_reason_has_words_for_staff() {
        let texts = ui::Texts::builder().add("nl", crate::TEXTS_NL).build().unwrap();
        for word in REDENEN {
            assert!(texts.find_text("nl", &format!("werk-reden-{word}"), &[]).is_some(), "{word}");
        }
    }
}
