//! From a step of `forms` to its page, for a form of its own and for a task.

use forms::{Inzending, ProgressState, StepErrors, StepView};
use jiff::civil::Date;
use process::Taak;
use values::Id;

use super::formulier::{StapView, error_views, progress};
use super::rows::AlertView;
use super::taken::deadline_sentence;
use crate::paths::{self, LINKS};
use crate::words::Words;

/// The pages that a step is on.
#[derive(Debug, Clone, Copy)]
pub enum Plaats<'a> {
    /// A form that becomes a zaak.
    Aanvraag {
        /// The form.
        slug: &'a str,
        /// What is filled in.
        inzending: Id<Inzending>,
        /// Whether the person can find it back later.
        can_return: bool,
    },
    /// A task: no overview, the last step sends.
    Taak {
        /// The task.
        taak: &'a Taak,
        /// The day of today.
        today: Date,
    },
}

impl Plaats<'_> {
    /// Returns the address of a step; `overzicht` is the overview of a form.
    pub fn href(&self, step: &str) -> String {
        match *self {
            Self::Aanvraag { slug, inzending, .. } if step == "overzicht" => paths::overzicht(slug, inzending),
            Self::Aanvraag { slug, inzending, .. } => paths::stap(slug, inzending, step),
            Self::Taak { taak, .. } => paths::taak_stap(taak.uuid, step),
        }
    }

    /// Returns whether there is an overview after the steps.
    pub const fn has_overview(&self) -> bool {
        matches!(self, Self::Aanvraag { .. })
    }
}

/// Returns the page of a step; `refused` says why it was not saved.
pub fn page(step: StepView, refused: Option<&StepErrors>, plaats: Plaats<'_>, words: Words<'_>) -> StapView {
    let (errors, error_items) = error_views(refused.map_or(&[][..], |refused| &refused.errors), words);
    let own_or = |own: &str, key: &str| if own.is_empty() { words.text(key) } else { own.to_owned() };
    let is_last = is_last(&step);
    let next = match plaats {
        Plaats::Taak { .. } if is_last => own_or(&step.next_text, "portaal-verstuur"),
        _ => own_or(&step.next_text, "portaal-volgende"),
    };
    let can_save = match plaats {
        Plaats::Aanvraag { can_return, .. } => step.can_save && can_return,
        Plaats::Taak { .. } => step.can_save,
    };
    let mut steps = progress(&step.progress, plaats.has_overview(), |slug| plaats.href(slug), words);
    let (task_text, task_deadline, form_name) = match plaats {
        Plaats::Aanvraag { .. } => (String::new(), String::new(), step.formulier.clone()),
        Plaats::Taak { taak, today } => {
            // A task of one step needs no list of steps.
            if steps.len() <= 2 {
                steps.clear();
            }
            (taak.toelichting.clone(), deadline_sentence(taak.verloopt_op, today, words), taak.titel.clone())
        }
    };
    StapView {
        form_name,
        title: step.title,
        progress: steps,
        notice: refused.and_then(|refused| alert(refused, words)),
        error_items,
        errors,
        fields: step.fields,
        live: step.is_live,
        action: plaats.href(&step.step_slug),
        version: step.versie.to_string(),
        next,
        previous: step.previous.is_some().then(|| own_or(&step.previous_text, "portaal-vorige")),
        save: can_save.then(|| own_or(&step.save_text, "portaal-opslaan")),
        task_text,
        zaak: None,
        task_deadline,
        links: LINKS,
    }
}

/// Whether no step that applies comes after this one.
fn is_last(step: &StepView) -> bool {
    let mut later = step.progress.items.iter().skip_while(|item| item.slug != step.step_slug).skip(1);
    later.all(|item| {
        item.state == ProgressState::NotApplicable || matches!(item.slug.as_str(), "overzicht" | "bevestiging")
    })
}

fn alert(refused: &StepErrors, words: Words<'_>) -> Option<AlertView> {
    if refused.is_stale {
        let (title, text) = (words.text("portaal-verouderd"), words.text("portaal-verouderd-tekst"));
        return Some(AlertView { kind: "warning", title, text });
    }
    let reason = refused.blocked_reason.as_deref()?;
    let text = if reason.is_empty() { words.text("portaal-geblokkeerd-tekst") } else { reason.to_owned() };
    Some(AlertView { kind: "warning", title: words.text("portaal-geblokkeerd"), text })
}

#[cfg(test)]
mod tests {
    use forms::{Progress, ProgressItem};

    use super::*;
    use crate::views::samples;
    use crate::words::testing::{november, texts};

    fn step(slug: &str, previous: Option<&str>) -> StepView {
        let item = |own: &str, state| ProgressItem { slug: own.into(), title: own.into(), state, reachable: true };
        let state = |own: &str| if own == slug { ProgressState::Current } else { ProgressState::Done };
        StepView {
            formulier: "Bezwaar maken".into(),
            step_slug: slug.into(),
            title: slug.into(),
            progress: Progress {
                items: vec![
                    item("een", state("een")),
                    item("twee", state("twee")),
                    item("overzicht", ProgressState::Todo),
                    item("bevestiging", ProgressState::Todo),
                ],
                number: 1,
                total: 4,
            },
            fields: vec![],
            previous: previous.map(str::to_owned),
            reachable: true,
            can_submit: true,
            blocked_reason: String::new(),
            versie: 3,
            can_save: true,
            previous_text: String::new(),
            save_text: String::new(),
            next_text: String::new(),
            is_live: false,
        }
    }

    #[test]
    fn the_last_step_of_a_task_sends_and_that_of_a_form_goes_on() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let taak = samples::taak(1, None);
        let form = Plaats::Aanvraag { slug: "bezwaar", inzending: Id::new(uuid::Uuid::nil()), can_return: false };
        let task = Plaats::Taak { taak: &taak, today: november(24) };
        let cases = [
            ("een", None, form, "Volgende", false, false),
            ("twee", Some("een"), form, "Volgende", true, false),
            ("een", None, task, "Volgende", false, true),
            ("twee", Some("een"), task, "Verstuur", true, true),
        ];
        for (slug, previous, plaats, next, has_previous, can_save) in cases {
            let view = page(step(slug, previous), None, plaats, words);
            assert_eq!(
                (view.next.as_str(), view.previous.is_some(), view.save.is_some()),
                (next, has_previous, can_save)
            );
            assert_eq!(view.action, plaats.href(slug));
        }
    }

    #[test]
    fn a_refusal_says_why_above_the_fields() {
        let texts = texts();
        let words = Words::new(&texts, "nl");
        let form = Plaats::Aanvraag { slug: "bezwaar", inzending: Id::new(uuid::Uuid::nil()), can_return: true };
        let refused = |is_stale, blocked: Option<&str>| StepErrors {
            errors: vec![],
            is_stale,
            blocked_reason: blocked.map(str::to_owned),
            input: vec![],
        };
        let text =
            |refused: StepErrors| page(step("een", None), Some(&refused), form, words).notice.map(|alert| alert.text);
        assert_eq!(text(refused(false, None)), None);
        assert_eq!(text(refused(true, None)), Some(words.text("portaal-verouderd-tekst")));
        assert_eq!(text(refused(false, Some("U woont hier niet."))), Some("U woont hier niet.".into()));
        assert_eq!(text(refused(false, Some(""))), Some(words.text("portaal-geblokkeerd-tekst")));
    }
}
