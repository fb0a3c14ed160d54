//! `/zaken/{zaak_uuid}/besluiten`: what the Besluiten API mirrors here. Rule: brc-006 (zaken).

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Keys, Params, Urls};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Problem, Tenant};

use super::{CHANGE, find_with_type, require};
use crate::access::{self, Scope};
use crate::{paths, register, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(zaak): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKBESLUITEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    let found = register::list_besluiten(&mut db, &caller.0, zaak).await?;
    let views: Vec<_> = found.into_iter().map(|besluit| views::besluit(zaak, besluit, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Keys(zaak, uuid): Keys,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Lezen])?;
    let expand = resources.asked(&mut params, paths::ZAAKBESLUITEN);
    params.finish()?;
    let zaak = Id::new(zaak);
    let mut db = tenant.db.reader();
    if !register::list_besluiten(&mut db, &caller.0, zaak).await?.contains(&uuid) {
        return Err(Problem::not_found());
    }
    known.answer(&expand.one(&mut db, &caller, &urls, views::besluit(zaak, uuid, &urls)).await?)
}

fn inconsistent(reason: &str) -> Problem {
    Problem::invalid(vec![InvalidParam::whole("inconsistent-relation", reason)])
}

/// The besluit names its zaak; this only confirms that it does.
pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(main): Key,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    let mut fields = Fields::new(map);
    let besluit = fields.reference("besluit", &urls, paths::BESLUITEN);
    let (Some(besluit), true) = (besluit, fields.is_valid()) else { return Err(fields.refuse()) };
    if !crate::store::register::onderdelen::list_besluiten(&mut tenant.db.reader(), zaak.uuid).await?.contains(&besluit)
    {
        return Err(inconsistent("Het besluit hoort niet bij deze zaak."));
    }
    let view = views::besluit(zaak.uuid, besluit, &urls);
    let url = view.url.clone();
    Ok(Created(view).at(&url))
}

/// As long as the besluit names its zaak the relation stands.
pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Keys(main, uuid): Keys) -> Result<Response, Problem> {
    require(&caller, &CHANGE)?;
    let (zaak, zaaktype) = find_with_type(&tenant, main).await?.ok_or_else(Problem::not_found)?;
    access::require_change(&caller.0, &zaaktype, &zaak, &[])?;
    if !crate::store::register::onderdelen::list_besluiten(&mut tenant.db.reader(), zaak.uuid).await?.contains(&uuid) {
        return Err(Problem::not_found());
    }
    Err(inconsistent("Het besluit hoort nog bij deze zaak: verwijder het besluit of wijzig zijn zaak."))
}
