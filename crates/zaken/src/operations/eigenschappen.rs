//! Keeping facts with a zaak.

use ::store::{Actie, Tx};
use autorisaties::handlers::Urls;
use catalogi::{Eigenschap, Zaaktype};
use values::{Actor, Id};

use super::archiveren::recalculate_from;
use super::{Also, Change, finish, open};
use crate::rules::eigenschap::{count_max, format_waarde, read_day};
use crate::{Eigenschapswaarde, Zaak, ZakenError, store, views};

/// Sets values of eigenschappen by their names; of one that has more values, the first.
///
/// Rule: zrc-018 (eigenschap belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch`, or `invalid` when a value does not fit the specificatie.
pub async fn set_eigenschappen(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    named: &[(&str, &str)],
) -> Result<(), ZakenError> {
    if named.is_empty() {
        return Ok(());
    }
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Start).await?;
    let present = store::list_eigenschappen(tx, zaak.uuid).await?;
    let mut added: Vec<Eigenschapswaarde> = Vec::new();
    let mut changed: Vec<(&Eigenschapswaarde, Eigenschapswaarde)> = Vec::new();
    for (naam, waarde) in named {
        let eigenschap = zaaktype.eigenschap(naam).ok_or_else(|| {
            let reason = format!("De eigenschap '{naam}' hoort niet bij het zaaktype van de zaak.");
            ZakenError::invalid("eigenschap", "zaaktype-mismatch", reason)
        })?;
        let waarde = format(eigenschap, waarde)?;
        let is_of = |value: &Eigenschapswaarde| value.eigenschap == eigenschap.uuid;
        if let Some(current) = present.iter().find(|value| is_of(value)) {
            changed.retain(|(_, value)| !is_of(value));
            changed.push((current, Eigenschapswaarde { waarde, ..current.clone() }));
        } else if let Some(twice) = added.iter_mut().find(|value| is_of(value)) {
            twice.waarde = waarde;
        } else {
            added.push(make(tx, eigenschap, &waarde));
        }
    }
    store::insert_eigenschappen(tx, added.iter().map(|value| (zaak.uuid, value))).await?;
    for (_, value) in &changed {
        store::update_eigenschap(tx, value).await?;
    }
    for value in &added {
        tell_value(tx, &zaak, &zaaktype, Actie::Create, (None, Some(value))).await?;
    }
    for (current, value) in &changed {
        tell_value(tx, &zaak, &zaaktype, Actie::Update, (Some(current), Some(value))).await?;
    }
    Ok(())
}

/// Adds a value of an eigenschap, of which a zaak has as many as its kardinaliteit says. Also returns why it does not fit the specificatie: the standard keeps such a
/// value, with a warning.
///
/// Rule: zrc-018 (eigenschap belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch`, or `unique` or `max-occurences` when there are enough.
pub async fn add_eigenschap(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    eigenschap: Id<Eigenschap>,
    waarde: &str,
) -> Result<(Eigenschapswaarde, Option<String>), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    let eigenschap = zaaktype.eigenschappen.iter().find(|one| one.uuid == eigenschap).ok_or_else(|| {
        let reason = "De eigenschap hoort niet bij het zaaktype van de zaak.";
        ZakenError::invalid_whole("zaaktype-mismatch", reason)
    })?;
    // What another system sent stays as it was sent: it is judged, not rewritten.
    let warning = format_waarde(eigenschap, waarde).err();
    let new = make(tx, eigenschap, waarde);
    let count_max = count_max(eigenschap);
    if !store::add_eigenschap(tx, zaak.uuid, &new, count_max).await? {
        return Err(match count_max {
            1 => ZakenError::invalid_whole("unique", "De zaak heeft al een waarde voor deze eigenschap."),
            _ => ZakenError::invalid_whole("max-occurences", "De zaak heeft al genoeg waarden voor deze eigenschap."),
        });
    }
    tell_value(tx, &zaak, &zaaktype, Actie::Create, (None, Some(&new))).await?;
    Ok((new, warning))
}

/// Replaces the value of an eigenschap, and returns why it does not fit the specificatie, as [`add_eigenschap`] does.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn change_eigenschap(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    current: &Eigenschapswaarde,
    waarde: &str,
    actie: Actie,
) -> Result<(Eigenschapswaarde, Option<String>), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    let eigenschap = zaaktype.eigenschappen.iter().find(|one| one.uuid == current.eigenschap);
    let warning = eigenschap.and_then(|eigenschap| format_waarde(eigenschap, waarde).err());
    let value = Eigenschapswaarde { waarde: waarde.to_owned(), ..current.clone() };
    store::update_eigenschap(tx, &value).await?;
    tell_value(tx, &zaak, &zaaktype, actie, (Some(current), Some(&value))).await?;
    Ok((value, warning))
}

/// Takes the value of an eigenschap away.
///
/// # Errors
/// [`ZakenError::Forbidden`].
pub async fn remove_eigenschap(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    current: &Eigenschapswaarde,
) -> Result<(), ZakenError> {
    let (zaak, zaaktype) = open(tx, actor, zaak, Also::Nothing).await?;
    store::delete_eigenschap(tx, current.uuid).await?;
    tell_value(tx, &zaak, &zaaktype, Actie::Destroy, (Some(current), None)).await
}

fn format(eigenschap: &Eigenschap, waarde: &str) -> Result<String, ZakenError> {
    format_waarde(eigenschap, waarde).map_err(|reason| ZakenError::invalid("waarde", "invalid", reason))
}

fn make(tx: &mut Tx, eigenschap: &Eigenschap, waarde: &str) -> Eigenschapswaarde {
    let (naam, waarde) = (eigenschap.naam.clone(), waarde.to_owned());
    Eigenschapswaarde { uuid: tx.new_id(), eigenschap: eigenschap.uuid, naam, waarde }
}

/// Tells what a value was and became. A zaak that ended may have waited for it: zrc-021 (archiveringsparameters).
async fn tell_value(
    tx: &mut Tx,
    zaak: &Zaak,
    zaaktype: &Zaaktype,
    actie: Actie,
    (oud, nieuw): (Option<&Eigenschapswaarde>, Option<&Eigenschapswaarde>),
) -> Result<(), ZakenError> {
    let Some(own) = nieuw.or(oud) else { return Ok(()) };
    let mut change = Change::of(actie, "zaakeigenschap", own.uuid.uuid(), &own.naam);
    if let Some(value) = oud {
        change = change.from(views::kept(&views::eigenschap(value, zaak.uuid, &Urls::paths())));
    }
    if let Some(value) = nieuw {
        change = change.to(views::kept(&views::eigenschap(value, zaak.uuid, &Urls::paths())));
    }
    finish(tx, zaak, zaaktype, change).await?;
    let was = oud.and_then(|value| read_day(&value.waarde));
    recalculate_from(tx, zaak, zaaktype, was.map(|was| (own.naam.as_str(), was))).await
}
