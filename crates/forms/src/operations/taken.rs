//! Sending the form of a task.

use ::store::{Actie, Tx};
use values::Actor;

use super::formulieren::read_formulier;
use super::inzendingen::{VERZONDEN_RETENTION_DAYS, days_after, tell};
use super::registratie::{Registratie, check_complete, read_zaak};
use crate::rules::answers::Answers;
use crate::rules::copy::Papers;
use crate::rules::toegang;
use crate::{Eigenaar, FormContext, FormsError, Inzending, InzendingState, Soort, store};

/// Who writes what a task leaves behind in the zaak. Whether the person may do the task is decided by the process, in the same
/// transaction; the designer of the form decided what it leaves. The audit line names the person all the same.
const REGISTRATIE: Actor = Actor::Systeem("formulieren");

/// Sends the form of a task: puts its uploads and copy in the zaak, keeps the answers with the task and lets the process go on, all in
/// this transaction. Sending the same submission again changes nothing.
///
/// # Errors
/// [`FormsError::Incomplete`], [`FormsError::Blocked`], [`FormsError::Forbidden`], or what the process refuses: done already, taken by
/// another, not for this person.
pub async fn submit_taak(
    tx: &mut Tx,
    actor: &Actor,
    eigenaar: &Eigenaar,
    inzending: &Inzending,
    ctx: &FormContext,
) -> Result<(), FormsError> {
    let owner = eigenaar.key();
    let inzending =
        store::lock_own_inzending(tx, &owner, inzending.uuid).await?.ok_or(FormsError::InzendingNotFound)?;
    if inzending.state == InzendingState::Verzonden {
        return Ok(());
    }
    let formulier = read_formulier(tx, inzending.formulier).await?;
    toegang::require(eigenaar, &formulier)?;
    let Some(taak) = inzending.taak.filter(|_| formulier.soort != Soort::Aanvraag) else {
        return Err(FormsError::Misconfigured(format!("form {} does no task", formulier.slug)));
    };
    // Before anything is written in the zaak: the process goes on at the end of this, and it locks itself first and the zaak last.
    let taak = process::lock_taak(tx, taak).await?;
    if taak.formulier.as_deref() != Some(&formulier.slug) {
        return Err(FormsError::Forbidden);
    }
    let logic = ctx.logic(&inzending);
    let answers = Answers::of(&formulier, &inzending.data, &logic);
    check_complete(&formulier, &inzending, &answers, None)?;
    let mut papers = Papers::of(&formulier, &logic, &answers);
    let zaak = read_zaak(tx, taak.zaak).await?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;

    let registratie = Registratie {
        formulier: &formulier,
        inzending: &inzending,
        answers: &answers,
        zaaktype: &zaaktype,
        zaak: &zaak,
    };
    registratie.set_eigenschappen(tx, &REGISTRATIE).await?;
    registratie.add_copy(tx, &REGISTRATIE, &mut papers).await?;
    let relations = registratie.add_bestanden(tx, &REGISTRATIE).await?;
    let variables = answers.variables(&formulier.loket);
    process::complete_task(tx, actor, taak.uuid, papers.into_verzonden(&relations), variables).await?;

    let expires_at = days_after(tx.now(), VERZONDEN_RETENTION_DAYS);
    store::mark_verzonden(tx, inzending.uuid, zaak.uuid, expires_at).await?;
    tell(tx, &inzending, Actie::PartialUpdate, zaak.uuid.uuid(), &formulier.naam);
    Ok(())
}
