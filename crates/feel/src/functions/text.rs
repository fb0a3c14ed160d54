use super::{Arguments, Function};
use crate::value::Data;
use rust_decimal::Decimal;

pub(super) const TABLE: &[Function] = &[
    Function::new("string length", 1..=1, |arguments| {
        Some(Data::Number(Decimal::from(arguments.text(0)?.chars().count())))
    }),
    Function::new("substring", 2..=3, substring),
    Function::new("upper case", 1..=1, |arguments| Some(Data::Text(arguments.text(0)?.to_uppercase()))),
    Function::new("lower case", 1..=1, |arguments| Some(Data::Text(arguments.text(0)?.to_lowercase()))),
    Function::new("trim", 1..=1, |arguments| Some(Data::Text(arguments.text(0)?.trim().to_owned()))),
    Function::new("contains", 2..=2, |arguments| Some(Data::Boolean(arguments.text(0)?.contains(arguments.text(1)?)))),
    Function::new("starts with", 2..=2, |arguments| {
        Some(Data::Boolean(arguments.text(0)?.starts_with(arguments.text(1)?)))
    }),
    Function::new("ends with", 2..=2, |arguments| {
        Some(Data::Boolean(arguments.text(0)?.ends_with(arguments.text(1)?)))
    }),
    Function::new("substring before", 2..=2, |arguments| {
        let (text, mark) = (arguments.text(0)?, arguments.text(1)?);
        Some(Data::Text(text.split_once(mark).map_or("", |(before, _)| before).to_owned()))
    }),
    Function::new("substring after", 2..=2, |arguments| {
        let (text, mark) = (arguments.text(0)?, arguments.text(1)?);
        Some(Data::Text(text.split_once(mark).map_or("", |(_, after)| after).to_owned()))
    }),
    Function::new("split", 2..=2, split),
    Function::quadratic("string join", 1..=2, join),
];

/// Counts characters from 1, or from the end when negative.
fn substring(arguments: &Arguments) -> Option<Data> {
    let text = arguments.text(0)?;
    let length = i64::try_from(text.chars().count()).ok()?;
    let start = match arguments.whole(1)? {
        0 => return None,
        start if start < 0 => length.checked_add(start)?.max(0),
        start => start - 1,
    };
    let count = match arguments.values.len() {
        3 => arguments.whole(2)?,
        _ => length,
    };
    let (start, count) = (usize::try_from(start).ok()?, usize::try_from(count).ok()?);
    Some(Data::Text(text.chars().skip(start).take(count).collect()))
}

/// The standard splits on a regular expression; we split on plain text, and give null for what is not plain.
fn split(arguments: &Arguments) -> Option<Data> {
    let (text, mark) = (arguments.text(0)?, arguments.text(1)?);
    if mark.is_empty() || mark.contains(['\\', '[', ']', '(', ')', '*', '+', '?', '{', '}', '^', '$', '.', '|']) {
        return None;
    }
    Some(Data::List(text.split(mark).map(|part| Data::Text(part.to_owned())).collect()))
}

fn join(arguments: &Arguments) -> Option<Data> {
    let mut parts = Vec::new();
    for item in arguments.list(0)? {
        match item {
            Data::Text(text) => parts.push(text.as_str()),
            Data::Null => {}
            _ => return None,
        }
    }
    Some(Data::Text(parts.join(arguments.text(1).unwrap_or(""))))
}
