//! Taking zaken over from another register, with all below them.
//!
//! What is written is what stands there: identificatie, dates of statuses, the end and the archive parameters of a closed zaak. Nothing
//! is derived, no mail is sent and no process starts; subscribers are told only when that was asked for.

use std::collections::{HashMap, HashSet};

use ::store::{Actie, AuditLine, Event, Numbered, Tx};
use autorisaties::handlers::import::{Batch, Gelezen, Import, Nummering, Outcome};
use catalogi::Zaaktype;
use documenten::{ObjectInformatieObject, ObjectSoort};
use serde_json::json;
use uuid::Uuid;
use values::Id;

use crate::store::import::{Facts, Rij};
use crate::{Relatie, RelevanteZaak, Zaak, ZaakGegevens, ZakenError, store};

/// What can be taken over, in the order in which it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the resource that its name says")]
pub enum Soort {
    Zaak,
    Eigenschap,
    /// Documents in zaken.
    Document,
    Status,
    Substatus,
    Resultaat,
    Rol,
    Zaakobject,
    Klantcontact,
    Contactmoment,
    Verzoek,
    Notitie,
    /// The hoofdzaak and the related zaken of zaken that are here: see [`crate::import::take_relaties`].
    Relaties,
}

/// A zaak as it stands in the other register.
pub(crate) struct Overgenomen {
    pub(crate) zaaktype: Uuid,
    pub(crate) identificatie: String,
    pub(crate) gegevens: ZaakGegevens,
    pub(crate) stand: Stand,
}

/// What only a zaak that exists has.
pub(crate) struct Stand {
    pub(crate) einddatum: Option<jiff::civil::Date>,
    pub(crate) laatst_gemuteerd: Option<jiff::Timestamp>,
    pub(crate) eerdere_opschorting: bool,
    pub(crate) status: Option<Uuid>,
    pub(crate) resultaat: Option<Uuid>,
}

/// What a zaak names of other zaken.
pub(crate) struct Relaties {
    pub(crate) hoofdzaak: Option<Uuid>,
    pub(crate) relevante: Vec<RelevanteZaak>,
    pub(crate) gerelateerde: Vec<Id<Zaak>>,
}

/// Writes zaken, without what they name of one another.
pub(crate) async fn take_zaken(
    tx: &mut Tx,
    with: &Import,
    batch: Batch<Overgenomen>,
) -> Result<Vec<Outcome>, ZakenError> {
    let mut zaaktypen: HashMap<Uuid, std::sync::Arc<Zaaktype>> = HashMap::new();
    let wanted: HashSet<Uuid> = batch.read.iter().map(|one| one.record.zaaktype).collect();
    for uuid in wanted {
        // From memory: a page has few types.
        if let Some(found) = catalogi::find_zaaktype(tx, Id::new(uuid)).await? {
            zaaktypen.insert(uuid, found);
        }
    }
    let (today, now) = (tx.today(), tx.now());
    let mut batch = batch.try_map(|record| {
        let zaaktype = zaaktypen.get(&record.zaaktype).ok_or("het zaaktype is hier niet")?;
        Ok((record, std::sync::Arc::clone(zaaktype)))
    });
    let zaken: Vec<Zaak> = batch.read.iter().map(|one| built(one, today, now)).collect();
    let taken = store::import_zaken(tx, &zaken.iter().collect::<Vec<_>>()).await?;
    batch.settle(&taken);
    let kenmerken: Vec<_> =
        batch.read.iter().map(|one| (Id::new(one.uuid), one.record.0.gegevens.kenmerken.as_slice())).collect();
    store::insert_kenmerken_each(tx, &kenmerken).await?;
    let zaken = zaken.into_iter().zip(taken).filter_map(|(zaak, taken)| taken.then_some(zaak));
    for (one, zaak) in batch.read.into_iter().zip(zaken) {
        note(tx, "zaak", one.uuid, one.uuid, &zaak.identificatie, one.nieuw);
        if with.is_published {
            let facts = Facts {
                bronorganisatie: zaak.bronorganisatie.clone(),
                zaaktype: zaak.zaaktype.uuid(),
                catalogus: one.record.1.catalogus.uuid(),
                level: zaak.vertrouwelijkheidaanduiding,
            };
            emit(tx, "zaak", one.uuid, one.uuid, &facts);
        }
    }
    Ok(batch.outcomes)
}

fn built(
    one: &Gelezen<(Overgenomen, std::sync::Arc<Zaaktype>)>,
    today: jiff::civil::Date,
    now: jiff::Timestamp,
) -> Zaak {
    let (record, zaaktype) = &one.record;
    let base = super::zaken::Base {
        uuid: Id::new(one.uuid),
        identificatie: record.identificatie.clone(),
        today,
        now: record.stand.laatst_gemuteerd.unwrap_or(now),
    };
    let mut zaak = super::zaken::merge(zaaktype, &record.gegevens, base);
    zaak.hoofdzaak = None;
    zaak.einddatum = record.stand.einddatum;
    zaak.status = record.stand.status.map(Id::new);
    zaak.resultaat = record.stand.resultaat.map(Id::new);
    zaak.bijzonderheden.opschorting.eerder = record.stand.eerdere_opschorting;
    zaak
}

