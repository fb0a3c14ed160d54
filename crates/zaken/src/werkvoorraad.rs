//! What a member of staff sees of zaken: those of the zaaktypen that her roles handle.

use std::collections::HashMap;

use ::store::Reader;
use catalogi::Statustype;
use uuid::Uuid;
use values::actor::Medewerker;
use values::{Actor, Id};

use crate::access::{self, Scope};
pub use crate::rules::zoeken::{TEXT_MAX, Zoekvraag, zoekvraag};
pub use crate::store::regels::{ZaakRegel, count_open, list_regels};
use crate::{Rol, Zaak, ZakenError, store};

/// A zaak in a work list.
#[derive(Debug, Clone)]
pub struct WerkZaak {
    /// The zaak.
    pub zaak: Zaak,
    /// Its newest status.
    pub statustype: Option<Id<Statustype>>,
}

/// Which zaken a work list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Toon {
    /// Those that run.
    #[default]
    Lopend,
    /// Those that ended.
    Afgesloten,
}

/// A zaak that was found, with who applied for it.
#[derive(Debug, Clone)]
pub struct GevondenZaak {
    /// The zaak and its status.
    pub werk: WerkZaak,
    /// Who applied.
    pub initiator: Option<Rol>,
}

/// Returns zaken that this member of staff may handle, newest first, those older than `below` when it is given.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &mut Reader,
    medewerker: &Medewerker,
    toon: Toon,
    below: Option<Id<Zaak>>,
    limit: i64,
) -> Result<Vec<WerkZaak>, ZakenError> {
    let below = below.map_or(Uuid::max(), Id::uuid);
    Ok(store::werkvoorraad::list(db, &medewerker.rollen, toon, below, limit).await?)
}

/// Finds zaken, running or ended, that this member of staff may handle, newest first. Two statements.
///
/// # Errors
/// When the database fails.
pub async fn search(
    db: &mut Reader,
    medewerker: &Medewerker,
    vraag: &Zoekvraag,
    limit: i64,
) -> Result<Vec<GevondenZaak>, ZakenError> {
    let found = store::werkvoorraad::search(db, &medewerker.rollen, vraag, limit).await?;
    let zaken: Vec<_> = found.iter().map(|werk| werk.zaak.uuid).collect();
    let mut initiators = store::werkvoorraad::list_initiators(db, &zaken).await?;
    Ok(found.into_iter().map(|werk| GevondenZaak { initiator: initiators.remove(&werk.zaak.uuid), werk }).collect())
}

/// Returns who applied for each of these zaken, for a list of them, and logs that this member of staff saw them (AVG). One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_initiators(
    db: &mut Reader,
    actor: &Actor,
    zaken: impl IntoIterator<Item = Id<Zaak>>,
) -> Result<HashMap<Id<Zaak>, Rol>, ZakenError> {
    let zaken: Vec<_> = zaken.into_iter().collect();
    if zaken.is_empty() {
        return Ok(HashMap::new());
    }
    let found = store::werkvoorraad::list_initiators(db, &zaken).await?;
    if db.db().logs_lezingen() {
        let shown = found.iter().map(|(zaak, rol)| (&rol.betrokkene_identificatie, Some(zaak.uuid())));
        autorisaties::handlers::log_lezing(db.db(), actor, "behandeling", shown);
    }
    Ok(found)
}

/// Logs that a member of staff saw who is involved in a zaak: for the log of processings (AVG), beside the line that the resident sees.
///
/// # Errors
/// When the database fails.
pub async fn log_lezing(db: &mut Reader, actor: &Actor, zaak: Id<Zaak>) -> Result<(), ZakenError> {
    if !db.db().logs_lezingen() {
        return Ok(());
    }
    let rollen = store::list_rollen(db, zaak).await?;
    let shown = rollen.iter().map(|rol| (&rol.betrokkene_identificatie, Some(zaak.uuid())));
    autorisaties::handlers::log_lezing(db.db(), actor, "behandeling", shown);
    Ok(())
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
