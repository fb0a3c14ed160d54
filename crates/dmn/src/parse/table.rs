//! Decision tables: columns, hit policy and rules.

use serde_json::{Map, Value};

use super::Reader;
use super::xml::Xml;
use crate::model::{Aggregator, HitPolicy, Input, Output, Rule, Table};

pub(super) fn read<'x>(reader: &mut Reader<'x>, xml: Xml<'x>, decision: &str) -> Option<Table> {
    let hit_policy = read_hit_policy(reader, xml);
    let inputs: Vec<_> = xml.all("input").filter_map(|input| read_input(reader, input)).collect();
    let output_count = xml.all("output").count();
    let outputs: Vec<_> =
        xml.all("output").filter_map(|output| read_output(reader, output, decision, output_count)).collect();
    if output_count == 0 {
        reader.error(xml, "the decision table has no output");
    }
    if matches!(hit_policy, Some(HitPolicy::Collect(Some(_)))) && output_count > 1 {
        reader.error(xml, "a table that collects into one number has one output");
    }
    let orders = matches!(hit_policy, Some(HitPolicy::Priority | HitPolicy::OutputOrder));
    if orders && outputs.iter().all(|output| output.allowed.is_empty()) {
        reader.error(xml, "this hit policy orders by the values of the outputs, but no output lists its values");
    }
    let input_count = xml.all("input").count();
    let rules: Vec<_> = xml.all("rule").filter_map(|rule| read_rule(reader, rule, input_count, output_count)).collect();
    if rules.is_empty() {
        reader.warning(xml, "the decision table has no rules");
    }
    Some(Table { inputs, outputs, hit_policy: hit_policy?, rules })
}

fn read_hit_policy<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<HitPolicy> {
    let aggregator = match xml.attribute("aggregation") {
        None => None,
        Some("SUM") => Some(Aggregator::Sum),
        Some("MIN") => Some(Aggregator::Min),
        Some("MAX") => Some(Aggregator::Max),
        Some("COUNT") => Some(Aggregator::Count),
        Some(other) => {
            reader.error(xml, format!("there is no aggregation `{other}`"));
            return None;
        }
    };
    match xml.attribute("hitPolicy").unwrap_or("UNIQUE") {
        "UNIQUE" => Some(HitPolicy::Unique),
        "ANY" => Some(HitPolicy::Any),
        "FIRST" => Some(HitPolicy::First),
        "PRIORITY" => Some(HitPolicy::Priority),
        "RULE ORDER" => Some(HitPolicy::RuleOrder),
        "OUTPUT ORDER" => Some(HitPolicy::OutputOrder),
        "COLLECT" => Some(HitPolicy::Collect(aggregator)),
        other => {
            reader.error(xml, format!("there is no hit policy `{other}`"));
            None
        }
    }
}

fn read_input<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Input> {
    let Some(holder) = xml.child("inputExpression") else {
        reader.error(xml, "the input has no expression");
        return None;
    };
    reader.refuse_language(holder);
    let expression = reader.expression(holder)?;
    let allowed = xml.child("inputValues").and_then(Xml::inner_text);
    let allowed = match allowed {
        Some(text) => Some(reader.keep(xml, feel::parse_unary_tests(&text), &text)?),
        None => None,
    };
    let label = xml.attribute("label").unwrap_or(expression.text()).to_owned();
    // A type may have a prefix: `feel:number`.
    let type_name = holder.attribute("typeRef").and_then(|name| name.rsplit(':').next()).map(str::to_owned);
    Some(Input { label, expression, type_name, allowed })
}

fn read_output<'x>(reader: &mut Reader<'x>, xml: Xml<'x>, decision: &str, count: usize) -> Option<Output> {
    let name = match xml.attribute("name") {
        Some(name) => name,
        None if count == 1 => decision,
        None => {
            reader.error(xml, "a table with more than one output gives each of them a name");
            return None;
        }
    };
    let default = match xml.child("defaultOutputEntry") {
        Some(entry) if entry.inner_text().is_some() => Some(reader.expression(entry)?),
        _ => None,
    };
    let label = xml.attribute("label").map(str::to_owned);
    Some(Output { name: name.to_owned(), label, allowed: read_values(reader, xml)?, default })
}

/// Reads the values of an output, which are literals, in order.
fn read_values<'x>(reader: &mut Reader<'x>, xml: Xml<'x>) -> Option<Vec<Value>> {
    let Some(text) = xml.child("outputValues").and_then(Xml::inner_text) else { return Some(Vec::new()) };
    let list = reader.keep(xml, feel::parse(&format!("[{text}]")), &text)?;
    let nothing = Map::new();
    let values = list.evaluate(&feel::Scope { variables: &nothing, now: jiff::Timestamp::UNIX_EPOCH });
    match reader.keep(xml, values, &text)? {
        Value::Array(values) => Some(values),
        // Only a range reads as something else than a list, and it orders nothing.
        _ => Some(Vec::new()),
    }
}

fn read_rule<'x>(reader: &mut Reader<'x>, xml: Xml<'x>, input_count: usize, output_count: usize) -> Option<Rule> {
    let is_whole = xml.all("inputEntry").count() == input_count && xml.all("outputEntry").count() == output_count;
    if !is_whole {
        reader.error(xml, "the rule does not have one cell for each column");
        return None;
    }
    let (mut tests, mut results) = (Vec::new(), Vec::new());
    for entry in xml.all("inputEntry") {
        reader.refuse_language(entry);
        let text = entry.inner_text().unwrap_or_default();
        tests.push(reader.keep(entry, feel::parse_unary_tests(&text), &text));
    }
    for entry in xml.all("outputEntry") {
        reader.refuse_language(entry);
        results.push(match entry.inner_text().filter(|text| text != "-") {
            Some(text) => Some(Some(reader.keep(entry, feel::parse(&text), &text)?)),
            None => Some(None),
        });
    }
    Some(Rule {
        id: xml.attribute("id").map(str::to_owned),
        description: xml.child("description").and_then(Xml::text),
        tests: tests.into_iter().collect::<Option<_>>()?,
        results: results.into_iter().collect::<Option<_>>()?,
    })
}
