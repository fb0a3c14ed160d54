//! Walking the tree.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use crate::functions::{Arguments, Function};
use crate::operate;
use crate::syntax::{Kind, LoopForm, Node, Operator, Test};
use crate::temporal;
use crate::value::{Data, Range};
use crate::{FeelError, Scope};

/// How much work one evaluation may do, in steps and units of memory.
const WORK_MAX: usize = 1_000_000;

pub(crate) struct Evaluator<'a> {
    scope: &'a Scope<'a>,
    /// What the unary test tests.
    input: Option<&'a Data>,
    locals: Vec<Local>,
    work: usize,
}

/// A name that exists only inside the expression.
enum Local {
    Named(String, Data),
    /// The entries of the list item that a filter looks at.
    Entries(Data),
}

impl<'a> Evaluator<'a> {
    pub(crate) fn new(scope: &'a Scope<'a>, input: Option<&'a Data>) -> Self {
        Self { scope, input, locals: Vec::new(), work: 0 }
    }

    fn spend(&mut self, work: usize) -> Result<(), FeelError> {
        self.work = self.work.saturating_add(work);
        if self.work > WORK_MAX { Err(FeelError::TooMuchWork) } else { Ok(()) }
    }

    /// Hands on a value that may have been copied or built, and counts its size.
    fn counted(&mut self, data: Data) -> Result<Data, FeelError> {
        self.spend(data.size())?;
        Ok(data)
    }

    pub(crate) fn evaluate(&mut self, node: &Node) -> Result<Data, FeelError> {
        self.spend(1)?;
        match &*node.kind {
            Kind::Literal(data) => Ok(data.clone()),
            Kind::Input => self.counted(self.input.cloned().unwrap_or(Data::Null)),
            Kind::Name(name) => self.name(name),
            Kind::List(items) => self.list(items),
            Kind::Context(entries) => self.context(entries),
            Kind::Range { start, start_included, end, end_included } => {
                let range = Range {
                    start: self.optional(start.as_ref())?,
                    start_included: *start_included,
                    end: self.optional(end.as_ref())?,
                    end_included: *end_included,
                };
                Ok(Data::Range(Box::new(range)))
            }
            Kind::Negate(of) => self.negate(of),
            Kind::Binary(operator, left, right) => self.binary(*operator, left, right),
            Kind::Between { value, low, high } => self.between(value, low, high),
            Kind::In { value, tests } => {
                let value = self.evaluate(value)?;
                Ok(Data::Boolean(self.any_test(&value, tests)?))
            }
            Kind::If { condition, then, otherwise } => {
                let holds = matches!(self.evaluate(condition)?, Data::Boolean(true));
                self.evaluate(if holds { then } else { otherwise })
            }
            Kind::Loop { form, over, body } => self.repeat(*form, over, body),
            Kind::Property { of, name } => self.property(node, of, name),
            Kind::Filter { of, by } => self.filter(of, by),
            Kind::Call { function, arguments } => self.call(function, arguments),
            Kind::InstanceOf { value, type_name } => {
                let found = self.evaluate(value)?;
                let is_any = type_name == "Any" && !matches!(found, Data::Null);
                Ok(Data::Boolean(is_any || found.type_name() == type_name))
            }
        }
    }

    fn optional(&mut self, node: Option<&Node>) -> Result<Option<Data>, FeelError> {
        node.map(|node| self.evaluate(node)).transpose()
    }

    fn local(&self, name: &str) -> Option<&Data> {
        self.locals.iter().rev().find_map(|local| match local {
            Local::Named(known, data) => (known == name).then_some(data),
            Local::Entries(context) => context.entry(name),
        })
    }

    fn name(&mut self, name: &str) -> Result<Data, FeelError> {
        let data = match self.local(name) {
            Some(data) => data.clone(),
            None => self.scope.variables.get(name).map_or(Data::Null, Data::from_json),
        };
        self.counted(data)
    }

