//! Applications of suppliers: who they are, their secrets, and what they may do.

use autorisaties::{Applicatie, ApplicatieGegevens, AutorisatiesError, InvalidField, Sealer, Window};
use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use identity::{StaffForm, StaffSession};
use store::{Actie, Tx};
use uuid::Uuid;
use values::Id;
use web::{Page, PageCall, PageError, Pairs};

use super::applicatie_form::{choice_faults, chosen, faults_of, gegevens_velden, nieuw_velden, rechten_velden};
use super::applicatie_rechten::Keuzelijst;
use super::{BEHEERDERS, Beheerder, Wens, failed, tell_now};
use crate::views::{
    ApplicatieNieuwPage, ApplicatiePage, ApplicatieRow, ApplicatiesPage, ClientRow, Fouten, GeheimPage,
};
use crate::{paths, surroundings};

/// More than any municipality has.
const LIST_MAX: u64 = 1000;

/// `GET /beheer/applicaties`
pub(crate) async fn list(call: PageCall, Beheerder(session): Beheerder, wens: Query<Wens>) -> Result<Page, PageError> {
    let window = Window { limit: LIST_MAX, offset: 0 };
    let found = autorisaties::list(&mut call.tenant.db.reader(), window).await.map_err(|error| failed(&error))?;
    let row = |one: &Applicatie| ApplicatieRow {
        label: one.label.clone(),
        href: paths::applicatie(one.uuid.uuid()),
        clients: one.client_ids().join(", "),
        rechten: match one.heeft_alle_autorisaties {
            true => call.text("beheer-recht-alles", &[]),
            false => {
                let aantal = i64::try_from(one.toekenningen.len()).unwrap_or(i64::MAX);
                call.text("beheer-recht-aantal", &[("aantal", aantal.into())])
            }
        },
        wacht: one.clients.iter().any(|client| !client.has_secret),
    };
    let page =
        ApplicatiesPage { applicaties: found.rows.iter().map(row).collect(), nieuw_href: paths::APPLICATIE_NIEUW };
    let title = call.text("beheer-applicaties", &[]);
    let chrome = surroundings::with_flash(&call, &session, &title, paths::APPLICATIES, wens.flash(&call));
    call.page("admin/applicaties.html", page, &chrome)
}

/// `GET /beheer/applicaties/nieuw`
pub(crate) async fn new(call: PageCall, Beheerder(session): Beheerder) -> Result<Page, PageError> {
    new_page(&call, &session, &Pairs::default(), Fouten::default()).await
}

async fn new_page(call: &PageCall, session: &StaffSession, given: &Pairs, fouten: Fouten) -> Result<Page, PageError> {
    let lijst = Keuzelijst::read(&mut call.tenant.db.reader()).await?;
    let velden = [nieuw_velden(call, given), rechten_velden(call, &lijst, given)].concat();
    let fouten = fouten.in_order_of(&velden);
    let page = ApplicatieNieuwPage { velden, fouten, action: paths::APPLICATIES, terug_href: paths::APPLICATIES };
    let title = call.text("beheer-applicatie-nieuw", &[]);
    let chrome = surroundings::with_flash(call, session, &title, paths::APPLICATIES, None);
    call.page("admin/applicatie_nieuw.html", page, &chrome)
}

/// `POST /beheer/applicaties`: the answer shows the secret, this one time.
pub(crate) async fn create(
    call: PageCall,
    Extension(sealer): Extension<Sealer>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let client_id = text(&pairs, "client").to_owned();
    let lijst = Keuzelijst::read(&mut call.tenant.db.reader()).await?;
    let gegevens = ApplicatieGegevens {
        label: text(&pairs, "label").to_owned(),
        client_ids: vec![client_id.clone()],
        heeft_alle_autorisaties: pairs.find("alle").is_some(),
        alleen_gereed_voor_publicatie: false,
        toekenningen: chosen(&lijst, &pairs),
    };
    let fouten = choice_faults(&call, &pairs);
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let fouten = match autorisaties::create(&mut tx, &gegevens).await {
        Ok(applicatie) if fouten.lijst.is_empty() => {
            let page = give_secret(&mut tx, &sealer, &applicatie, &client_id).await?;
            tx.commit().await?;
            return secret_page(&call, &session, page);
        }
        Ok(_) => fouten,
        Err(error) => faults_of(&call, &invalid(error)?, "client", fouten),
    };
    drop(tx);
    Ok(new_page(&call, &session, &pairs, fouten).await?.into_response())
}

/// `GET /beheer/applicaties/{id}`
pub(crate) async fn read(
    call: PageCall,
    Beheerder(session): Beheerder,
    Path(id): Path<String>,
    wens: Query<Wens>,
) -> Result<Page, PageError> {
    let applicatie = find(&mut call.tenant.db.reader(), &id).await?;
    let flash = wens.flash(&call);
    page(&call, &session, &applicatie, &Pairs::default(), Fouten::default(), flash).await
}

