//! Zaaktypen of other systems that zaken here have: who handles those zaken. All else of them is decided there.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use catalogi::ZaaktypeElders;
use identity::{StaffForm, StaffSession};
use uuid::Uuid;
use web::{Page, PageCall, PageError, mark};

use super::{BEHEERDERS, Beheerder, failed, tell_now};
use crate::views::{DienstZaaktypePage, DienstZaaktypeRow, Fouten, Veld};
use crate::{paths, surroundings};

const BEHANDELROLLEN: &str = "behandelrollen";
/// How long a role may be, and how many there may be.
const ROL_LENGTH_MAX: usize = 100;
const ROLLEN_MAX: usize = 50;

/// Returns the zaaktypen for the page of all systems.
pub(super) async fn rows(call: &PageCall) -> Result<Vec<DienstZaaktypeRow>, PageError> {
    let found = catalogi::list_zaaktypen_elders(&mut call.tenant.db.reader()).await.map_err(|error| failed(&error))?;
    let row = |one: ZaaktypeElders| DienstZaaktypeRow {
        href: paths::dienst_zaaktype(one.uuid),
        omschrijving: one.omschrijving,
        identificatie: one.identificatie,
        vanaf: one.begin_geldigheid.to_string(),
        url: one.url,
        behandelrollen: one.behandelrollen.join(", "),
    };
    Ok(found.into_iter().map(row).collect())
}

/// `GET /beheer/diensten/zaaktypen/{id}`
pub(crate) async fn edit(
    call: PageCall,
    Path(id): Path<String>,
    Beheerder(session): Beheerder,
) -> Result<Page, PageError> {
    let zaaktype = find(&call, &id).await?;
    let given = zaaktype.behandelrollen.join("\n");
    show(&call, &session, (&zaaktype, merk(&zaaktype)), given, Fouten::default())
}

/// The mark of who handles its zaken now.
fn merk(zaaktype: &ZaaktypeElders) -> String {
    mark(zaaktype.behandelrollen.join("\n").as_bytes())
}

fn show(
    call: &PageCall,
    session: &StaffSession,
    (zaaktype, merk): (&ZaaktypeElders, String),
    value: String,
    fouten: Fouten,
) -> Result<Page, PageError> {
    let veld = Veld {
        value,
        description: call.text("catalogi-veld-loket-behandelrollen-uitleg", &[]),
        ..Veld::new("textarea", BEHANDELROLLEN, call.text("catalogi-veld-loket-behandelrollen", &[]))
    };
    let page = DienstZaaktypePage {
        omschrijving: zaaktype.omschrijving.clone(),
        url: zaaktype.url.clone(),
        velden: vec![veld],
        merk,
        fouten,
        action: paths::dienst_zaaktype(zaaktype.uuid),
        terug_href: paths::DIENSTEN,
    };
    let chrome = surroundings::with_flash(call, session, &zaaktype.omschrijving, paths::DIENSTEN, None);
    call.page("admin/dienst_zaaktype.html", page, &chrome)
}

/// `POST /beheer/diensten/zaaktypen/{id}`
pub(crate) async fn update(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let zaaktype = find(&call, &id).await?;
    let given = pairs.find(BEHANDELROLLEN).unwrap_or_default();
    // A form that does not say what it was made from is refused as one of before a change.
    let shown = pairs.find("merk").unwrap_or_default();
    let rollen: Vec<String> = given.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if rollen.len() > ROLLEN_MAX || rollen.iter().any(|rol| rol.chars().count() > ROL_LENGTH_MAX) {
        let mut fouten = Fouten::default();
        fouten.add(
            BEHANDELROLLEN,
            call.text("beheer-fout-lang", &[("wat", call.text("catalogi-veld-loket-behandelrollen", &[]).into())]),
        );
        return Ok(show(&call, &session, (&zaaktype, shown.to_owned()), given.to_owned(), fouten)?.into_response());
    }
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let before = catalogi::set_behandelrollen(&mut tx, zaaktype.uuid, &rollen).await.map_err(|error| failed(&error))?;
    if merk(&before) != shown {
        drop(tx);
        let wat = call.text("catalogi-veld-loket-behandelrollen", &[]);
        let mut fouten = Fouten::default();
        fouten.add("formulier", call.text("beheer-fout-intussen-gewijzigd", &[]));
        tell_now(&call, &mut fouten, BEHANDELROLLEN, wat, &before.behandelrollen.join(", "));
        // Who saves again has seen that it was changed.
        return Ok(show(&call, &session, (&before, merk(&before)), given.to_owned(), fouten)?.into_response());
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?gedaan=gewijzigd", paths::DIENSTEN)).into_response())
}

async fn find(call: &PageCall, id: &str) -> Result<ZaaktypeElders, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let found = catalogi::find_zaaktype_elders(&mut call.tenant.db.reader(), id).await;
    found.map_err(|error| failed(&error))?.ok_or(PageError::NotFound)
}
