//! Whether an upload is taken. Rules: formulieren.md section 9.

use form_logic::{Component, Field, FileRules, Form, Kind, Map};
use serde_json::json;

use super::sniff;
use crate::Upload;
use crate::error::{StepError, html_id};

/// The most bytes of one file, whatever the form says.
pub const FILE_BYTES_MAX: u64 = 50 * 1024 * 1024;

/// The most files of one question where the form sets no limit.
pub const FILES_MAX: usize = 20;

/// The most characters of a file name.
const NAME_LENGTH_MAX: usize = 100;

/// A file of a kind that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Its name, without what a name should not hold.
    pub naam: String,
    /// Its media type.
    pub media_type: &'static str,
}

/// What is known of a file before it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub name: &'a str,
    pub content_type: &'a str,
    pub first_bytes: &'a [u8],
}

/// Decides whether an upload is taken. `present` is how many files the question has already.
///
/// # Errors
/// `fileMaxSize`, and what [`let_in`] refuses.
pub(crate) fn accept(
    component: &Component,
    rules: &FileRules,
    present: usize,
    upload: &Upload,
) -> Result<KnownFile, Box<StepError>> {
    if upload.stored.size > bytes_max(rules) {
        return Err(Box::new(too_large_for(component, rules, Some(sanitise(&upload.name)))));
    }
    let_in(
        component,
        rules,
        present,
        Head { name: &upload.name, content_type: &upload.content_type, first_bytes: &upload.first_bytes },
    )
}

/// Judges a file that belongs to no question of a form: of any kind that forms take.
///
/// # Errors
/// The code of what is wrong: `file_empty` or `invalid_file_type`.
pub fn known_file(file: &web::FileHead<'_>) -> Result<KnownFile, &'static str> {
    kind_of(Head { name: file.file_name, content_type: file.content_type, first_bytes: file.first_bytes })
}

fn kind_of(file: Head<'_>) -> Result<KnownFile, &'static str> {
    if file.first_bytes.is_empty() {
        return Err("file_empty");
    }
    let naam = sanitise(file.name);
    let found = sniff::file_type(&naam, file.content_type, file.first_bytes).ok_or("invalid_file_type")?;
    Ok(KnownFile { naam, media_type: found.media_type })
}

/// Decides whether a file may come in, before its size is known.
///
/// # Errors
/// `file_empty`, `invalid_file_type`, `maxNumberOfFiles`.
pub(crate) fn let_in(
    component: &Component,
    rules: &FileRules,
    present: usize,
    file: Head<'_>,
) -> Result<KnownFile, Box<StepError>> {
    let fail = |code: &'static str, params: serde_json::Value| {
        let mut params: Map = params.as_object().cloned().unwrap_or_default();
        params.insert("name".to_owned(), json!(sanitise(file.name)));
        Err(Box::new(refusal(component, code, params)))
    };
    let any_type = rules.use_config_types || allows(&rules.types, "*");
    let found = match kind_of(file) {
        Ok(found) if any_type || allows(&rules.types, found.media_type) => found,
        Err("file_empty") => return fail("file_empty", json!({})),
        _ => {
            let types = if any_type { sniff::media_types() } else { rules.types.join(",") };
            return fail("invalid_file_type", json!({ "types": types }));
        }
    };
    let files_max = if component.multiple { rules.files_max.unwrap_or(FILES_MAX) } else { 1 };
    if present >= files_max {
        return fail("maxNumberOfFiles", json!({ "limit": files_max, "count": present + 1 }));
    }
    Ok(found)
}

/// Returns the fault of a file that turned out too large while it came in, so that nobody knows more of it than the question; none when
/// the form has no such question.
pub(crate) fn too_large(form: &Form, key: &str) -> Option<StepError> {
    let component = form.find_component(key)?;
    Some(too_large_for(component, rules_of(component)?, None))
}

fn too_large_for(component: &Component, rules: &FileRules, name: Option<String>) -> StepError {
    let limit = ("limit".to_owned(), json!(megabytes(bytes_max(rules))));
    let name = name.map(|name| ("name".to_owned(), json!(name)));
    refusal(component, "fileMaxSize", [limit].into_iter().chain(name).collect())
}

fn refusal(component: &Component, code: &'static str, params: Map) -> StepError {
    let own = component.errors.text("nl", code, "");
    let custom_message =
        (!own.is_empty()).then(|| form_logic::render_text(own, &params, "nl")).filter(|text| !text.is_empty());
    StepError {
        key: component.key.clone(),
        html_id: html_id(&component.key),
        label: component.label.clone(),
        code,
        params,
        custom_message,
    }
}

/// The most bytes of one file of a question.
pub(crate) fn bytes_max(rules: &FileRules) -> u64 {
    rules.bytes_max.unwrap_or(FILE_BYTES_MAX).min(FILE_BYTES_MAX)
}

/// Tells the fields of a page how large a file may be, also where the form does not limit it.
pub(crate) fn tell_limits(fields: &mut [Field]) {
    for field in fields {
        if field.kind == "file" {
            field.file_bytes_max = Some(field.file_bytes_max.unwrap_or(FILE_BYTES_MAX).min(FILE_BYTES_MAX));
        }
        tell_limits(&mut field.children);
    }
}

/// Returns the rules of a component that takes files.
pub(crate) fn rules_of(component: &Component) -> Option<&FileRules> {
    match &component.kind {
        Kind::File(rules) => Some(rules),
        _ => None,
    }
}

fn allows(types: &[String], media_type: &str) -> bool {
    types.is_empty()
        || types.iter().any(|allowed| match allowed.strip_suffix("/*") {
            Some(group) => media_type.split('/').next() == Some(group),
            None => allowed == "*" || allowed == media_type,
        })
}

/// The limit as people read it: `10`, `2,5`.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes * 10 / (1024 * 1024);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{},{}", tenths / 10, tenths % 10) }
}

