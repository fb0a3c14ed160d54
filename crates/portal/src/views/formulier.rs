//! A step of a form: its page, its place in the list of steps, and its faults.

use std::collections::BTreeMap;

use form_logic::Field;
use forms::{Progress, ProgressState, StepError};
use serde::Serialize;

use super::rows::{AlertView, LinkView};
use super::samples;
use crate::paths::{self, LINKS, Links};
use crate::words::Words;

/// A place in the list of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressStep {
    /// The name.
    pub label: String,
    /// `done`, `current` or `todo`.
    pub state: &'static str,
    /// Where one may go back to, or empty.
    pub href: String,
}

/// A fault with a link to its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorItem {
    /// What is wrong and how to put it right.
    pub text: String,
    /// `#` and the id of the field.
    pub href: String,
}

/// A step of a form, also of a task.
#[derive(Debug, Serialize)]
pub struct StapView {
    /// The name of the form.
    pub form_name: String,
    /// The heading of the step.
    pub title: String,
    /// The list of steps; empty when the form hides it.
    pub progress: Vec<ProgressStep>,
    /// What stands out.
    pub notice: Option<AlertView>,
    /// The faults.
    pub error_items: Vec<ErrorItem>,
    /// The fault in each field.
    pub errors: BTreeMap<String, String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Whether the page asks again after each answer what the step shows.
    pub live: bool,
    /// Where the form posts to.
    pub action: String,
    /// Which version of the answers the page shows: a page in another tab can be older.
    pub version: String,
    /// The button onward.
    pub next: String,
    /// The button back, when there is something before this step.
    pub previous: Option<String>,
    /// The button to save and stop, when the form allows.
    pub save: Option<String>,
    /// What a task is about, with its deadline; empty for a form of its own.
    pub task_text: String,
    /// The zaak that a task belongs to.
    pub zaak: Option<LinkView>,
    /// Until when the task can be done, as a sentence, or empty.
    pub task_deadline: String,
    /// The lists.
    pub links: Links,
}

/// Returns the sentence for a fault: the designer's own, or ours for its code.
pub fn error_text(error: &StepError, words: Words<'_>) -> String {
    if let Some(own) = &error.custom_message {
        return own.clone();
    }
    words.fault(error.code, &error.label, &error.params)
}

/// Returns the faults by field, and as a list with links, in the order of the page. A field with two faults tells the first.
pub fn error_views(errors: &[StepError], words: Words<'_>) -> (BTreeMap<String, String>, Vec<ErrorItem>) {
    let mut by_key = BTreeMap::new();
    let mut items = Vec::new();
    for error in errors {
        if by_key.contains_key(&error.key) {
            continue;
        }
        let text = error_text(error, words);
        items.push(ErrorItem { text: text.clone(), href: format!("#{}", error.html_id) });
        by_key.insert(error.key.clone(), text);
    }
    (by_key, items)
}

/// Returns the link to a field, by the id that `form_logic` gives it.
pub fn field_href(key: &str) -> String {
    let safe: String = key.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("#veld-{safe}")
}

/// Returns the list of steps: those that apply, the overview (a task has none) and the confirmation. `href` gives the link of a step
/// that one can go to.
pub fn progress(
    progress: &Progress,
    with_overview: bool,
    href: impl Fn(&str) -> String,
    words: Words<'_>,
) -> Vec<ProgressStep> {
    let shown = progress.items.iter().filter(|item| with_overview || item.slug != "overzicht");
    shown
        .filter_map(|item| {
            let state = match item.state {
                ProgressState::Done => "done",
                ProgressState::Current => "current",
                ProgressState::Todo => "todo",
                ProgressState::NotApplicable => return None,
            };
            let (label, is_page) = match item.slug.as_str() {
                "overzicht" => (words.text("portaal-overzicht"), true),
                "bevestiging" => (words.text("portaal-bevestiging"), true),
                _ => (item.title.clone(), false),
            };
            let is_link = item.reachable && item.slug != "bevestiging" && state != "current";
            let href = if is_link && (!is_page || with_overview) { href(&item.slug) } else { String::new() };
            Some(ProgressStep { label, state, href })
        })
        .collect()
}

