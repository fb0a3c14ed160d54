//! Taking besluiten over from another register, with their documents.
//!
//! What is written is what stands there. Nothing is derived, no mail is sent; subscribers are told only when that was asked for.

use std::collections::HashMap;

use ::store::{Actie, AuditLine, Event, Numbered, Tx};
use autorisaties::handlers::import::{Batch, Import, Incoming, Nummering, Outcome};
use autorisaties::handlers::{Fields, Urls};
use documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN;
use documenten::{ObjectInformatieObject, ObjectSoort};
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;
use zaken::ZakenError;

pub use crate::store::import::count;
use crate::store::import::{self as rows, Facts, tabel};
use crate::{Besluit, BesluitInformatieobject, BesluitenError, paths};

/// What can be taken over, in the order in which it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the resource that its name says")]
pub enum Soort {
    Besluit,
    Document,
}

const VERVALREDENEN: [&str; 3] = ["tijdelijk", "ingetrokken_overheid", "ingetrokken_belanghebbende"];

/// Takes records over. Besluiten come before their documents.
///
/// # Errors
/// When the database fails.
pub async fn import(
    tx: &mut Tx,
    with: &Import,
    soort: Soort,
    incoming: Vec<Incoming>,
) -> Result<Vec<Outcome>, BesluitenError> {
    let present = tabel(soort).list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    match soort {
        Soort::Besluit => take_besluiten(tx, with, with.read(incoming, &present, read_besluit)).await,
        Soort::Document => take_documenten(tx, with, with.read(incoming, &present, read_document)).await,
    }
}

/// Sees to it that numbers that another register gave are not given again.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &mut Tx) -> Result<(), BesluitenError> {
    let form = Nummering::of("BESLUIT", tx.today().year());
    let highest = rows::highest_identificatie(tx, &form.pattern()).await?;
    Ok(tx.pass_number(Numbered::Besluit, form.number(highest.as_deref())).await?)
}

fn read_besluit(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<Besluit> {
    let identificatie = fields.text_required("identificatie", 50);
    let organisatie = fields.rsin_required("verantwoordelijkeOrganisatie");
    let besluittype = fields.reference("besluittype", urls, catalogi::paths::BESLUITTYPEN);
    let zaak = fields.reference_optional("zaak", urls, zaken::paths::ZAKEN);
    let (datum, ingangsdatum) = (fields.date_required("datum"), fields.date_required("ingangsdatum"));
    Some(Besluit {
        uuid: Id::new(uuid),
        identificatie,
        verantwoordelijke_organisatie: organisatie?.as_str().to_owned(),
        besluittype: Id::new(besluittype?),
        zaak: zaak.map(Id::new),
        datum: datum?,
        toelichting: fields.text("toelichting", usize::MAX),
        bestuursorgaan: fields.text("bestuursorgaan", 50),
        ingangsdatum: ingangsdatum?,
        vervaldatum: fields.date("vervaldatum"),
        vervalreden: fields.choice("vervalreden", &VERVALREDENEN),
        publicatiedatum: fields.date("publicatiedatum"),
        verzenddatum: fields.date("verzenddatum"),
        uiterlijke_reactiedatum: fields.date("uiterlijkeReactiedatum"),
    })
}

fn read_document(fields: &mut Fields, urls: &Urls, uuid: Uuid) -> Option<BesluitInformatieobject> {
    let besluit = fields.reference("besluit", urls, paths::BESLUITEN);
    let document = fields.reference("informatieobject", urls, ENKELVOUDIGINFORMATIEOBJECTEN);
    Some(BesluitInformatieobject {
        uuid: Id::new(uuid),
        besluit: Id::new(besluit?),
        informatieobject: Id::new(document?),
    })
}

async fn take_besluiten(tx: &mut Tx, with: &Import, mut batch: Batch<Besluit>) -> Result<Vec<Outcome>, BesluitenError> {
    let taken = rows::insert_besluiten(tx, batch.read.iter().map(|one| &one.record)).await?;
    batch.settle(&taken);
    let facts = list_facts(tx, batch.read.iter().map(|one| one.uuid)).await?;
    for one in batch.read {
        let Some(facts) = facts.get(&one.uuid) else { continue };
        tell(tx, with, facts, ("besluit", one.uuid), one.nieuw);
    }
    Ok(batch.outcomes)
}

/// Writes that documents belong to besluiten, with the mirror of it. Rule: brc-005 (synchroniseren relaties).
async fn take_documenten(
    tx: &mut Tx,
    with: &Import,
    mut batch: Batch<BesluitInformatieobject>,
) -> Result<Vec<Outcome>, BesluitenError> {
    let taken = rows::insert_documenten(tx, batch.read.iter().map(|one| &one.record)).await?;
    batch.settle(&taken);
    let mirrored: Vec<_> = batch
        .read
        .iter()
        .map(|one| ObjectInformatieObject {
            uuid: Id::new(one.uuid),
            informatieobject: one.record.informatieobject,
            object_soort: ObjectSoort::Besluit,
            object: one.record.besluit.uuid(),
        })
        .collect();
    documenten::relate_each(tx, &mirrored).await.map_err(ZakenError::from)?;
    let facts = list_facts(tx, batch.read.iter().map(|one| one.record.besluit.uuid())).await?;
    for one in batch.read {
        let Some(facts) = facts.get(&one.record.besluit.uuid()) else { continue };
        tell(tx, with, facts, ("besluitinformatieobject", one.uuid), one.nieuw);
    }
    Ok(batch.outcomes)
}

async fn list_facts(
    tx: &mut Tx,
    besluiten: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Facts>, BesluitenError> {
    let found = rows::list_facts(tx, besluiten).await?;
    Ok(found.into_iter().map(|facts| (facts.besluit, facts)).collect())
}

fn tell(tx: &mut Tx, with: &Import, facts: &Facts, (resource, resource_id): (&'static str, Uuid), nieuw: Value) {
    // The line belongs to the zaak too: staff reads one history.
    for hoofd_object in [Some(facts.besluit), facts.zaak].into_iter().flatten() {
        tx.audit(AuditLine {
            bron: "brc",
            actie: Actie::Create,
            resource,
            resource_id,
            hoofd_object,
            weergave: facts.identificatie.clone(),
            oud: Value::Null,
            nieuw: nieuw.clone(),
        });
    }
    if !with.is_published {
        return;
    }
    let kenmerken = json!({
        "verantwoordelijkeOrganisatie": facts.organisatie,
        "besluittype": facts.besluittype.to_string(),
        "besluittype.catalogus": facts.catalogus.to_string(),
        "zaak": facts.zaak,
    });
    tx.emit(Event {
        kanaal: "besluiten",
        resource,
        actie: Actie::Create,
        hoofd_object: facts.besluit,
        resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}
