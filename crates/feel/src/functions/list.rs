use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{ANY_NUMBER, Arguments, Function};
use crate::operate;
use crate::value::Data;

pub(super) const TABLE: &[Function] = &[
    Function::new("count", 1..=1, |arguments| match arguments.get(0) {
        Data::Null => Some(Data::Number(Decimal::ZERO)),
        _ => Some(Data::Number(Decimal::from(arguments.list(0)?.len()))),
    }),
    Function::new("sum", 1..=ANY_NUMBER, |arguments| fold(arguments.spread(), operate::add)),
    Function::new("product", 1..=ANY_NUMBER, |arguments| fold(arguments.spread(), operate::multiply)),
    Function::new("min", 1..=ANY_NUMBER, |arguments| extreme(arguments.spread(), Ordering::Less)),
    Function::new("max", 1..=ANY_NUMBER, |arguments| extreme(arguments.spread(), Ordering::Greater)),
    Function::new("mean", 1..=ANY_NUMBER, |arguments| {
        let items = arguments.spread();
        operate::divide(&fold(items, operate::add)?, &Data::Number(Decimal::from(items.len())))
    }),
    Function::new("list contains", 2..=2, |arguments| {
        Some(Data::Boolean(position(arguments.list(0)?, arguments.get(1)).is_some()))
    }),
    Function::new("all", 1..=ANY_NUMBER, |arguments| decide(arguments.spread(), false)),
    Function::new("any", 1..=ANY_NUMBER, |arguments| decide(arguments.spread(), true)),
    Function::new("append", 1..=ANY_NUMBER, |arguments| {
        let mut items = arguments.list(0)?.to_vec();
        items.extend_from_slice(arguments.values.get(1..)?);
        Some(Data::List(items))
    }),
    Function::new("concatenate", 1..=ANY_NUMBER, |arguments| concatenate(arguments).map(Data::List)),
    Function::quadratic("union", 1..=ANY_NUMBER, |arguments| Some(distinct(&concatenate(arguments)?))),
    Function::quadratic("distinct values", 1..=1, |arguments| Some(distinct(arguments.list(0)?))),
    Function::new("flatten", 1..=1, |arguments| {
        let mut flat = Vec::new();
        flatten(arguments.list(0)?, &mut flat);
        Some(Data::List(flat))
    }),
    Function::new("reverse", 1..=1, |arguments| Some(Data::List(arguments.list(0)?.iter().rev().cloned().collect()))),
    Function::new("sort", 1..=1, sort),
    Function::new("index of", 2..=2, |arguments| {
        let wanted = arguments.get(1);
        let places = arguments.list(0)?.iter().enumerate();
        let found = places.filter(|(_, item)| operate::equal(item, wanted) == Some(true));
        Some(Data::List(found.map(|(place, _)| Data::Number(Decimal::from(place + 1))).collect()))
    }),
    Function::new("insert before", 3..=3, |arguments| {
        let mut items = arguments.list(0)?.to_vec();
        let place = place(items.len(), arguments.whole(1)?)?;
        items.insert(place, arguments.get(2).clone());
        Some(Data::List(items))
    }),
    Function::new("remove", 2..=2, |arguments| {
        let mut items = arguments.list(0)?.to_vec();
        items.remove(place(items.len(), arguments.whole(1)?)?);
        Some(Data::List(items))
    }),
    Function::new("sublist", 2..=3, |arguments| {
        let items = arguments.list(0)?;
        let rest = &items[place(items.len(), arguments.whole(1)?)?..];
        let count = match arguments.values.len() {
            3 => usize::try_from(arguments.whole(2)?).ok()?,
            _ => rest.len(),
        };
        Some(Data::List(rest.iter().take(count).cloned().collect()))
    }),
];

fn fold(items: &[Data], combine: fn(&Data, &Data) -> Option<Data>) -> Option<Data> {
    let (first, rest) = items.split_first()?;
    if !matches!(first, Data::Number(_) | Data::Days(_) | Data::Months(_)) {
        return None;
    }
    rest.iter().try_fold(first.clone(), |total, item| combine(&total, item))
}

fn extreme(items: &[Data], wanted: Ordering) -> Option<Data> {
    let (first, rest) = items.split_first()?;
    let mut best = first;
    for item in rest {
        if operate::order(item, best)? == wanted {
            best = item;
        }
    }
    Some(best.clone())
}

fn position(items: &[Data], wanted: &Data) -> Option<usize> {
    items.iter().position(|item| operate::equal(item, wanted) == Some(true))
}

/// Returns `decisive` when an item has that value; null when an item is not a boolean.
fn decide(items: &[Data], decisive: bool) -> Option<Data> {
    let is = |item: &Data| matches!(item, Data::Boolean(boolean) if *boolean == decisive);
    if items.iter().any(is) {
        return Some(Data::Boolean(decisive));
    }
    items.iter().all(|item| matches!(item, Data::Boolean(_))).then_some(Data::Boolean(!decisive))
}

fn concatenate(arguments: &Arguments) -> Option<Vec<Data>> {
    let mut all = Vec::new();
    for index in 0..arguments.values.len() {
        all.extend_from_slice(arguments.list(index)?);
    }
    Some(all)
}

fn distinct(items: &[Data]) -> Data {
    let mut seen: Vec<Data> = Vec::new();
    for item in items {
        if position(&seen, item).is_none() {
            seen.push(item.clone());
        }
    }
    Data::List(seen)
}

fn flatten(items: &[Data], flat: &mut Vec<Data>) {
    for item in items {
        match item {
            Data::List(inner) => flatten(inner, flat),
            other => flat.push(other.clone()),
        }
    }
}

fn sort(arguments: &Arguments) -> Option<Data> {
    let mut items = arguments.list(0)?.to_vec();
    // Only values of one type that compare with the first one have an order between all of them.
    let first = items.first().cloned().unwrap_or(Data::Null);
    for item in &items {
        if item.type_name() != first.type_name() {
            return None;
        }
        operate::order(&first, item)?;
    }
    items.sort_by(|left, right| operate::order(left, right).unwrap_or(Ordering::Equal));
    Some(Data::List(items))
}

/// Returns the index of an item that exists: counted from 1, or from the end when negative.
fn place(length: usize, number: i64) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let place = if number < 0 { length.checked_add(number)? } else { number.checked_sub(1)? };
    usize::try_from(place).ok().filter(|_| place < length)
}
