//! Where every page is: the patterns that the router mounts, and the functions that links are made with.
//!
//! Nothing else in this crate writes a path, so a page that moves or goes is a compile error and not a dead link.

use forms::Inzending;
use jiff::civil::Date;
use process::Taak;
use serde::Serialize;
use uuid::Uuid;
use values::Id;
use zaken::{Zaak, ZaakInformatieobject};

/// The public page of the municipality.
pub const WELKOM: &str = "/";
/// A product: what it is and where one applies.
pub const PRODUCT: &str = "/producten/{slug}";
/// The first page of a form.
pub const FORMULIER: &str = "/formulieren/{slug}";
/// A form that was begun: goes on where one was.
pub const INZENDING: &str = "/formulieren/{slug}/{inzending}";
/// One step of a form.
pub const STAP: &str = "/formulieren/{slug}/{inzending}/{stap}";
/// All answers, before sending.
pub const OVERZICHT: &str = "/formulieren/{slug}/{inzending}/overzicht";
/// After sending.
pub const BEVESTIGING: &str = "/formulieren/{slug}/{inzending}/bevestiging";
/// Throws a form away that was not sent.
pub const CONCEPT_WEG: &str = "/formulieren/{slug}/{inzending}/verwijderen";
/// The page that one sees after logging in.
pub const HOME: &str = "/mijn";
/// Everything about some words.
pub const ZOEKEN: &str = "/mijn/zoeken";
/// All zaken.
pub const ZAKEN: &str = "/mijn/zaken";
/// One zaak.
pub const ZAAK: &str = "/mijn/zaken/{zaak}";
/// The bytes of a document of a zaak.
pub const DOCUMENT: &str = "/mijn/zaken/{zaak}/documenten/{document}";
/// All tasks.
pub const TAKEN: &str = "/mijn/taken";
/// One task: the first step of its form.
pub const TAAK: &str = "/mijn/taken/{taak}";
/// A step of a task.
pub const TAAK_STAP: &str = "/mijn/taken/{taak}/{stap}";
/// After doing a task.
pub const TAAK_BEVESTIGING: &str = "/mijn/taken/{taak}/bevestiging";
/// All messages.
pub const BERICHTEN: &str = "/mijn/berichten";
/// One message.
pub const BERICHT: &str = "/mijn/berichten/{bericht}";
/// All contact.
pub const CONTACTMOMENTEN: &str = "/mijn/contact";
/// What the municipality knows of the resident.
pub const PROFIEL: &str = "/mijn/profiel";
/// Who looked at it.
pub const WIE_KEEK: &str = "/mijn/profiel/wie-keek";
/// All subjects.
pub const THEMAS: &str = "/mijn/themas";
/// A subject.
pub const THEMA: &str = "/mijn/themas/{thema}";
/// How accessible the site is.
pub const TOEGANKELIJKHEID: &str = "/toegankelijkheid";
/// What happens with personal data.
pub const PRIVACY: &str = "/privacy";
/// What a reader can count on.
pub const PROCLAIMER: &str = "/proclaimer";
/// What is kept in a browser.
pub const COOKIES: &str = "/cookies";
/// How to reach the municipality.
pub const CONTACT: &str = "/contact";
/// Where one logs in; the page belongs to `identity`.
const INLOGGEN: &str = "/inloggen";

/// The lists that pages link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Links {
    /// All tasks.
    pub taken: &'static str,
    /// All messages.
    pub berichten: &'static str,
    /// All zaken.
    pub zaken: &'static str,
}

/// The lists that pages link to.
pub const LINKS: Links = Links { taken: TAKEN, berichten: BERICHTEN, zaken: ZAKEN };

/// Fills the places of a pattern, in order. Values are safe in a path: ids and slugs.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let mut path = String::with_capacity(pattern.len() + 36);
    for part in pattern.split('/').skip(1) {
        path.push('/');
        let is_place = part.starts_with('{');
        path.push_str(if is_place { values.next().copied().unwrap_or_default() } else { part });
    }
    path
}

/// Returns who looked before this day.
pub fn wie_keek_voor(day: Date) -> String {
    format!("{WIE_KEEK}?voor={day}")
}

/// A product.
pub fn product(slug: &str) -> String {
    fill(PRODUCT, &[slug])
}

/// The first page of a form.
pub fn formulier(slug: &str) -> String {
    fill(FORMULIER, &[slug])
}

/// A form that was begun: goes on where one was.
pub fn inzending(slug: &str, inzending: Id<Inzending>) -> String {
    fill(INZENDING, &[slug, &inzending.to_string()])
}

/// One step of a form.
pub fn stap(slug: &str, inzending: Id<Inzending>, stap: &str) -> String {
    fill(STAP, &[slug, &inzending.to_string(), stap])
}

/// All answers, before sending.
pub fn overzicht(slug: &str, inzending: Id<Inzending>) -> String {
    fill(OVERZICHT, &[slug, &inzending.to_string()])
}

/// After sending.
pub fn bevestiging(slug: &str, inzending: Id<Inzending>) -> String {
    fill(BEVESTIGING, &[slug, &inzending.to_string()])
}

/// Throws a form away that was not sent.
pub fn concept_weg(slug: &str, inzending: Id<Inzending>) -> String {
    fill(CONCEPT_WEG, &[slug, &inzending.to_string()])
}

/// One zaak.
pub fn zaak(zaak: Id<Zaak>) -> String {
    fill(ZAAK, &[&zaak.to_string()])
}

/// The bytes of a document of a zaak.
pub fn document(zaak: Id<Zaak>, relation: Id<ZaakInformatieobject>) -> String {
    fill(DOCUMENT, &[&zaak.to_string(), &relation.to_string()])
}

/// One task.
pub fn taak(taak: Id<Taak>) -> String {
    fill(TAAK, &[&taak.to_string()])
}

/// A step of a task.
pub fn taak_stap(taak: Id<Taak>, stap: &str) -> String {
    fill(TAAK_STAP, &[&taak.to_string(), stap])
}

/// After doing a task.
pub fn taak_bevestiging(taak: Id<Taak>) -> String {
    fill(TAAK_BEVESTIGING, &[&taak.to_string()])
}

/// One message.
pub fn bericht(bericht: Uuid) -> String {
    fill(BERICHT, &[&bericht.to_string()])
}

/// A subject.
pub fn thema(key: &str) -> String {
    fill(THEMA, &[key])
}

/// Logging in, and then on to a page of ours.
pub fn inloggen(naar: &str) -> String {
    format!("{INLOGGEN}?naar={naar}")
}

/// Logging in with DigiD at once, without the page that asks how, and then on to a page of ours.
pub fn inloggen_digid(naar: &str, for_another: bool) -> String {
    let namens = if for_another { "&namens=ja" } else { "" };
    format!("{INLOGGEN}/digid?naar={naar}{namens}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_fill_the_places_of_their_pattern() {
        let id = Uuid::from_u128(7);
        assert_eq!(formulier("bezwaar-maken"), "/formulieren/bezwaar-maken");
        assert_eq!(stap("a", Id::new(id), "b"), format!("/formulieren/a/{id}/b"));
        assert_eq!(overzicht("a", Id::new(id)), format!("/formulieren/a/{id}/overzicht"));
        assert_eq!(document(Id::new(id), Id::new(id)), format!("/mijn/zaken/{id}/documenten/{id}"));
        assert_eq!(taak_bevestiging(Id::new(id)), format!("/mijn/taken/{id}/bevestiging"));
        assert_eq!(thema("parkeren"), "/mijn/themas/parkeren");
        assert_eq!(inloggen(HOME), "/inloggen?naar=/mijn");
    }
}
