//! `/enkelvoudiginformatieobjecten/{uuid}/audittrail`.

use ::store::Reader;
use autorisaties::handlers::{Audittrail, Caller, GateFuture};
use autorisaties::{Bereik, reads_only_gereed};
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Id};
use web::Problem;

use crate::{paths, register};

pub(crate) const AUDITTRAIL: Audittrail = Audittrail {
    component: Component::Drc,
    bron: "drc",
    path: paths::ENKELVOUDIGINFORMATIEOBJECTEN,
    resources: paths::RESOURCES,
    gate,
};

fn gate<'a>(db: &'a mut Reader, actor: &'a Actor, scope: &'static str, uuid: Uuid) -> GateFuture<'a> {
    Box::pin(async move {
        let found = register::find(db, Id::new(uuid)).await?.ok_or_else(Problem::not_found)?;
        let document = found.document;
        let hidden = reads_only_gereed(actor) && document.is_gereed_voor_publicatie != Some(true);
        let is_reached = Bereik::of(actor, Component::Drc, scope)
            .holds(document.informatieobjecttype.uuid(), document.vertrouwelijkheidaanduiding);
        if is_reached && !hidden { Ok(()) } else { Err(Caller::refusal()) }
    })
}
