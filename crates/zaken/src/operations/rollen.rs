//! Involving people.

use ::store::{Actie, Tx};
use serde_json::json;
use values::Actor;

use super::{Change, tell};
use crate::access;
use crate::{NewRol, Rol, ZakenError, store};

/// Adds a rol to a zaak.
///
/// Rules: zrc-019 (roltype belongs to zaaktype); at most one initiator and one zaakcoordinator.
///
/// # Errors
/// [`ZakenError::Forbidden`], `zaaktype-mismatch` or `max-occurences`.
pub async fn add_rol(tx: &mut Tx, actor: &Actor, new: NewRol<'_>) -> Result<Rol, ZakenError> {
    let zaak = store::lock_zaak(tx, new.zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require_change(actor, &zaaktype, &zaak, access::scopes_at_start(actor, &zaak))?;
    if !zaaktype.roltypen.iter().any(|roltype| roltype.uuid == new.roltype.uuid) {
        let reason = "Het roltype hoort niet bij het zaaktype van de zaak.";
        return Err(ZakenError::invalid("nonFieldErrors", "zaaktype-mismatch", reason));
    }
    let generiek = &new.roltype.omschrijving_generiek;
    let is_single = matches!(generiek.as_str(), "initiator" | "zaakcoordinator");
    if is_single && store::has_rol(tx, zaak.uuid, generiek).await? {
        let reason = format!("Een zaak heeft hoogstens één {generiek}.");
        return Err(ZakenError::invalid("roltype", "max-occurences", reason));
    }

    let rol = Rol {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        roltype: new.roltype.uuid,
        betrokkene_type: new.betrokkene_type.as_str().to_owned(),
        omschrijving: new.roltype.omschrijving.clone(),
        omschrijving_generiek: generiek.clone(),
        roltoelichting: new.roltoelichting.chars().take(1000).collect(),
        registratiedatum: tx.now(),
        indicatie_machtiging: new.indicatie_machtiging.to_owned(),
        betrokkene_identificatie: new.betrokkene_identificatie,
        contactpersoon_rol: new.contactpersoon_rol,
        authenticatie_context: new.authenticatie_context,
    };
    store::insert_rol(tx, &rol).await?;
    let change = Change {
        actie: Actie::Create,
        resource: "rol",
        resource_id: rol.uuid.uuid(),
        weergave: rol.omschrijving.clone(),
        // Not who: the audit line says that a rol came, the rol says whose it is.
        oud: serde_json::Value::Null,
        nieuw: json!({ "roltype": rol.omschrijving, "betrokkeneType": rol.betrokkene_type }),
    };
    store::touch_zaak(tx, &zaak).await?;
    tell(tx, &zaak, &zaaktype, change);
    Ok(rol)
}
