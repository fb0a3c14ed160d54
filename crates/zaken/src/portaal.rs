//! The gate for residents: one answer to "may this person see this?", for every list, page, count and download.
//!
//! Not visible is the same as not there. What a representative sees is limited to the zaaktypen that the mandate covers.
//! Rules: portaal.md section 7; zaken through a rol of staff are never shown.

use std::collections::HashSet;

use ::store::Reader;
use catalogi::{Statustype, Zaaktype};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Map, Value};
use values::actor::Burger;
use values::{Id, Vertrouwelijkheidaanduiding};

pub use crate::store::inzage::{Inzage, list_inzage};
use crate::{Zaak, ZaakInformatieobject, ZakenError, store};

/// A zaak that the resident may see, with its newest status.
#[derive(Debug, Clone)]
pub struct PortaalZaak {
    /// The zaak.
    pub zaak: Zaak,
    /// Its newest status.
    pub statustype: Id<Statustype>,
    /// Since when it has that.
    pub status_sinds: Timestamp,
}

/// Which zaken a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selectie {
    /// Those that run.
    Lopend,
    /// Those that ended.
    Afgerond,
}

/// Returns zaken that this resident may see, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
    selectie: Selectie,
    limit: i64,
    offset: i64,
) -> Result<Vec<PortaalZaak>, ZakenError> {
    let found = store::portaal::list(db, burger.betrokkene(), today, selectie, (limit, offset)).await?;
    let mut visible = Vec::with_capacity(found.len());
    for zaak in found {
        if is_covered(db, burger, zaak.zaak.zaaktype).await? {
            visible.push(zaak);
        }
    }
    Ok(visible)
}

