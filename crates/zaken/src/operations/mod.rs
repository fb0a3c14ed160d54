//! What the product can do with zaken, each told once, for the API, the pages, the process and the jobs alike.

mod documenten;
mod eigenschappen;
mod resultaten;
mod rollen;
mod statussen;
mod zaken;

pub use documenten::{link_document, link_document_as};
pub use eigenschappen::{add_eigenschap, set_eigenschap};
pub use resultaten::{add_resultaat, set_resultaat};
pub use rollen::add_rol;
pub use statussen::{NewStatus, require_status, set_status};
pub use zaken::{change_zaak, create_zaak, destroy_zaak, next_identificatie, register_zaak};

use ::store::{Actie, AuditLine, Event, Tx};
use catalogi::Zaaktype;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Zaak;

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
    let kenmerken = json!({
        "bronorganisatie": zaak.bronorganisatie,
        "zaaktype": zaaktype.uuid.to_string(),
        "zaaktype.catalogus": zaaktype.catalogus.to_string(),
        "vertrouwelijkheidaanduiding": zaak.vertrouwelijkheidaanduiding.as_str(),
    });
    tx.emit(Event {
        kanaal: "zaken",
        resource,
        actie: change.actie,
        hoofd_object: zaak.uuid.uuid(),
        resource_id: change.resource_id,
        kenmerken: kenmerken.as_object().cloned().unwrap_or_default(),
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
}

impl Change {
    fn of(actie: Actie, resource: &'static str, resource_id: Uuid, weergave: &str) -> Self {
        Self { actie, resource, resource_id, weergave: weergave.to_owned(), oud: Value::Null, nieuw: Value::Null }
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
}
