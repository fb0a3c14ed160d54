//! Reading an expression.

use serde_json::Value;

use super::{DEPTH_MAX, LogicError, NODES_MAX};
use crate::Map;

macro_rules! operators {
    ($($name:ident $text:literal $min:literal $max:literal,)*) => {
        /// An operator.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Operator { $($name),* }

        impl Operator {
            fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }

            /// Returns the operator as it is written.
            pub(crate) fn text(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The fewest and the most operands.
            fn arity(self) -> (usize, usize) {
                match self { $(Self::$name => ($min, $max)),* }
            }
        }
    };
}

operators! {
    Var "var" 0 2,
    Missing "missing" 0 10_000,
    MissingSome "missing_some" 2 2,
    If "if" 0 10_000,
    Ternary "?:" 3 3,
    Equal "==" 2 2,
    StrictEqual "===" 2 2,
    NotEqual "!=" 2 2,
    StrictNotEqual "!==" 2 2,
    Not "!" 0 1,
    NotNot "!!" 0 1,
    And "and" 0 10_000,
    Or "or" 0 10_000,
    Greater ">" 2 2,
    GreaterEqual ">=" 2 2,
    Less "<" 2 3,
    LessEqual "<=" 2 3,
    Max "max" 0 10_000,
    Min "min" 0 10_000,
    Add "+" 1 10_000,
    Subtract "-" 1 10_000,
    Multiply "*" 1 10_000,
    Divide "/" 2 2,
    Modulo "%" 2 2,
    Count "count" 0 10_000,
    Map "map" 2 2,
    Reduce "reduce" 2 3,
    Filter "filter" 2 2,
    All "all" 2 2,
    Some "some" 2 2,
    None "none" 2 2,
    Merge "merge" 0 10_000,
    In "in" 2 2,
    Cat "cat" 0 10_000,
    Substr "substr" 2 3,
    Today "today" 0 1,
    Date "date" 1 1,
    DateTime "datetime" 1 1,
    Duration "duration" 1 1,
    RelativeDelta "rdelta" 1 6,
    Log "log" 1 1,
}

/// A part of an expression.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Literal(Value),
    /// A list with an expression in it.
    List(Vec<Node>),
    Operation(Operator, Vec<Node>),
}

/// An expression, read and within bounds.
#[derive(Debug, Clone)]
pub struct Logic {
    pub(crate) root: Node,
}

/// Reads an expression. A value that is no operation is a literal.
///
/// # Errors
/// * [`LogicError::UnknownOperator`] when an object looks like an operation (one key with a list of operands, or the whole
///   expression) but its key is no operator
/// * [`LogicError::Operands`] and [`LogicError::TooLarge`] as their texts say
pub fn parse(value: &Value) -> Result<Logic, LogicError> {
    let mut nodes_left = NODES_MAX;
    if let Some((name, _)) = sole_entry(value)
        && Operator::from_text(name).is_none()
    {
        return Err(LogicError::UnknownOperator(name.clone()));
    }
    Ok(Logic { root: parse_node(value, 0, &mut nodes_left)? })
}

fn parse_node(value: &Value, depth: usize, nodes_left: &mut usize) -> Result<Node, LogicError> {
    if depth > DEPTH_MAX {
        return Err(LogicError::TooLarge);
    }
    *nodes_left = nodes_left.checked_sub(1).ok_or(LogicError::TooLarge)?;

    if let Value::Array(items) = value {
        return Ok(Node::List(parse_all(items, depth, nodes_left)?));
    }
    let Some((name, operands)) = sole_entry(value) else { return Ok(Node::Literal(value.clone())) };
    let Some(operator) = Operator::from_text(name) else {
        // The grammar calls this data, but one key with a list is a mistyped operator more often than it is data.
        return match operands {
            Value::Array(_) => Err(LogicError::UnknownOperator(name.clone())),
            _ => Ok(Node::Literal(value.clone())),
        };
    };
    let operands = match operands {
        Value::Array(items) => parse_all(items, depth, nodes_left)?,
        single => vec![parse_node(single, depth + 1, nodes_left)?],
    };
    let (min, max) = operator.arity();
    if operands.len() < min || operands.len() > max {
        return Err(LogicError::Operands(operator.text()));
    }
    Ok(Node::Operation(operator, operands))
}

fn parse_all(items: &[Value], depth: usize, nodes_left: &mut usize) -> Result<Vec<Node>, LogicError> {
    items.iter().map(|item| parse_node(item, depth + 1, nodes_left)).collect()
}

/// Returns the only entry of an object, apart from remarks (keys that start with `_`).
fn sole_entry(value: &Value) -> Option<(&String, &Value)> {
    let map: &Map = value.as_object()?;
    let mut entries = map.iter().filter(|(key, _)| !key.starts_with('_'));
    let entry = entries.next()?;
    entries.next().is_none().then_some(entry)
}
