//! `/objectinformatieobjecten`: the mirror of the relations that zaken and besluiten have with documents.
//!
//! Whoever puts a document in a zaak or besluit here writes both sides at once, so there is nothing left to make or remove for a client
//! of this API: a POST confirms the relation that is there, a DELETE waits until it is gone. Rules: drc-002, drc-003, drc-004.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Problem, Tenant};

use super::{filter, find_main, require};
use crate::access::Scope;
use crate::store::relaties;
use crate::{DocumentenError, ObjectSoort, paths, register, views};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::OBJECTINFORMATIEOBJECTEN);
    let document = params.reference("informatieobject", &urls, paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    let object =
        params.text("object").map(|url| filter::object_of(&url, &urls).map(|(_, uuid)| uuid).unwrap_or_default());
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_relaties(&mut db, &caller.0, object, document).await?;
    let views = found.iter().map(|one| views::relatie(one, &urls)).collect();
    Ok(Json(expand.all(&mut db, &caller, &urls, views).await?).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::OBJECTINFORMATIEOBJECTEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let one = register::find_relatie(&mut db, &caller.0, Scope::Lezen, uuid).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, views::relatie(&one, &urls)).await?)
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map);
    let main = find_main(&caller, &tenant, &urls, &mut fields, Scope::Aanmaken).await?;
    let url = fields.url_required("object");
    let object_type = fields.choice_required("objectType", &ObjectSoort::ALL.map(ObjectSoort::as_str));
    let object = filter::object_of(&url, &urls);
    if !url.is_empty() && object.is_none() {
        fields.fault("object", "bad-url", "Deze URL leidt niet naar een zaak of besluit.");
    }
    let (Some(main), Some((soort, object)), true) = (main, object, fields.is_valid()) else {
        return Err(fields.refuse());
    };
    let found = relaties::find_pair(&mut tenant.db.reader(), object, main.document.uuid).await;
    let found = found.map_err(DocumentenError::from)?.filter(|_| soort.as_str() == object_type);
    let Some(relatie) = found else {
        let reason = "Het object heeft geen relatie met dit informatieobject: leg die eerst daar vast.";
        return Err(Problem::invalid(vec![InvalidParam::whole("inconsistent-relation", reason)]));
    };
    let url = urls.url(paths::OBJECTINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
    Ok(Created(views::relatie(&relatie, &urls)).at(&url))
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    register::find_relatie(&mut tenant.db.reader(), &caller.0, Scope::Verwijderen, uuid).await?;
    // The row is here for as long as the relation is there.
    let reason = "De relatie bestaat nog bij het object: verwijder die eerst daar.";
    Err(Problem::invalid(vec![InvalidParam::whole("remote-relation-exists", reason)]))
}
