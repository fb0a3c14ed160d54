//! Taking types over from another register. They are not judged by the rules for changes: what is published there is published here.

use std::collections::HashSet;

use ::store::{Actie, Tx};
use autorisaties::handlers::import::Outcome;
use serde_json::Value;
use uuid::Uuid;

use super::schrijven::{self, Gevonden, Verwijzing, Verwijzingen};
use crate::CatalogiError;
use crate::register::{Gerelateerd, Soort};
use crate::soorten::Gegeven;
use crate::store::regels;

/// Which part of a type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deel {
    /// The type itself, with what it names of other kinds.
    Record,
    /// What a zaaktype that is here names of other zaaktypen.
    Relaties,
}

/// Writes a type with its own id, or what it names. A part of it that can't be kept undoes the whole.
pub(crate) async fn take_over<T: Gegeven>(
    tx: &mut Tx,
    is_published: bool,
    mut record: T,
    named: &Verwijzingen,
    deel: Deel,
    nieuw: Value,
) -> Result<Outcome, CatalogiError> {
    regels::lock(tx).await?;
    let (plaats, found) = match find_around(tx, &mut record, named, deel).await? {
        Ok(around) => around,
        Err(reason) => return Ok(Outcome::refused(reason)),
    };
    let mark = tx.mark().await?;
    let written = async {
        if deel == Deel::Record {
            T::tabel().insert(tx, &record).await?;
        }
        schrijven::write_relaties::<T>(tx, record.uuid(), &found).await
    };
    match written.await {
        Ok(()) => tx.keep(mark).await?,
        Err(CatalogiError::Store(error)) if error.is_conflict() => {
            tx.undo_to(mark).await?;
            return Ok(Outcome::conflict());
        }
        Err(error) => return Err(error),
    }
    if deel == Deel::Record {
        schrijven::note(tx, &record, &plaats, Actie::Create, Value::Null, nieuw).await?;
        if is_published {
            schrijven::emit(tx, &record, &plaats, Actie::Create);
        }
    }
    Ok(Outcome::Taken)
}

/// Writes a copy of a type that stays in another register, in place of the one that was written before. It is nobody's change here: there
/// is no audit line, and nobody is told.
pub(crate) async fn copy<T: Gegeven>(
    tx: &mut Tx,
    mut record: T,
    named: &Verwijzingen,
    deel: Deel,
    is_new: bool,
) -> Result<Outcome, CatalogiError> {
    let found = match find_around(tx, &mut record, named, deel).await? {
        Ok((_, found)) => found,
        Err(reason) => return Ok(Outcome::refused(reason)),
    };
    match deel {
        Deel::Record if is_new => T::tabel().insert(tx, &record).await?,
        Deel::Record => T::tabel().update(tx, &record).await?,
        Deel::Relaties => {}
    }
    schrijven::write_relaties::<T>(tx, record.uuid(), &found).await?;
    Ok(Outcome::Taken)
}

/// What is around a type: where it is, and what it names. Or why it can't be here.
type Around = Result<(schrijven::Plaats, Gevonden), &'static str>;

async fn find_around<T: Gegeven>(
    tx: &mut Tx,
    record: &mut T,
    named: &Verwijzingen,
    deel: Deel,
) -> Result<Around, CatalogiError> {
    let plaats = match schrijven::find_plaats(tx, record).await {
        Ok(plaats) => plaats,
        Err(CatalogiError::InvalidFields(faults)) => return Ok(Err(faults.first().map_or("", |fault| fault.reason))),
        Err(error) => return Err(error),
    };
    Ok(find_named(tx, record, named, plaats.catalogus, deel).await?.map(|found| (plaats, found)))
}

/// Finds what a type names. A type that is not here makes the whole refused only when the type can't be without it.
async fn find_named<T: Gegeven>(
    tx: &mut Tx,
    record: &mut T,
    named: &Verwijzingen,
    catalogus: Uuid,
    deel: Deel,
) -> Result<Result<Gevonden, &'static str>, CatalogiError> {
    let mut found = Gevonden::default();
    if deel == Deel::Relaties {
        let all = named.deelzaaktypen.as_deref().unwrap_or_default();
        found.deelzaaktypen = Some(resolve(tx, Soort::Zaaktype, catalogus, all).await?.into_iter().flatten().collect());
        let related = named.gerelateerd.as_deref().unwrap_or_default();
        let zaaktypen: Vec<Verwijzing> = related.iter().map(|(zaaktype, _, _)| zaaktype.clone()).collect();
        let ids = resolve(tx, Soort::Zaaktype, catalogus, &zaaktypen).await?;
        let pairs = ids.into_iter().zip(related).filter_map(|(zaaktype, (_, aard, toelichting))| {
            Some(Gerelateerd { zaaktype: zaaktype?, aard: aard.clone(), toelichting: toelichting.clone() })
        });
        found.gerelateerd = Some(pairs.collect());
        return Ok(Ok(found));
    }
    if let Some(one) = &named.informatieobjecttype {
        match resolve(tx, Soort::Informatieobjecttype, catalogus, std::slice::from_ref(one)).await?.first() {
            Some(Some(uuid)) => record.set_informatieobjecttype(*uuid),
            _ => return Ok(Err("het informatieobjecttype is hier niet")),
        }
    }
    if let Some(all) = &named.besluittypen {
        found.besluittypen =
            Some(resolve(tx, Soort::Besluittype, catalogus, all).await?.into_iter().flatten().collect());
    }
    if let Some(all) = &named.informatieobjecttypen {
        let ids = resolve(tx, Soort::Informatieobjecttype, catalogus, all).await?;
        found.informatieobjecttypen = Some(ids.into_iter().flatten().collect());
    }
    Ok(Ok(found))
}

/// Returns for each type that is named its id, none when it is not here.
async fn resolve(
    tx: &mut Tx,
    soort: Soort,
    catalogus: Uuid,
    all: &[Verwijzing],
) -> Result<Vec<Option<Uuid>>, CatalogiError> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: HashSet<Uuid> = all.iter().filter_map(Verwijzing::id).collect();
    let namen: Vec<&str> = all.iter().filter_map(Verwijzing::naam).collect();
    let today = tx.today();
    let rows = regels::resolve(tx, soort, ids, catalogus, &namen, today).await?;
    let find = |one: &Verwijzing| rows.iter().find(|row| one.means(row, catalogus));
    Ok(all.iter().map(|one| find(one).map(|row| row.uuid)).collect())
}
