//! Saving a step.

use std::collections::HashMap;

use ::store::Tx;
use form_logic::{FieldError, FileValue, Form, Kind, Map, Strictness, data, decode, evaluate, validate};

use super::bestanden::{add, lock_open, remove};
use super::formulieren::read_formulier;
use super::inzendingen::concept_expiry;
use crate::error::StepError;
use crate::rules::progress::next_after;
use crate::{
    FormContext, FormsError, Formulier, Inzending, Saved, Stap, StepErrors, StepOutcome, StepPost, UploadError, store,
};

/// The name of the hidden input with the versie that the page was made of.
const VERSIE: &str = "_versie";

/// Saves the answers of a step, with the files that came along; an upload that goes makes room for one that comes. `Next` also finishes
/// the step.
///
/// `Ok` means that the transaction is to be committed, also when the step was refused: the answers that are right stand, and so do the
/// files, so that who leaves now finds them back.
///
/// # Errors
/// [`FormsError::StepNotFound`] when there is no such step or it does not apply, [`FormsError::AlreadySent`].
pub async fn save_step(
    tx: &mut Tx,
    inzending: &Inzending,
    post: &StepPost<'_>,
    ctx: &FormContext,
) -> Result<StepOutcome, FormsError> {
    let mut inzending = lock_open(tx, inzending.uuid).await?;
    let formulier = read_formulier(tx, inzending.formulier).await?;
    let form = &formulier.definition;
    let step = form.find_step(post.step).ok_or(FormsError::StepNotFound)?;

    if let Some(bestand) = post.files.remove {
        remove(tx, &mut inzending, bestand).await?;
    }
    let mut errors = add_uploads(tx, &formulier, &mut inzending, post).await?;
    let logic = ctx.logic(&inzending);
    let input = decode(form, step, post.pairs, &files_of(form, step, &inzending));
    let evaluation = evaluate(form, step, &inzending.data, Some(&input), &logic);
    let applies = |index: usize| evaluation.steps.get(index).is_some_and(|step| step.applicable);
    if !applies(step) {
        return Err(FormsError::StepNotFound);
    }
    let saved = without_files(form, evaluation.data.clone());
    if is_stale(&inzending, post) && saved != without_files(form, inzending.data.clone()) {
        let refused = StepErrors { errors, is_stale: true, blocked_reason: None, input: post.pairs.to_vec() };
        return Ok(StepOutcome::Refused(refused));
    }

    let found = validate(form, step, &inzending.data, &input, &logic, post.strictness);
    // A file that was refused is not also missing.
    let is_new = |found: &FieldError| found.code != "required" || errors.iter().all(|error| error.key != found.key);
    errors.extend(found.into_iter().filter(is_new).map(StepError::from).collect::<Vec<_>>());
    let components = form.steps[step].all_components();
    errors.sort_by_key(|error| components.iter().position(|component| is_of(&component.key, &error.key)));
    let is_blocked = post.strictness == Strictness::Next && !evaluation.can_submit;
    if !errors.is_empty() || is_blocked {
        // The page before this one, to which the browser can go back, is no older for it: the versie stays.
        if let Some(stap) = inzending.stappen.get_mut(post.step) {
            stap.done = false;
        }
        let faulty = |key: &&str| errors.iter().any(|error| is_of(key, &error.key));
        let faulty: Vec<&str> = components.iter().map(|component| component.key.as_str()).filter(faulty).collect();
        store::save_inzending(tx, &inzending, &without(saved, &inzending.data, &faulty)).await?;
        let blocked_reason = is_blocked.then(|| evaluation.blocked_reason.clone());
        let refused = StepErrors { errors, is_stale: false, blocked_reason, input: post.pairs.to_vec() };
        return Ok(StepOutcome::Refused(refused));
    }
    // With answers that are right this is the form's own fault. Before that, a word where a number belongs is nobody's to repair.
    for problem in &evaluation.problems {
        tracing::warn!(form = %formulier.slug, place = %problem.place, problem = %problem.message, "Logic of a form failed");
    }
    // Only a step that was right makes that the answers of somebody without login are kept for more than a day.
    inzending.expires_at = inzending.expires_at.max(concept_expiry(inzending.created_at));
    let versie = inzending.versie + 1;
    let done = post.strictness == Strictness::Next || inzending.is_done(post.step);
    inzending.stappen.insert(post.step.to_owned(), Stap { versie, done });
    inzending.versie = versie;
    store::save_inzending(tx, &inzending, &saved).await?;
    Ok(StepOutcome::Saved(Saved { next: next_after(form, step, applies) }))
}

/// The new answers without those to some questions, which are missing or cannot be: there what was saved before stays, whole.
fn without(mut new: Map, before: &Map, questions: &[&str]) -> Map {
    for key in questions {
        match data::get(before, key) {
            Some(value) => data::set(&mut new, key, value.clone()),
            None => drop(data::remove(&mut new, key)),
        }
    }
    new
}

/// Keeps the files that are right; the others are faults of their question.
async fn add_uploads(
    tx: &mut Tx,
    formulier: &Formulier,
    inzending: &mut Inzending,
    post: &StepPost<'_>,
) -> Result<Vec<StepError>, FormsError> {
    let mut errors = post.files.refused.clone();
    for upload in &post.files.uploads {
        match add(tx, formulier, inzending, upload).await {
            Ok(_) => {}
            Err(UploadError::Refused(error)) => errors.push(*error),
            Err(UploadError::Forms(error)) => return Err(error),
        }
    }
    Ok(errors)
}

/// Whether the same step was saved since the page was made. Another step does not matter: each step holds its own answers.
fn is_stale(inzending: &Inzending, post: &StepPost<'_>) -> bool {
    let seen = post.pairs.iter().find(|(name, _)| name == VERSIE).and_then(|(_, value)| value.parse::<i64>().ok());
    let saved = inzending.stappen.get(post.step).map(|stap| stap.versie);
    // Who does not say what she saw, did not see what is saved.
    saved.is_some_and(|saved| seen.is_none_or(|seen| seen < saved))
}

/// Whether the fault is in this question or a part of it.
fn is_of(component: &str, key: &str) -> bool {
    key.strip_prefix(component).is_some_and(|rest| !component.is_empty() && (rest.is_empty() || rest.starts_with('.')))
}

/// Returns the uploads of the step by question.
pub(crate) fn files_of(form: &Form, step: usize, inzending: &Inzending) -> HashMap<String, Vec<FileValue>> {
    let components = form.steps.get(step).map(|step| step.all_components()).unwrap_or_default();
    let files = components.into_iter().filter(|component| matches!(component.kind, Kind::File(_))).map(|component| {
        let own = inzending.bestanden.iter().filter(|bestand| bestand.component == component.key);
        (component.key.clone(), own.map(crate::Bestand::value).collect())
    });
    files.collect()
}

/// Uploads are rows of their own, so that an upload that was removed can't come back with the answers.
fn without_files(form: &Form, mut answers: Map) -> Map {
    for component in form.steps.iter().flat_map(|step| step.all_components()) {
        if matches!(component.kind, Kind::File(_)) {
            data::remove(&mut answers, &component.key);
        }
    }
    answers
}
