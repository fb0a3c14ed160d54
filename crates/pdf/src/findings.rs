//! What is wrong with a template, in terms of its own lines.

use std::fmt;

use typst::World;
use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, DiagSpanKind, Source, SyntaxDiagnostic, SyntaxKind};

use crate::world::DocumentWorld;

/// One error or warning about a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line in the template, from 1. `None` when the finding is about the document as a whole.
    pub line: Option<usize>,
    /// What is wrong, with hints, in the words of Typst. A warning starts with `warning: `.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Returns where a template is no Typst at all. That it also fits the data shows when it is typeset.
pub fn syntax_faults(template: &str) -> Vec<Finding> {
    let source = Source::detached(template);
    let (errors, _) = source.root().errors_and_warnings();
    let fault = |error: SyntaxDiagnostic| {
        let range = match error.span.get() {
            DiagSpanKind::Detached => None,
            DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range),
            DiagSpanKind::Range { range, .. } => Some(range),
        };
        let line = range.and_then(|range| source.lines().byte_to_line(range.start)).map(|line| line + 1);
        Finding { line, message: error.message.to_string() }
    };
    errors.into_iter().map(fault).collect()
}

impl Finding {
    pub(crate) fn from_diagnostic(world: &DocumentWorld, diagnostic: &SourceDiagnostic) -> Self {
        let mut message = match diagnostic.severity {
            Severity::Error => String::new(),
            Severity::Warning => "warning: ".to_owned(),
        };
        message.push_str(&diagnostic.message);
        for hint in &diagnostic.hints {
            message.push_str("; hint: ");
            message.push_str(&hint.v);
        }

        // What goes wrong inside a frame is reported at the line of the template that called the frame.
        let calls = diagnostic.trace.iter().map(|call| DiagSpan::from(call.span));
        let line = std::iter::once(diagnostic.span).chain(calls).find_map(|span| template_line(world, span));
        let is_in_frame = diagnostic.span.id().is_some_and(|id| id != world.template_id());
        // Typst keeps no trace of a function that a show rule calls, and that is how a template calls a frame.
        let line = line.or_else(|| if is_in_frame { first_show_rule_line(world) } else { None });
        Self { line, message }
    }
}

fn first_show_rule_line(world: &DocumentWorld) -> Option<usize> {
    let source = world.source(world.template_id()).ok()?;
    let rule = source.root().children().find(|node| node.kind() == SyntaxKind::ShowRule)?;
    template_line(world, rule.span().into())
}

fn template_line(world: &DocumentWorld, span: DiagSpan) -> Option<usize> {
    if span.id()? != world.template_id() {
        return None;
    }
    let start = world.range(span)?.start;
    let source = world.source(world.template_id()).ok()?;
    Some(source.lines().byte_to_line(start)? + 1)
}
