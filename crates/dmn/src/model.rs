//! Decisions in memory.

use std::sync::Arc;

use feel::{Expression, UnaryTests};
use serde_json::Value;

/// A decision. It never changes, so one value can serve all evaluations and threads.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The id, to which a business rule task refers.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// How it decides.
    pub logic: Logic,
    /// The decisions whose results it needs.
    pub requires: Vec<Arc<Decision>>,
}

/// How a decision decides.
#[derive(Debug, Clone)]
pub enum Logic {
    /// By a table of rules.
    Table(Table),
    /// By one expression.
    Literal(Literal),
}

/// A decision that is one expression.
#[derive(Debug, Clone)]
pub struct Literal {
    /// The name of the result.
    pub name: String,
    /// The expression.
    pub expression: Expression,
}

/// A decision table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The columns that are tested.
    pub inputs: Vec<Input>,
    /// The columns that are given.
    pub outputs: Vec<Output>,
    /// What happens when more than one rule matches.
    pub hit_policy: HitPolicy,
    /// The rules, in order.
    pub rules: Vec<Rule>,
}

/// An input column.
#[derive(Debug, Clone)]
pub struct Input {
    /// The label, or else the text of the expression.
    pub label: String,
    /// What is tested.
    pub expression: Expression,
    /// The type that the model gives it: `number`, `string`, `boolean`.
    pub type_name: Option<String>,
    /// The values that it may have.
    pub allowed: Option<UnaryTests>,
}

/// An output column.
#[derive(Debug, Clone)]
pub struct Output {
    /// The name of the value in a result.
    pub name: String,
    /// The label for people.
    pub label: Option<String>,
    /// The values that it may have, most important first.
    pub allowed: Vec<Value>,
    /// What it is when no rule matches.
    pub default: Option<Expression>,
}

/// A rule: one test for each input, and one expression for each output, where `None` is an empty cell.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id in the model.
    pub id: Option<String>,
    /// The annotation for people.
    pub description: Option<String>,
    /// The tests, in the order of the inputs.
    pub tests: Vec<UnaryTests>,
    /// The expressions, in the order of the outputs.
    pub results: Vec<Option<Expression>>,
}

/// What happens when more than one rule matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitPolicy {
    /// That is an error.
    Unique,
    /// Their results must be equal.
    Any,
    /// The first one counts.
    First,
    /// The one with the most important output counts.
    Priority,
    /// All count, in the order of the rules.
    RuleOrder,
    /// All count, the most important output first.
    OutputOrder,
    /// All count, or what can be calculated from them.
    Collect(Option<Aggregator>),
}

/// How the results of the rules become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregator {
    /// The total.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many there are.
    Count,
}

impl HitPolicy {
    /// Returns whether the result of the table is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Self::RuleOrder | Self::OutputOrder | Self::Collect(None))
    }
}
