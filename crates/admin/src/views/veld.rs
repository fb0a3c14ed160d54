//! Fields of a form, as the components of the pages show them.

use std::collections::HashMap;

use serde::Serialize;

/// One field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Veld {
    /// `textfield`, `textarea`, `checkbox`, `selectboxes`, `select`, `date`, or `fieldset` for fields that belong together.
    pub kind: &'static str,
    /// The name in the form.
    pub key: String,
    /// The id on the page.
    pub html_id: String,
    /// The question.
    pub label: String,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether several answers can be chosen.
    pub multiple: bool,
    /// The answer.
    pub value: String,
    /// The answer, of a checkbox.
    pub checked: bool,
    /// What there is to choose.
    pub options: Vec<Keuzemogelijkheid>,
    /// What helps to answer; safe HTML.
    pub description: String,
    /// The fields that belong together.
    pub children: Vec<Veld>,
    /// What a list to choose from says as long as nothing is chosen; empty for the usual words.
    pub placeholder: String,
}

/// One of the answers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Keuzemogelijkheid {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// What is wrong, on top of the page.
#[derive(Debug, Clone, Serialize)]
pub struct Fout {
    /// The sentence.
    pub text: String,
    /// The field.
    pub href: String,
}

/// What is wrong with a form: the list on top, and the sentence at each field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fouten {
    /// The list.
    pub lijst: Vec<Fout>,
    /// The sentence at each field.
    pub per_veld: HashMap<String, String>,
}

impl Fouten {
    /// Adds a fault of a field; the first one of each field counts.
    pub fn add(&mut self, key: &str, text: String) {
        if !self.per_veld.contains_key(key) {
            self.lijst.push(Fout { text: text.clone(), href: format!("#{}", html_id(key)) });
            self.per_veld.insert(key.to_owned(), text);
        }
    }
}

impl Veld {
    /// A field of this kind with its question.
    pub fn new(kind: &'static str, key: &str, label: String) -> Self {
        Self { kind, key: key.to_owned(), html_id: html_id(key), label, ..Self::default() }
    }
}

/// Returns the id on the page of a field: names of the standard have dots, which a link to the field can't have.
fn html_id(key: &str) -> String {
    key.replace('.', "-")
}
