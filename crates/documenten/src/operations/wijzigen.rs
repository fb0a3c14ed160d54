//! Documents that other systems hand over, change and remove.

use ::store::{Actie, Reader, Tx};
use autorisaties::InvalidField;
use serde_json::Value;
use values::{Actor, Id};

use super::{Change, EIO, kept, next_identificatie, tell};
use crate::access::{self, Scope};
use crate::register::{self, DocumentRegel};
use crate::store::{delen, gebruiksrechten, relaties};
use crate::{Bestand, Bestandsdeel, Document, DocumentGegevens, DocumentenError, rules, store};

/// Adds a document that another system hands over. Its bytes are in the object store already, or come in parts: then it is locked.
///
/// Rules: drc-001 (informatieobjecttype), drc-005 (statuswijzigingen), drc-006 (gebruiksrechten), drc-007
/// (vertrouwelijkheidaanduiding), uniciteit bronorganisatie en identificatie.
///
/// # Errors
/// [`DocumentenError::Forbidden`], or [`DocumentenError::Invalid`] with every fault.
pub async fn register_document(
    tx: &mut Tx,
    actor: &Actor,
    new: &DocumentGegevens,
    bestand: &Bestand,
) -> Result<DocumentRegel, DocumentenError> {
    access::require(actor, Scope::Aanmaken, new.informatieobjecttype.uuid, new.level())?;
    let faults = list_faults(tx, new).await?;
    if !faults.is_empty() {
        return Err(DocumentenError::Invalid(faults));
    }

    let identificatie = match &new.identificatie {
        Some(identificatie) => identificatie.clone(),
        None => next_identificatie(tx).await?,
    };
    let uuid = new.uuid.unwrap_or_else(|| tx.new_id());
    let document = version(new, uuid, identificatie, (1, tx.now()), bestand, None);
    let lock = matches!(bestand, Bestand::Upload(_)).then(|| tx.db().clock().random_name());
    match store::insert_document(tx, &document, lock.as_deref()).await {
        // Somebody else took the number since it was looked up.
        Err(error) if error.is_conflict() => {
            return Err(DocumentenError::Invalid(vec![rules::identificatie_not_unique()]));
        }
        outcome => outcome?,
    }
    let delen = insert_delen(tx, &document, bestand).await?;
    let regel = DocumentRegel { lock, delen, ..DocumentRegel::new(document) };
    let resource_id = regel.document.uuid.uuid();
    let change = Change { actie: Actie::Create, resource: EIO, resource_id, oud: Value::Null, nieuw: kept(&regel) };
    tell(tx, &regel.document, new.informatieobjecttype.catalogus.uuid(), change);
    Ok(regel)
}

/// Returns which rules a new document breaks.
pub(crate) async fn list_faults(db: &mut Reader, new: &DocumentGegevens) -> Result<Vec<InvalidField>, DocumentenError> {
    let mut faults = rules::faults(new, None);
    faults.extend(rules::gebruiksrecht_fault(new.indicatie_gebruiksrecht, false));
    if let Some(identificatie) = &new.identificatie
        && store::has_identificatie(db, identificatie, new.bronorganisatie.as_str()).await?
    {
        faults.push(rules::identificatie_not_unique());
    }
    if let Some(uuid) = new.uuid
        && store::find_document(db, uuid).await?.is_some()
    {
        faults.push(rules::uuid_not_unique());
    }
    Ok(faults)
}

/// Makes the next version of a document. The caller read it, and locked it against others, in this transaction.
///
/// Rules: drc-001 (informatieobjecttype), drc-005 (statuswijzigingen), drc-006 (gebruiksrechten), drc-010 (bijwerken).
///
/// # Errors
/// [`DocumentenError::Forbidden`], or [`DocumentenError::Invalid`] with every fault.
pub async fn change_document(
    tx: &mut Tx,
    actor: &Actor,
    current: &DocumentRegel,
    new: &DocumentGegevens,
    bestand: &Bestand,
    (actie, given_lock): (Actie, &str),
) -> Result<DocumentRegel, DocumentenError> {
    access::require_change(actor, current.newest_type, current.newest_level)?;
    access::require_change(actor, new.informatieobjecttype.uuid, new.level())?;
    let before = &current.document;
    let faults = list_change_faults(tx, current, new, given_lock).await?;
    if !faults.is_empty() {
        return Err(DocumentenError::Invalid(faults));
    }

    let identificatie = new.identificatie.clone().unwrap_or_else(|| before.identificatie.clone());
    let place = (before.versie + 1, tx.now());
    let document = version(new, before.uuid, identificatie, place, bestand, Some(before));
    match store::insert_next(tx, &document, before).await {
        Err(error) if error.is_conflict() => {
            return Err(DocumentenError::Invalid(vec![rules::identificatie_not_unique()]));
        }
        outcome => outcome?,
    }
    let delen = if *bestand == Bestand::Unchanged {
        current.delen.clone()
    } else {
        delen::delete(tx, before.uuid).await?;
        insert_delen(tx, &document, bestand).await?
    };
    let regel = DocumentRegel { lock: current.lock.clone(), delen, ..DocumentRegel::new(document) };
    let resource_id = regel.document.uuid.uuid();
    let change = Change { actie, resource: EIO, resource_id, oud: kept(current), nieuw: kept(&regel) };
    tell(tx, &regel.document, new.informatieobjecttype.catalogus.uuid(), change);
    Ok(regel)
}

