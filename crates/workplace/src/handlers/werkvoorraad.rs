//! The work list.

use axum::extract::Query;
use identity::StaffSession;
use web::{Page, PageCall, PageError};

use super::Wens;
use crate::views::Tab;
use crate::{load, paths, surroundings};

/// `GET /werk`
pub(crate) async fn mijn(call: PageCall, session: StaffSession, wens: Query<Wens>) -> Result<Page, PageError> {
    list(&call, &session, Tab::Mijn, &wens).await
}

/// `GET /werk/vrij`
pub(crate) async fn vrij(call: PageCall, session: StaffSession, wens: Query<Wens>) -> Result<Page, PageError> {
    list(&call, &session, Tab::Vrij, &wens).await
}

/// `GET /werk/zaken`
pub(crate) async fn zaken(call: PageCall, session: StaffSession, wens: Query<Wens>) -> Result<Page, PageError> {
    list(&call, &session, Tab::Zaken, &wens).await
}

/// `GET /werk/zaken/afgesloten`
pub(crate) async fn afgesloten(call: PageCall, session: StaffSession, wens: Query<Wens>) -> Result<Page, PageError> {
    list(&call, &session, Tab::Afgesloten, &wens).await
}

async fn list(call: &PageCall, session: &StaffSession, tab: Tab, wens: &Wens) -> Result<Page, PageError> {
    let na = wens.na.as_deref().and_then(paths::parse_id);
    let page = load::werkvoorraad::page(&mut call.tenant.db.reader(), &session.medewerker, tab, na).await?;
    let title = call.text(tab.label(), &[]);
    let mut chrome = surroundings::chrome(call, session, &title, Some(tab), wens.melding.as_deref());
    surroundings::count(&mut chrome, &page.tabs);
    call.page("workplace/werkvoorraad.html", page, &chrome)
}
