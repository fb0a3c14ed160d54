//! One task: take it, give it back, do it.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use form_logic::Strictness;
use forms::{FormsError, NextStep, StepErrors, StepOutcome, StepPost, Upload};
use futures_util::StreamExt;
use identity::{StaffForm, StaffSession};
use process::{ProcessError, Taak};
use store::files::Stored;
use web::{Multipart, Page, PageCall, PageError, Submitted, UploadLimits, UploadedFile};

use super::Wens;
use crate::load::taak::{Getoond, TaakForm};
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

/// What the reader of a form wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Next,
    Save,
}

/// `POST /werk/taken/{id}`: saves a step; the last one also completes the task, in the same transaction. With `?actie=toon` nothing
/// is saved.
pub(crate) async fn send(
    call: PageCall,
    session: StaffSession,
    Path(id): Path<String>,
    wens: Query<Wens>,
    form: Multipart,
) -> Result<Response, PageError> {
    let only_shows = wens.actie.as_deref() == Some("toon");
    let files_max = if only_shows { 0 } else { forms::FILES_MAX };
    let limits = UploadLimits { file_bytes_max: forms::FILE_BYTES_MAX, files_max };
    let sent = form.read(&call.tenant, limits, |pairs| session.check_csrf(pairs)).await?;
    let uploads = uploads(&call, sent.files.clone()).await?;

    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let taak = load::taak::find(&mut tx, &session.medewerker, &id).await?;
    let mut page = load::taak::page(&mut tx, &session.medewerker, &taak).await?;
    if !page.wants_form() {
        drop(tx);
        return Ok((StatusCode::CONFLICT, render(&call, &session, page, None)?).into_response());
    }
    let mut form = TaakForm::open(&mut tx, &session.medewerker, &taak).await?.ok_or(PageError::NotFound)?;
    let step = sent.pairs.find("_stap").unwrap_or_default().to_owned();
    if only_shows {
        drop(tx);
        let view = form.view(&call, &page.href, &step, Getoond::Getypt(&sent.pairs.0)).ok_or(PageError::NotFound)?;
        page.form = Some(view);
        return Ok(render(&call, &session, page, None)?.into_response());
    }
    let removes = sent.pairs.find("verwijder-bestand").and_then(paths::parse_id);
    let action = match sent.pairs.find("_actie") {
        Some("volgende") if removes.is_none() && sent.too_large.is_empty() => Action::Next,
        _ => Action::Save,
    };
    let strictness = if action == Action::Next { Strictness::Next } else { Strictness::Save };
    let post = StepPost { step: &step, pairs: &sent.pairs.0, uploads: &uploads, strictness };
    let outcome = match forms::save_step(&mut tx, &form.inzending, &post, &form.ctx).await {
        Ok(outcome) => outcome,
        Err(FormsError::StepNotFound) => return Err(PageError::NotFound),
        Err(error) => return Err(internal(error)),
    };
    if let Some(bestand) = removes {
        forms::remove_upload(&mut tx, &form.inzending, bestand).await.map_err(internal)?;
    }
    form.reload(&mut tx).await?;
    let to = paths::taak(taak.uuid);
    match outcome {
        StepOutcome::Refused(refused) => {
            tx.commit().await?;
            answer(&call, &session, page, form, &step, Some(refused), &sent)
        }
        StepOutcome::Saved(_) if !sent.too_large.is_empty() => {
            tx.commit().await?;
            answer(&call, &session, page, form, &step, None, &sent)
        }
        StepOutcome::Saved(_) if removes.is_some() => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("{to}?stap={step}")).into_response())
        }
        StepOutcome::Saved(_) if action == Action::Save => {
            tx.commit().await?;
            Ok(Redirect::to(&Melding::Bewaard.on(paths::MIJN_TAKEN)).into_response())
        }
        StepOutcome::Saved(saved) => match saved.next {
            NextStep::Step(next) => {
                tx.commit().await?;
                Ok(Redirect::to(&format!("{to}?stap={next}")).into_response())
            }
            NextStep::Overzicht => complete(&call, &session, tx, &taak, &page, &form).await,
        },
    }
}

/// Completes the task with the answers that were just saved.
async fn complete(
    call: &PageCall,
    session: &StaffSession,
    mut tx: store::Tx,
    taak: &Taak,
    page: &TaakPage,
    form: &TaakForm,
) -> Result<Response, PageError> {
    match forms::submit_taak(&mut tx, &session.actor, &form.eigenaar, &form.inzending, &form.ctx).await {
        Ok(()) => {
            tx.commit().await?;
            let to = page.zaak.href.as_deref().unwrap_or(paths::MIJN_TAKEN);
            Ok(Redirect::to(&Melding::Afgerond.on(to)).into_response())
        }
        // An earlier step lacks something: what was typed here stands, and the reader goes there.
        Err(FormsError::Incomplete(steps)) => {
            tx.commit().await?;
            let step = steps.first().map(|step| step.step.clone()).unwrap_or_default();
            Ok(Redirect::to(&format!("{}?stap={step}", paths::taak(taak.uuid))).into_response())
        }
        Err(FormsError::Process(error)) => {
            drop(tx);
            refused(call, session, &taak.uuid.to_string(), error).await
        }
        Err(error) => Err(internal(error)),
    }
}

/// Shows the step again with what is wrong.
fn answer(
    call: &PageCall,
    session: &StaffSession,
    mut page: TaakPage,
    form: TaakForm,
    step: &str,
    refused: Option<StepErrors>,
    sent: &Submitted,
) -> Result<Response, PageError> {
    let getoond = refused.as_ref().map_or(Getoond::Bewaard, Getoond::Geweigerd);
    let mut view = form.view(call, &page.href, step, getoond).ok_or(PageError::NotFound)?;
    for field in &sent.too_large {
        if let Some(error) = forms::too_large(&form.formulier.definition, field) {
            view.add_fault(&error, call.app.pages().texts(), &call.lang.0);
        }
    }
    page.form = Some(view);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(call, session, page, None)?).into_response())
}

/// Returns what was uploaded as `forms` takes it: with its first bytes, which say what kind of file it really is.
async fn uploads(call: &PageCall, files: Vec<UploadedFile>) -> Result<Vec<Upload>, PageError> {
    let mut uploads = Vec::with_capacity(files.len());
    for file in files {
        let mut stream = call.tenant.db.files().get(&file.hash).await?;
        let mut first_bytes = Vec::new();
        while first_bytes.len() < FIRST_BYTES {
            let Some(chunk) = stream.next().await else { break };
            first_bytes.extend_from_slice(&chunk.map_err(internal)?);
        }
        first_bytes.truncate(FIRST_BYTES);
        uploads.push(Upload {
            key: file.field,
            name: file.file_name,
            content_type: file.content_type,
            stored: Stored { hash: file.hash, size: file.size },
            first_bytes,
        });
    }
    Ok(uploads)
}

/// Enough for every kind of file that is recognised.
const FIRST_BYTES: usize = 4096;