/// Returns a name without path and without characters that hide what it is; the extension stays.
pub(crate) fn sanitise(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_hidden = |c: char| {
        c.is_control()
            // Soft hyphen, zero width, and marks that turn the reading direction: "fdp.exe" would read as "exe.pdf".
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            || matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?')
    };
    let cleaned: String = name.chars().filter(|c| !is_hidden(*c)).collect();
    let cleaned = cleaned.split_whitespace().collect::<Vec<_>>().join(" ");
    let cleaned = cleaned.trim_matches(['.', ' ']);
    let (stem, extension) = match cleaned.rsplit_once('.') {
        Some((stem, extension)) => (stem.trim(), Some(extension.trim())),
        None => (cleaned, None),
    };
    let extension: Option<String> = extension.map(|extension| extension.chars().take(10).collect());
    let length_max = NAME_LENGTH_MAX - extension.as_ref().map_or(0, |extension| extension.chars().count() + 1);
    let stem: String = if stem.is_empty() { "bestand".to_owned() } else { stem.chars().take(length_max).collect() };
    match extension {
        Some(extension) => format!("{stem}.{extension}"),
        None => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_path_and_what_hides_their_extension() {
        let long = format!("{}.pdf", "a".repeat(300));
        let cases = [
            ("besluit.pdf", "besluit.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\jan\Mijn besluit.pdf", "Mijn besluit.pdf"),
            ("be\u{ad}sluit\u{200b}.pdf", "besluit.pdf"),
            ("rekening\u{202e}fdp.exe", "rekeningfdp.exe"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
            ("\"><script>.pdf", "script.pdf"),
            (".pdf", "pdf"),
            ("...", "bestand"),
            ("besluit.pdf.", "besluit.pdf"),
            ("  veel   ruimte .pdf", "veel ruimte.pdf"),
            ("", "bestand"),
        ];
        for (name, expected) in cases {
            assert_eq!(sanitise(name), expected, "{name:?}");
        }
        let short = sanitise(&long);
        assert!(short.chars().count() == NAME_LENGTH_MAX && short.ends_with("a.pdf"), "{short}");
    }

    #[test]
    fn limits_read_as_people_write_them() {
        let cases = [(10 << 20, "10"), ((5 << 20) / 2, "2,5"), (1 << 20, "1")];
        for (bytes, expected) in cases {
            assert_eq!(megabytes(bytes), expected);
        }
    }
}
