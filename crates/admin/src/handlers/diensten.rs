//! Other systems that zaken, documents and besluiten may name: adding, changing and removing them.
//!
//! Only systems on the public network can be added here. One inside the walls is for who runs the installation (`loket dienst add`): an
//! administrator of one municipality could otherwise have this machine call its neighbours.

use ::diensten::{AutorisatieSoort, Bewijs, Dienst, DienstGegevens, Diensten, DienstenError, Soort};
use autorisaties::handlers::is_served_here;
use autorisaties::{InvalidField, Sealer};
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use identity::{StaffForm, StaffSession};
use store::Reader;
use uuid::Uuid;
use values::Id;
use web::{Page, PageCall, PageError, Pairs};

use super::{BEHEERDERS, Beheerder, Wens, failed, tell_now};
use crate::views::{DienstNieuwPage, DienstRow, DienstenPage, Fouten, Keuzemogelijkheid, Veld};
use crate::{paths, surroundings};

/// `GET /beheer/diensten`
pub(crate) async fn list(call: PageCall, Beheerder(session): Beheerder, wens: Query<Wens>) -> Result<Page, PageError> {
    let found = ::diensten::list(&mut call.tenant.db.reader()).await.map_err(|error| failed(&error))?;
    let row = |one: &Dienst| DienstRow {
        naam: one.naam.clone(),
        api_root: one.api_root.clone(),
        soort: call.text(soort_key(one.soort), &[]),
        autorisatie: call.text(autorisatie_key(one.autorisatie), &[]),
        is_intern: one.is_intern,
        href: paths::dienst(one.uuid.uuid()),
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
    let velden = velden(call, given, None);
    let page = DienstNieuwPage {
        title: call.text("beheer-dienst-nieuw", &[]),
        lead: call.text("beheer-dienst-nieuw-uitleg", &[]),
        fouten: fouten.in_order_of(&velden),
        velden,
        merk: String::new(),
        action: paths::DIENSTEN.to_owned(),
        knop: call.text("beheer-applicatie-voeg-toe", &[]),
        terug_href: paths::DIENSTEN,
    };
    show(call, session, page)
}

fn edit_page(
    call: &PageCall,
    session: &StaffSession,
    (dienst, merk): (&Dienst, String),
    given: &Pairs,
    fouten: Fouten,
) -> Result<Page, PageError> {
    let velden = velden(call, given, Some(dienst));
    let page = DienstNieuwPage {
        title: call.text("beheer-dienst-wijzig", &[]),
        lead: call.text("beheer-dienst-wijzig-uitleg", &[]),
        fouten: fouten.in_order_of(&velden),
        velden,
        merk,
        action: paths::dienst(dienst.uuid.uuid()),
        knop: call.text("beheer-opslaan", &[]),
        terug_href: paths::DIENSTEN,
    };
    show(call, session, page)
}

fn show(call: &PageCall, session: &StaffSession, page: DienstNieuwPage) -> Result<Page, PageError> {
    let chrome = surroundings::with_flash(call, session, &page.title, paths::DIENSTEN, None);
    call.page("admin/dienst_nieuw.html", page, &chrome)
}

/// What a form says, and what is wrong with it before any rule is asked.
struct Ingevuld {
    gegevens: DienstGegevens,
    fouten: Fouten,
}

/// Reads a form. `is_intern` says that the dienst was let in by who runs the installation; others can't be inside, nor be this system.
async fn read_form(call: &PageCall, diensten: &Diensten, pairs: &Pairs, is_intern: bool) -> Ingevuld {
    let text = |name: &str| pairs.find(name).unwrap_or_default().trim().to_owned();
    let (soort, autorisatie) = (Soort::find(&text("soort")), AutorisatieSoort::find(&text("autorisatie")));
    let bewijs = match autorisatie {
        None | Some(AutorisatieSoort::Geen) => Bewijs::Geen,
        Some(AutorisatieSoort::Zgw) => Bewijs::Zgw { client_id: text("client"), geheim: text("geheim") },
        Some(AutorisatieSoort::Header) => Bewijs::Header { naam: text("header"), waarde: text("geheim") },
    };
    let mut fouten = Fouten::default();
    let adres = text("adres");
    let tenants = call.app.tenants();
    let hosts = tenants.hosts().chain([call.base.name()]);
    if is_served_here(&adres, hosts, [tenants.port(), call.base.port()]) {
        fouten.add("adres", call.text("beheer-fout-dienst-zelf", &[]));
    } else if !is_intern && diensten.is_inside(&adres).await {
        fouten.add("adres", call.text("beheer-fout-dienst-binnen", &[]));
    }
    if soort.is_none() {
        fouten.add("soort", call.text("beheer-fout-dienst-soort", &[]));
    }
    if autorisatie.is_none() {
        fouten.add("autorisatie", call.text("beheer-fout-dienst-autorisatie", &[]));
    }
    let gegevens =
        DienstGegevens { naam: text("naam"), api_root: adres, soort: soort.unwrap_or(Soort::Orc), bewijs, is_intern };
    Ingevuld { gegevens, fouten }
}

/// Returns everything that is wrong, none when it was done.
fn judge(call: &PageCall, own: Fouten, outcome: Result<Dienst, DienstenError>) -> Result<Option<Fouten>, PageError> {
    match outcome {
        Ok(_) if own.lijst.is_empty() => Ok(None),
        Ok(_) => Ok(Some(own)),
        Err(DienstenError::Invalid(faults)) => Ok(Some(faults_of(call, &faults, own))),
        Err(DienstenError::NotFound) => Err(PageError::NotFound),
        Err(error) => Err(failed(&error)),
    }
}

/// `POST /beheer/diensten`
pub(crate) async fn create(
    call: PageCall,
    diensten: Diensten,
    Extension(sealer): Extension<Sealer>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let Ingevuld { gegevens, fouten } = read_form(&call, &diensten, &pairs, false).await;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let outcome = ::diensten::add(&mut tx, &sealer, &gegevens).await;
    match judge(&call, fouten, outcome)? {
        None => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("{}?gedaan=toegevoegd", paths::DIENSTEN)).into_response())
        }
        Some(fouten) => {
            drop(tx);
            Ok(new_page(&call, &session, &pairs, fouten)?.into_response())
        }
    }
}

