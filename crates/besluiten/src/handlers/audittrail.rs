//! `/besluiten/{uuid}/audittrail`.

use ::store::Reader;
use autorisaties::Bereik;
use autorisaties::handlers::{Audittrail, Caller, GateFuture};
use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Id};
use web::Problem;

use crate::{access, paths, register};

pub(crate) const AUDITTRAIL: Audittrail =
    Audittrail { component: Component::Brc, bron: "brc", path: paths::BESLUITEN, resources: paths::RESOURCES, gate };

fn gate<'a>(db: &'a mut Reader, actor: &'a Actor, scope: &'static str, uuid: Uuid) -> GateFuture<'a> {
    Box::pin(async move {
        let besluit = register::find(db, Id::new(uuid)).await?.ok_or_else(Problem::not_found)?;
        if access::holds(&Bereik::of(actor, Component::Brc, scope), besluit.besluittype) {
            Ok(())
        } else {
            Err(Caller::refusal())
        }
    })
}
