//! From what happened to what is to be delivered, and what became of it.

use std::sync::Arc;

use ::store::{Actie, AuditLine, Event, PublishFuture, Reader, Result as StoreResult, Tx};
use jiff::ToSpan;
use serde_json::{Value, json};
use uuid::Uuid;
use values::Id;

use super::{abonnementen, fault};
use crate::domain::Vorm;
use crate::rules::Gebeurtenis;
use crate::store::bezorgingen::{self as rows, NewBezorging};
use crate::{
    Abonnement, DodeBrief, Hapering, Kenmerken, Notificatie, NotificatiesError, Overzicht, rules, store, wire,
};

/// More is shown as "1.000+".
const COUNT_MAX: i64 = 1001;
/// Dead letters on a page.
const DEAD_MAX: i64 = 200;
/// Dead letters are kept this long.
const KEEP_DAYS: i64 = 30;

/// All abonnementen, as of a version.
struct Kept {
    versie: Uuid,
    all: Vec<Abonnement>,
}

/// Hands events over to subscribers: plugged into the store. One statement, when the abonnementen did not change since they were read;
/// one more when somebody listens; none when no event is for subscribers.
pub fn publish<'a>(tx: &'a mut Tx, events: &'a [Event]) -> PublishFuture<'a> {
    Box::pin(async move {
        let source = tx.db().find_gemeente().map(|gemeente| gemeente.key.clone()).unwrap_or_default();
        let now = tx.now();
        let mut told: Vec<Notificatie> =
            events.iter().filter_map(|event| rules::notificatie_of(event, &source, now)).collect();
        let mut gebeurtenissen = rules::gebeurtenissen_of(events);
        if told.is_empty() && gebeurtenissen.is_empty() {
            return Ok(());
        }
        let kenmerken = told.iter_mut().map(|one| &mut one.kenmerken);
        write_elders(tx, kenmerken.chain(gebeurtenissen.iter_mut().map(|one| &mut one.data)).collect()).await?;
        let all = subscribers(tx).await?;
        let mut new = Vec::new();
        for notificatie in &told {
            hand_over(tx, &all.all, notificatie, &mut new);
        }
        for gebeurtenis in &gebeurtenissen {
            tell(tx, &all.all, &source, gebeurtenis, &mut new);
        }
        rows::insert(tx, &new).await
    })
}

/// Writes the URLs of types of other registers where the ids stand that they have here: one statement when there are any.
async fn write_elders(tx: &mut Tx, all: Vec<&mut Kenmerken>) -> StoreResult<()> {
    let mut texts: Vec<(Uuid, &mut String)> = all
        .into_iter()
        .flat_map(|kenmerken| kenmerken.iter_mut())
        .filter_map(|(_, text)| rules::find_elders(text).map(|uuid| (uuid, text)))
        .collect();
    let mut ids: Vec<Uuid> = texts.iter().map(|(uuid, _)| *uuid).collect();
    ids.sort_unstable();
    ids.dedup();
    let urls = diensten::list_urls(tx, &ids).await?;
    for (uuid, text) in &mut texts {
        if let Some(url) = urls.get(uuid) {
            url.clone_into(text);
        }
    }
    Ok(())
}

fn tell(tx: &mut Tx, all: &[Abonnement], source: &str, gebeurtenis: &Gebeurtenis, new: &mut Vec<NewBezorging>) {
    let now = tx.now();
    let mut bericht = None;
    for abonnement in all {
        if !rules::takes_cloudevent(abonnement, &gebeurtenis.r#type, &gebeurtenis.data) {
            continue;
        }
        let bericht = bericht.get_or_insert_with(|| wire::row_of_gebeurtenis(tx.new_uuid(), source, now, gebeurtenis));
        new.push(NewBezorging {
            abonnement: abonnement.uuid.uuid(),
            hoofd_object: gebeurtenis.dataref.clone(),
            vorm: Vorm::EigenCloudevent,
            bericht: bericht.clone(),
        });
    }
}

async fn subscribers(tx: &mut Tx) -> StoreResult<Arc<Kept>> {
    let versie = store::find_versie(tx).await?;
    if let Some(kept) = tx.db().memo().find::<Kept>(Uuid::nil())
        && kept.versie == versie
    {
        return Ok(kept);
    }
    let all = store::list_abonnementen(tx).await?;
    Ok(tx.db().memo().keep(Uuid::nil(), Kept { versie, all }))
}

fn hand_over(tx: &mut Tx, all: &[Abonnement], notificatie: &Notificatie, new: &mut Vec<NewBezorging>) {
    let mut bericht = None;
    for abonnement in all {
        let Some(vorm) = rules::choose(abonnement, notificatie) else { continue };
        let bericht = bericht.get_or_insert_with(|| wire::row_of(tx.new_uuid(), notificatie));
        new.push(NewBezorging {
            abonnement: abonnement.uuid.uuid(),
            hoofd_object: notificatie.hoofd_object.clone(),
            vorm,
            bericht: bericht.clone(),
        });
    }
}