/// Returns a dienst with the mark of what it is now.
async fn find(db: &mut Reader, id: &str) -> Result<(Dienst, String), PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    match ::diensten::find_marked(db, Id::new(id)).await {
        Ok(found) => Ok(found),
        Err(DienstenError::NotFound) => Err(PageError::NotFound),
        Err(error) => Err(failed(&error)),
    }
}

/// `GET /beheer/diensten/{id}`
pub(crate) async fn edit(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path(id): Path<String>,
) -> Result<Page, PageError> {
    let (dienst, merk) = find(&mut call.tenant.db.reader(), &id).await?;
    edit_page(&call, &session, (&dienst, merk), &Pairs::default(), Fouten::default())
}

/// `POST /beheer/diensten/{id}`: a secret that is left empty stays as it is.
pub(crate) async fn update(
    call: PageCall,
    diensten: Diensten,
    Path(id): Path<String>,
    Extension(sealer): Extension<Sealer>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let (dienst, _) = find(&mut call.tenant.db.reader(), &id).await?;
    let Ingevuld { gegevens, fouten } = read_form(&call, &diensten, &pairs, dienst.is_intern).await;
    // A form that does not say what it was made from is refused as one of before a change.
    let shown = pairs.find("merk").unwrap_or_default();
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let outcome = ::diensten::change(&mut tx, &sealer, dienst.uuid, (&gegevens, shown)).await;
    if let Err(DienstenError::Changed) = outcome {
        drop(tx);
        let (now, merk) = find(&mut call.tenant.db.reader(), &id).await?;
        // Who saves again has seen that it was changed.
        let fouten = changed_meanwhile(&call, &now, &pairs);
        return Ok(edit_page(&call, &session, (&now, merk), &pairs, fouten)?.into_response());
    }
    match judge(&call, fouten, outcome)? {
        None => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("{}?gedaan=gewijzigd", paths::DIENSTEN)).into_response())
        }
        Some(fouten) => {
            drop(tx);
            Ok(edit_page(&call, &session, (&dienst, shown.to_owned()), &pairs, fouten)?.into_response())
        }
    }
}

