//! Where the pages are: the only place that knows an address of this crate.

use uuid::Uuid;

/// What is installed and how it goes.
pub const OVERZICHT: &str = "/beheer";
/// The jobs that failed.
pub const TAKEN: &str = "/beheer/taken";
/// Trying all of them again.
pub const ALLES_OPNIEUW: &str = "/beheer/taken/opnieuw";
/// Trying one again, as a pattern.
pub const OPNIEUW: &str = "/beheer/taken/{id}/opnieuw";
/// The mails of a demonstration.
pub const MAILS: &str = "/ontwikkel/mail";
/// One mail, as a pattern.
pub const MAIL: &str = "/ontwikkel/mail/{id}";
/// The HTML part of a mail, as a pattern.
pub const MAIL_HTML: &str = "/ontwikkel/mail/{id}/html";
/// The pages for caseworkers.
pub const WERK: &str = "/werk";

/// Returns where "Probeer opnieuw" posts to.
pub fn opnieuw(id: Uuid) -> String {
    format!("{TAKEN}/{id}/opnieuw")
}

/// Returns the address of a mail.
pub fn mail(id: Uuid) -> String {
    format!("{MAILS}/{id}")
}

/// Returns the address of the HTML part of a mail.
pub fn mail_html(id: Uuid) -> String {
    format!("{MAILS}/{id}/html")
}