/// Writes what lies below zaken.
pub(crate) async fn take_below<T: Rij>(
    tx: &mut Tx,
    with: &Import,
    mut batch: Batch<T>,
) -> Result<Vec<Outcome>, ZakenError> {
    write_below(tx, with, &mut batch).await?;
    Ok(batch.outcomes)
}

/// Writes that documents are in zaken, with the mirror of it. Rule: zrc-005 (synchroniseren relaties).
pub(crate) async fn take_documenten(
    tx: &mut Tx,
    with: &Import,
    mut batch: Batch<Relatie>,
) -> Result<Vec<Outcome>, ZakenError> {
    write_below(tx, with, &mut batch).await?;
    let mirrored: Vec<_> = batch
        .read
        .iter()
        .map(|one| ObjectInformatieObject {
            uuid: Id::new(one.uuid),
            informatieobject: one.record.informatieobject,
            object_soort: ObjectSoort::Zaak,
            object: one.record.zaak.uuid(),
        })
        .collect();
    documenten::relate_each(tx, &mirrored).await?;
    Ok(batch.outcomes)
}

async fn write_below<T: Rij>(tx: &mut Tx, with: &Import, batch: &mut Batch<T>) -> Result<(), ZakenError> {
    let rows: Vec<_> = batch.read.iter().map(|one| one.record.values()).collect();
    let taken = tx.insert_each(T::insert(), &rows).await?;
    batch.settle(&taken);
    let facts = match with.is_published {
        true => store::import::list_facts(tx, batch.read.iter().map(|one| one.record.zaak().uuid())).await?,
        false => HashMap::new(),
    };
    for one in &mut batch.read {
        let zaak = one.record.zaak().uuid();
        note(tx, T::RESOURCE, one.uuid, zaak, one.record.weergave(), one.nieuw.take());
        if let Some(facts) = facts.get(&zaak) {
            emit(tx, T::RESOURCE, one.uuid, zaak, facts);
        }
    }
    Ok(())
}

/// Lays what a zaak names of other zaken.
pub(crate) async fn take_relaties(tx: &mut Tx, batch: Batch<Relaties>) -> Result<Vec<Outcome>, ZakenError> {
    let mut outcomes = batch.outcomes;
    for one in batch.read {
        let zaak = Id::new(one.uuid);
        let mut missing = store::import_relaties(tx, zaak, &one.record.relevante, &one.record.gerelateerde).await?;
        if let Some(hoofdzaak) = one.record.hoofdzaak
            && !store::set_hoofdzaak(tx, zaak, Id::new(hoofdzaak)).await?
        {
            missing += 1;
        }
        if missing > 0
            && let Some(outcome) = outcomes.get_mut(one.at)
        {
            *outcome = Outcome::Refused(format!("{missing} zaken waar deze zaak naar wijst zijn hier niet"));
        }
    }
    Ok(outcomes)
}

/// Completes what was taken over: no zaak names a status or resultaat that is not here, and numbers that were given there are not given
/// again. Walks all zaken.
///
/// # Errors
/// When the database fails.
pub async fn settle(tx: &mut Tx) -> Result<(), ZakenError> {
    store::import::settle(tx).await?;
    let form = Nummering::of("ZAAK", tx.today().year());
    let highest = store::import::highest_identificatie(tx, &form.pattern()).await?;
    tx.pass_number(Numbered::Zaak, form.number(highest.as_deref())).await?;
    Ok(())
}

fn note(
    tx: &mut Tx,
    resource: &'static str,
    resource_id: Uuid,
    hoofd_object: Uuid,
    weergave: &str,
    nieuw: serde_json::Value,
) {
    tx.audit(AuditLine {
        bron: "zrc",
        actie: Actie::Create,
        resource,
        resource_id,
        hoofd_object,
        weergave: weergave.to_owned(),
        oud: serde_json::Value::Null,
        nieuw,
    });
}

fn emit(tx: &mut Tx, resource: &'static str, resource_id: Uuid, hoofd_object: Uuid, facts: &Facts) {
    let kenmerken = json!({
        "bronorganisatie": facts.bronorganisatie,
        "zaaktype": facts.zaaktype.to_string(),
        "zaaktype.catalogus": facts.catalogus.to_string(),
        "vertrouwelijkheidaanduiding": facts.level.as_str(),
    });
    tx.emit(Event {
        kanaal: "zaken",
        resource,
        actie: Actie::Create,
        hoofd_object,
        resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}
