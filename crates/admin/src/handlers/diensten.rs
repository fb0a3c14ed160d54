//! Other systems that zaken, documents and besluiten may name: adding and removing them.
//!
//! Only systems on the public network can be added here. One inside the walls is for who runs the installation (`loket dienst add`): an
//! administrator of one municipality could otherwise have this machine call its neighbours.

use autorisaties::{InvalidField, Sealer};
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use diensten::{AutorisatieSoort, Bewijs, Dienst, DienstGegevens, DienstenError, Soort};
use identity::{StaffForm, StaffSession};
use uuid::Uuid;
use values::Id;
use web::{Page, PageCall, PageError, Pairs};

use super::{BEHEERDERS, Beheerder, Wens, failed};
use crate::views::{DienstNieuwPage, DienstRow, DienstenPage, Fouten, Keuzemogelijkheid, Veld};
use crate::{paths, surroundings};

/// `GET /beheer/diensten`
pub(crate) async fn list(call: PageCall, Beheerder(session): Beheerder, wens: Query<Wens>) -> Result<Page, PageError> {
    let found = diensten::list(&mut call.tenant.db.reader()).await.map_err(|error| failed(&error))?;
    let row = |one: &Dienst| DienstRow {
        naam: one.naam.clone(),
        api_root: one.api_root.clone(),
        soort: call.text(soort_key(one.soort), &[]),
        autorisatie: call.text(autorisatie_key(one.autorisatie), &[]),
        is_intern: one.is_intern,
        verwijder_action: paths::dienst_verwijder(one.uuid.uuid()),
    };
    let zaaktypen = super::dienst_zaaktypen::rows(&call).await?;
    let page = DienstenPage { diensten: found.iter().map(row).collect(), nieuw_href: paths::DIENST_NIEUW, zaaktypen };
    let title = call.text("beheer-diensten", &[]);
    let chrome = surroundings::with_flash(&call, &session, &title, paths::DIENSTEN, wens.flash(&call));
    call.page("admin/diensten.html", page, &chrome)
}

/// `GET /beheer/diensten/nieuw`
pub(crate) async fn new(call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    new_page(&call, &session, &Pairs::default(), Fouten::default())
}

fn new_page(call: &PageCall, session: &StaffSession, given: &Pairs, fouten: Fouten) -> Result<Page, PageError> {
    let page =
        DienstNieuwPage { velden: velden(call, given), fouten, action: paths::DIENSTEN, terug_href: paths::DIENSTEN };
    let title = call.text("beheer-dienst-nieuw", &[]);
    let chrome = surroundings::with_flash(call, session, &title, paths::DIENSTEN, None);
    call.page("admin/dienst_nieuw.html", page, &chrome)
}

/// `POST /beheer/diensten`
pub(crate) async fn create(
    call: PageCall,
    Extension(sealer): Extension<Sealer>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let text = |name: &str| pairs.find(name).unwrap_or_default().trim().to_owned();
    let (soort, autorisatie) = (Soort::find(&text("soort")), AutorisatieSoort::find(&text("autorisatie")));
    let bewijs = match autorisatie {
        None | Some(AutorisatieSoort::Geen) => Bewijs::Geen,
        Some(AutorisatieSoort::Zgw) => Bewijs::Zgw { client_id: text("client"), geheim: text("geheim") },
        Some(AutorisatieSoort::Header) => Bewijs::Header { naam: text("header"), waarde: text("geheim") },
    };
    let new = DienstGegevens {
        naam: text("naam"),
        api_root: text("adres"),
        soort: soort.unwrap_or(Soort::Orc),
        bewijs,
        is_intern: false,
    };
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let mut fouten = match diensten::add(&mut tx, &sealer, &new).await {
        Ok(_) if soort.is_some() && autorisatie.is_some() => {
            tx.commit().await?;
            return Ok(Redirect::to(&format!("{}?gedaan=toegevoegd", paths::DIENSTEN)).into_response());
        }
        Ok(_) => Fouten::default(),
        Err(DienstenError::Invalid(faults)) => faults_of(&call, &faults),
        Err(error) => return Err(failed(&error)),
    };
    if soort.is_none() {
        fouten.add("soort", call.text("beheer-fout-dienst-soort", &[]));
    }
    if autorisatie.is_none() {
        fouten.add("autorisatie", call.text("beheer-fout-dienst-autorisatie", &[]));
    }
    Ok(new_page(&call, &session, &pairs, fouten)?.into_response())
}

