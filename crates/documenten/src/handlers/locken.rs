//! `/enkelvoudiginformatieobjecten/{uuid}/lock` and `/unlock`. Rule: drc-009 (locken).

use autorisaties::handlers::{Caller, Fields, Key};
use axum::body::Body;
use axum::body::{Bytes, to_bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use store::files::Stored;
use values::Id;
use values::actor::Component;
use web::{Json, Patience, Problem, Tenant};

use super::NULLABLE;
use super::require;
use crate::access::{self, Scope};
use crate::register::DocumentRegel;
use crate::{operations, register};

/// The largest body of these calls.
const BYTES_MAX: usize = 64 << 10;

#[derive(Serialize)]
struct LockView {
    lock: String,
}

pub(crate) async fn lock(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, Scope::Lock)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let lock = operations::lock(&mut tx, &caller.0, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(Json(LockView { lock }).into_response())
}

pub(crate) async fn unlock(
    caller: Caller,
    tenant: Tenant,
    patience: Patience,
    Key(uuid): Key,
    body: Body,
) -> Result<Response, Problem> {
    let scopes = [Scope::Lock, Scope::GeforceerdUnlock].map(|scope| (Component::Drc, scope.as_str()));
    caller.require_any(&scopes)?;
    // Who forces a lock sends no body at all.
    let bytes: Bytes = to_bytes(body, BYTES_MAX).await.map_err(|_| Problem::too_large())?;
    let map: Map<String, Value> = match bytes.is_empty() {
        true => Map::new(),
        false => serde_json::from_slice(&bytes).map_err(|_| Problem::parse_error("Geen geldig JSON-object."))?,
    };
    let mut fields = Fields::new(map).strict(NULLABLE);
    let given = fields.text("lock", 100);
    fields.finish()?;

    let regel = register::find(&mut tenant.db.reader(), Id::new(uuid)).await?.ok_or_else(Problem::not_found)?;
    let may_lock = access::require(&caller.0, Scope::Lock, regel.newest_type, regel.newest_level);
    let may_force = access::require(&caller.0, Scope::GeforceerdUnlock, regel.newest_type, regel.newest_level);
    may_lock.or(may_force)?;
    // Only for who shows the lock is the file joined: it can be large.
    let is_holder = regel.lock.as_deref() == Some(given.as_str());
    let joined = if is_holder { joined(&tenant, &regel, &patience).await? } else { None };
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::unlock(&mut tx, &caller.0, Id::new(uuid), &given, joined.as_ref()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Joins the parts of a file. It takes as long as it takes: each piece gives the request its time again.
async fn joined(tenant: &Tenant, regel: &DocumentRegel, patience: &Patience) -> Result<Option<Stored>, Problem> {
    Ok(operations::join_delen(&tenant.db, regel, || patience.renew()).await?)
}
