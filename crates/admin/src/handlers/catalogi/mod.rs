//! Catalogi: the types of zaken, documents and decisions, and their parts.

pub(crate) mod formulier;
pub(crate) mod importeren;
pub(crate) mod lijst;
pub(crate) mod publiceren;
pub(crate) mod typen;

use ::catalogi::beheer::{self, BeheerError, Document, Velden, Zoekvraag};
use ::catalogi::register::Soort;
use autorisaties::Window;
use jiff::civil::Date;
use store::Reader;
use uuid::Uuid;
use web::{PageCall, PageError};

use super::failed;
use crate::vragen::{Bron, Bronnen, Optie};

/// More types than a catalogus has.
const TYPES_MAX: u64 = 10_000;

fn read_soort(text: &str) -> Result<Soort, PageError> {
    let own = |soort: &Soort| soort.resource() == text;
    SOORTEN.into_iter().find(own).ok_or(PageError::NotFound)
}

const SOORTEN: [Soort; 10] = [
    Soort::Catalogus,
    Soort::Zaaktype,
    Soort::Informatieobjecttype,
    Soort::Besluittype,
    Soort::Statustype,
    Soort::Resultaattype,
    Soort::Roltype,
    Soort::Eigenschap,
    Soort::Zaakobjecttype,
    Soort::ZaaktypeInformatieobjecttype,
];

/// The parts of a zaaktype, in the order of its page.
const DELEN: [Soort; 6] = [
    Soort::Statustype,
    Soort::Resultaattype,
    Soort::Roltype,
    Soort::Eigenschap,
    Soort::ZaaktypeInformatieobjecttype,
    Soort::Zaakobjecttype,
];

fn read_id(text: &str) -> Result<Uuid, PageError> {
    Uuid::try_parse(text).map_err(|_| PageError::NotFound)
}

/// Returns "10 november 2026".
pub(crate) fn day_text(call: &PageCall, day: Date) -> String {
    format!("{} {} {}", day.day(), call.text(&format!("maand-{}", day.month()), &[]), day.year())
}

fn is_deel(soort: Soort) -> bool {
    DELEN.contains(&soort)
}

async fn find(db: &mut Reader, soort: &str, id: &str) -> Result<Document, PageError> {
    let found = beheer::find(db, read_soort(soort)?, read_id(id)?).await.map_err(|error| refused(&error))?;
    found.ok_or(PageError::NotFound)
}

fn refused(error: &BeheerError) -> PageError {
    match error {
        BeheerError::NotFound => PageError::NotFound,
        error => failed(error),
    }
}

/// Takes the faults out of a refusal; other failures have a page of their own.
fn invalid(error: BeheerError) -> Result<Vec<web::InvalidParam>, PageError> {
    match error {
        BeheerError::Invalid(faults) => Ok(faults),
        error => Err(refused(&error)),
    }
}

/// Returns the id of the zaaktype that a part belongs to, from its path.
fn zaaktype_of(velden: &Velden) -> Option<Uuid> {
    velden.get("zaaktype")?.as_str()?.rsplit('/').next()?.parse().ok()
}

/// Returns what there is to choose from in questions about a type in a catalogus, or about a part of a zaaktype: three statements,
/// and four more for a part.
async fn bronnen(db: &mut Reader, catalogus: Uuid, zaaktype: Option<Uuid>) -> Result<Bronnen, PageError> {
    let mut bronnen = Bronnen::default();
    for (bron, soort) in [
        (Bron::Zaaktypen, Soort::Zaaktype),
        (Bron::Besluittypen, Soort::Besluittype),
        (Bron::Informatieobjecttypen, Soort::Informatieobjecttype),
    ] {
        let vraag = Zoekvraag { catalogus: Some(catalogus), ..Zoekvraag::default() };
        let window = Window { limit: TYPES_MAX, offset: 0 };
        let rows = beheer::list_typen(db, soort, &vraag, window).await.map_err(|error| refused(&error))?.rows;
        let mut opties: Vec<Optie> = Vec::new();
        for row in rows {
            let path = format!("{}{}", soort.path(), row.uuid);
            // Types name one another by the name that their versions share.
            match opties.iter_mut().find(|optie| optie.value == row.naam) {
                Some(optie) => optie.paths.push(path),
                None => {
                    let label = match soort {
                        Soort::Zaaktype => format!("{} ({})", row.omschrijving, row.naam),
                        _ => row.omschrijving,
                    };
                    opties.push(Optie { value: row.naam, label, paths: vec![path] });
                }
            }
        }
        bronnen.0.insert(bron, opties);
    }
    if let Some(zaaktype) = zaaktype {
        for (bron, soort) in [(Bron::Statustypen, Soort::Statustype), (Bron::Eigenschappen, Soort::Eigenschap)] {
            let all = beheer::list_of(db, soort, &[zaaktype]).await.map_err(|error| refused(&error))?;
            let optie = |one: Document| Optie {
                value: format!("{}{}", soort.path(), one.uuid),
                label: one.naam,
                paths: Vec::new(),
            };
            bronnen.0.insert(bron, all.into_iter().map(optie).collect());
        }
    }
    Ok(bronnen)
}
