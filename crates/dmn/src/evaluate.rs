//! Deciding.

use std::collections::HashMap;

use feel::{Expression, FeelError, Scope};
use serde_json::{Map, Value};

use crate::error::DmnError;
use crate::model::{Aggregator, Decision, HitPolicy, Input, Logic, Output, Table};

/// What a decision gave, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The results, each with all outputs by name; empty when no rule matched and there are no defaults.
    pub results: Vec<Map<String, Value>>,
    /// The places of the rules behind the results in the table, from 0.
    pub matched_rules: Vec<usize>,
}

impl Outcome {
    /// Returns the only value of the only result; null when there is none or are more.
    pub fn single_entry(&self) -> Value {
        match self.results.as_slice() {
            [result] if result.len() == 1 => only_value(result),
            _ => Value::Null,
        }
    }

    /// Returns the only result as a context; null when there is none or are more.
    pub fn single_result(&self) -> Value {
        match self.results.as_slice() {
            [result] => Value::Object(result.clone()),
            _ => Value::Null,
        }
    }

    /// Returns the first value of each result, as a list.
    pub fn collect_entries(&self) -> Value {
        self.results.iter().map(only_value).collect()
    }

    /// Returns all results, as a list of contexts.
    pub fn result_list(&self) -> Value {
        self.results.iter().cloned().map(Value::Object).collect()
    }
}

fn only_value(result: &Map<String, Value>) -> Value {
    result.values().next().cloned().unwrap_or(Value::Null)
}

/// Evaluates a decision, and first the decisions that it requires.
///
/// # Errors
/// * [`DmnError::NotUnique`], [`DmnError::NotEqual`] when the rules break the hit policy
/// * [`DmnError::InputNotAllowed`] when an input has a value that the table does not allow
/// * [`DmnError::Feel`] when an expression takes too much work
pub fn evaluate(decision: &Decision, scope: &Scope<'_>) -> Result<Outcome, DmnError> {
    let mut known = HashMap::new();
    evaluate_known(decision, scope, &mut known)
}

/// Evaluates a decision; `known` holds what was evaluated before, so that each decision is evaluated once.
fn evaluate_known<'d>(
    decision: &'d Decision,
    scope: &Scope<'_>,
    known: &mut HashMap<&'d str, Value>,
) -> Result<Outcome, DmnError> {
    if decision.requires.is_empty() {
        return decide(decision, scope);
    }
    let mut variables = scope.variables.clone();
    for required in &decision.requires {
        let value = match known.get(required.id.as_str()) {
            Some(value) => value.clone(),
            None => {
                let value = value_of(required, &evaluate_known(required, scope, known)?);
                known.insert(&required.id, value.clone());
                value
            }
        };
        // The standard says the name, Camunda the id.
        if let Some(name) = &required.name {
            variables.insert(name.clone(), value.clone());
        }
        variables.insert(required.id.clone(), value);
    }
    decide(decision, &Scope { variables: &variables, now: scope.now })
}

/// Returns an outcome as the one value that other decisions see.
fn value_of(decision: &Decision, outcome: &Outcome) -> Value {
    let is_list = matches!(&decision.logic, Logic::Table(table) if table.hit_policy.is_list());
    let has_one_output = !matches!(&decision.logic, Logic::Table(table) if table.outputs.len() > 1);
    match (is_list, has_one_output) {
        (false, true) => outcome.single_entry(),
        (false, false) => outcome.single_result(),
        (true, true) => outcome.collect_entries(),
        (true, false) => outcome.result_list(),
    }
}

fn decide(decision: &Decision, scope: &Scope<'_>) -> Result<Outcome, DmnError> {
    match &decision.logic {
        Logic::Table(table) => Deciding { decision, table, scope }.decide(),
        Logic::Literal(literal) => {
            let value = literal.expression.evaluate(scope).map_err(|source| DmnError::Feel {
                decision: decision.id.clone(),
                place: "the expression".to_owned(),
                source,
            })?;
            Ok(Outcome { results: vec![Map::from_iter([(literal.name.clone(), value)])], matched_rules: Vec::new() })
        }
    }
}

/// One table being evaluated.
struct Deciding<'a> {
    decision: &'a Decision,
    table: &'a Table,
    scope: &'a Scope<'a>,
}

