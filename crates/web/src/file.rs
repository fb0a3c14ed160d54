//! Files as they go out: whole, in ranges (RFC 9110 section 14), or only their headers.

use std::convert::Infallible;
use std::ops::Range;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::{Files, StoreError};

use crate::{Etag, IfNoneMatch, Problem};

/// What a file is.
#[derive(Debug, Clone, Copy)]
pub struct FileFacts<'a> {
    /// The name of its bytes in the object store: their SHA-256.
    pub hash: &'a str,
    /// Number of bytes.
    pub size: u64,
    /// What it says that it is; `application/octet-stream` when that can't stand in a header.
    pub media_type: &'a str,
    /// The name that a browser saves it by.
    pub name: &'a str,
}

/// What a client asks of a file: all of it, a range, only its headers, or nothing when it has it already.
#[derive(Debug, Clone, Default)]
pub struct FileCall {
    is_head: bool,
    range: Option<String>,
    if_range: Option<String>,
    known: IfNoneMatch,
}

/// Which bytes to send.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    All,
    Range(Range<u64>),
    /// None of the bytes that are asked for exist.
    Nothing,
}

/// A file is saved, never shown as a page of this site. Rule: portaal.md section 3.4.
const NO_PAGE: &str = "sandbox";

impl FileCall {
    /// Answers with the file, its number of bytes and its checksum (`Repr-Digest`, RFC 9530).
    ///
    /// # Errors
    /// When the object store fails.
    pub async fn answer(&self, files: &Files, file: &FileFacts<'_>) -> Result<Response, StoreError> {
        let etag = Etag::named(format!("\"{}\"", file.hash));
        if self.known.matches(&etag) {
            return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, etag.as_str().to_owned())]).into_response());
        }
        let part = self.part(&etag, file.size);
        if part == Part::Nothing {
            let mut answer = Problem::range_not_satisfiable().into_response();
            set(answer.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{}", file.size));
            return Ok(answer);
        }
        let mut headers = HeaderMap::new();
        set(&mut headers, header::CONTENT_TYPE, "application/octet-stream");
        set(&mut headers, header::CONTENT_TYPE, file.media_type);
        set(&mut headers, header::CONTENT_DISPOSITION, &attachment(file.name));
        set(&mut headers, header::CONTENT_SECURITY_POLICY, NO_PAGE);
        set(&mut headers, header::ACCEPT_RANGES, "bytes");
        set(&mut headers, header::ETAG, etag.as_str());
        set(&mut headers, HeaderName::from_static("repr-digest"), &format!("sha-256=:{}:", base64_of_hex(file.hash)));
        let (status_code, range) = match part {
            Part::Range(range) => {
                let place = format!("bytes {}-{}/{}", range.start, range.end - 1, file.size);
                set(&mut headers, header::CONTENT_RANGE, &place);
                (StatusCode::PARTIAL_CONTENT, range)
            }
            _ => (StatusCode::OK, 0..file.size),
        };
        set(&mut headers, header::CONTENT_LENGTH, &(range.end - range.start).to_string());
        let body = match self.is_head {
            true => Body::empty(),
            false => Body::from_stream(files.get_range(file.hash, range).await?),
        };
        Ok((status_code, headers, body).into_response())
    }

    fn part(&self, etag: &Etag, size: u64) -> Part {
        // A range of another version than the client has would be glued to the wrong bytes. A date is no proof of what it has.
        let is_same = self.if_range.as_deref().is_none_or(|given| given == etag.as_str());
        match &self.range {
            Some(range) if !self.is_head && is_same => parse_range(range, size),
            _ => Part::All,
        }
    }
}

/// Answers with a file that comes from another system, as it comes in: always whole.
pub fn passed_on(name: &str, media_type: &str, body: Body) -> Response {
    let mut headers = HeaderMap::new();
    set(&mut headers, header::CONTENT_TYPE, "application/octet-stream");
    set(&mut headers, header::CONTENT_TYPE, media_type);
    set(&mut headers, header::CONTENT_DISPOSITION, &attachment(name));
    set(&mut headers, header::CONTENT_SECURITY_POLICY, NO_PAGE);
    (headers, body).into_response()
}

