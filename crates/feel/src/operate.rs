//! Comparing and calculating. What does not fit together gives null, here `None`.

use std::cmp::Ordering;

use jiff::SignedDuration;
use rust_decimal::{Decimal, MathematicalOps};

use crate::syntax::Comparison;
use crate::temporal;
use crate::value::{Data, Range};

/// Compares; `None` is FEEL's null.
pub(crate) fn compare(comparison: Comparison, left: &Data, right: &Data) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|equal| !equal),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

/// Returns whether two values are equal; `None` when they are of different kinds.
pub(crate) fn equal(left: &Data, right: &Data) -> Option<bool> {
    match (left, right) {
        (Data::Null, Data::Null) => Some(true),
        (Data::Null, _) | (_, Data::Null) => Some(false),
        (Data::Boolean(left), Data::Boolean(right)) => Some(left == right),
        (Data::List(left), Data::List(right)) => Some(
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right) == Some(true)),
        ),
        (Data::Context(entries), Data::Context(others)) => Some(
            entries.len() == others.len()
                && entries
                    .iter()
                    .all(|(name, data)| right.entry(name).is_some_and(|other| equal(data, other) == Some(true))),
        ),
        (Data::Range(left), Data::Range(right)) => Some(equal_ranges(left, right)),
        _ => order(left, right).map(Ordering::is_eq),
    }
}

fn equal_ranges(left: &Range, right: &Range) -> bool {
    let same = |left: &Option<Data>, right: &Option<Data>| match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => equal(left, right) == Some(true),
        _ => false,
    };
    left.start_included == right.start_included
        && left.end_included == right.end_included
        && same(&left.start, &right.start)
        && same(&left.end, &right.end)
}

/// Orders two values of the same kind. Text beside something temporal is read as such: JSON has no dates.
pub(crate) fn order(left: &Data, right: &Data) -> Option<Ordering> {
    match (left, right) {
        (Data::Number(left), Data::Number(right)) => Some(left.cmp(right)),
        (Data::Text(left), Data::Text(right)) => Some(left.cmp(right)),
        (Data::Date(left), Data::Date(right)) => Some(left.cmp(right)),
        (Data::Time(left, _), Data::Time(right, _)) => Some(left.cmp(right)),
        (Data::Days(left), Data::Days(right)) => Some(left.cmp(right)),
        (Data::Months(left), Data::Months(right)) => Some(left.cmp(right)),
        (Data::Moment(_) | Data::Date(_), Data::Moment(_) | Data::Date(_)) => {
            let (left, right) = (temporal::as_moment(left)?, temporal::as_moment(right)?);
            Some(left.timestamp()?.cmp(&right.timestamp()?))
        }
        (Data::Text(text), other) if is_temporal(other) => order(&temporal::read_any(text)?, other),
        (other, Data::Text(text)) if is_temporal(other) => order(other, &temporal::read_any(text)?),
        _ => None,
    }
}

fn is_temporal(data: &Data) -> bool {
    matches!(data, Data::Date(_) | Data::Time(..) | Data::Moment(_) | Data::Days(_) | Data::Months(_))
}

/// Returns whether the value lies in the range.
pub(crate) fn contains(range: &Range, value: &Data) -> Option<bool> {
    let after_start = match &range.start {
        None => true,
        Some(start) if range.start_included => order(value, start)?.is_ge(),
        Some(start) => order(value, start)?.is_gt(),
    };
    let before_end = match &range.end {
        None => true,
        Some(end) if range.end_included => order(value, end)?.is_le(),
        Some(end) => order(value, end)?.is_lt(),
    };
    Some(after_start && before_end)
}

pub(crate) fn add(left: &Data, right: &Data) -> Option<Data> {
    match (left, right) {
        (Data::Number(left), Data::Number(right)) => left.checked_add(*right).map(Data::Number),
        (Data::Text(left), Data::Text(right)) => Some(Data::Text(format!("{left}{right}"))),
        (Data::Text(text), duration @ (Data::Days(_) | Data::Months(_))) => {
            temporal::add(&temporal::read_any(text)?, duration)
        }
        (duration @ (Data::Days(_) | Data::Months(_)), Data::Text(text)) => {
            temporal::add(&temporal::read_any(text)?, duration)
        }
        _ => temporal::add(left, right).or_else(|| temporal::add(right, left)),
    }
}

pub(crate) fn subtract(left: &Data, right: &Data) -> Option<Data> {
    match (left, right) {
        (Data::Number(left), Data::Number(right)) => left.checked_sub(*right).map(Data::Number),
        (Data::Text(left), Data::Text(right)) => {
            temporal::between(&temporal::read_any(left)?, &temporal::read_any(right)?)
        }
        (Data::Text(text), other) if is_temporal(other) => subtract(&temporal::read_any(text)?, other),
        (other, Data::Text(text)) if is_temporal(other) => subtract(other, &temporal::read_any(text)?),
        (_, Data::Days(_) | Data::Months(_)) => temporal::add(left, &temporal::negate(right)?),
        _ => temporal::between(left, right),
    }
}

pub(crate) fn multiply(left: &Data, right: &Data) -> Option<Data> {
    match (left, right) {
        (Data::Number(left), Data::Number(right)) => left.checked_mul(*right).map(Data::Number),
        (Data::Months(months), Data::Number(factor)) | (Data::Number(factor), Data::Months(months)) => {
            whole(Decimal::from(*months).checked_mul(*factor)?.trunc()).map(Data::Months)
        }
        (Data::Days(days), Data::Number(factor)) | (Data::Number(factor), Data::Days(days)) => {
            seconds(Decimal::from(days.as_secs()).checked_mul(*factor)?)
        }
        _ => None,
    }
}

pub(crate) fn divide(left: &Data, right: &Data) -> Option<Data> {
    match (left, right) {
        (Data::Number(left), Data::Number(right)) => left.checked_div(*right).map(Data::Number),
        (Data::Months(months), Data::Number(by)) => {
            whole(Decimal::from(*months).checked_div(*by)?.trunc()).map(Data::Months)
        }
        (Data::Days(days), Data::Number(by)) => seconds(Decimal::from(days.as_secs()).checked_div(*by)?),
        (Data::Months(left), Data::Months(right)) => {
            Decimal::from(*left).checked_div(Decimal::from(*right)).map(Data::Number)
        }
        (Data::Days(left), Data::Days(right)) => {
            Decimal::from(left.as_secs()).checked_div(Decimal::from(right.as_secs())).map(Data::Number)
        }
        _ => None,
    }
}

pub(crate) fn power(left: &Data, right: &Data) -> Option<Data> {
    let (Data::Number(base), Data::Number(exponent)) = (left, right) else { return None };
    let power = match whole(*exponent) {
        // The library multiplies one by one for large exponents, and nothing beyond 200 fits but 0 and 1.
        Some(exponent) if exponent.abs() <= 200 => base.checked_powi(exponent)?,
        Some(_) => return None,
        None if base.is_sign_negative() => return None,
        None => base.checked_powd(*exponent)?,
    };
    Some(Data::Number(power))
}

/// Returns a number without fraction as an integer.
pub(crate) fn whole(number: Decimal) -> Option<i64> {
    if !number.is_integer() {
        return None;
    }
    number.normalize().to_string().parse().ok()
}

fn seconds(seconds: Decimal) -> Option<Data> {
    whole(seconds.round()).map(|seconds| Data::Days(SignedDuration::from_secs(seconds)))
}
