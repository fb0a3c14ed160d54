//! The rows that several pages show, in the shape that the components of `ui` take.

use serde::Serialize;

/// A text with a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The text.
    pub label: String,
    /// Where it goes; empty for this page itself.
    pub href: String,
    /// Whether the text is of a package or register, and so in Dutch on every page.
    pub is_dutch: bool,
}

impl LinkView {
    /// A text of the page with a target.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), is_dutch: false }
    }

    /// A text of a package or register with a target.
    pub fn dutch(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { is_dutch: true, ..Self::new(label, href) }
    }
}

/// Something to do, or a service to start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// What.
    pub title: String,
    /// Where.
    pub href: String,
    /// Before when, as a moment or day in ISO.
    pub deadline: Option<String>,
    /// More about it.
    pub subtitle: String,
    /// Whether that is a text of a package, in Dutch whatever the language of the page.
    pub is_dutch_subtitle: bool,
    /// The text of the button; without it the whole row is a link.
    pub button: Option<String>,
}

/// A zaak on a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CaseCard {
    /// What it is about.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Its status, or how it ended.
    pub status: String,
    /// Where.
    pub href: String,
    /// Whether it ended.
    pub archived: bool,
    /// Whether the resident has to do something.
    pub action_needed: bool,
    /// Whether it waits.
    pub waits: bool,
    /// Whose it is, for a representative.
    pub on_behalf_of: Option<String>,
}

/// A message in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MessageRow {
    /// What it is about.
    pub title: String,
    /// Where.
    pub href: String,
    /// When it came, in ISO.
    pub date: String,
    /// Who sent it.
    pub sender: String,
    /// Whether it was not opened yet.
    pub unread: bool,
    /// Whether it has documents.
    pub attachments: bool,
}

/// A document to download.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileRow {
    /// What it is.
    pub title: String,
    /// Where.
    pub href: String,
    /// In a word: `pdf`.
    pub format: String,
    /// Number of bytes, once known.
    pub size: Option<i64>,
    /// When it was added, in ISO.
    pub date: String,
    /// From whom.
    pub from: String,
    /// Whether it came in the last day.
    pub is_new: bool,
}

/// A fact with its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The name.
    pub term: String,
    /// The value.
    pub text: String,
    /// A link for the value.
    pub href: String,
    /// Whether the value must not be translated: a number or a name.
    pub verbatim: bool,
    /// Whether the name is of a package or register, and so in Dutch on every page.
    pub is_dutch_term: bool,
    /// Whether the value is.
    pub is_dutch_text: bool,
}

impl Fact {
    /// A fact in words.
    pub fn new(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self { term: term.into(), text: text.into(), ..Self::default() }
    }

    /// A fact that is a number or a name.
    pub fn verbatim(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self { verbatim: true, ..Self::new(term, text) }
    }

    /// A name of the page with words of a package or register.
    pub fn dutch(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self { is_dutch_text: true, ..Self::new(term, text) }
    }

    /// A question of a package, and what was filled in.
    pub fn answer(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self { is_dutch_term: true, is_dutch_text: true, ..Self::verbatim(term, text) }
    }
}

/// Contact that was had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ContactRow {
    /// When, in ISO.
    pub date: String,
    /// How: "Telefoon".
    pub channel: String,
    /// About what.
    pub title: String,
    /// What was said.
    pub text: String,
    /// Who, by department.
    pub sender: String,
    /// The message or zaak that it is about.
    pub href: String,
}

/// Something that stands out on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlertView {
    /// `info`, `ok`, `warning` or `error`.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The explanation.
    pub text: String,
}
