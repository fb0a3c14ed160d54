//! Publishing a concept: what it lacks, and what becomes of the version before it. Rule: ztc-016 (geen overlap).

use ::store::{Actie, Reader, Tx};
use uuid::Uuid;
use values::actor::Component;

use super::schrijven::{Plaats, overlap, tell};
use crate::error::InvalidField;
use crate::gegevens::ResultaattypeGegevens;
use crate::register::{Regel, Soort};
use crate::rules::versies;
use crate::soorten::Gegeven;
use crate::store::regels;
use crate::{CatalogiError, Klassen};

/// Publishes a concept. What is published already stays as it is.
pub(crate) async fn publish<T: Gegeven>(
    tx: &mut Tx,
    current: &Regel<T>,
    klassen: &Klassen,
) -> Result<(), CatalogiError> {
    if !current.rond.concept {
        return Ok(());
    }
    let faults = publish_faults(tx, current, klassen).await?;
    if !faults.is_empty() {
        return Err(CatalogiError::InvalidFields(faults));
    }
    let record = as_published(current);
    let plaats = Plaats { catalogus: current.rond.catalogus.uuid(), is_published: true };
    T::tabel().update(tx, &record).await?;
    let oud = (T::tabel().json)(&current.gegevens);
    tell(tx, &record, &plaats, Actie::Update, oud, (T::tabel().json)(&record)).await?;
    take_rights_along(tx, &record, plaats.catalogus).await
}

/// Gives applications that may work with the version before it the same rights on one that was published now: two statements, and those
/// of [`autorisaties::extend_to_version`] for each application that has them.
pub(crate) async fn take_rights_along<T: Gegeven>(
    tx: &mut Tx,
    record: &T,
    catalogus: Uuid,
) -> Result<(), CatalogiError> {
    let component = match T::SOORT {
        Soort::Zaaktype => Component::Zrc,
        Soort::Informatieobjecttype => Component::Drc,
        Soort::Besluittype => Component::Brc,
        _ => return Ok(()),
    };
    let mut own = record.clone();
    let Some(begin) = own.versie().map(|versie| versie.begin) else { return Ok(()) };
    let mut others = regels::list_published(tx, T::SOORT, catalogus, record.weergave()).await?;
    others.retain(|one| one.van != record.uuid());
    if let Some(before) = versies::before(&others, begin) {
        autorisaties::extend_to_version(tx, component, before, record.uuid()).await?;
    }
    Ok(())
}

fn as_published<T: Gegeven>(current: &Regel<T>) -> T {
    let mut record = current.gegevens.clone();
    if let Some(versie) = record.versie() {
        *versie.concept = false;
    }
    record
}

/// Returns everything that keeps a concept from being published: at most four statements.
pub(crate) async fn publish_faults<T: Gegeven>(
    db: &mut Reader,
    current: &Regel<T>,
    klassen: &Klassen,
) -> Result<Vec<InvalidField>, CatalogiError> {
    let uuid = current.gegevens.uuid();
    let mut faults = match T::SOORT {
        Soort::Zaaktype => publicatie_faults(&regels::publicatie(db, uuid).await?),
        Soort::Besluittype if regels::count_concept_informatieobjecttypen(db, uuid).await? > 0 => {
            vec![CONCEPT_INFORMATIEOBJECTTYPEN]
        }
        _ => Vec::new(),
    };
    if has_other_procestype(db, uuid, (current.gegevens.procestype(), klassen)).await? {
        faults.push(OTHER_PROCESTYPE);
    }
    faults.extend(overlap(db, &mut as_published(current), current.rond.catalogus.uuid()).await?);
    Ok(faults)
}

const OTHER_PROCESTYPE: InvalidField = InvalidField::new(
    "resultaattypen",
    "procestype-mismatch",
    "De selectielijstklasse van een resultaattype hoort niet bij het procestype van het zaaktype.",
);

/// Decides whether a resultaattype has a class of another process than the zaaktype has now. Rule: ztc-002 (valideren resultaattype).
async fn has_other_procestype(
    db: &mut Reader,
    zaaktype: Uuid,
    (procestype, klassen): (&str, &Klassen),
) -> Result<bool, CatalogiError> {
    if procestype.is_empty() {
        return Ok(false);
    }
    let all = ResultaattypeGegevens::tabel().of_owners(db, &[zaaktype]).await?;
    Ok(all.iter().any(|one| klassen.is_other(&one.gegevens.selectielijstklasse, procestype)))
}

const CONCEPT_INFORMATIEOBJECTTYPEN: InvalidField = InvalidField::new(
    "informatieobjecttypen",
    "concept-relation",
    "Alle informatieobjecttypen moeten eerst gepubliceerd zijn.",
);

/// Returns what a zaaktype lacks to be published.
fn publicatie_faults(stand: &regels::Publicatie) -> Vec<InvalidField> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, fault: InvalidField| {
        if !holds {
            faults.push(fault);
        }
    };
    let lacks = |name, reason| InvalidField::new(name, "concept-relation", reason);
    check(stand.roltypen >= 1, lacks("roltypen", "Publiceren kan met minstens 1 roltype."));
    check(stand.resultaattypen >= 1, lacks("resultaattypen", "Publiceren kan met minstens 1 resultaattype."));
    check(stand.statustypen >= 2, lacks("statustypen", "Publiceren kan met minstens 2 statustypen."));
    check(stand.concept_besluittypen == 0, lacks("besluittypen", "Alle besluittypen moeten eerst gepubliceerd zijn."));
    check(stand.concept_informatieobjecttypen == 0, CONCEPT_INFORMATIEOBJECTTYPEN);
    check(
        stand.concept_deelzaaktypen == 0,
        lacks("deelzaaktypen", "Alle deelzaaktypen moeten eerst gepubliceerd zijn."),
    );
    faults
}
