//! What the product can do with zaken, each told once, for the API, the pages, the process and the jobs alike.

mod archiveren;
mod besluiten;
mod documenten;
mod dossiers;
mod eigenschappen;
pub(crate) mod import;
mod importeren;
mod onderdelen;
mod resultaten;
mod rollen;
mod samengesteld;
mod statussen;
mod termijnen;
pub(crate) mod voorlopig;
mod zaken;

pub use archiveren::mirror_besluit;
pub(crate) use besluiten::{add_besluit_elders, remove_besluit_elders};
pub use documenten::{
    RelatieGegevens, change_document, confirm_document, lay_document, link_document, link_document_as, put_document,
    tell_document, unlink_document, withdraw_document,
};
pub use dossiers::{Dossier, load_dossiers};
pub use eigenschappen::{add_eigenschap, change_eigenschap, remove_eigenschap, set_eigenschappen};
pub(crate) use importeren::enqueue_next;
pub use importeren::{create_import, remove_import, start_import};
pub use onderdelen::{
    NewSubstatus, add_klantcontact, add_notitie, add_substatus, add_zaakobject, change_notitie, change_zaakobject,
    link_object, remove_notitie, remove_zaakobject, unlink_object,
};
pub(crate) use onderdelen::{confirm_koppeling, lay_koppeling, remove_koppeling, withdraw_koppeling};
pub use resultaten::{add_resultaat, change_resultaat, remove_resultaat, set_resultaat};
pub use rollen::{add_rol, change_rol, register_rol, remove_rol};
pub use samengesteld::{
    Bijgewerkt, Geregistreerd, Registratie, RolWijziging, Soort, Wijziging, change_with, register_with,
};
pub use statussen::{NewStatus, require_status, set_status, set_status_by};
pub use termijnen::{hervat_zaak, schort_zaak_op, verleng_zaak};
pub use voorlopig::{confirm_registratie, hold_registratie, withdraw_registratie};
pub(crate) use zaken::list_faults;
pub use zaken::{change_zaak, create_zaak, destroy_zaak, next_identificatie, open_zaak, register_zaak};
use zaken::{write_change, write_facts};

use std::sync::Arc;

use ::store::{Actie, AuditLine, Event, Tx};
use catalogi::Zaaktype;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use values::{Actor, Id};

use crate::access::{self, Scope};
use crate::{Zaak, ZakenError, store};

/// Which scopes are enough for a change below a zaak that runs, besides `zaken.bijwerken`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Also {
    /// None.
    Nothing,
    /// Of who makes a zaak, for what comes with it.
    Start,
    /// `zaken.aanmaken`.
    Aanmaken,
    /// `zaken.verwijderen`.
    Verwijderen,
}

/// Finds a zaak that the actor may change something below, and keeps others from changing it.
async fn open(
    tx: &mut Tx,
    actor: &Actor,
    zaak: Id<Zaak>,
    also: Also,
) -> Result<(Arc<Zaak>, Arc<Zaaktype>), ZakenError> {
    let zaak = store::lock_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let also: &[Scope] = match also {
        Also::Nothing => &[],
        Also::Start => access::scopes_at_start(actor, &zaak),
        Also::Aanmaken => &[Scope::Aanmaken],
        Also::Verwijderen => &[Scope::Verwijderen],
    };
    access::require_change(actor, &zaaktype, &zaak, also)?;
    refuse_archived(&zaak)?;
    Ok((zaak, zaaktype))
}

/// Returns a zaak that nobody else can change until the transaction ends, whoever asks.
///
/// # Errors
/// When the database fails.
pub async fn lock_zaak(tx: &mut Tx, zaak: Id<Zaak>) -> Result<Option<Arc<Zaak>>, ZakenError> {
    Ok(store::lock_zaak(tx, zaak).await?)
}

/// Nothing below a zaak changes once it was archived.
fn refuse_archived(zaak: &Zaak) -> Result<(), ZakenError> {
    if !zaak.is_archived() {
        return Ok(());
    }
    Err(ZakenError::invalid(
        "archiefstatus",
        "zaak-archived",
        "De zaak is gearchiveerd: er kan niets meer aan wijzigen.",
    ))
}

/// Marks the zaak as changed, and tells what changed below it.
async fn finish(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, change: Change) -> Result<(), ZakenError> {
    store::touch_zaak(tx, zaak).await?;
    tell(tx, zaak, zaaktype, change);
    Ok(())
}

/// Writes the audit line and the event of a change on or below a zaak.
fn tell(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, change: Change) {
    let resource = change.resource;
    tx.audit(AuditLine {
        bron: "zrc",
        actie: change.actie,
        resource,
        resource_id: change.resource_id,
        hoofd_object: zaak.uuid.uuid(),
        weergave: change.weergave,
        oud: change.oud,
        nieuw: change.nieuw,
    });
    if change.is_published {
        publish(tx, zaak, zaaktype, change.actie, (resource, change.resource_id));
    }
}

/// Tells subscribers to zaken of a change on or below one.
fn publish(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, actie: Actie, (resource, resource_id): (&'static str, Uuid)) {
    tx.emit(Event {
        kanaal: "zaken",
        resource,
        actie,
        hoofd_object: zaak.uuid.uuid(),
        resource_id,
        kenmerken: kenmerken(zaak, zaaktype),
    });
}

/// What subscribers to zaken filter on.
fn kenmerken(zaak: &Zaak, zaaktype: &Zaaktype) -> Map<String, Value> {
    let all = json!({
        "bronorganisatie": zaak.bronorganisatie,
        "zaaktype": zaaktype.uuid.to_string(),
        "zaaktype.catalogus": zaaktype.catalogus.to_string(),
        "vertrouwelijkheidaanduiding": zaak.vertrouwelijkheidaanduiding.as_str(),
    });
    all.as_object().cloned().unwrap_or_default()
}

/// Tells what was done with a zaak as a whole, beside what changed of it: `zaak-geregistreerd`, `zaak-geopend` and so on. Subscribers get it
/// as a CloudEvent.
fn announce(tx: &mut Tx, zaak: &Zaak, zaaktype: &Zaaktype, gebeurtenis: &'static str) {
    tx.emit(Event {
        kanaal: "loket.zaken",
        resource: gebeurtenis,
        actie: Actie::PartialUpdate,
        hoofd_object: zaak.uuid.uuid(),
        resource_id: zaak.uuid.uuid(),
        kenmerken: kenmerken(zaak, zaaktype),
    });
}

/// What changed, with its state before and after as the API shows it.
struct Change {
    actie: Actie,
    resource: &'static str,
    resource_id: Uuid,
    weergave: String,
    oud: Value,
    nieuw: Value,
    /// Whether subscribers are told; the standard has no notification of a few resources.
    is_published: bool,
}

impl Change {
    fn of(actie: Actie, resource: &'static str, resource_id: Uuid, weergave: &str) -> Self {
        let weergave = weergave.to_owned();
        Self { actie, resource, resource_id, weergave, oud: Value::Null, nieuw: Value::Null, is_published: true }
    }

    fn create(resource: &'static str, resource_id: Uuid, weergave: &str, nieuw: Value) -> Self {
        Self::of(Actie::Create, resource, resource_id, weergave).to(nieuw)
    }

    fn from(self, oud: Value) -> Self {
        Self { oud, ..self }
    }

    fn to(self, nieuw: Value) -> Self {
        Self { nieuw, ..self }
    }

    fn unpublished(self) -> Self {
        Self { is_published: false, ..self }
    }
}
