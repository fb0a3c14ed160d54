//! The member of staff who is logged in, as page handlers get him.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use values::Actor;
use values::actor::Medewerker;
use web::{App, FormPairs, PageCall, PageError, Pairs};

use super::cookies::Cookie;
use super::request::{STAFF, check_csrf, is_activity, to_login};
use crate::SessionToken;
use crate::sessions::{self, Active, Found};

/// A member of staff who is logged in. Without session the extractor sends the reader to the login page of staff.
#[derive(Debug, Clone)]
pub struct StaffSession {
    /// Who acts, for operations.
    pub actor: Actor,
    /// The same, with the roles of this moment.
    pub medewerker: Medewerker,
    /// The token for the forms of this page.
    pub csrf: String,
    /// How long the session lasts if nothing more happens.
    pub seconds_left: u32,
    pub(super) token: SessionToken,
}

impl StaffSession {
    /// Refuses a form that is not from a page of this session. [`StaffForm`] does it by itself; forms with files need it.
    ///
    /// # Errors
    /// [`PageError::stale_form`].
    pub fn check_csrf(&self, pairs: &Pairs) -> Result<(), PageError> {
        check_csrf(&self.token, pairs)
    }

    /// Refuses who lacks this role.
    ///
    /// # Errors
    /// [`PageError::Forbidden`].
    pub fn require_rol(&self, rol: &str) -> Result<(), PageError> {
        if self.medewerker.has_rol(rol) { Ok(()) } else { Err(PageError::Forbidden) }
    }

    /// Returns the surroundings of a page with this title.
    pub fn chrome(&self, call: &PageCall, title: impl Into<String>) -> ui::Chrome {
        let chrome = STAFF.chrome(call, title.into(), &self.csrf, self.seconds_left);
        ui::Chrome { user: Some(ui::UserView { name: self.medewerker.naam.clone(), acting_for: None }), ..chrome }
    }
}

impl FromRequestParts<App> for StaffSession {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let call = PageCall::from_request_parts(parts, app).await.map_err(|_| PageError::NotFound)?;
        let Some(token) = Cookie::Staff.token(&parts.headers, app.settings()) else {
            return Err(to_login(&call, parts, false, &STAFF));
        };
        match sessions::find_medewerker(&call.tenant.db, &token, is_activity(parts)).await? {
            Found::Over => Err(to_login(&call, parts, true, &STAFF)),
            Found::Withdrawn | Found::Unknown => Err(to_login(&call, parts, false, &STAFF)),
            Found::Active(Active { who: medewerker, seconds_left }) => {
                let csrf = token.csrf(call.tenant.db.clock());
                let actor = Actor::Medewerker(medewerker.clone());
                Ok(Self { actor, medewerker, csrf, seconds_left, token })
            }
        }
    }
}

/// A form that a member of staff sent from a page of his own session; its token was checked.
#[derive(Debug, Clone)]
pub struct StaffForm {
    /// Who sent it.
    pub session: StaffSession,
    /// What he sent.
    pub pairs: Pairs,
}

impl FromRequest<App> for StaffForm {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let session = StaffSession::from_request_parts(&mut parts, app).await?;
        let FormPairs(pairs) = FormPairs::from_request(Request::from_parts(parts, body), app).await?;
        session.check_csrf(&pairs)?;
        Ok(Self { session, pairs })
    }
}
