//! What the product does with documents.

use ::store::{Actie, AuditLine, Db, Event, NewJob, Numbered, Reader, Tx};
use bytes::Bytes;
use futures_util::stream::BoxStream;
use serde_json::json;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::{Content, Document, DocumentGegevens, DocumentenError, JOB_OPMAKEN, NewDocument, opmaak, rules, store};

/// Adds a document. Its bytes are there already, or are typeset after the commit.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut Tx, new: &NewDocument<'_>) -> Result<Document, DocumentenError> {
    let uuid: Id<Document> = tx.new_id();
    let number = tx.next_number(Numbered::Document).await?;
    let identificatie = format!("DOCUMENT-{}-{number:010}", tx.today().year());
    let (inhoud, bestandsomvang) = match new.content {
        Content::Stored(stored) => (Some(stored.hash.clone()), i64::try_from(stored.size).ok()),
        Content::Opmaak { .. } => (None, None),
    };
    let document = Document {
        uuid,
        identificatie,
        bronorganisatie: new.bronorganisatie.as_str().to_owned(),
        informatieobjecttype: new.informatieobjecttype.uuid,
        versie: 1,
        begin_registratie: tx.now(),
        creatiedatum: tx.today(),
        titel: new.titel.chars().take(200).collect(),
        vertrouwelijkheidaanduiding: new.informatieobjecttype.vertrouwelijkheidaanduiding,
        auteur: new.auteur.chars().take(200).collect(),
        status: new.status.as_str().to_owned(),
        formaat: new.formaat.to_owned(),
        taal: "nld".to_owned(),
        bestandsnaam: new.bestandsnaam.to_owned(),
        bestandsomvang,
        inhoud,
        beschrijving: new.beschrijving.chars().take(1000).collect(),
        ontvangstdatum: new.ontvangstdatum,
        verzenddatum: new.verzenddatum,
    };
    store::insert_document(tx, &document).await?;
    if let Content::Opmaak { sjabloon, gegevens } = new.content {
        store::insert_opmaak(tx, &document, sjabloon, gegevens).await?;
        tx.enqueue(NewJob {
            kind: JOB_OPMAKEN,
            key: Some(uuid.to_string()),
            lane: None,
            due: None,
            payload: json!({ "informatieobject": uuid.to_string() }),
        });
    }
    tell(tx, &document, new.informatieobjecttype.catalogus.uuid());
    Ok(document)
}

/// Adds a document that another system hands over. Its bytes are in the object store already.
///
/// Rules: drc-001 (informatieobjecttype), drc-005 (statuswijzigingen), drc-007 (vertrouwelijkheidaanduiding), uniciteit
/// bronorganisatie en identificatie.
///
/// # Errors
/// [`DocumentenError::Forbidden`], or [`DocumentenError::Invalid`] with every fault.
pub async fn register_document(
    tx: &mut Tx,
    actor: &Actor,
    new: &DocumentGegevens<'_>,
) -> Result<Document, DocumentenError> {
    let soort = new.informatieobjecttype;
    let level = new.vertrouwelijkheidaanduiding.unwrap_or(soort.vertrouwelijkheidaanduiding);
    access::require(actor, Scope::Aanmaken, soort.uuid, level)?;
    let mut faults = rules::faults(new);
    let bronorganisatie = new.bronorganisatie.as_str();
    if let Some(identificatie) = new.identificatie
        && store::has_identificatie(tx, identificatie, bronorganisatie).await?
    {
        faults.push(rules::identificatie_not_unique());
    }
    if !faults.is_empty() {
        return Err(DocumentenError::Invalid(faults));
    }

    let identificatie = match new.identificatie {
        Some(identificatie) => identificatie.to_owned(),
        None => format!("DOCUMENT-{}-{:010}", tx.today().year(), tx.next_number(Numbered::Document).await?),
    };
    let document = Document {
        uuid: tx.new_id(),
        identificatie,
        bronorganisatie: bronorganisatie.to_owned(),
        informatieobjecttype: soort.uuid,
        versie: 1,
        begin_registratie: tx.now(),
        creatiedatum: new.creatiedatum,
        titel: new.titel.to_owned(),
        vertrouwelijkheidaanduiding: level,
        auteur: new.auteur.to_owned(),
        status: new.status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
        formaat: new.formaat.to_owned(),
        taal: new.taal.to_owned(),
        bestandsnaam: new.bestandsnaam.to_owned(),
        bestandsomvang: new.stored.and_then(|stored| i64::try_from(stored.size).ok()),
        inhoud: new.stored.map(|stored| stored.hash.clone()),
        beschrijving: new.beschrijving.to_owned(),
        ontvangstdatum: new.ontvangstdatum,
        verzenddatum: new.verzenddatum,
    };
    match store::insert_document(tx, &document).await {
        // Somebody else took the number since it was looked up.
        Err(error) if error.is_conflict() => {
            return Err(DocumentenError::Invalid(vec![rules::identificatie_not_unique()]));
        }
        outcome => outcome?,
    }
    tell(tx, &document, soort.catalogus.uuid());
    Ok(document)
}

fn tell(tx: &mut Tx, document: &Document, catalogus: uuid::Uuid) {
    tx.audit(AuditLine {
        bron: "drc",
        actie: Actie::Create,
        resource: "enkelvoudiginformatieobject",
        resource_id: document.uuid.uuid(),
        hoofd_object: document.uuid.uuid(),
        weergave: document.titel.clone(),
        oud: serde_json::Value::Null,
        nieuw: json!({
            "identificatie": document.identificatie,
            "titel": document.titel,
            "formaat": document.formaat,
            "bestandsomvang": document.bestandsomvang,
            "integriteit": document.inhoud,
        }),
    });
    let kenmerken = json!({
        "bronorganisatie": document.bronorganisatie,
        "informatieobjecttype": document.informatieobjecttype.to_string(),
        "informatieobjecttype.catalogus": catalogus.to_string(),
        "vertrouwelijkheidaanduiding": document.vertrouwelijkheidaanduiding.as_str(),
    });
    tx.emit(Event {
        kanaal: "documenten",
        resource: "enkelvoudiginformatieobject",
        actie: Actie::Create,
        hoofd_object: document.uuid.uuid(),
        resource_id: document.uuid.uuid(),
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}

/// Returns the newest version of a document.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &mut Reader, uuid: Id<Document>) -> Result<Option<Document>, DocumentenError> {
    Ok(store::find_document(db, uuid).await?)
}

/// Returns the bytes of a document as a stream, with their number. A document that still had to be typeset is typeset now.
///
/// # Errors
/// [`DocumentenError::DocumentNotFound`], or when typesetting or the object store fails.
pub async fn open(
    db: &Db,
    uuid: Id<Document>,
) -> Result<(Document, BoxStream<'static, std::io::Result<Bytes>>), DocumentenError> {
    let mut document = find(&mut db.reader(), uuid).await?.ok_or(DocumentenError::DocumentNotFound)?;
    if document.inhoud.is_none() {
        opmaak::typeset(db, uuid).await?;
        document = find(&mut db.reader(), uuid).await?.ok_or(DocumentenError::DocumentNotFound)?;
    }
    let hash = document.inhoud.as_deref().ok_or(DocumentenError::DocumentNotFound)?;
    let bytes = db.files().get(hash).await?;
    Ok((document, bytes))
}
