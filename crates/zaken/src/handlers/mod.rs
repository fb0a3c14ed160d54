//! The HTTP border of the Zaken API.

pub(crate) mod audittrail;
mod betrokkene;
pub(crate) mod resultaten;
pub(crate) mod rollen;
pub(crate) mod statussen;
mod zaak_input;
pub(crate) mod zaakeigenschappen;
pub(crate) mod zaakinformatieobjecten;
pub(crate) mod zaken;

use std::sync::Arc;

use ::store::{Actie, Tx};
use autorisaties::Window;
use autorisaties::handlers::{Caller, Fields, Urls};
use catalogi::Zaaktype;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::Id;
use values::actor::Component;
use web::{InvalidParam, Paging, Problem, Tenant};

use crate::access::Scope;
use crate::{Zaak, ZakenError, paths};

impl From<ZakenError> for Problem {
    fn from(error: ZakenError) -> Self {
        match error {
            ZakenError::ZaakNotFound => Self::not_found(),
            ZakenError::Forbidden(_) => Caller::refusal(),
            ZakenError::Invalid(fields) => {
                let params = fields.into_iter().map(|field| InvalidParam::new(field.name, field.code, field.reason));
                Self::invalid(params.collect())
            }
            ZakenError::Documenten(error) => error.into(),
            ZakenError::Catalogi(error) => error.into(),
            ZakenError::Store(_) => Self::internal(&error),
        }
    }
}

/// Refuses an application that has none of these scopes on any zaaktype.
fn require(caller: &Caller, scopes: &[Scope]) -> Result<(), Problem> {
    let scopes: Vec<_> = scopes.iter().map(|scope| (Component::Zrc, scope.as_str())).collect();
    caller.require_any(&scopes)
}

/// The scopes of a change below a zaak.
const CHANGE: [Scope; 2] = [Scope::Bijwerken, Scope::GeforceerdBijwerken];

fn window(paging: &Paging) -> Window {
    Window { limit: paging.limit(), offset: paging.offset() }
}

/// Finds the zaak that a body names, before anything else is judged.
async fn find_main(
    tenant: &Tenant,
    urls: &Urls,
    fields: &mut Fields,
) -> Result<Option<(Zaak, Arc<Zaaktype>)>, Problem> {
    let Some(uuid) = fields.own_reference("zaak", urls, paths::ZAKEN) else { return Ok(None) };
    let found = find_with_type(tenant, uuid).await?;
    if found.is_none() {
        fields.fault("zaak", "object-does-not-exist", "De zaak bestaat niet.");
    }
    Ok(found)
}

async fn find_with_type(tenant: &Tenant, uuid: Uuid) -> Result<Option<(Zaak, Arc<Zaaktype>)>, Problem> {
    let mut db = tenant.db.reader();
    let Some(zaak) = crate::find_zaak(&mut db, Id::new(uuid)).await? else { return Ok(None) };
    let zaaktype = catalogi::read_zaaktype(&mut db, zaak.zaaktype).await?;
    Ok(Some((zaak, zaaktype)))
}

/// Finds a zaak that nobody else can change until the transaction ends.
async fn lock_with_type(tx: &mut Tx, uuid: Uuid) -> Result<(Arc<Zaak>, Arc<Zaaktype>), Problem> {
    let zaak = crate::store::lock_zaak(tx, Id::new(uuid)).await?.ok_or_else(Problem::not_found)?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    Ok((zaak, zaaktype))
}

/// The body of a PUT or PATCH.
struct Sent {
    actie: Actie,
    map: Map<String, Value>,
}

impl Sent {
    /// Returns the fields to read: those of a PUT alone, those of a PATCH over what there is.
    fn over(self, current: &impl Serialize) -> Fields {
        match (self.actie, serde_json::to_value(current)) {
            (Actie::PartialUpdate, Ok(Value::Object(current))) => Fields::over(current, self.map),
            _ => Fields::new(self.map),
        }
    }
}

/// A field is missing and yet no fault was told: a mistake of ours.
#[derive(Debug, thiserror::Error)]
#[error("a body lacks a field, but no fault was found")]
struct NoFault;

/// Tells the faults of a body that lacks something.
fn refuse(fields: Fields) -> Problem {
    match fields.finish() {
        Err(problem) => problem,
        Ok(()) => Problem::internal(&NoFault),
    }
}
