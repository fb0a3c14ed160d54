//! Putting documents in a zaak.

use ::store::{Actie, Tx};
use documenten::Document;
use serde_json::json;
use uuid::Uuid;
use values::{Actor, Id};

use super::{Change, tell};
use crate::access::{self, Scope};
use crate::{Relatie, Zaak, ZakenError, store};

/// Puts a document in a zaak under its own title and returns the id of the relation.
///
/// # Errors
/// As [`link_document_as`].
pub async fn link_document(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: &Document,
) -> Result<Uuid, ZakenError> {
    let (titel, beschrijving) = (&document.titel, &document.beschrijving);
    Ok(link_document_as(tx, actor, zaak, document, titel, beschrijving).await?.uuid.uuid())
}

/// Puts a document in a zaak under a title of its own there.
///
/// Rules: zrc-003 (informatieobject), zrc-017 (informatieobjecttype belongs to zaaktype).
///
/// # Errors
/// [`ZakenError::Forbidden`], `missing-zaaktype-informatieobjecttype-relation`, or `unique` when it is in the zaak already.
pub async fn link_document_as(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    document: &Document,
    titel: &str,
    beschrijving: &str,
) -> Result<Relatie, ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    access::require_change(actor, &zaaktype, &zaak, &[Scope::Aanmaken])?;
    let belongs = zaaktype
        .informatieobjecttypen
        .iter()
        .any(|relation| relation.informatieobjecttype.uuid == document.informatieobjecttype);
    if !belongs {
        let reason = "Het informatieobjecttype hoort niet bij het zaaktype van de zaak.";
        let code = "missing-zaaktype-informatieobjecttype-relation";
        return Err(ZakenError::invalid("nonFieldErrors", code, reason));
    }

    let relatie = Relatie {
        uuid: tx.new_id(),
        zaak: zaak.uuid,
        informatieobject: document.uuid,
        titel: titel.to_owned(),
        beschrijving: beschrijving.to_owned(),
        registratiedatum: tx.now(),
    };
    if !store::insert_zaakinformatieobject(tx, &relatie).await? {
        let reason = "Het document zit al in deze zaak.";
        return Err(ZakenError::invalid("nonFieldErrors", "unique", reason));
    }
    let change = Change {
        actie: Actie::Create,
        resource: "zaakinformatieobject",
        resource_id: relatie.uuid.uuid(),
        weergave: document.titel.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({ "informatieobject": document.identificatie, "titel": relatie.titel }),
    };
    store::touch_zaak(tx, &zaak).await?;
    tell(tx, &zaak, &zaaktype, change);
    Ok(relatie)
}