/// Reads one range. More than one, other units and what makes no sense is answered with the whole file, as RFC 9110 allows.
fn parse_range(text: &str, size: u64) -> Part {
    let number = |text: &str| -> Option<u64> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // What does not fit is past the end of any file.
        is_number.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Part::All;
    };
    let (first, last) = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => (first, last.saturating_add(1).min(size)),
        (Some(first), None) if last.is_empty() => (first, size),
        (None, Some(count)) if first.is_empty() => (size.saturating_sub(count), size),
        _ => return Part::All,
    };
    if first < last { Part::Range(first..last) } else { Part::Nothing }
}

impl<S: Sync> FromRequestParts<S> for FileCall {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Self {
            is_head: parts.method == Method::HEAD,
            range: text(header::RANGE),
            if_range: text(header::IF_RANGE),
            known: IfNoneMatch::of(&parts.headers),
        })
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value)
        && !value.is_empty()
    {
        headers.insert(name, value);
    }
}

/// The file name as RFC 6266 writes it: every character that could end the header or a path is encoded. What would show it as another name, or
/// spoil a list of files, does not go along.
fn attachment(name: &str) -> String {
    let mut encoded = String::new();
    let name = values::plain(name).replace(char::is_control, " ");
    for byte in name.trim().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    if encoded.is_empty() { "attachment".into() } else { format!("attachment; filename*=UTF-8''{encoded}") }
}

/// Writes a hash in base64, as `Repr-Digest` wants it.
fn base64_of_hex(hex: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0);
    let bytes: Vec<u32> = hex.as_bytes().chunks_exact(2).map(|pair| digit(&pair[0]) << 4 | digit(&pair[1])).collect();
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | byte) << (8 * (3 - group.len()));
        for place in 0..4 {
            let sextet = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap_or(0);
            text.push(if place <= group.len() { char::from(DIGITS[sextet]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_within_the_file_or_there_is_nothing() {
        let cases = [
            ("bytes=0-0", Part::Range(0..1)),
            ("bytes=2-4", Part::Range(2..5)),
            ("bytes=2-", Part::Range(2..10)),
            ("bytes=2-99", Part::Range(2..10)),
            ("bytes=2-99999999999999999999999", Part::Range(2..10)),
            ("bytes=-3", Part::Range(7..10)),
            ("bytes=-99", Part::Range(0..10)),
            ("bytes=10-", Part::Nothing),
            ("bytes=10-12", Part::Nothing),
            ("bytes=-0", Part::Nothing),
            ("bytes=4-2", Part::All),
            ("bytes=0-1,3-4", Part::All),
            ("bytes=a-b", Part::All),
            ("bytes=+1-2", Part::All),
            ("bytes=-", Part::All),
            ("regels=1-2", Part::All),
            ("", Part::All),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_range(text, 10), expected, "{text}");
        }
        assert_eq!(parse_range("bytes=0-", 0), Part::Nothing);
    }

    #[test]
    fn a_range_counts_only_for_the_version_that_the_client_has() {
        let etag = Etag::named("\"a\"");
        for (if_range, is_head, expected) in [
            (None, false, Part::Range(0..1)),
            (Some("\"a\""), false, Part::Range(0..1)),
            (Some("\"b\""), false, Part::All),
            (Some("W/\"a\""), false, Part::All),
            (Some("Thu, 26 Nov 2026 10:00:00 GMT"), false, Part::All),
            (None, true, Part::All),
        ] {
            let call = FileCall {
                is_head,
                range: Some("bytes=0-0".into()),
                if_range: if_range.map(str::to_owned),
                known: IfNoneMatch::default(),
            };
            assert_eq!(call.part(&etag, 10), expected, "{if_range:?} {is_head}");
        }
    }

    #[test]
    fn a_file_name_can_not_break_out_of_its_header() {
        for (name, expected) in [
            ("brief.pdf", "attachment; filename*=UTF-8''brief.pdf"),
            ("a\"\r\nX: y", "attachment; filename*=UTF-8''a%22%20%20X%3A%20y"),
            ("foto\u{202E}gpj.exe\0", "attachment; filename*=UTF-8''fotogpj.exe"),
            ("é/..", "attachment; filename*=UTF-8''%C3%A9%2F.."),
            ("", "attachment"),
        ] {
            assert_eq!(attachment(name), expected);
        }
        for (hex, expected) in [("00ff1a", "AP8a"), ("00ff", "AP8="), ("00", "AA=="), ("", "")] {
            assert_eq!(base64_of_hex(hex), expected);
        }
    }
}
