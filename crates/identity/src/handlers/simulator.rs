//! The pages of the simulated logins. Each looks again whether this is a demonstration.

use axum::Extension;
use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use values::actor::{Betrouwbaarheidsniveau, Grond};
use web::{FormPairs, Page, PageCall, PageError};

use super::begin::begin;
use super::cookies::{Cookie, find_attempt, returning_attempt};
use super::inloggen::{NO_SUCH_CHOICE, Wish, finish};
use crate::sessions::Who;
use crate::store::personen;
use crate::{LoginAttempt, Logins, find_medewerker, list_medewerkers};

fn require_demo(call: &PageCall) -> Result<(), PageError> {
    if call.app.settings().demo { Ok(()) } else { Err(PageError::NotFound) }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Returning {
    state: Option<String>,
}

#[derive(Serialize)]
struct ResidentsView {
    state: String,
    people: Vec<PersonView>,
}

#[derive(Serialize)]
struct PersonView {
    naam: String,
    facts: String,
    options: Vec<OptionView>,
}

#[derive(Serialize)]
struct OptionView {
    value: String,
    label: String,
}

/// `GET /simulator/digid`: who do you want to be?
pub(crate) async fn choose_resident(
    call: PageCall,
    headers: HeaderMap,
    Query(returning): Query<Returning>,
) -> Result<Page, PageError> {
    require_demo(&call)?;
    let state = returning.state.unwrap_or_default();
    let attempt = find_attempt(&headers, call.app.settings())
        .filter(|attempt| attempt.is_state(&state))
        .ok_or_else(|| PageError::Redirect("/inloggen".into()))?;
    let mut db = call.tenant.db.reader();
    let today = values::local_date(call.tenant.db.clock().now());
    let people = personen::list_all(&mut db).await?;
    let machtigingen = personen::list_machtigingen(&mut db, today).await?;
    let people = people.into_iter().map(|person| {
        let own = (!attempt.is_namens).then(|| OptionView {
            value: person.bsn.as_str().to_owned(),
            label: call.text("simulator-zelf", &[("naam", person.volledige_naam().into())]),
        });
        let namens = machtigingen.iter().filter(|(gemachtigde, _)| *gemachtigde == person.bsn).map(|(_, other)| {
            let key = match other.grond {
                Grond::Machtiging => "simulator-machtiging",
                Grond::Bewindvoering => "simulator-bewindvoering",
            };
            OptionView {
                value: format!("{}/{}", person.bsn.as_str(), other.bsn.as_str()),
                label: call
                    .text(key, &[("naam", person.volledige_naam().into()), ("ander", other.naam.as_str().into())]),
            }
        });
        let options: Vec<_> = own.into_iter().chain(namens).collect();
        PersonView { naam: person.volledige_naam(), facts: person.adres_regels().join(", "), options }
    });
    let view = ResidentsView { state, people: people.filter(|person| !person.options.is_empty()).collect() };
    let chrome = call.chrome(call.text("simulator-digid-titel", &[]));
    call.page("identity/simulator_digid.html", view, &chrome)
}

/// `POST /simulator/digid`: comes back with whom was chosen.
pub(crate) async fn log_in_resident(
    call: PageCall,
    headers: HeaderMap,
    Extension(logins): Extension<Logins>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, PageError> {
    require_demo(&call)?;
    finish(&call, &headers, &logins, &pairs).await
}

#[derive(Serialize)]
struct StaffView {
    state: String,
    people: Vec<MedewerkerView>,
    is_session_over: bool,
}

#[derive(Serialize)]
struct MedewerkerView {
    id: String,
    naam: String,
    rollen: String,
    label: String,
}

/// `GET /werk/inloggen`.
pub(crate) async fn choose_staff(call: PageCall, Query(wish): Query<Wish>) -> Result<Response, PageError> {
    require_demo(&call)?;
    let attempt = LoginAttempt::new(call.tenant.db.clock(), Betrouwbaarheidsniveau::Basis, false, wish.naar());
    let people = list_medewerkers(&mut call.tenant.db.reader()).await?;
    let people = people.into_iter().map(|person| MedewerkerView {
        label: call.text("simulator-zelf", &[("naam", person.naam.as_str().into())]),
        id: person.id,
        naam: person.naam,
        rollen: person.rollen.join(", "),
    });
    let view = StaffView { state: attempt.state(), people: people.collect(), is_session_over: wish.is_session_over() };
    let chrome = call.chrome(call.text("simulator-werk-titel", &[]));
    let page = call.page("identity/simulator_werk.html", view, &chrome)?;
    let cookie = Cookie::Attempt.set(&attempt.to_cookie_value(), call.app.settings());
    Ok(([(header::SET_COOKIE, cookie)], page).into_response())
}

/// `POST /werk/inloggen`.
pub(crate) async fn log_in_staff(
    call: PageCall,
    headers: HeaderMap,
    FormPairs(pairs): FormPairs,
) -> Result<Response, PageError> {
    require_demo(&call)?;
    let attempt = returning_attempt(&headers, call.app.settings(), &pairs)?;
    let id = pairs.find("medewerker").ok_or(NO_SUCH_CHOICE)?;
    let found = find_medewerker(&mut call.tenant.db.reader(), id).await?.ok_or(NO_SUCH_CHOICE)?;
    tracing::info!(provider = "simulator", "A member of staff logged in");
    begin(&call, &headers, &attempt, Who::Medewerker(found.id)).await
}
