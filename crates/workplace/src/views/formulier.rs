//! The form of a task, one step at a time.

use std::collections::BTreeMap;

use form_logic::Field;
use forms::{ProgressState, StepErrors, StepView};
use serde::Serialize;
use ui::Texts;

/// A fault with the link to its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoutItem {
    /// What is wrong.
    pub text: String,
    /// The field.
    pub href: String,
}

/// A step in the list of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StapLink {
    /// Its title.
    pub label: String,
    /// `done`, `current` or `todo`.
    pub state: &'static str,
    /// Where it is, for a step that one may go back to.
    pub href: Option<String>,
}

/// The step of a form that is shown.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// Where it posts to.
    pub action: String,
    /// The slug of the step.
    pub stap: String,
    /// The version of the answers that the page was made of.
    pub versie: i64,
    /// The questions.
    pub velden: Vec<Field>,
    /// Whether the page asks again after each answer what the step shows.
    pub live: bool,
    /// What is wrong, by field.
    pub fout_per_veld: BTreeMap<String, String>,
    /// What is wrong, in the order of the page.
    pub fouten: Vec<FoutItem>,
    /// All steps.
    pub stappen: Vec<StapLink>,
    /// Whether sending this step completes the task.
    pub is_laatste: bool,
    /// The key of what stands in the way besides faults.
    pub melding: Option<&'static str>,
    /// The designer's own words for that; may be empty.
    pub reden: String,
}

impl FormView {
    /// Makes the form of a step at `action`, with what is wrong when it was refused.
    pub fn new(view: StepView, action: &str, refused: Option<&StepErrors>, texts: &Texts, lang: &str) -> Self {
        // The pages after the steps have no title; a task has neither.
        let steps = view.progress.items.iter().filter(|item| !item.title.is_empty());
        let steps: Vec<_> = steps.filter(|item| item.state != ProgressState::NotApplicable).collect();
        let is_laatste = steps.last().is_none_or(|last| last.slug == view.step_slug);
        let stappen = steps.into_iter().map(|item| StapLink {
            label: item.title.clone(),
            state: match item.state {
                ProgressState::Done => "done",
                ProgressState::Current => "current",
                ProgressState::Todo | ProgressState::NotApplicable => "todo",
            },
            href: item.reachable.then(|| format!("{action}?stap={}", item.slug)),
        });
        let (mut fout_per_veld, mut fouten) = (BTreeMap::new(), Vec::new());
        for error in refused.map(|refused| refused.errors.as_slice()).unwrap_or_default() {
            if !fout_per_veld.contains_key(&error.key) {
                let text = fault_text(error, texts, lang);
                fouten.push(FoutItem { text: text.clone(), href: format!("#{}", error.html_id) });
                fout_per_veld.insert(error.key.clone(), text);
            }
        }
        let blocked = refused.and_then(|refused| refused.blocked_reason.as_ref());
        let melding = match refused {
            Some(refused) if refused.is_stale => Some("werk-verouderd"),
            _ if blocked.is_some() => Some("werk-geblokkeerd"),
            _ => None,
        };
        Self {
            action: action.to_owned(),
            stappen: stappen.collect(),
            is_laatste,
            stap: view.step_slug,
            versie: view.versie,
            velden: view.fields,
            live: view.is_live,
            fout_per_veld,
            fouten,
            melding,
            reden: blocked.cloned().unwrap_or_default(),
        }
    }
}

impl FormView {
    /// Adds what is wrong with a field and was found before the form was judged.
    pub fn add_fault(&mut self, error: &forms::StepError, texts: &Texts, lang: &str) {
        let text = fault_text(error, texts, lang);
        self.fouten.push(FoutItem { text: text.clone(), href: format!("#{}", error.html_id) });
        self.fout_per_veld.insert(error.key.clone(), text);
    }
}

/// Returns the sentence for a fault: the designer's own, or ours for its code.
fn fault_text(error: &forms::StepError, texts: &Texts, lang: &str) -> String {
    if let Some(own) = &error.custom_message {
        return own.clone();
    }
    ui::fault_text(texts, lang, error.code, &error.label, &error.params)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_fault_is_told_by_the_designer_or_by_its_code_or_in_general() {
        let texts = Texts::builder().add("nl", crate::TEXTS_NL).build().unwrap();
        let fault = |code, params: serde_json::Value, own: Option<&str>| forms::StepError {
            key: "motivering".into(),
            html_id: "veld-motivering".into(),
            label: "Motivering".into(),
            code,
            params: params.as_object().cloned().unwrap_or_default(),
            custom_message: own.map(Into::into),
        };
        let cases = [
            (fault("required", json!({}), None), "Vul in: Motivering."),
            (fault("required", json!({}), Some("Schrijf op waarom.")), "Schrijf op waarom."),
            (fault("maxLength", json!({"limit": "10"}), None), "Motivering: gebruik maximaal 10 tekens."),
            (fault("houseLetter", json!({}), None), "Motivering: vul 1 letter in."),
        ];
        for (fault, expected) in cases {
            assert_eq!(fault_text(&fault, &texts, "nl"), expected);
        }
    }
}
