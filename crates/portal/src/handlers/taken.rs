//! Tasks: the list, and a task with its form.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Doel, FormsError, Getoond, NextStep, StepOutcome};
use identity::ResidentSession;
use process::{ProcessError, Taak, TaakStatus};
use web::{Megabytes, Multipart, Page, PageCall, PageError};

use super::formulieren::previous;
use super::stap::{self, Knop};
use super::zaken::parse;
use super::{Told, ask, chrome, personal, telling, words};
use crate::load::formulier::{self as forms_load, Bezig, Invuller};
use crate::load::{self, menu};
use crate::views::stap::Plaats;
use crate::views::taken::{self as view, TaakGedaanView};
use crate::{PortalError, paths};

/// `GET /mijn/taken`.
pub(crate) async fn list(
    call: PageCall,
    session: ResidentSession,
    Query(told): Query<Told>,
) -> Result<Page, PageError> {
    let (view, facts) = load::taken::page(ask(&call, &session)).await;
    let mut chrome = chrome(&call, &session, words(&call).text("portaal-mijn-taken"), &facts);
    chrome.flash = told.flash(words(&call));
    call.page("portal/taken.html", view, &chrome)
}

async fn find(call: &PageCall, session: &ResidentSession, taak: &str) -> Result<Taak, PageError> {
    Ok(load::taken::find(ask(call, session), parse(taak)?).await?)
}

async fn done_page(call: &PageCall, session: &ResidentSession, view: TaakGedaanView) -> Result<Page, PageError> {
    let menu = menu::load(ask(call, session)).await;
    let title = view.title.clone();
    personal(call, session, "portal/taak_gedaan.html", title, (view, menu.facts))
}

/// `GET /mijn/taken/{taak}`: the first step that was not finished, or that it was done.
pub(crate) async fn read(
    call: PageCall,
    session: ResidentSession,
    Path(taak): Path<String>,
) -> Result<Page, PageError> {
    let taak = find(&call, &session, &taak).await?;
    if taak.status != TaakStatus::Open {
        return done_page(&call, &session, view::gedaan(&taak, words(&call))).await;
    }
    let Some(bezig) = begin(&call, &session, &taak).await? else {
        return done_page(&call, &session, view::zonder_formulier(&taak, words(&call))).await;
    };
    let step = bezig.step_to_show().ok_or(PageError::NotFound)?;
    step_page(&call, &session, &taak, &bezig, &step, Getoond::Bewaard).await
}

/// Returns the form of the task, begun; none when the task has none.
async fn begin(call: &PageCall, session: &ResidentSession, taak: &Taak) -> Result<Option<Bezig>, PageError> {
    let invuller = Invuller::burger(&session.burger);
    Ok(forms_load::start_taak(&call.tenant.db, &invuller, taak).await?)
}

async fn step_page(
    call: &PageCall,
    session: &ResidentSession,
    taak: &Taak,
    bezig: &Bezig,
    step: &str,
    getoond: Getoond<'_>,
) -> Result<Page, PageError> {
    let ask = ask(call, session);
    let mut view = stap::view(call, bezig, step, getoond, Plaats::Taak { taak, today: ask.today() })?;
    view.zaak = load::zaak::link(ask, taak.zaak).await?;
    let menu = menu::load(ask).await;
    personal(call, session, "portal/taak.html", taak.titel.clone(), (view, menu.facts))
}

