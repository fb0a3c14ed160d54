//! What the calls that reserve numbers have in common: how many are asked for, and how they are answered.

use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use web::{Created, Problem};

use super::Fields;

/// The most numbers of one call.
const AANTAL_MAX: i64 = 1000;

/// Reads how many numbers a body asks for.
///
/// # Errors
/// With every fault of the body.
pub fn reserved_count(body: Map<String, Value>) -> Result<i64, Problem> {
    let mut fields = Fields::new(body).strict(&[]);
    fields.rsin_required("bronorganisatie");
    let aantal = fields.integer("aantal", 1, AANTAL_MAX).unwrap_or(1);
    fields.finish()?;
    Ok(aantal)
}

/// Answers with one number by itself, and with several as a list.
pub fn reserved<T: Serialize>(mut numbers: Vec<T>) -> Response {
    match (numbers.len(), numbers.pop()) {
        (1, Some(one)) => Created(one).into_response(),
        (_, last) => {
            numbers.extend(last);
            Created(numbers).into_response()
        }
    }
}
