//! Who stands at the door while a step comes in: which file is let in, by what is known before it is stored.

use form_logic::{Component, Context, can_show, decode, evaluate};
use values::Id;

use super::upload::{self, Head};
use crate::error::StepError;
use crate::operations::files_of;
use crate::{Bestand, FILES_MAX, FormContext, Formulier, Inzending};

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may come, up to so many bytes.
    LetIn { bytes_max: u64 },
    /// Nothing of it is stored; why is among the faults, unless nobody sees its question.
    Refused,
    /// No page of ours sends it: the step does not ask for a file by this name.
    NoQuestion,
}

/// Judges the files of one post, in the order in which they come. [`crate::save_step`] judges them once more, with the submission
/// locked.
pub(crate) struct Doorman<'a> {
    formulier: &'a Formulier,
    inzending: &'a Inzending,
    logic: Context,
    /// Files that came.
    seen: usize,
    /// The questions of those that were let in.
    let_in: Vec<String>,
    /// Faults of what was not let in.
    pub refused: Vec<StepError>,
}

impl<'a> Doorman<'a> {
    pub(crate) fn new(formulier: &'a Formulier, inzending: &'a Inzending, ctx: &FormContext) -> Self {
        let logic = ctx.logic(inzending);
        Self { formulier, inzending, logic, seen: 0, let_in: Vec::new(), refused: Vec::new() }
    }

    /// Judges a file of the question `key`; `pairs` is what came before it, `removed` the upload that goes in the same post.
    pub(crate) fn judge(
        &mut self,
        step: &str,
        pairs: &[(String, String)],
        removed: Option<Id<Bestand>>,
        key: &str,
        file: Head<'_>,
    ) -> Verdict {
        let form = &self.formulier.definition;
        let Some(index) = form.find_step(step) else { return Verdict::NoQuestion };
        let components = form.steps[index].all_components();
        let own = components.iter().position(|component| component.key == key);
        let own = own.and_then(|at| Some((at, components[at], upload::rules_of(components[at])?)));
        let Some((at, component, rules)) = own else { return Verdict::NoQuestion };
        self.seen += 1;
        // More than one post may bring is refused as more than the question takes.
        let is_too_many = self.seen > FILES_MAX;
        if !is_too_many && !self.is_shown(index, pairs, key, &components[at + 1..]) {
            return Verdict::Refused;
        }
        let present = self.inzending.bestanden.iter().filter(|own| own.component == key && Some(own.uuid) != removed);
        let present = present.count() + self.let_in.iter().filter(|own| *own == key).count();
        let present = if is_too_many { usize::from(u16::MAX) } else { present };
        match upload::let_in(component, rules, present, file) {
            Ok(_) => {
                self.let_in.push(key.to_owned());
                Verdict::LetIn { bytes_max: upload::bytes_max(rules) }
            }
            Err(fault) => {
                // One word about their number is enough.
                let is_told = |told: &StepError| told.code == "maxNumberOfFiles" && told.key == key;
                if fault.code != "maxNumberOfFiles" || !self.refused.iter().any(is_told) {
                    self.refused.push(*fault);
                }
                Verdict::Refused
            }
        }
    }

    /// Whether the page has this question. What comes after it in the form comes after its file, too, so when that can still make it
    /// appear, saving the step decides.
    fn is_shown(&self, step: usize, pairs: &[(String, String)], key: &str, later: &[&Component]) -> bool {
        let form = &self.formulier.definition;
        let input = decode(form, step, pairs, &files_of(form, step, self.inzending));
        let evaluation = evaluate(form, step, &self.inzending.data, Some(&input), &self.logic);
        let applies = evaluation.steps.get(step).is_some_and(|step| step.applicable);
        let is_open = can_show(form, step, key, later);
        let is_asked = evaluation.find_field(key).map_or(is_open, |field| !field.disabled);
        applies && is_asked
    }
}
