//! What pages show of a submission. Pure: a page can be made from a form, a submission and a moment.

use form_logic::{Field, Mode, Outcome, SummaryStep, decode, evaluate};
use process::{Taak, TaakStatus};
use serde::Serialize;
use serde_json::json;
use store::Gemeente;
use zaken::Zaak;

use crate::operations::files_of;
use crate::rules::progress::{self, Place, Progress};
use crate::rules::{titels, upload};
use crate::{FormContext, Formulier, Inzending, NextStep, StepErrors};

/// A step as a template shows it. A view type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepView {
    /// The name of the form.
    pub formulier: String,
    /// The slug of the step.
    pub step_slug: String,
    /// The title of the step.
    pub title: String,
    /// The list of steps.
    pub progress: Progress,
    /// The visible questions and texts.
    pub fields: Vec<Field>,
    /// The slug of the applicable step before this one.
    pub previous: Option<String>,
    /// Whether all earlier steps were finished; else the page sends the person to [`next_open_step`].
    pub reachable: bool,
    /// Whether no rule of the form blocks going on.
    pub can_submit: bool,
    /// Why a rule blocks going on; may be empty.
    pub blocked_reason: String,
    /// For the hidden input `_versie`.
    pub versie: i64,
    /// Whether saving for later makes sense: the form allows it.
    pub can_save: bool,
    /// The designer's own text of the button, or empty.
    pub previous_text: String,
    /// The designer's own text of the button, or empty.
    pub save_text: String,
    /// The designer's own text of the button, or empty.
    pub next_text: String,
    /// Whether an answer can change what the step shows, so that the page asks again after each.
    pub is_live: bool,
}

/// What a step is shown with.
#[derive(Debug, Clone, Copy)]
pub enum Getoond<'a> {
    /// What was saved.
    Bewaard,
    /// What was typed and not saved, with why.
    Geweigerd(&'a StepErrors),
    /// What is typed so far.
    Getypt(&'a [(String, String)]),
}

impl<'a> Getoond<'a> {
    /// Returns why the step was not saved.
    pub const fn refused(self) -> Option<&'a StepErrors> {
        if let Self::Geweigerd(refused) = self { Some(refused) } else { None }
    }

    /// Returns what was typed, for [`step_view`].
    pub fn input(self) -> Option<&'a [(String, String)]> {
        match self {
            Self::Bewaard => None,
            Self::Geweigerd(refused) => Some(&refused.input),
            Self::Getypt(pairs) => Some(pairs),
        }
    }
}

/// Returns a step to show: with the saved answers, or with what was just posted. `None` when there is no such step or it does not apply.
pub fn step_view(
    formulier: &Formulier,
    inzending: &Inzending,
    step: &str,
    input: Option<&[(String, String)]>,
    ctx: &FormContext,
) -> Option<StepView> {
    let form = &formulier.definition;
    let logic = ctx.logic(inzending);
    let index = form.find_step(step)?;
    let input = input.map(|pairs| decode(form, index, pairs, &files_of(form, index, inzending)));
    let evaluation = evaluate(form, index, &inzending.data, input.as_ref(), &logic);
    let applies = |index: usize| evaluation.steps.get(index).is_some_and(|step| step.applicable);
    if !applies(index) {
        return None;
    }
    let designed = &form.steps[index];
    let or_form = |own: &str, general: &str| if own.is_empty() { general.to_owned() } else { own.to_owned() };
    let title = |step: &form_logic::Step| titels::title(formulier, step, &logic).to_owned();
    let progress = progress::progress(form, inzending, Place::Step(step), applies, title);
    let mut fields = evaluation.components;
    upload::tell_limits(&mut fields);
    Some(StepView {
        formulier: form.name_in(&logic.language).to_owned(),
        step_slug: step.to_owned(),
        title: titels::title(formulier, designed, &logic).to_owned(),
        reachable: progress.items.iter().any(|item| item.slug == step && item.reachable),
        previous: (0..index).rev().find(|index| applies(*index)).map(|index| form.steps[index].slug.clone()),
        progress,
        fields,
        can_submit: evaluation.can_submit,
        blocked_reason: evaluation.blocked_reason,
        versie: inzending.versie,
        can_save: form.suspension_allowed,
        previous_text: or_form(&designed.literals.previous, &form.literals.previous),
        save_text: designed.literals.save.clone(),
        next_text: designed.literals.next.clone(),
        is_live: designed.is_live,
    })
}

/// Returns the list of steps for the overview and the confirmation, or for any other place.
pub fn progress(formulier: &Formulier, inzending: &Inzending, at: Place<'_>, ctx: &FormContext) -> Progress {
    let logic = ctx.logic(inzending);
    let answers = Outcome::of(&formulier.definition, &inzending.data, &logic);
    let title = |step: &form_logic::Step| titels::title(formulier, step, &logic).to_owned();
    progress::progress(&formulier.definition, inzending, at, |step| answers.applies(step), title)
}

/// Returns where a person goes on: the first applicable step that was not finished, or the overview.
pub fn next_open_step(formulier: &Formulier, inzending: &Inzending, ctx: &FormContext) -> NextStep {
    let logic = ctx.logic(inzending);
    let answers = Outcome::of(&formulier.definition, &inzending.data, &logic);
    progress::first_open(&formulier.definition, inzending, |step| answers.applies(step))
}

/// Returns all answers to read back, by step.
pub fn overview(formulier: &Formulier, inzending: &Inzending, ctx: &FormContext) -> Vec<SummaryStep> {
    let logic = ctx.logic(inzending);
    let summary = Outcome::of(&formulier.definition, &inzending.data, &logic).summary(Mode::Summary);
    titels::named(formulier, &logic, summary)
}

/// Returns the designer's text of the start page: safe HTML, or empty. There is no submission yet, so it shows no answers.
pub fn explanation_html(formulier: &Formulier) -> String {
    form_logic::render_html(formulier.definition.explanation_in("nl"), &form_logic::Map::new(), "nl")
}

/// Returns the designer's text of the confirmation page: safe HTML, or empty for the page's own text. `taken` are those of the zaak: by the
/// activity of an open one the text can say what comes next, and until when. It also knows whether the zaak is done, and where letters go.
pub fn confirmation_html(
    formulier: &Formulier,
    inzending: &Inzending,
    zaak: &Zaak,
    taken: &[Taak],
    gemeente: &Gemeente,
    ctx: &FormContext,
) -> String {
    let form = &formulier.definition;
    let logic = ctx.logic(inzending);
    let mut values = Outcome::of(form, &inzending.data, &logic).template_values();
    values.insert("public_reference".to_owned(), zaak.identificatie.as_str().into());
    values.insert("zaak".to_owned(), json!({ "klaar": zaak.einddatum.is_some() }));
    values.insert("gemeente".to_owned(), json!({ "postadres": gemeente.postadres }));
    let open = taken.iter().filter(|taak| taak.status == TaakStatus::Open);
    let open = open.map(|taak| {
        let uiterlijk = taak.verloopt_op.map(|moment| values::local_date(moment).to_string());
        (taak.node.clone(), json!({ "titel": taak.titel, "uiterlijk": uiterlijk }))
    });
    values.insert("taken".to_owned(), open.collect::<form_logic::Map>().into());
    form_logic::render_html(form.confirmation_in(&logic.language), &values, &logic.language)
}
