//! An XML element, with the few questions that we ask it.

use roxmltree::Node;

/// DMN 1.1 to 1.5.
const VERSIONS: [&str; 6] = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];

#[derive(Clone, Copy)]
pub(super) struct Xml<'x>(pub Node<'x, 'x>);

impl<'x> Xml<'x> {
    pub(super) fn is_in_dmn(self) -> bool {
        self.0.is_element() && self.0.tag_name().namespace().is_some_and(|namespace| VERSIONS.contains(&namespace))
    }

    pub(super) fn is_dmn(self, tag: &str) -> bool {
        self.is_in_dmn() && self.tag() == tag
    }

    pub(super) fn tag(self) -> &'x str {
        self.0.tag_name().name()
    }

    /// Returns an attribute; an empty one counts as absent.
    pub(super) fn attribute(self, name: &str) -> Option<&'x str> {
        self.0.attribute(name).filter(|value| !value.trim().is_empty())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Self> + 'x {
        self.0.children().filter(Node::is_element).map(Self)
    }

    pub(super) fn all(self, tag: &'static str) -> impl Iterator<Item = Self> + 'x {
        self.children().filter(move |child| child.is_dmn(tag))
    }

    pub(super) fn child(self, tag: &'static str) -> Option<Self> {
        self.all(tag).next()
    }

    /// Returns the text itself, without white space around it, or `None` when there is none.
    pub(super) fn text(self) -> Option<String> {
        let text: String = self.0.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Returns the text of the `text` inside.
    pub(super) fn inner_text(self) -> Option<String> {
        self.child("text").and_then(Self::text)
    }

    /// Returns the line where the element starts, from 1.
    pub(super) fn line(self) -> u32 {
        self.0.document().text_pos_at(self.0.range().start).row
    }
}

/// Returns the name of a tag as people write it: `functionDefinition` is "function definition".
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
