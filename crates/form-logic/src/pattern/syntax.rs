//! Reading a pattern.

use super::PatternError;

/// The deepest nesting of groups.
const DEPTH_MAX: usize = 32;
/// The longest pattern in characters.
const LENGTH_MAX: usize = 1_000;
/// The most repetitions that a pattern can ask for.
const REPEAT_MAX: u32 = 1_000;

/// A part of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Empty,
    Class(Class),
    Start,
    End,
    WordBoundary { negated: bool },
    Look { negated: bool, inner: Box<Node> },
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat { inner: Box<Node>, min: u32, max: Option<u32> },
}

/// A set of characters.
#[derive(Debug, Clone, Default)]
pub(super) struct Class {
    pub(super) negated: bool,
    pub(super) ranges: Vec<(char, char)>,
    /// Sets within the set, such as `\D` in `[\D5]`.
    pub(super) parts: Vec<Class>,
}

impl Class {
    fn single(c: char) -> Self {
        Self { ranges: vec![(c, c)], ..Self::default() }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        let inside = self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&c))
            || self.parts.iter().any(|part| part.contains(c));
        inside != self.negated
    }
}

pub(super) fn parse(text: &str) -> Result<Node, PatternError> {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() > LENGTH_MAX {
        return Err(PatternError::TooLarge);
    }
    let mut parser = Parser { characters, at: 0 };
    let node = parser.choice(0)?;
    if parser.at < parser.characters.len() {
        return Err(PatternError::Syntax("a group is closed that was not opened"));
    }
    Ok(node)
}

