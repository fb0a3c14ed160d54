//! The resident who is logged in, as page handlers get her.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use values::Actor;
use values::actor::{Betrouwbaarheidsniveau, Burger};
use web::{App, FormPairs, PageCall, PageError, Pairs};

use super::cookies::Cookie;
use super::request::{RESIDENT, check_csrf, is_activity, to_login};
use crate::SessionToken;
use crate::attempt::loa_name;
use crate::sessions::{self, Active, Found};

/// A resident who is logged in. Without session the extractor sends the reader to the login page.
#[derive(Debug, Clone)]
pub struct ResidentSession {
    /// Who acts, for operations.
    pub actor: Actor,
    /// The same, with its facts.
    pub burger: Burger,
    /// The token for the forms of this page.
    pub csrf: String,
    /// How long the session lasts if nothing more happens.
    pub seconds_left: u32,
    pub(super) token: SessionToken,
}

impl ResidentSession {
    /// Refuses a form that is not from a page of this session. [`ResidentForm`] does it by itself; forms with files need it.
    ///
    /// # Errors
    /// [`PageError::stale_form`].
    pub fn check_csrf(&self, pairs: &Pairs) -> Result<(), PageError> {
        check_csrf(&self.token, pairs)
    }

    /// Sends the reader to a surer login when this page needs one; it comes back here.
    ///
    /// # Errors
    /// The redirect.
    pub fn require_loa(&self, call: &PageCall, loa: Betrouwbaarheidsniveau) -> Result<(), PageError> {
        if self.burger.loa >= loa {
            return Ok(());
        }
        let (naar, niveau) = (call.here.as_query_value(), loa_name(loa));
        Err(PageError::Redirect(format!("{}?naar={naar}&niveau={niveau}", RESIDENT.login)))
    }

    /// Returns the surroundings of a page with this title: who is logged in, for whom, and how long.
    pub fn chrome(&self, call: &PageCall, title: impl Into<String>) -> ui::Chrome {
        let chrome = RESIDENT.chrome(call, title.into(), &self.csrf, self.seconds_left);
        let acting_for = self.burger.vertegenwoordigt.as_ref().map(|other| other.naam.clone());
        ui::Chrome { user: Some(ui::UserView { name: self.burger.naam.clone(), acting_for }), ..chrome }
    }
}

/// What somebody reads whose mandate ended while she was acting for another. Her session is closed: she can log in for herself.
const WITHDRAWN: PageError = PageError::Told {
    status_code: StatusCode::FORBIDDEN,
    title: "machtiging-voorbij-titel",
    text: "machtiging-voorbij-tekst",
};

async fn find(parts: &mut Parts, app: &App) -> Result<(PageCall, Found<ResidentSession>), PageError> {
    let call = PageCall::from_request_parts(parts, app).await.map_err(|_| PageError::NotFound)?;
    let Some(token) = Cookie::Resident.token(&parts.headers, app.settings()) else { return Ok((call, Found::Unknown)) };
    let found = match sessions::find_burger(&call.tenant.db, &token, is_activity(parts)).await? {
        Found::Over => Found::Over,
        Found::Withdrawn => Found::Withdrawn,
        Found::Unknown => Found::Unknown,
        Found::Active(Active { who: burger, seconds_left }) => {
            let csrf = token.csrf(call.tenant.db.clock());
            let actor = Actor::Burger(burger.clone());
            Found::Active(Active { who: ResidentSession { actor, burger, csrf, seconds_left, token }, seconds_left })
        }
    };
    Ok((call, found))
}

impl FromRequestParts<App> for ResidentSession {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        match find(parts, app).await? {
            (_, Found::Active(active)) => Ok(active.who),
            (_, Found::Withdrawn) => Err(WITHDRAWN),
            (call, Found::Over) => Err(to_login(&call, parts, true, &RESIDENT)),
            (call, Found::Unknown) => Err(to_login(&call, parts, false, &RESIDENT)),
        }
    }
}

/// The resident, on pages that everybody may see.
#[derive(Debug, Clone)]
pub struct OptionalResident(pub Option<ResidentSession>);

impl FromRequestParts<App> for OptionalResident {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        Ok(Self(match find(parts, app).await?.1 {
            Found::Active(active) => Some(active.who),
            Found::Over | Found::Withdrawn | Found::Unknown => None,
        }))
    }
}

/// A form that a resident sent from a page of her own session; its token was checked.
#[derive(Debug, Clone)]
pub struct ResidentForm {
    /// Who sent it.
    pub session: ResidentSession,
    /// What she sent.
    pub pairs: Pairs,
}

impl FromRequest<App> for ResidentForm {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let session = ResidentSession::from_request_parts(&mut parts, app).await?;
        let FormPairs(pairs) = FormPairs::from_request(Request::from_parts(parts, body), app).await?;
        session.check_csrf(&pairs)?;
        Ok(Self { session, pairs })
    }
}
