//! Putting documents in a zaak.

use ::store::{Actie, Tx};
use documenten::Document;
use serde_json::json;
use uuid::Uuid;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access::{self, Scope};
use crate::{Zaak, ZakenError, store};

/// Puts a document in a zaak and returns the id of the relation.
///
/// Rules: zrc-003 (informatieobject), zrc-017 (informatieobjecttype belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`] or `missing-zaaktype-informatieobjecttype-relation`.
pub async fn link_document(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: &Document,
) -> Result<Uuid, ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let scope = if zaak.einddatum.is_some() { Scope::GeforceerdBijwerken } else { Scope::Aanmaken };
    access::require(actor, scope, &zaaktype, &zaak)?;
    let belongs = zaaktype
        .informatieobjecttypen
        .iter()
        .any(|relation| relation.informatieobjecttype.uuid == document.informatieobjecttype);
    if !belongs {
        let reason = "Het informatieobjecttype hoort niet bij het zaaktype van de zaak.";
        let code = "missing-zaaktype-informatieobjecttype-relation";
        return Err(ZakenError::invalid("nonFieldErrors", code, reason));
    }

    let relation = tx.new_uuid();
    store::insert_zaakinformatieobject(tx, relation, zaak.uuid, document).await?;
    let change = Change {
        actie: Actie::Create,
        resource: "zaakinformatieobject",
        resource_id: relation,
        weergave: document.titel.clone(),
        nieuw: json!({ "informatieobject": document.identificatie, "titel": document.titel }),
    };
    tell(tx, &zaak, &zaaktype, change);
    Ok(relation)
}