/// Hands a notification of another system over to subscribers.
///
/// # Errors
/// [`NotificatiesError::Invalid`]: `message_kanaal`, `kenmerken_inconsistent`.
pub async fn publish_message(tx: &mut Tx, notificatie: &Notificatie) -> Result<(), NotificatiesError> {
    let invalid = |fault| NotificatiesError::Invalid(vec![fault]);
    let kanaal = store::find_kanaal_by_naam(tx, &notificatie.kanaal).await?;
    let kanaal =
        kanaal.ok_or_else(|| invalid(fault("kanaal", "message_kanaal", "Er is geen kanaal met deze naam.")))?;
    if !rules::is_consistent(notificatie.kenmerken.iter().map(|(name, _)| name.as_str()), &kanaal.filters) {
        let reason = "De kenmerken passen niet bij de filters van het kanaal.";
        return Err(invalid(fault("kenmerken", "kenmerken_inconsistent", reason)));
    }
    let all = subscribers(tx).await?;
    let mut new = Vec::new();
    hand_over(tx, &all.all, notificatie, &mut new);
    Ok(rows::insert(tx, &new).await?)
}

/// Hands a CloudEvent of another system over to subscribers, as it is.
///
/// # Errors
/// When the database fails.
pub async fn publish_cloudevent(
    tx: &mut Tx,
    r#type: &str,
    subject: &str,
    data: &Kenmerken,
    event: &Value,
) -> Result<(), NotificatiesError> {
    let all = subscribers(tx).await?;
    let new: Vec<NewBezorging> = all
        .all
        .iter()
        .filter(|abonnement| rules::takes_cloudevent(abonnement, r#type, data))
        .map(|abonnement| NewBezorging {
            abonnement: abonnement.uuid.uuid(),
            hoofd_object: subject.to_owned(),
            vorm: Vorm::Cloudevent,
            bericht: event.to_string(),
        })
        .collect();
    Ok(rows::insert(tx, &new).await?)
}

/// Returns how each abonnement does: two statements, however many there are.
///
/// # Errors
/// When the database fails.
pub async fn overzicht(db: &mut Reader) -> Result<Vec<Overzicht>, NotificatiesError> {
    let counts = rows::count(db, COUNT_MAX).await?;
    let all = store::list_abonnementen(db).await?;
    Ok(all
        .into_iter()
        .map(|abonnement| {
            let (mislukt, wachtend, dood) = counts.get(&abonnement.uuid.uuid()).copied().unwrap_or_default();
            Overzicht { abonnement, wachtend, dood, mislukt }
        })
        .collect())
}

/// Returns the newest messages that were given up, at most 200.
///
/// # Errors
/// When the database fails.
pub async fn dead_letters(db: &mut Reader, uuid: Id<Abonnement>) -> Result<Vec<DodeBrief>, NotificatiesError> {
    Ok(rows::list_dead(db, uuid.uuid(), DEAD_MAX).await?)
}

/// Returns why messages wait, none when none was tried in vain.
///
/// # Errors
/// When the database fails.
pub async fn find_stalled(db: &mut Reader, uuid: Id<Abonnement>) -> Result<Option<Hapering>, NotificatiesError> {
    Ok(rows::find_stalled(db, uuid.uuid()).await?)
}

/// Sends a message again that was given up; returns how many that were: another administrator may have been first.
///
/// # Errors
/// [`NotificatiesError::NotFound`] when there is no such abonnement.
pub async fn resend(tx: &mut Tx, uuid: Id<Abonnement>, id: Uuid) -> Result<u64, NotificatiesError> {
    let abonnement = abonnementen::read(tx, uuid).await?;
    let count = rows::resend(tx, uuid.uuid(), id).await?;
    sent_again(tx, &abonnement, count).await
}

/// Sends all messages again that were given up; returns how many.
///
/// # Errors
/// [`NotificatiesError::NotFound`] when there is no such abonnement.
pub async fn resend_all(tx: &mut Tx, uuid: Id<Abonnement>) -> Result<u64, NotificatiesError> {
    let abonnement = abonnementen::read(tx, uuid).await?;
    let count = rows::resend_all(tx, uuid.uuid()).await?;
    sent_again(tx, &abonnement, count).await
}

async fn sent_again(tx: &mut Tx, abonnement: &Abonnement, count: u64) -> Result<u64, NotificatiesError> {
    if count > 0 {
        // The administrator thinks that it works again: the subscriber is not left in peace any longer.
        let now = tx.now();
        rows::set_failures(tx, abonnement.uuid.uuid(), 0, now).await?;
        tx.wake_outgoing();
        tx.audit(AuditLine {
            bron: "nrc",
            actie: Actie::PartialUpdate,
            resource: "abonnement",
            resource_id: abonnement.uuid.uuid(),
            hoofd_object: abonnement.uuid.uuid(),
            weergave: "Opnieuw versturen".to_owned(),
            oud: Value::Null,
            nieuw: json!({ "aantal": count }),
        });
    }
    Ok(count)
}

/// Removes messages that were given up a month ago.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx) -> Result<u64, NotificatiesError> {
    let before = tx.now().checked_sub((KEEP_DAYS * 24).hours()).unwrap_or(tx.now());
    Ok(rows::delete_old(tx, before).await?)
}
