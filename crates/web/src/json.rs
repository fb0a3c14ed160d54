//! JSON in and out.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;
use serde_path_to_error::Segment;

use crate::{InvalidParam, Problem};

/// A JSON body. What does not fit is refused with the dotted path of the field.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_json = content_type.is_some_and(|value| {
            let kind = value.split(';').next().unwrap_or_default().trim();
            kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
        });
        if !is_json {
            return Err(Problem::unsupported_media_type());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
            _ => Problem::parse_error("De inhoud kon niet worden gelezen."),
        })?;
        read(&bytes).map(Self)
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut source).map_err(|error| {
        let fault = error.inner();
        match fault.classify() {
            // What is no JSON at all is told as such, also when its first sign was already another one than was expected.
            Category::Data => match serde_json::from_slice::<IgnoredAny>(bytes) {
                Ok(_) => Problem::invalid(vec![invalid_param(error.path(), &fault.to_string())]),
                Err(fault) => broken(&fault),
            },
            _ => broken(fault),
        }
    })?;
    source.end().map_err(|error| broken(&error))?;
    Ok(value)
}

fn broken(fault: &serde_json::Error) -> Problem {
    Problem::parse_error(format!("Geen geldige JSON: regel {}, positie {}.", fault.line(), fault.column()))
}

/// Serde stops at the first fault and says it in English; here it gets the standard's code.
fn invalid_param(path: &serde_path_to_error::Path, message: &str) -> InvalidParam {
    let mut names: Vec<String> = path
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect();
    let quoted = |start: &str| message.strip_prefix(start)?.split('`').next().map(str::to_owned);
    let (code, reason) = if let Some(field) = quoted("missing field `") {
        names.push(field);
        ("required", "Dit veld is vereist.")
    } else if message.starts_with("invalid type: null") {
        ("null", "Dit veld mag niet leeg zijn.")
    } else if message.starts_with("unknown variant") {
        ("invalid_choice", "Dit is geen geldige keuze.")
    } else if message.starts_with("unknown field") {
        ("unknown", "Dit veld bestaat niet.")
    } else if message.contains("expected a sequence") {
        ("not_a_list", "Hier hoort een lijst.")
    } else {
        ("invalid", "Deze waarde is niet geldig.")
    };
    let name = if names.is_empty() { "nonFieldErrors".to_owned() } else { names.join(".") };
    InvalidParam::new(name, code, reason)
}

fn answer(status_code: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => (status_code, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        answer(StatusCode::OK, &self.0)
    }
}

/// The answer to a POST that made something: 201, with the resource as JSON.
#[derive(Debug, Clone, Copy)]
pub struct Created<T>(pub T);

impl<T: Serialize> Created<T> {
    /// Adds where the resource is, as the `Location` header.
    pub fn at(self, url: &str) -> Response {
        ([(header::LOCATION, url.to_owned())], self).into_response()
    }
}

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        answer(StatusCode::CREATED, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Zaak {
        zaaktype: String,
        rollen: Vec<Rol>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Rol {
        betrokkene_type: Soort,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Soort {
        Medewerker,
    }

    #[test]
    fn a_fault_names_the_path_of_its_field() {
        let cases = [
            (r#"{"zaaktype":"x"}"#, "rollen", "required"),
            (r#"{"zaaktype":"x","rollen":[{}]}"#, "rollen.0.betrokkeneType", "required"),
            (r#"{"zaaktype":"x","rollen":[{"betrokkeneType":"kat"}]}"#, "rollen.0.betrokkeneType", "invalid_choice"),
            (r#"{"zaaktype":null,"rollen":[]}"#, "zaaktype", "null"),
            (r#"{"zaaktype":"x","rollen":"y"}"#, "rollen", "not_a_list"),
            (r#"{"zaaktype":1,"rollen":[]}"#, "zaaktype", "invalid"),
            ("3", "nonFieldErrors", "invalid"),
        ];
        for (body, name, code) in cases {
            let problem = read::<Zaak>(body.as_bytes()).unwrap_err();
            let [param] = problem.invalid_params() else { panic!("{body}") };
            assert_eq!((param.name.as_str(), param.code.as_str()), (name, code), "{body}");
        }
        for body in ["", "{", "{} x", "{\"zaaktype\":\"x\",\"rollen\":[]}]"] {
            let problem = read::<Zaak>(body.as_bytes()).unwrap_err();
            assert!(matches!(problem.code(), "parse_error" | "invalid"), "{body}");
        }
        for body in ["[".repeat(20_000), "[1, 2".to_owned(), "\"".to_owned(), "nul".to_owned()] {
            assert_eq!(read::<Zaak>(body.as_bytes()).unwrap_err().code(), "parse_error", "{}", &body[..1]);
        }
    }
}
