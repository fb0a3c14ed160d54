//! Data of one system held against the JSON Schema of another. Both were written by others, so the work is bounded before it is done:
//! the schema is small, names nothing outside itself and has few patterns ([`voorbereiden`]), and what it asks of these data is counted first
//! ([`meter`]). Formats say nothing, as in the JSON Schema of 2019 and later.

mod meter;
mod voorbereiden;

use boon::{Compiler, Draft, Schemas, UrlLoader};
use serde_json::Value;
use tokio::sync::Semaphore;

use meter::Meter;

/// Where the schema is for the library, which reads it from nowhere.
const PLACE: &str = "urn:loket:schema";
/// How many are judged at the same time: the others wait.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Why data can't be held against a schema, or do not keep to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchemaFault {
    /// It is no JSON Schema, or one that points outside itself.
    #[error("it is no JSON Schema that can be used")]
    NoSchema,
    /// It asks more work than we do.
    #[error("it asks too much work")]
    TooMuch,
    /// The data break it.
    #[error("the data break the schema")]
    Broken,
}

/// Returns what is at a simple path (`.record.data`, `.versions[0].jsonSchema`, `.` for all of it) in a resource; none when there is nothing.
///
/// # Errors
/// When it is no simple path: such a path is a program (jq), which we do not run.
pub fn at<'a>(resource: &'a Value, path: &str) -> Result<Option<&'a Value>, NoPath> {
    let steps = steps(path).ok_or(NoPath)?;
    let found = steps.iter().try_fold(resource, |value, step| match step {
        Step::Name(name) => value.get(*name),
        Step::Index(index) => value.get(*index),
    });
    Ok(found.filter(|value| !value.is_null()))
}

/// Decides whether this is a path as [`at`] takes it.
pub fn is_path(path: &str) -> bool {
    steps(path).is_some()
}

/// That a path is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is no simple path")]
pub struct NoPath;

enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let rest = path.strip_prefix('.')?;
    if rest.is_empty() {
        return Some(Vec::new());
    }
    let mut steps = Vec::new();
    for segment in rest.split('.') {
        let (name, mut indices) = segment.split_at(segment.find('[').unwrap_or(segment.len()));
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if name.is_empty() || !is_name || name.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        steps.push(Step::Name(name));
        while !indices.is_empty() {
            let (index, after) = indices.strip_prefix('[')?.split_once(']')?;
            if !index.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            steps.push(Step::Index(index.parse().ok()?));
            indices = after;
        }
    }
    Some(steps)
}

/// Holds data against a schema, beside what answers requests.
///
/// # Errors
/// [`SchemaFault`].
pub async fn hold_against(schema: Value, data: Value) -> Result<(), SchemaFault> {
    let _turn = TURNS.acquire().await;
    let work = tokio::task::spawn_blocking(move || judge(schema, &data));
    work.await.unwrap_or(Err(SchemaFault::NoSchema))
}

fn judge(schema: Value, data: &Value) -> Result<(), SchemaFault> {
    let (schema, patterns) = voorbereiden::prepare(schema)?;
    Meter::new(&schema, &patterns).measure(data).ok_or(SchemaFault::TooMuch)?;
    let mut compiler = Compiler::new();
    compiler.use_loader(Box::new(Nowhere));
    compiler.set_default_draft(Draft::V2020_12);
    compiler.add_resource(PLACE, schema).map_err(|_| SchemaFault::NoSchema)?;
    let mut schemas = Schemas::new();
    let index = compiler.compile(PLACE, &mut schemas).map_err(|error| {
        tracing::info!(%error, "A JSON Schema can't be used");
        SchemaFault::NoSchema
    })?;
    schemas.validate(data, index).map_err(|_| SchemaFault::Broken)
}

/// Reads no schema from anywhere: neither files nor the network.
struct Nowhere;

impl UrlLoader for Nowhere {
    fn load(&self, url: &str) -> Result<Value, Box<dyn std::error::Error>> {
        Err(format!("{url} is outside the schema").into())
    }
}

#[cfg(test)]
mod tests;