impl StapView {
    /// The first step, one with faults, one of a task, and one that was changed in another tab.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |fields| Self {
            form_name: "Bezwaar maken".into(),
            title: "Het besluit".into(),
            progress: samples::progress(1),
            notice: None,
            error_items: vec![],
            errors: BTreeMap::new(),
            fields,
            live: true,
            action: paths::stap("bezwaar-maken", values::Id::new(uuid::Uuid::from_u128(1)), "het-besluit"),
            version: "3".into(),
            next: "Volgende".into(),
            previous: Some("Vorige".into()),
            save: Some("Opslaan en later verder".into()),
            task_text: String::new(),
            zaak: None,
            task_deadline: String::new(),
            links: LINKS,
        };
        let text = "Vul in waarom u bezwaar maakt.".to_owned();
        vec![
            ("eerste", Self { previous: None, progress: samples::progress(0), ..view(samples::fields()) }),
            (
                "fout",
                Self {
                    error_items: vec![ErrorItem { text: text.clone(), href: field_href("reden") }],
                    errors: BTreeMap::from([("reden".to_owned(), text)]),
                    ..view(samples::fields())
                },
            ),
            (
                "taak",
                Self {
                    form_name: "Stuur een foto van de schade".into(),
                    title: "Stuur een foto van de schade".into(),
                    progress: vec![],
                    previous: None,
                    next: "Verstuur".into(),
                    task_text: "Wij kunnen uw bezwaar nog niet beoordelen. Stuur ons een foto waarop wij de schade goed kunnen zien.".into(),
                    zaak: Some(LinkView::new("Bezwaar, ZAAK-2026-0000000756", samples::zaak_href(1))),
                    task_deadline: "Doe dit uiterlijk 26 november 2026.".into(),
                    ..view(samples::fields())
                },
            ),
            (
                "verouderd",
                Self {
                    notice: Some(AlertView {
                        kind: "warning",
                        title: "U heeft dit formulier ook ergens anders open".into(),
                        text: "Daar heeft u later iets veranderd. Hieronder staan de nieuwste antwoorden.".into(),
                    }),
                    ..view(samples::fields())
                },
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::testing::texts;

    fn fault(key: &str, code: &'static str, params: serde_json::Value) -> StepError {
        let params = params.as_object().cloned().unwrap_or_default();
        let html_id = field_href(key).trim_start_matches('#').to_owned();
        StepError { key: key.into(), html_id, code, params, custom_message: None, label: "Kenteken".into() }
    }

    #[test]
    fn a_field_tells_one_fault_and_its_own_words_win() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let mut own = fault("adres.postcode", "pattern", serde_json::json!({}));
        own.custom_message = Some("Zo is het geen postcode.".into());
        let (by_key, items) = error_views(&[own, fault("adres.postcode", "required", serde_json::json!({}))], words);
        assert_eq!(by_key["adres.postcode"], "Zo is het geen postcode.");
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].href, "#veld-adres-postcode");
    }

    #[test]
    fn progress_names_the_overview_and_the_confirmation() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let item = |slug: &str, state, reachable| forms::ProgressItem {
            slug: slug.into(),
            title: slug.into(),
            state,
            reachable,
        };
        let steps = Progress {
            items: vec![
                item("een", ProgressState::Done, true),
                item("n.v.t.", ProgressState::NotApplicable, false),
                item("twee", ProgressState::Current, true),
                item("overzicht", ProgressState::Todo, false),
                item("bevestiging", ProgressState::Todo, false),
            ],
            number: 2,
            total: 4,
        };
        let drawn = |with_overview| {
            let line = |step: ProgressStep| format!("{}:{}{}", step.label, step.state, step.href);
            let steps = progress(&steps, with_overview, |slug| format!("/{slug}"), words);
            steps.into_iter().map(line).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(drawn(true), "een:done/een twee:current Overzicht:todo Bevestiging:todo");
        assert_eq!(drawn(false), "een:done/een twee:current Bevestiging:todo");
    }
}
