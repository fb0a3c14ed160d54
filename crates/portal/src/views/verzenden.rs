//! All answers before sending, and the page after it.

use std::collections::BTreeMap;

use form_logic::{Field, SummaryRow, SummaryStep};
use forms::{Formulier, IncompleteStep, Inzending, Progress};
use serde::Serialize;
use values::Id;
use zaken::Zaak;

use super::formulier::{ErrorItem, ProgressStep, field_href, progress};
use super::rows::Fact;
use super::samples;
use crate::paths;
use crate::words::Words;

/// All answers.
#[derive(Debug, Serialize)]
pub struct OverzichtView {
    /// The name of the form.
    pub form_name: String,
    /// The list of steps.
    pub progress: Vec<ProgressStep>,
    /// The faults.
    pub error_items: Vec<ErrorItem>,
    /// The answers of each step.
    pub steps: Vec<OverzichtStap>,
    /// The statements to agree with.
    pub statements: Vec<Field>,
    /// The fault in each statement.
    pub errors: BTreeMap<String, String>,
    /// Where to read what the privacy statement is about; none when that is not asked.
    pub privacy_href: Option<&'static str>,
    /// Where the form posts to.
    pub action: String,
    /// The button that sends.
    pub confirm: String,
    /// Back to the last step.
    pub previous_href: String,
    /// The words for that.
    pub previous: String,
}

/// The answers of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverzichtStap {
    /// The heading.
    pub title: String,
    /// An id for the heading.
    pub id: String,
    /// Where the answers can be changed.
    pub href: String,
    /// The words of that link.
    pub change: String,
    /// The answers.
    pub facts: Vec<Fact>,
}

/// The page after sending.
#[derive(Debug, Serialize)]
pub struct BevestigingView {
    /// The name of the form.
    pub form_name: String,
    /// The list of steps, all done.
    pub progress: Vec<ProgressStep>,
    /// The heading.
    pub title: String,
    /// The number of the zaak.
    pub number: String,
    /// The text of the form: safe HTML.
    pub text: String,
    /// What happens now.
    pub next: String,
    /// The zaak, for who is logged in.
    pub zaak_href: String,
    /// The personal pages or the start page.
    pub home_href: &'static str,
}

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
        privacy_href: facts.formulier.asks_privacy().then_some(paths::PRIVACY),
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
        (false, None, Some(day)) => words.with_date("portaal-bevestiging-verder-anoniem", day),
        (false, ..) => words.text("portaal-bevestiging-verder-anoniem-zonder-datum"),
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

/// Returns the answers of a step for the page before sending.
fn overview_step(step: &SummaryStep, href: String, change: &str, words: Words<'_>) -> OverzichtStap {
    OverzichtStap {
        title: step.title.clone(),
        id: format!("stap-{}", step.slug),
        href,
        change: change.to_owned(),
        facts: step.rows.iter().filter_map(|row| answer(row, words)).collect(),
    }
}

fn answer(row: &SummaryRow, words: Words<'_>) -> Option<Fact> {
    match row.kind {
        "fieldset" => None,
        "content" => Some(Fact::new("", &row.text)),
        _ => {
            let files: Vec<_> = row.files.iter().map(|file| file.name.as_str()).collect();
            let text = match (row.text.is_empty(), files.is_empty()) {
                (_, false) => files.join(", "),
                (false, true) => row.text.clone(),
                (true, true) => words.text("portaal-niet-ingevuld"),
            };
            // What was chosen is a sentence; what was typed can be a name or a number.
            let is_chosen = matches!(row.kind, "radio" | "select" | "selectboxes" | "checkbox");
            Some(Fact { verbatim: !is_chosen, ..Fact::new(&row.label, text) })
        }
    }
}

impl OverzichtView {
    /// An ordinary overview, and one that misses a statement.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |errors: BTreeMap<String, String>, error_items| Self {
            form_name: "Bezwaar maken".into(),
            progress: samples::progress(3),
            error_items,
            steps: samples::overview(),
            statements: vec![statement("waarheid", "Ik heb dit formulier naar waarheid ingevuld.")],
            errors,
            privacy_href: Some(paths::PRIVACY),
            action: paths::overzicht("bezwaar-maken", values::Id::new(uuid::Uuid::from_u128(1))),
            confirm: "Verstuur bezwaar".into(),
            previous_href: paths::stap("bezwaar-maken", values::Id::new(uuid::Uuid::from_u128(1)), "bijlagen"),
            previous: "Vorige".into(),
        };
        let text = "Zet een vinkje bij: Ik heb dit formulier naar waarheid ingevuld.".to_owned();
        let items = vec![ErrorItem { text: text.clone(), href: field_href("waarheid") }];
        vec![
            ("gewoon", view(BTreeMap::new(), vec![])),
            ("fout", view(BTreeMap::from([("waarheid".to_owned(), text)]), items)),
        ]
    }
}

/// Returns a box to tick before sending.
fn statement(key: &str, label: &str) -> Field {
    Field {
        kind: "checkbox",
        key: key.to_owned(),
        html_id: field_href(key).trim_start_matches('#').to_owned(),
        label: label.to_owned(),
        required: true,
        ..Field::default()
    }
}

impl BevestigingView {
    /// For who is logged in and for who is not.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let view = |zaak_href: String, home_href| Self {
            form_name: "Bezwaar maken".into(),
            progress: samples::progress(4),
            title: "Wij hebben uw formulier ontvangen".into(),
            number: "ZAAK-2026-0000000756".into(),
            text: "<p>Wij hebben uw bezwaar ontvangen.</p>".into(),
            next: "U krijgt uiterlijk 2 februari 2027 antwoord. U ziet bij Mijn zaken hoe het met uw aanvraag gaat."
                .into(),
            zaak_href,
            home_href,
        };
        vec![("ingelogd", view(samples::zaak_href(1), paths::HOME)), ("anoniem", view(String::new(), paths::WELKOM))]
    }
}
