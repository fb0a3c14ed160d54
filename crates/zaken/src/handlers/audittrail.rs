//! `/zaken/{uuid}/audittrail`.

use ::store::Reader;
use autorisaties::Bereik;
use autorisaties::handlers::{Audittrail, Caller, GateFuture};
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Id};
use web::Problem;

use crate::paths;

pub(crate) const AUDITTRAIL: Audittrail =
    Audittrail { component: Component::Zrc, bron: "zrc", path: paths::ZAKEN, resources: paths::RESOURCES, gate };

fn gate<'a>(db: &'a mut Reader, actor: &'a Actor, scope: &'static str, uuid: Uuid) -> GateFuture<'a> {
    Box::pin(async move {
        let zaak = crate::find_zaak(db, Id::new(uuid)).await?.ok_or_else(Problem::not_found)?;
        let is_reached =
            Bereik::of(actor, Component::Zrc, scope).holds(zaak.zaaktype.uuid(), zaak.vertrouwelijkheidaanduiding);
        if is_reached { Ok(()) } else { Err(Caller::refusal()) }
    })
}
