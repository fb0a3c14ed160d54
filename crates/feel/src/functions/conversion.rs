use super::{Arguments, Function};
use crate::operate;
use crate::temporal;
use crate::value::{Data, Range};

pub(super) const TABLE: &[Function] = &[
    Function::new("string", 1..=1, |arguments| match arguments.get(0) {
        Data::Null => None,
        data => Some(Data::Text(data.to_text())),
    }),
    Function::new("number", 1..=3, number),
    Function::new("boolean", 1..=1, |arguments| match arguments.get(0) {
        Data::Boolean(boolean) => Some(Data::Boolean(*boolean)),
        Data::Text(text) => text.parse().ok().map(Data::Boolean),
        _ => None,
    }),
    Function::new("not", 1..=1, |arguments| match arguments.get(0) {
        Data::Boolean(boolean) => Some(Data::Boolean(!boolean)),
        _ => None,
    }),
    Function::new("is defined", 1..=1, |arguments| Some(Data::Boolean(!matches!(arguments.get(0), Data::Null)))),
    Function::new("get or else", 2..=2, |arguments| match arguments.get(0) {
        Data::Null => Some(arguments.get(1).clone()),
        data => Some(data.clone()),
    }),
    Function::new("is", 2..=2, |arguments| {
        let (left, right) = (arguments.get(0), arguments.get(1));
        let same_type = left.type_name() == right.type_name();
        Some(Data::Boolean(same_type && operate::equal(left, right) == Some(true)))
    }),
    Function::new("duration", 1..=1, |arguments| match arguments.get(0) {
        duration @ (Data::Days(_) | Data::Months(_)) => Some(duration.clone()),
        Data::Text(text) => temporal::read_duration(text),
        _ => None,
    }),
    Function::new("get value", 2..=2, |arguments| arguments.get(0).entry(arguments.text(1)?).cloned()),
    Function::new("get entries", 1..=1, entries),
    Function::new("context put", 3..=3, |arguments| {
        let Data::Context(entries) = arguments.get(0) else { return None };
        Some(put(entries.clone(), arguments.text(1)?, arguments.get(2).clone()))
    }),
    Function::quadratic("context merge", 1..=1, |arguments| {
        let mut merged = Data::Context(Vec::new());
        for context in arguments.list(0)? {
            let (Data::Context(entries), Data::Context(known)) = (context, merged) else { return None };
            merged = entries.iter().fold(Data::Context(known), |merged, (name, data)| match merged {
                Data::Context(known) => put(known, name, data.clone()),
                other => other,
            });
        }
        Some(merged)
    }),
    Function::new("includes", 2..=2, |arguments| match arguments.get(0) {
        Data::Range(range) => includes(range, arguments.get(1)).map(Data::Boolean),
        _ => None,
    }),
];

fn number(arguments: &Arguments) -> Option<Data> {
    if let Data::Number(number) = arguments.get(0) {
        return Some(Data::Number(*number));
    }
    let mut text = arguments.text(0)?.trim().to_owned();
    if let Some(grouping) = arguments.text(1) {
        text = text.replace(grouping, "");
    }
    if let Some(point) = arguments.text(2) {
        text = text.replace(point, ".");
    }
    text.parse().ok().map(Data::Number)
}

fn entries(arguments: &Arguments) -> Option<Data> {
    let Data::Context(entries) = arguments.get(0) else { return None };
    let entry = |(name, data): &(String, Data)| {
        Data::Context(vec![("key".to_owned(), Data::Text(name.clone())), ("value".to_owned(), data.clone())])
    };
    Some(Data::List(entries.iter().map(entry).collect()))
}

fn put(mut entries: Vec<(String, Data)>, name: &str, data: Data) -> Data {
    match entries.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = data,
        None => entries.push((name.to_owned(), data)),
    }
    Data::Context(entries)
}

fn includes(range: &Range, data: &Data) -> Option<bool> {
    operate::contains(range, data)
}