/// `GET /mijn/taken/{taak}/{stap}`.
pub(crate) async fn read_step(
    call: PageCall,
    session: ResidentSession,
    Path((taak, step)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let taak = find(&call, &session, &taak).await?;
    if taak.status != TaakStatus::Open {
        return Err(PageError::Redirect(paths::taak(taak.uuid)));
    }
    let bezig = begin(&call, &session, &taak).await?.ok_or(PageError::NotFound)?;
    step_page(&call, &session, &taak, &bezig, &step, Getoond::Bewaard).await
}

/// `POST /mijn/taken/{taak}/{stap}`: the last step sends; with `?actie=toon` nothing is saved.
pub(crate) async fn save_step(
    call: PageCall,
    session: ResidentSession,
    Path((taak, step)): Path<(String, String)>,
    Query(doel): Query<Doel>,
    size: Megabytes,
    body: Multipart,
) -> Result<Response, PageError> {
    let taak = find(&call, &session, &taak).await?;
    forms::spend(&call, session.burger.bsn.as_str(), &doel, size)?;
    let (db, invuller) = (&call.tenant.db, Invuller::burger(&session.burger));
    let is_open = taak.status == TaakStatus::Open;
    let bezig = match forms_load::find_taak(db, &invuller, &taak).await? {
        None if is_open && !doel.is_toon() => begin(&call, &session, &taak).await?,
        found => found,
    };
    let takes_files = bezig.as_ref().filter(|_| is_open);
    let form = stap::read(&call, &doel, body, takes_files, &step, |pairs| session.check_csrf(pairs)).await?;
    if !is_open {
        // A double click, a second tab: what counts is that it was done.
        return Ok(Redirect::to(&paths::taak_bevestiging(taak.uuid)).into_response());
    }
    let bezig = bezig.ok_or(PageError::NotFound)?;
    if form.knop == Knop::Toon {
        let page = step_page(&call, &session, &taak, &bezig, &step, Getoond::Getypt(&form.pairs.0)).await?;
        return Ok(page.into_response());
    }
    let saved = match forms_load::save(db, &invuller, &bezig, &form.post()).await? {
        StepOutcome::Saved(saved) => saved,
        StepOutcome::Refused(refused) => {
            let bezig = forms_load::reload(db, &invuller, &bezig).await?;
            let page = step_page(&call, &session, &taak, &bezig, &step, Getoond::Geweigerd(&refused)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let to = match (form.knop, saved.next) {
        (Knop::Bewaar, _) => telling(paths::TAKEN, "opgeslagen"),
        (Knop::Vorige, _) => paths::taak_stap(taak.uuid, &previous(&bezig, &step)),
        (Knop::VerwijderBestand | Knop::Toon, _) => paths::taak_stap(taak.uuid, &step),
        (Knop::Volgende, NextStep::Step(next)) => paths::taak_stap(taak.uuid, &next),
        (Knop::Volgende, NextStep::Overzicht) => send(&call, &invuller, &taak, &bezig).await?,
    };
    Ok(Redirect::to(&to).into_response())
}

/// Sends the form and returns where to go.
async fn send(call: &PageCall, invuller: &Invuller, taak: &Taak, bezig: &Bezig) -> Result<String, PageError> {
    match forms_load::submit_taak(&call.tenant.db, invuller, bezig).await {
        Ok(()) => Ok(paths::taak_bevestiging(taak.uuid)),
        Err(PortalError::Forms(FormsError::Process(ProcessError::AlreadyDone { .. }))) => Ok(paths::taak(taak.uuid)),
        Err(PortalError::Forms(FormsError::Incomplete(steps))) => {
            let first = steps.first().map(|step| paths::taak_stap(taak.uuid, &step.step));
            first.ok_or(PageError::Internal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /mijn/taken/{taak}/bevestiging`.
pub(crate) async fn confirmation(
    call: PageCall,
    session: ResidentSession,
    Path(taak): Path<String>,
) -> Result<Page, PageError> {
    let taak = find(&call, &session, &taak).await?;
    match taak.status {
        TaakStatus::Open => Err(PageError::Redirect(paths::taak(taak.uuid))),
        TaakStatus::Gesloten => done_page(&call, &session, view::gedaan(&taak, words(&call))).await,
        TaakStatus::Afgerond | TaakStatus::Verwerkt => {
            done_page(&call, &session, view::bevestiging(&taak, words(&call))).await
        }
    }
}
