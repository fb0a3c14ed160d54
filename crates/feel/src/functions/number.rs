use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};

use super::{Arguments, Function};
use crate::operate;
use crate::value::Data;

/// More decimals than a number holds change nothing.
const SCALE_MAX: i64 = 28;

pub(super) const TABLE: &[Function] = &[
    Function::new("floor", 1..=2, |arguments| rounded(arguments, RoundingStrategy::ToNegativeInfinity)),
    Function::new("ceiling", 1..=2, |arguments| rounded(arguments, RoundingStrategy::ToPositiveInfinity)),
    Function::new("round", 1..=2, |arguments| rounded(arguments, RoundingStrategy::MidpointAwayFromZero)),
    Function::new("round half up", 1..=2, |arguments| rounded(arguments, RoundingStrategy::MidpointAwayFromZero)),
    Function::new("round half down", 1..=2, |arguments| rounded(arguments, RoundingStrategy::MidpointTowardZero)),
    Function::new("round up", 1..=2, |arguments| rounded(arguments, RoundingStrategy::AwayFromZero)),
    Function::new("round down", 1..=2, |arguments| rounded(arguments, RoundingStrategy::ToZero)),
    Function::new("decimal", 2..=2, |arguments| rounded(arguments, RoundingStrategy::MidpointNearestEven)),
    Function::new("abs", 1..=1, |arguments| match arguments.get(0) {
        Data::Number(number) => Some(Data::Number(number.abs())),
        Data::Days(days) => Some(Data::Days(if days.is_negative() { days.checked_neg()? } else { *days })),
        Data::Months(months) => months.checked_abs().map(Data::Months),
        _ => None,
    }),
    Function::new("modulo", 2..=2, |arguments| {
        // The sign is that of the divisor, other than the remainder of a computer.
        let (dividend, divisor) = (arguments.number(0)?, arguments.number(1)?);
        let times = dividend.checked_div(divisor)?.floor();
        dividend.checked_sub(divisor.checked_mul(times)?).map(Data::Number)
    }),
    Function::new("sqrt", 1..=1, |arguments| arguments.number(0)?.sqrt().map(Data::Number)),
    Function::new("even", 1..=1, |arguments| Some(Data::Boolean(arguments.whole(0)? % 2 == 0))),
    Function::new("odd", 1..=1, |arguments| Some(Data::Boolean(arguments.whole(0)? % 2 != 0))),
];

fn rounded(arguments: &Arguments, strategy: RoundingStrategy) -> Option<Data> {
    let number = arguments.number(0)?;
    let scale = if arguments.values.len() > 1 { arguments.whole(1)? } else { 0 };
    if scale >= 0 {
        let scale = u32::try_from(scale.min(SCALE_MAX)).ok()?;
        return Some(Data::Number(number.round_dp_with_strategy(scale, strategy)));
    }
    // Tens, hundreds and so on.
    let Data::Number(unit) = operate::power(&Data::Number(Decimal::TEN), &Data::Number(Decimal::from(-scale)))? else {
        return None;
    };
    number.checked_div(unit)?.round_dp_with_strategy(0, strategy).checked_mul(unit).map(Data::Number)
}