impl Deciding<'_> {
    fn decide(&self) -> Result<Outcome, DmnError> {
        let inputs = self.table.inputs.iter().map(|input| self.input(input)).collect::<Result<Vec<_>, _>>()?;
        let mut matched = Vec::new();
        for (index, rule) in self.table.rules.iter().enumerate() {
            let mut holds = true;
            for (test, input) in rule.tests.iter().zip(&inputs) {
                if !test
                    .matches(input, self.scope)
                    .map_err(|source| self.feel_error(format!("rule {}", index + 1), source))?
                {
                    holds = false;
                    break;
                }
            }
            if holds {
                matched.push(index);
                if self.table.hit_policy == HitPolicy::First {
                    break;
                }
            }
        }
        self.settle(matched)
    }

    fn input(&self, input: &Input) -> Result<Value, DmnError> {
        let value = self.evaluate(&input.expression, || format!("input `{}`", input.label))?;
        let value = converted(value, input.type_name.as_deref());
        // A missing answer is no wrong answer; it matches only what asks for null.
        let Some(allowed) = input.allowed.as_ref().filter(|_| !value.is_null()) else { return Ok(value) };
        let is_allowed = allowed.matches(&value, self.scope);
        if is_allowed.map_err(|source| self.feel_error(format!("input `{}`", input.label), source))? {
            return Ok(value);
        }
        let (decision, input) = (self.decision.id.clone(), input.label.clone());
        Err(DmnError::InputNotAllowed { decision, input, value: value.to_string() })
    }

    /// Applies the hit policy.
    fn settle(&self, matched: Vec<usize>) -> Result<Outcome, DmnError> {
        let mut results = matched.iter().map(|&index| self.result(index)).collect::<Result<Vec<_>, _>>()?;
        let is_count = self.table.hit_policy == HitPolicy::Collect(Some(Aggregator::Count));
        if matched.is_empty() && !is_count {
            return Ok(Outcome { results: self.defaults()?.into_iter().collect(), matched_rules: matched });
        }
        match self.table.hit_policy {
            HitPolicy::Unique if matched.len() > 1 => {
                Err(DmnError::NotUnique { decision: self.decision.id.clone(), rules: numbers(&matched) })
            }
            HitPolicy::Any if results.iter().any(|result| Some(result) != results.first()) => {
                Err(DmnError::NotEqual { decision: self.decision.id.clone(), rules: numbers(&matched) })
            }
            HitPolicy::Any => {
                results.truncate(1);
                Ok(Outcome { results, matched_rules: matched })
            }
            HitPolicy::Priority => {
                let mut sorted = self.by_importance(matched, results);
                sorted.results.truncate(1);
                sorted.matched_rules.truncate(1);
                Ok(sorted)
            }
            HitPolicy::OutputOrder => Ok(self.by_importance(matched, results)),
            HitPolicy::Collect(Some(aggregator)) => {
                let results = vec![self.aggregate(aggregator, &results)?];
                Ok(Outcome { results, matched_rules: matched })
            }
            HitPolicy::Unique | HitPolicy::First | HitPolicy::RuleOrder | HitPolicy::Collect(None) => {
                Ok(Outcome { results, matched_rules: matched })
            }
        }
    }

    fn result(&self, rule: usize) -> Result<Map<String, Value>, DmnError> {
        let mut result = Map::new();
        for (output, cell) in self.table.outputs.iter().zip(&self.table.rules[rule].results) {
            let value = match cell {
                Some(expression) => self.evaluate(expression, || format!("rule {}", rule + 1))?,
                None => Value::Null,
            };
            result.insert(output.name.clone(), value);
        }
        Ok(result)
    }

    fn defaults(&self) -> Result<Option<Map<String, Value>>, DmnError> {
        if self.table.outputs.iter().all(|output| output.default.is_none()) {
            return Ok(None);
        }
        let mut result = Map::new();
        for output in &self.table.outputs {
            let value = match &output.default {
                Some(expression) => self.evaluate(expression, || format!("the default of `{}`", output.name))?,
                None => Value::Null,
            };
            result.insert(output.name.clone(), value);
        }
        Ok(Some(result))
    }

    /// Sorts by the allowed values of the first output, then of the second, and so on. Rules that tie keep their order.
    fn by_importance(&self, matched: Vec<usize>, results: Vec<Map<String, Value>>) -> Outcome {
        let importance = |result: &Map<String, Value>| -> Vec<usize> {
            self.table.outputs.iter().map(|output| place(output, result.get(&output.name))).collect()
        };
        let mut pairs: Vec<_> = matched.into_iter().zip(results).collect();
        pairs.sort_by_cached_key(|(_, result)| importance(result));
        let (matched_rules, results) = pairs.into_iter().unzip();
        Outcome { results, matched_rules }
    }

    fn aggregate(
        &self,
        aggregator: Aggregator,
        results: &[Map<String, Value>],
    ) -> Result<Map<String, Value>, DmnError> {
        let Some(output) = self.table.outputs.first() else { return Ok(Map::new()) };
        let values: Value = results.iter().map(only_value).collect();
        // FEEL calculates with decimals and knows dates, so that we need not.
        let text = match aggregator {
            Aggregator::Sum => "sum(values)",
            Aggregator::Min => "min(values)",
            Aggregator::Max => "max(values)",
            Aggregator::Count => "count(values)",
        };
        let variables = Map::from_iter([("values".to_owned(), values)]);
        let scope = Scope { variables: &variables, now: self.scope.now };
        let total = feel::parse(text).and_then(|expression| expression.evaluate(&scope));
        let total = total.map_err(|source| self.feel_error("the aggregation".to_owned(), source))?;
        Ok(Map::from_iter([(output.name.clone(), total)]))
    }

    fn evaluate(&self, expression: &Expression, place: impl Fn() -> String) -> Result<Value, DmnError> {
        expression.evaluate(self.scope).map_err(|source| self.feel_error(place(), source))
    }

    fn feel_error(&self, place: String, source: FeelError) -> DmnError {
        DmnError::Feel { decision: self.decision.id.clone(), place, source }
    }
}

/// Returns how important a value is: its place among the allowed values, or after them all.
fn place(output: &Output, value: Option<&Value>) -> usize {
    output.allowed.iter().position(|allowed| Some(allowed) == value).unwrap_or(output.allowed.len())
}

fn numbers(rules: &[usize]) -> Vec<usize> {
    rules.iter().map(|rule| rule + 1).collect()
}

/// Returns text as the type that the model asks for: forms hand in numbers as text.
fn converted(value: Value, type_name: Option<&str>) -> Value {
    let Value::String(text) = &value else { return value };
    let read = match type_name {
        Some("number" | "integer" | "long" | "double") => text.trim().parse().ok().map(Value::Number),
        Some("boolean") => text.trim().parse().ok().map(Value::Bool),
        _ => None,
    };
    read.unwrap_or(value)
}
