//! What is installed and how it goes.

use store::jobs;
use web::{Page, PageCall, PageError};

use super::Beheerder;
use crate::views::{COUNT_MAX, Counts, OverzichtPage};
use crate::{paths, surroundings};

/// `GET /beheer`
pub(crate) async fn read(call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    let db = &call.tenant.db;
    let mut reader = db.reader();
    let counts = Counts {
        lopende_zaken: zaken::werkvoorraad::count_open(&mut reader, COUNT_MAX + 1).await?,
        open_taken: process::count_open_taken(&mut reader, COUNT_MAX + 1)
            .await
            .map_err(|error| PageError::internal(&error))?,
    };
    let wachtend = jobs::count_waiting(&mut reader).await?;
    let mislukt = jobs::count_dead(&mut reader).await?;
    let installed = packages::list_installed(&mut reader).await?;
    let today = values::local_date(db.clock().now());
    let zaaktypen = catalogi::list_zaaktypen(&mut reader, today).await.map_err(|error| PageError::internal(&error))?;
    let page = OverzichtPage::new(&db.gemeente(), db.kind(), counts, wachtend, mislukt, &installed, &zaaktypen);
    let title = call.text("beheer-overzicht", &[]);
    let chrome = surroundings::chrome(&call, &session, &title, paths::OVERZICHT, None);
    call.page("admin/overzicht.html", page, &chrome)
}
