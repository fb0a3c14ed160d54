//! Fields of a form, as the components of the pages show them.

use std::collections::HashMap;

use serde::Serialize;

/// One field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Veld {
    /// `textfield`, `textarea`, `checkbox`, `selectboxes` for several answers, `select`, `date`, or `fieldset` for fields that belong together.
    pub kind: &'static str,
    /// The name in the form.
    pub key: String,
    /// The id on the page.
    pub html_id: String,
    /// The question.
    pub label: String,
    /// Whether it must be answered.
    pub required: bool,
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

    /// Returns the same with the list in the order of the fields on the page; what belongs to no field comes first.
    pub fn in_order_of<'a>(mut self, velden: impl IntoIterator<Item = &'a Veld>) -> Self {
        let mut places = HashMap::new();
        number(velden, &mut places);
        self.lijst.sort_by_key(|fout| places.get(fout.href.trim_start_matches('#')).copied().unwrap_or(0));
        self
    }
}

/// Numbers fields from 1 on, each before what lies in it.
fn number<'a>(velden: impl IntoIterator<Item = &'a Veld>, places: &mut HashMap<&'a str, usize>) {
    for veld in velden {
        places.insert(&veld.html_id, places.len() + 1);
        number(&veld.children[..], places);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_in_the_order_of_the_fields() {
        let veld = |key: &str| Veld::new("textfield", key, key.to_owned());
        let velden =
            [veld("naam"), Veld { children: vec![veld("a.b"), veld("soort")], ..veld("groep") }, veld("geheim")];
        let mut fouten = Fouten::default();
        for key in ["geheim", "soort", "formulier", "naam", "a.b"] {
            fouten.add(key, key.to_owned());
        }
        let told: Vec<_> = fouten.in_order_of(&velden).lijst.into_iter().map(|fout| fout.text).collect();
        assert_eq!(told, ["formulier", "naam", "a.b", "soort", "geheim"]);
    }
}
