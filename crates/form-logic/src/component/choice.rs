//! Choices: select, selectboxes and radio.

use serde_json::{Value, json};

use super::{Kind, OptionSource, Post};
use crate::Map;
use crate::field::{Field, FieldOption, html_id};
use crate::json_logic::{LogicError, LogicValue, Scope};
use crate::validate::Checks;

/// Returns the options as they are now. An expression's texts are plain text; a template escapes them.
///
/// # Errors
/// An expression that fails or gives something else than a list of values or pairs gives no options.
pub(crate) fn resolve(
    source: &OptionSource,
    scope: &Scope<'_>,
    language: &str,
) -> Result<Vec<FieldOption>, LogicError> {
    match source {
        OptionSource::Manual(options) => Ok(options
            .iter()
            .map(|option| FieldOption {
                value: option.value.clone(),
                label: option.translations.text(language, "label", &option.label).to_owned(),
                description: option.translations.text(language, "description", &option.description).to_owned(),
                ..FieldOption::default()
            })
            .collect()),
        OptionSource::Expression(logic) => {
            let items = match logic.evaluate(scope)? {
                LogicValue::List(items) => items,
                LogicValue::Undefined | LogicValue::Null => Vec::new(),
                other => return Err(LogicError::Type { operator: "itemsExpression", found: other.kind() }),
            };
            let mut options: Vec<FieldOption> = Vec::new();
            for item in items.iter().filter(|item| !item.is_absent()) {
                let (value, label) = match item {
                    LogicValue::List(pair) => match pair.as_slice() {
                        [value, label] => (value, label),
                        _ => return Err(LogicError::Type { operator: "itemsExpression", found: "a list" }),
                    },
                    single => (single, single),
                };
                for part in [value, label] {
                    if matches!(part, LogicValue::List(_) | LogicValue::Object(_)) {
                        return Err(LogicError::Type { operator: "itemsExpression", found: part.kind() });
                    }
                }
                let value = value.to_text();
                if !value.is_empty() && options.iter().all(|option| option.value != value) {
                    options.push(FieldOption { value, label: label.to_text(), ..FieldOption::default() });
                }
            }
            Ok(options)
        }
    }
}

/// Reads ticks: `key` repeated with the value of each option, or `key[option]` for each. Every known option is present.
pub(super) fn decode_boxes(key: &str, options: &OptionSource, post: &Post<'_>) -> Value {
    let mut ticks = Map::new();
    if let OptionSource::Manual(options) = options {
        ticks.extend(options.iter().map(|option| (option.value.clone(), json!(false))));
    }
    for option in post.all(key).filter(|option| !option.is_empty()) {
        ticks.insert(option.to_owned(), json!(true));
    }
    for (name, value) in post.pairs {
        let option = name.strip_prefix(key).and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']'));
        if let Some(option) = option {
            ticks.insert(option.to_owned(), json!(!matches!(value.as_str(), "" | "false" | "off" | "0")));
        }
    }
    Value::Object(ticks)
}

/// Returns ticks for exactly these options: what is no option any more is dropped, what is new is not ticked.
pub(crate) fn fit_boxes(value: &Value, options: &[FieldOption]) -> Value {
    let ticked = ticked(value);
    Value::Object(
        options.iter().map(|option| (option.value.clone(), json!(ticked.contains(&option.value.as_str())))).collect(),
    )
}

/// Returns the options that are ticked.
pub(super) fn ticked(value: &Value) -> Vec<&str> {
    let ticks = value.as_object().into_iter().flatten();
    ticks.filter(|(_, ticked)| **ticked == Value::Bool(true)).map(|(option, _)| option.as_str()).collect()
}

fn chosen(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        Value::String(text) => vec![text],
        _ => Vec::new(),
    }
}

pub(super) fn fill(kind: &Kind, field: &mut Field, value: &Value) {
    let chosen = if matches!(kind, Kind::Selectboxes { .. }) { ticked(value) } else { chosen(value) };
    for (index, option) in field.options.iter_mut().enumerate() {
        option.checked = chosen.contains(&option.value.as_str());
        option.html_id = format!("{}-{}", html_id(&field.key), index + 1);
    }
}

fn label_of<'a>(value: &'a str, options: &'a [FieldOption]) -> &'a str {
    options.iter().find(|option| option.value == value).map_or(value, |option| &option.label)
}

pub(super) fn text(value: &Value, options: &[FieldOption]) -> String {
    label_of(value.as_str().unwrap_or_default(), options).to_owned()
}

pub(super) fn text_of_boxes(value: &Value, options: &[FieldOption]) -> String {
    ticked(value).into_iter().map(|option| label_of(option, options)).collect::<Vec<_>>().join(", ")
}

pub(super) fn check(field: &Field, value: &Value, checks: &mut Checks<'_>) {
    let is_option = value.as_str().is_some_and(|value| field.options.iter().any(|option| option.value == value));
    if !is_option {
        checks.fail("invalid_choice", []);
    }
}

/// A minimum overrules required; nothing ticked is fine when an answer is not required.
pub(super) fn check_boxes(
    field: &Field,
    value: &Value,
    min: Option<usize>,
    max: Option<usize>,
    checks: &mut Checks<'_>,
) {
    let count = ticked(value).len();
    match min {
        _ if count == 0 && !field.required => {}
        Some(min) if count == 0 && checks.is_saving() && min > 0 => {}
        Some(min) if count < min => checks.fail("minSelectedCount", [("limit", json!(min)), ("count", json!(count))]),
        _ if count == 0 => checks.required(),
        _ => {}
    }
    if let Some(max) = max
        && count > max
    {
        checks.fail("maxSelectedCount", [("limit", json!(max)), ("count", json!(count))]);
    }
}