struct Parser {
    characters: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += 1;
        c
    }

    fn take(&mut self, expected: &str) -> bool {
        let found = expected.chars().enumerate().all(|(i, c)| self.characters.get(self.at + i) == Some(&c));
        if found {
            self.at += expected.chars().count();
        }
        found
    }

    fn choice(&mut self, depth: usize) -> Result<Node, PatternError> {
        if depth > DEPTH_MAX {
            return Err(PatternError::TooLarge);
        }
        let mut branches = vec![self.sequence(depth)?];
        while self.take("|") {
            branches.push(self.sequence(depth)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Choice(branches) })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let node = self.atom(depth)?;
            nodes.push(self.repeat(node)?);
        }
        Ok(Node::Sequence(nodes))
    }

    fn atom(&mut self, depth: usize) -> Result<Node, PatternError> {
        Ok(match self.next() {
            Some('^') => Node::Start,
            Some('$') => Node::End,
            Some('.') => {
                let lines = ['\n', '\r', '\u{2028}', '\u{2029}'];
                Node::Class(Class { negated: true, ranges: lines.map(|c| (c, c)).to_vec(), parts: vec![] })
            }
            Some('(') => self.group(depth)?,
            Some('[') => Node::Class(self.class()?),
            Some('\\') if self.take("b") => Node::WordBoundary { negated: false },
            Some('\\') if self.take("B") => Node::WordBoundary { negated: true },
            Some('\\') => match self.peek() {
                Some('1'..='9' | 'k') => return Err(PatternError::Unsupported("a reference to a group")),
                _ => Node::Class(self.escape()?),
            },
            Some('*' | '+' | '?') => return Err(PatternError::Syntax("nothing to repeat")),
            Some(c) => Node::Class(Class::single(c)),
            None => Node::Empty,
        })
    }

    fn group(&mut self, depth: usize) -> Result<Node, PatternError> {
        let look = if self.take("?=") {
            Some(false)
        } else if self.take("?!") {
            Some(true)
        } else if self.take("?<=") || self.take("?<!") {
            return Err(PatternError::Unsupported("lookbehind"));
        } else {
            if self.take("?<") {
                while self.peek().is_some_and(|c| c != '>') {
                    self.at += 1;
                }
                self.at += 1;
            } else if !self.take("?:") && self.peek() == Some('?') {
                return Err(PatternError::Syntax("an unknown kind of group"));
            }
            None
        };
        let inner = self.choice(depth + 1)?;
        if !self.take(")") {
            return Err(PatternError::Syntax("a group is not closed"));
        }
        Ok(match look {
            Some(negated) => Node::Look { negated, inner: Box::new(inner) },
            None => inner,
        })
    }

    fn repeat(&mut self, node: Node) -> Result<Node, PatternError> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let start = self.at;
                return match self.braces() {
                    Some((min, max)) => self.repeated(node, min, max),
                    None => {
                        // As in JavaScript, a brace that is no repetition stands for itself.
                        self.at = start;
                        Ok(node)
                    }
                };
            }
            _ => return Ok(node),
        };
        self.at += 1;
        self.repeated(node, min, max)
    }

    fn repeated(&mut self, node: Node, min: u32, max: Option<u32>) -> Result<Node, PatternError> {
        // Lazy or not makes no difference to whether the whole text matches.
        self.take("?");
        if matches!(self.peek(), Some('*' | '+' | '?')) {
            return Err(PatternError::Syntax("nothing to repeat"));
        }
        if min > REPEAT_MAX || max.is_some_and(|max| max > REPEAT_MAX) {
            return Err(PatternError::TooLarge);
        }
        if max.is_some_and(|max| max < min) {
            return Err(PatternError::Syntax("a repetition with its bounds reversed"));
        }
        Ok(Node::Repeat { inner: Box::new(node), min, max })
    }

    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        self.take("{");
        let min = self.digits()?;
        if self.take("}") {
            return Some((min, Some(min)));
        }
        if !self.take(",") {
            return None;
        }
        if self.take("}") {
            return Some((min, None));
        }
        let max = self.digits()?;
        self.take("}").then_some((min, Some(max)))
    }

    fn digits(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.characters.get(start..self.at)?.iter().collect();
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
    }

    fn class(&mut self) -> Result<Class, PatternError> {
        let mut class = Class { negated: self.take("^"), ..Class::default() };
        loop {
            let low = match self.next() {
                None => return Err(PatternError::Syntax("a set is not closed")),
                Some(']') => return Ok(class),
                Some('\\') if self.take("b") => Class::single('\u{8}'),
                Some('\\') => self.escape()?,
                Some(c) => Class::single(c),
            };
            let is_range = self.peek() == Some('-') && self.characters.get(self.at + 1).is_some_and(|c| *c != ']');
            let [(from, _)] = low.ranges[..] else {
                class.parts.push(low);
                continue;
            };
            if low.negated || !is_range {
                class.parts.push(low);
                continue;
            }
            self.at += 1;
            let high = match self.next() {
                Some('\\') => self.escape()?,
                Some(c) => Class::single(c),
                None => return Err(PatternError::Syntax("a set is not closed")),
            };
            match high.ranges[..] {
                [(to, end)] if to == end && !high.negated => {
                    if to < from {
                        return Err(PatternError::Syntax("a range with its bounds reversed"));
                    }
                    class.ranges.push((from, to));
                }
                // `[a-\d]`: the hyphen stands for itself.
                _ => class.parts.extend([low, Class::single('-'), high]),
            }
        }
    }

    fn escape(&mut self) -> Result<Class, PatternError> {
        let digits = vec![('0', '9')];
        let word = vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
        let space = vec![
            ('\t', '\r'),
            (' ', ' '),
            ('\u{a0}', '\u{a0}'),
            ('\u{1680}', '\u{1680}'),
            ('\u{2000}', '\u{200a}'),
            ('\u{2028}', '\u{2029}'),
            ('\u{202f}', '\u{202f}'),
            ('\u{205f}', '\u{205f}'),
            ('\u{3000}', '\u{3000}'),
            ('\u{feff}', '\u{feff}'),
        ];
        let class = |negated, ranges| Class { negated, ranges, parts: vec![] };
        Ok(match self.next() {
            Some('d') => class(false, digits),
            Some('D') => class(true, digits),
            Some('w') => class(false, word),
            Some('W') => class(true, word),
            Some('s') => class(false, space),
            Some('S') => class(true, space),
            Some('t') => Class::single('\t'),
            Some('n') => Class::single('\n'),
            Some('r') => Class::single('\r'),
            Some('v') => Class::single('\u{b}'),
            Some('f') => Class::single('\u{c}'),
            Some('0') => Class::single('\0'),
            Some('x') => Class::single(self.code(2, 'x')),
            Some('u') => Class::single(self.code(4, 'u')),
            Some('p' | 'P') if self.peek() == Some('{') => {
                return Err(PatternError::Unsupported("a Unicode property"));
            }
            Some(c) => Class::single(c),
            None => return Err(PatternError::Syntax("it ends with a backslash")),
        })
    }

    /// The character with this many hexadecimal digits; without them the letter stands for itself.
    fn code(&mut self, length: usize, otherwise: char) -> char {
        let digits: Option<String> =
            self.characters.get(self.at..self.at + length).map(|digits| digits.iter().collect());
        match digits.and_then(|digits| u32::from_str_radix(&digits, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                self.at += length;
                c
            }
            None => otherwise,
        }
    }
}
