//! Files. The upload itself, its sniffed type and its virus scan are the caller's; here only what the form says about it.

use serde_json::{Value, json};

use super::{FileRules, Post};
use crate::field::{Field, FileValue};
use crate::validate::Checks;

/// The files come from uploads, never from the text of the post.
pub(super) fn decode(key: &str, post: &Post<'_>) -> Value {
    Value::Array(post.files.get(key).into_iter().flatten().map(FileValue::to_json).collect())
}

/// Returns the bytes of a size such as `10MB`; units are powers of 1024.
pub(crate) fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim().to_ascii_uppercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim();
    let unit: u64 = match text[digits.len()..].trim() {
        "" | "B" => 1,
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

pub(super) fn fill(rules: &FileRules, field: &mut Field, value: &Value) {
    field.input_type = "file";
    field.accept = rules.types.join(",");
    field.files_max = rules.files_max.or((!field.multiple).then_some(1));
    field.file_bytes_max = rules.bytes_max;
    field.files = FileValue::list(Some(value));
}

fn allows(rules: &FileRules, content_type: &str) -> bool {
    rules.types.is_empty()
        || rules.types.iter().any(|allowed| match allowed.strip_suffix("/*") {
            Some(group) => content_type.split('/').next() == Some(group),
            None => allowed == "*" || allowed == content_type,
        })
}

pub(super) fn check(rules: &FileRules, multiple: bool, value: &Value, checks: &mut Checks<'_>) {
    let Value::Array(list) = value else { return checks.fail("invalid", []) };
    let files = FileValue::list(Some(value));
    if files.len() != list.len() {
        return checks.fail("invalid", []);
    }
    let files_max = if multiple { rules.files_max } else { Some(1) };
    if let Some(files_max) = files_max
        && files.len() > files_max
    {
        checks.fail("maxNumberOfFiles", [("limit", json!(files_max)), ("count", json!(files.len()))]);
    }
    for file in &files {
        if let Some(bytes_max) = rules.bytes_max
            && file.size > bytes_max
        {
            let megabytes =
                crate::format::number((bytes_max as f64 / 1_048_576.0 * 10.0).round() / 10.0, None, checks.language());
            checks.fail("fileMaxSize", [("name", json!(file.name)), ("limit", json!(megabytes))]);
        }
        if !allows(rules, &file.content_type) {
            checks.fail("invalid_file_type", [("name", json!(file.name)), ("types", json!(rules.types.join(",")))]);
        }
    }
}
