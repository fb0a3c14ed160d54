//! Forms: from the first page to the confirmation.

use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use forms::{Doel, FormsError, Getoond, Inzending, NextStep, Place, StepOutcome};
use identity::ResidentForm;
use values::Id;
use web::{FormPairs, Megabytes, Multipart, Page, PageCall, PageError, Rate};

use super::eigenaar::{Wie, set_cookie, to_login};
use super::publiek::answer;
use super::stap::{self, Knop};
use super::zaken::parse;
use super::{open_chrome, telling, words};
use crate::load::formulier::{self as load, Bezig, Invuller};
use crate::views::formulier_start::{self, StartView};
use crate::views::stap::Plaats;
use crate::views::verzenden::{self, BevestigingView, OverzichtView};
use crate::{PortalError, paths};

/// Forms that are begun from one address without login. A library or a town hall has one address for all its visitors.
const BEGINNINGS: Rate = Rate { name: "formulier beginnen", per_hour: 100 };
/// Steps that are saved from one address without login, a megabyte of files counting as one more.
const SAVES: Rate = Rate { name: "stap bewaren", per_hour: 1000 };

/// `GET /formulieren/{slug}`.
pub(crate) async fn start_page(call: PageCall, wie: Wie, Path(slug): Path<String>) -> Result<Response, PageError> {
    let db = &call.tenant.db;
    let formulier = load::find_aanvraag(db, &slug).await?;
    let begun = match &wie.session {
        Some(session) => load::find_begun(db, &session.burger, &slug).await?,
        None => None,
    };
    let burger = wie.session.as_ref().map(|session| &session.burger);
    let view: StartView = formulier_start::page(&formulier, burger, begun, words(&call));
    let chrome = open_chrome(&call, wie.session.as_ref(), view.title.clone());
    let html = call.app.pages().render("portal/formulier_start.html", view, &chrome)?;
    Ok(answer(html, wie.session.is_some()))
}

/// `POST /formulieren/{slug}`: starts, or goes on with what was begun.
pub(crate) async fn start(
    call: PageCall,
    wie: Wie,
    Path(slug): Path<String>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, PageError> {
    wie.check_csrf(&pairs)?;
    let db = &call.tenant.db;
    let formulier = load::find_aanvraag(db, &slug).await?;
    if wie.session.is_none() && formulier.definition.login_required {
        return Err(to_login(&call));
    }
    wie.spend(&call, &BEGINNINGS, 1)?;
    let (invuller, cookie) = match (&wie.session, wie.anoniem) {
        (Some(session), _) => (Invuller::burger(&session.burger), None),
        (None, Some(token)) => (Invuller::anoniem(token), None),
        (None, None) => {
            let token = load::new_token(db).await?;
            let cookie = set_cookie(&token, call.app.settings());
            (Invuller::anoniem(token), Some(cookie))
        }
    };
    let begun = match &wie.session {
        Some(session) if pairs.find("opnieuw").is_some() => load::find_begun(db, &session.burger, &slug).await?,
        _ => None,
    };
    let bezig = load::start(db, &invuller, &formulier, begun).await?;
    let to = Redirect::to(&next_href(&bezig));
    Ok(match cookie {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], to).into_response(),
        None => to.into_response(),
    })
}

fn plaats<'a>(bezig: &'a Bezig, wie: &Wie) -> Plaats<'a> {
    let (slug, inzending) = (bezig.inzending.slug.as_str(), bezig.inzending.uuid);
    Plaats::Aanvraag { slug, inzending, can_return: wie.session.is_some() }
}

/// Where the person goes on.
fn next_href(bezig: &Bezig) -> String {
    let (slug, inzending) = (&bezig.inzending.slug, bezig.inzending.uuid);
    match bezig.next() {
        _ if bezig.is_sent() => paths::bevestiging(slug, inzending),
        NextStep::Step(step) => paths::stap(slug, inzending, &step),
        NextStep::Overzicht => paths::overzicht(slug, inzending),
    }
}

