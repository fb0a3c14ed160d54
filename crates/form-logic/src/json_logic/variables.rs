//! Which variables an expression reads.

use serde_json::Value;

use super::parse::{Logic, Node, Operator};

impl Logic {
    /// Returns the paths of the variables that the expression reads, in order of appearance, each once.
    /// Inside `map` and its kin `var` reads from the item, so only the list that they go through counts.
    pub fn variables(&self) -> Vec<String> {
        let mut found = Vec::new();
        visit(&self.root, &mut found);
        found
    }

    /// Returns whether the expression is a literal, such as a fixed true.
    pub fn is_literal(&self) -> bool {
        matches!(self.root, Node::Literal(_))
    }
}

fn visit(node: &Node, found: &mut Vec<String>) {
    let Node::Operation(operator, operands) = node else {
        if let Node::List(nodes) = node {
            nodes.iter().for_each(|node| visit(node, found));
        }
        return;
    };
    match operator {
        Operator::Var => {
            if let Some(Node::Literal(Value::String(path))) = operands.first() {
                add(path, found);
            }
        }
        Operator::Missing => literals(operands, found),
        Operator::MissingSome => literals(operands.get(1..).unwrap_or_default(), found),
        _ => {}
    }
    let outer = match operator {
        Operator::Map | Operator::Filter | Operator::All | Operator::Some | Operator::None => 1,
        Operator::Reduce => {
            operands.iter().skip(2).for_each(|node| visit(node, found));
            1
        }
        _ => operands.len(),
    };
    operands.iter().take(outer).for_each(|node| visit(node, found));
}

fn literals(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Literal(Value::String(path)) => add(path, found),
            Node::List(nodes) => literals(nodes, found),
            _ => {}
        }
    }
}

fn add(path: &str, found: &mut Vec<String>) {
    if !found.iter().any(|known| known == path) {
        found.push(path.to_owned());
    }
}
