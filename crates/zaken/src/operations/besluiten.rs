//! Decisions of other registers in zaken of ours. Those of our own are mirrored by the Besluiten API itself.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use diensten::ExternObject;
use values::{Actor, Id};

use super::archiveren::recalculate;
use super::{Also, Change, finish, open};
use crate::{Zaak, Zaakbesluit, ZakenError, store, views};

const ZAAKBESLUIT: &str = "zaakbesluit";

/// Writes that a decision of another register was taken in a zaak, which that register says itself. Once more changes nothing.
///
/// Rule: brc-006 (zaken). An archive date that waited for this decision is filled in.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`].
pub(crate) async fn add_besluit_elders(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    besluit: &ExternObject,
) -> Result<Zaakbesluit, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    diensten::hold(tx, besluit).await?;
    let new = Zaakbesluit { uuid: tx.new_uuid(), besluit: besluit.uuid };
    if !store::elders::insert_zaakbesluit(tx, zaak.uuid, new).await? {
        let all = store::elders::list_zaakbesluiten(tx, zaak.uuid).await?;
        return all.into_iter().find(|one| one.besluit == besluit.uuid).ok_or(ZakenError::ZaakNotFound);
    }
    let state = views::kept(&views::besluit(zaak.uuid, new, &Urls::paths()));
    finish(tx, &zaak, &zaaktype, Change::create(ZAAKBESLUIT, new.uuid, "", state)).await?;
    recalculate(tx, &zaak, &zaaktype).await?;
    Ok(new)
}

/// Writes that a decision of another register does not belong to a zaak any more, which that register says itself.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], or [`ZakenError::Forbidden`].
pub(crate) async fn remove_besluit_elders(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    one: Zaakbesluit,
) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    store::elders::delete_zaakbesluit(tx, one.uuid).await?;
    let state = views::kept(&views::besluit(zaak.uuid, one, &Urls::paths()));
    finish(tx, &zaak, &zaaktype, Change::of(Actie::Destroy, ZAAKBESLUIT, one.uuid, "").from(state)).await?;
    recalculate(tx, &zaak, &zaaktype).await
}
