//! Keeping facts with a zaak.

use ::store::{Actie, Tx};
use catalogi::Eigenschap;
use serde_json::json;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access;
use crate::rules::eigenschap::format_waarde;
use crate::{Eigenschapswaarde, Zaak, ZakenError, store};

/// Sets the value of an eigenschap by its name.
///
/// Rule: zrc-018 (eigenschap belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch`, or `invalid` when the value does not fit the specificatie.
pub async fn set_eigenschap(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    naam: &str,
    waarde: &str,
) -> Result<Eigenschapswaarde, ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require_change(actor, &zaaktype, &zaak, access::scopes_at_start(actor, &zaak))?;
    let eigenschap = zaaktype.eigenschap(naam).ok_or_else(|| {
        let reason = format!("De eigenschap '{naam}' hoort niet bij het zaaktype van de zaak.");
        ZakenError::invalid("eigenschap", "zaaktype-mismatch", reason)
    })?;
    let waarde =
        format_waarde(eigenschap, waarde).map_err(|reason| ZakenError::invalid("waarde", "invalid", reason))?;

    let new =
        Eigenschapswaarde { uuid: tx.new_id(), eigenschap: eigenschap.uuid, naam: eigenschap.naam.clone(), waarde };
    let value = store::upsert_eigenschap(tx, zaak.uuid, &new).await?;
    store::touch_zaak(tx, &zaak).await?;
    tell(tx, &zaak, &zaaktype, change(&value));
    Ok(value)
}

/// Adds the value of an eigenschap that the zaak does not have yet.
///
/// Rule: zrc-018 (eigenschap belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch`, `unique`, or `invalid` when the value does not fit the specificatie.
pub async fn add_eigenschap(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    eigenschap: Id<Eigenschap>,
    waarde: &str,
) -> Result<Eigenschapswaarde, ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require_change(actor, &zaaktype, &zaak, &[])?;
    let eigenschap = zaaktype.eigenschappen.iter().find(|one| one.uuid == eigenschap).ok_or_else(|| {
        let reason = "De eigenschap hoort niet bij het zaaktype van de zaak.";
        ZakenError::invalid("nonFieldErrors", "zaaktype-mismatch", reason)
    })?;
    let waarde =
        format_waarde(eigenschap, waarde).map_err(|reason| ZakenError::invalid("waarde", "invalid", reason))?;
    let new =
        Eigenschapswaarde { uuid: tx.new_id(), eigenschap: eigenschap.uuid, naam: eigenschap.naam.clone(), waarde };
    if !store::insert_eigenschap(tx, zaak.uuid, &new).await? {
        let reason = "De zaak heeft al een waarde voor deze eigenschap.";
        return Err(ZakenError::invalid("nonFieldErrors", "unique", reason));
    }
    store::touch_zaak(tx, &zaak).await?;
    tell(tx, &zaak, &zaaktype, change(&new));
    Ok(new)
}

fn change(value: &Eigenschapswaarde) -> Change {
    Change {
        actie: Actie::Create,
        resource: "zaakeigenschap",
        resource_id: value.uuid.uuid(),
        weergave: value.naam.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({ "naam": value.naam, "waarde": value.waarde }),
    }
}
