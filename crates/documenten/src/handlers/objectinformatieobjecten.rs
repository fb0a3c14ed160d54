//! `/objectinformatieobjecten`: the mirror of the relations that zaken and besluiten have with documents.
//!
//! Whoever puts a document in a zaak or besluit here writes both sides at once, so there is nothing left to make or remove for a client
//! of this API: a POST confirms the relation that is there, a DELETE waits until it is gone. An object in another register is written
//! here by that register, when it says itself that the document is in it. Rules: drc-002, drc-003, drc-004.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Plaats, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use diensten::{Diensten, ExternObject, Spiegel};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Problem, Tenant};

use super::{NULLABLE, filter, find_main, require};
use crate::access::Scope;
use crate::register::DocumentRegel;
use crate::store::relaties;
use crate::{DocumentenError, ObjectInformatieObject, ObjectSoort, operations, paths, register, views};

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
    let object = params.url("object").map(|url| filter::object_id(&url, &urls));
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
    diensten: Diensten,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map).strict(NULLABLE);
    let main = find_main(&caller, &tenant, &urls, &mut fields, Scope::Aanmaken).await?;
    let url = fields.url_required("object");
    let object_type = fields.choice_required("objectType", &ObjectSoort::ALL.map(ObjectSoort::as_str));
    if filter::is_elsewhere(&url, &urls) {
        let soort = ObjectSoort::find(&object_type);
        let (Some(main), Some(soort), true) = (main, soort, fields.is_valid()) else { return Err(fields.refuse()) };
        let plaats = Plaats::Elders(url);
        let object = diensten.read(&mut fields, &tenant, ("object", &plaats), extern_soort(soort)).await?;
        let Some(object) = object else { return Err(fields.refuse()) };
        let document = fields.text("informatieobject", 1000);
        let relatie = create_elsewhere(&caller, &tenant, &diensten, (&main, document), (soort, &object)).await?;
        let url = urls.url(paths::OBJECTINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
        return Ok(Created(views::relatie(&relatie, &urls)).at(&url));
    }
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
        return Err(inconsistent());
    };
    let url = urls.url(paths::OBJECTINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
    Ok(Created(views::relatie(&relatie, &urls)).at(&url))
}

/// Writes that an object of another register has a document of ours, when that register says so.
async fn create_elsewhere(
    caller: &Caller,
    tenant: &Tenant,
    diensten: &Diensten,
    (main, informatieobject): (&DocumentRegel, String),
    (soort, object): (ObjectSoort, &ExternObject),
) -> Result<ObjectInformatieObject, Problem> {
    let spiegel = Spiegel { informatieobject, object: object.url.clone(), soort: extern_soort(soort) };
    if !is_related(diensten, tenant, &spiegel).await? {
        return Err(inconsistent());
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    let relatie = operations::relate_elsewhere(&mut tx, &caller.0, main.document.uuid, soort, object).await?;
    tx.commit().await?;
    Ok(relatie)
}

/// What another register is asked for.
fn extern_soort(soort: ObjectSoort) -> diensten::ObjectSoort {
    match soort {
        ObjectSoort::Besluit => diensten::ObjectSoort::Besluit,
        ObjectSoort::Verzoek => diensten::ObjectSoort::Verzoek,
        ObjectSoort::Zaak => diensten::ObjectSoort::Zaak,
    }
}

async fn is_related(diensten: &Diensten, tenant: &Tenant, spiegel: &Spiegel) -> Result<bool, Problem> {
    let outcome = diensten.has_relation(&tenant.db, spiegel).await;
    outcome.map_err(|fault| match diensten::handlers::told(&fault, "nonFieldErrors") {
        Ok(_) => {
            let reason = "Bij het andere register kan niet worden nagegaan of de relatie er is.";
            Problem::invalid(vec![InvalidParam::whole("relation-lookup-error", reason)])
        }
        Err(problem) => problem,
    })
}

fn inconsistent() -> Problem {
    let reason = "Het object heeft geen relatie met dit informatieobject: leg die eerst daar vast.";
    Problem::invalid(vec![InvalidParam::whole("inconsistent-relation", reason)])
}

pub(crate) async fn destroy(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    Key(uuid): Key,
) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut db = tenant.db.reader();
    let relatie = register::find_relatie(&mut db, &caller.0, Scope::Verwijderen, uuid).await?;
    let elsewhere = diensten::list_urls(&mut db, &[relatie.object]).await?.remove(&relatie.object);
    drop(db);
    let is_there = match elsewhere {
        // The row is here for as long as the relation is there.
        None => true,
        Some(object) => {
            let informatieobject =
                urls.url(paths::ENKELVOUDIGINFORMATIEOBJECTEN, relatie.informatieobject.uuid()).to_string();
            let soort = extern_soort(relatie.object_soort);
            is_related(&diensten, &tenant, &Spiegel { informatieobject, object, soort }).await?
        }
    };
    if is_there {
        let reason = "De relatie bestaat nog bij het object: verwijder die eerst daar.";
        return Err(Problem::invalid(vec![InvalidParam::whole("remote-relation-exists", reason)]));
    }
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::unrelate_elsewhere(&mut tx, &caller.0, &relatie).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
