//! `/besluitinformatieobjecten`: a bare list, as the standard has it.

use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Urls};
use axum::response::{IntoResponse, Response};
use diensten::handlers::to_the_end;
use diensten::{Diensten, ObjectSoort, Spiegel};
use documenten::Stuk;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Problem, Tenant};

use super::{NULLABLE, require};
use crate::access::{self, Scope};
use crate::{Besluit, BesluitInformatieobject, operations, paths, register, view};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    let expand = resources.asked(&mut params, paths::BESLUITINFORMATIEOBJECTEN);
    let besluit = params.reference("besluit", &urls, paths::BESLUITEN).map(Id::new);
    let document =
        params.reference("informatieobject", &urls, documenten::paths::ENKELVOUDIGINFORMATIEOBJECTEN).map(Id::new);
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = register::list_documenten(&mut db, &caller.0, besluit, document).await?;
    let views = found.iter().map(|relatie| view::relatie(relatie, &urls)).collect();
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
    let expand = resources.asked(&mut params, paths::BESLUITINFORMATIEOBJECTEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let relatie = register::read_document(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, view::relatie(&relatie, &urls)).await?)
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
    let besluit = find_besluit(&caller, &tenant, &urls, &mut fields).await?;
    let stuk = documenten::find_stuk(&mut fields, &tenant, &urls, &diensten).await?;
    let (Some(besluit), Some(stuk), true) = (besluit, stuk, fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let relatie = if stuk.elders.is_some() {
        to_the_end(put_elsewhere(caller, tenant, urls.clone(), diensten, (besluit, stuk))).await?
    } else {
        let mut tx = tenant.db.begin(&caller.0).await?;
        let relatie = operations::put_document(&mut tx, &caller.0, besluit, &stuk).await?;
        tx.commit().await?;
        relatie
    };
    let url = urls.url(paths::BESLUITINFORMATIEOBJECTEN, relatie.uuid.uuid()).to_string();
    Ok(Created(view::relatie(&relatie, &urls)).at(&url))
}

/// Says that a document of another register records a decision, on both sides. Rule: brc-005 (synchroniseren relaties).
async fn put_elsewhere(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    diensten: Diensten,
    (besluit, stuk): (Id<Besluit>, Stuk),
) -> Result<BesluitInformatieobject, Problem> {
    // The other register calls back to see it, so this commits first.
    let mut tx = tenant.db.begin(&caller.0).await?;
    let relatie = operations::lay_document(&mut tx, &caller.0, besluit, &stuk).await?;
    tx.commit().await?;
    let spiegel = Spiegel {
        informatieobject: stuk.elders.as_ref().map(|object| object.url.clone()).unwrap_or_default(),
        object: urls.url(paths::BESLUITEN, besluit.uuid()).to_string(),
        soort: ObjectSoort::Besluit,
    };
    let mirrored = diensten.mirror(&tenant.db, &spiegel).await;
    let mut tx = tenant.db.begin(&caller.0).await?;
    match &mirrored {
        Ok(url) => operations::confirm_document(&mut tx, &relatie, &stuk, url).await?,
        Err(_) => operations::withdraw_document(&mut tx, &relatie).await?,
    }
    tx.commit().await?;
    match mirrored {
        Ok(_) => Ok(relatie),
        Err(_) => Err(Problem::invalid(vec![diensten::handlers::pending("informatieobject")])),
    }
}

/// Finds the decision that a body names, and refuses who may not add to it before anything else is judged.
async fn find_besluit(
    caller: &Caller,
    tenant: &Tenant,
    urls: &Urls,
    fields: &mut Fields,
) -> Result<Option<Id<Besluit>>, Problem> {
    let Some(uuid) = fields.own_reference("besluit", urls, paths::BESLUITEN) else { return Ok(None) };
    let found = register::find(&mut tenant.db.reader(), Id::new(uuid)).await?;
    match &found {
        Some(besluit) => access::require(&caller.0, Scope::Aanmaken, besluit.besluittype)?,
        None => fields.fault("besluit", "object-does-not-exist", "Het besluit bestaat niet."),
    }
    Ok(found.map(|besluit| besluit.uuid))
}

pub(crate) async fn destroy(
    caller: Caller,
    tenant: Tenant,
    diensten: Diensten,
    Key(uuid): Key,
) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = register::find_document(&mut tx, Id::new(uuid)).await?;
    diensten.remove_both(tx, uuid, async |tx| operations::remove_document(tx, &caller.0, &current).await).await
}
