//! Saying how a zaak ends.

use ::store::{Actie, Tx};
use catalogi::Resultaattype;
use serde_json::json;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access;
use crate::{Resultaat, Zaak, ZakenError, store};

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
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require_change(actor, &zaaktype, &zaak, &[])?;
    let resultaattype = zaaktype.resultaattype_by_id(resultaattype).ok_or_else(|| {
        let reason = "Het resultaattype hoort niet bij het zaaktype van de zaak.";
        ZakenError::invalid("nonFieldErrors", "zaaktype-mismatch", reason)
    })?;

    let resultaat = Resultaat {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        resultaattype: resultaattype.uuid,
        toelichting: toelichting.chars().take(1000).collect(),
    };
    store::replace_resultaat(tx, &resultaat).await?;
    let change = Change {
        actie: Actie::Create,
        resource: "resultaat",
        resource_id: resultaat.uuid.uuid(),
        weergave: resultaattype.omschrijving.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({ "resultaattype": resultaattype.omschrijving, "toelichting": resultaat.toelichting }),
    };
    tell(tx, &zaak, &zaaktype, change);
    Ok(resultaat)
}
