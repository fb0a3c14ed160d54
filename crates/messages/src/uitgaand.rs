//! What went out: for staff, for the resident as contact moments, and for the development page.

use std::collections::HashMap;

use ::store::Reader;
use uuid::Uuid;
use values::Id;
use values::actor::Burger;
use zaken::Zaak;

use crate::inbox::Gate;
use crate::{Contactmoment, Mail, MessagesError, Scenario, UitgaandBericht, store};

/// Contact moments looked at for one list.
const LOOK_MAX: i64 = 500;

/// Returns everything that was sent about a zaak, waits, failed or was not sent, with the reason; oldest first. For staff that may
/// see the zaak.
///
/// # Errors
/// When the database fails.
pub async fn list_uit_for_zaak(db: &mut Reader, zaak: Id<Zaak>) -> Result<Vec<UitgaandBericht>, MessagesError> {
    Ok(store::list_uit_for_zaak(db, zaak).await?)
}

/// Returns the mails that the resident got, newest first. A representative sees those about zaken that the mandate covers, and with a mandate
/// for everything that there were others.
///
/// # Errors
/// When the database fails.
pub async fn list_contactmomenten(
    db: &mut Reader,
    burger: &Burger,
    limit: i64,
) -> Result<Vec<Contactmoment>, MessagesError> {
    let found = store::list_sent(db, burger.betrokkene(), LOOK_MAX).await?;
    visible(db, burger, found, limit).await
}

/// Returns the mails that the resident got about one zaak, newest first, under the same conditions.
///
/// # Errors
/// When the database fails.
pub async fn list_contactmomenten_zaak(
    db: &mut Reader,
    burger: &Burger,
    zaak: Id<Zaak>,
    limit: i64,
) -> Result<Vec<Contactmoment>, MessagesError> {
    let found = store::list_sent_zaak(db, burger.betrokkene(), zaak, LOOK_MAX).await?;
    visible(db, burger, found, limit).await
}

/// Rules: portaal.md section 7, rows 14 (klantcontact) and 15 (on behalf). A contact about a zaak is no more confidential than the zaak, which a
/// representative reads whole when the mandate covers it. What is about no zaak (that an address changed) she sees without its subject.
async fn visible(
    db: &mut Reader,
    burger: &Burger,
    found: Vec<Contactmoment>,
    limit: i64,
) -> Result<Vec<Contactmoment>, MessagesError> {
    let gate = Gate::ask(db, burger, found.iter().map(|moment| moment.zaak)).await?;
    let is_own = burger.vertegenwoordigt.is_none();
    let limit = usize::try_from(limit).unwrap_or_default();
    let mut shown: Vec<_> = found.into_iter().filter(|moment| gate.allows(moment.zaak)).take(limit).collect();
    let ids: Vec<Uuid> = shown.iter().map(|moment| moment.uuid).collect();
    let mut texts: HashMap<_, _> = store::list_texts(db, &ids)
        .await?
        .into_iter()
        // A code is for the one place where it is asked.
        .map(|(uuid, scenario, tekst)| {
            (uuid, if scenario == Scenario::Controlecode.as_str() { String::new() } else { tekst })
        })
        .collect();
    for moment in &mut shown {
        let is_open = is_own || moment.zaak.is_some();
        moment.onderwerp = moment.onderwerp.take().filter(|_| is_open);
        moment.inhoud = texts.remove(&moment.uuid).filter(|_| is_open);
    }
    Ok(shown)
}

/// Returns the newest mails with their addresses, whoever they are for. Only for the development page of a demonstration.
///
/// # Errors
/// When the database fails.
pub async fn list_recent_mails(db: &mut Reader, limit: i64) -> Result<Vec<Mail>, MessagesError> {
    Ok(store::list_recent_mails(db, limit).await?)
}

/// Returns a mail, whoever it is for. Only for the development page of a demonstration.
///
/// # Errors
/// When the database fails.
pub async fn find_mail(db: &mut Reader, uuid: Uuid) -> Result<Option<Mail>, MessagesError> {
    Ok(store::find_mail(db, uuid).await?)
}
