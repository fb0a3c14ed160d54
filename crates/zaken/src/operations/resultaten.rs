//! Saying how a zaak ends.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use catalogi::Resultaattype;
use values::{Actor, Id};

use super::archiveren::recalculate;
use super::{Also, Change, finish, open, tell};
use crate::{Resultaat, Zaak, ZakenError, store, views};

/// Gives a zaak its first resultaat.
///
/// # Errors
/// As [`set_resultaat`], or `unique` when it has one already.
pub async fn add_resultaat(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    resultaattype: Id<Resultaattype>,
    toelichting: &str,
) -> Result<Resultaat, ZakenError> {
    let found = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    if found.resultaat.is_some() {
        return Err(ZakenError::invalid("zaak", "unique", "De zaak heeft al een resultaat."));
    }
    set_resultaat(tx, actor, zaak, resultaattype, toelichting).await
}

/// Gives a zaak its resultaat; one that it had is replaced.
///
/// Rule: zrc-020 (resultaattype belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`] or `zaaktype-mismatch`.
pub async fn set_resultaat(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    resultaattype: Id<Resultaattype>,
    toelichting: &str,
) -> Result<Resultaat, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    let resultaattype = zaaktype.resultaattype_by_id(resultaattype).ok_or_else(|| {
        let reason = "Het resultaattype hoort niet bij het zaaktype van de zaak.";
        ZakenError::invalid_whole("zaaktype-mismatch", reason)
    })?;

    let resultaat = Resultaat {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        resultaattype: resultaattype.uuid,
        toelichting: toelichting.chars().take(1000).collect(),
    };
    store::replace_resultaat(tx, &resultaat).await?;
    let nieuw = views::kept(&views::resultaat(&resultaat, &Urls::paths()));
    let change = Change::create("resultaat", resultaat.uuid.uuid(), &resultaattype.omschrijving, nieuw);
    // The zaak was marked with its new resultaat.
    tell(tx, &zaak, &zaaktype, change);
    recalculate(tx, &zaak, &zaaktype).await?;
    Ok(resultaat)
}

/// Changes the remarks of a resultaat.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn change_resultaat(
    tx: &mut Tx,
    actor: &Actor,
    current: &Resultaat,
    toelichting: &str,
    actie: Actie,
) -> Result<Resultaat, ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    let resultaat = Resultaat { toelichting: toelichting.to_owned(), ..current.clone() };
    store::update_resultaat(tx, &resultaat).await?;
    let omschrijving = zaaktype.resultaattype_by_id(current.resultaattype).map_or("", |own| &own.omschrijving);
    let change = Change::of(actie, "resultaat", current.uuid.uuid(), omschrijving)
        .from(views::kept(&views::resultaat(current, &Urls::paths())))
        .to(views::kept(&views::resultaat(&resultaat, &Urls::paths())));
    finish(tx, &zaak, &zaaktype, change).await?;
    Ok(resultaat)
}

/// Takes the resultaat of a zaak away.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn remove_resultaat(tx: &mut Tx, actor: &Actor, current: &Resultaat) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, current.zaak, Also::Nothing).await?;
    store::delete_resultaat(tx, zaak.uuid).await?;
    let omschrijving = zaaktype.resultaattype_by_id(current.resultaattype).map_or("", |own| &own.omschrijving);
    let change = Change::of(Actie::Destroy, "resultaat", current.uuid.uuid(), omschrijving)
        .from(views::kept(&views::resultaat(current, &Urls::paths())));
    tell(tx, &zaak, &zaaktype, change);
    Ok(())
}
