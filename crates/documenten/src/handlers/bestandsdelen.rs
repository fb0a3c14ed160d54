//! `/bestandsdelen/{uuid}`: the parts of a file that comes in parts.

use autorisaties::handlers::{Caller, Key, Urls};
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::response::{IntoResponse, Response};
use store::files::{Arrived, PutError};
use values::Id;
use web::{InvalidParam, Json, Problem, Tenant};

use super::require;
use crate::access::{self, Scope};
use crate::{operations, register, views};

pub(crate) async fn put(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    require(&caller, Scope::Bijwerken)?;
    let (deel, regel) = register::find_deel(&mut tenant.db.reader(), uuid).await?;
    access::require(&caller.0, Scope::Bijwerken, regel.newest_type, regel.newest_level)?;
    let mut parts = parts.map_err(|_| Problem::unsupported_media_type())?;
    let broken = || Problem::parse_error("De inhoud kon niet worden gelezen.");
    let (mut lock, mut arrived) = (None, None);
    while let Some(field) = parts.next_field().await.map_err(|_| broken())? {
        match field.name().unwrap_or_default() {
            "lock" => lock = Some(field.text().await.map_err(|_| broken())?),
            "inhoud" => arrived = Some(receive_part(field, &tenant, deel.omvang).await?),
            _ => {}
        }
    }
    let mut faults = Vec::new();
    if arrived.is_none() {
        faults.push(InvalidParam::required("inhoud"));
    }
    if lock.is_none() {
        faults.push(InvalidParam::required("lock"));
    }
    let (Some(arrived), Some(lock)) = (arrived, lock) else { return Err(Problem::invalid(faults)) };
    // Judged before the bytes get their name: of what is refused nothing stays.
    operations::judge_deel(&deel, &regel, &lock, arrived.stored())?;
    let stored = arrived.keep().await?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let (deel, regel) = operations::put_deel(&mut tx, &caller.0, Id::new(uuid), &lock, &stored).await?;
    tx.commit().await?;
    Ok(Json(views::bestandsdeel(&deel, regel.lock.as_deref().unwrap_or_default(), &urls)).into_response())
}

/// Takes the bytes in as they come, not more than the part has.
async fn receive_part(field: Field<'_>, tenant: &Tenant, omvang: i64) -> Result<Arrived, Problem> {
    let name = tenant.db.clock().random_name();
    let bytes_max = u64::try_from(omvang).unwrap_or(0);
    match tenant.db.files().receive(&name, field, bytes_max).await {
        Ok(arrived) => Ok(arrived),
        Err(PutError::TooLarge) => {
            let reason = "Dit bestandsdeel heeft een andere omvang.";
            Err(Problem::invalid(vec![InvalidParam::whole("file-size", reason)]))
        }
        Err(PutError::Incoming(_)) => Err(Problem::parse_error("De inhoud brak af.")),
        Err(PutError::Store(error)) => Err(error.into()),
    }
}
