//! At the HTTP border: handlers get [`Diensten`] as an argument, and answers get the URLs of what is elsewhere.

mod expand;

use std::convert::Infallible;

use ::store::Tx;
use autorisaties::handlers::{Fields, Plaats};
use autorisaties::is_extern;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use http_body_util::BodyExt;
use uuid::Uuid;
use web::{App, InvalidParam, Problem, Tenant};

use crate::{Diensten, ElderFault, ExternObject, ObjectSoort, objecten};

impl FromRequestParts<App> for Diensten {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Lets what changes this register and another one go on to its end: whoever hangs up must not leave half of it behind.
///
/// # Errors
/// Those of the change.
pub async fn to_the_end<T: Send + 'static>(
    change: impl Future<Output = Result<T, Problem>> + Send + 'static,
) -> Result<T, Problem> {
    tokio::spawn(change).await.map_err(|error| Problem::internal(&error))?
}

/// What became of a document of another register that somebody wants to have.
#[derive(Debug)]
pub enum Passed {
    /// It is one of ours.
    Hier,
    /// It goes out as it comes in.
    Elders(Response),
    /// That register does not have it, or what it has may not be seen.
    Gone,
    /// That register does not answer.
    Unreachable,
}

impl Diensten {
    /// Passes on the bytes of a document of another register, by its id here, when what the register says of it now may be seen.
    ///
    /// # Errors
    /// When the fault is ours.
    pub async fn pass_on(
        &self,
        tenant: &Tenant,
        uuid: Uuid,
        is_visible: impl Fn(&ExternObject) -> bool,
    ) -> Result<Passed, ElderFault> {
        let outcome = match self.find_document(&tenant.db, uuid).await {
            Ok(None) => return Ok(if is_extern(uuid) { Passed::Gone } else { Passed::Hier }),
            Ok(Some(document)) if !is_visible(&document) => return Ok(Passed::Gone),
            Ok(Some(document)) => self.download(&tenant.db, &document).await.map(|bytes| (document, bytes)),
            Err(fault) => Err(fault),
        };
        match outcome {
            Ok((document, bytes)) => {
                let name = match document.text("bestandsnaam") {
                    "" => document.text("titel"),
                    name => name,
                };
                Ok(Passed::Elders(web::passed_on(name, document.text("formaat"), Body::from_stream(bytes))))
            }
            Err(fault @ (ElderFault::Sealed | ElderFault::Store(_))) => Err(fault),
            Err(fault) => {
                tracing::warn!(%fault, "A document of another register can't be passed on");
                Ok(Passed::Unreachable)
            }
        }
    }

    /// Lets the handlers of pages reach other registers.
    pub fn lend(&self, routes: Router<App>) -> Router<App> {
        routes.layer(Extension(self.clone()))
    }

    /// Lets the handlers of these routes name what is elsewhere, and writes its URLs in their answers.
    pub fn wrap(&self, app: &App, routes: Router<App>) -> Router<App> {
        routes.layer(from_fn_with_state(app.clone(), with_urls)).layer(Extension(self.clone()))
    }

    /// Removes what has a mirror elsewhere: here in this transaction, there after it, at once if it can and else by a job.
    ///
    /// # Errors
    /// Those of the removal.
    pub async fn remove_both<E: Into<Problem>>(
        &self,
        mut tx: Tx,
        uuid: Uuid,
        remove: impl AsyncFnOnce(&mut Tx) -> Result<(), E>,
    ) -> Result<Response, Problem> {
        let db = tx.db().clone();
        let mirror = crate::find_mirror(&mut tx, uuid).await?;
        remove(&mut tx).await.map_err(Into::into)?;
        tx.commit().await?;
        self.unmirror_now(&db, mirror).await;
        Ok(StatusCode::NO_CONTENT.into_response())
    }

    /// Fetches what a field names when it is elsewhere; what is wrong is told of the field. None when it is here, or wrong.
    ///
    /// # Errors
    /// When the fault is ours.
    pub async fn read(
        &self,
        fields: &mut Fields,
        tenant: &Tenant,
        (name, plaats): (&str, &Plaats),
        soort: ObjectSoort,
    ) -> Result<Option<ExternObject>, Problem> {
        let Plaats::Elders(url) = plaats else { return Ok(None) };
        match self.find(&tenant.db, url, soort).await {
            Ok(object) => Ok(Some(object)),
            Err(fault) => {
                fields.add(told(&fault, name)?);
                Ok(None)
            }
        }
    }
}

/// The fault of a field whose relation could not be written in the other register.
pub fn pending(name: &str) -> InvalidParam {
    InvalidParam::new(name, "pending-relations", "De relatie kan in het andere register niet worden vastgelegd.")
}

/// Returns a fault as it is told of a field.
///
/// # Errors
/// When the fault is ours.
pub fn told(fault: &ElderFault, name: &str) -> Result<InvalidParam, Problem> {
    fault.param(name).ok_or_else(|| Problem::internal(fault))
}

/// Writes the URLs of what is elsewhere in an answer, for all of it in one statement; none when it names nothing elsewhere.
async fn with_urls(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let tenant = Tenant::from_request_parts(&mut parts, &app).await.ok();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(tenant) = tenant.filter(|_| is_json(&response)) else { return response };
    let (mut parts, body) = response.into_parts();
    let bytes = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let ids = objecten::urls_in(&bytes);
    if ids.is_empty() {
        return Response::from_parts(parts, Body::from(bytes));
    }
    match objecten::list_urls(&mut tenant.db.reader(), &ids).await {
        Ok(urls) => {
            let bytes = objecten::write_urls(&bytes, &urls);
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            Response::from_parts(parts, Body::from(bytes))
        }
        Err(error) => Problem::internal(&error).into_response(),
    }
}

fn is_json(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"application/json")
}
