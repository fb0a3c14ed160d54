//! Reading a template.

use serde_json::Value;

use super::TemplateError;
use super::filters::FILTERS;

/// The deepest nesting of blocks and conditions.
const DEPTH_MAX: usize = 20;

/// A part of a template.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Text(String),
    Output(Expression),
    If { branches: Vec<(Condition, Vec<Node>)>, otherwise: Vec<Node> },
    For { name: String, list: Expression, body: Vec<Node>, empty: Vec<Node> },
}

/// A value with filters.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    pub(super) operand: Operand,
    pub(super) filters: Vec<(&'static str, Option<Operand>)>,
}

#[derive(Debug, Clone)]
pub(super) enum Operand {
    Literal(Value),
    Path(Vec<String>),
    /// `get_value`: the member of an object whose name is only known at rendering.
    Member(Box<Operand>, Box<Operand>),
}

#[derive(Debug, Clone)]
pub(super) enum Condition {
    Value(Expression),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Compare(Expression, &'static str, Expression),
}

enum Token<'a> {
    Text(&'a str),
    Output(&'a str),
    Tag(&'a str),
}

pub(super) fn parse(source: &str) -> Result<Vec<Node>, TemplateError> {
    let tokens = tokens(source)?;
    let mut parser = Parser { tokens: &tokens, at: 0 };
    let (nodes, end) = parser.block(&[], 0)?;
    if end.is_empty() { Ok(nodes) } else { Err(TemplateError::Syntax(end.to_owned())) }
}

fn tokens(source: &str) -> Result<Vec<Token<'_>>, TemplateError> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let (text, tag) = rest.split_at(start);
        if !text.is_empty() {
            tokens.push(Token::Text(text));
        }
        let (open, body) = tag.split_at(2);
        let close = match open {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let (inner, after) = body.split_once(close).ok_or_else(|| TemplateError::Syntax(open.to_owned()))?;
        match open {
            "{{" => tokens.push(Token::Output(inner.trim())),
            "{%" => tokens.push(Token::Tag(inner.trim())),
            _ => {}
        }
        rest = after;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    Ok(tokens)
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> Parser<'a> {
    /// Reads until one of the tags in `ends`; returns that tag, or "" at the end of the template.
    fn block(&mut self, ends: &[&str], depth: usize) -> Result<(Vec<Node>, &'a str), TemplateError> {
        if depth > DEPTH_MAX {
            return Err(TemplateError::TooLarge);
        }
        let mut nodes = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match token {
                Token::Text(text) => nodes.push(Node::Text((*text).to_owned())),
                Token::Output(inner) => nodes.push(Node::Output(expression(inner)?)),
                Token::Tag(tag) => {
                    let (name, arguments) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
                    match name {
                        name if ends.contains(&name) => return Ok((nodes, tag)),
                        "if" => nodes.push(self.if_block(arguments, depth)?),
                        "for" => nodes.push(self.for_block(arguments, depth)?),
                        "get_value" => nodes.push(Node::Output(get_value(arguments)?)),
                        name => return Err(TemplateError::UnknownTag(name.to_owned())),
                    }
                }
            }
        }
        if ends.is_empty() { Ok((nodes, "")) } else { Err(TemplateError::Syntax(String::new())) }
    }

    fn if_block(&mut self, arguments: &str, depth: usize) -> Result<Node, TemplateError> {
        let unfinished = |error| match error {
            TemplateError::Syntax(near) if near.is_empty() => TemplateError::Syntax("if".to_owned()),
            other => other,
        };
        let mut branches = Vec::new();
        let mut next = condition(arguments)?;
        loop {
            let (body, end) = self.block(&["elif", "else", "endif"], depth + 1).map_err(unfinished)?;
            branches.push((next, body));
            match end.split_once(char::is_whitespace).unwrap_or((end, "")) {
                ("elif", arguments) => next = condition(arguments)?,
                ("else", _) => {
                    let (otherwise, _) = self.block(&["endif"], depth + 1).map_err(unfinished)?;
                    return Ok(Node::If { branches, otherwise });
                }
                _ => return Ok(Node::If { branches, otherwise: vec![] }),
            }
        }
    }

    fn for_block(&mut self, arguments: &str, depth: usize) -> Result<Node, TemplateError> {
        let wrong = || TemplateError::Syntax(format!("for {arguments}"));
        let (name, list) = arguments.split_once(" in ").ok_or_else(wrong)?;
        let name = name.trim();
        if !is_name(name) {
            return Err(wrong());
        }
        let list = expression(list.trim())?;
        let (body, end) = self.block(&["empty", "endfor"], depth + 1)?;
        let empty = if end == "empty" { self.block(&["endfor"], depth + 1)?.0 } else { vec![] };
        Ok(Node::For { name: name.to_owned(), list, body, empty })
    }
}

fn get_value(arguments: &str) -> Result<Expression, TemplateError> {
    let parts = split(arguments, char::is_whitespace);
    let [object, key] = parts[..] else { return Err(TemplateError::Syntax(format!("get_value {arguments}"))) };
    let operand = Operand::Member(Box::new(operand(object)?), Box::new(operand(key)?));
    Ok(Expression { operand, filters: vec![] })
}

/// Splits at a separator outside quotes; leaves out empty parts.
fn split(text: &str, separator: fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if separator(c) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            None => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn expression(text: &str) -> Result<Expression, TemplateError> {
    let parts = split(text, |c| c == '|');
    let Some((first, rest)) = parts.split_first() else { return Err(TemplateError::Syntax(text.to_owned())) };
    let mut filters = Vec::new();
    for filter in rest {
        let (name, argument) =
            filter.split_once(':').map_or((*filter, None), |(name, argument)| (name, Some(argument)));
        let name = name.trim();
        let known = FILTERS.iter().find(|known| **known == name);
        let known = known.ok_or_else(|| TemplateError::UnknownFilter(name.to_owned()))?;
        filters.push((*known, argument.map(|argument| operand(argument.trim())).transpose()?));
    }
    Ok(Expression { operand: operand(first.trim())?, filters })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn operand(text: &str) -> Result<Operand, TemplateError> {
    let quoted = ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    if let Some(quoted) = quoted {
        return Ok(Operand::Literal(Value::from(quoted)));
    }
    match text {
        "True" | "true" => return Ok(Operand::Literal(Value::from(true))),
        "False" | "false" => return Ok(Operand::Literal(Value::from(false))),
        "None" | "null" => return Ok(Operand::Literal(Value::Null)),
        _ => {}
    }
    if text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && let Ok(number) = text.parse::<f64>()
    {
        return Ok(Operand::Literal(crate::json_logic::number_to_json(number)));
    }
    let path: Vec<String> = text.split('.').map(str::to_owned).collect();
    if path.iter().all(|part| is_name(part)) {
        Ok(Operand::Path(path))
    } else {
        Err(TemplateError::Syntax(text.to_owned()))
    }
}

const COMPARISONS: &[&str] = &["==", "!=", "<=", ">=", "<", ">", "in"];

fn condition(text: &str) -> Result<Condition, TemplateError> {
    let words = split(text, char::is_whitespace);
    if words.len() > 100 {
        return Err(TemplateError::TooLarge);
    }
    any_of(&words).ok_or_else(|| TemplateError::Syntax(format!("if {text}")))?
}

type Read<T> = Option<Result<T, TemplateError>>;

/// `or` binds weakest, then `and`, then `not`, then a comparison.
fn any_of(words: &[&str]) -> Read<Condition> {
    join(words, "or", all_of, Condition::Or)
}

fn all_of(words: &[&str]) -> Read<Condition> {
    join(words, "and", negation, Condition::And)
}

fn join(
    words: &[&str],
    word: &str,
    part: fn(&[&str]) -> Read<Condition>,
    pair: fn(Box<Condition>, Box<Condition>) -> Condition,
) -> Read<Condition> {
    let mut joined: Option<Condition> = None;
    for words in words.split(|found| *found == word) {
        let next = match part(words)? {
            Ok(next) => next,
            Err(error) => return Some(Err(error)),
        };
        joined = Some(match joined {
            Some(before) => pair(Box::new(before), Box::new(next)),
            None => next,
        });
    }
    joined.map(Ok)
}

fn negation(words: &[&str]) -> Read<Condition> {
    if let ["not", rest @ ..] = words {
        return Some(negation(rest)?.map(|inner| Condition::Not(Box::new(inner))));
    }
    match words {
        [value] => Some(expression(value).map(Condition::Value)),
        [left, "not", "in", right] => Some(compare(left, "in", right).map(|inner| Condition::Not(Box::new(inner)))),
        [left, operator, right] => {
            let known = COMPARISONS.iter().find(|known| *known == operator)?;
            Some(compare(left, known, right))
        }
        _ => None,
    }
}

fn compare(left: &str, operator: &'static str, right: &str) -> Result<Condition, TemplateError> {
    Ok(Condition::Compare(expression(left)?, operator, expression(right)?))
}
