//! The built-in functions, one table. A function that can't work with its arguments gives null, here `None`.

mod conversion;
mod list;
mod number;
mod temporal;
mod text;

use std::ops::RangeInclusive;

use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::operate;
use crate::value::Data;

/// One built-in function.
#[derive(Debug)]
pub(crate) struct Function {
    pub name: &'static str,
    /// How many arguments it takes.
    pub takes: RangeInclusive<usize>,
    /// Whether its work grows with the square of the size of its arguments.
    pub is_quadratic: bool,
    pub call: fn(&Arguments) -> Option<Data>,
}

impl Function {
    const fn new(name: &'static str, takes: RangeInclusive<usize>, call: fn(&Arguments) -> Option<Data>) -> Self {
        Self { name, takes, is_quadratic: false, call }
    }

    const fn quadratic(name: &'static str, takes: RangeInclusive<usize>, call: fn(&Arguments) -> Option<Data>) -> Self {
        Self { name, takes, is_quadratic: true, call }
    }
}

/// What a function is called with.
pub(crate) struct Arguments {
    pub values: Vec<Data>,
    pub now: Timestamp,
}

impl Arguments {
    fn get(&self, index: usize) -> &Data {
        self.values.get(index).unwrap_or(&Data::Null)
    }

    fn text(&self, index: usize) -> Option<&str> {
        match self.get(index) {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    fn number(&self, index: usize) -> Option<Decimal> {
        match self.get(index) {
            Data::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn whole(&self, index: usize) -> Option<i64> {
        operate::whole(self.number(index)?)
    }

    /// Returns a list; a single value counts as a list of one.
    fn list(&self, index: usize) -> Option<&[Data]> {
        match self.get(index) {
            Data::List(items) => Some(items),
            Data::Null => None,
            single => Some(std::slice::from_ref(single)),
        }
    }

    /// Returns the only argument when it is a list, or else all arguments: `max([1, 2])` is `max(1, 2)`.
    fn spread(&self) -> &[Data] {
        match self.values.as_slice() {
            [Data::List(items)] => items,
            values => values,
        }
    }
}

const ANY_NUMBER: usize = usize::MAX;

/// Returns the function with this name.
pub(crate) fn find(name: &str) -> Option<&'static Function> {
    let tables = [conversion::TABLE, list::TABLE, number::TABLE, temporal::TABLE, text::TABLE];
    tables.into_iter().flatten().find(|function| function.name == name)
}
