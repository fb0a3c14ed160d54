//! The only type that becomes an error answer of an API: `application/problem+json`, as the ZGW `Fout` and `ValidatieFout` ask.

use std::error::Error;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::StoreError;
use uuid::Uuid;

/// One field that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvalidParam {
    /// The field: camelCase, dotted, lists by index: `rollen.0.betrokkeneType`. `nonFieldErrors` for the body as a whole.
    pub name: String,
    /// The word for programs, such as `required`.
    pub code: String,
    /// The sentence for people, in Dutch.
    pub reason: String,
}

impl InvalidParam {
    /// Says what is wrong with a field.
    pub fn new(name: impl Into<String>, code: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), code: code.into(), reason: reason.into() }
    }

    /// Says what is wrong with the body as a whole.
    pub fn whole(code: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::new("nonFieldErrors", code, reason)
    }

    /// Says that a field is missing.
    pub fn required(name: impl Into<String>) -> Self {
        Self::new(name, "required", "Dit veld is vereist.")
    }
}

/// An error answer. What the client can't help stays in our log, tied to the answer by its `instance`.
#[derive(Debug, Clone)]
pub struct Problem(Box<Facts>);

// Boxed, so that a `Result` that nearly always is `Ok` stays small.
#[derive(Debug, Clone)]
struct Facts {
    kind: &'static str,
    code: String,
    title: String,
    status_code: StatusCode,
    detail: String,
    instance: Uuid,
    invalid_params: Vec<InvalidParam>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProblemView<'a> {
    r#type: String,
    code: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    instance: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    invalid_params: Option<&'a [InvalidParam]>,
}

/// How many faults one answer tells.
pub const INVALID_PARAMS_MAX: usize = 1000;

impl Problem {
    fn new(status_code: StatusCode, kind: &'static str, code: &str, title: &str) -> Self {
        Self(Box::new(Facts {
            kind,
            code: code.into(),
            title: title.into(),
            status_code,
            detail: title.into(),
            instance: random_uuid(),
            invalid_params: Vec::new(),
        }))
    }

