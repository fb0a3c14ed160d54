//! The terms of a zaak as staff moves them: it takes longer, it waits, it goes on.
//!
//! An application writes the same facts by the API and chooses the days itself. Here the zaaktype and the calendar decide them.

use ::store::Tx;
use catalogi::Zaaktype;
use jiff::civil::Date;
use values::{Actor, Id};

use super::{refuse_archived, write_facts};
use crate::access;
use crate::{Zaak, ZakenError, rules, store};

/// Moves the terms of a zaak, once: by at least a day, by at most the verlengingstermijn of the zaaktype.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] that names `reden` or `duur`, or says that this zaak
/// takes no longer (`verlenging-not-allowed`).
pub async fn verleng_zaak(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Zaak>,
    dagen: i32,
    reden: &str,
) -> Result<Zaak, ZakenError> {
    amend(tx, actor, uuid, "zaak-verlengd", |zaak, zaaktype, _| rules::termijnen::verleng(zaak, zaaktype, dagen, reden))
        .await
}

/// Lets a zaak wait, for example for what the applicant must still send.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] that names `reden`, or says that this zaak can't
/// wait (`opschorting-not-allowed`).
pub async fn schort_zaak_op(tx: &mut Tx, actor: &Actor, uuid: Id<Zaak>, reden: &str) -> Result<Zaak, ZakenError> {
    amend(tx, actor, uuid, "zaak-opgeschort", |zaak, zaaktype, today| {
        rules::termijnen::schort_op(zaak, zaaktype, reden, today)
    })
    .await
}

/// Lets a zaak go on that waited: its terms move by the days that it waited.
///
/// # Errors
/// [`ZakenError::ZaakNotFound`], [`ZakenError::Forbidden`], or [`ZakenError::Invalid`] when it does not wait (`not-opgeschort`).
pub async fn hervat_zaak(tx: &mut Tx, actor: &Actor, uuid: Id<Zaak>) -> Result<Zaak, ZakenError> {
    amend(tx, actor, uuid, "zaak-hervat", |zaak, _, today| rules::termijnen::hervat(zaak, today)).await
}

/// Changes facts of a running zaak itself, not what it names, and tells it.
async fn amend(
    tx: &mut Tx,
    actor: &Actor,
    uuid: Id<Zaak>,
    gebeurtenis: &'static str,
    change: impl FnOnce(&mut Zaak, &Zaaktype, Date) -> Result<(), ZakenError>,
) -> Result<Zaak, ZakenError> {
    let current = store::lock_zaak(tx, uuid).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, current.zaaktype).await?;
    access::require_change(actor, &zaaktype, &current, &[])?;
    refuse_archived(&current)?;
    let mut zaak = Zaak { laatst_gemuteerd: tx.now(), ..Zaak::clone(&current) };
    change(&mut zaak, &zaaktype, tx.today())?;
    write_facts(tx, &current, &zaak, &zaaktype, gebeurtenis).await?;
    Ok(zaak)
}
