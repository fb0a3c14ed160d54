//! The gate for residents: one answer to "may this person see this?", for every list, page, count and download.
//!
//! Not visible is the same as not there. What a representative sees is limited to the zaaktypen that the mandate covers.
//! Rules: portaal.md section 7; zaken through a rol of staff are never shown.

use ::store::Reader;
use catalogi::Statustype;
use jiff::Timestamp;
use jiff::civil::Date;
use values::Id;
use values::actor::Burger;

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
        if is_covered(db, burger, &zaak.zaak).await? {
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
        Some(found) if is_covered(db, burger, &found.zaak).await? => Ok(Some(found)),
        _ => Ok(None),
    }
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

/// Decides whether the mandate covers the zaak; somebody who acts for herself needs none. The zaaktype comes from memory.
async fn is_covered(db: &mut Reader, burger: &Burger, zaak: &Zaak) -> Result<bool, ZakenError> {
    let Some(mandate) = &burger.vertegenwoordigt else { return Ok(true) };
    let zaaktype = catalogi::read_zaaktype(db, zaak.zaaktype).await?;
    Ok(mandate.covers(&zaaktype.identificatie))
}
