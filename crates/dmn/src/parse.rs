//! XML into decisions. Everything that is wrong is a finding, and all findings come at once.

mod table;
mod xml;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use roxmltree::{Document, ParsingOptions};

use crate::model::{Decision, Literal, Logic};
use xml::{Xml, human};

/// How many XML nodes we are willing to read.
const XML_NODES_MAX: u32 = 500_000;
/// How long a chain of required decisions may be. Evaluation uses the stack.
const CHAIN_MAX: usize = 30;

/// What came out of reading a file: the decisions that can be evaluated, and everything that was found.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The decisions without errors, in document order.
    pub decisions: Vec<Decision>,
    /// All remarks at once.
    pub findings: Vec<Finding>,
}

/// One remark about a model, for the one who draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the decision can be evaluated with it.
    pub severity: Severity,
    /// The id of the element that it is about.
    pub element_id: Option<String>,
    /// The name of that element.
    pub name: Option<String>,
    /// The line in the XML, from 1; 0 when unknown.
    pub line: u32,
    /// What is wrong, and what to do.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The decision can't be evaluated.
    Error,
    /// The decision can be evaluated, perhaps not as was meant.
    Warning,
}

/// Reads a DMN file, of version 1.1 to 1.5: its decisions, and everything that was found. A decision with an error, or that
/// requires one with an error, is not among the decisions.
pub fn parse(xml: &str) -> Parsed {
    let options = ParsingOptions { nodes_limit: XML_NODES_MAX, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(xml, options) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("this is not XML: {error}");
            let finding =
                Finding { severity: Severity::Error, element_id: None, name: None, line: error.pos().row, message };
            return Parsed { decisions: Vec::new(), findings: vec![finding] };
        }
    };
    let root = Xml(document.root_element());
    let mut reader = Reader::default();
    if !root.is_dmn("definitions") {
        reader.error(root, "this is not DMN 1.1 to 1.5: the file must start with `definitions`");
        return Parsed { decisions: Vec::new(), findings: reader.findings };
    }
    reader.refuse_language(root);
    let found: Vec<Xml<'_>> = root.children().filter(|child| child.is_dmn("decision")).collect();
    for &decision in &found {
        match decision.attribute("id") {
            Some(id) if reader.xml.insert(id, decision).is_some() => {
                reader.error(decision, format!("the id `{id}` is used more than once"));
            }
            Some(_) => {}
            None => reader.error(decision, "the decision has no id"),
        }
    }
    if found.is_empty() {
        reader.error(root, "there is no decision in the file");
    }
    let ids = found.iter().filter_map(|decision| decision.attribute("id"));
    let decisions: Vec<_> = ids.filter_map(|id| reader.decision(id, 0)).collect();
    let decisions = decisions.into_iter().map(|decision| (*decision).clone()).collect();
    Parsed { decisions, findings: reader.findings }
}

/// What is known about the whole file while it is read.
#[derive(Default)]
struct Reader<'x> {
    findings: Vec<Finding>,
    /// The element of each decision, by id.
    xml: HashMap<&'x str, Xml<'x>>,
    /// The decisions that were read, or could not be.
    read: HashMap<&'x str, Option<Arc<Decision>>>,
    /// The decisions that are being read, to find circles.
    reading: HashSet<&'x str>,
}

impl<'x> Reader<'x> {
    fn error(&mut self, about: Xml<'x>, message: impl Into<String>) {
        self.find(Severity::Error, about, message.into());
    }

    fn warning(&mut self, about: Xml<'x>, message: impl Into<String>) {
        self.find(Severity::Warning, about, message.into());
    }

    fn find(&mut self, severity: Severity, about: Xml<'x>, message: String) {
        let known = about.0.ancestors().map(Xml).find(|xml| xml.attribute("id").is_some());
        let element_id = known.and_then(|xml| xml.attribute("id")).map(str::to_owned);
        let name = known.and_then(|xml| xml.attribute("name").or(xml.attribute("label"))).map(str::to_owned);
        self.findings.push(Finding { severity, element_id, name, line: about.line(), message });
    }

    fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// Reads a decision once, and first those that it requires.
    fn decision(&mut self, id: &'x str, depth: usize) -> Option<Arc<Decision>> {
        if let Some(read) = self.read.get(id) {
            return read.clone();
        }
        let xml = *self.xml.get(id)?;
        if depth > CHAIN_MAX {
            self.error(xml, "the chain of required decisions is too long");
            return None;
        }
        self.reading.insert(id);
        let errors_before = self.errors();
        let requires = self.requirements(xml, depth);
        let logic = self.logic(xml, id);
        self.reading.remove(id);
        let is_right = self.errors() == errors_before;
        let decision = match (requires, logic) {
            (Some(requires), Some(logic)) if is_right => {
                let (id, name) = (id.to_owned(), xml.attribute("name").map(str::to_owned));
                Some(Arc::new(Decision { id, name, logic, requires }))
            }
            _ => None,
        };
        self.read.insert(id, decision.clone());
        decision
    }

    /// Returns `None` when a required decision has errors; those are findings already.
    fn requirements(&mut self, xml: Xml<'x>, depth: usize) -> Option<Vec<Arc<Decision>>> {
        let mut requires = Some(Vec::new());
        for requirement in xml.children().filter(|child| child.is_dmn("informationRequirement")) {
            let Some(required) = requirement.child("requiredDecision") else { continue };
            let id = required.attribute("href").and_then(|href| href.strip_prefix('#'));
            let decision = match id {
                Some(id) if self.reading.contains(id) => {
                    self.error(xml, format!("the decision requires itself, by way of `{id}`"));
                    None
                }
                Some(id) if self.xml.contains_key(id) => self.decision(id, depth + 1),
                _ => {
                    self.error(requirement, "the required decision is not in this file");
                    None
                }
            };
            match (&mut requires, decision) {
                (Some(requires), Some(decision)) => requires.push(decision),
                _ => requires = None,
            }
        }
        if xml.child("knowledgeRequirement").is_some() {
            self.error(xml, "not supported yet: business knowledge model");
        }
        requires
    }

    fn logic(&mut self, xml: Xml<'x>, id: &'x str) -> Option<Logic> {
        let besides = [
            "description",
            "extensionElements",
            "question",
            "allowedAnswers",
            "variable",
            "informationRequirement",
            "knowledgeRequirement",
            "authorityRequirement",
            "supportedObjective",
            "impactedPerformanceIndicator",
            "decisionMaker",
            "decisionOwner",
            "usingProcess",
            "usingTask",
        ];
        let Some(logic) = xml.children().find(|child| child.is_in_dmn() && !besides.contains(&child.tag())) else {
            self.error(xml, "the decision has no decision table or expression");
            return None;
        };
        match logic.tag() {
            "decisionTable" => table::read(self, logic, id).map(Logic::Table),
            "literalExpression" => {
                self.refuse_language(logic);
                let name = xml.child("variable").and_then(|variable| variable.attribute("name")).unwrap_or(id);
                let expression = self.expression(logic)?;
                Some(Logic::Literal(Literal { name: name.to_owned(), expression }))
            }
            other => {
                self.error(xml, format!("not supported yet: {}", human(other)));
                None
            }
        }
    }

    /// Refuses languages other than FEEL.
    fn refuse_language(&mut self, xml: Xml<'x>) {
        let Some(language) = xml.attribute("expressionLanguage") else { return };
        if !language.to_ascii_lowercase().contains("feel") {
            self.error(xml, format!("not supported yet: an expression in {language}, write it in FEEL"));
        }
    }

    /// Reads the expression in the `text` of an element.
    fn expression(&mut self, xml: Xml<'x>) -> Option<feel::Expression> {
        let Some(text) = xml.inner_text() else {
            self.error(xml, "the expression is empty");
            return None;
        };
        self.keep(xml, feel::parse(&text), &text)
    }

    /// Returns what was read, or keeps the error as a finding.
    fn keep<T>(&mut self, about: Xml<'x>, result: Result<T, feel::FeelError>, text: &str) -> Option<T> {
        let message = if text.contains("${") || text.contains("#{") {
            Some("JUEL is not supported yet, write it in FEEL".to_owned())
        } else {
            result.as_ref().err().map(|error| format!("`{text}` is not FEEL: {error}"))
        };
        if let Some(message) = message {
            self.error(about, message);
            return None;
        }
        result.ok()
    }
}
