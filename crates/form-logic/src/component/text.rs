//! The types whose value is a text: textfield, textarea, email, phoneNumber, bsn, iban, licenseplate and postcode.

use serde_json::{Value, json};

use super::{Kind, Validation, iban};
use crate::field::Field;
use crate::validate::Checks;

/// The longest e-mail address (RFC 5321).
const EMAIL_LENGTH_MAX: usize = 254;
/// As long as a number may be in the registers (telefoonnummer of contactpersoonRol): fifteen digits, and room to group them.
const PHONE_LENGTH_MAX: usize = 20;
/// The letters and digits of a Dutch licence plate.
const PLATE_LENGTH: usize = 6;

/// Returns a typed text as it is kept.
pub(super) fn tidy(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Textarea { .. } => text.replace("\r\n", "\n").trim_end().to_owned(),
        Kind::Bsn => text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect(),
        Kind::Iban => iban::grouped(text),
        Kind::Licenseplate => licence_plate(text),
        Kind::Postcode => postcode(text).unwrap_or_else(|| text.trim().to_owned()),
        _ => text.trim().to_owned(),
    }
}

/// Returns "1234 AB" for any spelling of a postcode, or `None` when it is none.
pub(super) fn postcode(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let bytes = compact.as_bytes();
    let is_postcode = bytes.len() == 6
        && (b'1'..=b'9').contains(&bytes[0])
        && bytes[1..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_uppercase)
        // Letter pairs that are never given out.
        && !matches!(&compact[4..], "SA" | "SD" | "SS");
    is_postcode.then(|| format!("{} {}", &compact[..4], &compact[4..]))
}

pub(super) fn fill(kind: &Kind, field: &mut Field) {
    match kind {
        Kind::Textarea { rows } => field.rows = *rows,
        Kind::Email { .. } => {
            field.input_type = "email";
            field.inputmode = "email";
        }
        Kind::PhoneNumber => {
            field.input_type = "tel";
            field.inputmode = "tel";
        }
        Kind::Bsn => {
            field.inputmode = "numeric";
            // Nine digits, however they are spaced.
            field.max_length = None;
        }
        _ => {}
    }
    if matches!(kind, Kind::Bsn | Kind::Iban) {
        // On a shared computer the browser must not offer somebody's number to the next person.
        field.autocomplete = "off".to_owned();
    }
}

pub(super) fn text(kind: &Kind, value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    if matches!(kind, Kind::Time(_)) { super::time::text(&text) } else { text }
}

pub(super) fn check(kind: &Kind, validation: &Validation, value: &Value, checks: &mut Checks<'_>) {
    let Some(text) = value.as_str() else { return checks.fail("invalid", []) };
    let length = text.chars().count();
    if let Some(max) = validation.max_length
        && length > max
    {
        checks.fail("maxLength", [("limit", json!(max)), ("length", json!(length))]);
    }
    let code = match kind {
        Kind::Email { .. } if !is_email(text) => Some("invalid_email"),
        Kind::PhoneNumber if !is_phone_number(text) || length > PHONE_LENGTH_MAX => Some("invalid_phone"),
        Kind::Bsn if text.parse::<values::Bsn>().is_err() => Some("bsn"),
        Kind::Iban if !iban::is_valid(text) => Some("iban"),
        Kind::Licenseplate if !is_licence_plate(text) => Some("licenseplate"),
        Kind::Postcode if postcode(text).is_none() => Some("postcode"),
        _ => None,
    };
    if let Some(code) = code {
        return checks.fail(code, []);
    }
    if validation.pattern.as_ref().is_some_and(|pattern| !pattern.matches(text)) {
        return checks.fail("pattern", []);
    }
    for plugin in &validation.plugins {
        match plugin.as_str() {
            "phonenumber-nl" if !is_dutch_number(text) => checks.fail("phonenumber-nl", []),
            "phonenumber-international" if !is_international_number(text) => {
                checks.fail("phonenumber-international", [])
            }
            _ => {}
        }
    }
}

/// A check on form: the proof is a code in the mailbox.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let local_is_fine = !local.is_empty()
        && local.len() <= 64
        && local.split('.').all(|part| !part.is_empty())
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_is_fine = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let ends_in_letters =
        labels.last().is_some_and(|last| last.len() >= 2 && !last.starts_with(|c: char| c.is_ascii_digit()));
    text.len() <= EMAIL_LENGTH_MAX
        && local_is_fine
        && labels.len() >= 2
        && labels.into_iter().all(label_is_fine)
        && ends_in_letters
}

/// The base rule of the anchor: `^[+0-9][- 0-9]+$`.
fn is_phone_number(text: &str) -> bool {
    let mut characters = text.chars();
    let starts_well = characters.next().is_some_and(|c| c == '+' || c.is_ascii_digit());
    let rest: Vec<char> = characters.collect();
    starts_well && !rest.is_empty() && rest.iter().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '))
}

fn digits_of(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit()).collect()
}

/// `phonenumber-nl`: ten digits from 0, or nine after the country code.
fn is_dutch_number(text: &str) -> bool {
    let digits = digits_of(text);
    let national = if text.starts_with('+') {
        digits.strip_prefix("31")
    } else {
        digits.strip_prefix("0031").or_else(|| digits.strip_prefix('0'))
    };
    national.is_some_and(|national| national.len() == 9 && !national.starts_with('0'))
}

/// `phonenumber-international`: with a country code, at most fifteen digits (E.164); a leading 00 reads as +.
fn is_international_number(text: &str) -> bool {
    let digits = digits_of(text);
    let number = if text.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    number.is_some_and(|number| (8..=15).contains(&number.len()) && !number.starts_with('0'))
}

/// Returns a licence plate in capitals and with its hyphens, however it was typed: groups of letters and of digits, and four of a kind
/// are two groups. What is no Dutch licence plate stays as it is, to be refused.
fn licence_plate(text: &str) -> String {
    let typed = text.trim().to_uppercase();
    if is_licence_plate(&typed) {
        return typed;
    }
    let compact: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if compact.len() != PLATE_LENGTH || !compact.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return typed;
    }
    let groups: Vec<String> = compact
        .as_bytes()
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .flat_map(|group| group.chunks(if group.len() == 4 { 2 } else { group.len() }))
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    let plate = groups.join("-");
    if is_licence_plate(&plate) { plate } else { typed }
}

/// `^[a-zA-Z0-9]{1,3}\-[a-zA-Z0-9]{1,3}\-[a-zA-Z0-9]{1,3}$`.
fn is_licence_plate(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_part = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.len() == 3 && parts.iter().all(is_part)
}
