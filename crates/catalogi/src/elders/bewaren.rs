//! Writing what was fetched as copies.

use ::store::Tx;
use autorisaties::handlers::import::{Incoming, Outcome};
use diensten::ExternObject;
use jiff::Timestamp;
use serde_json::Value;

use super::{KopieFault, Opgehaald, is_part};
use crate::CatalogiError;
use crate::handlers::import::{copy, remove_copy};
use crate::operations::import::Deel;
use crate::register::Soort;
use crate::store::elders::{self, Kopie};
use crate::store::regels;

/// Writes a type and what belongs to it, in place of what was written before. Nothing is committed when one of them can't be kept.
pub(super) async fn write(
    tx: &mut Tx,
    (soort, stam): (Soort, ExternObject),
    rond: Vec<Opgehaald>,
) -> Result<(), KopieFault> {
    regels::lock(tx).await?;
    let (uuid, now) = (stam.uuid, tx.now());
    let (before, after): (Vec<_>, Vec<_>) = rond.into_iter().partition(|one| !is_part(one.soort));
    let own = Opgehaald { soort, object: stam.clone(), is_whole: true };
    for one in before.iter().chain([&own]) {
        write_one(tx, one, Deel::Record).await?;
    }
    if soort == Soort::Zaaktype {
        elders::set_behandelrollen(tx, uuid).await?;
        elders::make_room(tx, uuid).await?;
    }
    for one in &after {
        write_one(tx, one, Deel::Record).await?;
    }
    if soort == Soort::Zaaktype {
        write_one(tx, &own, Deel::Relaties).await?;
    }
    let all: Vec<&Opgehaald> = before.iter().chain([&own]).chain(&after).collect();
    mark(tx, &all, (&stam, now)).await?;
    remove_gone(tx, &stam, now).await?;
    // Servers that keep it in memory read it again.
    let stand = tx.new_uuid();
    regels::set_stand(tx, stand).await?;
    Ok(())
}

async fn write_one(tx: &mut Tx, one: &Opgehaald, deel: Deel) -> Result<(), KopieFault> {
    let object = &one.object;
    let incoming = Incoming { uuid: object.uuid, url: object.url.clone(), fields: object.inhoud.clone() };
    let outcome = match copy(tx, one.soort, incoming, deel).await {
        Err(CatalogiError::Store(error)) if error.is_conflict() => Outcome::conflict(),
        outcome => outcome?,
    };
    match outcome {
        Outcome::Refused(reasons) => Err(KopieFault::Refused(format!("{}: {reasons}", object.url))),
        Outcome::Taken | Outcome::Present => Ok(diensten::hold(tx, object).await?),
    }
}

async fn mark(tx: &mut Tx, all: &[&Opgehaald], (stam, now): (&ExternObject, Timestamp)) -> Result<(), KopieFault> {
    let kopie = |one: &&'_ Opgehaald| {
        let own = &one.object;
        let stam = if is_part(one.soort) { stam.uuid } else { own.uuid };
        let gelezen_op = if one.is_whole { now } else { Timestamp::UNIX_EPOCH };
        // A concept is asked for each time: it may be published at any moment.
        let is_concept = own.inhoud.get("concept").and_then(Value::as_bool).unwrap_or(false);
        let gezien_op = if is_concept { Timestamp::UNIX_EPOCH } else { gelezen_op };
        Kopie { uuid: own.uuid, stam, etag: own.etag.clone(), gelezen_op, gezien_op }
    };
    let kopieen: Vec<Kopie> = all.iter().map(kopie).collect();
    Ok(elders::save(tx, &kopieen).await?)
}

/// Removes what the other register does not have any more and nothing here names.
async fn remove_gone(tx: &mut Tx, stam: &ExternObject, now: Timestamp) -> Result<(), KopieFault> {
    let gone = elders::list_gone(tx, stam.uuid, now).await?;
    if gone.is_empty() {
        return Ok(());
    }
    for object in diensten::list_objects(tx, &gone).await? {
        let Ok(soort) = object.soort.as_str().parse::<Soort>() else { continue };
        if is_part(soort) && remove_copy(tx, soort, object.uuid).await? {
            elders::delete(tx, object.uuid).await?;
        }
    }
    Ok(())
}