/// Returns which rules the next version of a document breaks.
pub(crate) async fn list_change_faults(
    db: &mut Reader,
    current: &DocumentRegel,
    new: &DocumentGegevens,
    given_lock: &str,
) -> Result<Vec<InvalidField>, DocumentenError> {
    let before = &current.document;
    let mut faults = rules::faults(new, Some(before));
    faults.extend(rules::check_lock(current.lock.as_deref(), given_lock).err());
    let has_rechten = gebruiksrechten::has(db, before.uuid).await?;
    faults.extend(rules::gebruiksrecht_fault(new.indicatie_gebruiksrecht, has_rechten));
    let identificatie = new.identificatie.as_ref().unwrap_or(&before.identificatie);
    let is_renamed =
        *identificatie != before.identificatie || new.bronorganisatie.as_str() != before.bronorganisatie.as_str();
    if is_renamed && store::has_identificatie(db, identificatie, new.bronorganisatie.as_str()).await? {
        faults.push(rules::identificatie_not_unique());
    }
    Ok(faults)
}

/// Removes a document with all its versions, its audit trail and what belongs to it. Its bytes go when nothing else uses them.
///
/// Rule: drc-008 (vernietigen).
///
/// # Errors
/// [`DocumentenError::Forbidden`], `pending-relations` or `destroy-locked`.
pub async fn destroy_document(tx: &mut Tx, actor: &Actor, uuid: Id<Document>) -> Result<(), DocumentenError> {
    store::lock_document(tx, uuid).await?;
    let current = register::find(tx, uuid).await?.ok_or(DocumentenError::DocumentNotFound)?;
    access::require(actor, Scope::Verwijderen, current.newest_type, current.newest_level)?;
    let faults = rules::destroy_faults(relaties::has(tx, uuid).await?, current.lock.is_some());
    if !faults.is_empty() {
        return Err(DocumentenError::Invalid(faults));
    }
    let catalogus = catalogus_of(tx, &current.document).await?;
    store::delete_document(tx, uuid).await?;
    let resource_id = uuid.uuid();
    let change = Change { actie: Actie::Destroy, resource: EIO, resource_id, oud: kept(&current), nieuw: Value::Null };
    tell(tx, &current.document, catalogus, change);
    tx.remove_traces(uuid.uuid()).await?;
    Ok(())
}

/// Returns the catalogus of a document, that subscribers filter on.
pub(super) async fn catalogus_of(tx: &mut Tx, document: &Document) -> Result<uuid::Uuid, DocumentenError> {
    let found = catalogi::find_informatieobjecttype(tx, document.informatieobjecttype).await?;
    Ok(found.map(|soort| soort.catalogus.uuid()).unwrap_or_default())
}

async fn insert_delen(
    tx: &mut Tx,
    document: &Document,
    bestand: &Bestand,
) -> Result<Vec<Bestandsdeel>, DocumentenError> {
    let Bestand::Upload(size) = bestand else { return Ok(Vec::new()) };
    let mut made = Vec::new();
    for (volgnummer, omvang) in (1..).zip(rules::delen(*size)) {
        made.push(Bestandsdeel {
            uuid: tx.new_id(),
            informatieobject: document.uuid,
            volgnummer,
            omvang,
            inhoud: None,
        });
    }
    delen::insert(tx, &made).await?;
    Ok(made)
}

pub(super) fn version(
    new: &DocumentGegevens,
    uuid: Id<Document>,
    identificatie: String,
    (versie, begin_registratie): (i64, jiff::Timestamp),
    bestand: &Bestand,
    before: Option<&Document>,
) -> Document {
    let (inhoud, bestandsomvang) = match bestand {
        Bestand::Unchanged => before.map(|own| (own.inhoud.clone(), own.bestandsomvang)).unwrap_or_default(),
        Bestand::None => (None, None),
        Bestand::Stored(stored) => (Some(stored.hash.clone()), i64::try_from(stored.size).ok()),
        Bestand::Upload(size) => (None, Some(*size)),
    };
    Document {
        uuid,
        identificatie,
        bronorganisatie: new.bronorganisatie.as_str().to_owned(),
        informatieobjecttype: new.informatieobjecttype.uuid,
        versie,
        begin_registratie,
        creatiedatum: new.creatiedatum,
        titel: new.titel.clone(),
        vertrouwelijkheidaanduiding: new.level(),
        auteur: new.auteur.clone(),
        status: new.status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
        formaat: new.formaat.clone(),
        taal: new.taal.clone(),
        bestandsnaam: new.bestandsnaam.clone(),
        bestandsomvang,
        inhoud,
        beschrijving: new.beschrijving.clone(),
        ontvangstdatum: new.ontvangstdatum,
        verzenddatum: new.verzenddatum,
        is_gereed_voor_publicatie: new.is_gereed_voor_publicatie,
        tonen_aan_initiator: new.tonen_aan_initiator,
        inhoud_is_vervallen: new.inhoud_is_vervallen,
        link: new.link.clone(),
        indicatie_gebruiksrecht: new.indicatie_gebruiksrecht,
        verschijningsvorm: new.verschijningsvorm.clone(),
        ondertekening: new.ondertekening.clone(),
        integriteit: new.integriteit.clone(),
        trefwoorden: new.trefwoorden.clone(),
    }
}
