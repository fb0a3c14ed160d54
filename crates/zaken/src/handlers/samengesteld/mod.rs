//! `/zaak_registreren`, `/zaak_bijwerken/{uuid}` and so on: several resources in one call, as Open Zaak has them. Each part of a body is read
//! as the body of its own resource; faults are named by the part that they are in, such as `status.statustype`.

mod registreren;
mod wijzigen;

pub(crate) use registreren::registreren;
pub(crate) use wijzigen::{afsluiten, bijwerken, opschorten, verlengen};

use ::store::Tx;
use autorisaties::handlers::{Fields, Urls};
use catalogi::Zaaktype;
use values::Id;
use web::{Problem, Tenant};

use super::statussen::StatusInput;
use crate::register::{self, StatusRegel, Verwijzing};
use crate::{Status, Zaak, ZakenError};

/// Reads the status that comes with the rest.
async fn read_status(
    fields: &mut Fields,
    tenant: &Tenant,
    urls: &Urls,
    zaaktype: Option<&Zaaktype>,
) -> Result<Option<StatusInput>, Problem> {
    let Some(mut part) = fields.part("status") else { return Ok(None) };
    let input = StatusInput::read(&mut part, tenant, urls, zaaktype).await?;
    fields.add_within("status", part);
    Ok(Some(input))
}

/// A zaak with what it names, and its status.
type ReadBack = (Zaak, Vec<Verwijzing>, StatusRegel);

/// Returns a zaak and its status as they became.
async fn read_back(tx: &mut Tx, zaak: Id<Zaak>, status: &Status) -> Result<ReadBack, ZakenError> {
    let found = crate::find_zaak(tx, zaak).await?.ok_or(ZakenError::ZaakNotFound)?;
    let named = register::list_verwijzingen(tx, [zaak.uuid()]).await?;
    Ok((found, named, register::find_status(tx, status.uuid.uuid()).await?))
}
