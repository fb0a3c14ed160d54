//! The mails of a demonstration, as their readers get them.

use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use messages::Mail;
use uuid::Uuid;
use web::{Page, PageCall, PageError};

use super::{Beheerder, InDemo};
use crate::views::{MailPage, MailsPage};
use crate::{paths, surroundings};

/// Mails in the list.
const MAILS_MAX: i64 = 100;

/// The policy of the site, and a frame of the site itself.
const WITH_FRAME: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
                          connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// A mail shows its own style and nothing else: no script, no form, nothing from elsewhere.
const MAIL_ONLY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
                         base-uri 'none'; frame-ancestors 'self'; sandbox";

/// `GET /ontwikkel/mail`
pub(crate) async fn list(_: InDemo, call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    let found = messages::list_recent_mails(&mut call.tenant.db.reader(), MAILS_MAX).await;
    let page = MailsPage::new(&found.map_err(|error| PageError::internal(&error))?);
    let title = call.text("beheer-mails", &[]);
    let chrome = surroundings::chrome(&call, &session, &title, paths::MAILS, None);
    call.page("admin/mails.html", page, &chrome)
}

/// `GET /ontwikkel/mail/{id}`
pub(crate) async fn read(
    _: InDemo,
    call: PageCall,
    Beheerder(session): Beheerder,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let mail = find(&call, &id).await?;
    let title = format!("{}: {}", call.text("beheer-mail", &[]), mail.onderwerp);
    let chrome = surroundings::chrome(&call, &session, &title, paths::MAILS, None);
    let page = call.page("admin/mail.html", MailPage::new(&mail), &chrome)?;
    Ok(([(header::CONTENT_SECURITY_POLICY, WITH_FRAME)], page).into_response())
}

/// `GET /ontwikkel/mail/{id}/html`
pub(crate) async fn html(
    _: InDemo,
    call: PageCall,
    _: Beheerder,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let mail = find(&call, &id).await?;
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_SECURITY_POLICY, MAIL_ONLY), (header::CONTENT_TYPE, "text/html; charset=utf-8")];
    Ok((headers, mail.html).into_response())
}

async fn find(call: &PageCall, id: &str) -> Result<Mail, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let found = messages::find_mail(&mut call.tenant.db.reader(), id).await;
    found.map_err(|error| PageError::internal(&error))?.ok_or(PageError::NotFound)
}
