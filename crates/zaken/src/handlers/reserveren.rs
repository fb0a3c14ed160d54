//! `/zaaknummer_reserveren`: numbers for zaken that are made later. A number that was given is never given again, so nothing of it is kept.

use autorisaties::handlers::{Caller, Fields};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use web::{Created, Json, Problem, Tenant};

use super::require;
use crate::access::Scope;
use crate::operations;

/// The most numbers of one call.
const AANTAL_MAX: i64 = 1000;

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
    let mut fields = Fields::new(map);
    fields.rsin_required("bronorganisatie");
    let aantal = fields.integer("aantal", 1, AANTAL_MAX).unwrap_or(1);
    fields.finish()?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let mut numbers = Vec::new();
    for _ in 0..aantal {
        numbers.push(ReserveringView { zaaknummer: operations::next_identificatie(&mut tx).await? });
    }
    tx.commit().await?;
    match (numbers.len(), numbers.pop()) {
        (1, Some(one)) => Ok(Created(one).into_response()),
        (_, last) => {
            numbers.extend(last);
            Ok(Created(numbers).into_response())
        }
    }
}
