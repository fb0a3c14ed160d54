//! `/abonnement`: a bare list, as the standard has it.

use ::store::Actie;
use autorisaties::Sealer;
use autorisaties::handlers::{Caller, Fields, Key, Params, Sent, Url, Urls};
use axum::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use values::Id;
use web::{Created, IfNoneMatch, InvalidParam, Json, Problem, Tenant};

use super::{CONSUMEREN, PUBLICEREN, Root, client_id, read_texts, require};
use crate::operations::abonnementen as operations;
use crate::{Abonnement, AbonnementGegevens, CloudeventFilter, KanaalFilter, NotificatiesError, Settings, wire};

// The standard lists `auth` among the fields, existing servers never answer it (it is "write-only" with them), and it is a secret of
// the subscriber: it is not answered.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AbonnementView<'a> {
    url: Url<'a>,
    callback_url: &'a str,
    kanalen: Vec<FilterView<'a>>,
    send_cloudevents: bool,
    cloudevent_filters: Vec<CloudeventView<'a>>,
}

#[derive(Serialize)]
struct FilterView<'a> {
    naam: &'a str,
    filters: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CloudeventView<'a> {
    type_substring: &'a str,
    filters: Value,
}

fn view<'a>(abonnement: &'a Abonnement, urls: &'a Urls, root: Root) -> AbonnementView<'a> {
    AbonnementView {
        url: urls.url(root.abonnementen, abonnement.uuid.uuid()),
        callback_url: &abonnement.callback_url,
        kanalen: abonnement
            .kanalen
            .iter()
            .map(|one| FilterView { naam: &one.naam, filters: wire::object(&one.filters) })
            .collect(),
        send_cloudevents: abonnement.send_cloudevents,
        cloudevent_filters: abonnement
            .cloudevent_filters
            .iter()
            .map(|one| CloudeventView { type_substring: &one.type_substring, filters: wire::object(&one.filters) })
            .collect(),
    }
}

/// Reads a body; `auth` is what the subscriber gave before, if it need not be sent again.
pub(super) fn read_gegevens(fields: &mut Fields, auth: Option<String>) -> AbonnementGegevens {
    let callback_url = fields.url_required("callbackUrl");
    let auth = match auth {
        Some(auth) if !fields.has("auth") => auth,
        _ => fields.text_required("auth", 1000),
    };
    if auth.contains(|character: char| !(' '..='~').contains(&character)) {
        fields.fault("auth", "invalid", "Deze waarde kan niet in een header staan.");
    }
    if !fields.has("kanalen") && !fields.has("cloudeventFilters") {
        fields.fault("kanalen", "required", "Dit veld is vereist.");
    } else if fields.has("kanalen") && fields.value("kanalen").is_none() {
        fields.fault("kanalen", "null", "Dit veld mag niet leeg zijn.");
    }
    AbonnementGegevens {
        callback_url,
        auth,
        kanalen: fields.items("kanalen", |one| KanaalFilter {
            naam: one.text_required("naam", 50),
            filters: read_texts(one, "filters"),
        }),
        send_cloudevents: fields.boolean("sendCloudevents").unwrap_or(false),
        cloudevent_filters: fields.items("cloudeventFilters", |one| CloudeventFilter {
            type_substring: one.text_required("typeSubstring", 255),
            filters: read_texts(one, "filters"),
        }),
    }
}

/// Tries whether the subscriber takes messages, and from nobody else but us.
async fn test_callback(settings: &Settings, new: &AbonnementGegevens, now: Timestamp) -> Result<(), Problem> {
    let body = wire::test_message(now);
    let call = async |headers: &[(&str, &str)]| {
        let answer = settings.outbound.post(&new.callback_url, headers, body.clone().into()).await;
        answer.map(|answer| answer.status_code)
    };
    let content = ("content-type", "application/json");
    if settings.require_auth_on_callback {
        let answer = call(&[content]).await;
        // Who does not answer at all is told so below.
        if answer.is_ok_and(|status_code| !matches!(status_code, 401 | 403)) {
            let reason = "De callback-URL moet een aanroep zonder autorisatie weigeren met 401 of 403.";
            return Err(Problem::invalid(vec![InvalidParam::new("callbackUrl", "no-auth-on-callback-url", reason)]));
        }
    }
    let answer = call(&[content, ("authorization", &new.auth)]).await;
    if answer.is_ok_and(|status_code| (200..300).contains(&status_code)) {
        return Ok(());
    }
    let reason = "De callback-URL neemt geen notificaties aan.";
    Err(Problem::invalid(vec![InvalidParam::whole("invalid-callback-url", reason)]))
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[CONSUMEREN, PUBLICEREN])?;
    params.finish()?;
    let found = operations::list(&mut tenant.db.reader()).await?;
    let views: Vec<_> = found.iter().map(|one| view(one, &urls, root)).collect();
    Ok(Json(views).into_response())
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, &[CONSUMEREN, PUBLICEREN])?;
    params.finish()?;
    let found = operations::read(&mut tenant.db.reader(), Id::new(uuid)).await?;
    known.answer(&view(&found, &urls, root))
}

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    root: Root,
    Extension(settings): Extension<Settings>,
    Extension(sealer): Extension<Sealer>,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, &[CONSUMEREN])?;
    let mut fields = Fields::new(body).strict(&[]);
    let new = read_gegevens(&mut fields, None);
    fields.finish()?;
    check(&tenant, &settings, &new).await?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let made = operations::create(&mut tx, &sealer, client_id(&caller), &new).await?;
    tx.commit().await?;
    let view = view(&made, &urls, root);
    let url = view.url.to_string();
    Ok(Created(view).at(&url))
}

/// Refuses what breaks a rule before the subscriber is called.
async fn check(tenant: &Tenant, settings: &Settings, new: &AbonnementGegevens) -> Result<(), Problem> {
    let faults = operations::faults(&mut tenant.db.reader(), new).await?;
    if !faults.is_empty() {
        return Err(NotificatiesError::Invalid(faults).into());
    }
    test_callback(settings, new, tenant.db.clock().now()).await
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    (urls, root): (Urls, Root),
    Extension(settings): Extension<Settings>,
    Extension(sealer): Extension<Sealer>,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, &[CONSUMEREN])?;
    let id = Id::new(uuid);
    let mut db = tenant.db.reader();
    let current = operations::read_own(&mut db, client_id(&caller), id).await?;
    let actie = sent.actie;
    // What is never answered can't be laid under a PATCH by the view.
    let auth = match actie {
        Actie::PartialUpdate => Some(operations::read_auth(&mut db, &sealer, id).await?),
        _ => None,
    };
    let mut fields = sent.over(&view(&current, &urls, root))?.strict(&[]);
    let new = read_gegevens(&mut fields, auth);
    fields.finish()?;
    check(&tenant, &settings, &new).await?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let changed = operations::update(&mut tx, &sealer, client_id(&caller), actie, id, &new).await?;
    tx.commit().await?;
    Ok(Json(view(&changed, &urls, root)).into_response())
}

pub(crate) async fn remove(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, &[CONSUMEREN])?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::remove_own(&mut tx, client_id(&caller), Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