/// `POST /beheer/diensten/{id}/verwijder`
pub(crate) async fn remove(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    match diensten::remove(&mut tx, Id::new(id)).await {
        Ok(_) => tx.commit().await?,
        Err(DienstenError::NotFound) => return Err(PageError::NotFound),
        Err(error) => return Err(failed(&error)),
    }
    Ok(Redirect::to(&format!("{}?gedaan=verwijderd", paths::DIENSTEN)))
}

const fn soort_key(soort: Soort) -> &'static str {
    match soort {
        Soort::Zrc => "beheer-component-zrc",
        Soort::Ztc => "beheer-component-ztc",
        Soort::Drc => "beheer-component-drc",
        Soort::Brc => "beheer-component-brc",
        Soort::Orc => "beheer-dienst-andere",
    }
}

const fn autorisatie_key(soort: AutorisatieSoort) -> &'static str {
    match soort {
        AutorisatieSoort::Geen => "beheer-dienst-open",
        AutorisatieSoort::Zgw => "beheer-dienst-zgw",
        AutorisatieSoort::Header => "beheer-dienst-header",
    }
}

/// The questions. The secret is never shown again.
fn velden(call: &PageCall, given: &Pairs) -> Vec<Veld> {
    let value = |name: &str| given.find(name).unwrap_or_default().to_owned();
    let option = |name: &str, value: &str, key: &str| Keuzemogelijkheid {
        value: value.to_owned(),
        label: call.text(key, &[]),
        checked: given.find(name) == Some(value),
    };
    let soorten = Soort::ALL.iter().map(|soort| option("soort", soort.as_str(), soort_key(*soort))).collect();
    let manieren =
        AutorisatieSoort::ALL.iter().map(|one| option("autorisatie", one.as_str(), autorisatie_key(*one))).collect();
    let field =
        |kind, key: &str, label: &str| Veld { value: value(key), ..Veld::new(kind, key, call.text(label, &[])) };
    vec![
        Veld { required: true, ..field("textfield", "naam", "beheer-applicatie-naam") },
        Veld {
            required: true,
            description: call.text("beheer-dienst-adres-uitleg", &[]),
            ..field("textfield", "adres", "beheer-kolom-adres")
        },
        Veld { required: true, options: soorten, ..field("select", "soort", "beheer-kolom-api") },
        Veld { required: true, options: manieren, ..field("select", "autorisatie", "beheer-dienst-autorisatie") },
        Veld {
            description: call.text("beheer-dienst-client-uitleg", &[]),
            ..field("textfield", "client", "beheer-client")
        },
        Veld {
            description: call.text("beheer-dienst-header-uitleg", &[]),
            ..field("textfield", "header", "beheer-dienst-header-naam")
        },
        Veld {
            description: call.text("beheer-dienst-geheim-uitleg", &[]),
            ..Veld::new("textfield", "geheim", call.text("beheer-geheim", &[]))
        },
    ]
}

fn faults_of(call: &PageCall, faults: &[InvalidField]) -> Fouten {
    let mut fouten = Fouten::default();
    for fault in faults {
        let (key, text) = match (fault.name.as_str(), fault.code) {
            ("naam", _) => ("naam", "beheer-fout-geen-naam"),
            ("apiRoot", "unique") => ("adres", "beheer-fout-dienst-bestaat"),
            ("apiRoot", _) => ("adres", "beheer-fout-dienst-adres"),
            ("clientId", _) => ("client", "beheer-fout-geen-client"),
            ("header", _) => ("header", "beheer-fout-dienst-header"),
            _ => ("geheim", "beheer-fout-geen-geheim"),
        };
        fouten.add(key, call.text(text, &[]));
    }
    fouten
}
