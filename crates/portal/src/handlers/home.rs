//! `/mijn`.

use identity::ResidentSession;
use web::{Page, PageCall, PageError};

use super::{ask, personal, words};
use crate::load;

/// `GET /mijn`.
pub(crate) async fn page(call: PageCall, session: ResidentSession) -> Result<Page, PageError> {
    let found = load::home::page(ask(&call, &session)).await;
    personal(&call, &session, "portal/home.html", words(&call).text("portaal-home"), found)
}
