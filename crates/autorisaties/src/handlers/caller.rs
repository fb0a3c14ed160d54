//! Who calls.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use values::Actor;
use values::actor::{Component, Herkomst};
use web::{App, Problem, Tenant};

use crate::{AuthError, Bereik, Sealer, verify};

/// The header in which a caller says why it calls.
const TOELICHTING: HeaderName = HeaderName::from_static("x-audit-toelichting");

/// The application that calls, after its token was checked against this municipality's own clients.
#[derive(Debug, Clone)]
pub struct Caller(pub Actor);

impl Caller {
    /// Refuses a call for which the application has the scope on no object at all.
    ///
    /// # Errors
    /// `permission_denied` when none of the scopes is there.
    pub fn require_any(&self, scopes: &[(Component, &str)]) -> Result<(), Problem> {
        let allows = match &self.0 {
            Actor::Applicatie(applicatie) => {
                scopes.iter().any(|(component, scope)| applicatie.rechten.allows_any(*component, scope))
            }
            Actor::Systeem(_) => true,
            Actor::Burger(_) | Actor::Bedrijf(_) | Actor::Medewerker(_) => false,
        };
        if allows { Ok(()) } else { Err(Self::refusal()) }
    }

    /// Returns the objects that the application reaches with this scope.
    pub fn bereik(&self, component: Component, scope: &str) -> Bereik {
        Bereik::of(&self.0, component, scope)
    }

    /// The answer to who may not do this.
    pub fn refusal() -> Problem {
        Problem::forbidden("De applicatie heeft hiervoor geen autorisatie.")
    }
}

impl From<AuthError> for Problem {
    fn from(error: AuthError) -> Self {
        match error.code() {
            Some(code) => Self::forbidden(error.reason()).with_code(code),
            None => Self::internal(&error),
        }
    }
}

/// The binary forgot to give the router its [`Sealer`].
#[derive(Debug, thiserror::Error)]
#[error("the router has no sealer")]
struct NoSealer;

fn said(parts: &Parts, name: HeaderName) -> Option<String> {
    parts.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Ids of other logs are short; what is not is no id.
fn said_short(parts: &Parts, name: &'static str) -> String {
    said(parts, HeaderName::from_static(name)).filter(|text| text.len() <= 255).unwrap_or_default()
}

impl FromRequestParts<App> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let tenant = Tenant::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let sealer = parts.extensions.get::<Sealer>().ok_or_else(|| Problem::internal(&NoSealer).into_response())?;
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = given
            .and_then(|given| given.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or_else(|| Problem::forbidden("De aanroep heeft geen Bearer-token.").into_response())?;
        let now = tenant.db.clock().now();
        let mut applicatie = verify(&mut tenant.db.reader(), sealer, token, now)
            .await
            .map_err(|error| Problem::from(error).into_response())?;
        applicatie.toelichting = said(parts, TOELICHTING).unwrap_or_default();
        applicatie.herkomst = Herkomst {
            logrecord_id: said_short(parts, "x-nlx-logrecord-id"),
            application_id: said_short(parts, "x-nlx-request-application-id"),
            user_id: said_short(parts, "x-nlx-request-user-id"),
            process_id: said_short(parts, "x-nlx-request-process-id"),
        };
        Ok(Self(Actor::Applicatie(applicatie)))
    }
}
