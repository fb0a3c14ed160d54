//! One zaak.

use axum::extract::{Path, Query};
use axum::response::Redirect;
use identity::{StaffForm, StaffSession};
use values::Id;
use web::{Page, PageCall, PageError};

use super::Wens;
use crate::load::{self, internal};
use crate::surroundings::{self, Melding};
use crate::{paths, views};

/// `GET /werk/zaken/{uuid}`
pub(crate) async fn read(
    call: PageCall,
    session: StaffSession,
    Path(uuid): Path<String>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let db = &call.tenant.db;
    let zaak = load::zaak::find(&mut db.reader(), &session.medewerker, &uuid).await?;
    let mut tx = db.begin(&session.actor).await?;
    tx.log_inzage("zaak", zaak.uuid.uuid(), "behandeling").await?;
    zaken::werkvoorraad::log_lezing(&mut tx, &session.actor, zaak.uuid).await.map_err(internal)?;
    tx.commit().await?;

    // An address that no page of ours has shows the newest lines.
    let voor = wens.voor.as_deref().and_then(|text| text.parse().ok());
    let page = load::zaak::page(&mut db.reader(), &session.medewerker, &zaak, voor).await?;
    let title = format!("{} {}", page.titel, page.nummer);
    let chrome = surroundings::chrome(&call, &session, &title, Some(views::Tab::Zaken), wens.melding.as_deref());
    call.page("workplace/zaak.html", page, &chrome)
}

/// `POST /werk/zaken/{uuid}/herstel/{token}`
pub(crate) async fn retry(
    call: PageCall,
    Path((uuid, token)): Path<(String, u32)>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Redirect, PageError> {
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let zaak = load::zaak::find(&mut tx, &session.medewerker, &uuid).await?;
    let href = paths::zaak(zaak.uuid);
    let diagram = process::diagram(&mut tx, zaak.uuid).await.map_err(internal)?;
    let incident = diagram.and_then(|diagram| diagram.incidents.into_iter().find(|incident| incident.token.0 == token));
    // Somebody else pressed the button before: that is as good.
    let Some(incident) = incident else { return Ok(Redirect::to(&href)) };
    process::retry_incident(&mut tx, &session.actor, Id::new(incident.instantie), incident.token)
        .await
        .map_err(internal)?;
    let diagram = process::diagram(&mut tx, zaak.uuid).await.map_err(internal)?;
    let stands_still = diagram.is_some_and(|diagram| !diagram.incidents.is_empty());
    tx.commit().await?;
    let melding = if stands_still { Melding::StaatStil } else { Melding::Hersteld };
    Ok(Redirect::to(&melding.on(&href)))
}
