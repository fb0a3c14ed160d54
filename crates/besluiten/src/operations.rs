//! Taking decisions.

use ::store::{Actie, AuditLine, Event, Numbered, Tx};
use catalogi::Zaaktype;
use documenten::{Document, ObjectSoort};
use serde_json::json;
use values::{Actor, Id};
use zaken::access::{self, Scope};
use zaken::{Zaak, ZakenError};

use crate::{Besluit, BesluitenError, NewBesluit, store};

/// Takes a decision in a zaak. It is sent today; a resident may react until the reactietermijn of its type has passed.
///
/// # Errors
/// [`BesluitenError::UnknownBesluittype`], or when the actor may not change the zaak.
pub async fn create_besluit(tx: &mut Tx, actor: &Actor, new: &NewBesluit<'_>) -> Result<Besluit, BesluitenError> {
    let zaaktype = catalogi::read_zaaktype(tx, new.zaak.zaaktype).await.map_err(ZakenError::from)?;
    access::require(actor, Scope::Bijwerken, &zaaktype, new.zaak)?;
    let besluittype = zaaktype
        .besluittype(new.besluittype)
        .ok_or_else(|| BesluitenError::UnknownBesluittype(new.besluittype.to_owned()))?;

    let today = tx.today();
    let number = tx.next_number(Numbered::Besluit).await?;
    let besluit = Besluit {
        uuid: tx.new_id(),
        identificatie: format!("BESLUIT-{}-{number:010}", today.year()),
        verantwoordelijke_organisatie: new.zaak.verantwoordelijke_organisatie.clone(),
        besluittype: besluittype.uuid,
        zaak: Some(new.zaak.uuid),
        datum: today,
        toelichting: new.toelichting.to_owned(),
        bestuursorgaan: zaaktype.verantwoordelijke.clone(),
        ingangsdatum: new.ingangsdatum,
        vervaldatum: new.vervaldatum,
        vervalreden: String::new(),
        publicatiedatum: None,
        verzenddatum: Some(today),
        uiterlijke_reactiedatum: besluittype.reactietermijn.and_then(|term| term.after(today)),
    };
    store::insert_besluit(tx, &besluit).await?;
    let nieuw = json!({ "identificatie": besluit.identificatie, "besluittype": besluittype.omschrijving });
    tell(tx, &besluit, &zaaktype, "besluit", besluit.uuid.uuid(), &besluittype.omschrijving, nieuw);
    // Rule: brc-006 (zaken). An archive date that waited for this decision is filled in.
    zaken::operations::mirror_besluit(tx, new.zaak.uuid, besluit.uuid.uuid(), Actie::Create).await?;
    Ok(besluit)
}

/// Adds a document to a decision; the document belongs to the zaak as well.
///
/// # Errors
/// When the zaak refuses the document.
pub async fn link_document(
    tx: &mut Tx,
    actor: &Actor,
    besluit: &Besluit,
    zaak: &Zaak,
    document: &Document,
) -> Result<(), BesluitenError> {
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await.map_err(ZakenError::from)?;
    zaken::operations::link_document(tx, actor, zaak.uuid, document).await?;
    let relation = tx.new_uuid();
    store::insert_besluitinformatieobject(tx, relation, besluit.uuid, document.uuid).await?;
    // Rule: brc-005 (synchroniseren relaties).
    let mirrored = documenten::relate(tx, relation, document.uuid, ObjectSoort::Besluit, besluit.uuid.uuid()).await;
    mirrored.map_err(ZakenError::from)?;
    let nieuw = json!({ "informatieobject": document.identificatie });
    tell(tx, besluit, &zaaktype, "besluitinformatieobject", relation, &document.titel, nieuw);
    Ok(())
}

fn tell(
    tx: &mut Tx,
    besluit: &Besluit,
    zaaktype: &Zaaktype,
    resource: &'static str,
    resource_id: uuid::Uuid,
    weergave: &str,
    nieuw: serde_json::Value,
) {
    // The line belongs to the zaak too: staff reads one history.
    for hoofd_object in [Some(besluit.uuid.uuid()), besluit.zaak.map(Id::uuid)].into_iter().flatten() {
        tx.audit(AuditLine {
            bron: "brc",
            actie: Actie::Create,
            resource,
            resource_id,
            hoofd_object,
            weergave: weergave.to_owned(),
            oud: serde_json::Value::Null,
            nieuw: nieuw.clone(),
        });
    }
    let kenmerken = json!({
        "verantwoordelijkeOrganisatie": besluit.verantwoordelijke_organisatie,
        "besluittype": besluit.besluittype.to_string(),
        "besluittype.catalogus": zaaktype.catalogus.to_string(),
    });
    tx.emit(Event {
        kanaal: "besluiten",
        resource,
        actie: Actie::Create,
        hoofd_object: besluit.uuid.uuid(),
        resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}
