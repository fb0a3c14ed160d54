//! `/zaaknummer_reserveren`: numbers for zaken that are made later. A number that was given is never given again, so nothing of it is kept.

use autorisaties::handlers::{Caller, reserved, reserved_count};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};
use web::{Json, Problem, Tenant};

use super::require;
use crate::access::Scope;
use crate::operations;

#[derive(Serialize)]
struct ReserveringView {
    zaaknummer: String,
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    Json(map): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[Scope::Aanmaken])?;
    let aantal = reserved_count(map)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let mut numbers = Vec::new();
    for _ in 0..aantal {
        numbers.push(ReserveringView { zaaknummer: operations::next_identificatie(&mut tx).await? });
    }
    tx.commit().await?;
    Ok(reserved(numbers))
}
