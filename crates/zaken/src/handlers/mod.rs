//! The HTTP border of the Zaken API.

pub(crate) mod audittrail;
pub(crate) mod besluiten;
pub(crate) mod cloudevents;
pub(crate) mod document_registreren;
pub(crate) mod expand;
pub(crate) mod import;
pub(crate) mod importeren;
pub(crate) mod klantcontacten;
pub(crate) mod koppelingen;
mod objecten_elders;
pub(crate) mod reserveren;
pub(crate) mod resultaten;
mod rol_filter;
pub(crate) mod rollen;
pub(crate) mod samengesteld;
pub(crate) mod statussen;
pub(crate) mod substatussen;
mod zaak_filter;
mod zaak_input;
pub(crate) mod zaakeigenschappen;
pub(crate) mod zaakinformatieobjecten;
pub(crate) mod zaaknotities;
pub(crate) mod zaakobjecten;
pub(crate) mod zaken;
mod zaken_elders;
pub(crate) mod zoek;

use std::sync::Arc;

use ::store::Tx;
use autorisaties::handlers::{Caller, Fields, Urls};
use catalogi::Zaaktype;
use uuid::Uuid;
use values::Id;
use values::actor::Component;
use web::{InvalidParam, Problem, Tenant};

use crate::access::{self, Scope};
use crate::error::InvalidField;
use crate::{Zaak, ZakenError, paths};

impl From<InvalidField> for InvalidParam {
    fn from(fault: InvalidField) -> Self {
        Self::new(fault.name, fault.code, fault.reason)
    }
}

impl From<ZakenError> for Problem {
    fn from(error: ZakenError) -> Self {
        match error {
            ZakenError::ZaakNotFound => Self::not_found(),
            ZakenError::Forbidden(_) => Caller::refusal(),
            ZakenError::Invalid(fields) => Self::invalid(fields.into_iter().map(InvalidParam::from).collect()),
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

/// What may be null in a body: both what the standard and what Open Zaak allow, and what an answer shows as null, so that it can be sent back.
const NULLABLE: &[&str] = &[
    "aanduidingWozObject",
    "adresAanduidingGrp",
    "archiefactiedatum",
    "archiefnominatie",
    "authenticatieContext",
    "beginGeldigheid",
    "betrokkeneIdentificatie",
    "contactpersoonRol",
    "einddatumGepland",
    "eindeGeldigheid",
    "gezetdoor",
    "hoofdzaak",
    "laatstGeopend",
    "laatsteBetaaldatum",
    "objectIdentificatie",
    "objectTypeOverigeDefinitie",
    "opschorting",
    "processobject",
    "processobjectaard",
    "publicatiedatum",
    "startdatumBewaartermijn",
    "status",
    "subVerblijfBuitenland",
    "uiterlijkeEinddatumAfdoening",
    "verblijfsadres",
    "verlenging",
    "vernietigingsdatum",
    "zaakgeometrie",
];

/// The scopes of a change below a zaak.
const CHANGE: [Scope; 2] = [Scope::Bijwerken, Scope::GeforceerdBijwerken];

/// Finds the zaak that a body names, before anything else is judged.
async fn find_main(
    tenant: &Tenant,
    urls: &Urls,
    fields: &mut Fields,
    name: &str,
) -> Result<Option<(Zaak, Arc<Zaaktype>)>, Problem> {
    let Some(uuid) = fields.own_reference(name, urls, paths::ZAKEN) else { return Ok(None) };
    let found = find_with_type(tenant, uuid).await?;
    if found.is_none() {
        fields.fault(name, "object-does-not-exist", "De zaak bestaat niet.");
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

/// Refuses who may not change something below this zaak.
async fn require_change(tx: &mut Tx, caller: &Caller, zaak: Id<Zaak>, also: &[Scope]) -> Result<(), Problem> {
    let (zaak, zaaktype) = lock_with_type(tx, zaak.uuid()).await?;
    Ok(access::require_change(&caller.0, &zaaktype, &zaak, also)?)
}

/// Refuses another value of a field that never changes.
fn immutable(fields: &mut Fields, urls: &Urls, (name, path): (&str, &'static str), current: Uuid) {
    if fields.plaats(name, urls, path).is_some_and(|named| named.uuid() != current) {
        fields.fault(name, "wijzigen-niet-toegelaten", "Dit veld kan niet worden gewijzigd.");
    }
}

/// Writes `list` and `read` for what lies below zaken; `shown` logs whose data that is.
macro_rules! reading {
    ($path:expr, $list:ident, $read:ident, |$params:ident, $urls:ident| $filter:expr,
     |$one:ident, $view_urls:ident| $view:expr) => {
        $crate::handlers::reading!(
            $path,
            $list,
            $read,
            |$params, $urls| $filter,
            |$one, $view_urls| $view,
            $crate::lezingen::of_nothing
        );
    };
    ($path:expr, $list:ident, $read:ident, |$params:ident, $urls:ident| $filter:expr,
     |$one:ident, $view_urls:ident| $view:expr, $shown:expr) => {
        pub(crate) async fn list(
            caller: autorisaties::handlers::Caller,
            tenant: web::Tenant,
            urls: autorisaties::handlers::Urls,
            paging: web::Paging,
            resources: autorisaties::handlers::expand::Resources,
            mut params: autorisaties::handlers::Params,
        ) -> Result<axum::response::Response, web::Problem> {
            $crate::handlers::require(&caller, &[$crate::access::Scope::Lezen])?;
            params.paged();
            let expand = resources.asked(&mut params, $path);
            let filter = {
                let ($params, $urls) = (&mut params, &urls);
                $filter
            };
            params.finish()?;
            let mut db = tenant.db.reader();
            let window = autorisaties::Window::from(&paging);
            let found = $crate::register::$list(&mut db, &caller.0, &filter, window).await?;
            ($shown)(&tenant.db, &caller, &found.rows[..]);
            let $view_urls = &urls;
            let views = found.rows.iter().map(|$one| $view).collect();
            let views = expand.all(&mut db, &caller, &urls, views).await?;
            Ok(axum::response::IntoResponse::into_response(web::Json(paging.listed(found.count, views)?)))
        }

        pub(crate) async fn read(
            caller: autorisaties::handlers::Caller,
            tenant: web::Tenant,
            urls: autorisaties::handlers::Urls,
            known: web::IfNoneMatch,
            autorisaties::handlers::Key(uuid): autorisaties::handlers::Key,
            resources: autorisaties::handlers::expand::Resources,
            mut params: autorisaties::handlers::Params,
        ) -> Result<axum::response::Response, web::Problem> {
            $crate::handlers::require(&caller, &[$crate::access::Scope::Lezen])?;
            let expand = resources.asked(&mut params, $path);
            params.finish()?;
            let mut db = tenant.db.reader();
            let found = $crate::register::$read(&mut db, &caller.0, uuid).await?;
            ($shown)(&tenant.db, &caller, std::slice::from_ref(&found));
            let ($one, $view_urls) = (&found, &urls);
            known.answer(&expand.one(&mut db, &caller, &urls, $view).await?)
        }
    };
}
use reading;
