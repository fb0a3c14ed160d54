//! Numbers and amounts.

use serde_json::{Value, json};

use super::NumberRules;
use crate::field::Field;
use crate::format;
use crate::json_logic::{number_to_json, parse_number};
use crate::validate::Checks;

/// Reads a number as Dutch people type it: "1.250,50", "€ 12,5", "-3". Null when nothing was typed; any other text stays a text.
pub(super) fn decode(text: &str) -> Value {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if compact.is_empty() {
        return Value::Null;
    }
    let plain = if compact.contains(',') {
        compact.replace('.', "").replacen(',', ".", 1)
    } else if is_grouped(&compact) {
        compact.replace('.', "")
    } else {
        compact
    };
    let is_plain = plain.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match parse_number(&plain) {
        Some(number) if is_plain => number_to_json(number),
        _ => Value::from(text.trim()),
    }
}

/// Whether the dots only separate thousands, as in "12.500". So "1.250" is twelve hundred and fifty, "1.25" is one and a quarter.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim_start_matches('-').split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len()) && first != "0" && !rest.is_empty() && rest.iter().all(|group| group.len() == 3)
}

pub(super) fn fill(rules: &NumberRules, is_currency: bool, field: &mut Field) {
    // Not the HTML type "number": that refuses a comma in some browsers and changes when a mouse wheel turns.
    let decimals_max = rules.decimals_max.unwrap_or(if is_currency { 2 } else { 1 });
    // The numeric keyboard of phones has no minus sign.
    field.inputmode = match (rules.allow_negative, decimals_max) {
        (true, _) => "text",
        (false, 0) => "numeric",
        (false, _) => "decimal",
    };
    field.min = rules.min.map(|min| number_to_json(min).to_string());
    field.max = rules.max.map(|max| number_to_json(max).to_string());
    field.prefix = if is_currency { "€".to_owned() } else { rules.prefix.clone() };
    field.suffix = rules.suffix.clone();
}

pub(super) fn text(rules: &NumberRules, is_currency: bool, value: &Value, language: &str) -> String {
    let Some(number) = value.as_f64() else { return value.as_str().unwrap_or_default().to_owned() };
    if is_currency {
        return format!("€ {}", format::grouped(number, Some(rules.decimals_max.unwrap_or(2)), language));
    }
    let number = format::grouped(number, None, language);
    let parts = [rules.prefix.as_str(), &number, rules.suffix.as_str()].map(str::trim);
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

pub(super) fn check(rules: &NumberRules, value: &Value, checks: &mut Checks<'_>) {
    let Some(number) = value.as_f64() else { return checks.fail("invalid_number", []) };
    let limit = |limit: f64| [("limit", number_to_json(limit))];
    if let Some(min) = rules.min
        && number < min
    {
        checks.fail("min", limit(min));
    } else if !rules.allow_negative && number < 0.0 {
        checks.fail("min", limit(0.0));
    }
    if let Some(max) = rules.max
        && number > max
    {
        checks.fail("max", limit(max));
    }
    if let Some(decimals_max) = rules.decimals_max {
        let decimals = format!("{number}").split_once('.').map_or(0, |(_, fraction)| fraction.len());
        if decimals > decimals_max {
            checks.fail("decimalLimit", [("limit", json!(decimals_max))]);
        }
    }
}
