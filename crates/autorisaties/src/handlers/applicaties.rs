//! `/applicaties`.

use ::store::Tx;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use values::actor::Component;
use values::{Id, Vertrouwelijkheidaanduiding};
use web::{Created, IfNoneMatch, InvalidParam, Json, Paging, Problem, Tenant};

use super::import::{Batch, Import, Incoming, Outcome};
use super::{Caller, Fields, Key, Params, Sent, Url, Urls};
use crate::{
    Applicatie, ApplicatieGegevens, AutorisatiesError, InvalidField, Reikwijdte, Toekenning, TypeIn, Window,
    component_of, component_text, operations, paths, rules, store,
};

const LEZEN: &str = "autorisaties.lezen";
const BIJWERKEN: &str = "autorisaties.bijwerken";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ApplicatieView<'a> {
    url: Url<'a>,
    client_ids: Vec<&'a str>,
    label: &'a str,
    heeft_alle_autorisaties: bool,
    alleen_is_gereed_voor_publicatie: bool,
    autorisaties: Vec<Map<String, Value>>,
}

impl From<InvalidField> for InvalidParam {
    fn from(fault: InvalidField) -> Self {
        Self::new(fault.name, fault.code, fault.reason)
    }
}

impl From<AutorisatiesError> for Problem {
    fn from(error: AutorisatiesError) -> Self {
        match error {
            AutorisatiesError::Invalid(faults) => Self::invalid(faults.into_iter().map(InvalidParam::from).collect()),
            AutorisatiesError::ApplicatieNotFound => Self::not_found(),
            AutorisatiesError::Store(_) => Self::internal(&error),
        }
    }
}

fn weergave(component: Component) -> &'static str {
    match component {
        Component::Zrc => "Zaken API",
        Component::Ztc => "Catalogi API",
        Component::Drc => "Documenten API",
        Component::Brc => "Besluiten API",
        Component::Ac => "Autorisaties API",
        Component::Nrc => "Notificaties API",
    }
}

fn view<'a>(applicatie: &'a Applicatie, typen: &[TypeIn], urls: &'a Urls) -> ApplicatieView<'a> {
    let toekenningen = rules::spell_out(&applicatie.toekenningen, typen);
    ApplicatieView {
        url: urls.url(paths::APPLICATIES, applicatie.uuid.uuid()),
        client_ids: applicatie.client_ids(),
        label: &applicatie.label,
        heeft_alle_autorisaties: applicatie.heeft_alle_autorisaties,
        alleen_is_gereed_voor_publicatie: applicatie.alleen_gereed_voor_publicatie,
        autorisaties: toekenningen.iter().map(|one| toekenning_view(one, urls)).collect(),
    }
}

/// The fields differ by component: each has those of its own types.
fn toekenning_view(one: &Toekenning, urls: &Urls) -> Map<String, Value> {
    let mut view = Map::new();
    view.insert("component".into(), component_text(one.component).into());
    view.insert("componentWeergave".into(), weergave(one.component).into());
    view.insert("scopes".into(), one.scopes.clone().into());
    if let Some((name, path)) = paths::types_of(one.component) {
        let url = match &one.reikwijdte {
            Reikwijdte::Type(uuid) => urls.url(path, *uuid).to_string(),
            Reikwijdte::Elders(url) => url.clone(),
            Reikwijdte::Component | Reikwijdte::Catalogus(_) => String::new(),
        };
        view.insert(name.into(), url.into());
    }
    if matches!(one.component, Component::Zrc | Component::Drc) {
        let level = one.max_vertrouwelijkheidaanduiding.map_or("", Vertrouwelijkheidaanduiding::as_str);
        view.insert("maxVertrouwelijkheidaanduiding".into(), level.into());
    }
    view
}

/// Reads a body. What is wrong is kept in `fields`.
fn read_gegevens(fields: &mut Fields, urls: &Urls) -> ApplicatieGegevens {
    require_list(fields, "clientIds");
    if fields.value("clientIds").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        fields.fault("clientIds", "empty", "Zonder client-id kan niemand de applicatie gebruiken.");
    }
    let mut client_ids = fields.texts("clientIds", 50);
    client_ids.sort();
    client_ids.dedup();
    ApplicatieGegevens {
        client_ids,
        label: fields.text_required("label", 100),
        heeft_alle_autorisaties: fields.boolean("heeftAlleAutorisaties").unwrap_or(false),
        alleen_gereed_voor_publicatie: fields.boolean("alleenIsGereedVoorPublicatie").unwrap_or(false),
        toekenningen: fields.items("autorisaties", |one| read_toekenning(one, urls)),
    }
}

/// A list may be empty, but not left out: in a change that would take everything away.
fn require_list(fields: &mut Fields, name: &str) {
    if !fields.has(name) {
        fields.fault(name, "required", "Dit veld is vereist.");
    } else if fields.value(name).is_none() {
        fields.fault(name, "null", "Dit veld mag niet leeg zijn.");
    }
}

fn read_toekenning(fields: &mut Fields, urls: &Urls) -> Toekenning {
    let component = component_of(&fields.choice_required("component", &["ac", "nrc", "zrc", "ztc", "drc", "brc"]));
    require_list(fields, "scopes");
    let scopes = fields.texts("scopes", 100);
    let component = component.unwrap_or(Component::Ac);
    let mut reikwijdte = Reikwijdte::Component;
    if let Some((name, path)) = paths::types_of(component) {
        let url = fields.url(name);
        if !url.is_empty() {
            // Whether the type exists does not matter: a right on nothing is no right.
            reikwijdte = urls.find(&url, path).map_or(Reikwijdte::Elders(url), Reikwijdte::Type);
        }
    }
    let has_level = matches!(component, Component::Zrc | Component::Drc);
    let levels = Vertrouwelijkheidaanduiding::ALL.map(Vertrouwelijkheidaanduiding::as_str);
    let level = if has_level { fields.choice("maxVertrouwelijkheidaanduiding", &levels).parse().ok() } else { None };
    Toekenning { component, scopes, reikwijdte, max_vertrouwelijkheidaanduiding: level }
}