/// Returns a zaak if this resident may see it.
///
/// # Errors
/// When the database fails.
pub async fn find(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
    zaak: Id<Zaak>,
) -> Result<Option<PortaalZaak>, ZakenError> {
    match store::portaal::find(db, burger.betrokkene(), today, zaak).await? {
        Some(found) if is_covered(db, burger, found.zaak.zaaktype).await? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// Returns the identificaties of the zaaktypen of which the resident may see a zaak, running or ended.
///
/// # Errors
/// When the database fails.
pub async fn list_zaaktypen(db: &mut Reader, burger: &Burger, today: Date) -> Result<HashSet<String>, ZakenError> {
    let mut found = HashSet::new();
    for zaaktype in store::portaal::list_zaaktypen(db, burger.betrokkene(), today).await? {
        if is_covered(db, burger, zaaktype).await? {
            found.insert(catalogi::read_zaaktype(db, zaaktype).await?.identificatie.clone());
        }
    }
    Ok(found)
}

/// Returns which of these zaken the resident may see: one statement for a whole list of tasks or messages.
///
/// # Errors
/// When the database fails.
pub async fn visible(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
    zaken: HashSet<Id<Zaak>>,
) -> Result<HashSet<Id<Zaak>>, ZakenError> {
    if zaken.is_empty() {
        return Ok(zaken);
    }
    let mut visible = HashSet::with_capacity(zaken.len());
    for (zaak, zaaktype) in store::portaal::list_visible(db, burger.betrokkene(), today, &zaken).await? {
        if is_covered(db, burger, zaaktype).await? {
            visible.insert(zaak);
        }
    }
    Ok(visible)
}

/// Returns the documents of a zaak that passed [`find`], as far as residents may see them.
///
/// # Errors
/// When the database fails.
pub async fn list_documenten(db: &mut Reader, zaak: &PortaalZaak) -> Result<Vec<ZaakInformatieobject>, ZakenError> {
    Ok(store::portaal::list_documenten(db, zaak.zaak.uuid).await?)
}

/// Returns a document if this resident may see both its zaak and itself: the same conditions as in the list.
///
/// # Errors
/// When the database fails.
pub async fn find_document(
    db: &mut Reader,
    burger: &Burger,
    today: Date,
    relation: Id<ZaakInformatieobject>,
) -> Result<Option<ZaakInformatieobject>, ZakenError> {
    let Some(document) = store::portaal::find_document(db, relation).await? else { return Ok(None) };
    Ok(find(db, burger, today, document.zaak).await?.map(|_| document))
}

/// Decides whether a resident who may see a zaak may see a document in it, by what the register that has it says: final or archived, not above
/// zaakvertrouwelijk and not "intern". What it does not say is not shown. Rules: portaal.md section 7, conditions 8 to 11.
pub fn shows_elders(inhoud: &Map<String, Value>) -> bool {
    let text = |name: &str| inhoud.get(name).and_then(Value::as_str).unwrap_or_default();
    shows(text("status"), text("vertrouwelijkheidaanduiding").parse().ok())
}

/// Decides the same of a document of ours; the lists do it in SQL.
pub fn shows(status: &str, level: Option<Vertrouwelijkheidaanduiding>) -> bool {
    let is_open = level.is_some_and(|level| {
        level <= Vertrouwelijkheidaanduiding::Zaakvertrouwelijk && level != Vertrouwelijkheidaanduiding::Intern
    });
    matches!(status, "definitief" | "gearchiveerd") && is_open
}

/// Decides whether the mandate covers the zaak; somebody who acts for herself needs none. The zaaktype comes from memory.
async fn is_covered(db: &mut Reader, burger: &Burger, zaaktype: Id<Zaaktype>) -> Result<bool, ZakenError> {
    let Some(mandate) = &burger.vertegenwoordigt else { return Ok(true) };
    let zaaktype = catalogi::read_zaaktype(db, zaaktype).await?;
    Ok(mandate.covers(&zaaktype.identificatie))
}

/// Returns the level nearest to `own` at which the applicant sees a document, or does not see it: conditions 8 to 11.
pub fn level(own: Vertrouwelijkheidaanduiding, is_visible: bool) -> Vertrouwelijkheidaanduiding {
    use Vertrouwelijkheidaanduiding::{BeperktOpenbaar, Intern, Openbaar, Vertrouwelijk, Zaakvertrouwelijk};
    match (own, is_visible) {
        (Openbaar | BeperktOpenbaar | Zaakvertrouwelijk, true) => own,
        (_, true) => Zaakvertrouwelijk,
        (Openbaar | BeperktOpenbaar, false) => Intern,
        (Zaakvertrouwelijk, false) => Vertrouwelijk,
        (_, false) => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_resident_sees_a_document_of_another_register_that_is_final_and_open_enough() {
        let cases = [
            ("definitief", "openbaar", true),
            ("gearchiveerd", "zaakvertrouwelijk", true),
            ("definitief", "beperkt_openbaar", true),
            ("definitief", "intern", false),
            ("definitief", "vertrouwelijk", false),
            ("definitief", "", false),
            ("in_bewerking", "openbaar", false),
            ("", "openbaar", false),
        ];
        for (status, level, expected) in cases {
            let document = json!({ "status": status, "vertrouwelijkheidaanduiding": level });
            assert_eq!(shows_elders(document.as_object().unwrap()), expected, "{status} {level}");
        }
        assert!(!shows_elders(&Map::new()));
    }

    #[test]
    fn what_the_applicant_may_see_decides_how_confidential_a_document_is() {
        use Vertrouwelijkheidaanduiding::{Geheim, Intern, Openbaar, Vertrouwelijk, Zaakvertrouwelijk};
        let cases = [
            (Openbaar, true, Openbaar),
            (Openbaar, false, Intern),
            (Intern, true, Zaakvertrouwelijk),
            (Intern, false, Intern),
            (Zaakvertrouwelijk, true, Zaakvertrouwelijk),
            (Zaakvertrouwelijk, false, Vertrouwelijk),
            (Geheim, true, Zaakvertrouwelijk),
            (Geheim, false, Geheim),
        ];
        for (own, is_visible, expected) in cases {
            assert_eq!(level(own, is_visible), expected, "{own} {is_visible}");
        }
    }
}
