//! An XML element, with the few questions that we ask it.

use roxmltree::Node;

const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// Camunda 7 and its successor Operaton speak the same vocabulary.
const EXTENSIONS: [&str; 2] = ["http://camunda.org/schema/1.0/bpmn", "http://operaton.org/schema/1.0/bpmn"];
const ZEEBE: &str = "http://camunda.org/schema/zeebe/1.0";

#[derive(Clone, Copy)]
pub(super) struct Xml<'x>(pub Node<'x, 'x>);

impl<'x> Xml<'x> {
    pub(super) fn is_in_bpmn(self) -> bool {
        self.0.is_element() && self.0.tag_name().namespace() == Some(BPMN)
    }

    pub(super) fn is_bpmn(self, tag: &str) -> bool {
        self.is_in_bpmn() && self.tag() == tag
    }

    pub(super) fn is_zeebe(self) -> bool {
        self.0.tag_name().namespace() == Some(ZEEBE)
    }

    pub(super) fn is_extension(self, tag: &str) -> bool {
        self.0.tag_name().namespace().is_some_and(|namespace| EXTENSIONS.contains(&namespace)) && self.tag() == tag
    }

    /// Returns the name of the element without its prefix.
    pub(super) fn tag(self) -> &'x str {
        self.0.tag_name().name()
    }

    /// Returns an attribute of BPMN itself. An empty one counts as absent: modellers leave them behind.
    pub(super) fn attribute(self, name: &str) -> Option<&'x str> {
        self.0.attribute(name).filter(|value| !value.trim().is_empty())
    }

    /// Returns an attribute in a namespace of the extensions.
    pub(super) fn extension(self, name: &str) -> Option<&'x str> {
        let found = EXTENSIONS.iter().find_map(|&namespace| self.0.attribute((namespace, name)));
        found.filter(|value| !value.trim().is_empty())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Self> + 'x {
        self.0.children().filter(Node::is_element).map(Self)
    }

    pub(super) fn child(self, tag: &str) -> Option<Self> {
        self.children().find(|child| child.is_bpmn(tag))
    }

    /// Returns what stands in the extension elements.
    pub(super) fn extensions(self) -> impl Iterator<Item = Self> + 'x {
        self.child("extensionElements").into_iter().flat_map(Self::children)
    }

    /// Returns the text inside, without white space around it, or `None` when there is none.
    pub(super) fn text(self) -> Option<String> {
        let text: String = self.0.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub(super) fn documentation(self) -> Option<String> {
        self.child("documentation").and_then(Self::text)
    }

    /// Returns the line where the element starts, from 1.
    pub(super) fn line(self) -> u32 {
        self.0.document().text_pos_at(self.0.range().start).row
    }
}

/// Returns the name of a tag as people write it: `inclusiveGateway` is "inclusive gateway".
pub(super) fn human(tag: &str) -> String {
    let mut text = String::new();
    for character in tag.chars() {
        if character.is_uppercase() {
            text.push(' ');
        }
        text.extend(character.to_lowercase());
    }
    text
}