fn require(caller: &Caller, scope: &str) -> Result<(), Problem> {
    caller.require_any(&[(Component::Ac, scope)])
}

pub(crate) async fn list(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    paging: Paging,
    RawQuery(query): RawQuery,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, LEZEN)?;
    params.paged();
    let client_ids = params.text("clientIds").map(|_| client_ids(query.as_deref().unwrap_or_default()));
    params.finish()?;
    let window = Window::from(&paging);
    let mut db = tenant.db.reader();
    let found = match client_ids {
        Some(ids) => operations::list_of_clients(&mut db, &ids, window).await?,
        None => operations::list(&mut db, window).await?,
    };
    let typen = operations::list_typen(&mut db, &found.rows).await?;
    let views = found.rows.iter().map(|one| view(one, &typen, &urls)).collect();
    Ok(Json(paging.listed(found.count, views)?).into_response())
}

/// Reads the filter: the standard separates the ids by commas, Open Zaak names the parameter more than once.
fn client_ids(query: &str) -> Vec<String> {
    form_urlencoded::parse(query.as_bytes())
        .filter(|(name, value)| name == "clientIds" && !value.contains('\0'))
        .flat_map(|(_, value)| value.split(',').map(|id| id.trim().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// What may be null in a body: nothing, "no value" is an empty text.
const NULLABLE: &[&str] = &[];

pub(crate) async fn create(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    require(&caller, BIJWERKEN)?;
    let mut fields = Fields::new(body).strict(NULLABLE);
    let gegevens = read_gegevens(&mut fields, &urls);
    fields.finish()?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    let applicatie = operations::create(&mut tx, &gegevens).await?;
    tx.commit().await?;
    let view = view(&applicatie, &[], &urls);
    let url = view.url.to_string();
    Ok(Created(view).at(&url))
}

pub(crate) async fn consumer(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    mut params: Params,
) -> Result<Response, Problem> {
    require(&caller, LEZEN)?;
    let client_id = params.text("clientId").unwrap_or_default();
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = operations::find_by_client(&mut db, &client_id).await?.ok_or_else(Problem::not_found)?;
    answer(&mut db, &found, &urls, &known).await
}

pub(crate) async fn read(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    known: IfNoneMatch,
    Key(uuid): Key,
    params: Params,
) -> Result<Response, Problem> {
    require(&caller, LEZEN)?;
    params.finish()?;
    let mut db = tenant.db.reader();
    let found = operations::read(&mut db, Id::new(uuid)).await?;
    answer(&mut db, &found, &urls, &known).await
}

async fn answer(
    db: &mut ::store::Reader,
    applicatie: &Applicatie,
    urls: &Urls,
    known: &IfNoneMatch,
) -> Result<Response, Problem> {
    let typen = operations::list_typen(db, std::slice::from_ref(applicatie)).await?;
    known.answer(&view(applicatie, &typen, urls))
}

pub(crate) async fn change(
    caller: Caller,
    tenant: Tenant,
    urls: Urls,
    Key(uuid): Key,
    sent: Sent,
) -> Result<Response, Problem> {
    require(&caller, BIJWERKEN)?;
    let uuid = Id::new(uuid);
    let mut tx = tenant.db.begin(&caller.0).await?;
    let current = operations::read(&mut tx, uuid).await?;
    let typen = operations::list_typen(&mut tx, std::slice::from_ref(&current)).await?;
    let actie = sent.actie;
    let mut fields = sent.over(&view(&current, &typen, &urls))?.strict(NULLABLE);
    let mut gegevens = read_gegevens(&mut fields, &urls);
    fields.finish()?;
    gegevens.toekenningen = rules::keep_catalogi(&current.toekenningen, &typen, gegevens.toekenningen);
    let applicatie = operations::update(&mut tx, actie, uuid, &gegevens).await?;
    let typen = operations::list_typen(&mut tx, std::slice::from_ref(&applicatie)).await?;
    tx.commit().await?;
    Ok(Json(view(&applicatie, &typen, &urls)).into_response())
}

pub(crate) async fn remove(caller: Caller, tenant: Tenant, Key(uuid): Key) -> Result<Response, Problem> {
    require(&caller, BIJWERKEN)?;
    let mut tx = tenant.db.begin(&caller.0).await?;
    operations::remove(&mut tx, Id::new(uuid)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Takes applications over from another register. Their secrets are never told: the clients wait for them.
///
/// # Errors
/// When the database fails.
pub async fn import(tx: &mut Tx, with: &Import, incoming: Vec<Incoming>) -> Result<Vec<Outcome>, AutorisatiesError> {
    let present = store::APPLICATIE.list_present(tx, incoming.iter().map(|one| one.uuid)).await?;
    let Batch { mut outcomes, read } =
        with.read(incoming, &present, |fields, urls, _| Some(read_gegevens(fields, urls)));
    for one in read {
        let taken = operations::take_over(tx, with.is_published, Id::new(one.uuid), &one.record).await?;
        if let Some(outcome) = outcomes.get_mut(one.at).filter(|_| !taken) {
            *outcome = Outcome::refused("een van de clients hoort hier al bij een applicatie");
        }
    }
    Ok(outcomes)
}