    /// Follows `a.b.c` through the variables without copying what lies beside the path.
    fn variable_at(&self, node: &Node) -> Option<&'a Value> {
        match &*node.kind {
            Kind::Name(name) if self.local(name).is_none() => self.scope.variables.get(name),
            Kind::Property { of, name } => self.variable_at(of)?.as_object()?.get(name),
            _ => None,
        }
    }

    fn property(&mut self, node: &Node, of: &Node, name: &str) -> Result<Data, FeelError> {
        if let Some(value) = self.variable_at(node) {
            return self.counted(Data::from_json(value));
        }
        let of = self.evaluate(of)?;
        let data = match of {
            Data::List(items) => Data::List(items.iter().map(|item| property_of(item, name)).collect()),
            single => property_of(&single, name),
        };
        self.counted(data)
    }

    fn list(&mut self, items: &[Node]) -> Result<Data, FeelError> {
        items.iter().map(|item| self.evaluate(item)).collect::<Result<_, _>>().map(Data::List)
    }

    /// Each entry sees the earlier ones.
    fn context(&mut self, entries: &[(String, Node)]) -> Result<Data, FeelError> {
        let height = self.locals.len();
        let mut context = Vec::with_capacity(entries.len());
        for (name, node) in entries {
            let data = self.evaluate(node)?;
            self.spend(data.size())?;
            self.locals.push(Local::Named(name.clone(), data.clone()));
            context.retain(|(known, _)| known != name);
            context.push((name.clone(), data));
        }
        self.locals.truncate(height);
        Ok(Data::Context(context))
    }

    fn negate(&mut self, of: &Node) -> Result<Data, FeelError> {
        Ok(match self.evaluate(of)? {
            Data::Number(number) => Data::Number(-number),
            other => temporal::negate(&other).unwrap_or(Data::Null),
        })
    }

    fn binary(&mut self, operator: Operator, left: &Node, right: &Node) -> Result<Data, FeelError> {
        if matches!(operator, Operator::And | Operator::Or) {
            return self.logic(operator == Operator::Or, left, right);
        }
        let (left, right) = (self.evaluate(left)?, self.evaluate(right)?);
        let result = match operator {
            Operator::Compare(comparison) => {
                self.spend(left.size())?;
                operate::compare(comparison, &left, &right).map(Data::Boolean)
            }
            Operator::Add => operate::add(&left, &right),
            Operator::Subtract => operate::subtract(&left, &right),
            Operator::Multiply => operate::multiply(&left, &right),
            Operator::Divide => operate::divide(&left, &right),
            Operator::Power => operate::power(&left, &right),
            Operator::And | Operator::Or => None,
        };
        self.counted(result.unwrap_or(Data::Null))
    }

    /// Three-valued logic; `decisive` is the value that settles it.
    fn logic(&mut self, decisive: bool, left: &Node, right: &Node) -> Result<Data, FeelError> {
        let left = as_boolean(&self.evaluate(left)?);
        if left == Some(decisive) {
            return Ok(Data::Boolean(decisive));
        }
        let right = as_boolean(&self.evaluate(right)?);
        Ok(match (left, right) {
            (_, Some(right)) if right == decisive => Data::Boolean(decisive),
            (Some(_), Some(_)) => Data::Boolean(!decisive),
            _ => Data::Null,
        })
    }

    fn between(&mut self, value: &Node, low: &Node, high: &Node) -> Result<Data, FeelError> {
        let value = self.evaluate(value)?;
        let (start, end) = (Some(self.evaluate(low)?), Some(self.evaluate(high)?));
        let range = Range { start, start_included: true, end, end_included: true };
        Ok(operate::contains(&range, &value).map_or(Data::Null, Data::Boolean))
    }

    /// Returns whether one of the tests holds.
    pub(crate) fn any_test(&mut self, value: &Data, tests: &[Test]) -> Result<bool, FeelError> {
        for test in tests {
            let expected = self.evaluate(test.node())?;
            let holds = match test {
                Test::Compare(comparison, _) => operate::compare(*comparison, value, &expected) == Some(true),
                Test::Value { is_condition: true, .. } => matches!(expected, Data::Boolean(true)),
                Test::Value { .. } => meets(value, &expected),
            };
            if holds {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn repeat(&mut self, form: LoopForm, over: &[(String, Node)], body: &Node) -> Result<Data, FeelError> {
        let mut results = Vec::new();
        let height = self.locals.len();
        let stopped = self.round(form, over, body, &mut results)?;
        self.locals.truncate(height);
        match form {
            LoopForm::For => Ok(Data::List(results)),
            LoopForm::Some => Ok(Data::Boolean(stopped)),
            LoopForm::Every => Ok(Data::Boolean(!stopped)),
        }
    }

    /// Walks the first list and, for each of its items, the others. Returns whether the answer was found early.
    fn round(
        &mut self,
        form: LoopForm,
        over: &[(String, Node)],
        body: &Node,
        results: &mut Vec<Data>,
    ) -> Result<bool, FeelError> {
        let Some(((name, list), rest)) = over.split_first() else {
            let result = self.evaluate(body)?;
            let holds = matches!(result, Data::Boolean(true));
            return Ok(match form {
                LoopForm::For => {
                    results.push(result);
                    false
                }
                LoopForm::Some => holds,
                LoopForm::Every => !holds,
            });
        };
        let items = self.evaluate(list)?;
        for item in self.items(items)? {
            self.spend(1)?;
            let height = self.locals.len();
            self.locals.push(Local::Named(name.clone(), item));
            let stopped = self.round(form, rest, body, results)?;
            self.locals.truncate(height);
            if stopped {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns what a loop walks: a list, or the whole numbers of a range, also backwards.
    fn items(&mut self, data: Data) -> Result<Vec<Data>, FeelError> {
        let Data::Range(range) = data else { return Ok(data.into_list()) };
        let (Some(Data::Number(start)), Some(Data::Number(end))) = (&range.start, &range.end) else {
            return Ok(Vec::new());
        };
        let (Some(start), Some(end)) = (start.to_i64(), end.to_i64()) else { return Ok(Vec::new()) };
        let length = usize::try_from(start.abs_diff(end)).unwrap_or(usize::MAX);
        self.spend(length)?;
        let number = |number: i64| Data::Number(Decimal::from(number));
        Ok(if start <= end { (start..=end).map(number).collect() } else { (end..=start).rev().map(number).collect() })
    }

    fn filter(&mut self, of: &Node, by: &Node) -> Result<Data, FeelError> {
        let items = self.evaluate(of)?.into_list();
        if let Data::Number(index) = self.evaluate(by)? {
            return Ok(item_at(items, index));
        }
        let mut kept = Vec::new();
        for item in items {
            let height = self.locals.len();
            self.spend(2 * item.size())?;
            self.locals.push(Local::Named("item".to_owned(), item.clone()));
            self.locals.push(Local::Entries(item));
            let holds = matches!(self.evaluate(by)?, Data::Boolean(true));
            let item = self.locals.drain(height..).next_back();
            if let (true, Some(Local::Entries(item))) = (holds, item) {
                kept.push(item);
            }
        }
        Ok(Data::List(kept))
    }

    fn call(&mut self, function: &Function, arguments: &[Node]) -> Result<Data, FeelError> {
        let values = arguments.iter().map(|node| self.evaluate(node)).collect::<Result<Vec<_>, _>>()?;
        // The functions on lists compare each item with each other one at most.
        let size: usize = values.iter().map(Data::size).sum();
        self.spend(if function.is_quadratic { size.saturating_mul(size) } else { size })?;
        let result = (function.call)(&Arguments { values, now: self.scope.now });
        self.counted(result.unwrap_or(Data::Null))
    }
}

fn as_boolean(data: &Data) -> Option<bool> {
    match data {
        Data::Boolean(boolean) => Some(*boolean),
        _ => None,
    }
}

/// Returns whether a value meets a test without operator: in the range, one of the list, or equal.
fn meets(value: &Data, expected: &Data) -> bool {
    match expected {
        Data::Range(range) => operate::contains(range, value) == Some(true),
        Data::List(items) => {
            operate::equal(value, expected) == Some(true) || items.iter().any(|item| meets(value, item))
        }
        // A condition that does not mention the value counts by itself.
        Data::Boolean(holds) if !matches!(value, Data::Boolean(_) | Data::Null) => *holds,
        _ => operate::equal(value, expected) == Some(true),
    }
}

fn property_of(data: &Data, name: &str) -> Data {
    let found = match data {
        Data::Context(_) => data.entry(name).cloned(),
        Data::Text(text) => temporal::read_any(text).and_then(|read| temporal::part(&read, name)),
        other => temporal::part(other, name),
    };
    found.unwrap_or(Data::Null)
}

/// Returns the item with this number: from 1, or from the end when negative.
fn item_at(mut items: Vec<Data>, index: Decimal) -> Data {
    let Some(index) = operate::whole(index) else { return Data::Null };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let place = if index < 0 { length.saturating_add(index) } else { index - 1 };
    match usize::try_from(place) {
        Ok(place) if place < items.len() => items.swap_remove(place),
        _ => Data::Null,
    }
}
