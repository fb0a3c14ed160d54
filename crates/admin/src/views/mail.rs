//! The mails of a demonstration.

use messages::{Mail, UitState};
use serde::Serialize;

use crate::paths;

/// A mail in the list.
#[derive(Debug, Clone, Serialize)]
pub struct MailRow {
    /// The subject.
    pub onderwerp: String,
    /// Its page.
    pub href: String,
    /// The address.
    pub aan: String,
    /// When it was made.
    pub op: String,
    /// The key of how far it is.
    pub staat: &'static str,
    /// The kind of badge.
    pub staat_kind: &'static str,
}

/// The newest mails.
#[derive(Debug, Clone, Serialize)]
pub struct MailsPage {
    /// The mails, newest first.
    pub mails: Vec<MailRow>,
}

/// One mail.
#[derive(Debug, Clone, Serialize)]
pub struct MailPage {
    /// What the list says of it.
    pub mail: MailRow,
    /// When it was sent.
    pub verstuurd_op: Option<String>,
    /// The lines of the plain text part.
    pub regels: Vec<String>,
    /// The HTML part, for a frame.
    pub html_href: String,
    /// The list.
    pub mails_href: &'static str,
}

impl MailRow {
    fn new(mail: &Mail) -> Self {
        let (staat, staat_kind) = match mail.state {
            UitState::Queued => ("beheer-mail-wacht", "active"),
            UitState::Sent => ("beheer-mail-verstuurd", "success"),
            UitState::Failed => ("beheer-mail-mislukt", "danger"),
            UitState::NotSent => ("beheer-mail-niet", "warning"),
        };
        Self {
            onderwerp: mail.onderwerp.clone(),
            href: paths::mail(mail.uuid),
            aan: mail.aan.clone(),
            op: mail.created_at.to_string(),
            staat,
            staat_kind,
        }
    }
}

impl MailsPage {
    /// Makes the page.
    pub fn new(mails: &[Mail]) -> Self {
        Self { mails: mails.iter().map(MailRow::new).collect() }
    }

    /// The empty and the ordinary page.
    pub fn samples() -> Vec<Self> {
        vec![Self { mails: Vec::new() }, Self { mails: vec![MailPage::sample().mail] }]
    }
}

impl MailPage {
    /// Makes the page.
    pub fn new(mail: &Mail) -> Self {
        Self {
            mail: MailRow::new(mail),
            verstuurd_op: mail.sent_at.map(|at| at.to_string()),
            regels: mail.tekst.lines().map(str::to_owned).collect(),
            html_href: paths::mail_html(mail.uuid),
            mails_href: paths::MAILS,
        }
    }

    /// The ordinary page.
    pub fn samples() -> Vec<Self> {
        vec![Self::sample()]
    }

    fn sample() -> Self {
        let mail = MailRow {
            onderwerp: "Wij hebben uw bezwaar ontvangen".into(),
            href: "/ontwikkel/mail/1".into(),
            aan: "anne@example.nl".into(),
            op: "2026-11-24T09:00:00Z".into(),
            staat: "beheer-mail-verstuurd",
            staat_kind: "success",
        };
        let regels = ["Beste mevrouw De Boer,", "", "Wij hebben uw bezwaar ontvangen.", "", "Met vriendelijke groet,"];
        Self {
            mail,
            verstuurd_op: Some("2026-11-24T09:00:02Z".into()),
            regels: regels.map(str::to_owned).into(),
            html_href: "/ontwikkel/mail/1/html".into(),
            mails_href: paths::MAILS,
        }
    }
}
