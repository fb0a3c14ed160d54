//! What went out: for staff, for the resident as contact moments, and for the development page.

use ::store::Reader;
use uuid::Uuid;
use values::actor::Burger;
use values::{Id, Vertrouwelijkheidaanduiding};
use zaken::Zaak;

use crate::inbox::Gate;
use crate::{Contactmoment, Mail, MessagesError, UitgaandBericht, store};

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

/// Returns the mails that the resident got, newest first. A representative sees those about zaken that the mandate covers and that
/// are open to everybody: a message is confidential towards others when its zaak is.
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

/// Rule: portaal.md section 7, rows 14 (klantcontact) and 15 (on behalf).
async fn visible(
    db: &mut Reader,
    burger: &Burger,
    found: Vec<(Contactmoment, Option<Vertrouwelijkheidaanduiding>)>,
    limit: i64,
) -> Result<Vec<Contactmoment>, MessagesError> {
    let mut gate = Gate::new(db, burger);
    let mut visible = Vec::new();
    for (moment, level) in found {
        let is_own = burger.vertegenwoordigt.is_none();
        let is_public = level == Some(Vertrouwelijkheidaanduiding::Openbaar);
        if (is_own || is_public) && gate.allows(db, moment.zaak).await? {
            visible.push(moment);
        }
        if i64::try_from(visible.len()).unwrap_or(i64::MAX) >= limit {
            break;
        }
    }
    Ok(visible)
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
