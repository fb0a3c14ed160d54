//! XML into models. Everything that is wrong is a finding, and all findings come at once.

mod check;
mod event;
mod flow;
mod node;
mod process;
mod task;
mod xml;

use std::collections::HashMap;

use roxmltree::{Document, ParsingOptions};

use crate::finding::{Finding, Severity};
use crate::model::Parsed;
use xml::Xml;

/// How many XML nodes we are willing to read.
const XML_NODES_MAX: u32 = 500_000;

/// Reads a BPMN file: its executable processes, and everything that was found. A process with an error among its findings
/// is not among the models.
pub fn parse(xml: &str) -> Parsed {
    let options = ParsingOptions { nodes_limit: XML_NODES_MAX, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(xml, options) {
        Ok(document) => document,
        Err(error) => {
            let message = format!("this is not XML: {error}");
            let finding =
                Finding { severity: Severity::Error, element_id: None, name: None, line: error.pos().row, message };
            return Parsed { models: Vec::new(), findings: vec![finding] };
        }
    };
    let root = Xml(document.root_element());
    let mut reader = Reader::new(root);
    if !root.is_bpmn("definitions") {
        reader.error(root, "this is not BPMN 2.0: the file must start with `definitions`");
        return Parsed { models: Vec::new(), findings: reader.findings };
    }
    reader.refuse_repeated_ids(root);
    let models = root.children().filter(|child| child.is_bpmn("process"));
    let models: Vec<_> = models.filter_map(|process| process::read(&mut reader, process)).collect();
    if models.is_empty() && !reader.has_errors() {
        reader.error(root, "there is no executable process in the file");
    }
    Parsed { models, findings: reader.findings }
}

/// What is known about the whole file while it is read.
struct Reader<'x> {
    findings: Vec<Finding>,
    /// Message names by id.
    messages: HashMap<&'x str, &'x str>,
    /// Error codes by id.
    errors: HashMap<&'x str, &'x str>,
}

impl<'x> Reader<'x> {
    fn new(root: Xml<'x>) -> Self {
        let named = |tag: &'static str, value: &'static str| {
            let found = root.children().filter(move |child| child.is_bpmn(tag));
            found.filter_map(move |child| Some((child.attribute("id")?, child.attribute(value)?))).collect()
        };
        Self { findings: Vec::new(), messages: named("message", "name"), errors: named("error", "errorCode") }
    }

    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    fn error(&mut self, about: Xml<'x>, message: impl Into<String>) {
        self.find(Severity::Error, about, message.into());
    }

    fn warning(&mut self, about: Xml<'x>, message: impl Into<String>) {
        self.find(Severity::Warning, about, message.into());
    }

    fn find(&mut self, severity: Severity, about: Xml<'x>, message: String) {
        // An element inside an element often has no id; the nearest one around it is what the modeller knows.
        let known = about.0.ancestors().map(Xml).find(|xml| xml.attribute("id").is_some());
        let element_id = known.and_then(|xml| xml.attribute("id")).map(str::to_owned);
        let name = known.and_then(|xml| xml.attribute("name")).map(str::to_owned);
        self.findings.push(Finding { severity, element_id, name, line: about.line(), message });
    }

    /// Returns the value, or keeps the error as a finding.
    fn keep<T>(&mut self, about: Xml<'x>, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.error(about, message)).ok()
    }

    fn refuse_repeated_ids(&mut self, root: Xml<'x>) {
        let mut seen = std::collections::HashSet::new();
        for xml in root.0.descendants().map(Xml) {
            if let Some(id) = xml.attribute("id").filter(|_| xml.is_in_bpmn())
                && !seen.insert(id)
            {
                self.error(xml, format!("the id `{id}` is used more than once"));
            }
        }
    }
}
