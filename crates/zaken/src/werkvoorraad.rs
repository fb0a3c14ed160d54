//! What a member of staff sees of zaken: those of the zaaktypen that her roles handle.

use ::store::Reader;
use catalogi::Statustype;
use uuid::Uuid;
use values::actor::Medewerker;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::{Zaak, ZakenError, store};

/// A zaak in a work list.
#[derive(Debug, Clone)]
pub struct WerkZaak {
    /// The zaak.
    pub zaak: Zaak,
    /// Its newest status.
    pub statustype: Option<Id<Statustype>>,
}

/// Returns running zaken that this member of staff may handle, newest first, those older than `below` when it is given.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    medewerker: &Medewerker,
    below: Option<Id<Zaak>>,
    limit: i64,
) -> Result<Vec<WerkZaak>, ZakenError> {
    let below = below.map_or(Uuid::max(), Id::uuid);
    Ok(store::werkvoorraad::list(db, &medewerker.rollen, below, limit).await?)
}

/// Returns a zaak, running or ended, if this member of staff may see it.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &mut Reader, medewerker: &Medewerker, uuid: Id<Zaak>) -> Result<Option<Zaak>, ZakenError> {
    let Some(zaak) = store::find_zaak(db, uuid).await? else { return Ok(None) };
    let zaaktype = catalogi::read_zaaktype(db, zaak.zaaktype).await?;
    let actor = Actor::Medewerker(medewerker.clone());
    Ok(access::is_allowed(&actor, Scope::Lezen, &zaaktype, zaak.vertrouwelijkheidaanduiding).then_some(zaak))
}
