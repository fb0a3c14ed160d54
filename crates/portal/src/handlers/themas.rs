//! Subjects.

use axum::extract::Path;
use identity::ResidentSession;
use web::{Page, PageCall, PageError};

use super::{ask, personal};
use crate::load;

/// `GET /mijn/themas`.
pub(crate) async fn list(call: PageCall, session: ResidentSession) -> Result<Page, PageError> {
    let ask = ask(&call, &session);
    let title = ask.words.text("portaal-alle-onderwerpen");
    personal(&call, &session, "portal/themas.html", title, load::thema::all(ask).await)
}

/// `GET /mijn/themas/{thema}`.
pub(crate) async fn page(
    call: PageCall,
    session: ResidentSession,
    Path(thema): Path<String>,
) -> Result<Page, PageError> {
    let (view, facts) = load::thema::page(ask(&call, &session), &thema).await?;
    let title = view.title.clone();
    personal(&call, &session, "portal/thema.html", title, (view, facts))
}
