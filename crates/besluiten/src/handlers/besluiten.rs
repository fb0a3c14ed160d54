//! `/besluiten`.

use autorisaties::Window;
use autorisaties::handlers::expand::Resources;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Urls};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, Json, Paging, Problem, Tenant};

use super::besluit_input::BesluitInput;
use super::require;
use crate::access::Scope;
use crate::register::{self, BesluitFilter};
use crate::{operations, paths, view};

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    resources: Resources,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, Scope::Lezen)?;
    params.paged();
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    let filter = BesluitFilter {
        identificatie: params.text("identificatie"),
        verantwoordelijke_organisatie: params.text("verantwoordelijkeOrganisatie"),
        besluittype: params.reference("besluittype", &urls, catalogi::paths::BESLUITTYPEN),
        zaak: params.reference("zaak", &urls, zaken::paths::ZAKEN).map(Id::new),
    };
    params.finish()?;
    let window = Window::from(&paging);
    let mut db = tenant.db.reader();
    let found = register::list(&mut db, &caller.0, &filter, window).await?;
    let views = found.rows.iter().map(|besluit| view::besluit(besluit, &urls)).collect();
    let views = expand.all(&mut db, &caller, &urls, views).await?;
    Ok(Json(paging.listed(found.count, views)?).into_response())
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
    let expand = resources.asked(&mut params, paths::BESLUITEN);
    params.finish()?;
    let mut db = tenant.db.reader();
    let besluit = register::read(&mut db, &caller.0, Id::new(uuid)).await?;
    known.answer(&expand.one(&mut db, &caller, &urls, view::besluit(&besluit, &urls)).await?)
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Aanmaken)?;
    let mut fields = Fields::new(map);
    let input = BesluitInput::read(&mut fields, &urls);
    let besluittype = input.find_besluittype(&caller, &tenant, &mut fields, "besluittype").await?;
    let (Some(besluittype), Some(gegevens), true) = (besluittype, input.into_gegevens(), fields.is_valid()) else {
        return Err(fields.refuse());
    };

    let mut tx = tenant.db.begin(&caller.0).await?;
    let made = operations::register_besluit(&mut tx, &caller.0, besluittype, gegevens).await?;
    tx.commit().await?;
    let url = urls.url(paths::BESLUITEN, made.besluit.uuid.uuid()).to_string();
    Ok(Created(view::besluit(&made.besluit, &urls)).at(&url))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = operations::open(&mut tx, &caller.0, Scope::Bijwerken, Id::new(uuid)).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&view::besluit(&current.besluit, &urls))?;
    let input = BesluitInput::read(&mut fields, &urls);
    // Rule: brc-001 (valideren besluittype).
    if input.besluittype.is_some_and(|named| named != current.besluittype.uuid.uuid()) {
        fields.fault("besluittype", "wijzigen-niet-toegelaten", "Het besluittype kan niet worden gewijzigd.");
    }
    let (Some(gegevens), true) = (input.into_gegevens(), fields.is_valid()) else { return Err(fields.refuse()) };
    let changed = operations::change_besluit(&mut tx, &current, gegevens, actie).await?;
    tx.commit().await?;
    Ok(Json(view::besluit(&changed, &urls)).into_response())
}

pub(crate) async fn destroy(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Verwijderen)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::destroy_besluit(&mut tx, &caller.0, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