    /// Says that there is no such resource.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NotFound", "not_found", "Niet gevonden.")
    }

    /// Says that the caller may not do this, and why. Also for a missing or wrong token: the standard has no 401.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "PermissionDenied",
            "permission_denied",
            "Je hebt geen toestemming om deze actie uit te voeren.",
        )
        .with_detail(detail)
    }

    /// Says which fields break which rule.
    pub fn invalid(invalid_params: Vec<InvalidParam>) -> Self {
        // The standard's own title is English here (zgw.md §4); clients compare it.
        let mut problem = Self::new(StatusCode::BAD_REQUEST, "ValidationError", "invalid", "Invalid input.");
        problem.0.invalid_params = invalid_params;
        // An answer is not many times larger than what was asked.
        problem.0.invalid_params.truncate(INVALID_PARAMS_MAX);
        problem.with_detail("Een of meer velden zijn niet geldig.")
    }

    /// Says that the body can't be read at all.
    pub fn parse_error(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ParseError", "parse_error", "Ongeldig samengestelde data.")
            .with_detail(detail)
    }

    /// Says that the resource does not have this method.
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowed",
            "method_not_allowed",
            "Deze methode is niet toegestaan.",
        )
    }

    /// Says that the asked representation does not exist.
    pub fn not_acceptable(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_ACCEPTABLE,
            "NotAcceptable",
            "not_acceptable",
            "Kan niet voldoen aan de opgegeven Accept-header.",
        )
        .with_detail(detail)
    }

    /// Says that the state of the resource does not allow this now.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "Conflict", "conflict", "Er is een conflict met de huidige toestand.")
            .with_detail(detail)
    }

    /// Says that a header that must be there is missing.
    pub fn precondition_failed(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "PreconditionFailed",
            "precondition_failed",
            "Er is niet aan een voorwaarde voldaan.",
        )
        .with_detail(detail)
    }

    /// Says that the body is larger than allowed.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestTooLarge", "request_too_large", "De inhoud is te groot.")
    }

    /// Says that a file has none of the bytes that were asked for.
    pub fn range_not_satisfiable() -> Self {
        Self::new(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "RangeNotSatisfiable",
            "range_not_satisfiable",
            "Het bestand heeft dit deel niet.",
        )
    }

    /// Says that the body is of a kind that is not read here.
    pub fn unsupported_media_type() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UnsupportedMediaType",
            "unsupported_media_type",
            "Dit mediatype wordt niet ondersteund.",
        )
    }

    /// Says that the program can't answer now.
    pub fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "ServiceUnavailable",
            "service_unavailable",
            "De dienst is nu niet beschikbaar. Probeer het later nog eens.",
        )
    }

    /// Writes the chain of causes to the log, and says to the client only that it is our fault; of a race with others, and of a database that can't be
    /// reached now, to ask again.
    pub fn internal(error: &(dyn Error + 'static)) -> Self {
        if StoreError::is_race_in(error) {
            let problem = Self::unavailable().with_detail("Anderen waren met hetzelfde bezig. Probeer het opnieuw.");
            log_failure(problem.0.instance, error);
            return problem;
        }
        if StoreError::is_outage_in(error) {
            let problem = Self::unavailable();
            log_failure(problem.0.instance, error);
            return problem;
        }
        let problem =
            Self::new(StatusCode::INTERNAL_SERVER_ERROR, "APIException", "error", "Er is een serverfout opgetreden.");
        log_failure(problem.0.instance, error);
        problem
    }

    /// Says it with another code, such as `jwt-expired`.
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = code.into();
        self
    }

    /// Says more about this case, in Dutch.
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = detail.into();
        self
    }

    /// Returns the HTTP status.
    pub fn status_code(&self) -> StatusCode {
        self.0.status_code
    }

    /// Returns the word for programs.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// Returns the fields that break a rule.
    pub fn invalid_params(&self) -> &[InvalidParam] {
        &self.0.invalid_params
    }

    /// Writes the answer; `base` is the scheme and host of the request.
    pub(crate) fn to_bytes(&self, base: &str) -> Vec<u8> {
        let view = ProblemView {
            r#type: format!("{base}/ref/fouten/{}", self.0.kind),
            code: &self.0.code,
            title: &self.0.title,
            status: self.0.status_code.as_u16(),
            detail: &self.0.detail,
            instance: self.0.instance.urn().to_string(),
            // Every 400 is a `ValidatieFout`, which has the list even when no field can be named.
            invalid_params: (self.0.status_code == StatusCode::BAD_REQUEST).then_some(&self.0.invalid_params),
        };
        serde_json::to_vec(&view).unwrap_or_default()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        tracing::debug!(instance = %self.0.instance, code = self.0.code, "Refused a call");
        let mut response =
            (self.0.status_code, [(header::CONTENT_TYPE, "application/problem+json")], self.to_bytes(""))
                .into_response();
        // The outermost layer writes it again, with an absolute `type`.
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::internal(&error)
    }
}

/// Writes an error with its causes to the log.
pub(crate) fn log_failure(instance: Uuid, error: &(dyn Error + 'static)) {
    tracing::error!(%instance, error = causes(error), "A request failed");
}

/// Returns what an error and its causes say, down to what the store says of a failure. What lies below that is the driver's, and may repeat
/// the row.
fn causes(error: &(dyn Error + 'static)) -> String {
    let mut chain = error.to_string();
    let mut cause = error;
    while !cause.is::<StoreError>()
        && let Some(next) = cause.source()
    {
        chain = format!("{chain}: {next}");
        cause = next;
    }
    chain
}

/// An id for a problem or a request. These are not rows, so tests need not repeat them.
pub(crate) fn random_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(rand::random()).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the zaak can't be made")]
    struct Outer(#[source] StoreError);

    #[test]
    fn the_log_ends_at_what_the_store_says() {
        let driver = std::io::Error::other("Failing row contains (999993653, Anne)");
        let store = StoreError::Io { doing: "writing", source: driver };
        let said = store.to_string();
        assert_eq!(causes(&Outer(store)), format!("the zaak can't be made: {said}"));
        let no_store = std::io::Error::other(Outer(StoreError::NoRow("zaken.read")));
        assert_eq!(causes(&no_store), "the zaak can't be made: statement zaken.read gave no row");
    }
}
