//! Keeping facts with a zaak.

use ::store::{Actie, Tx};
use serde_json::json;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access::{self, Scope};
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
    let scope = match (zaak.status, zaak.einddatum) {
        (None, _) => Scope::Aanmaken,
        (Some(_), None) => Scope::Bijwerken,
        (Some(_), Some(_)) => Scope::GeforceerdBijwerken,
    };
    access::require(actor, scope, &zaaktype, &zaak)?;
    let eigenschap = zaaktype.eigenschap(naam).ok_or_else(|| {
        let reason = format!("De eigenschap '{naam}' hoort niet bij het zaaktype van de zaak.");
        ZakenError::invalid("eigenschap", "zaaktype-mismatch", reason)
    })?;
    let waarde =
        format_waarde(eigenschap, waarde).map_err(|reason| ZakenError::invalid("waarde", "invalid", reason))?;

    let value =
        Eigenschapswaarde { uuid: tx.new_id(), eigenschap: eigenschap.uuid, naam: eigenschap.naam.clone(), waarde };
    store::upsert_eigenschap(tx, zaak.uuid, &value).await?;
    let change = Change {
        actie: Actie::Create,
        resource: "zaakeigenschap",
        resource_id: value.uuid.uuid(),
        weergave: value.naam.clone(),
        nieuw: json!({ "naam": value.naam, "waarde": value.waarde }),
    };
    tell(tx, &zaak, &zaaktype, change);
    Ok(value)
}