async fn page(
    call: &PageCall,
    session: &StaffSession,
    applicatie: &Applicatie,
    given: &Pairs,
    fouten: Fouten,
    flash: Option<ui::Flash>,
) -> Result<Page, PageError> {
    let lijst = Keuzelijst::read(&mut call.tenant.db.reader()).await?;
    let uuid = applicatie.uuid.uuid();
    let (gegevens, erbij) = (gegevens_velden(call, applicatie, given), rechten_velden(call, &lijst, given));
    let context = ApplicatiePage {
        label: applicatie.label.clone(),
        clients: applicatie
            .clients
            .iter()
            .map(|client| ClientRow { id: client.id.clone(), has_secret: client.has_secret })
            .collect(),
        alle: applicatie.heeft_alle_autorisaties,
        rechten: lijst.rows(call, &applicatie.toekenningen),
        fouten: fouten.in_order_of(gegevens.iter().chain(&erbij)),
        gegevens,
        erbij,
        merk: mark(applicatie),
        gegevens_action: paths::applicatie(uuid),
        geheim_action: paths::applicatie_geheim(uuid),
        erbij_action: paths::applicatie_autorisaties(uuid),
        eraf_action: paths::applicatie_autorisatie_weg(uuid),
        verwijder_action: paths::applicatie_verwijder(uuid),
        terug_href: paths::APPLICATIES,
    };
    let chrome = surroundings::with_flash(call, session, &applicatie.label, paths::APPLICATIES, flash);
    call.page("admin/applicatie.html", context, &chrome)
}

/// `POST /beheer/applicaties/{id}`: name, clients, and whether it may do everything.
pub(crate) async fn update(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let alle = pairs.find("alle").is_some();
    let replaces = pairs.find("vervang").is_some();
    let mut client_ids: Vec<String> = text(&pairs, "clients").split_whitespace().map(str::to_owned).collect();
    client_ids.sort();
    client_ids.dedup();
    if client_ids.is_empty() {
        let applicatie = find(&mut call.tenant.db.reader(), &id).await?;
        let mut fouten = Fouten::default();
        fouten.add("clients", call.text("beheer-fout-geen-client", &[]));
        return Ok(page(&call, &session, &applicatie, &pairs, fouten, None).await?.into_response());
    }
    // A form that does not say what it was made from is refused as one of before a change.
    let shown = Some(text(&pairs, "merk"));
    change(&call, &session, (&id, shown), &pairs, |current| ApplicatieGegevens {
        label: text(&pairs, "label").to_owned(),
        client_ids,
        heeft_alle_autorisaties: alle,
        alleen_gereed_voor_publicatie: pairs.find("gereed").is_some(),
        // What goes is what somebody said that may go. Rule: ac-002 (autorisatiespecificatie).
        toekenningen: if alle && replaces { Vec::new() } else { current.toekenningen.clone() },
    })
    .await
}

/// `POST /beheer/applicaties/{id}/autorisaties`: rights that come with those that there are.
pub(crate) async fn add_rights(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let lijst = Keuzelijst::read(&mut call.tenant.db.reader()).await?;
    let new = chosen(&lijst, &pairs);
    if new.is_empty() {
        let applicatie = find(&mut call.tenant.db.reader(), &id).await?;
        let mut fouten = choice_faults(&call, &pairs);
        if fouten.lijst.is_empty() {
            fouten.add("scopes-zrc", call.text("beheer-fout-geen-scopes", &[]));
        }
        return Ok(page(&call, &session, &applicatie, &pairs, fouten, None).await?.into_response());
    }
    change(&call, &session, (&id, None), &pairs, |current| {
        let mut toekenningen = current.toekenningen.clone();
        toekenningen.extend(new.into_iter().filter(|one| !current.toekenningen.contains(one)));
        ApplicatieGegevens { heeft_alle_autorisaties: false, toekenningen, ..gegevens_of(current) }
    })
    .await
}

/// `POST /beheer/applicaties/{id}/autorisaties/verwijder`. The form says what it showed, so that nothing else goes when the list changed.
pub(crate) async fn remove_right(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let mut db = call.tenant.db.reader();
    let applicatie = find(&mut db, &id).await?;
    let lijst = Keuzelijst::read(&mut db).await?;
    let shown = lijst.find_row(&applicatie.toekenningen, text(&pairs, "sleutel")).ok_or(PageError::Conflict)?;
    drop(db);
    change(&call, &session, (&id, None), &pairs, |current| ApplicatieGegevens {
        toekenningen: current.toekenningen.iter().filter(|one| !shown.contains(one)).cloned().collect(),
        ..gegevens_of(current)
    })
    .await
}

/// Returns a mark of what the form with the facts of an application was made from.
fn mark(applicatie: &Applicatie) -> String {
    let facts = (
        &applicatie.label,
        applicatie.client_ids(),
        applicatie.heeft_alle_autorisaties,
        applicatie.alleen_gereed_voor_publicatie,
        // "Mag alles" says how many of them go.
        &applicatie.toekenningen,
    );
    web::mark(format!("{facts:?}").as_bytes())
}

