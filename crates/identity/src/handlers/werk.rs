//! Extending and ending a session, for staff.

use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::HeaderMap;
use axum::response::Response;
use web::{App, PageCall, PageError, PublicPage};

use super::cookies::Cookie;
use super::inloggen::Wish;
use super::request::STAFF;
use super::sessie::{expired_of, extended, goodbye, logged_out_of};
use super::{StaffForm, StaffSession};
use crate::sessions;

/// A form of staff, or nothing when the session is over already.
pub(crate) struct OptionalForm(Option<StaffForm>);

impl FromRequest<App> for OptionalForm {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        match StaffSession::from_request_parts(&mut parts, app).await {
            Ok(_) => StaffForm::from_request(Request::from_parts(parts, body), app).await.map(|form| Self(Some(form))),
            Err(PageError::Redirect(_)) => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }
}

/// `POST /werk/uitloggen`. Whose session is over already hears the same.
pub(crate) async fn log_out(call: PageCall, OptionalForm(form): OptionalForm) -> Result<Response, PageError> {
    if let Some(form) = form {
        sessions::close(&call.tenant.db, &form.session.token).await?;
    }
    Ok(goodbye(&call, Cookie::Staff, &STAFF))
}

/// `GET /werk/uitgelogd`.
pub(crate) async fn logged_out(call: PageCall, Query(wish): Query<Wish>) -> Result<PublicPage, PageError> {
    logged_out_of(&call, &wish, &STAFF)
}

/// `GET /werk/sessie-verlopen`.
pub(crate) async fn expired(
    call: PageCall,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Result<Response, PageError> {
    expired_of(&call, &headers, &wish, (Cookie::Staff, &STAFF)).await
}

/// `POST /werk/sessie/verlengen`.
pub(crate) async fn extend(call: PageCall, headers: HeaderMap, _: StaffForm) -> Response {
    extended(&call, &headers, &STAFF)
}
