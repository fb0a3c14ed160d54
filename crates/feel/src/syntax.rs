//! The tree of an expression.

use crate::FeelError;
use crate::functions::Function;
use crate::value::Data;

/// How deep a tree may be. Evaluation uses the stack, so this is also the bound on that.
pub(crate) const DEPTH_MAX: u16 = 100;

/// One part of an expression, and how deep it is.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    depth: u16,
    pub kind: Box<Kind>,
}

impl Node {
    /// Makes a node; its depth follows from its children.
    ///
    /// # Errors
    /// * [`FeelError::TooLarge`] when the tree becomes too deep
    pub(crate) fn new(kind: Kind) -> Result<Self, FeelError> {
        let mut depth = 0;
        kind.each_child(&mut |child| depth = depth.max(child.depth));
        if depth >= DEPTH_MAX {
            return Err(FeelError::TooLarge);
        }
        Ok(Self { depth: depth + 1, kind: Box::new(kind) })
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Literal(Data),
    Name(String),
    /// The value that a unary test tests.
    Input,
    List(Vec<Node>),
    Context(Vec<(String, Node)>),
    Range {
        start: Option<Node>,
        start_included: bool,
        end: Option<Node>,
        end_included: bool,
    },
    Negate(Node),
    Binary(Operator, Node, Node),
    Between {
        value: Node,
        low: Node,
        high: Node,
    },
    /// A value against tests, of which one must hold.
    In {
        value: Node,
        tests: Vec<Test>,
    },
    If {
        condition: Node,
        then: Node,
        otherwise: Node,
    },
    /// `for`, `some` and `every`.
    Loop {
        form: LoopForm,
        over: Vec<(String, Node)>,
        body: Node,
    },
    Property {
        of: Node,
        name: String,
    },
    Filter {
        of: Node,
        by: Node,
    },
    Call {
        function: &'static Function,
        arguments: Vec<Node>,
    },
    InstanceOf {
        value: Node,
        type_name: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LoopForm {
    For,
    Some,
    Every,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Compare(Comparison),
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One test of a value.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Compare(Comparison, Node),
    /// A value, a range, a list, or (when it uses `?`) a condition.
    Value {
        node: Node,
        is_condition: bool,
    },
}

impl Test {
    pub(crate) fn node(&self) -> &Node {
        match self {
            Self::Compare(_, node) | Self::Value { node, .. } => node,
        }
    }
}

impl Kind {
    /// Shows every child to `see`.
    pub(crate) fn each_child(&self, see: &mut dyn FnMut(&Node)) {
        match self {
            Self::Literal(_) | Self::Name(_) | Self::Input => {}
            Self::List(items) => items.iter().for_each(see),
            Self::Context(entries) => entries.iter().for_each(|(_, node)| see(node)),
            Self::Range { start, end, .. } => start.iter().chain(end).for_each(see),
            Self::Negate(node) | Self::Property { of: node, .. } | Self::InstanceOf { value: node, .. } => see(node),
            Self::Binary(_, left, right) => [left, right].into_iter().for_each(see),
            Self::Between { value, low, high } => [value, low, high].into_iter().for_each(see),
            Self::In { value, tests } => {
                see(value);
                tests.iter().for_each(|test| see(test.node()));
            }
            Self::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(see),
            Self::Loop { over, body, .. } => {
                over.iter().for_each(|(_, node)| see(node));
                see(body);
            }
            Self::Filter { of, by } => [of, by].into_iter().for_each(see),
            Self::Call { arguments, .. } => arguments.iter().for_each(see),
        }
    }

    /// Returns whether the tree mentions `?`.
    pub(crate) fn uses_input(&self) -> bool {
        if matches!(self, Self::Input) {
            return true;
        }
        let mut found = false;
        self.each_child(&mut |child| found |= child.kind.uses_input());
        found
    }
}
