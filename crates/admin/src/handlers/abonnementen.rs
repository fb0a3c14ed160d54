//! Subscribers, and sending again what they did not take.

use axum::extract::{Path, Query};
use axum::response::Redirect;
use identity::StaffForm;
use notificaties::{Abonnement, NotificatiesError};
use uuid::Uuid;
use values::Id;
use web::{Page, PageCall, PageError};

use super::{BEHEERDERS, Beheerder, Wens, failed};
use crate::views::{AbonnementPage, AbonnementenPage};
use crate::{paths, surroundings};

/// `GET /beheer/abonnementen`
pub(crate) async fn list(call: PageCall, Beheerder(session): Beheerder, wens: Query<Wens>) -> Result<Page, PageError> {
    let all = notificaties::overzicht(&mut call.tenant.db.reader()).await.map_err(|error| failed(&error))?;
    let title = call.text("beheer-abonnementen", &[]);
    let chrome = surroundings::with_flash(&call, &session, &title, paths::ABONNEMENTEN, wens.flash(&call));
    call.page("admin/abonnementen.html", AbonnementenPage::new(&all), &chrome)
}

/// `GET /beheer/abonnementen/{id}`
pub(crate) async fn read(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path(id): Path<String>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let id = read_id(&id)?;
    let mut db = call.tenant.db.reader();
    let all = notificaties::overzicht(&mut db).await.map_err(|error| failed(&error))?;
    let one = all.iter().find(|one| one.abonnement.uuid == id).ok_or(PageError::NotFound)?;
    let brieven = notificaties::dead_letters(&mut db, id).await.map_err(|error| failed(&error))?;
    let hapering = notificaties::find_stalled(&mut db, id).await.map_err(|error| failed(&error))?;
    let title = call.text("beheer-abonnement", &[]);
    let chrome = surroundings::with_flash(&call, &session, &title, paths::ABONNEMENTEN, wens.flash(&call));
    call.page("admin/abonnement.html", AbonnementPage::new(one, &brieven, hapering.as_ref()), &chrome)
}

/// `POST /beheer/abonnementen/{id}/opnieuw`: one message, or all of them.
pub(crate) async fn resend(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let id = read_id(&id)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let count = match pairs.find("bericht") {
        Some(text) => {
            let bericht: Uuid = text.parse().map_err(|_| PageError::BadRequest)?;
            notificaties::resend(&mut tx, id, bericht).await
        }
        None => notificaties::resend_all(&mut tx, id).await,
    };
    let count = count.map_err(|error| refused(&error))?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?verstuurd={count}", paths::abonnement(id.uuid()))))
}

/// `POST /beheer/abonnementen/{id}/verwijder`
pub(crate) async fn remove(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    notificaties::remove_abonnement(&mut tx, read_id(&id)?).await.map_err(|error| refused(&error))?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?gedaan=verwijderd", paths::ABONNEMENTEN)))
}

fn read_id(text: &str) -> Result<Id<Abonnement>, PageError> {
    Uuid::try_parse(text).map(Id::new).map_err(|_| PageError::NotFound)
}

fn refused(error: &NotificatiesError) -> PageError {
    match error {
        NotificatiesError::NotFound => PageError::NotFound,
        error => failed(error),
    }
}
