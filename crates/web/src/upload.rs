//! Forms with files. Each file is judged by its first bytes, before any are stored; then they go to the object store as they come in, and
//! memory does not grow with them.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Multipart as Parts, Request};
use axum::http::request::Parts as Head;
use axum::http::{StatusCode, header};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use store::files::{PutError, Stored};

use crate::form::{PAIRS_MAX, typed};
use crate::{App, PageError, Pairs, Tenant};

/// The longest text of one field, in bytes: more than any question asks for, and what is refused is shown again.
const TEXT_BYTES_MAX: usize = 256 * 1024;
/// The texts of one form together, in bytes.
const TEXTS_BYTES_MAX: usize = 2 * 1024 * 1024;

/// How many of its first bytes a file is judged by. What says its kind is in the first hundred or so; text is text as far as this.
const FIRST_BYTES: usize = 4096;

/// The most bytes of a form with files, on whatever page. A body whose length is not told weighs as much.
pub const FORM_BYTES_MAX: usize = 256 * 1024 * 1024;

/// A file that comes in, of which nothing is stored yet.
#[derive(Debug, Clone, Copy)]
pub struct FileHead<'a> {
    /// The name of the form field.
    pub field: &'a str,
    /// What the sender calls it, without folders and control characters; at most 150 characters.
    pub file_name: &'a str,
    /// What the sender says that it is. Not checked.
    pub content_type: &'a str,
    /// The first 4096 bytes, or all when there are fewer.
    pub first_bytes: &'a [u8],
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
    /// What its [`FileHead`] had of them.
    pub first_bytes: Vec<u8>,
}

/// What a form with files held.
#[derive(Debug, Clone, Default)]
pub struct Submitted {
    /// Everything but the files.
    pub pairs: Pairs,
    /// The files that were let in; fields that were left empty are not here.
    pub files: Vec<UploadedFile>,
    /// The fields whose file turned out larger than was let in; nothing of it is stored.
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
    /// Reads everything before the first file, so that the form can be judged (its token, who sends it) before bytes are stored; then
    /// `is_allowed` decides, and the files follow. Of each `let_in` says how many bytes it may have, or none to store nothing of it; it
    /// knows what came before the file, and may refuse the whole form.
    ///
    /// # Errors
    /// When the form is refused, broken or too large as a whole, or the object store fails.
    pub async fn read(
        mut self,
        tenant: &Tenant,
        is_allowed: impl FnOnce(&Pairs) -> Result<(), PageError>,
        mut let_in: impl FnMut(&Pairs, FileHead<'_>) -> Result<Option<u64>, PageError>,
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
            if first.is_empty() && is_left_empty {
                continue;
            }
            let content_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
            let start = &first[..first.len().min(FIRST_BYTES)];
            let head =
                FileHead { field: &name, file_name: &file_name, content_type: &content_type, first_bytes: start };
            let Some(bytes_max) = let_in(&submitted.pairs, head)? else {
                drain(field).await?;
                continue;
            };
            match store_file(tenant, &mut field, first.clone(), bytes_max).await? {
                Some(stored) => submitted.files.push(UploadedFile {
                    field: name,
                    file_name,
                    content_type,
                    hash: stored.hash,
                    size: stored.size,
                    first_bytes: start.to_vec(),
                }),
                None => {
                    drain(field).await?;
                    submitted.too_large.push(name);
                }
            }
        }
        if let Some(judge) = is_allowed.take() {
            judge(&submitted.pairs)?;
        }
        Ok(submitted)
    }
}

/// What a body weighs in a [`crate::Rate`]: a unit for each megabyte that it begins, and nothing when it has room for answers only. A length that
/// is not told weighs as the longest form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Megabytes(pub u32);

impl<S: Sync> FromRequestParts<S> for Megabytes {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Head, _: &S) -> Result<Self, Self::Rejection> {
        const MEGABYTE: usize = 1 << 20;
        const ANSWERS: usize = 64 << 10;
        let told =
            parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let megabytes = match told.unwrap_or(FORM_BYTES_MAX) {
            0..=ANSWERS => 0,
            bytes => bytes.div_ceil(MEGABYTE),
        };
        Ok(Self(u32::try_from(megabytes).unwrap_or(u32::MAX)))
    }
}

/// Stores what begins with `first` and goes on with the field; none when it is too large, and then nothing stays behind.
async fn store_file(
    tenant: &Tenant,
    field: &mut Field<'_>,
    first: Bytes,
    bytes_max: u64,
) -> Result<Option<Stored>, PageError> {
    let mut has_too_large_body = false;
    let rest = field.inspect_err(|error| has_too_large_body = error.status() == StatusCode::PAYLOAD_TOO_LARGE);
    let bytes = futures_util::StreamExt::chain(futures_util::stream::iter([Ok(first)]), rest);
    let incoming = tenant.db.clock().random_name();
    match tenant.db.files().put_stream(&incoming, bytes, bytes_max).await {
        Ok(stored) => Ok(Some(stored)),
        Err(PutError::TooLarge) => Ok(None),
        Err(PutError::Incoming(_)) if has_too_large_body => Err(PageError::TooLarge),
        Err(PutError::Incoming(_)) => Err(PageError::BadRequest),
        Err(PutError::Store(error)) => Err(PageError::internal(&error)),
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
    let text = String::from_utf8(bytes).map_err(|_| PageError::BadRequest)?;
    Ok(typed(&text))
}

/// Reads until the kind of file can be told, or to its end.
async fn first_bytes(field: &mut Field<'_>) -> Result<Bytes, PageError> {
    let mut first = BytesMut::new();
    while first.len() < FIRST_BYTES {
        match field.chunk().await.map_err(|error| broken(&error))? {
            Some(chunk) => first.extend_from_slice(&chunk),
            None => break,
        }
    }
    Ok(first.freeze())
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
