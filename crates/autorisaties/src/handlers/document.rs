//! The OpenAPI document of an API, where the API design rules (API-51) and existing clients look for it. Nobody needs a token to read it.

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use openapi::Document;
use web::{App, BaseUrl, IfNoneMatch, Tenant};

/// The form in which the document is read.
#[derive(Debug, Clone, Copy)]
enum Form {
    Json,
    Yaml,
    /// YAML, with what is served besides the standard.
    Extended,
}

/// Returns the routes to the document of the API that is served below `root`.
pub fn document_at(root: &'static str, document: &'static Document) -> Router<App> {
    let at = |form| reader(root, document, form);
    Router::new()
        .route(&format!("{root}/openapi.json"), at(Form::Json))
        .route(&format!("{root}/openapi.yaml"), at(Form::Yaml))
        // Open Zaak's place, which its clients call with `?v=3`: they look there for what Open Zaak has besides the standard.
        .route(&format!("{root}/schema/openapi.yaml"), at(Form::Extended))
}

fn reader(root: &'static str, document: &'static Document, form: Form) -> MethodRouter<App> {
    // Only at a host that is ours: what is kept by others along the way names no stranger as the server.
    get(async move |_: Tenant, base: BaseUrl, known: IfNoneMatch| answer(document, form, &base.url(root), &known))
}

fn answer(document: &Document, form: Form, server: &str, known: &IfNoneMatch) -> Response {
    let answer = match form {
        Form::Json => known.answer_bytes("application/json", document.json(server).into()),
        Form::Yaml => known.answer_bytes("application/yaml", document.yaml(server).into()),
        Form::Extended => known.answer_bytes("application/yaml", document.extended_yaml(server).into()),
    };
    // Pages of others, such as those that draw a document, may read it too.
    let headers = [(header::CACHE_CONTROL, "public, max-age=3600"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (headers, answer).into_response()
}
