//! One task: take it, give it back, do it.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use form_logic::Strictness;
use forms::{Doel, FormsError, Getoond, NextStep, Saved, StepOutcome, StepPost};
use identity::{StaffForm, StaffSession};
use process::{ProcessError, Taak};
use web::{Megabytes, Multipart, Page, PageCall, PageError, Pairs};

use super::Wens;
use crate::load::taak::TaakForm;
use crate::load::{self, internal};
use crate::paths;
use crate::surroundings::{self, Melding};
use crate::views::{TaakPage, Tab};

/// `GET /werk/taken/{id}`
pub(crate) async fn read(
    call: PageCall,
    session: StaffSession,
    Path(id): Path<String>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let db = &call.tenant.db;
    let taak = load::taak::find(&mut db.reader(), &session.medewerker, &id).await?;
    let mut page = load::taak::page(&mut db.reader(), &session.medewerker, &taak).await?;
    let mut tx = db.begin(&session.actor).await?;
    tx.log_inzage("zaak", taak.zaak.uuid(), "behandeling").await?;
    zaken::werkvoorraad::log_lezing(&mut tx, &session.actor, taak.zaak).await.map_err(internal)?;
    if page.wants_form() {
        let form = TaakForm::open(&mut tx, &session.medewerker, &taak).await?;
        let step = form.as_ref().and_then(|form| form.step(wens.stap.as_deref()));
        page.form = form.zip(step).and_then(|(form, step)| form.view(&call, &page.href, &step, Getoond::Bewaard));
        page.has_form = page.form.is_some();
    }
    tx.commit().await?;
    render(&call, &session, page, wens.melding.as_deref())
}

fn render(call: &PageCall, session: &StaffSession, page: TaakPage, melding: Option<&str>) -> Result<Page, PageError> {
    let title = format!("{} {}", page.titel, page.zaak.nummer);
    let chrome = surroundings::chrome(call, session, &title, Some(Tab::Mijn), melding);
    call.page("workplace/taak.html", page, &chrome)
}

/// `POST /werk/taken/{id}/oppakken`
pub(crate) async fn claim(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Response, PageError> {
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let taak = load::taak::find(&mut tx, &session.medewerker, &id).await?;
    if let Err(error) = process::claim(&mut tx, &session.medewerker, taak.uuid).await {
        drop(tx);
        return refused(&call, &session, &id, error).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&Melding::Opgepakt.on(&paths::taak(taak.uuid))).into_response())
}

/// `POST /werk/taken/{id}/teruggeven`
pub(crate) async fn release(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Response, PageError> {
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let taak = load::taak::find(&mut tx, &session.medewerker, &id).await?;
    if let Err(error) = process::release(&mut tx, &session.medewerker, taak.uuid).await {
        drop(tx);
        return refused(&call, &session, &id, error).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&Melding::Teruggegeven.on(paths::MIJN_TAKEN)).into_response())
}

/// Answers what the process refused: the page of the task says who was first. The transaction must be gone by now.
async fn refused(
    call: &PageCall,
    session: &StaffSession,
    id: &str,
    error: ProcessError,
) -> Result<Response, PageError> {
    match error {
        ProcessError::TakenByOther { .. } | ProcessError::AlreadyDone { .. } => {
            let mut db = call.tenant.db.reader();
            let taak = load::taak::find(&mut db, &session.medewerker, id).await?;
            let page = load::taak::page(&mut db, &session.medewerker, &taak).await?;
            Ok((StatusCode::CONFLICT, render(call, session, page, None)?).into_response())
        }
        ProcessError::TaakNotFound => Err(PageError::NotFound),
        ProcessError::Forbidden => Err(PageError::Forbidden),
        error => Err(internal(error)),
    }
}