/// Says that somebody else was first, and where the answers differ from what there is now. A secret is never compared: whether it is another
/// nobody may read here.
fn changed_meanwhile(call: &PageCall, now: &Dienst, given: &Pairs) -> Fouten {
    let mut fouten = Fouten::default();
    fouten.add("formulier", call.text("beheer-fout-intussen-gewijzigd", &[]));
    let soort = call.text(soort_key(now.soort), &[]);
    let autorisatie = call.text(autorisatie_key(now.autorisatie), &[]);
    let facts = [
        ("naam", "beheer-applicatie-naam", now.naam.as_str(), now.naam.as_str()),
        ("adres", "beheer-kolom-adres", &now.api_root, &now.api_root),
        ("soort", "beheer-kolom-api", now.soort.as_str(), &soort),
        ("autorisatie", "beheer-dienst-autorisatie", now.autorisatie.as_str(), &autorisatie),
        ("client", "beheer-client", &now.client_id, &now.client_id),
        ("header", "beheer-dienst-header-naam", &now.header, &now.header),
    ];
    for (key, wat, value, nu) in facts {
        if given.find(key).unwrap_or_default().trim() != value {
            tell_now(call, &mut fouten, key, call.text(wat, &[]), nu);
        }
    }
    fouten
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
    match ::diensten::remove(&mut tx, Id::new(id)).await {
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
        Soort::Selectielijst => "beheer-dienst-selectielijst",
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

/// The questions. What was sent goes before what there is. The secret is never shown again.
fn velden(call: &PageCall, given: &Pairs, current: Option<&Dienst>) -> Vec<Veld> {
    let own = |name: &str| {
        let current = current?;
        Some(match name {
            "naam" => current.naam.as_str(),
            "adres" => &current.api_root,
            "soort" => current.soort.as_str(),
            "autorisatie" => current.autorisatie.as_str(),
            "client" => &current.client_id,
            "header" => &current.header,
            _ => "",
        })
    };
    let value = |name: &str| given.find(name).or_else(|| own(name)).unwrap_or_default().to_owned();
    let option = |name: &str, word: &str, key: &str| Keuzemogelijkheid {
        value: word.to_owned(),
        label: call.text(key, &[]),
        checked: value(name) == word,
    };
    let soorten = Soort::ALL.iter().map(|soort| option("soort", soort.as_str(), soort_key(*soort))).collect();
    let manieren =
        AutorisatieSoort::ALL.iter().map(|one| option("autorisatie", one.as_str(), autorisatie_key(*one))).collect();
    let field =
        |kind, key: &str, label: &str| Veld { value: value(key), ..Veld::new(kind, key, call.text(label, &[])) };
    let geheim = if current.is_some() { "beheer-dienst-geheim-houdt" } else { "beheer-dienst-geheim-uitleg" };
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
            description: call.text(geheim, &[]),
            ..Veld::new("textfield", "geheim", call.text("beheer-geheim", &[]))
        },
    ]
}

fn faults_of(call: &PageCall, faults: &[InvalidField], mut fouten: Fouten) -> Fouten {
    for fault in faults {
        let (key, text) = match (fault.name.as_str(), fault.code) {
            ("naam", _) => ("naam", "beheer-fout-geen-naam"),
            ("apiRoot", "unique") => ("adres", "beheer-fout-dienst-bestaat"),
            ("apiRoot", "is-intern") => ("adres", "beheer-fout-dienst-intern"),
            ("apiRoot", _) => ("adres", "beheer-fout-dienst-adres"),
            ("clientId", _) => ("client", "beheer-fout-geen-client"),
            ("header", _) => ("header", "beheer-fout-dienst-header"),
            ("geheim", "invalid") => ("geheim", "beheer-fout-geheim-tekens"),
            _ => ("geheim", "beheer-fout-geen-geheim"),
        };
        fouten.add(key, call.text(text, &[]));
    }
    fouten
}
