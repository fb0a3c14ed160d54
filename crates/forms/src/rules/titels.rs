//! What steps are called for who fills them in.

use form_logic::{Context, Step, SummaryStep};

use crate::Formulier;

/// Returns the title of a step. Who acts for another reads whose data it asks for, when the form says so.
pub(crate) fn title<'a>(formulier: &'a Formulier, step: &'a Step, logic: &Context) -> &'a str {
    let acts_for_another = logic.auth.as_ref().is_some_and(|auth| auth.context.get("representee").is_some());
    let own = formulier.loket.titels_namens.get(&step.slug).filter(|_| acts_for_another);
    own.map_or_else(|| step.title_in(&logic.language), String::as_str)
}

/// Gives the steps of a summary their titles.
pub(crate) fn named(formulier: &Formulier, logic: &Context, mut summary: Vec<SummaryStep>) -> Vec<SummaryStep> {
    for shown in &mut summary {
        if let Some(step) = formulier.definition.steps.iter().find(|step| step.slug == shown.slug) {
            title(formulier, step, logic).clone_into(&mut shown.title);
        }
    }
    summary
}
