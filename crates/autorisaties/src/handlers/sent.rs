//! The body of a PUT or PATCH: one handler serves both, and asks no further which of the two it was.

use axum::extract::{FromRequest, Request};
use axum::http::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use store::Actie;
use web::{App, Json, Problem};

use super::Fields;

/// What was sent, and whether it replaces the resource or changes it in part.
#[derive(Debug)]
pub struct Sent {
    /// `update` for a PUT, `partial_update` for a PATCH.
    pub actie: Actie,
    /// The body as it came.
    pub map: Map<String, Value>,
}

impl Sent {
    /// Returns the fields to read: those of a PUT alone, those of a PATCH over what there is.
    ///
    /// # Errors
    /// When what there is can't be written as JSON: a mistake in our own types.
    pub fn over(self, current: &impl Serialize) -> Result<Fields, Problem> {
        if self.actie != Actie::PartialUpdate {
            return Ok(Fields::new(self.map));
        }
        let current = serde_json::to_value(current).map_err(|error| Problem::internal(&error))?;
        let Value::Object(current) = current else { return Ok(Fields::new(self.map)) };
        Ok(Fields::over(current, self.map))
    }
}

/// Returns what this method does to a resource.
pub fn actie_of(method: &Method) -> Actie {
    if method == Method::PATCH { Actie::PartialUpdate } else { Actie::Update }
}

impl FromRequest<App> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let actie = actie_of(request.method());
        let Json(map) = Json::from_request(request, app).await?;
        Ok(Self { actie, map })
    }
}
