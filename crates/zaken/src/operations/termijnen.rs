//! The terms of a zaak as staff moves them: it takes longer, it waits, it goes on.
//!
//! An application writes the same facts by the API and chooses the days itself. Here the zaaktype and the calendar decide them.

use ::store::{Actie, Event, Tx};
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
    tell_termijn(tx, &current, &zaak);
    Ok(zaak)
}

/// Says that a running zaak began to wait, goes on or takes longer, whoever decided it and by which way: its applicant is told. It takes longer when
/// the day of its answer moved: a verlenging that moves no day is no news yet.
pub(super) fn tell_termijn(tx: &mut Tx, was: &Zaak, zaak: &Zaak) {
    let (old, new) = (&was.bijzonderheden, &zaak.bijzonderheden);
    let wat = match (old.opschorting.indicatie, new.opschorting.indicatie) {
        _ if zaak.einddatum.is_some() => return,
        (false, true) => "opgeschort",
        (true, false) => "hervat",
        _ if new.verlenging.is_some() && was.uiterlijke_einddatum_afdoening < zaak.uiterlijke_einddatum_afdoening => {
            "verlengd"
        }
        _ => return,
    };
    tx.emit(Event {
        kanaal: "loket.berichten",
        resource: "termijn",
        actie: Actie::PartialUpdate,
        hoofd_object: zaak.uuid.uuid(),
        resource_id: zaak.uuid.uuid(),
        kenmerken: serde_json::Map::from_iter([("wat".to_owned(), wat.into())]),
    });
}
