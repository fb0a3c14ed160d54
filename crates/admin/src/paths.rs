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
/// Applications; one is added by posting here.
pub const APPLICATIES: &str = "/beheer/applicaties";
/// The form to add an application.
pub const APPLICATIE_NIEUW: &str = "/beheer/applicaties/nieuw";
/// One application, as a pattern.
pub const APPLICATIE: &str = "/beheer/applicaties/{id}";
/// A new secret, as a pattern.
pub const APPLICATIE_GEHEIM: &str = "/beheer/applicaties/{id}/geheim";
/// Adding rights, as a pattern.
pub const APPLICATIE_AUTORISATIES: &str = "/beheer/applicaties/{id}/autorisaties";
/// Taking a right away, as a pattern.
pub const APPLICATIE_AUTORISATIE_WEG: &str = "/beheer/applicaties/{id}/autorisaties/verwijder";
/// Removing an application, as a pattern.
pub const APPLICATIE_VERWIJDER: &str = "/beheer/applicaties/{id}/verwijder";
/// Subscribers.
pub const ABONNEMENTEN: &str = "/beheer/abonnementen";
/// One subscriber, as a pattern.
pub const ABONNEMENT: &str = "/beheer/abonnementen/{id}";
/// Sending messages again, as a pattern.
pub const ABONNEMENT_OPNIEUW: &str = "/beheer/abonnementen/{id}/opnieuw";
/// Removing a subscriber, as a pattern.
pub const ABONNEMENT_VERWIJDER: &str = "/beheer/abonnementen/{id}/verwijder";
/// Other systems that resources may name; one is added by posting here.
pub const DIENSTEN: &str = "/beheer/diensten";
/// The form to add another system.
pub const DIENST_NIEUW: &str = "/beheer/diensten/nieuw";
/// The form to change another system, as a pattern.
pub const DIENST: &str = "/beheer/diensten/{id}";
/// Removing another system, as a pattern.
pub const DIENST_VERWIJDER: &str = "/beheer/diensten/{id}/verwijder";
/// Who handles the zaken of a zaaktype of another system, as a pattern.
pub const DIENST_ZAAKTYPE: &str = "/beheer/diensten/zaaktypen/{id}";
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

/// Returns the address of an application.
pub fn applicatie(id: Uuid) -> String {
    format!("{APPLICATIES}/{id}")
}

/// Returns where a new secret is asked.
pub fn applicatie_geheim(id: Uuid) -> String {
    format!("{APPLICATIES}/{id}/geheim")
}

/// Returns where rights are added.
pub fn applicatie_autorisaties(id: Uuid) -> String {
    format!("{APPLICATIES}/{id}/autorisaties")
}

/// Returns where a right is taken away.
pub fn applicatie_autorisatie_weg(id: Uuid) -> String {
    format!("{APPLICATIES}/{id}/autorisaties/verwijder")
}

/// Returns where an application is removed.
pub fn applicatie_verwijder(id: Uuid) -> String {
    format!("{APPLICATIES}/{id}/verwijder")
}

/// Returns the address of a subscriber.
pub fn abonnement(id: Uuid) -> String {
    format!("{ABONNEMENTEN}/{id}")
}

/// Returns where messages are sent again.
pub fn abonnement_opnieuw(id: Uuid) -> String {
    format!("{ABONNEMENTEN}/{id}/opnieuw")
}

/// Returns where a subscriber is removed.
pub fn abonnement_verwijder(id: Uuid) -> String {
    format!("{ABONNEMENTEN}/{id}/verwijder")
}

/// Returns where another system is changed.
pub fn dienst(id: Uuid) -> String {
    format!("{DIENSTEN}/{id}")
}

/// Returns where another system is removed.
pub fn dienst_verwijder(id: Uuid) -> String {
    format!("{DIENSTEN}/{id}/verwijder")
}

/// Who handles the zaken of a zaaktype of another system.
pub fn dienst_zaaktype(id: Uuid) -> String {
    format!("{DIENSTEN}/zaaktypen/{id}")
}

/// Catalogi and types.
pub const CATALOGI: &str = "/beheer/catalogi";
/// Choosing a file to import.
pub const CATALOGI_IMPORT: &str = "/beheer/catalogi/import";
/// Importing the file that was chosen.
pub const CATALOGI_IMPORT_BEVESTIG: &str = "/beheer/catalogi/import/bevestig";
/// The form to make a type, as a pattern; one is made by posting here.
pub const TYPE_NIEUW: &str = "/beheer/catalogi/{soort}/nieuw";
/// A type, a part of one or a catalogus, as a pattern.
pub const TYPE: &str = "/beheer/catalogi/{soort}/{id}";
/// The form to change a type, as a pattern.
pub const TYPE_WIJZIG: &str = "/beheer/catalogi/{soort}/{id}/wijzig";
/// The form to copy a type, as a pattern.
pub const TYPE_KOPIE: &str = "/beheer/catalogi/{soort}/{id}/kopie";
/// The form to make a new version of a type, as a pattern.
pub const TYPE_VERSIE: &str = "/beheer/catalogi/{soort}/{id}/versie";
/// Publishing a type, as a pattern.
pub const TYPE_PUBLICEER: &str = "/beheer/catalogi/{soort}/{id}/publiceer";
/// Setting the last day of a type, as a pattern.
pub const TYPE_EINDE: &str = "/beheer/catalogi/{soort}/{id}/einde";
/// Removing a concept, as a pattern.
pub const TYPE_VERWIJDER: &str = "/beheer/catalogi/{soort}/{id}/verwijder";
/// A catalogus or zaaktype as a file, as a pattern.
pub const TYPE_EXPORT: &str = "/beheer/catalogi/{soort}/{id}/export";

/// Returns the form to make a type in a catalogus, or a part of a zaaktype.
pub fn type_nieuw(soort: &str, owner: Option<Uuid>) -> String {
    match owner {
        Some(owner) => format!("{CATALOGI}/{soort}/nieuw?bij={owner}"),
        None => format!("{CATALOGI}/{soort}/nieuw"),
    }
}

/// Returns the address of a type; `what` is empty, or one of the things that can be done with it, such as `wijzig`.
pub fn type_of(soort: &str, id: Uuid, what: &str) -> String {
    let slash = if what.is_empty() { "" } else { "/" };
    format!("{CATALOGI}/{soort}/{id}{slash}{what}")
}