/// `POST /werk/taken/{id}`: saves a step; the last one also completes the task. With `?actie=toon` nothing is saved.
pub(crate) async fn send(
    call: PageCall,
    session: StaffSession,
    Path(id): Path<String>,
    Query(doel): Query<Doel>,
    size: Megabytes,
    body: Multipart,
) -> Result<Response, PageError> {
    forms::spend(&call, &session.medewerker.id, &doel, size)?;
    let mut db = call.tenant.db.reader();
    let taak = load::taak::find(&mut db, &session.medewerker, &id).await?;
    let mut page = load::taak::page(&mut db, &session.medewerker, &taak).await?;
    let form = if page.wants_form() { find_form(&call, &session, &taak, &doel).await? } else { None };
    let takes_files = form.as_ref().filter(|_| !doel.is_toon()).map(TaakForm::open_for_files);
    let step_of = |pairs: &Pairs| {
        session.check_csrf(pairs)?;
        Ok(pairs.find("_stap").unwrap_or_default().to_owned())
    };
    let sent = forms::take_in(&call, body, takes_files, step_of).await?;
    if !page.wants_form() {
        return Ok((StatusCode::CONFLICT, render(&call, &session, page, None)?).into_response());
    }
    let mut form = form.ok_or(PageError::NotFound)?;
    if doel.is_toon() {
        let getoond = Getoond::Getypt(&sent.pairs.0);
        page.form = Some(form.view(&call, &page.href, &sent.step, getoond).ok_or(PageError::NotFound)?);
        return Ok(render(&call, &session, page, None)?.into_response());
    }

    let has_finished = sent.files.remove.is_none() && sent.pairs.find("_actie") == Some("volgende");
    let strictness = if has_finished { Strictness::Next } else { Strictness::Save };
    let post = StepPost { step: &sent.step, pairs: &sent.pairs.0, files: &sent.files, strictness };
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let outcome = match forms::save_step(&mut tx, &form.inzending, &post, &form.ctx).await {
        Ok(outcome) => outcome,
        Err(FormsError::StepNotFound) => return Err(PageError::NotFound),
        // A second tab sent it in the meantime.
        Err(FormsError::AlreadySent) => return Ok(Redirect::to(&page.href).into_response()),
        Err(error) => return Err(internal(error)),
    };
    form.reload(&mut tx).await?;
    tx.commit().await?;
    let to = |step: &str| Ok(Redirect::to(&format!("{}?stap={step}", paths::taak(taak.uuid))).into_response());
    match outcome {
        StepOutcome::Refused(refused) => {
            let view = form.view(&call, &page.href, &sent.step, Getoond::Geweigerd(&refused));
            page.form = Some(view.ok_or(PageError::NotFound)?);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&call, &session, page, None)?).into_response())
        }
        StepOutcome::Saved(_) if sent.files.remove.is_some() => to(&sent.step),
        StepOutcome::Saved(_) if !has_finished => {
            Ok(Redirect::to(&Melding::Bewaard.on(paths::MIJN_TAKEN)).into_response())
        }
        StepOutcome::Saved(Saved { next: NextStep::Step(next) }) => to(&next),
        StepOutcome::Saved(Saved { next: NextStep::Overzicht }) => complete(&call, &session, &taak, &page, &form).await,
    }
}

/// Returns the form of a task, begun; a question what a step shows begins nothing.
async fn find_form(
    call: &PageCall,
    session: &StaffSession,
    taak: &Taak,
    doel: &Doel,
) -> Result<Option<TaakForm>, PageError> {
    let db = &call.tenant.db;
    let found = TaakForm::find(&mut db.reader(), &session.medewerker, taak).await?;
    if found.is_some() || doel.is_toon() {
        return Ok(found);
    }
    let mut tx = db.begin(&session.actor).await?;
    let begun = TaakForm::open(&mut tx, &session.medewerker, taak).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Completes the task with the answers that were just saved.
async fn complete(
    call: &PageCall,
    session: &StaffSession,
    taak: &Taak,
    page: &TaakPage,
    form: &TaakForm,
) -> Result<Response, PageError> {
    let TaakForm { eigenaar, inzending, ctx, .. } = form;
    match forms::submit_taak(&call.tenant.db, &session.actor, eigenaar, inzending, ctx).await {
        Ok(()) => {
            let to = page.zaak.href.as_deref().unwrap_or(paths::MIJN_TAKEN);
            Ok(Redirect::to(&Melding::Afgerond.on(to)).into_response())
        }
        // An earlier step lacks something: what was typed here stands, and the reader goes there.
        Err(FormsError::Incomplete(steps)) => {
            let step = steps.first().map(|step| step.step.clone()).unwrap_or_default();
            Ok(Redirect::to(&format!("{}?stap={step}", paths::taak(taak.uuid))).into_response())
        }
        Err(FormsError::Process(error)) => refused(call, session, &taak.uuid.to_string(), error).await,
        Err(error) => Err(internal(error)),
    }
}
