//! What is installed and how it goes.

use store::jobs;
use web::{Page, PageCall, PageError};

use super::Beheerder;
use crate::views::OverzichtPage;
use crate::{paths, surroundings};

/// `GET /beheer`
pub(crate) async fn read(call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    let db = &call.tenant.db;
    let mut reader = db.reader();
    let counts = crate::store::count(&mut reader).await?;
    let wachtend = jobs::count_waiting(&mut reader).await?;
    let mislukt = jobs::dead_jobs(&mut reader).await?.len();
    let installed = packages::list_installed(&mut reader).await?;
    let today = values::local_date(db.clock().now());
    let zaaktypen = catalogi::list_zaaktypen(&mut reader, today).await.map_err(|error| PageError::internal(&error))?;
    let page = OverzichtPage::new(&db.gemeente(), db.kind(), counts, wachtend, mislukt, &installed, &zaaktypen);
    let title = call.text("beheer-overzicht", &[]);
    let chrome = surroundings::chrome(&call, &session, &title, paths::OVERZICHT, None);
    call.page("admin/overzicht.html", page, &chrome)
}
