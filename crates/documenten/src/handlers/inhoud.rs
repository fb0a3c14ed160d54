//! Reads a body with a file in it. The file goes to the object store as it comes in; memory does not grow with it. It gets its name there when the
//! rest of the body is right: of what is refused nothing stays.

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use store::files::{Arrived, PutError, Stored};
use web::{Problem, Tenant};

use super::scanner::{InhoudFault, Scanner, Step};

/// The largest file: the standard asks for bodies of 4 GiB, and base64 makes four characters of three bytes.
const FILE_BYTES_MAX: u64 = 3 << 30;
/// The largest body besides the file.
const FIELDS_BYTES_MAX: usize = 1 << 20;

/// What came of the field `inhoud`.
#[derive(Debug)]
pub enum Inhoud {
    /// It is absent or null.
    None,
    /// It came in: it is in the object store, or will be when it is kept.
    Stored(Stored),
    /// It is no base64.
    Invalid(InhoudFault),
}

/// A body that was read.
#[derive(Debug)]
pub struct Gelezen {
    /// The fields, without the file.
    pub map: Map<String, Value>,
    /// What the file is.
    pub inhoud: Inhoud,
    /// Its bytes, which go when they are not kept.
    pub bytes: Option<Arrived>,
}

struct Incoming {
    chunks: BodyDataStream,
    chunk: Bytes,
    scanner: Scanner,
    has_ended: bool,
}

impl Incoming {
    /// Reads on until something happens; none at the end of the body.
    async fn step(&mut self, decoded: &mut Vec<u8>) -> Result<Option<Step>, Problem> {
        if self.chunk.is_empty() {
            match self.chunks.next().await {
                None => return Ok(None),
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(_)) => return Err(Problem::parse_error("De inhoud kon niet worden gelezen.")),
            }
        }
        let (far, step) = self.scanner.scan(&self.chunk, decoded);
        self.chunk = self.chunk.split_off(far);
        if self.scanner.kept().len() > FIELDS_BYTES_MAX {
            return Err(Problem::too_large());
        }
        Ok(Some(step))
    }

    /// Returns the next bytes of the file, none at its end.
    async fn next_bytes(&mut self) -> Option<Result<Bytes, &'static str>> {
        let mut decoded = Vec::new();
        while !self.has_ended && decoded.is_empty() {
            let step = self.step(&mut decoded).await;
            if self.scanner.fault().is_some() {
                return Some(Err("no base64"));
            }
            match step {
                Ok(Some(Step::InhoudEnds)) => self.has_ended = true,
                Ok(Some(Step::InhoudStarts | Step::NeedsMore)) => {}
                Ok(None) | Err(_) => return Some(Err("the body ended within the file")),
            }
        }
        (!decoded.is_empty()).then(|| Ok(decoded.into()))
    }
}

/// Reads the body. `path` leads to the field with the file, which is taken out.
///
/// # Errors
/// When it is no JSON object, is too large, or the object store fails.
pub async fn read(
    headers: &HeaderMap,
    body: Body,
    tenant: &Tenant,
    path: &'static [&'static str],
) -> Result<Gelezen, Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    if kind != "application/json" {
        return Err(Problem::unsupported_media_type());
    }
    let scanner = Scanner::new(path);
    let mut incoming = Incoming { chunks: body.into_data_stream(), chunk: Bytes::new(), scanner, has_ended: false };
    let (mut inhoud, mut bytes) = (Inhoud::None, None);
    let mut ignored = Vec::new();
    while let Some(step) = incoming.step(&mut ignored).await? {
        ignored.clear();
        if step == Step::InhoudStarts {
            match receive(&mut incoming, tenant).await? {
                Ok(arrived) => {
                    inhoud = Inhoud::Stored(arrived.stored().clone());
                    bytes = Some(arrived);
                }
                Err(fault) => inhoud = Inhoud::Invalid(fault),
            }
        }
    }
    let mut map: Map<String, Value> = serde_json::from_slice(incoming.scanner.kept())
        .map_err(|_| Problem::parse_error("Geen geldig JSON-object."))?;
    if incoming.scanner.has_inhoud() {
        remove(&mut map, path);
    }
    Ok(Gelezen { map, inhoud, bytes })
}

/// Removes what stands in the place of the file.
fn remove(fields: &mut Map<String, Value>, path: &[&str]) {
    match path {
        [] => {}
        [last] => drop(fields.remove(*last)),
        [first, rest @ ..] => {
            if let Some(Value::Object(below)) = fields.get_mut(*first) {
                remove(below, rest);
            }
        }
    }
}

/// Takes the file in; what is no base64 is a fault of its field.
async fn receive(incoming: &mut Incoming, tenant: &Tenant) -> Result<Result<Arrived, InhoudFault>, Problem> {
    let name = tenant.db.clock().random_name();
    let bytes =
        stream::unfold(
            &mut *incoming,
            |incoming| async move { incoming.next_bytes().await.map(|bytes| (bytes, incoming)) },
        );
    let outcome = tenant.db.files().receive(&name, Box::pin(bytes), FILE_BYTES_MAX).await;
    match (outcome, incoming.scanner.fault()) {
        (_, Some(fault)) => Ok(Err(fault)),
        (Ok(arrived), None) => Ok(Ok(arrived)),
        (Err(PutError::TooLarge), None) => Err(Problem::too_large()),
        (Err(PutError::Incoming(_)), None) => Err(Problem::parse_error("De inhoud brak af.")),
        (Err(PutError::Store(error)), None) => Err(error.into()),
    }
}
