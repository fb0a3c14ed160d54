//! What a person sees on a step: one evaluation, in the order of Open Formulieren.
//!
//! 1. Base data: saved values, user variables, static variables, defaults of this step ([`pass`]).
//! 2. Unsaved input over it.
//! 3. Conditions, depth first, with clear-on-hide and ticks without an option gone at once, until nothing changes.
//! 4. Rules of this step, in order; values and visibility change at once.
//! 5. Options and limits, 6. what rules set otherwise, 7. texts ([`fields`]).

mod fields;
mod pass;

use std::collections::HashSet;

use serde_json::Value;

use crate::component::Component;
use crate::context::{Context, STATIC_KEYS};
use crate::field::Field;
use crate::form::{Form, Step};
use crate::{Map, data};
use pass::Pass;

/// What a person sees on a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The values of all steps and the user variables, after logic: what to save, and what `saved` is next time.
    pub data: Map,
    /// All steps.
    pub steps: Vec<StepState>,
    /// The visible components of the asked step; none when the step does not apply.
    pub components: Vec<Field>,
    /// Whether the asked step applies and no rule blocks it.
    pub can_submit: bool,
    /// The description of the rule that blocks the step; empty when it has none or nothing blocks.
    pub blocked_reason: String,
    /// The key of the registration backend that a rule chose, else of the first one.
    pub registration_backend: Option<String>,
    /// What went wrong in the form's logic, for the designer; holds no values.
    pub problems: Vec<LogicProblem>,
}

/// A step as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepState {
    /// The last part of its address.
    pub slug: String,
    /// The title in the language of the page.
    pub title: String,
    /// Whether the step applies to this person.
    pub applicable: bool,
}

/// An expression of the form that could not be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogicProblem {
    /// The id of the rule, or the key of the component.
    pub place: String,
    /// What went wrong; never a value of the person.
    pub message: String,
}

impl Evaluation {
    /// Returns the visible field with this key, at any depth.
    pub fn find_field(&self, key: &str) -> Option<&Field> {
        self.fields().into_iter().find(|field| field.key == key)
    }
}

/// Evaluates a step. `saved` is the data of earlier evaluations of any step; `input` is unsaved data of this step, as
/// [`crate::decode`] gives it. Never fails: an expression that can't be evaluated counts as false and is a problem.
pub fn evaluate(form: &Form, step: usize, saved: &Map, input: Option<&Map>, ctx: &Context) -> Evaluation {
    let locked = match input {
        Some(_) => locked_keys(form, step, saved, ctx),
        None => HashSet::new(),
    };
    let mut pass = Pass::new(form, step, saved, input, ctx, &locked);
    pass.run();
    let is_applicable = pass.applies(step);
    // A step that does not apply has no fields to see and none to judge.
    let components = if is_applicable { fields::fields(&mut pass) } else { Vec::new() };
    pass.clear_steps();

    let state = |(index, step): (usize, &Step)| StepState {
        slug: step.slug.clone(),
        title: step.title_in(&ctx.language).to_owned(),
        applicable: pass.applies(index),
    };
    let steps = form.steps.iter().enumerate().map(state).collect();
    let chosen =
        pass.effects.backend.take().filter(|key| form.registration_backends.iter().any(|known| known.key == *key));
    let first = form.registration_backends.first().map(|backend| backend.key.clone());
    Evaluation {
        steps,
        components,
        can_submit: is_applicable && pass.effects.blocked.is_none(),
        blocked_reason: pass.effects.blocked.take().unwrap_or_default(),
        registration_backend: chosen.or(first),
        problems: std::mem::take(&mut pass.problems),
        data: {
            let mut data = std::mem::take(&mut pass.values);
            data.retain(|key, _| !STATIC_KEYS.contains(&key.as_str()));
            data
        },
    }
}

/// Evaluates all steps as on sending: first all rules in step order, then each step with the data that came out.
pub(crate) fn evaluate_all(form: &Form, saved: &Map, ctx: &Context) -> Vec<Evaluation> {
    let mut data = saved.clone();
    let mut evaluations = Vec::with_capacity(form.steps.len());
    // Steps before this one were evaluated with other data than came out.
    let mut settled_from = 0;
    for step in 0..form.steps.len() {
        let evaluation = evaluate(form, step, &data, None, ctx);
        if evaluation.data != data {
            settled_from = step + 1;
            data.clone_from(&evaluation.data);
        }
        evaluations.push(evaluation);
    }
    for (step, evaluation) in evaluations.iter_mut().enumerate().take(settled_from) {
        *evaluation = evaluate(form, step, &data, None, ctx);
    }
    evaluations
}

/// Returns the value that a prefilled field starts with; `None` when the register had none.
pub(crate) fn locked_value(component: &Component, ctx: &Context) -> Option<Value> {
    let fact = ctx.prefill.get(component.prefill.as_ref()?)?;
    component.prefill_value(fact)
}

/// The prefilled fields of a step that can't be changed, judged without the input.
fn locked_keys(form: &Form, step: usize, saved: &Map, ctx: &Context) -> HashSet<String> {
    let components = form.steps.get(step).map(|step| step.all_components()).unwrap_or_default();
    if components.iter().all(|component| locked_value(component, ctx).is_none()) {
        return HashSet::new();
    }
    let trusted = evaluate(form, step, saved, None, ctx);
    trusted.fields().into_iter().filter(|field| field.readonly).map(|field| field.key.clone()).collect()
}

/// Returns the keys of the components of a step that hold data.
fn data_components(form: &Form, step: usize) -> Vec<&Component> {
    let all = form.steps.get(step).map(|step| step.all_components()).unwrap_or_default();
    all.into_iter().filter(|component| component.holds_data()).collect()
}

/// Removes the data of steps that do not apply.
fn clear_step(form: &Form, step: usize, values: &mut Map) {
    for component in data_components(form, step) {
        data::remove(values, &component.key);
    }
}
