//! Many of one kind by their ids, as far as an application may read them: for what other resources show.

use std::collections::HashSet;

use ::store::Reader;
use uuid::Uuid;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::register::StatusRegel;
use crate::store::register as store;
use crate::{Eigenschapswaarde, Relatie, Resultaat, Rol, Zaak, Zaakobject, ZakenError};

/// Returns those of these zaken that this actor may read.
///
/// # Errors
/// When the database fails.
pub async fn list_zaken_by_ids(db: &mut Reader, actor: &Actor, ids: &[Uuid]) -> Result<Vec<Zaak>, ZakenError> {
    let mut found = store::by_ids::list_by_ids(db, ids).await?;
    found.retain(|zaak| access::is_reached(actor, Scope::Lezen, zaak));
    Ok(found)
}

/// Returns the ids of those of these zaken that this actor may read.
pub(crate) async fn visible(db: &mut Reader, actor: &Actor, zaken: Vec<Id<Zaak>>) -> Result<HashSet<Uuid>, ZakenError> {
    let bereik = access::bereik(actor, Scope::Lezen);
    let levels = store::by_ids::list_levels(db, zaken.into_iter().map(Id::uuid)).await?;
    let reached = levels.into_iter().filter(|(_, zaaktype, level)| bereik.holds(*zaaktype, *level));
    Ok(reached.map(|(uuid, _, _)| uuid).collect())
}

macro_rules! by_ids {
    ($($name:ident, $of:ty, |$db:ident, $ids:ident| $load:expr, |$one:ident| $zaak:expr;)*) => {
        $(
            /// Returns those that belong to a zaak that this actor may read.
            ///
            /// # Errors
            /// When the database fails.
            pub async fn $name($db: &mut Reader, actor: &Actor, $ids: &[Uuid]) -> Result<Vec<$of>, ZakenError> {
                let mut found: Vec<$of> = $load.await?;
                let zaken = found.iter().map(|$one| $zaak).collect();
                let visible = visible($db, actor, zaken).await?;
                found.retain(|$one| visible.contains(&$zaak.uuid()));
                Ok(found)
            }
        )*
    };
}

by_ids! {
    list_statussen_by_ids, StatusRegel, |db, ids| store::onderdelen::STATUSSEN.list_by_ids(db, ids), |one| one.status.zaak;
    list_resultaten_by_ids, Resultaat, |db, ids| store::onderdelen::RESULTATEN.list_by_ids(db, ids), |one| one.zaak;
    list_rollen_by_ids, Rol, |db, ids| store::onderdelen::ROLLEN.list_by_ids(db, ids), |one| one.zaak;
    list_zaakobjecten_by_ids, Zaakobject, |db, ids| store::onderdelen::ZAAKOBJECTEN.list_by_ids(db, ids), |one| one.zaak;
    list_relaties_by_ids, Relatie, |db, ids| store::relaties::list_by_ids(db, ids), |one| one.zaak;
    list_eigenschappen_by_ids, (Id<Zaak>, Eigenschapswaarde), |db, ids| store::onderdelen::list_eigenschappen_by_ids(db, ids), |one| one.0;
}
