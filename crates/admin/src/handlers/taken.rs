//! Jobs that were given up, and trying them again.

use axum::extract::{Path, Query};
use axum::response::Redirect;
use identity::StaffForm;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Actie, AuditLine, Tx, jobs};
use uuid::Uuid;
use web::{Page, PageCall, PageError};

use super::{BEHEERDERS, Beheerder};
use crate::views::TakenPage;
use crate::{paths, surroundings};

/// What the address says besides its path.
#[derive(Debug, Deserialize)]
pub(crate) struct Wens {
    /// How many jobs the previous request started again.
    opnieuw: Option<u32>,
}

/// `GET /beheer/taken`
pub(crate) async fn list(call: PageCall, Beheerder(session): Beheerder, wens: Query<Wens>) -> Result<Page, PageError> {
    let mut reader = call.tenant.db.reader();
    let dead = jobs::dead_jobs(&mut reader).await?;
    let page = TakenPage::new(&dead, jobs::count_waiting(&mut reader).await?);
    let title = call.text("beheer-taken", &[]);
    let chrome = surroundings::chrome(&call, &session, &title, paths::TAKEN, wens.opnieuw);
    call.page("admin/taken.html", page, &chrome)
}

/// `POST /beheer/taken/{id}/opnieuw`. A job that is gone already is no error: somebody else was first.
pub(crate) async fn retry(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let count = u64::from(jobs::retry(&mut tx, id).await?);
    tell(&mut tx, id, count);
    tx.commit().await?;
    Ok(back(count))
}

/// `POST /beheer/taken/opnieuw`
pub(crate) async fn retry_all(call: PageCall, StaffForm { session, .. }: StaffForm) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let count = jobs::retry_all(&mut tx).await?;
    let id = tx.new_uuid();
    tell(&mut tx, id, count);
    tx.commit().await?;
    Ok(back(count))
}

fn back(count: u64) -> Redirect {
    Redirect::to(&format!("{}?opnieuw={count}", paths::TAKEN))
}

/// Records that an administrator had jobs done again.
fn tell(tx: &mut Tx, id: Uuid, count: u64) {
    if count > 0 {
        tx.audit(AuditLine {
            bron: "loket",
            actie: Actie::PartialUpdate,
            resource: "job",
            resource_id: id,
            hoofd_object: id,
            weergave: "Probeer opnieuw".to_owned(),
            oud: Value::Null,
            nieuw: json!({ "aantal": count }),
        });
    }
}
