//! Finding a zaak. What is looked for is posted and never stands in an address, because it may be a BSN.

use identity::{StaffForm, StaffSession};
use web::{Page, PageCall, PageError};

use crate::views::{Tab, ZoekFout, ZoekPage};
use crate::{load, surroundings};

/// `GET /werk/zoeken`
pub(crate) async fn ask(call: PageCall, session: StaffSession) -> Result<Page, PageError> {
    show(&call, &session, ZoekPage::default())
}

/// `POST /werk/zoeken`: each zaak that is shown is recorded as seen.
pub(crate) async fn search(call: PageCall, StaffForm { session, pairs }: StaffForm) -> Result<Page, PageError> {
    let text = pairs.find("tekst").unwrap_or_default();
    let year = values::local_date(call.tenant.db.clock().now()).year();
    let Some(vraag) = zaken::werkvoorraad::zoekvraag(text, year) else {
        return show(&call, &session, ZoekPage::refused(text, ZoekFout::of(text)));
    };
    let found = load::zoeken::search(&call.tenant.db, &session, &vraag).await?;
    show(&call, &session, ZoekPage::found(text, found))
}

fn show(call: &PageCall, session: &StaffSession, page: ZoekPage) -> Result<Page, PageError> {
    let title = call.text(Tab::Zoeken.label(), &[]);
    let chrome = surroundings::chrome(call, session, &title, Some(Tab::Zoeken), None);
    call.page("workplace/zoeken.html", page, &chrome)
}
