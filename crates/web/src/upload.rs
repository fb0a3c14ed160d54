//! Forms with files. The bytes go to the object store as they come in; memory does not grow with them.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart as Parts, Request};
use axum::http::StatusCode;
use bytes::Bytes;
use futures_util::TryStreamExt;
use store::files::PutError;

use crate::form::PAIRS_MAX;
use crate::{App, PageError, Pairs, Tenant};

/// The longest text of one field, in bytes: more than any question asks for, and what is refused is shown again.
const TEXT_BYTES_MAX: usize = 256 * 1024;
/// The texts of one form together, in bytes.
const TEXTS_BYTES_MAX: usize = 2 * 1024 * 1024;

/// How much a form may hold. The whole body is also limited, by [`crate::upload_limit`].
#[derive(Debug, Clone, Copy)]
pub struct UploadLimits {
    /// The largest file.
    pub file_bytes_max: u64,
    /// The most files.
    pub files_max: usize,
}

/// A file that is in the object store. No row names it yet; if none ever does, it is swept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// The name of the form field.
    pub field: String,
    /// What the sender calls it, without folders and control characters; at most 150 characters.
    pub file_name: String,
    /// What the sender says that it is. Not checked.
    pub content_type: String,
    /// The name of its bytes in the object store.
    pub hash: String,
    /// Number of bytes.
    pub size: u64,
}

/// What a form with files held.
#[derive(Debug, Clone, Default)]
pub struct Submitted {
    /// Everything but the files.
    pub pairs: Pairs,
    /// The files, also one without a single byte; fields that were left empty are not here.
    pub files: Vec<UploadedFile>,
    /// The fields whose file is too large, or beyond the allowed number; those files are not stored.
    pub too_large: Vec<String>,
}

/// The body of a form with files.
#[derive(Debug)]
pub struct Multipart(Parts);

impl FromRequest<App> for Multipart {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        Parts::from_request(request, app).await.map(Self).map_err(|_| PageError::BadRequest)
    }
}

impl Multipart {
    /// Reads everything before the first file, so that the form can be judged (its token, who sends it) before bytes are stored;
    /// then `is_allowed` decides, and the files follow.
    ///
    /// # Errors
    /// When the form is refused, broken or too large as a whole, or the object store fails.
    pub async fn read(
        mut self,
        tenant: &Tenant,
        limits: UploadLimits,
        is_allowed: impl FnOnce(&Pairs) -> Result<(), PageError>,
    ) -> Result<Submitted, PageError> {
        let mut submitted = Submitted::default();
        let mut is_allowed = Some(is_allowed);
        let mut text_bytes_left = TEXTS_BYTES_MAX;
        while let Some(mut field) = self.0.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            // A browser sends a part without file name for a file field that was left empty.
            let is_left_empty = field.file_name() == Some("");
            let Some(file_name) = field.file_name().map(clean_file_name) else {
                let text = text_of(&mut field, TEXT_BYTES_MAX.min(text_bytes_left)).await?;
                text_bytes_left -= text.len();
                submitted.pairs.0.push((name, text));
                if submitted.pairs.0.len() > PAIRS_MAX {
                    return Err(PageError::TooLarge);
                }
                continue;
            };
            if let Some(judge) = is_allowed.take() {
                judge(&submitted.pairs)?;
            }
            let first = first_bytes(&mut field).await?;
            if first.is_none() && is_left_empty {
                continue;
            }
            if submitted.files.len() >= limits.files_max {
                drain(field).await?;
                submitted.too_large.push(name);
                continue;
            }
            let content_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let mut has_too_large_body = false;
            let rest =
                (&mut field).inspect_err(|error| has_too_large_body = error.status() == StatusCode::PAYLOAD_TOO_LARGE);
            let bytes = futures_util::StreamExt::chain(futures_util::stream::iter(first.map(Ok)), rest);
            let incoming = tenant.db.clock().random_name();
            match tenant.db.files().put_stream(&incoming, bytes, limits.file_bytes_max).await {
                Ok(stored) => submitted.files.push(UploadedFile {
                    field: name,
                    file_name,
                    content_type,
                    hash: stored.hash,
                    size: stored.size,
                }),
                Err(PutError::TooLarge) => {
                    drain(field).await?;
                    submitted.too_large.push(name);
                }
                Err(PutError::Incoming(_)) if has_too_large_body => return Err(PageError::TooLarge),
                Err(PutError::Incoming(_)) => return Err(PageError::BadRequest),
                Err(PutError::Store(error)) => return Err(PageError::internal(&error)),
            }
        }
        if let Some(judge) = is_allowed.take() {
            judge(&submitted.pairs)?;
        }
        Ok(submitted)
    }
}

/// Reads a text, up to so many bytes.
async fn text_of(field: &mut Field<'_>, bytes_max: usize) -> Result<String, PageError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        if bytes.len() + chunk.len() > bytes_max {
            return Err(PageError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| PageError::BadRequest)
}

async fn first_bytes(field: &mut Field<'_>) -> Result<Option<Bytes>, PageError> {
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        if !chunk.is_empty() {
            return Ok(Some(chunk));
        }
    }
    Ok(None)
}

/// Reads on to the next part: a browser that is cut off in the middle shows its own error instead of our page.
async fn drain(mut field: Field<'_>) -> Result<(), PageError> {
    while field.chunk().await.map_err(|error| broken(&error))?.is_some() {}
    Ok(())
}

fn broken(error: &MultipartError) -> PageError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge,
        _ => PageError::BadRequest,
    }
}

fn clean_file_name(given: &str) -> String {
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_hidden = |character: char| {
        // Marks that turn the reading direction make `exe.fdp` look like a PDF.
        character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let clean: String = name.chars().filter(|character| !is_hidden(*character)).take(150).collect();
    let clean = clean.trim().trim_start_matches('.').to_owned();
    if clean.is_empty() { "bestand".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::clean_file_name;

    #[test]
    fn a_file_name_is_only_a_name() {
        let cases = [
            ("foto.jpg", "foto.jpg"),
            ("C:\\Users\\anne\\foto.jpg", "foto.jpg"),
            ("../../etc/passwd", "passwd"),
            (".htaccess", "htaccess"),
            ("rekening\u{202e}fdp.exe", "rekeningfdp.exe"),
            ("a\r\nb.txt", "ab.txt"),
            ("", "bestand"),
            ("..", "bestand"),
        ];
        for (given, expected) in cases {
            assert_eq!(clean_file_name(given), expected);
        }
    }
}
