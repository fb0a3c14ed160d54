//! JsonLogic as Open Formulieren has it, with dates and durations.
//!
//! An expression is read once with [`parse`], which refuses what can't be evaluated, and evaluated many times over a [`Scope`].
//! Undefined (no such variable) differs from null (a variable without value); see [`LogicValue`].
//!
//! | group | operators |
//! | --- | --- |
//! | access | `var`, `missing`, `missing_some` |
//! | logic | `if`, `?:`, `==`, `===`, `!=`, `!==`, `!`, `!!`, `and`, `or` |
//! | numbers | `>`, `>=`, `<`, `<=`, `max`, `min`, `+`, `-`, `*`, `/`, `%`, `count` |
//! | lists | `map`, `reduce`, `filter`, `all`, `some`, `none`, `merge`, `in` |
//! | texts | `cat`, `in`, `substr` |
//! | dates | `today`, `date`, `datetime`, `duration`, `rdelta` |
//! | other | `log` |

mod arithmetic;
mod compare;
mod dates;
mod evaluate;
mod parse;
mod value;
mod variables;

pub use evaluate::Scope;
pub use parse::{Logic, parse};
pub use value::LogicValue;

pub(crate) use compare::{contains, equal, order, parse_number};
pub(crate) use dates::{parse_date, parse_datetime, parse_time};
pub(crate) use value::number_to_json;

/// The deepest nesting of an expression.
pub const DEPTH_MAX: usize = 64;
/// The most nodes of an expression.
pub const NODES_MAX: usize = 10_000;
/// The most steps of one evaluation.
pub const STEPS_MAX: usize = 100_000;

/// Why an expression can't be read or evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogicError {
    /// There is no such operator.
    #[error("unknown operator `{0}`")]
    UnknownOperator(String),
    /// The number of operands does not fit the operator.
    #[error("`{0}` has a wrong number of operands")]
    Operands(&'static str),
    /// The expression is deeper than [`DEPTH_MAX`] or larger than [`NODES_MAX`].
    #[error("the expression is too large")]
    TooLarge,
    /// The evaluation takes more than [`STEPS_MAX`] steps.
    #[error("the evaluation takes too many steps")]
    TooManySteps,
    /// A value is of a type that the operator can't work with.
    #[error("`{operator}` can't work with {found}")]
    Type {
        /// The operator.
        operator: &'static str,
        /// What it got; a kind of value, never the value itself.
        found: &'static str,
    },
    /// A division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A date that falls outside the calendar.
    #[error("the date is outside the calendar")]
    OutsideCalendar,
}

#[cfg(test)]
mod tests;
