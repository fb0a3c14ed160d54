//! All answers before sending, and the page after it.

use std::collections::BTreeMap;

use form_logic::{Field, SummaryStep};
use forms::{Formulier, IncompleteStep, Inzending, Progress};
use values::Id;
use zaken::Zaak;

use super::formulier::{BevestigingView, ErrorItem, OverzichtView, field_href, overview_step, progress, statement};
use crate::paths;
use crate::words::Words;

/// The name of the box for the privacy statement.
pub const PRIVACY: &str = "_privacy";
/// The name of the box for telling the truth.
pub const TRUTH: &str = "_truth";
const PRIVACY_TEXT: &str = "portaal-verklaring-privacy";
const TRUTH_TEXT: &str = "portaal-verklaring-waarheid";

/// What both pages start from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The form.
    pub formulier: &'a Formulier,
    /// What was filled in.
    pub inzending: Id<Inzending>,
    /// The list of steps.
    pub progress: &'a Progress,
}

impl Facts<'_> {
    fn href(&self, step: &str) -> String {
        if step == "overzicht" {
            paths::overzicht(&self.formulier.slug, self.inzending)
        } else {
            paths::stap(&self.formulier.slug, self.inzending, step)
        }
    }
}

/// Why the form was not sent.
#[derive(Debug, Default)]
pub struct Refused {
    steps: Vec<IncompleteStep>,
    blocked: Option<String>,
    accepts_privacy: bool,
    declares_truth: bool,
}

impl Refused {
    /// Answers or statements are missing or wrong.
    pub fn incomplete(steps: Vec<IncompleteStep>, accepts_privacy: bool, declares_truth: bool) -> Self {
        Self { steps, blocked: None, accepts_privacy, declares_truth }
    }

    /// A rule of the form does not allow it.
    pub fn blocked(reason: String, accepts_privacy: bool, declares_truth: bool) -> Self {
        Self { steps: Vec::new(), blocked: Some(reason), accepts_privacy, declares_truth }
    }
}

/// Returns the page with all answers.
pub fn overview(facts: &Facts<'_>, summary: &[SummaryStep], refused: Refused, words: Words<'_>) -> OverzichtView {
    let literals = &facts.formulier.definition.literals;
    let own_or = |own: &str, key: &str| if own.is_empty() { words.text(key) } else { own.to_owned() };
    let change = own_or(&literals.change, "portaal-wijzigen");
    let steps = summary.iter().map(|step| overview_step(step, facts.href(&step.slug), &change, words)).collect();
    let last = facts.progress.items.iter().rfind(|item| item.reachable && item.slug != "overzicht");
    let previous_href = last.map_or_else(String::new, |item| facts.href(&item.slug));
    let (errors, error_items) = faults(facts, &refused, &previous_href, words);
    OverzichtView {
        form_name: facts.formulier.naam.clone(),
        progress: progress(facts.progress, true, |step| facts.href(step), words),
        error_items,
        steps,
        statements: statements(facts.formulier, &refused, words),
        errors,
        action: paths::overzicht(&facts.formulier.slug, facts.inzending),
        confirm: own_or(&literals.confirm, "portaal-verstuur"),
        previous_href,
        previous: own_or(&literals.previous, "portaal-vorige"),
    }
}

fn statements(formulier: &Formulier, refused: &Refused, words: Words<'_>) -> Vec<Field> {
    let asked = [
        (formulier.asks_privacy(), PRIVACY, PRIVACY_TEXT, refused.accepts_privacy),
        (formulier.asks_truth(), TRUTH, TRUTH_TEXT, refused.declares_truth),
    ];
    let asked = asked.into_iter().filter(|(is_asked, ..)| *is_asked);
    asked.map(|(_, key, text, checked)| Field { checked, ..statement(key, &words.text(text)) }).collect()
}

/// The faults at the statements, and all faults with links: also to steps that are not right.
fn faults(
    facts: &Facts<'_>,
    refused: &Refused,
    last_href: &str,
    words: Words<'_>,
) -> (BTreeMap<String, String>, Vec<ErrorItem>) {
    let mut errors = BTreeMap::new();
    let mut items = Vec::new();
    for step in refused.steps.iter().filter(|step| !step.step.is_empty()) {
        let title = facts.progress.items.iter().find(|item| item.slug == step.step).map(|item| item.title.as_str());
        let text = words.with("portaal-stap-onvolledig", &[("stap", title.unwrap_or_default().into())]);
        items.push(ErrorItem { text, href: facts.href(&step.step) });
    }
    if let Some(reason) = &refused.blocked {
        let text = if reason.is_empty() { words.text("portaal-geblokkeerd-tekst") } else { reason.clone() };
        items.push(ErrorItem { text, href: last_href.to_owned() });
    }
    for error in refused.steps.iter().filter(|step| step.step.is_empty()).flat_map(|step| &step.errors) {
        let statement = if error.key == PRIVACY { PRIVACY_TEXT } else { TRUTH_TEXT };
        let text = words.with("portaal-fout-verklaring", &[("verklaring", words.text(statement).into())]);
        items.push(ErrorItem { text: text.clone(), href: field_href(&error.key) });
        errors.insert(error.key.clone(), text);
    }
    (errors, items)
}

/// Returns the page after sending; `text` is the form's own, as safe HTML.
pub fn confirmation(
    facts: &Facts<'_>,
    zaak: &Zaak,
    text: String,
    is_logged_in: bool,
    words: Words<'_>,
) -> BevestigingView {
    let next = match (is_logged_in, zaak.einddatum, zaak.uiterlijke_einddatum_afdoening) {
        (false, ..) => words.text("portaal-bevestiging-verder-anoniem"),
        (true, Some(_), _) => words.text("portaal-bevestiging-verder-klaar"),
        (true, None, Some(day)) => words.with_date("portaal-bevestiging-verder", day),
        (true, None, None) => words.text("portaal-bevestiging-verder-zonder-datum"),
    };
    BevestigingView {
        form_name: facts.formulier.naam.clone(),
        progress: progress(facts.progress, true, |step| facts.href(step), words),
        title: words.text("portaal-bevestiging-titel"),
        number: zaak.identificatie.clone(),
        text,
        next,
        zaak_href: if is_logged_in { paths::zaak(zaak.uuid) } else { String::new() },
        home_href: if is_logged_in { paths::HOME } else { paths::WELKOM },
    }
}
