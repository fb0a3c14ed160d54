//! What was mailed about a zaak, and what was not.

use messages::{UitState, UitgaandBericht};
use serde::Serialize;

use super::moment;

/// A mail about the zaak.
#[derive(Debug, Clone, Serialize)]
pub struct BerichtRow {
    /// The subject; empty when it was never written.
    pub onderwerp: String,
    /// The key of what it is about, for a mail without a subject.
    pub scenario: String,
    /// When.
    pub op: String,
    /// The key of how far it is.
    pub staat: &'static str,
    /// The kind of badge.
    pub staat_kind: &'static str,
    /// Why it was not sent.
    pub reden: Option<String>,
}

/// Returns what the list says of a mail.
pub fn bericht(found: &UitgaandBericht) -> BerichtRow {
    let (staat, staat_kind) = match found.state {
        UitState::Queued => ("werk-bericht-wacht", "active"),
        UitState::Sent => ("werk-bericht-verstuurd", "success"),
        UitState::Failed => ("werk-bericht-mislukt", "danger"),
        UitState::NotSent => ("werk-bericht-niet", "warning"),
    };
    BerichtRow {
        onderwerp: found.onderwerp.clone(),
        scenario: format!("werk-scenario-{}", found.scenario.as_str()),
        op: moment(found.sent_at.unwrap_or(found.created_at)),
        staat,
        staat_kind,
        reden: found.reden.clone(),
    }
}

#[cfg(test)]
mod tests {
    use messages::Scenario;

    #[test]
    fn every_scenario_has_a_name_for_staff() {
        let texts = ui::Texts::builder().add("nl", crate::TEXTS_NL).build().unwrap();
        for scenario in Scenario::ALL {
            let key = format!("werk-scenario-{}", scenario.as_str());
            assert!(texts.find_text("nl", &key, &[]).is_some(), "{key}");
        }
    }
}
