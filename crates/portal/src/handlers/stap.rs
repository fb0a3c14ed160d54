//! A step as a browser sends it, for forms and tasks.

use form_logic::Strictness;
use forms::{Doel, Getoond, PostedFiles, StepPost};
use web::{Multipart, PageCall, PageError, Pairs};

use super::words;
use crate::load::formulier::Bezig;
use crate::views::formulier::StapView;
use crate::views::stap::{self, Plaats};

/// What the person pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knop {
    Volgende,
    Vorige,
    Bewaar,
    VerwijderBestand,
    /// The script of the page asks what the step shows with these answers. Nothing is saved.
    Toon,
}

/// A step as it came in.
pub(crate) struct StepForm {
    pub knop: Knop,
    pub step: String,
    pub pairs: Pairs,
    pub files: PostedFiles,
}

impl StepForm {
    /// The step, to be saved. Only who goes on must have everything right.
    pub fn post(&self) -> StepPost<'_> {
        let strictness = if self.knop == Knop::Volgende { Strictness::Next } else { Strictness::Save };
        StepPost { step: &self.step, pairs: &self.pairs.0, files: &self.files, strictness }
    }
}

/// Reads the post of a step. Files are for a submission that is open, and not for a question what the step shows.
pub(crate) async fn read(
    call: &PageCall,
    doel: &Doel,
    body: Multipart,
    bezig: Option<&Bezig>,
    step: &str,
    check_csrf: impl FnOnce(&Pairs) -> Result<(), PageError>,
) -> Result<StepForm, PageError> {
    let open = bezig.filter(|bezig| !doel.is_toon() && !bezig.is_sent());
    let open =
        open.map(|bezig| forms::Open { formulier: &bezig.formulier, inzending: &bezig.inzending, ctx: &bezig.context });
    let step_of = |pairs: &Pairs| check_csrf(pairs).map(|()| step.to_owned());
    let forms::Incoming { step, pairs, files } = forms::take_in(call, body, open, step_of).await?;
    let knop = match pairs.find("actie") {
        _ if doel.is_toon() => Knop::Toon,
        _ if files.remove.is_some() => Knop::VerwijderBestand,
        Some("vorige") => Knop::Vorige,
        Some("bewaar") => Knop::Bewaar,
        _ => Knop::Volgende,
    };
    Ok(StepForm { knop, step, pairs, files })
}

/// Returns the page of a step, or where else the person must go.
pub(crate) fn view(
    call: &PageCall,
    bezig: &Bezig,
    step: &str,
    getoond: Getoond<'_>,
    plaats: Plaats<'_>,
) -> Result<StapView, PageError> {
    let found = forms::step_view(&bezig.formulier, &bezig.inzending, step, getoond.input(), &bezig.context);
    let elsewhere = || {
        let step = bezig.step_to_show().ok_or(PageError::NotFound)?;
        Err(PageError::Redirect(plaats.href(&step)))
    };
    match found {
        None if bezig.formulier.definition.find_step(step).is_none() => Err(PageError::NotFound),
        // The step does not apply to this person, or an earlier one comes first.
        None => elsewhere(),
        Some(found) if !found.reachable => elsewhere(),
        Some(found) => Ok(stap::page(found, getoond.refused(), plaats, words(call))),
    }
}
