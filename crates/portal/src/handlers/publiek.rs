//! Pages for everybody.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use identity::OptionalResident;
use web::{Page, PageCall, PageError, PublicPage};

use super::{open_chrome, words};
use crate::load;
use crate::paths;
use crate::views::Section;
use crate::views::publiek::{Tekst, WelkomView};

/// Returns the name of a municipality as it stands inside a sentence: "gemeente Den Haag".
fn name_in_sentence(name: &str) -> String {
    name.strip_prefix("Gemeente ").map_or_else(|| name.to_owned(), |rest| format!("gemeente {rest}"))
}

/// `GET /`.
pub(crate) async fn welkom(call: PageCall, OptionalResident(session): OptionalResident) -> Result<Response, PageError> {
    let words = words(&call);
    let chrome = open_chrome(&call, session.as_ref(), String::new());
    let (button, button_href, button_text) = match &session {
        Some(session) => (
            words.text("portaal-welkom-ingelogd"),
            paths::HOME.to_owned(),
            words.with("portaal-welkom-ingelogd-tekst", &[("naam", session.burger.naam.as_str().into())]),
        ),
        None => (
            words.text("portaal-inloggen-digid"),
            paths::inloggen_digid(paths::HOME, false),
            words.text("portaal-welkom-inloggen-tekst"),
        ),
    };
    let db = &call.tenant.db;
    let (products, forms) = match load::producten::load(db, |_| true).await {
        Ok(aanbod) => (Section::of(aanbod.groups()), aanbod.forms()),
        Err(error) => (Section::from(Err::<Vec<_>, _>(error)), Vec::new()),
    };
    let view = WelkomView {
        title: words.with("portaal-welkom-titel", &[("gemeente", name_in_sentence(&chrome.municipality.name).into())]),
        intro: words.text("portaal-welkom-intro"),
        button,
        button_href,
        button_text,
        products,
        forms,
        today: values::local_date(db.clock().now()).to_string(),
    };
    let html = call.app.pages().render("portal/welkom.html", view, &chrome)?;
    Ok(answer(html, session.is_some()))
}

/// `GET /producten/{slug}`.
pub(crate) async fn product(
    call: PageCall,
    session: OptionalResident,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let OptionalResident(session) = session;
    let view = load::producten::page(&call.tenant.db, &slug, words(&call)).await?;
    let chrome = open_chrome(&call, session.as_ref(), view.title.clone());
    let html = call.app.pages().render("portal/product.html", view, &chrome)?;
    Ok(answer(html, session.is_some()))
}

/// A page that shows who is logged in is kept by no cache.
pub(super) fn answer(html: String, is_personal: bool) -> Response {
    if is_personal { Page(html).into_response() } else { PublicPage(html).into_response() }
}

async fn tekst(call: PageCall, session: OptionalResident, tekst: Tekst) -> Result<Response, PageError> {
    let OptionalResident(session) = session;
    let chrome = open_chrome(&call, session.as_ref(), tekst.title(words(&call)));
    let view = tekst.view(&chrome.municipality, words(&call));
    let html = call.app.pages().render("portal/tekst.html", view, &chrome)?;
    Ok(answer(html, session.is_some()))
}

/// `GET /toegankelijkheid`.
pub(crate) async fn toegankelijkheid(call: PageCall, session: OptionalResident) -> Result<Response, PageError> {
    tekst(call, session, Tekst::Toegankelijkheid).await
}

/// `GET /privacy`.
pub(crate) async fn privacy(call: PageCall, session: OptionalResident) -> Result<Response, PageError> {
    tekst(call, session, Tekst::Privacy).await
}

/// `GET /proclaimer`.
pub(crate) async fn proclaimer(call: PageCall, session: OptionalResident) -> Result<Response, PageError> {
    tekst(call, session, Tekst::Proclaimer).await
}

/// `GET /cookies`.
pub(crate) async fn cookies(call: PageCall, session: OptionalResident) -> Result<Response, PageError> {
    tekst(call, session, Tekst::Cookies).await
}

/// `GET /contact`.
pub(crate) async fn contact(call: PageCall, session: OptionalResident) -> Result<Response, PageError> {
    tekst(call, session, Tekst::Contact).await
}