async fn find(call: &PageCall, wie: &Wie, slug: &str, inzending: &str) -> Result<(Invuller, Bezig), PageError> {
    let invuller = wie.invuller(call)?;
    let found = match parse::<Inzending>(inzending) {
        Ok(inzending) => load::find(&call.tenant.db, &invuller.eigenaar, slug, inzending).await,
        Err(_) => Err(PortalError::NotFound),
    };
    match found {
        Ok(bezig) => Ok((invuller, bezig)),
        // Her session may be over: after logging in she finds it back.
        Err(PortalError::NotFound) if wie.session.is_none() => Err(to_login(call)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /formulieren/{slug}/{inzending}`: goes on where the person was.
pub(crate) async fn resume(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending)): Path<(String, String)>,
) -> Result<Redirect, PageError> {
    let (_, bezig) = find(&call, &wie, &slug, &inzending).await?;
    Ok(Redirect::to(&next_href(&bezig)))
}

/// `GET /formulieren/{slug}/{inzending}/{stap}`.
pub(crate) async fn step_page(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending, step)): Path<(String, String, String)>,
) -> Result<Page, PageError> {
    let (_, bezig) = find(&call, &wie, &slug, &inzending).await?;
    if bezig.is_sent() {
        return Err(PageError::Redirect(next_href(&bezig)));
    }
    let view = stap::view(&call, &bezig, &step, Getoond::Bewaard, plaats(&bezig, &wie))?;
    let title = format!("{}, {}", view.title, view.form_name);
    call.page("portal/formulier_stap.html", view, &open_chrome(&call, wie.session.as_ref(), title))
}

/// `POST /formulieren/{slug}/{inzending}/{stap}`; with `?actie=toon` nothing is saved.
pub(crate) async fn save_step(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending, step)): Path<(String, String, String)>,
    Query(doel): Query<Doel>,
    size: Megabytes,
    body: Multipart,
) -> Result<Response, PageError> {
    let (invuller, bezig) = find(&call, &wie, &slug, &inzending).await?;
    match &wie.session {
        Some(session) => forms::spend(&call, session.burger.bsn.as_str(), &doel, size)?,
        None => wie.spend(&call, if doel.is_toon() { &forms::SHOWS } else { &SAVES }, 1 + size.0)?,
    }
    let form = stap::read(&call, &doel, body, Some(&bezig), &step, |pairs| wie.check_csrf(pairs)).await?;
    if bezig.is_sent() {
        return Err(PageError::Redirect(next_href(&bezig)));
    }
    let plaats = plaats(&bezig, &wie);
    if form.knop == Knop::Toon {
        let view = stap::view(&call, &bezig, &step, Getoond::Getypt(&form.pairs.0), plaats)?;
        let title = format!("{}, {}", view.title, view.form_name);
        let chrome = open_chrome(&call, wie.session.as_ref(), title);
        return Ok(call.page("portal/formulier_stap.html", view, &chrome)?.into_response());
    }
    let outcome = load::save(&call.tenant.db, &invuller, &bezig, &form.post()).await?;
    let saved = match outcome {
        StepOutcome::Saved(saved) => saved,
        StepOutcome::Refused(refused) => {
            let bezig = load::reload(&call.tenant.db, &invuller, &bezig).await?;
            let view = stap::view(&call, &bezig, &step, Getoond::Geweigerd(&refused), plaats)?;
            let chrome = open_chrome(&call, wie.session.as_ref(), view.title.clone());
            let page = call.page("portal/formulier_stap.html", view, &chrome)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let to = match (form.knop, saved.next) {
        (Knop::Bewaar, _) if wie.session.is_some() => telling(paths::ZAKEN, "opgeslagen"),
        (Knop::Vorige, _) => plaats.href(&previous(&bezig, &step)),
        (Knop::Bewaar | Knop::VerwijderBestand | Knop::Toon, _) => plaats.href(&step),
        (Knop::Volgende, NextStep::Step(next)) => plaats.href(&next),
        (Knop::Volgende, NextStep::Overzicht) => paths::overzicht(&slug, bezig.inzending.uuid),
    };
    Ok(Redirect::to(&to).into_response())
}

/// The step before this one; the same one when it is the first.
pub(super) fn previous(bezig: &Bezig, step: &str) -> String {
    let view = forms::step_view(&bezig.formulier, &bezig.inzending, step, None, &bezig.context);
    view.and_then(|view| view.previous).unwrap_or_else(|| step.to_owned())
}

/// `GET /formulieren/{slug}/{inzending}/overzicht`.
pub(crate) async fn overview(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let (_, bezig) = find(&call, &wie, &slug, &inzending).await?;
    if bezig.is_sent() || bezig.next() != NextStep::Overzicht {
        return Err(PageError::Redirect(next_href(&bezig)));
    }
    overview_page(&call, &wie, &bezig, verzenden::Refused::default())
}

fn overview_page(call: &PageCall, wie: &Wie, bezig: &Bezig, refused: verzenden::Refused) -> Result<Page, PageError> {
    let summary = forms::overview(&bezig.formulier, &bezig.inzending, &bezig.context);
    let progress = forms::progress(&bezig.formulier, &bezig.inzending, Place::Overzicht, &bezig.context);
    let facts = verzenden::Facts { formulier: &bezig.formulier, inzending: bezig.inzending.uuid, progress: &progress };
    let view: OverzichtView = verzenden::overview(&facts, &summary, refused, words(call));
    let title = format!("{}, {}", words(call).text("portaal-controleer"), view.form_name);
    call.page("portal/formulier_overzicht.html", view, &open_chrome(call, wie.session.as_ref(), title))
}

/// `POST /formulieren/{slug}/{inzending}/overzicht`: sends.
pub(crate) async fn submit(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending)): Path<(String, String)>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, PageError> {
    wie.check_csrf(&pairs)?;
    let (invuller, bezig) = find(&call, &wie, &slug, &inzending).await?;
    let (privacy, truth) = (pairs.find(verzenden::PRIVACY).is_some(), pairs.find(verzenden::TRUTH).is_some());
    let refused = match load::submit(&call.tenant.db, &invuller, &bezig, privacy, truth).await {
        Ok(()) => return Ok(Redirect::to(&paths::bevestiging(&slug, bezig.inzending.uuid)).into_response()),
        Err(PortalError::Forms(FormsError::Incomplete(steps))) => verzenden::Refused::incomplete(steps, privacy, truth),
        Err(PortalError::Forms(FormsError::Blocked(reason))) => verzenden::Refused::blocked(reason, privacy, truth),
        Err(error) => return Err(error.into()),
    };
    let page = overview_page(&call, &wie, &bezig, refused)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `GET /formulieren/{slug}/{inzending}/bevestiging`.
pub(crate) async fn confirmation(
    call: PageCall,
    wie: Wie,
    Path((slug, inzending)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let (_, bezig) = find(&call, &wie, &slug, &inzending).await?;
    if !bezig.is_sent() {
        return Err(PageError::Redirect(next_href(&bezig)));
    }
    let (zaak, taken) = load::sent_zaak(&call.tenant.db, &bezig).await?;
    let progress = forms::progress(&bezig.formulier, &bezig.inzending, Place::Bevestiging, &bezig.context);
    let Bezig { formulier, inzending, context, .. } = &bezig;
    let gemeente = call.tenant.db.gemeente();
    let text = forms::confirmation_html(formulier, inzending, &zaak, &taken, &gemeente, context);
    let facts = verzenden::Facts { formulier: &bezig.formulier, inzending: bezig.inzending.uuid, progress: &progress };
    let view: BevestigingView = verzenden::confirmation(&facts, &zaak, text, wie.session.is_some(), words(&call));
    let title = format!("{}, {}", words(&call).text("portaal-bevestiging"), view.form_name);
    call.page("portal/formulier_bevestiging.html", view, &open_chrome(&call, wie.session.as_ref(), title))
}

/// `POST /formulieren/{slug}/{inzending}/verwijderen`: throws away what was not sent.
pub(crate) async fn delete(
    call: PageCall,
    Path((_, inzending)): Path<(String, String)>,
    form: ResidentForm,
) -> Result<Redirect, PageError> {
    let inzending: Id<Inzending> = parse(&inzending)?;
    load::delete(&call.tenant.db, &Invuller::burger(&form.session.burger), inzending).await?;
    Ok(Redirect::to(&telling(paths::ZAKEN, "weggegooid")))
}
