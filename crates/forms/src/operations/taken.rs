//! Sending the form of a task.

use ::store::{Actie, Db, Tx};
use form_logic::Context;
use process::Taak;
use values::Actor;

use super::formulieren::read_formulier;
use super::inzendingen::{VERZONDEN_RETENTION_DAYS, days_after, tell};
use super::registratie::{Registratie, check_complete, read_zaak};
use crate::rules::answers::Answers;
use crate::rules::copy::Papers;
use crate::rules::toegang;
use crate::{Eigenaar, FormContext, FormsError, Formulier, Inzending, InzendingState, Soort, store};

/// Who writes what a task leaves behind in the zaak. Whether the person may do the task is decided by the process, in the same
/// transaction; the designer of the form decided what it leaves. The audit line names the person all the same.
const REGISTRATIE: Actor = Actor::Systeem("formulieren");

/// Sends the form of a task: puts its uploads and copy in the zaak, keeps the answers with the task and lets the process go on, all in
/// one transaction. Sending the same submission again changes nothing.
///
/// `inzending` is the submission as it was read for this request: its answers are judged before the transaction begins, for on SQLite
/// all other writers wait for that. Only when somebody saved it in the meantime are they judged again.
///
/// # Errors
/// [`FormsError::Incomplete`], [`FormsError::Blocked`], [`FormsError::Forbidden`], or what the process refuses: done already, taken by
/// another, not for this person.
pub async fn submit_taak(
    db: &Db,
    actor: &Actor,
    eigenaar: &Eigenaar,
    inzending: &Inzending,
    ctx: &FormContext,
) -> Result<(), FormsError> {
    let formulier = read_formulier(&mut db.reader(), inzending.formulier).await?;
    toegang::require(eigenaar, &formulier)?;
    let Some(taak) = inzending.taak.filter(|_| formulier.soort != Soort::Aanvraag) else {
        return Err(FormsError::Misconfigured(format!("form {} does no task", formulier.slug)));
    };
    let logic = ctx.logic(inzending);
    let prepare = |data| Prepared::of(&formulier, data, &logic);
    let prepared = prepare(&inzending.data);

    let mut tx = db.begin(actor).await?;
    let locked = store::lock_own_inzending(&mut tx, &eigenaar.key(), inzending.uuid).await?;
    let locked = locked.ok_or(FormsError::InzendingNotFound)?;
    if locked.state == InzendingState::Verzonden {
        return Ok(());
    }
    // Before anything is written in the zaak: the process goes on at the end of this, and it locks itself first and the zaak last.
    let taak = process::lock_taak(&mut tx, taak).await?;
    if taak.formulier.as_deref() != Some(&formulier.slug) {
        return Err(FormsError::Forbidden);
    }
    let prepared = if locked.data == inzending.data { prepared } else { prepare(&locked.data) };
    check_complete(&formulier, &locked, &prepared.answers, None)?;
    register(&mut tx, actor, &formulier, &locked, &taak, prepared).await?;
    tx.commit().await?;
    Ok(())
}

/// All that sending makes of the answers, so that no transaction has to wait for it.
struct Prepared<'a> {
    answers: Answers<'a>,
    variables: form_logic::Map,
    papers: Papers,
}

impl<'a> Prepared<'a> {
    fn of(formulier: &'a Formulier, data: &'a form_logic::Map, logic: &'a Context) -> Self {
        let answers = Answers::of(formulier, data, logic);
        let variables = answers.variables(&formulier.loket);
        let papers = Papers::of(formulier, logic, &answers);
        Self { answers, variables, papers }
    }
}

async fn register(
    tx: &mut Tx,
    actor: &Actor,
    formulier: &Formulier,
    inzending: &Inzending,
    taak: &Taak,
    prepared: Prepared<'_>,
) -> Result<(), FormsError> {
    let Prepared { answers, variables, mut papers } = prepared;
    let zaak = read_zaak(tx, taak.zaak).await?;
    let zaaktype = catalogi::read_zaaktype(tx, zaak.zaaktype).await?;
    let registratie = Registratie {
        formulier,
        inzending,
        answers: &answers,
        zaaktype: &zaaktype,
        zaak: &zaak,
        is_by_staff: matches!(actor, Actor::Medewerker(_)),
    };
    // All that follows comes of it, so that the history tells it first.
    tell(tx, inzending, Actie::PartialUpdate, zaak.uuid.uuid(), &formulier.naam);
    registratie.set_eigenschappen(tx, &REGISTRATIE).await?;
    registratie.add_copy(tx, &REGISTRATIE, &mut papers).await?;
    let relations = registratie.add_bestanden(tx, &REGISTRATIE).await?;
    process::complete_task(tx, actor, taak.uuid, papers.into_verzonden(&relations), variables).await?;

    let expires_at = days_after(tx.now(), VERZONDEN_RETENTION_DAYS);
    store::mark_verzonden(tx, inzending.uuid, zaak.uuid, expires_at).await?;
    Ok(())
}
