//! Taking decisions, changing them and taking them back, each told once for the API and the process alike.

mod besluiten;
mod relaties;
mod verwerken;

pub use besluiten::create_besluit;
pub(crate) use besluiten::{
    change_besluit, confirm_besluit, confirm_change, destroy_besluit, lay_besluit, lay_change, list_faults,
    register_besluit, withdraw_besluit, withdraw_change,
};
pub use relaties::link_document;
pub(crate) use relaties::{confirm_document, lay_document, put_document, remove_document, withdraw_document};
pub(crate) use verwerken::{Verwerking, confirm_verwerking, lay_verwerking, verwerk_besluit, withdraw_verwerking};

use ::store::{Actie, AuditLine, Event, Tx};
use catalogi::{Besluittype, CatalogiError};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use values::{Actor, Id};
use zaken::Zaak;

use crate::access::{self, Scope};
use crate::{Besluit, BesluitenError, store};

/// A decision that is going to be changed, with its kind.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) besluit: Besluit,
    pub(crate) besluittype: Besluittype,
}

/// Finds a decision that the actor may do this to, and keeps others from changing it.
///
/// # Errors
/// [`BesluitenError::BesluitNotFound`] or [`BesluitenError::Forbidden`].
pub(crate) async fn open(
    tx: &mut Tx,
    actor: &Actor,
    scope: Scope,
    uuid: Id<Besluit>,
) -> Result<Opened, BesluitenError> {
    let besluit = store::lock_besluit(tx, uuid).await?.ok_or(BesluitenError::BesluitNotFound)?;
    access::require(actor, scope, besluit.besluittype)?;
    let besluittype = read_besluittype(tx, besluit.besluittype).await?;
    Ok(Opened { besluit, besluittype })
}

/// Returns a kind of decision that must exist, because a row names it.
async fn read_besluittype(tx: &mut Tx, uuid: Id<Besluittype>) -> Result<Besluittype, BesluitenError> {
    let found = catalogi::find_besluittype(tx, uuid).await?;
    Ok(found.ok_or(CatalogiError::BesluittypeNotFound(uuid.uuid()))?)
}

/// What changed, with its state before and after as the API shows it.
struct Change {
    actie: Actie,
    resource: &'static str,
    resource_id: Uuid,
    weergave: String,
    zaak: Option<Id<Zaak>>,
    oud: Value,
    nieuw: Value,
}

/// Returns a view as it is kept in the audit trail. Our own types can always be written.
fn kept(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// Writes the audit lines and the event of a change of a decision or of its documents.
fn tell(tx: &mut Tx, opened: &Opened, change: Change) {
    let Opened { besluit, besluittype } = opened;
    let Change { actie, resource, resource_id, weergave, zaak, oud, nieuw } = change;
    if let Some(zaak) = zaak {
        // Staff reads one history of a zaak. What the decision says stays with the decision: it goes when that is destroyed.
        tx.audit(AuditLine {
            bron: "brc",
            actie,
            resource,
            resource_id,
            hoofd_object: zaak.uuid(),
            weergave: weergave.clone(),
            oud: Value::Null,
            nieuw: Value::Null,
        });
    }
    let hoofd_object = besluit.uuid.uuid();
    tx.audit(AuditLine { bron: "brc", actie, resource, resource_id, hoofd_object, weergave, oud, nieuw });
    // The zaak is for inside: what is told of one zaak goes in its order.
    let kenmerken = json!({
        "verantwoordelijkeOrganisatie": besluit.verantwoordelijke_organisatie,
        "besluittype": besluittype.uuid.to_string(),
        "besluittype.catalogus": besluittype.catalogus.to_string(),
        "zaak": zaak,
    });
    tx.emit(Event {
        kanaal: "besluiten",
        resource,
        actie,
        hoofd_object,
        resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
    });
}
