//! The filters of templates.

use serde_json::{Value, json};

use crate::format;
use crate::json_logic::{LogicValue, parse_date, parse_datetime, parse_number, parse_time};

/// The filters that exist.
pub(super) const FILTERS: &[&str] = &[
    "add",
    "date",
    "default",
    "default_if_none",
    "first",
    "floatformat",
    "join",
    "last",
    "length",
    "lower",
    "time",
    "title",
    "truncatechars",
    "truncatewords",
    "upper",
    "yesno",
];

pub(super) fn apply(filter: &str, value: &Value, argument: Option<&Value>, language: &str) -> Value {
    let text = || to_text(value, language);
    let text_argument = |otherwise: &str| argument.map_or(otherwise.to_owned(), |argument| to_text(argument, language));
    let is_true = LogicValue::from_json(value).is_truthy();
    match filter {
        "default" => {
            if is_true {
                value.clone()
            } else {
                argument.cloned().unwrap_or(Value::Null)
            }
        }
        "default_if_none" => {
            if value.is_null() {
                argument.cloned().unwrap_or(Value::Null)
            } else {
                value.clone()
            }
        }
        "yesno" => {
            let choices = text_argument(if language == "nl" { "ja,nee" } else { "yes,no" });
            let choices: Vec<&str> = choices.split(',').collect();
            let index = if is_true {
                0
            } else if value.is_null() && choices.len() > 2 {
                2
            } else {
                1
            };
            json!(choices.get(index).copied().unwrap_or_default())
        }
        "lower" => json!(text().to_lowercase()),
        "upper" => json!(text().to_uppercase()),
        "title" => json!(title(&text())),
        "length" => match value {
            Value::Array(list) => json!(list.len()),
            Value::Object(map) => json!(map.len()),
            Value::String(text) => json!(text.chars().count()),
            _ => json!(0),
        },
        "first" | "last" => {
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            (if filter == "first" { list.first() } else { list.last() }).cloned().unwrap_or(Value::Null)
        }
        "join" => match value {
            Value::Array(list) => {
                let texts: Vec<String> = list.iter().map(|item| to_text(item, language)).collect();
                json!(texts.join(&text_argument("")))
            }
            other => other.clone(),
        },
        "add" => match (number(value), argument.and_then(number)) {
            (Some(a), Some(b)) => crate::json_logic::number_to_json(a + b),
            _ => json!(text() + &text_argument("")),
        },
        "floatformat" => float_format(value, argument, language),
        "truncatechars" => {
            let length = argument.and_then(number).unwrap_or(0.0) as usize;
            let text = text();
            if text.chars().count() <= length {
                return json!(text);
            }
            json!(text.chars().take(length.saturating_sub(1)).chain(['…']).collect::<String>())
        }
        "truncatewords" => {
            let length = argument.and_then(number).unwrap_or(0.0) as usize;
            let text = text();
            let words: Vec<&str> = text.split_whitespace().collect();
            if words.len() <= length {
                return json!(text);
            }
            json!(words[..length].join(" ") + " …")
        }
        "date" => json!(date_text(value, &text_argument("j F Y"), language)),
        "time" => json!(date_text(value, &text_argument("H:i"), language)),
        _ => value.clone(),
    }
}

/// Returns a value as people read it.
pub(super) fn to_text(value: &Value, language: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => format::yes_no(*flag, language).to_lowercase(),
        Value::Number(_) => number(value).map(|number| format::number(number, None, language)).unwrap_or_default(),
        Value::String(text) => match (parse_date(text), parse_datetime(text)) {
            (Some(date), _) => format::date(date, language),
            (None, Some(moment)) => format::datetime(moment, language),
            (None, None) => text.clone(),
        },
        Value::Array(list) => list.iter().map(|item| to_text(item, language)).collect::<Vec<_>>().join(", "),
        Value::Object(_) => String::new(),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => parse_number(text),
        other => other.as_f64(),
    }
}

/// Without argument one decimal if there are any; with a negative argument that many if there are any.
fn float_format(value: &Value, argument: Option<&Value>, language: &str) -> Value {
    let Some(number) = number(value) else { return json!("") };
    let decimals = argument.and_then(self::number).unwrap_or(-1.0) as i64;
    let only_if_needed = decimals < 0;
    let decimals = if only_if_needed && number.fract() == 0.0 { 0 } else { decimals.unsigned_abs().min(10) as usize };
    json!(format::number(number, Some(decimals), language))
}

fn title(text: &str) -> String {
    let mut at_start = true;
    let mut titled = String::new();
    for c in text.chars() {
        if at_start {
            titled.extend(c.to_uppercase());
        } else {
            titled.extend(c.to_lowercase());
        }
        at_start = !c.is_alphanumeric() && c != '\'';
    }
    titled
}

/// Writes a date, moment or time by the letters of Django: `d j m n M F Y y D l H G i s`.
fn date_text(value: &Value, pattern: &str, language: &str) -> String {
    let Some(text) = value.as_str() else { return String::new() };
    let local = |moment: jiff::Timestamp| moment.to_zoned_datetime(values::local_zone().clone()).datetime();
    let moment = parse_date(text)
        .map(|date| date.at(0, 0, 0, 0))
        .or_else(|| parse_datetime(text).map(local))
        .or_else(|| parse_time(text).map(|time| jiff::civil::DateTime::from_parts(jiff::civil::Date::default(), time)));
    let Some(moment) = moment else { return String::new() };
    let mut written = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        let part = match letter {
            'd' => format!("{:02}", moment.day()),
            'j' => moment.day().to_string(),
            'm' => format!("{:02}", moment.month()),
            'n' => moment.month().to_string(),
            'M' => format::month(moment.month(), language).chars().take(3).collect(),
            'F' | 'N' => format::month(moment.month(), language).to_owned(),
            'Y' => format!("{:04}", moment.year()),
            'y' => format!("{:02}", moment.year().rem_euclid(100)),
            'l' => format::weekday(moment.weekday(), language).to_owned(),
            'D' => format::weekday(moment.weekday(), language).chars().take(2).collect(),
            'H' => format!("{:02}", moment.hour()),
            'G' => moment.hour().to_string(),
            'i' => format!("{:02}", moment.minute()),
            's' => format!("{:02}", moment.second()),
            '\\' => letters.next().map(String::from).unwrap_or_default(),
            other => other.to_string(),
        };
        written.push_str(&part);
    }
    written
}