fn gegevens_of(current: &Applicatie) -> ApplicatieGegevens {
    ApplicatieGegevens {
        label: current.label.clone(),
        client_ids: current.client_ids().into_iter().map(str::to_owned).collect(),
        heeft_alle_autorisaties: current.heeft_alle_autorisaties,
        alleen_gereed_voor_publicatie: current.alleen_gereed_voor_publicatie,
        toekenningen: current.toekenningen.clone(),
    }
}

/// Changes an application. `shown` is the mark of the facts that the form was made from; none for a form that only adds to what there is, or takes
/// away what it names.
async fn change(
    call: &PageCall,
    session: &StaffSession,
    (id, shown): (&str, Option<&str>),
    given: &Pairs,
    make: impl FnOnce(&Applicatie) -> ApplicatieGegevens,
) -> Result<Response, PageError> {
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let uuid = find(&mut tx, id).await?.uuid;
    let current = autorisaties::read_locked(&mut tx, uuid).await.map_err(|error| failed(&error))?;
    if shown.is_some_and(|shown| shown != mark(&current)) {
        drop(tx);
        let mut fouten = Fouten::default();
        fouten.add("label", call.text("beheer-fout-intussen-gewijzigd", &[]));
        let clients = current.client_ids().join(" ");
        for (key, wat, nu) in
            [("label", "beheer-applicatie-naam", &current.label), ("clients", "beheer-clients", &clients)]
        {
            if text(given, key).split_whitespace().ne(nu.split_whitespace()) {
                tell_now(call, &mut fouten, key, call.text(wat, &[]), nu);
            }
        }
        return Ok(page(call, session, &current, given, fouten, None).await?.into_response());
    }
    let new = make(&current);
    match autorisaties::update(&mut tx, Actie::Update, current.uuid, &new).await {
        Ok(_) => {
            tx.commit().await?;
            let to = format!("{}?gedaan=gewijzigd", paths::applicatie(current.uuid.uuid()));
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            drop(tx);
            let fouten = faults_of(call, &invalid(error)?, "clients", Fouten::default());
            Ok(page(call, session, &current, given, fouten, None).await?.into_response())
        }
    }
}

/// `POST /beheer/applicaties/{id}/geheim`: the answer shows the secret, this one time.
pub(crate) async fn new_secret(
    call: PageCall,
    Path(id): Path<String>,
    Extension(sealer): Extension<Sealer>,
    StaffForm { session, pairs }: StaffForm,
) -> Result<Response, PageError> {
    session.require_rol(BEHEERDERS)?;
    let client_id = text(&pairs, "client");
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let applicatie = find(&mut tx, &id).await?;
    if !applicatie.has_client(client_id) {
        return Err(PageError::NotFound);
    }
    let page = give_secret(&mut tx, &sealer, &applicatie, client_id).await?;
    tx.commit().await?;
    secret_page(&call, &session, page)
}

/// `POST /beheer/applicaties/{id}/verwijder`
pub(crate) async fn remove(
    call: PageCall,
    Path(id): Path<String>,
    StaffForm { session, .. }: StaffForm,
) -> Result<Redirect, PageError> {
    session.require_rol(BEHEERDERS)?;
    let mut tx = call.tenant.db.begin(&session.actor).await?;
    let applicatie = find(&mut tx, &id).await?;
    autorisaties::remove(&mut tx, applicatie.uuid).await.map_err(|error| failed(&error))?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?gedaan=verwijderd", paths::APPLICATIES)))
}

async fn give_secret(
    tx: &mut Tx,
    sealer: &Sealer,
    applicatie: &Applicatie,
    client_id: &str,
) -> Result<GeheimPage, PageError> {
    let geheim: String = (0..4).map(|_| format!("{:016x}", tx.random())).collect();
    autorisaties::set_secret(tx, sealer, client_id, &geheim).await.map_err(|error| failed(&error))?;
    let applicatie_href = paths::applicatie(applicatie.uuid.uuid());
    Ok(GeheimPage { client_id: client_id.to_owned(), geheim, applicatie_href })
}

fn secret_page(call: &PageCall, session: &StaffSession, page: GeheimPage) -> Result<Response, PageError> {
    let title = call.text("beheer-geheim", &[]);
    let chrome = surroundings::with_flash(call, session, &title, paths::APPLICATIES, None);
    Ok(call.page("admin/geheim.html", page, &chrome)?.into_response())
}

async fn find(db: &mut store::Reader, id: &str) -> Result<Applicatie, PageError> {
    let id: Uuid = Uuid::try_parse(id).map_err(|_| PageError::NotFound)?;
    match autorisaties::read(db, Id::new(id)).await {
        Ok(applicatie) => Ok(applicatie),
        Err(AutorisatiesError::ApplicatieNotFound) => Err(PageError::NotFound),
        Err(error) => Err(failed(&error)),
    }
}

fn invalid(error: AutorisatiesError) -> Result<Vec<InvalidField>, PageError> {
    match error {
        AutorisatiesError::Invalid(faults) => Ok(faults),
        AutorisatiesError::ApplicatieNotFound => Err(PageError::NotFound),
        error => Err(failed(&error)),
    }
}

fn text<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.find(name).unwrap_or_default().trim()
}
